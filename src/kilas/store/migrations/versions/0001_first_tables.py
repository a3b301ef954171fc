"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.BigInteger()  # microseconds since 1970, UTC
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TERMS = sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", KEY, nullable=False),
        sa.Column("revision", KEY, nullable=False),
        sa.Column("feed_id", KEY, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("saved", INSTANT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "revision", name="pk_articles"),
    )
    op.create_index("ix_articles_feed_id", "articles", ["feed_id"])
    op.create_table(
        "corrections",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("item_id", KEY, nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
    )
    op.create_index("ix_corrections_at_id", "corrections", ["at", "id"])
    op.create_table(
        "facts",
        sa.Column("name", KEY, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_facts"),
    )
    op.create_table(
        "feeds",
        sa.Column("id", KEY, nullable=False),
        sa.Column("address", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("rights", sa.Text(), nullable=False),
        sa.Column("backlog", sa.Integer(), nullable=False),
        sa.Column("added", INSTANT, nullable=False),
        sa.Column("removed", INSTANT, nullable=True),
        sa.Column("next_poll", INSTANT, nullable=False),
        sa.Column("interval_s", sa.Float(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("body_sha256", sa.Text(), nullable=True),
        sa.Column("last_polled", INSTANT, nullable=True),
        sa.Column("last_success", INSTANT, nullable=True),
        sa.Column("last_entry", INSTANT, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failure_reason", sa.Text(), nullable=True),
        sa.Column("failure_detail", sa.Text(), nullable=True),
        sa.Column("hub", sa.Text(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("subscribed_until", INSTANT, nullable=True),
        sa.Column("claimed_until", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.UniqueConstraint("address", name="uq_feeds_address"),
    )
    op.create_index("ix_feeds_next_poll", "feeds", ["next_poll"])
    op.create_table(
        "hosts",
        sa.Column("host", KEY, nullable=False),
        sa.Column("free_at", INSTANT, nullable=True),
        sa.Column("taken", INSTANT, nullable=True),
        sa.Column("paused_until", INSTANT, nullable=True),
        sa.Column("robots", sa.Text(), nullable=True),
        sa.Column("robots_status", sa.Integer(), nullable=True),
        sa.Column("robots_fetched", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("host", name="pk_hosts"),
    )
    op.create_table(
        "near_bands",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("band", "article_id", name="pk_near_bands"),
    )
    op.create_index("ix_near_bands_article_id", "near_bands", ["article_id"])
    op.create_index("ix_near_bands_at", "near_bands", ["at"])
    op.create_table(
        "takedowns",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("item_id", name="pk_takedowns"),
    )
    op.create_index("ix_takedowns_url", "takedowns", ["url"], postgresql_using="hash")
    op.create_table(
        "visits",
        sa.Column("id", KEY, nullable=False),
        sa.Column("visitor", KEY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_visits"),
    )
    op.create_index("ix_visits_at", "visits", ["at"])
    op.create_index("ix_visits_visitor", "visits", ["visitor"])
    op.create_table(
        "workers",
        sa.Column("executor_id", KEY, nullable=False),
        sa.Column("beat", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("executor_id", name="pk_workers"),
    )
    op.create_table(
        "briefs",
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("revision", KEY, nullable=False),
        sa.Column("article_revision", KEY, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("saved", INSTANT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id", "article_revision"],
            ["articles.id", "articles.revision"],
            name="fk_briefs_article_id_article_revision",
        ),
        sa.PrimaryKeyConstraint("article_id", "revision", name="pk_briefs"),
    )
    op.create_index("ix_briefs_article_id_article_revision", "briefs", ["article_id", "article_revision"])
    op.create_table(
        "entries",
        sa.Column("id", KEY, nullable=False),
        sa.Column("feed_id", KEY, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("seen", INSTANT, nullable=False),
        sa.Column("changed", INSTANT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("article_id", KEY, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_entries_feed_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
    )
    op.create_index("ix_entries_article_id", "entries", ["article_id"])
    op.create_index("ix_entries_feed_id_seen_id", "entries", ["feed_id", "seen", "id"])
    op.create_index("ix_entries_state_seen_id", "entries", ["state", "seen", "id"])
    op.create_table(
        "items",
        sa.Column("number", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("feed_id", KEY, nullable=False),
        sa.Column("article_published", INSTANT, nullable=True),
        sa.Column("published", INSTANT, nullable=False),
        sa.Column("updated", INSTANT, nullable=False),
        sa.Column("article_revision", KEY, nullable=True),
        sa.Column("brief_revision", KEY, nullable=True),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.Column("word_count", sa.Integer(), nullable=False),
        sa.Column("tone", sa.Text(), nullable=True),
        sa.Column("tone_score", sa.Float(), nullable=True),
        sa.Column("is_indexable", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("folded_under", KEY, nullable=True),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("material", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_items_feed_id"),
        sa.ForeignKeyConstraint(
            ["id", "brief_revision"],
            ["briefs.article_id", "briefs.revision"],
            name="fk_items_id_brief_revision",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_items"),
        sa.UniqueConstraint("id", name="uq_items_id"),
        sqlite_autoincrement=True,
    )
    listed = sa.text("folded_under IS NULL")
    for names in (
        ["published", "id"],
        ["language", "published", "id"],
        ["feed_id", "published", "id"],
        ["feed_id", "kind", "published"],
        ["is_indexable", "published", "id"],
    ):
        op.create_index(
            f"ix_items_{'_'.join(names)}", "items", names, sqlite_where=listed, postgresql_where=listed
        )
    folded = sa.text("folded_under IS NOT NULL")
    op.create_index(
        "ix_items_folded_under", "items", ["folded_under"], sqlite_where=folded, postgresql_where=folded
    )
    op.create_index("ix_items_url", "items", ["url"], postgresql_using="hash")
    op.create_table(
        "search_texts",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("terms", TERMS, nullable=False),
        sa.ForeignKeyConstraint(["number"], ["items.number"], name="fk_search_texts_number"),
        sa.PrimaryKeyConstraint("number", name="pk_search_texts"),
    )

    if op.get_bind().dialect.name == "postgresql":
        op.create_index("ix_search_texts_terms", "search_texts", ["terms"], postgresql_using="gin")
    else:
        _create_fts5()


def _create_fts5() -> None:
    """Creates the search index. Our terms are tokenised already, so FTS5 only splits at spaces: `ascii` changes no other letter."""
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5("
        "terms, content='search_texts', content_rowid='number', tokenize='ascii', prefix='2 3 4', columnsize=0)"
    )
    add = "INSERT INTO search_index (rowid, terms) VALUES (new.number, new.terms);"
    drop = "INSERT INTO search_index (search_index, rowid, terms) VALUES ('delete', old.number, old.terms);"
    for when, what in (("INSERT", add), ("DELETE", drop), ("UPDATE", drop + add)):
        op.execute(
            f"CREATE TRIGGER search_texts_{when.lower()} AFTER {when} ON search_texts BEGIN {what} END"
        )
