"""What an owner alone sees stands beside what the public sees, and is never taken for it; on both engines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import kilas
from kilas.core.article import Article, Rights
from kilas.core.audience import ResolvedAudience
from kilas.core.brief import Brief
from kilas.core.publishing import FeedFacts, PrivateBrief, private_brief
from kilas.store import Store
from kilas.store.records import Feed, Item
from tests.store.making import DAY, HOUR, NOW, SECOND, article, brief, feed, item, link, published

ALONE = ResolvedAudience("private", "loopback")
ANYONE = ResolvedAudience("public", "setting")


def of_a_publisher(number: int = 1) -> Article:
    return replace(article(number), rights=Rights(mode="link", reason="made for a test"))


def whole(of: Feed, public: Item, number: int = 1) -> PrivateBrief:
    """The whole brief of article `number`, for the owner, in place of `public`."""
    made = kilas.brief(of_a_publisher(number), audience="private")
    assert isinstance(made, Brief)
    assert made.audience == "private"
    facts = FeedFacts(id=of.id, title=of.title, language=of.language, rights=of.rights)
    private = private_brief(made, public, facts, NOW)
    assert private is not None
    return private


def capped(number: int = 1) -> Brief:
    made = kilas.brief(of_a_publisher(number))
    assert isinstance(made, Brief)
    return made


def line(of: Feed, number: int = 1) -> Item:
    made = capped(number)
    return item(of, number, brief_revision=made.revision, excerpt=made.claims[0].text)


def both(store: Store, of: Feed, number: int = 1) -> tuple[Item, PrivateBrief]:
    public = line(of, number)
    private = whole(of, public, number)
    stands = store.items.publish(public, capped(number), NOW, private)
    assert isinstance(stands, Item)
    return stands, private


def test_each_audience_reads_its_own_brief_by_every_way(store: Store) -> None:
    of = feed(store)
    stands, private = both(store, of)
    owner = store.seen_by("private")
    for seen, made in ((store, capped()), (owner, private.brief)):
        assert seen.items.brief(stands.id) == made
        shown = seen.items.with_brief(stands.id)
        assert shown is not None
        assert shown.brief() == made
        (listed,) = seen.items.list(limit=9)
        (found,) = seen.search.find("bridge").items
        assert seen.items.get(stands.id) == listed == found == shown.item
        assert (listed.brief_revision, listed.word_count) == (made.revision, made.word_count)
        assert listed.slug == stands.slug  # the address is the same for both
    assert store.items.brief(stands.id, private.brief.revision) is None
    assert owner.items.brief(stands.id, capped().revision) == capped()
    assert [version.revision for version in store.items.versions(stands.id)] == [capped().revision]
    assert store.care.check() == ()


def test_a_link_for_the_public_is_a_brief_for_the_owner(store: Store) -> None:
    of = feed(store)
    public = link(of, reason="reserved", article_revision=None)
    store.items.publish(public, None, NOW, whole(of, public))
    owner = store.seen_by("private")
    assert [one.kind for one in store.items.list(limit=9)] == ["link"]
    assert [one.kind for one in owner.items.list(limit=9)] == ["brief"]
    assert store.items.list(kind="brief", limit=9) == owner.items.list(kind="link", limit=9) == ()
    assert len(owner.items.list(kind="brief", limit=9)) == len(store.items.list(kind="link", limit=9)) == 1
    assert store.items.brief(public.id) is None
    assert owner.items.brief(public.id) is not None
    assert [(one.briefs, one.items) for one in store.items.sources()] == [(0, 1)]
    assert [(one.briefs, one.items) for one in owner.items.sources()] == [(1, 1)]
    assert store.search.find("millimetre").total == 0
    assert store.items.private_links() == store.items.list(limit=9)
    assert store.care.check() == ()


def test_a_brief_for_the_owner_is_not_published(store: Store) -> None:
    of = feed(store)
    private = whole(of, line(of))
    with pytest.raises(ValueError, match="is for its owner alone"):
        store.items.publish(private.line, private.brief, NOW)
    assert store.items.list(limit=9) == ()


def test_publishing_both_again_changes_nothing(store: Store) -> None:
    of = feed(store)
    first = both(store, of)
    change = store.items.last_change()
    assert both(store, of) == first
    assert store.items.last_change() == change


def test_publishing_without_a_private_brief_deletes_the_one_before(store: Store) -> None:
    of = feed(store)
    stands, private = both(store, of)
    store.items.publish(line(of), capped(), NOW + HOUR)
    owner = store.seen_by("private")
    assert owner.items.brief(stands.id) == capped()
    assert owner.items.brief(stands.id, private.brief.revision) is None
    assert store.care.check() == ()


def test_a_private_brief_is_added_to_what_is_published_and_taken_away_again(store: Store) -> None:
    of = feed(store)
    public = line(of)
    before = store.items.publish(public, capped(), NOW)
    assert isinstance(before, Item)
    private, change = whole(of, public), store.items.last_change()
    owner = store.seen_by("private")
    assert store.items.add_private(before.id, private, NOW + SECOND)
    assert not store.items.add_private(before.id, private, NOW + SECOND)
    assert owner.items.brief(before.id) == private.brief
    assert store.items.get(before.id) == before
    assert store.items.last_change() != change  # caches of the owner's pages notice
    store.items.drop_private([before.id], NOW + SECOND)
    assert owner.items.get(before.id) == before
    assert owner.items.brief(before.id, private.brief.revision) is None
    assert store.care.check() == ()


def test_a_private_brief_of_a_text_that_was_edited_meanwhile_is_not_added(store: Store) -> None:
    of = feed(store)
    private = whole(of, line(of))
    published(store, of, 1, word="tunnel")  # the same address with another text
    assert not store.items.add_private(private.line.id, private, NOW)
    assert not store.items.add_private("0000000000000000", private, NOW)
    assert store.care.check() == ()


def test_a_page_taken_down_is_gone_for_the_owner_too_and_a_purge_leaves_nothing(store: Store) -> None:
    of = feed(store)
    stands, private = both(store, of)
    store.moderation.take_down(stands.id, "asked for", NOW)
    owner = store.seen_by("private")
    assert owner.items.get(stands.id) is None
    assert owner.items.brief(stands.id) is None
    assert not store.items.add_private(stands.id, private, NOW)
    store.feeds.remove(of.id, NOW, purge=True)
    assert store.care.check() == ()


def test_a_backup_brings_back_both_briefs(store: Store, tmp_path: Path) -> None:
    of = feed(store)
    stands, private = both(store, of)
    digest = store.care.backup(tmp_path / "kept.zip", NOW)
    assert store.care.restore(tmp_path / "kept.zip", replace=True, now=NOW) == digest
    assert store.items.brief(stands.id) == capped()
    assert store.seen_by("private").items.brief(stands.id) == private.brief
    assert store.care.check() == ()


def test_the_audience_on_record_is_the_last_that_was_decided(store: Store) -> None:
    assert store.audiences.kept() is None
    assert store.audiences.now() == "public"
    assert store.audiences.keep(ALONE, NOW)
    assert not store.audiences.keep(ALONE, NOW)
    assert (store.audiences.kept(), store.audiences.now()) == (ALONE, "private")
    assert not store.audiences.keep(ResolvedAudience("private", "setting"), NOW)  # for another reason
    assert store.audiences.kept() == ResolvedAudience("private", "setting")
    assert store.audiences.keep(ANYONE, NOW)
    assert (store.audiences.kept(), store.audiences.now()) == (ANYONE, "public")


def test_one_worker_at_a_time_adapts_the_items_and_another_goes_on_after_it_died(store: Store) -> None:
    assert store.audiences.claim(NOW, 60.0) is None  # nothing is on record
    store.audiences.keep(ALONE, NOW)
    first = store.audiences.claim(NOW, 60.0)
    assert first is not None
    assert (first.audience, first.number) == ("private", 0)
    assert store.audiences.claim(NOW + SECOND, 60.0) is None
    second = store.audiences.claim(NOW + HOUR, 60.0)  # the first has died
    assert second == first
    store.audiences.adapted(first, 20)
    third = store.audiences.claim(NOW + HOUR + SECOND, 60.0)
    assert third is not None
    assert third.number == 20
    store.audiences.adapted(third, None)
    assert store.audiences.claim(NOW + DAY, 60.0) is None


def test_a_batch_that_ends_after_the_audience_changed_counts_for_nothing(store: Store) -> None:
    store.audiences.keep(ALONE, NOW)
    stale = store.audiences.claim(NOW, 60.0)
    assert stale is not None
    store.audiences.keep(ANYONE, NOW)
    store.audiences.adapted(stale, None)
    fresh = store.audiences.claim(NOW, 60.0)
    assert fresh is not None
    assert (fresh.audience, fresh.number) == ("public", 0)


def test_a_lease_given_before_the_clock_was_set_back_ends(store: Store) -> None:
    store.audiences.keep(ALONE, NOW)
    assert store.audiences.claim(NOW + DAY, 60.0) is not None
    assert store.audiences.claim(NOW, 60.0) is not None


def test_items_are_numbered_in_the_order_of_publication(store: Store) -> None:
    of = feed(store)
    both(store, of)
    published(store, of, 2)
    first, second = store.items.numbered(0, 9)
    assert (first.is_private, second.is_private) == (True, False)
    assert store.items.numbered(first.number, 9) == (second,)
    assert brief(2).revision == second.item.brief_revision
