"""The worker that holds a feed, a request to a hub or a call of a language model; the routes tried for each item."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    for table in ("feeds", "subscriptions"):
        op.add_column(table, sa.Column("claimed_by", sa.Text(), nullable=True))
    op.add_column("model_calls", sa.Column("worker", KEY, nullable=True))
    op.add_column("items", sa.Column("attempts", sa.Text(), nullable=True))
