"""Publishing, listing, folding, taking down."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import event

from kilas.core.brief import Brief
from kilas.core.publishing import FeedFacts, SiteLine, brief_line
from kilas.store import Store
from kilas.store.records import Cursor, Withheld
from tests.store.making import (
    DAY,
    HOUR,
    NOW,
    SECOND,
    TRIED,
    article,
    brief,
    entry,
    feed,
    item,
    link,
    polled,
    published,
)


def test_publishing_twice_changes_nothing(store: Store) -> None:
    of = feed(store)
    first = published(store, of)
    digest, change = store.care.digest(), store.items.last_change()
    assert published(store, of, now=NOW + HOUR) == first
    assert (store.care.digest(), store.items.last_change()) == (digest, change)


def test_the_brief_comes_back_as_it_was_given(store: Store) -> None:
    made = published(store, feed(store))
    assert store.items.brief(made.id) == brief()
    assert store.items.get(made.id) == made


def test_what_became_of_each_route_comes_back_and_is_no_change_if_it_is_the_same(store: Store) -> None:
    of = feed(store)
    made = published(store, of, attempts=TRIED)
    change = store.items.last_change()
    assert store.items.get(made.id) == made
    assert made.attempts == store.items.list(limit=1)[0].attempts == TRIED
    assert published(store, of, now=NOW + HOUR, attempts=TRIED) == made
    assert store.items.last_change() == change
    assert published(store, of, attempts=TRIED[1:]).attempts == TRIED[1:]
    assert published(store, of).attempts == ()


def test_the_line_of_a_brief_tells_the_routes_without_time_and_cost(store: Store) -> None:
    asked = tuple(replace(one, seconds=1.5, usd=0.25) for one in TRIED)
    made = replace(brief(), provenance=replace(brief().provenance, attempts=asked))
    line = brief_line(made, FeedFacts(id="f", title="", language=None, rights="link"), NOW)
    assert line.attempts == TRIED


def test_an_item_stands_with_the_brief_it_shows(store: Store) -> None:
    of = feed(store)
    made, bare = published(store, of), store.items.publish(link(of, 2), None, NOW)
    assert not isinstance(bare, Withheld)
    for item_, shown in ((made, brief()), (bare, None)):
        found = store.items.with_brief(item_.id)
        assert found is not None
        assert (found.item, found.brief()) == (item_, shown)
    assert store.items.with_brief("0000000000000000") is None


def test_reading_an_item_with_its_brief_reads_no_other_brief(store: Store) -> None:
    made = published(store, feed(store))
    if not store.database.is_sqlite:  # its plans follow the sizes of the tables
        return
    asked: list[str] = []
    event.listen(store.database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert store.items.with_brief(made.id) is not None
    plan = store.database.read(
        lambda c: c.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[0]}", (made.id,)).all()
    )
    assert [step.detail for step in plan if not step.detail.startswith("SEARCH")] == []


def test_what_stands_is_told_anew_each_time(store: Store) -> None:
    of = feed(store)
    for headline in ("First", "Second", "Third"):
        published(store, of, headline=headline)
        found = store.items.with_brief(item(of).id)
        assert found is not None
        assert found.item.headline == headline


def test_updated_moves_with_the_headline_and_not_with_the_slug(store: Store) -> None:
    of = feed(store)
    first = published(store, of)
    same = published(store, of, now=NOW + HOUR, slug="another")
    assert (same.slug, same.updated) == ("another", first.updated)
    changed = published(store, of, now=NOW + DAY, headline="Another headline")
    assert (changed.published, changed.updated) == (first.published, NOW + DAY)


def test_updated_moves_with_the_claims(store: Store) -> None:
    of = feed(store)
    published(store, of)
    again = store.items.publish(
        replace(item(of), brief_revision=brief(1, "tunnel").revision), brief(1, "tunnel"), NOW + HOUR
    )
    assert not isinstance(again, Withheld)
    assert again.updated == NOW + HOUR
    assert [v.revision for v in store.items.versions(again.id)] == [
        brief().revision,
        brief(1, "tunnel").revision,
    ]
    assert store.items.brief(again.id, brief().revision) == brief()


def test_updated_moves_when_a_link_becomes_a_brief(store: Store) -> None:
    of = feed(store)
    store.items.publish(link(of), None, NOW)
    assert published(store, of, now=NOW + HOUR).updated == NOW + HOUR


def test_updated_never_moves_backwards(store: Store) -> None:
    of = feed(store)
    published(store, of)
    assert published(store, of, now=NOW - DAY, headline="Earlier").updated == NOW


def test_items_are_listed_newest_first_and_a_cursor_goes_on(store: Store) -> None:
    of = feed(store)
    made = [published(store, of, n, now=NOW + (n // 2) * SECOND) for n in range(7)]
    seen, before = [], None
    while page := store.items.list(limit=2, before=before):
        seen += page
        before = Cursor(published=page[-1].published, id=page[-1].id)
    assert seen == sorted(made, key=lambda i: (i.published, i.id), reverse=True)


def test_items_can_be_listed_by_kind_language_feed_and_indexability(store: Store) -> None:
    one, two = feed(store), feed(store, "https://other.example/feed")
    a = published(store, one, 1, is_indexable=True)
    b = store.items.publish(link(two, 2, language="id"), None, NOW + SECOND)
    assert store.items.list(kind="link", limit=9) == store.items.list(language="id", limit=9) == (b,)
    assert store.items.list(feed_id=one.id, limit=9) == store.items.list(indexable=True, limit=9) == (a,)
    assert store.items.languages() == ("en", "id")


def test_a_folded_copy_is_not_listed_and_counts_under_the_first(store: Store) -> None:
    of = feed(store)
    first, copy, other = (published(store, of, n, now=NOW + n * SECOND) for n in (1, 2, 3))
    assert store.items.fold(other.id, copy.id, NOW)
    assert store.items.fold(copy.id, first.id, NOW)
    assert not store.items.fold(copy.id, first.id, NOW)
    assert not store.items.fold(first.id, copy.id, NOW)
    assert [i.id for i in store.items.list(limit=9)] == [first.id]
    assert [i.id for i in store.items.copies_of(first.id)] == [copy.id, other.id]
    assert store.items.get(first.id) == replace(first, copies=2)
    assert store.search.find("randu").total == 1
    assert store.care.check() == ()


def test_an_unfolded_item_stands_by_itself_again(store: Store) -> None:
    of = feed(store)
    first, copy = published(store, of, 1), published(store, of, 2)
    store.items.fold(copy.id, first.id, NOW)
    assert store.items.unfold(copy.id, NOW)
    assert store.items.get(first.id) == first
    assert store.search.find("randu").total == 2


def test_nothing_is_folded_under_what_was_never_published(store: Store) -> None:
    made = published(store, feed(store))
    assert not store.items.fold(made.id, "nowhere", NOW)
    assert store.items.get(made.id) == made


def test_what_is_taken_down_is_gone_from_lists_and_search_and_stays_gone(store: Store) -> None:
    of = feed(store)
    made = published(store, of)
    down = store.moderation.take_down(f"https://site.example/id/b/{made.id}-a-slug", "court order", NOW)
    assert down is not None
    assert (
        store.moderation.takedown(made.id) == down == store.moderation.take_down(made.id, "again", NOW + DAY)
    )
    assert store.items.get(made.id) is None
    assert store.items.brief(made.id) is None
    assert store.items.list(limit=9) == ()
    assert store.search.find("randu").total == 0
    assert store.items.publish(item(of), brief(), NOW) == Withheld(item_id=made.id, reason="taken_down")
    assert store.care.check() == ()


def test_an_item_is_taken_down_by_the_address_of_its_original(store: Store) -> None:
    made = published(store, feed(store))
    assert store.moderation.take_down("https://nobody.example/", "x", NOW) is None
    down = store.moderation.take_down(str(made.url), "x", NOW)
    assert down is not None
    assert down.item_id == made.id


def test_sources_count_what_they_published_and_how_it_sounded(store: Store) -> None:
    of = feed(store)
    published(store, of, 1, tone="positive")
    published(store, of, 2, now=NOW + DAY, tone=None)
    store.items.publish(link(of, 3), None, NOW + DAY)
    source = store.items.source(of.id, NOW + DAY)
    assert source is not None
    assert (source.items, source.briefs, source.latest) == (3, 2, NOW + DAY)
    assert [counts for _, *counts in source.tone] == [[1, 0, 0, 0], [0, 0, 0, 1]]
    assert store.items.sources()[0].items == 3


def test_every_visible_change_moves_the_last_change(store: Store) -> None:
    of = feed(store)
    assert store.items.last_change() is None
    moments = []
    first, copy = published(store, of, 1), published(store, of, 2)
    moments.append(store.items.last_change())
    store.items.fold(copy.id, first.id, NOW - DAY)
    moments.append(store.items.last_change())
    store.moderation.take_down(first.id, "x", NOW - DAY)
    moments.append(store.items.last_change())
    assert moments == sorted(set(moments), key=lambda m: m or NOW)


def test_a_purged_feed_takes_its_items_along_and_a_copy_takes_their_place(store: Store) -> None:
    one, two = feed(store), feed(store, "https://other.example/feed")
    first, copy = published(store, one, 1), published(store, two, 2)
    store.items.fold(copy.id, first.id, NOW)
    assert store.feeds.remove(one.id, NOW, purge=True)
    assert store.items.list(limit=9) == (copy,)
    assert store.search.find("randu").items == (copy,)
    assert store.articles.get(first.id) is None
    assert store.items.publish(item(one), brief(), NOW) == Withheld(item_id=first.id, reason="feed_purged")
    assert store.care.check() == ()


def test_an_article_keeps_every_revision_and_the_latest_is_current(store: Store) -> None:
    of = feed(store)
    old, new = article(1), article(1, "tunnel")
    assert store.articles.save(old, of.id, NOW)
    assert store.articles.save(new, of.id, NOW - DAY)
    assert store.articles.get(old.id) == new
    assert store.articles.get(old.id, old.revision) == old
    assert store.articles.revisions(old.id) == (old.revision, new.revision)
    assert store.articles.save(old, of.id, NOW)
    assert store.articles.get(old.id) == old
    assert not store.articles.save(old, "no-feed", NOW)


def test_the_busiest_feeds_come_first_and_no_more_than_asked_for(store: Store) -> None:
    small, large, idle = (feed(store, f"https://{name}.example/feed") for name in ("small", "large", "idle"))
    for number, of in ((1, small), (2, large), (3, large)):
        published(store, of, number)
    store.items.publish(link(large, 4), None, NOW)
    told = store.items.busiest(9)
    assert [(each.feed.id, each.items, each.briefs) for each in told] == [(large.id, 3, 2), (small.id, 1, 1)]
    assert [each.feed.id for each in store.items.busiest(1)] == [large.id]
    alone = store.items.source(large.id, NOW)
    assert alone is not None
    assert replace(alone, tone=()) == told[0]
    summary = store.items.source(idle.id, NOW)
    assert summary is not None
    assert (summary.items, summary.latest) == (0, None)


def test_what_search_engines_may_keep_is_counted_and_told_from_the_oldest(store: Store) -> None:
    of = feed(store)
    for number in range(1, 6):
        published(store, of, number, now=NOW + number * HOUR, is_indexable=number != 2)
    store.items.publish(
        replace(link(of, 6), is_indexable=True), None, NOW
    )  # of a headline there is nothing to keep
    ids = [item(of, number).id for number in (1, 3, 4, 5)]
    assert store.items.count_indexable() == 4
    assert [each.id for each in store.items.indexable(offset=0, limit=9)] == ids
    assert [each.id for each in store.items.indexable(offset=1, limit=2)] == ids[1:3]
    store.moderation.take_down(ids[0], "asked for", NOW)
    assert store.items.count_indexable() == 3


def of_two(item_id: str, feed_id: str, *numbers: int) -> tuple[SiteLine, Brief]:
    """A brief that rests on several articles, under a name of its own."""
    made = replace(brief(numbers[0]), sources=tuple(article(n) for n in numbers), revision=f"of-{numbers}")
    return replace(
        brief_line(made, FeedFacts(id=feed_id, title="", language=None, rights="link"), NOW), id=item_id
    ), made


def test_a_brief_of_several_articles_comes_back_with_its_sources_in_order(store: Store) -> None:
    of = feed(store)
    line, made = of_two("story", of.id, 3, 1, 2)
    store.items.publish(line, made, NOW)
    assert store.items.brief("story") == made
    assert store.care.check() == ()


def test_a_brief_that_rests_on_an_older_revision_leaves_the_newer_one_current(store: Store) -> None:
    of = feed(store)
    old, new = article(1), replace(article(1), text=article(1).text.replace("Monday", "Tuesday"))
    store.articles.save(old, of.id, NOW)
    store.articles.save(new, of.id, NOW + HOUR)
    line, made = of_two("story", of.id, 1, 2)
    store.items.publish(line, made, NOW + HOUR)
    assert store.articles.get(old.id) == new


def test_an_old_brief_keeps_what_its_source_said_of_itself(store: Store) -> None:
    of = feed(store)
    published(store, of)
    store.articles.save(replace(article(1), byline="Somebody else"), of.id, NOW + HOUR)
    assert store.items.brief(article(1).id) == brief(1)


def test_a_purge_takes_along_what_rests_on_its_articles_and_has_others_bring_theirs_anew(
    store: Store,
) -> None:
    one, two = feed(store), feed(store, "https://other.example/feed")
    (stored,) = store.feeds.save_poll(two.id, polled(entry(1)))
    published(store, one, 1)
    line, made = of_two("story", two.id, 2, 1)
    store.items.publish(line, made, NOW)
    store.entries.settle(stored, "briefed", article_id="story", now=NOW)
    store.feeds.remove(one.id, NOW, purge=True)
    assert store.items.list(limit=9) == ()
    assert [waiting.id for waiting in store.entries.waiting(9)] == [stored]
    assert store.care.check() == ()
