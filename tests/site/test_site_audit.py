"""The pages in a real browser: axe, html-validate, Lighthouse, the keyboard, evidence that lights.

`make page-audit` measures every bundled brief, three runs each, and speed too; elsewhere speed is no test's business.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from model_calls import fill_ledger, model_brief
from over_http import ask, serving

from kilas.settings import Settings
from kilas.site.asgi import create_app
from kilas.store import Store
from kilas.store.records import Item
from kilas.testing.store import fill, item_of

AUDIT = Path(__file__).parent / "audit"
IS_WHOLE = os.environ.get("KILAS_PAGE_AUDIT") == "1"
SHOTS = os.environ.get("KILAS_PAGE_SHOTS", "")  # a folder for pictures of every page
pytestmark = [pytest.mark.browser, pytest.mark.network]


def _browser() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="module", autouse=True)
def _what_it_needs() -> None:
    missing = [
        what
        for what, is_there in (
            ("Chromium", _browser()),
            ("Node 20 or later", shutil.which("node")),
            ("what tests/site/audit/package.json names (`make page-audit` installs it)", (AUDIT / "node_modules").is_dir()),
        )
        if not is_there
    ]  # fmt: skip
    if missing and os.environ.get("KILAS_REQUIRE_ALL") == "1":
        pytest.fail(f"missing: {', '.join(missing)}")
    if missing:
        pytest.skip(f"missing: {', '.join(missing)}")


@dataclass(frozen=True)
class Served:
    port: int
    store: Store

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def briefs(self, *, indexable: bool) -> list[Item]:
        return list(self.store.items.list(kind="brief", indexable=indexable, limit=100))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("home")
    made = model_brief()

    def settings(base: str) -> Settings:
        return Settings(
            home=home, base_url=base, timezone="Asia/Jakarta", show_models=True, audience="public"
        )

    with Store.open(f"sqlite:///{home}/kilas.db", migrate=True) as store:
        fill(store)
        fill_ledger(store, datetime.now(UTC))
        [feed] = [one for one in store.feeds.list() if one.rights == "cc"]
        store.items.publish(item_of(made, feed), made, datetime.now(UTC))
        with serving(lambda base: create_app(store, settings(base))) as port:
            yield Served(port, store)


WIDTHS = [390, 1280]  # as in audit.mjs


def page_of(item: Item, ui: str) -> str:
    return f"/{ui}/b/{item.id}-{item.slug}"


def kinds(served: Served, ui: str) -> list[dict[str, Any]]:
    """A page of every kind there is."""
    own = next(item for item in served.briefs(indexable=True) if not item.model)
    others = served.briefs(indexable=False)[0]
    front = ask(served.port, f"/{ui}/").body.decode()
    source = front.split('class="tally"><li><a href="')[1].split('"')[0]
    link = page_of(served.store.items.list(kind="link", limit=10)[-1], ui)
    named = {
        "front": f"/{ui}/",
        "language": f"/{ui}/lang/ar/",
        "headline": link,
        "source": source,
        "search": f"/{ui}/search",
        "found": f"/{ui}/search?q=harga",
        "nothing-found": f"/{ui}/search?q=zzzzz",
        "how": f"/{ui}/how-it-works",
        "models": f"/{ui}/models",
        "correction": f"/{ui}/correction?b={own.id}",
        "thanks": f"/{ui}/correction/thanks",
        "not-found": f"/{ui}/nope",
        "taken-down": f"/{ui}/b/dead000000000000",
    }
    pages = [{"name": f"{name}-{ui}", "path": path, "brief": False} for name, path in named.items()]
    [by_model] = [item for item in served.briefs(indexable=True) if item.model]
    briefs = {"brief": own, "brief-of-others": others, "brief-by-model": by_model}
    return pages + [
        {"name": f"{name}-{ui}", "path": page_of(item, ui), "brief": True} for name, item in briefs.items()
    ]


def audit(what: str, asked: dict[str, Any]) -> dict[str, Any]:
    done = subprocess.run(
        ["node", "audit.mjs", what],
        cwd=AUDIT,
        input=json.dumps(asked),
        stdout=subprocess.PIPE,
        stderr=None if IS_WHOLE else subprocess.PIPE,  # how far it is, for who waits half an hour
        text=True,
        env={**os.environ, "CHROME_PATH": _browser() or ""},
        check=False,
    )
    assert done.returncode == 0, (done.stderr or "told above")[-2_000:]
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.slow
@pytest.mark.parametrize("ui", ["id", "en"])
def test_every_kind_of_page_is_fit_for_every_reader_at_both_widths_in_both_schemes(
    served: Served, ui: str
) -> None:
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
    # To watch a page arrive takes a thousand paints: both widths in both languages only in the whole audit.
    arrivals = WIDTHS if IS_WHOLE else [WIDTHS[ui == "en"]]
    asked = {"base": served.base, "pages": kinds(served, ui), "arrivals": arrivals, "shots": SHOTS}
    told = audit("look", asked)
    assert not told["faults"], "\n".join(told["faults"])
    assert len(told["facts"]) == 4 * len(kinds(served, ui))


def test_every_kind_of_page_is_valid(served: Served, tmp_path: Path) -> None:
    for ui in ("id", "en"):
        for page in kinds(served, ui):
            (tmp_path / f"{page['name']}.html").write_bytes(ask(served.port, page["path"]).body)
    done = subprocess.run(
        ["node", "node_modules/.bin/html-validate", "-c", "htmlvalidate.json", "-f", "json", *map(str, tmp_path.iterdir())],
        cwd=AUDIT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = [
        (Path(page["filePath"]).name, fault["ruleId"], fault["message"])
        for page in json.loads(done.stdout)
        for fault in page["messages"]
    ]
    assert not found
    assert len(list(tmp_path.iterdir())) == 32


@pytest.mark.slow
def test_lighthouse_finds_nothing(served: Served) -> None:
    own, others = served.briefs(indexable=True), served.briefs(indexable=False)
    if not IS_WHOLE:
        own, others = own[:1], []
    uis = ("id", "en") if IS_WHOLE else ("id",)
    pages = [{"name": f"front-{ui}", "path": f"/{ui}/", "indexable": True} for ui in uis]
    for items, indexable in ((own, True), (others, False)):
        pages += [
            {"name": f"{ui} {item.slug}", "path": page_of(item, ui), "indexable": indexable}
            for item in items
            for ui in ((item.language,) if IS_WHOLE else ("id",))
        ]
    told = audit("light", {"base": served.base, "pages": pages, "runs": 3 if IS_WHOLE else 1})
    speed = ("Lighthouse performance", "largest paint")
    faults = [fault for fault in told["faults"] if IS_WHOLE or not any(word in fault for word in speed)]
    assert not faults
