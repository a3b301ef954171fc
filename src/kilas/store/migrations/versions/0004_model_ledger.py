"""Calls of language models, their replies, costs and circuit breakers; the model that wrote a brief."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.BigInteger()  # microseconds since 1970, UTC
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("feeds", sa.Column("route", sa.Text(), nullable=True))
    op.create_table(
        "model_calls",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("route", KEY, nullable=False),
        sa.Column("config", sa.Text(), nullable=False),
        sa.Column("digest", KEY, nullable=False),
        sa.Column("subject", KEY, nullable=True),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("started", INSTANT, nullable=False),
        sa.Column("deadline", INSTANT, nullable=False),
        sa.Column("charged", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("price", sa.Text(), nullable=True),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("input_tokens", sa.Integer(), nullable=False),
        sa.Column("cached_tokens", sa.Integer(), nullable=False),
        sa.Column("output_tokens", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("brief", sa.BigInteger(), nullable=True),
        sa.Column("is_accepted", sa.Boolean(), nullable=True),
        sa.Column("verified", sa.Integer(), nullable=True),
        sa.Column("unverifiable", sa.Integer(), nullable=True),
        sa.Column("flagged", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_model_calls"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_model_calls_started", "model_calls", ["started"])
    op.create_index("ix_model_calls_subject_brief", "model_calls", ["subject", "brief"])
    unsettled = sa.text("outcome IS NULL")
    for names in (["route", "deadline"], ["digest", "route"]):
        op.create_index(
            f"ix_model_calls_{'_'.join(names)}",
            "model_calls",
            names,
            sqlite_where=unsettled,
            postgresql_where=unsettled,
        )
    op.create_table(
        "model_replies",
        sa.Column("route", KEY, nullable=False),
        sa.Column("digest", KEY, nullable=False),
        sa.Column("call_id", NUMBER, nullable=False),
        sa.Column("subject", KEY, nullable=False),
        sa.Column("created", INSTANT, nullable=False),
        sa.Column("output", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["model_calls.id"], name="fk_model_replies_call_id"),
        sa.PrimaryKeyConstraint("route", "digest", name="pk_model_replies"),
    )
    op.create_index("ix_model_replies_call_id", "model_replies", ["call_id"])
    op.create_index("ix_model_replies_subject", "model_replies", ["subject"])
    op.create_table(
        "model_breakers",
        sa.Column("route", KEY, nullable=False),
        sa.Column("config", sa.Text(), nullable=False),
        sa.Column("fails", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Integer(), nullable=False),
        sa.Column("open_until", INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("route", name="pk_model_breakers"),
    )
    op.create_table(
        "model_days",
        sa.Column("day", INSTANT, autoincrement=False, nullable=False),
        sa.Column("charged", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_model_days"),
    )
    for name, kind in (
        ("text_language", sa.Text()),
        ("model", sa.Text()),
        ("route", sa.Text()),
        ("is_reworded", sa.Boolean()),
        ("judge", sa.Text()),
        ("attempts", sa.Text()),
    ):
        op.add_column("items", sa.Column(name, kind, nullable=True))
