"""Briefs written anew: what changes is what was recorded, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kilas.core.article import RightsMode
from kilas.pipeline.rebriefing import Rebriefed, rebrief_all
from kilas.testing.origin import article, rss
from tests.pipeline.conftest import Works


def bring(works: Works, name: str, page: str, rights: RightsMode = "link") -> str:
    """Have a feed of its own bring `page`; the feed's id."""
    works.origin.put(f"/{name}.xml", rss({works.origin.put(f"/{name}", page): name}, name))
    feed = works.add(f"/{name}.xml", rights=rights)
    works.ingest(works.poll(after=timedelta(minutes=5)))  # of two copies the first is the earlier one
    return feed.id


def rebrief(works: Works) -> Rebriefed:
    return rebrief_all(works.store, None, works.clock, lambda _: None)


def test_what_is_written_anew_by_the_same_engine_stays(works: Works) -> None:
    bring(works, "wire", article(1))
    before = works.items(), works.store.items.last_change()
    assert rebrief(works) == Rebriefed(seen=1, changed=0)
    assert (works.items(), works.store.items.last_change()) == before


def test_a_feed_that_bears_another_name_now_leaves_what_is_published_of_it(works: Works) -> None:
    bring(works, "wire", article(1))
    (before,) = works.items()
    works.origin.put("/wire.xml", rss({works.origin.url("/wire"): "wire"}, "Quite another name"))
    works.poll(after=timedelta(minutes=5))
    assert rebrief(works) == Rebriefed(seen=1, changed=0)
    assert works.items() == (before,)


def test_a_licence_that_was_recorded_makes_a_brief_one_for_search_engines(works: Works) -> None:
    feed_id = bring(works, "wire", article(1))
    (before,) = works.items()
    works.store.feeds.set_rights(feed_id, "licensed")
    assert rebrief(works) == Rebriefed(seen=1, changed=1)
    (after,) = works.items()
    assert after.is_indexable
    assert (after.id, after.url, after.source, after.published) == (
        before.id,
        before.url,
        before.source,
        before.published,
    )


def test_a_licence_that_was_taken_back_makes_a_reserved_report_a_link_and_lets_its_copies_go(
    works: Works,
) -> None:
    kept_back = '<meta name="robots" content="noai">'
    feed_id = bring(works, "wire", article(1, "The bridge is open again", kept_back), rights="licensed")
    bring(works, "copy", article(1, "Bridge open again"))
    (before,) = works.items()
    works.store.feeds.set_rights(feed_id, "link")
    assert rebrief(works).changed == 1
    (link,) = (item for item in works.items() if item.kind == "link")
    assert link == replace(
        before,
        kind="link",
        reason="reserved",
        article_revision=None,
        brief_revision=None,
        excerpt="",
        word_count=0,
        tone=None,
        tone_score=None,
        is_indexable=False,
        copies=0,
        updated=works.now,
    )
    assert [item.kind for item in works.items() if item.id != link.id] == ["brief"]
    assert works.store.care.check() == ()
