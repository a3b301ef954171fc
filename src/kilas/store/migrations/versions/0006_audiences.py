"""The audience of each brief; the whole brief of an item for the owner alone, and the line that shows it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("briefs", sa.Column("audience", sa.Text(), nullable=True))
    op.add_column("items", sa.Column("private_revision", KEY, nullable=True))
    op.add_column("items", sa.Column("private_line", sa.Text(), nullable=True))
