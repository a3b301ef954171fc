"""Adds hours and days that a feed asks to skip, and requests to its hub."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.BigInteger()  # microseconds since 1970, UTC


def upgrade() -> None:
    op.add_column("feeds", sa.Column("ttl_s", sa.Float(), nullable=True))
    op.add_column("feeds", sa.Column("skip_hours", sa.Integer(), nullable=True))
    op.add_column("feeds", sa.Column("skip_days", sa.Integer(), nullable=True))
    op.add_column("feeds", sa.Column("pushed", INSTANT, nullable=True))
    op.create_table(
        "subscriptions",
        sa.Column("feed_id", KEY, nullable=False),
        sa.Column("hub", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("asked", INSTANT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("ask_next", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("feed_id", name="pk_subscriptions"),
    )
    op.create_index("ix_subscriptions_ask_next", "subscriptions", ["ask_next"])
