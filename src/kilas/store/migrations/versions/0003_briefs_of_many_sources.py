"""Adds the sources of each brief, and stores their texts only once."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import context, op

from kilas.store.migrations import carrying

revision = "0003"
down_revision = "0002"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.BigInteger()  # microseconds since 1970, UTC
BATCH = 200  # briefs in memory at a time


def upgrade() -> None:
    connection = op.get_bind()
    count = connection.scalar(sa.text("SELECT count(*) FROM briefs")) or 0
    # without foreign keys yet: the briefs they reference are moved below
    connection.execute(
        sa.text(
            "CREATE TEMPORARY TABLE carried_sources AS"
            " SELECT article_id, revision, article_revision FROM briefs"
        )
    )
    if connection.dialect.name == "sqlite":
        _rebuild(connection, count)
    else:
        _rewrite(connection, count)
    op.create_table(
        "brief_sources",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("brief_revision", KEY, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("article_revision", KEY, nullable=False),
        sa.PrimaryKeyConstraint("item_id", "brief_revision", "place", name="pk_brief_sources"),
        sa.ForeignKeyConstraint(
            ["item_id", "brief_revision"],
            ["briefs.item_id", "briefs.revision"],
            name="fk_brief_sources_item_id_brief_revision",
        ),
        sa.ForeignKeyConstraint(
            ["article_id", "article_revision"],
            ["articles.id", "articles.revision"],
            name="fk_brief_sources_article_id_article_revision",
        ),
    )
    op.create_index(
        "ix_brief_sources_article_id_article_revision", "brief_sources", ["article_id", "article_revision"]
    )
    connection.execute(
        sa.text(
            "INSERT INTO brief_sources (item_id, brief_revision, place, article_id, article_revision)"
            " SELECT article_id, revision, 0, article_id, article_revision FROM carried_sources"
        )
    )
    connection.execute(sa.text("DROP TABLE carried_sources"))
    _carry_articles(connection)


def _rebuild(connection: sa.Connection, count: int) -> None:
    """Copies the briefs to a new table, because SQLite cannot drop a column that a key uses."""
    op.create_table(
        "briefs_carried",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("revision", KEY, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("saved", INSTANT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("item_id", "revision", name="pk_briefs"),
    )
    insert = sa.text(
        "INSERT INTO briefs_carried (item_id, revision, turn, saved, body)"
        " VALUES (:item_id, :revision, :turn, :saved, :body)"
    )
    for batch in _carried(connection, count):
        connection.execute(insert, batch)
    # Foreign keys to the table follow the new name of the column, then that of the table.
    connection.execute(sa.text("ALTER TABLE briefs RENAME COLUMN article_id TO item_id"))
    op.drop_table("briefs")
    op.rename_table("briefs_carried", "briefs")


def _rewrite(connection: sa.Connection, count: int) -> None:
    change = sa.text("UPDATE briefs SET body = :body WHERE article_id = :item_id AND revision = :revision")
    for batch in _carried(connection, count):
        connection.execute(change, batch)
    op.drop_index("ix_briefs_article_id_article_revision", "briefs")
    op.drop_constraint("fk_briefs_article_id_article_revision", "briefs", type_="foreignkey")
    op.drop_column("briefs", "article_revision")
    op.alter_column("briefs", "article_id", new_column_name="item_id")


def _carried(connection: sa.Connection, count: int) -> Iterator[list[carrying.Json]]:
    """The converted briefs in batches, in the order of their keys."""
    progress = context.config.attributes.get("progress")
    some = sa.text(
        "SELECT article_id, revision, turn, saved, body FROM briefs"
        " WHERE (article_id, revision) > (:last_id, :last_revision) ORDER BY article_id, revision LIMIT :batch"
    )
    last, done = ("", ""), 0
    while (
        rows := connection.execute(some, {"last_id": last[0], "last_revision": last[1], "batch": BATCH})
        .mappings()
        .all()
    ):
        yield [carrying.row("briefs", dict(row)) for row in rows]
        last, done = (rows[-1]["article_id"], rows[-1]["revision"]), done + len(rows)
        if progress:
            progress(done, count)


def _carry_articles(connection: sa.Connection) -> None:
    some = sa.text(
        "SELECT id, revision, body FROM articles WHERE body LIKE :reserved"
        " AND (id, revision) > (:last_id, :last_revision) ORDER BY id, revision LIMIT :batch"
    )
    change = sa.text("UPDATE articles SET body = :body WHERE id = :id AND revision = :revision")
    told = {"reserved": '%"reservations":["%', "batch": BATCH, "last_id": "", "last_revision": ""}
    while rows := connection.execute(some, told).mappings().all():
        connection.execute(change, [carrying.row("articles", dict(row)) for row in rows])
        told |= {"last_id": rows[-1]["id"], "last_revision": rows[-1]["revision"]}
