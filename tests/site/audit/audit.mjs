// Looks at pages in a real browser, says as JSON what is wrong. Run by test_site_audit.py.
//   node audit.mjs look  < {"base": …, "pages": [{"name", "path", "brief"}], "arrivals": [390], "shots": FOLDER or ""}
//   node audit.mjs light < {"base": …, "pages": [{"name", "path", "indexable"}], "runs": 3}
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const asked = JSON.parse(readFileSync(0, "utf8"));
const WIDTHS = [390, 1280];
const SCHEMES = ["light", "dark"];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const browser = await puppeteer.launch({
  executablePath: process.env.CHROME_PATH,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    ...(process.argv[2] === "look" ? ["--disable-frame-rate-limit"] : []), // a page is painted a thousand times
  ],
});
const faults = [];
const facts = [];
try {
  if (process.argv[2] === "look") await look();
  else await light();
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify({ faults, facts }));

async function look() {
  for (const page of asked.pages) {
    for (const width of WIDTHS) {
      for (const scheme of SCHEMES) await see(page, width, scheme);
    }
    for (const width of asked.arrivals) await arrive(page, width);
    if (page.brief) await read(page);
    await walk(page);
  }
}

async function open(path, width, scheme, motion = "no-preference") {
  const tab = await browser.newPage();
  await tab.setBypassCSP(true); // axe is ours, and not let in by the page's policy
  await tab.setViewport({ width, height: width === 390 ? 844 : 900 });
  await tab.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: motion },
  ]);
  const foreign = [];
  tab.on("request", (r) => {
    if (!r.url().startsWith(asked.base) && !r.url().startsWith("data:")) foreign.push(r.url());
  });
  await tab.evaluateOnNewDocument(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await tab.goto(asked.base + path, { waitUntil: "load" });
  return [tab, foreign];
}

async function see(page, width, scheme) {
  const [tab, foreign] = await open(page.path, width, scheme);
  const where = `${page.name} at ${width} px, ${scheme}`;
  await tab.evaluate(axe);
  const result = await tab.evaluate((tags) => axe.run(document, { runOnly: tags }), RULES);
  for (const v of result.violations)
    faults.push(`${where}: axe ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}`);
  const seen = await tab.evaluate(() => ({
    wide: document.documentElement.scrollWidth - innerWidth,
    shift: window.shift,
    scripts: [...document.scripts].filter((s) => s.type !== "application/ld+json").length,
    cookies: document.cookie,
  }));
  if (seen.wide > 0) faults.push(`${where}: scrolls sideways by ${seen.wide} px`);
  if (seen.shift > 0) faults.push(`${where}: layout shifts by ${seen.shift}`);
  if (seen.scripts) faults.push(`${where}: runs ${seen.scripts} scripts`);
  if (seen.cookies) faults.push(`${where}: sets cookies`);
  for (const url of foreign) faults.push(`${where}: asks ${url}`);
  facts.push({ page: where, undecided: result.incomplete.map((i) => `${i.id} ×${i.nodes.length}`) });
  if (asked.shots) await tab.screenshot({ path: `${asked.shots}/${page.name}-${width}-${scheme}.png`, fullPage: true });
  await tab.close();
}

// Written tag by tag and text by text, each painted, as a slow network brings it: nothing that stands moves, down to the foot of the page.
async function arrive(page, width) {
  const [tab] = await open("/healthz", width, "light");
  await tab.setViewport({ width, height: 3000 });
  const html = (await (await fetch(asked.base + page.path)).text()).replace(/<meta http-equiv[^>]*>/, "");
  const pieces = html.match(/\n*(<[^>]*>|[^<\n]+)\n*/g); // a parser keeps a text back until it has all of it
  if (pieces.join("") !== html) throw new Error(`${page.name} was not cut into pieces whole`);
  const moves = await tab.evaluate(async (pieces) => {
    const moves = new Set();
    const place = (rect) => [rect.x, rect.y].map(Math.round).join();
    const told = ({ node, previousRect, currentRect }) => {
      const what = node?.data ? `“${node.data}” in ${node.parentElement.outerHTML}` : node?.outerHTML;
      return `${what?.slice(0, 80) ?? "what a style adds"} from ${place(previousRect)} to ${place(currentRect)}`;
    };
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries()) for (const source of sources) moves.add(told(source));
    }).observe({ type: "layout-shift" });
    document.open();
    for (const piece of pieces) {
      const isText = document.body && !piece.trimStart().startsWith("<");
      document.write(isText ? `${piece}<!---->` : piece);
      if (document.body) await new Promise(requestAnimationFrame);
    }
    document.close();
    await new Promise((done) => setTimeout(done, 100));
    return [...moves];
  }, pieces);
  for (const move of moves) faults.push(`${page.name} at ${width} px: while it arrives, moves ${move}`);
  await tab.close();
}

// A click on the number behind a claim lights the claim and the sentence, and the sentence is in view.
async function read(page) {
  const [tab] = await open(page.path, 1280, "light");
  const lit = await tab.evaluate(async () => {
    const still = "rgba(0, 0, 0, 0)";
    const pill = document.querySelector(".sum .ev");
    const claim = pill.closest(".k").querySelector(".c");
    const sentence = document.querySelector(pill.getAttribute("href"));
    const before = getComputedStyle(claim).backgroundColor;
    pill.click();
    await new Promise((done) => setTimeout(done, 1500));
    const box = sentence.getBoundingClientRect();
    const after = [getComputedStyle(claim).backgroundColor, getComputedStyle(sentence).backgroundColor];
    const back = sentence.querySelector("a.n");
    back.click();
    await new Promise((done) => setTimeout(done, 1500));
    const home = document.querySelector(back.getAttribute("href")).getBoundingClientRect();
    return { dark: before === still, lit: after.every((c) => c !== still) && after[0] === after[1],
      seen: box.top >= 0 && box.bottom <= innerHeight, home: home.top >= 0 && home.bottom <= innerHeight };
  });
  for (const [what, holds] of Object.entries(lit)) if (!holds) faults.push(`${page.name}: evidence: not ${what}`);
  await tab.close();
}

// By keyboard alone: the skip link comes first and skips, every link and field is reached in order, and shows that it is.
async function walk(page) {
  const [tab] = await open(page.path, 1280, "light", "reduce"); // nothing glides, so what has focus is in view at once
  const wanted = await tab.evaluate(
    () => [...document.querySelectorAll("a[href],button,input:not([type=hidden]),textarea,select,summary")].filter(
      (e) => e.tabIndex >= 0 && e.checkVisibility()).length);
  const missed = new Set();
  let reached = 0;
  for (let n = 0; n < wanted; n++) {
    await tab.keyboard.press("Tab");
    const now = await tab.evaluate((n) => {
      const e = document.activeElement;
      if (e === document.body) return { name: "nothing", shown: true, skip: false };
      const style = getComputedStyle(e);
      const box = e.getBoundingClientRect();
      return { name: e.outerHTML.slice(0, 60), shown: style.outlineStyle !== "none" && box.width > 0 && box.bottom > 0 && box.top < innerHeight, skip: n === 0 && e.className === "skip" };
    }, n);
    if (n === 0 && !now.skip) faults.push(`${page.name}: the first stop of the keyboard is ${now.name}`);
    if (now.name === "nothing") continue;
    reached++;
    if (!now.shown) missed.add(now.name);
  }
  if (reached < wanted) faults.push(`${page.name}: the keyboard reaches ${reached} of ${wanted}`);
  for (const name of missed) faults.push(`${page.name}: no sign of focus on ${name}`);
  await tab.goto(asked.base + page.path);
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  const skipped = await tab.evaluate(() => document.activeElement.id || location.hash.slice(1));
  if (skipped !== "content") faults.push(`${page.name}: the skip link leads to ${skipped || "nothing"}`);
  await tab.close();
}

async function light() {
  const { default: lighthouse } = await import("lighthouse");
  const port = Number(new URL(browser.wsEndpoint()).port);
  for (const page of asked.pages) {
    const runs = [];
    for (let n = 0; n < asked.runs; n++) {
      runs.push(await measured(lighthouse, asked.base + page.path, port));
    }
    const median = (read) => runs.map(read).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
    const scores = Object.fromEntries(
      ["performance", "accessibility", "best-practices", "seo"].map((name) => [name, Math.round(100 * median((r) => r.categories[name].score))]));
    const lcp = median((r) => r.audits["largest-contentful-paint"].numericValue);
    const cls = median((r) => r.audits["cumulative-layout-shift"].numericValue);
    const failed = runs[0].categories.seo.auditRefs.map((a) => a.id).filter((id) => runs[0].audits[id].score === 0);
    facts.push({ page: page.name, scores, lcp_ms: Math.round(lcp), cls, seo_failed: failed });
    console.error(`${facts.length} of ${asked.pages.length}: ${JSON.stringify(facts.at(-1))}`);
    for (const [name, score] of Object.entries(scores))
      if (score < 100 && !(name === "seo" && !page.indexable)) faults.push(`${page.name}: Lighthouse ${name} ${score}`);
    if (!page.indexable && failed.join() !== "is-crawlable") faults.push(`${page.name}: failed SEO audits: ${failed.join(", ") || "none"}`);
    if (lcp > 1000) faults.push(`${page.name}: largest paint after ${Math.round(lcp)} ms`);
    if (cls > 0) faults.push(`${page.name}: layout shift ${cls}`);
  }
}

// A run that saw no page painted (a busy machine) has measured nothing: it is made again, and after three it is an error.
async function measured(lighthouse, address, port) {
  for (let n = 0; n < 3; n++) {
    const { lhr } = await lighthouse(address, { port, output: "json", logLevel: "silent" });
    if (!lhr.runtimeError && Object.values(lhr.categories).every((category) => category.score !== null)) return lhr;
  }
  throw new Error(`Lighthouse could not measure ${address}`);
}
