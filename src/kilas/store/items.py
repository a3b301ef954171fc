"""Published items: one line for each article, with its briefs and the copies folded under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    select,
    true,
    tuple_,
    update,
)

from kilas.core.audience import Audience
from kilas.core.brief import Brief
from kilas.core.publishing import LineKind, PrivateBrief, SiteLine
from kilas.store.changes import last_change, note_change
from kilas.store.indexing import index_item, unindex_items
from kilas.store.records import (
    Cursor,
    Feed,
    Item,
    ItemAddress,
    NumberedItem,
    SourceSummary,
    Version,
    Withheld,
)
from kilas.store.saved_briefs import (
    brief_of,
    drop_private_briefs,
    kept_briefs,
    read_brief,
    save_brief,
    with_sources,
)
from kilas.store.saved_entries import reopen
from kilas.store.tables import articles, brief_sources, briefs, entries, feeds, items, takedowns
from kilas.store.transactions import Database
from kilas.store.values import columns, digest, from_json, named, storable, to_json

_DAY = timedelta(days=1)
_TONE_DAYS = 90
_TOLD = tuple(name for name in SiteLine.__dataclass_fields__ if name != "id")


# Built once: building these queries takes longer than running them.
_ITEM = select(items).where(items.c.id == bindparam("item"))
_INDEXABLE = items.c.folded_under.is_(None) & (items.c.is_indexable == true())
_FIELDS = tuple(Item.__dataclass_fields__)
_SHOWN = select(*(items.c[name] for name in _FIELDS), items.c.private_line).where(
    items.c.id == bindparam("item")
)
_REVISION: dict[Audience, ColumnElement[str]] = {  # of the brief that each audience sees
    "public": items.c.brief_revision,
    "private": func.coalesce(items.c.private_revision, items.c.brief_revision),
}
_IS_BRIEF: dict[Audience, ColumnElement[bool]] = {
    "public": items.c.kind == "brief",
    "private": (items.c.kind == "brief") | items.c.private_revision.is_not(None),
}


def _query_with_brief(audience: Audience) -> Select[Any]:
    is_shown = (briefs.c.item_id == items.c.id) & (briefs.c.revision == _REVISION[audience])
    return (
        _SHOWN.add_columns(briefs.c.body, articles.c.body.label("article"))
        .select_from(with_sources(items.outerjoin(briefs, is_shown)))
        .order_by(brief_sources.c.place)
    )


_WITH_BRIEF: dict[Audience, Select[Any]] = {
    "public": _query_with_brief("public"),
    "private": _query_with_brief("private"),
}


@dataclass(frozen=True, slots=True)
class ItemAndBrief:
    """An item and the brief it shows, read at the same moment."""

    item: Item
    _body: str | None = field(repr=False)
    _sources: tuple[str, ...] = field(repr=False)

    def brief(self) -> Brief | None:
        """Parses the brief; None for a link."""
        return None if self._body is None else read_brief(self._body, self._sources)


class Items:
    """The published items of one database, as `audience` may see them. Writing is the same for both."""

    def __init__(self, database: Database, audience: Audience = "public") -> None:
        self._database = database
        self._audience = audience

    def publish(
        self, line: SiteLine, brief: Brief | None, now: datetime, private: PrivateBrief | None = None
    ) -> Item | Withheld:
        """Publishes `line` with its brief (None for a link) and returns the item as the public sees it.

        `private` is what the owner alone sees instead; None: the same. Raises ValueError for a `brief` that is not
        for the public.

        `published` is the time of first publication and never changes. `updated` moves forward when the
        headline, the claims or the kind change. Folding is left as it is; see `fold` and `unfold`. Returns
        Withheld when the item was taken down or its feed was purged.
        """

        if brief is not None and brief.audience != "public":
            raise ValueError(f"the brief {brief.revision} of {line.id} is for its owner alone")

        def do(connection: Connection) -> Item | Withheld:
            is_down = exists().where(takedowns.c.item_id == line.id)
            is_followed = exists().where(feeds.c.id == line.feed_id)
            stands = connection.execute(select(is_down.label("down"), is_followed.label("followed"))).one()
            if stands.down:
                return Withheld(item_id=line.id, reason="taken_down")
            if not stands.followed:
                return Withheld(item_id=line.id, reason="feed_purged")
            if brief is not None:
                save_brief(self._database, connection, line.id, brief, line.feed_id, now)
            if private is None:
                drop_private_briefs(connection, [line.id])
            else:
                save_brief(self._database, connection, line.id, private.brief, line.feed_id, now)
            return self._publish(connection, line, brief, now, private)

        return self._database.write(do)

    def _publish(
        self,
        connection: Connection,
        line: SiteLine,
        brief: Brief | None,
        now: datetime,
        private: PrivateBrief | None,
    ) -> Item:
        told = _told(line, brief) | _private_columns(private)
        old = _row(connection, line.id, locked=True)
        if old is None:
            first = told | {"id": line.id, "published": now, "updated": now, "copies": 0}
            stands = self._insert(connection, first)
        elif all(old[name] == value for name, value in told.items()):
            return named(Item, old)
        else:
            if told["material"] != old["material"]:
                told["updated"] = max(now, old["updated"])
            connection.execute(update(items).where(items.c.id == line.id).values(told))
            stands = _row(connection, line.id)
        assert stands is not None  # noqa: S101  # just written
        index_item(self._database, connection, stands, brief)
        note_change(self._database, connection, now)
        return named(Item, stands)

    def _insert(self, connection: Connection, row: dict[str, Any]) -> RowMapping | None:
        """Inserts `row` and returns it, or the row that another transaction inserted first."""
        fresh = self._database.insert(items).values(row).on_conflict_do_nothing().returning(items)
        return connection.execute(fresh).mappings().first() or _row(connection, row["id"], locked=True)

    def get(self, item_id: str) -> Item | None:
        """The item, folded or not. None if it was never published or is gone (see `Moderation.takedown`)."""
        row = self._database.query(lambda c: c.execute(_SHOWN, {"item": item_id}).first())
        return None if row is None else self._item(row)

    def with_brief(self, item_id: str) -> ItemAndBrief | None:
        """The item with its brief: all that a page needs, in one query."""
        query = _WITH_BRIEF[self._audience]
        rows = self._database.query(lambda c: c.execute(query, {"item": item_id}).all())
        if not rows:
            return None
        return ItemAndBrief(self._item(rows[0]), rows[0].body, tuple(row.article for row in rows))

    def brief(self, item_id: str, revision: str | None = None) -> Brief | None:
        """The current brief of the item, or the named revision; None for a link and for unpublished items.

        A private brief is found by its owner only.
        """
        shown = select(_REVISION[self._audience]).where(items.c.id == item_id)
        query = kept_briefs(
            (briefs.c.item_id == item_id)
            & (briefs.c.revision == (revision if revision is not None else shown.scalar_subquery()))
            & exists().where(items.c.id == item_id)
            & (true() if self._audience == "private" else briefs.c.audience.is_(None))
        )
        return brief_of(self._database.query(lambda c: c.execute(query).all()))

    def versions(self, item_id: str) -> tuple[Version, ...]:
        """All public briefs of the item, the latest last."""
        mine = (briefs.c.item_id == item_id) & briefs.c.audience.is_(None)
        query = select(briefs).where(mine).order_by(briefs.c.turn)
        rows = self._database.query(lambda c: c.execute(query).mappings().all())
        return tuple(named(Version, row) for row in rows)

    def _item(self, row: Any) -> Item:
        """The item in the first columns of `row`, which are those of `_SHOWN`."""
        item = Item(**dict(zip(_FIELDS, row, strict=False)))
        return _overlaid(item, row.private_line if self._audience == "private" else None)

    def list(
        self,
        *,
        language: str | None = None,
        feed_id: str | None = None,
        kind: LineKind | None = None,
        indexable: bool | None = None,
        before: Cursor | None = None,
        limit: int,
    ) -> tuple[Item, ...]:
        """Items that are not folded, by time of publication here, newest first; `before` continues a listing."""
        query = select(items).where(items.c.folded_under.is_(None))
        wanted = {"language": language, "feed_id": feed_id, "is_indexable": indexable}
        for name, value in wanted.items():
            if value is not None:
                query = query.where(items.c[name] == value)
        if kind is not None:
            is_brief = _IS_BRIEF[self._audience]
            query = query.where(is_brief if kind == "brief" else ~is_brief)
        if before is not None:
            place = tuple_(before.published, before.id, types=[items.c.published.type, items.c.id.type])
            query = query.where(tuple_(items.c.published, items.c.id) < place)
        query = query.order_by(items.c.published.desc(), items.c.id.desc()).limit(limit)
        rows = self._database.query(lambda c: c.execute(query).mappings().all())
        return tuple(shown_item(row, self._audience) for row in rows)

    def at_odds(self, feed_id: str | None = None) -> tuple[Item, ...]:
        """Items, folded or not, that are briefs without a brief, or links with one; a fault that `Care.check` reports."""
        is_brief, has_brief = items.c.kind == "brief", items.c.brief_revision.is_not(None)
        query = select(items).where(is_brief != has_brief).order_by(items.c.number)
        if feed_id is not None:
            query = query.where(items.c.feed_id == feed_id)
        rows = self._database.query(lambda c: c.execute(query).mappings().all())
        return tuple(named(Item, row) for row in rows)

    def private_links(self, feed_id: str | None = None) -> tuple[Item, ...]:
        """Links, folded or not, of which the owner sees a brief."""
        query = select(items).where(items.c.kind == "link", items.c.private_revision.is_not(None))
        if feed_id is not None:
            query = query.where(items.c.feed_id == feed_id)
        rows = self._database.query(lambda c: c.execute(query.order_by(items.c.number)).mappings().all())
        return tuple(named(Item, row) for row in rows)

    def numbered(self, after: int, limit: int) -> tuple[NumberedItem, ...]:
        """The next items after number `after`, folded or not, in the order of first publication."""
        query = select(items).where(items.c.number > after).order_by(items.c.number).limit(limit)
        rows = self._database.query(lambda c: c.execute(query).mappings().all())
        return tuple(
            NumberedItem(
                number=row["number"], item=named(Item, row), is_private=row["private_revision"] is not None
            )
            for row in rows
        )

    def add_private(self, item_id: str, private: PrivateBrief, now: datetime) -> bool:
        """Adds a private brief to an item that has none; True if it was added.

        What is published stays. A brief of another revision of the article than the item's is not added: an ingest
        was faster.
        """

        def do(connection: Connection) -> bool:
            row = _row(connection, item_id, locked=True)
            if row is None or row["private_revision"] is not None:
                return False
            if row["article_revision"] not in (None, private.line.article_revision):
                return False
            save_brief(self._database, connection, item_id, private.brief, row["feed_id"], now)
            told = _private_columns(private)
            connection.execute(update(items).where(items.c.id == item_id).values(told))
            note_change(self._database, connection, now)
            return True

        return self._database.write(do)

    def drop_private(self, item_ids: Sequence[str], now: datetime) -> None:
        """Deletes the private briefs of these items."""

        def do(connection: Connection) -> None:
            drop_private_briefs(connection, item_ids)
            held = items.c.id.in_(item_ids) & items.c.private_revision.is_not(None)
            connection.execute(update(items).where(held).values(_private_columns(None)))
            note_change(self._database, connection, now)

        if item_ids:
            self._database.write(do)

    def copies_of(self, item_id: str) -> tuple[Item, ...]:
        """The near-identical copies folded under the item, earliest first."""
        query = select(items).where(items.c.folded_under == item_id)
        query = query.order_by(items.c.published, items.c.id)
        rows = self._database.query(lambda c: c.execute(query).mappings().all())
        return tuple(shown_item(row, self._audience) for row in rows)

    def fold(self, item_id: str, under: str, now: datetime) -> bool:
        """Folds the item and its own copies under `under`, or under the item that `under` is folded under itself.

        True if anything changed.
        """

        def do(connection: Connection) -> bool:
            if not _fold(connection, item_id, under):
                return False
            note_change(self._database, connection, now)
            return True

        return self._database.write(do)

    def unfold(self, item_id: str, now: datetime) -> bool:
        """Unfolds an item that is no longer a copy. True if anything changed."""

        def do(connection: Connection) -> bool:
            if not unfold(self._database, connection, item_id):
                return False
            note_change(self._database, connection, now)
            return True

        return self._database.write(do)

    def part(self, ids: Sequence[str], now: datetime) -> None:
        """Unfolds items that are no longer copies and re-queues their entries if the feed is still polled.

        Each of them may be a copy of another item.
        """

        def do(connection: Connection) -> None:
            for item_id in ids:
                unfold(self._database, connection, item_id)
            if ids:
                is_theirs = entries.c.article_id.in_(ids) & (entries.c.state == "briefed")
                polled = select(feeds.c.id).where(feeds.c.removed.is_(None))
                reopen(self._database, connection, is_theirs & entries.c.feed_id.in_(polled), now)
                note_change(self._database, connection, now)

        self._database.write(do)

    def last_change(self) -> datetime | None:
        """Time of the last visible change; strictly increasing."""
        return self._database.query(last_change)

    def languages(self) -> tuple[str, ...]:
        """Languages of the listed items, most frequent first."""
        query = select(items.c.language).where(items.c.folded_under.is_(None)).group_by(items.c.language)
        query = query.order_by(func.count().desc(), items.c.language)
        return tuple(self._database.query(lambda c: c.scalars(query).all()))

    def sources(self) -> tuple[SourceSummary, ...]:
        """Every feed that is polled or has published, by title; without tone by day."""
        summed = _summed(self._audience)
        query = (
            select(feeds, summed)
            .outerjoin(summed, summed.c.of_feed == feeds.c.id)
            .where(feeds.c.removed.is_(None) | (summed.c["items"] > 0))
            .order_by(func.lower(feeds.c.title), feeds.c.id)
        )
        rows = self._database.query(lambda c: c.execute(query).mappings().all())
        return tuple(_summary(row) for row in rows)

    def busiest(self, limit: int) -> tuple[SourceSummary, ...]:
        """The feeds with the most published items, largest first; without tone by day."""
        summed = _summed(self._audience, limit)
        query = select(feeds, summed).join(summed, summed.c.of_feed == feeds.c.id)
        query = query.order_by(summed.c["items"].desc(), feeds.c.id)
        rows = self._database.query(lambda c: c.execute(query).mappings().all())
        return tuple(_summary(row) for row in rows)

    def count_indexable(self) -> int:
        """Number of items offered to search engines."""
        query = select(func.count()).where(_INDEXABLE)
        return self._database.query(lambda c: c.scalar(query)) or 0

    def indexable(self, *, offset: int, limit: int) -> tuple[ItemAddress, ...]:
        """Addresses of the items offered to search engines, oldest first, so that an item keeps its position."""
        query = select(items.c.id, items.c.slug, items.c.updated)
        query = query.where(_INDEXABLE)
        query = query.order_by(items.c.published, items.c.id).offset(offset).limit(limit)
        rows = self._database.query(lambda c: c.execute(query).mappings().all())
        return tuple(named(ItemAddress, row) for row in rows)

    def source(self, feed_id: str, now: datetime) -> SourceSummary | None:
        """Summary of one feed, with the tone of its briefs by day over the last 90 days."""
        summed = _summed(self._audience, feed_id=feed_id)
        query = select(feeds, summed).outerjoin(summed, summed.c.of_feed == feeds.c.id)
        query = query.where(feeds.c.id == feed_id)

        def do(connection: Connection) -> SourceSummary | None:
            row = connection.execute(query).mappings().first()
            return None if row is None else _summary(row, _tone(connection, feed_id, now))

        return self._database.read(do)


def shown_item(row: RowMapping, audience: Audience) -> Item:
    """The item in `row`, a row of the table, as `audience` may see it."""
    return _overlaid(named(Item, row), row["private_line"] if audience == "private" else None)


def _overlaid(item: Item, private_line: str | None) -> Item:
    """`item` with the line for its owner in place of the public one, if there is one."""
    if private_line is None:
        return item
    line = from_json(SiteLine, private_line)
    return replace(item, **{name: getattr(line, name) for name in _TOLD})


def _row(connection: Connection, item_id: str, *, locked: bool = False) -> RowMapping | None:
    query = _ITEM.with_for_update() if locked else _ITEM
    return connection.execute(query, {"item": item_id}).mappings().first()


def _told(line: SiteLine, brief: Brief | None) -> dict[str, Any]:
    """The columns of an item that come from `line` and `brief`."""
    return columns({name: getattr(line, name) for name in _TOLD}) | {
        "material": _material(line, brief),
        "is_indexable": line.is_indexable and line.kind == "brief",
    }


def _private_columns(private: PrivateBrief | None) -> dict[str, Any]:
    """The columns of an item for what its owner alone sees."""
    return {
        "private_revision": private.brief.revision if private else None,
        "private_line": storable(to_json(private.line)) if private else None,
    }


def _material(line: SiteLine, brief: Brief | None) -> str:
    """Digest of the parts whose change is significant. RFC 4287, 4.2.15 leaves that choice to the publisher."""
    claims = [claim.text for claim in brief.claims] if brief else []
    return digest(line.kind, line.headline, *claims)


def _fold(connection: Connection, item_id: str, under: str) -> bool:
    """True if anything changed. Folds published items only, and only under another item that is or was published."""
    pair = select(items.c.id, items.c.folded_under).where(items.c.id.in_((item_id, under)))
    found = connection.execute(pair.order_by(items.c.id).with_for_update())
    rows = {row.id: row.folded_under for row in found}
    if under not in rows and not connection.scalar(select(exists().where(takedowns.c.item_id == under))):
        return False
    root = rows.get(under) or under
    if item_id not in rows or root in (item_id, rows[item_id]):
        return False
    before = rows[item_id]
    moved = (items.c.id == item_id) | (items.c.folded_under == item_id)
    numbers = list(connection.scalars(select(items.c.number).where(moved)))
    connection.execute(update(items).where(moved).values(folded_under=root, copies=0))
    unindex_items(connection, numbers)
    for lead in filter(None, (root, before)):
        recount(connection, lead)
    tell_entries(connection, root)
    return True


def unfold(database: Database, connection: Connection, item_id: str) -> bool:
    """Unfolds the item. True if anything changed."""
    row = _row(connection, item_id, locked=True)
    if row is None or row["folded_under"] is None:
        return False
    connection.execute(update(items).where(items.c.id == item_id).values(folded_under=None))
    recount(connection, row["folded_under"])
    alone = _row(connection, item_id)
    assert alone is not None  # noqa: S101  # just locked
    index_item(database, connection, alone)
    tell_entries(connection, item_id)
    return True


def tell_entries(connection: Connection, item_id: str) -> None:
    """Updates the entries: this item is not a copy, and those folded under it are copies."""
    was_copy = entries.c.reason == "copy"
    alone = update(entries).where(was_copy, entries.c.article_id == item_id)
    connection.execute(alone.values(state="briefed", reason=None, detail=None))
    copies = entries.c.article_id.in_(select(items.c.id).where(items.c.folded_under == item_id))
    folded = update(entries).where(copies, was_copy | (entries.c.state == "briefed"))
    connection.execute(folded.values(state="folded", reason="copy", detail=f"a copy of {item_id}"))


def recount(connection: Connection, item_id: str) -> None:
    """Recounts the copies of an item."""
    copies = items.alias()
    count = select(func.count()).where(copies.c.folded_under == item_id).scalar_subquery()
    connection.execute(update(items).where(items.c.id == item_id).values(copies=count))


def recount_all(connection: Connection) -> None:
    """Recounts the copies of every item."""
    copies = items.alias()
    count = select(func.count()).where(copies.c.folded_under == items.c.id).scalar_subquery()
    connection.execute(update(items).where(items.c.copies != count).values(copies=count))


def forget_lost_private(connection: Connection) -> None:
    """Lets items show their public line again whose brief for their owner alone is not stored."""
    kept = (briefs.c.item_id == items.c.id) & (briefs.c.revision == items.c.private_revision)
    lost = items.c.private_revision.is_not(None) & ~exists().where(kept, briefs.c.audience.is_not(None))
    connection.execute(update(items).where(lost).values(_private_columns(None)))


def _summed(audience: Audience, busiest: int | None = None, *, feed_id: str | None = None) -> Any:
    """Query for the totals of each feed, of the `busiest` feeds, or of one feed."""
    query = (
        select(
            items.c.feed_id.label("of_feed"),
            func.count().label("items"),
            func.sum(case((_IS_BRIEF[audience], 1), else_=0)).label("briefs"),
            func.max(items.c.published).label("latest"),
        )
        .where(items.c.folded_under.is_(None))
        .group_by(items.c.feed_id)
    )
    if feed_id is not None:
        query = query.where(items.c.feed_id == feed_id)
    if busiest is not None:
        query = query.order_by(func.count().desc(), items.c.feed_id).limit(busiest)
    return query.subquery()


def _summary(row: RowMapping, tone: tuple[tuple[datetime, int, int, int, int], ...] = ()) -> SourceSummary:
    return SourceSummary(
        feed=named(Feed, row),
        items=row["items"] or 0,
        briefs=row["briefs"] or 0,
        latest=row["latest"],
        tone=tone,
    )


def _tone(
    connection: Connection, feed_id: str, now: datetime
) -> tuple[tuple[datetime, int, int, int, int], ...]:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    query = select(items.c.published, items.c.tone).where(
        and_(
            items.c.feed_id == feed_id,
            items.c.kind == "brief",
            items.c.folded_under.is_(None),
            items.c.published >= midnight - _TONE_DAYS * _DAY,
        )
    )
    days: dict[datetime, list[int]] = {}
    place = {"positive": 0, "neutral": 1, "negative": 2}
    for published, tone in connection.execute(query):
        day = published.replace(hour=0, minute=0, second=0, microsecond=0)
        days.setdefault(day, [0, 0, 0, 0])[place.get(tone, 3)] += 1
    return tuple((day, *counts) for day, counts in sorted(days.items()))  # type: ignore[misc]  # four counts, as made above
