"""Announcements."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_INSTANT = sa.DateTime(timezone=True)
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", _ID, sa.Identity(), nullable=False),
        sa.Column("by", sa.BigInteger),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.Column("send_at", _INSTANT),
        sa.Column("approved_by", sa.BigInteger),
        sa.Column("begun_at", _INSTANT),
        sa.Column("ended_at", _INSTANT),
        sa.Column("recipients", sa.Integer, nullable=False),
        sa.Column("pause", sa.String),
        sa.Column("mending_since", _INSTANT),
        sa.Column("panel_chat", sa.BigInteger),
        sa.Column("panel_message", sa.BigInteger),
        sa.Column("panel_language", sa.String),
        sa.Column("proposal", sa.Text),
        sa.Column("proposed_by", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_announcements"),
        _of_chat("by"),
        _of_chat("approved_by"),
        _of_chat("proposed_by"),
        sqlite_autoincrement=True,
    )
    for column in ("by", "status", "approved_by", "mending_since", "proposed_by"):
        op.create_index(f"ix_announcements_{column}", "announcements", [column])


def _of_chat(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["chats.id"], name=f"fk_announcements_{column}", ondelete="SET NULL")
