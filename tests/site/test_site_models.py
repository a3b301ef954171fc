"""The page about language models, and their briefs in lists and feeds."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest
from asking import Site, site_on
from lxml import html
from model_calls import OWN_BRIEFS, ROUTES, fill_ledger, model_brief

from kilas import render
from kilas.core.brief import Attempt, Brief
from kilas.pipeline.model_writing import ENOUGH
from kilas.settings import Settings
from kilas.site.asgi import options
from kilas.site.listing import listed
from kilas.store import Store
from kilas.testing.store import NOW, brief_samples, item_of

WORDS = {
    "en": "reworded by the model; numbers and names checked; rhine-1 found it supported",
    "id": "ditulis ulang oleh model; angka dan nama diperiksa; rhine-1 menilainya didukung sumber",
}


def with_provenance(**facts: Any) -> Brief:
    made = brief_samples(NOW)[1]
    return replace(made, provenance=replace(made.provenance, **facts))


def without_rewording(made: Brief) -> Brief:
    """`made` as if its every claim had been verified."""
    sections = tuple(
        replace(
            section,
            paragraphs=tuple(
                replace(part, claims=tuple(replace(c, status="verified", judge=None) for c in part.claims))
                for part in section.paragraphs
            ),
        )
        for section in made.sections
    )
    return replace(made, sections=sections)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("models")
    with Store.open(f"sqlite:///{folder}/kilas.db", migrate=True) as store:
        fill_ledger(store, NOW)
        feed = store.feeds.add("https://x.example/rss", "rss", title="X", rights="own", now=NOW)
        for made in (model_brief(), brief_samples(NOW)[1]):
            store.items.publish(item_of(made, feed), made, NOW)
        yield site_on(store, show_models=True)


def test_the_page_about_models_exists_only_where_the_owner_shows_it(site: Site, tmp_path: Path) -> None:
    assert site.get("/en/models").status == 404
    assert not options(Settings(home=tmp_path, base_url="https://x.example")).show_models
    assert options(Settings(home=tmp_path, base_url="https://x.example", show_models=True)).show_models
    assert not any(path.endswith("/models") for path in site.pages.addresses())


@pytest.mark.parametrize(("ui", "words"), [("en", "Language models"), ("id", "Model bahasa")])
def test_every_page_links_to_the_page_about_models_where_it_exists(
    models: Site, site: Site, ui: str, words: str
) -> None:
    [item] = [one for one in models.store.items.list(limit=9) if one.model]
    for path in ("/", f"/b/{item.id}-{item.slug}", "/how-it-works", "/nothing-here"):
        [link] = models.tree(f"/{ui}{path}").xpath("//footer//a[contains(@href, 'models')]")
        assert (link.get("href"), link.text) == (f"/{ui}/models", words)
        assert b"/models" not in site.get(f"/{ui}{path}").body
    assert models.get(f"/{ui}/models").status == 200
    assert site.get(f"/{ui}/models").status == 404


def test_the_page_about_models_is_exported_where_it_exists_and_in_no_sitemap(models: Site) -> None:
    assert {"/id/models", "/en/models"} <= set(models.pages.addresses())
    assert b"/models" not in models.get("/sitemap.xml").body
    reply = models.get("/en/models")
    assert reply.headers["X-Robots-Tag"] == "noindex"
    assert models.tree("/en/models").xpath("//meta[@name='robots']/@content") == ["noindex,follow"]


@pytest.mark.parametrize("ui", ["en", "id"])
def test_the_page_about_models_draws_and_tabulates_every_route(models: Site, ui: str) -> None:
    page = models.tree(f"/{ui}/models")
    rows = {row.xpath("string(th/bdi)"): row for row in page.xpath("//tbody/tr")}
    own = {"en": "built-in engine", "id": "mesin bawaan"}[ui]
    assert [*rows][-1] == own
    assert set(rows) == {own, *(name for name, *_ in ROUTES)}
    assert [cell.text_content() for cell in rows[own].xpath("td")][:3] == ["–", str(OWN_BRIEFS), "–"]
    assert own in page.xpath("//svg[contains(@aria-labelledby, 'ut')]")[0].text_content()
    for name, model, briefs, *_ in ROUTES:
        cells = [cell.text_content() for cell in rows[name].xpath("td")]
        assert cells[:2] == [model, str(briefs)]
    charts = page.xpath("//svg[@role='img']")
    assert len(charts) == 2
    for chart in charts:
        told = {
            named: chart.xpath(f"string(//*[@id='{named}'])")
            for named in chart.get("aria-labelledby").split()
        }
        assert all(told.values())
    assert not page.xpath("//script[not(@type='application/ld+json')]|//@style|//svg//style")


def test_the_figures_are_those_of_the_ledger(models: Site) -> None:
    page = models.tree("/en/models")
    [row] = page.xpath("//tbody/tr[.//bdi='delta-eu']")
    assert [cell.text_content() for cell in row.xpath("td")][2:4] == ["93%84%–97%", "$0.00047"]
    assert row.xpath("string(th/small)") == "recommended"
    assert f"{round(ENOUGH * 100)} per cent" in page.xpath("string(//p[@class='intro'])")
    shares = [int(cell.rstrip("%")) for cell in page.xpath("//tbody/tr/td[last()]/text()")]
    assert 98 <= sum(shares) <= 102


def test_without_any_call_the_page_about_models_says_so(empty_store: Store) -> None:
    site = site_on(empty_store, show_models=True)
    for ui, words in (("en", "No language model has written"), ("id", "Belum ada ringkasan yang ditulis")):
        page = site.tree(f"/{ui}/models")
        assert words in page.text_content()
        assert not page.xpath("//table")


@pytest.mark.parametrize("ui", ["en", "id"])
def test_lists_give_a_reworded_excerpt_its_sign_and_say_what_it_means(models: Site, ui: str) -> None:
    [item] = models.tree(f"/{ui}/").xpath("//ol[@class='list']/li[.//span[@class='near']]")
    assert WORDS[ui] in " ".join(item.text_content().split())
    assert item.xpath(".//h2/@lang") == ([] if ui == "en" else ["en"])
    assert item.xpath(".//article/p[not(@class)]/@lang") == ([] if ui == "id" else ["id"])


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_feeds_sign_a_reworded_excerpt_and_name_who_wrote_it(models: Site, kind: str) -> None:
    entries = feedparser.parse(io.BytesIO(models.get(f"/en/feed.{kind}").body)).entries
    written = [entry for entry in entries if entry.get("author") not in (None, "", "Kilas")]
    [entry] = written
    assert entry.author == "Kilas, written by delta-small"
    tried = "Routes tried: rhine-1 (too many requests, HTTP 429); delta-eu (used); rhine-1, as judge (used)."
    assert entry.summary.endswith(f"(≈ {WORDS['en']}) {tried}")
    assert not any(
        "≈" in other.summary or "tried" in other.summary for other in entries if other is not entry
    )


def test_json_feed_tells_model_route_and_status(models: Site) -> None:
    items = json.loads(models.get("/id/feed.json").body)["items"]
    [told] = [item for item in items if "written_by" in item["_kilas"]]
    assert told["_kilas"]["written_by"] == {"model": "delta-small", "route": "delta-eu"}
    assert told["_kilas"]["status"] == "unverifiable"
    assert told["_kilas"]["attempts"] == [
        {"route": "rhine-1", "work": "brief", "outcome": "rate", "reason": "HTTP 429"},
        {"route": "delta-eu", "work": "brief", "outcome": "ok", "reason": ""},
        {"route": "own", "work": "brief", "outcome": "skipped", "reason": "not_needed"},
        {"route": "rhine-1", "work": "judge", "outcome": "ok", "reason": ""},
    ]
    assert not any("attempts" in item["_kilas"] for item in items if item is not told)
    assert told["authors"] == [{"name": "Kilas, ditulis oleh delta-small"}]
    assert told["language"] == "id"
    assert told["content_text"].endswith(f"(≈ {WORDS['id']})")


def test_the_brief_s_own_page_and_json_tell_the_same(models: Site) -> None:
    [item] = [one for one in models.store.items.list(limit=9) if one.model]
    page = models.tree(f"/en/b/{item.id}-{item.slug}")
    rows = [row.text_content() for row in page.xpath("//table[@class='tried']/tbody/tr")]
    assert rows == [
        "rhine-1too many requests, HTTP 4290.4–",
        "delta-euused3.1$0.00042",
        "ownskipped, not needed––",
        "rhine-1, as judgeused0.9$0.0001",
    ]
    facts = json.loads(page.xpath("//script/text()")[0])
    assert facts["digitalSourceType"].endswith("/TrainedAlgorithmicMediaDigitalSource")
    assert facts["inLanguage"] == "id"
    assert facts["description"].endswith(f"(≈ {WORDS['en']})")
    data = json.loads(models.get(f"/b/{item.id}.json").body)
    assert data["provenance"]["attempts"][1]["route"] == "delta-eu"


FALLEN_BACK = (
    Attempt(route="delta-eu", outcome="quota", reason="HTTP 402", seconds=0.2),
    Attempt(route="embedded", outcome="ok"),
)


@pytest.mark.parametrize(
    ("made", "kind", "line"),
    [
        (brief_samples(NOW)[1], "AlgorithmicallyEnhanced", ""),
        (model_brief(), "TrainedAlgorithmicMedia", "delta-eu (used); rhine-1, as judge (used)."),
        (
            with_provenance(engine="embedded", route="embedded", attempts=FALLEN_BACK),
            "AlgorithmicallyEnhanced",
            "Routes tried: delta-eu (credit used up, HTTP 402); Kilas’s built-in engine (used).",
        ),
        (
            without_rewording(model_brief()),
            "TrainedAlgorithmicMedia",
            "delta-eu (used); rhine-1, as judge (used).",
        ),
    ],
    ids=["extraction", "reworded and marked", "fallen back", "model, all verified"],
)
def test_every_format_says_alike_whether_a_model_made_the_text(
    empty_store: Store, made: Brief, kind: str, line: str
) -> None:
    site = site_on(empty_store)
    feed = empty_store.feeds.add("https://x.example/rss", "rss", title="X", rights="own", now=NOW)
    item = empty_store.items.publish(item_of(made, feed), made, NOW)
    assert item is not None
    page = site.tree(f"/en{listed(item, None).path}")
    [entry] = json.loads(site.get("/en/feed.json").body)["items"]
    alone = json.loads(html.document_fromstring(render(made, "html")).xpath("//script/text()")[0])
    told = {
        json.loads(page.xpath("//script/text()")[0])["digitalSourceType"],
        alone["digitalSourceType"],
        entry["_kilas"]["digital_source_type"],
    }
    assert told == {f"https://schema.org/{kind}DigitalSource"}
    data = json.loads(site.get(f"/b/{item.id}.json").body)["provenance"]
    assert (data["model"] is not None) == (kind == "TrainedAlgorithmicMedia")
    assert ("written_by" in entry["_kilas"]) == (data["model"] is not None)
    for name in ("atom", "rss"):
        [shown] = feedparser.parse(io.BytesIO(site.get(f"/en/feed.{name}").body)).entries
        assert shown.summary.endswith(line)
        assert ("tried" in shown.summary) == bool(line)
