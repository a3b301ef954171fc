"""Table definitions, the same on SQLite and PostgreSQL.

History: `migrations/`; reasons: docs/decisions/0010-store.md.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from kilas.core.brief import Attempt

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
SKEW = timedelta(minutes=5)  # between clocks of two machines; more means that a clock was set back


def microseconds(when: datetime) -> int:
    """Microseconds since 1970 of an aware time."""
    return (when - _EPOCH) // _MICROSECOND


def instant(kept: int) -> datetime:
    """Aware time in UTC from microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=kept)


def bits(numbers: frozenset[int]) -> int | None:
    """Bit set of numbers from 0 to 30; None for the empty set."""
    return sum(1 << number for number in numbers) or None


def numbers(kept: int) -> frozenset[int]:
    """Set of numbers from a bit set."""
    return frozenset(number for number in range(31) if kept >> number & 1)


class Instant(TypeDecorator[datetime]):
    """An aware time, stored as whole microseconds since 1970 in UTC.

    An integer means the same on every engine: it compares, groups by day and round-trips regardless of time
    zone, locale or driver.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else microseconds(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else instant(value)


class Numbers(TypeDecorator[frozenset[int]]):
    """A set of small numbers, stored as the bits of one integer."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: frozenset[int] | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return bits(value) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> frozenset[int]:  # noqa: ARG002
        return numbers(value or 0)


def attempts_as_json(attempts: tuple[Attempt, ...]) -> str | None:
    """Route, outcome and reason of each attempt as JSON, and its work if that is not writing; None for no attempts."""
    told = [
        [one.route, one.outcome, one.reason, *([one.work] if one.work != "brief" else ())] for one in attempts
    ]
    return json.dumps(told) if told else None


def attempts_from_json(kept: str) -> tuple[Attempt, ...]:
    """The attempts that `attempts_as_json` wrote."""
    return tuple(
        Attempt(route=route, outcome=outcome, reason=reason, work=work[0] if work else "brief")
        for route, outcome, reason, *work in json.loads(kept)
    )


class Attempts(TypeDecorator[tuple[Attempt, ...]]):
    """What became of each configured route, stored as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Attempt, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return attempts_as_json(value or ())

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Attempt, ...]:  # noqa: ARG002
        return attempts_from_json(value) if value else ()


# Keys sort by bytes on both engines; by default PostgreSQL sorts by the database's locale.
Key = Text().with_variant(Text(collation="C"), "postgresql")
Terms = Text().with_variant(TSVECTOR(), "postgresql")
# SQLite assigns row numbers only in a column of exactly this type.
Number = BigInteger().with_variant(Integer(), "sqlite")

_LISTED, _FOLDED = text("folded_under IS NULL"), text("folded_under IS NOT NULL")
_UNSETTLED = text("outcome IS NULL")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

feeds = Table(
    "feeds",
    metadata,
    Column("id", Key, primary_key=True),
    Column("address", Key, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("home", Text),
    Column("language", Text),
    Column("rights", Text, nullable=False),
    Column("route", Text),
    Column("backlog", Integer, nullable=False),
    Column("added", Instant, nullable=False),
    Column("removed", Instant),
    Column("next_poll", Instant, nullable=False, index=True),
    Column("interval_s", Float, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_sha256", Text),
    Column("last_polled", Instant),
    Column("last_success", Instant),
    Column("last_entry", Instant),
    Column("failures", Integer, nullable=False),
    Column("failure_reason", Text),
    Column("failure_detail", Text),
    Column("hub", Text),
    Column("topic", Text),
    Column("ttl_s", Float),
    Column("skip_hours", Numbers),
    Column("skip_days", Numbers),
    Column("subscribed_until", Instant),
    Column("pushed", Instant),  # time of the hub's last push
    Column("claimed_until", Instant),  # end of the poll lease of a worker
    Column("claimed_by", Text),  # that worker
)

# Requests to hubs. Transient, like a lease: a restored store subscribes again, with new secrets.
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("feed_id", Key, primary_key=True),  # may outlive its feed, until the hub is unsubscribed
    Column("hub", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("base", Text, nullable=False),  # of our callback address
    Column("token", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("wanted", Text, nullable=False),
    Column("asked", Instant, nullable=False),
    Column("tries", Integer, nullable=False),  # since the hub last confirmed
    Column("ask_next", Instant, nullable=False, index=True),
    Column("claimed_by", Text),  # worker that is sending the request
)

entries = Table(
    "entries",
    metadata,
    Column("id", Key, primary_key=True),
    Column("feed_id", Key, ForeignKey("feeds.id"), nullable=False),
    Column("digest", Text, nullable=False),
    Column("seen", Instant, nullable=False),
    Column("changed", Instant, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("detail", Text),
    Column("article_id", Key, index=True),
    Column("body", Text, nullable=False),  # JSON of core.entry.Entry
    Index(None, "feed_id", "seen", "id"),
    Index(None, "state", "seen", "id"),
)

articles = Table(
    "articles",
    metadata,
    Column("id", Key, primary_key=True),
    Column("revision", Key, primary_key=True),
    Column("feed_id", Key, nullable=False, index=True),
    Column("turn", Integer, nullable=False),  # the highest of an id is current
    Column("saved", Instant, nullable=False),
    Column("body", Text, nullable=False),  # JSON of core.article.Article
)

briefs = Table(
    "briefs",
    metadata,
    Column("item_id", Key, primary_key=True),
    Column("revision", Key, primary_key=True),
    Column("turn", Integer, nullable=False),  # the highest of an item is current
    Column("saved", Instant, nullable=False),
    Column("body", Text, nullable=False),  # JSON of core.brief.Brief, its sources without their texts
    Column("audience", Text),  # "private": for the owner alone; None: public
)

# The article revisions that a brief rests on, in the brief's order.
brief_sources = Table(
    "brief_sources",
    metadata,
    Column("item_id", Key, primary_key=True),
    Column("brief_revision", Key, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("article_id", Key, nullable=False),
    Column("article_revision", Key, nullable=False),
    ForeignKeyConstraint(["item_id", "brief_revision"], ["briefs.item_id", "briefs.revision"]),
    ForeignKeyConstraint(["article_id", "article_revision"], ["articles.id", "articles.revision"]),
    Index(None, "article_id", "article_revision"),
)

items = Table(
    "items",
    metadata,
    # Increases with each published item; search walks it backwards for "newest first".
    Column("number", Number, Identity(), primary_key=True),
    Column("id", Key, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("headline", Text, nullable=False),
    Column("slug", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("url", Text),
    Column("source", Text, nullable=False),
    Column("feed_id", Key, ForeignKey("feeds.id"), nullable=False),
    Column("article_published", Instant),
    Column("published", Instant, nullable=False),
    Column("updated", Instant, nullable=False),
    Column("article_revision", Key),
    Column("brief_revision", Key),
    Column("excerpt", Text, nullable=False),
    Column("word_count", Integer, nullable=False),
    Column("tone", Text),
    Column("tone_score", Float),
    Column("is_indexable", Boolean, nullable=False),
    Column("reason", Text),
    Column("folded_under", Key),
    Column("copies", Integer, nullable=False),
    Column("material", Text, nullable=False),  # digest of the parts whose change moves `updated`
    Column("text_language", Text),
    Column("model", Text),
    Column("route", Text),
    Column("is_reworded", Boolean),
    Column("judge", Text),
    Column("attempts", Attempts),
    # What the owner sees instead, where the public sees less; every other column is fit for the public.
    Column("private_revision", Key),  # of the whole brief
    Column("private_line", Text),  # JSON of core.publishing.SiteLine
    ForeignKeyConstraint(["id", "brief_revision"], ["briefs.item_id", "briefs.revision"]),
    Index(None, "url", postgresql_using="hash"),  # addresses can be too long for a B-tree
    Index(None, "folded_under", sqlite_where=_FOLDED, postgresql_where=_FOLDED),
    # Listings leave out folded items, and so do their indexes
    *(
        Index(None, *names, sqlite_where=_LISTED, postgresql_where=_LISTED)
        for names in (
            ("published", "id"),
            ("language", "published", "id"),
            ("feed_id", "published", "id"),
            ("feed_id", "kind", "published"),
            ("is_indexable", "published", "id"),
        )
    ),
    sqlite_autoincrement=True,  # a number is never reused
)

# Derived from items and briefs. On SQLite, triggers keep `search_index` (FTS5) in sync.
search_texts = Table(
    "search_texts",
    metadata,
    Column("number", Number, ForeignKey("items.number"), primary_key=True, autoincrement=False),
    Column("terms", Terms, nullable=False),
    Index("ix_search_texts_terms", "terms", postgresql_using="gin").ddl_if(dialect="postgresql"),
)

near_bands = Table(
    "near_bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", Key, primary_key=True),
    Column("at", Instant, nullable=False),
    Index(None, "article_id"),
    Index(None, "at"),
)

takedowns = Table(
    "takedowns",
    metadata,
    Column("item_id", Key, primary_key=True),
    Column("url", Text),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "url", postgresql_using="hash"),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("item_id", Key),
    Column("message", Text, nullable=False),
    Column("contact", Text),
    Column("is_done", Boolean, nullable=False),
    Index(None, "at", "id"),
)

# Senders of recent corrections as salted hashes; salt and rows are deleted after a day.
visits = Table(
    "visits",
    metadata,
    Column("id", Key, primary_key=True),
    Column("visitor", Key, nullable=False, index=True),
    Column("at", Instant, nullable=False, index=True),
)

workers = Table(
    "workers",
    metadata,
    Column("executor_id", Key, primary_key=True),
    Column("beat", Instant, nullable=False),
)

hosts = Table(
    "hosts",
    metadata,
    Column("host", Key, primary_key=True),
    Column("free_at", Instant),  # start of the next free turn
    Column("taken", Instant),  # time of the last request for a turn
    Column("paused_until", Instant),
    Column("robots", Text),
    Column("robots_status", Integer),
    Column("robots_fetched", Instant),
)

# Calls of language models: reserved before they are made, settled after. All money is in nano-dollars. Briefs by the
# built-in engine have a row each too, without a call, so that the use of all routes can be compared.
model_calls = Table(
    "model_calls",
    metadata,
    Column("id", Number, Identity(), primary_key=True),
    Column("route", Key, nullable=False),
    Column("config", Text, nullable=False),  # digest of the route's configuration and key when it was called
    Column("digest", Key, nullable=False),  # of the question
    Column("subject", Key),  # article id; None once the article was taken down or purged
    Column("work", Text, nullable=False),
    Column("started", Instant, nullable=False, index=True),
    Column("deadline", Instant, nullable=False),
    Column("charged", BigInteger, nullable=False),  # the worst case until settled
    Column("outcome", Text),  # None: in the air, or interrupted
    Column("detail", Text),
    Column("model", Text),
    Column("price", Text),  # JSON of core.routing.Price
    Column("requests", Integer, nullable=False),
    Column("input_tokens", Integer, nullable=False),
    Column("cached_tokens", Integer, nullable=False),
    Column("output_tokens", Integer, nullable=False),
    Column("seconds", Float),
    Column("brief", BigInteger),  # call that names the finished brief it was made for; None: not finished yet
    Column("is_accepted", Boolean),
    Column("verified", Integer),  # claims of the brief, by the checker's verdict
    Column("unverifiable", Integer),
    Column("flagged", Integer),
    Column("worker", Key),  # name of the worker that makes the call; None: a command does
    Index(None, "subject", "brief"),
    Index(None, "route", "deadline", sqlite_where=_UNSETTLED, postgresql_where=_UNSETTLED),
    Index(None, "digest", "route", sqlite_where=_UNSETTLED, postgresql_where=_UNSETTLED),
    sqlite_autoincrement=True,  # an id is never reused: a worker may still hold it
)

# Replies of finished calls, so that none is paid for twice.
model_replies = Table(
    "model_replies",
    metadata,
    Column("route", Key, primary_key=True),
    Column("digest", Key, primary_key=True),
    Column("call_id", Number, ForeignKey("model_calls.id"), nullable=False, index=True),
    Column("subject", Key, nullable=False, index=True),
    Column("created", Instant, nullable=False),
    Column("output", Text, nullable=False),  # JSON
)

model_breakers = Table(
    "model_breakers",
    metadata,
    Column("route", Key, primary_key=True),
    Column("config", Text, nullable=False),
    Column("fails", Integer, nullable=False),
    Column("opens", Integer, nullable=False),
    Column("open_until", Instant),
    Column("reason", Text, nullable=False),
)

# Derived: `model_calls.charged` by the UTC day of `started`. A month is summed from at most 31 rows.
model_days = Table(
    "model_days",
    metadata,
    Column("day", Instant, primary_key=True, autoincrement=False),
    Column("charged", BigInteger, nullable=False),
)

# The store's own values: number and time of the last change, version of the search terms.
facts = Table(
    "facts",
    metadata,
    Column("name", Key, primary_key=True),
    Column("value", Text, nullable=False),
)
