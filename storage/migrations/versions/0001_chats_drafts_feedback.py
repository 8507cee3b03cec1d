"""Chats, the dialogue under way in each, and what residents report back."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_INSTANT = sa.DateTime(timezone=True)
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "chats",
        sa.Column("id", _ID, sa.Identity(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("language", sa.String),
        sa.Column("heard_language", sa.String),
        sa.Column("blocked_at", _INSTANT),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chats"),
        sa.UniqueConstraint("telegram_id", name="uq_chats_telegram_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "drafts",
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "thread", name="pk_drafts"),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name="fk_drafts_chat_id", ondelete="CASCADE"),
    )
    op.create_index("ix_drafts_expires_at", "drafts", ["expires_at"])
    op.create_table(
        "feedback",
        sa.Column("id", _ID, sa.Identity(), nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("answered", sa.JSON, nullable=False),
        sa.Column("city_version", sa.String, nullable=False),
        sa.Column("reported_at", _INSTANT, nullable=False),
        sa.Column("comment", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sqlite_autoincrement=True,
    )
