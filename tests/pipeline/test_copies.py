"""Copies of one report, as they come, change and go, over a real site, store and worker process."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from kilas.core.publishing import Copies, plan, plan_again
from kilas.pipeline import ingest, tasks
from kilas.pipeline.copies import CopySearch
from kilas.pipeline.intents import carry_out
from kilas.store.records import Feed, Item
from kilas.testing.origin import article, rss
from tests.pipeline.conftest import Works

SOON = timedelta(minutes=5)
KEPT_BACK = '<meta name="robots" content="noai">'


def bring(works: Works, name: str, page: str, headline: str = "Said") -> Feed:
    """Have a feed of its own bring `page`, as the first or as an edit."""
    works.origin.put(f"/{name}.xml", rss({works.origin.put(f"/{name}", page): headline}, name))
    feed = works.add(f"/{name}.xml")
    works.ingest(works.poll(after=SOON))
    works.ingest(list(works.store.entries.waiting(9)))  # what was put back to wait
    return feed


def shown(works: Works) -> dict[str, list[str]]:
    """Which pages are listed, by their path, and which are folded under each."""

    def path(item: Item) -> str:
        return (item.url or "").rsplit("/", 1)[1]

    return {path(item): sorted(map(path, works.store.items.copies_of(item.id))) for item in works.items()}


def test_copies_of_a_report_that_becomes_another_stand_under_the_earliest_of_them(works: Works) -> None:
    for name in ("wire", "first", "second"):
        bring(works, name, article(1, f"As {name} has it: the bridge"))
    assert shown(works) == {"wire": ["first", "second"]}
    bring(works, "wire", article(2, "The wire on quite another thing"), "Another thing")
    assert shown(works) == {"wire": [], "first": ["second"]}
    later = bring(works, "later", article(1, "As a later one has it: the bridge"))
    assert shown(works) == {"wire": [], "first": ["later", "second"]}
    assert works.states(later) == [("folded", "copy")]
    assert works.store.care.check() == ()


def test_a_copy_of_a_removed_feed_that_is_let_go_stays_a_brief(works: Works) -> None:
    bring(works, "wire", article(1, "The bridge is open again"))
    copy = bring(works, "copy", article(1, "Bridge open again"))
    works.store.feeds.remove(copy.id, works.now)
    bring(works, "wire", article(2, "Quite another thing"), "Another thing")
    assert shown(works) == {"wire": [], "copy": []}
    assert works.states(copy) == [("briefed", None)]


def test_a_copy_that_becomes_another_report_stands_by_itself(works: Works) -> None:
    bring(works, "wire", article(1, "The bridge is open again"))
    copy = bring(works, "copy", article(1, "Bridge open again"))
    bring(works, "copy", article(2, "Quite another thing"), "Another thing")
    assert shown(works) == {"wire": [], "copy": []}
    assert works.states(copy) == [("briefed", None)]
    bring(works, "copy", article(1, "Bridge open again"), "Said anew")
    assert shown(works) == {"wire": ["copy"]}
    assert works.states(copy) == [("folded", "copy")]
    assert works.store.care.check() == ()


def test_a_copy_that_is_edited_long_after_is_still_one(works: Works) -> None:
    bring(works, "wire", article(1, "The bridge is open again"))
    works.now += timedelta(days=5)
    bring(works, "copy", article(1, "Bridge open again"))
    works.now += timedelta(days=6)
    bring(works, "copy", article(1, "Bridge open again, with a better headline"), "Better")
    assert shown(works) == {"wire": ["copy"]}
    works.now += timedelta(days=6)
    bring(works, "wire", article(1, "The bridge is open again, we hear"), "We hear")
    assert shown(works) == {"wire": ["copy"]}


@pytest.mark.parametrize("kept_back", ["wire", "copy"])
def test_a_report_that_is_kept_back_hides_no_copy_and_hides_behind_none(works: Works, kept_back: str) -> None:
    bring(works, "wire", article(1, "The bridge is open again"))
    bring(works, "copy", article(1, "Bridge open again"))
    bring(works, kept_back, article(1, "The bridge is open again", KEPT_BACK), "Kept back")
    assert shown(works) == {"wire": [], "copy": []}
    assert {item.url.rsplit("/", 1)[1] for item in works.items() if item.url and item.kind == "link"} == {
        kept_back
    }
    bring(works, "later", article(1, "The bridge, once more"))
    (open_one,) = {"wire", "copy"} - {kept_back}
    assert shown(works) == {kept_back: [], open_one: ["later"]}
    assert works.store.care.check() == ()


@pytest.mark.parametrize("first", ["one", "other"])
def test_copies_that_two_workers_have_in_hand_at_once_fold_all_the_same(works: Works, first: str) -> None:
    feeds = {}
    for name in ("one", "other"):
        works.origin.put(
            f"/{name}.xml", rss({works.origin.put(f"/{name}", article(1, name * 9)): name}, name)
        )
        feeds[name] = works.add(f"/{name}.xml")
    bench = ingest._at()
    searches = {}
    for stored in works.poll():
        got = ingest.read(stored.id, stored.entry.digest, 0)
        found = works.store.articles.get(got["article"])
        assert found is not None
        written = bench.pool.run(tasks.write_brief, found, works.now)
        search = CopySearch(
            store=works.store, pool=bench.pool, clock=works.clock, article=found, bands=written.bands
        )
        name = found.url.rsplit("/", 1)[1] if found.url else ""
        facts = ingest._facts(stored, feeds[name], found, written)
        searches[name] = search, replace(facts, copies=search.first(facts))
    assert [facts.copies for _, facts in searches.values()] == [Copies(), Copies()]
    for _, facts in searches.values():
        carry_out(works.store, plan(facts, works.now), works.now)
    for name in sorted(searches, key=lambda name: name != first):
        search, facts = searches[name]
        carry_out(works.store, plan_again(search.article.id, search.again()), works.now)
    assert sorted(len(copies) for copies in shown(works).values()) == [1]


def test_a_copy_is_found_among_many_reports_in_the_same_words(works: Works) -> None:
    def bulletin(number: int) -> str:
        chance = Random(number)
        told = " ".join(
            f"<p>An earthquake of magnitude {chance.uniform(2, 6):.1f} shook the sea {chance.randint(10, 300)} km off "
            f"{chance.choice('ABCDEFGHIJKLMNOP')}{chance.choice('aeiou')}{chance.choice('lmnrst')}{chance.choice('aeiou')} at a "
            f"depth of {chance.randint(5, 200)} km, the agency said in bulletin {number}-{n}; no damage was reported, and "
            "no wave is expected on any coast of the islands.</p>"
            for n in range(9)
        )
        title = f"Earthquake bulletin number {number} of the agency"
        return f"<html lang='en'><head><title>{title}</title></head><body><article><h1>{title}</h1>{told}</article></body></html>"

    for number in range(30):
        works.origin.put(f"/{number}", bulletin(number))
    works.origin.put("/all.xml", rss({works.origin.url(f"/{n}"): f"Bulletin {n}" for n in range(30)}))
    works.add("/all.xml")
    works.ingest()
    assert len(works.items()) == 30
    bring(works, "copy", bulletin(29))
    assert shown(works)["29"] == ["copy"]
    assert "copy" not in shown(works)
