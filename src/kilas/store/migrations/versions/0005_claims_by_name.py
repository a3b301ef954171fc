"""The worker that holds a feed or a request to a hub, so that its claims end with it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for table in ("feeds", "subscriptions"):
        op.add_column(table, sa.Column("claimed_by", sa.Text(), nullable=True))
