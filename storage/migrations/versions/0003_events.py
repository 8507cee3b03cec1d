"""Events with their occurrences, and what a chat follows."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_INSTANT = sa.DateTime(timezone=True)
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("id", _ID, sa.Identity(), nullable=False),
        sa.Column("uid", sa.String, nullable=False),
        sa.Column("came_as", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("city_wide", sa.Boolean, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("first_on", sa.Date, nullable=False),
        sa.Column("worked_out_on", sa.Date),
        sa.Column("feed", sa.String),
        sa.Column("vanished_at", _INSTANT),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.Column("announced_at", _INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.UniqueConstraint("uid", name="uq_events_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_feed", "events", ["feed"])
    op.create_index("ix_events_announced_at", "events", ["announced_at"])
    op.create_table(
        "event_networks",
        sa.Column("event_id", sa.BigInteger, nullable=False),
        sa.Column("network", sa.String, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("event_id", "network", name="pk_event_networks"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_event_networks_event_id", ondelete="CASCADE"),
    )
    op.create_table(
        "event_themes",
        sa.Column("event_id", sa.BigInteger, nullable=False),
        sa.Column("theme", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("event_id", "theme", name="pk_event_themes"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_event_themes_event_id", ondelete="CASCADE"),
    )
    op.create_table(
        "occurrences",
        sa.Column("id", _ID, sa.Identity(), nullable=False),
        sa.Column("event_id", sa.BigInteger, nullable=False),
        sa.Column("original_on", sa.Date, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("timing", sa.String, nullable=False),
        sa.Column("begins_at", _INSTANT, nullable=False),
        sa.Column("ends_at", _INSTANT),
        sa.Column("first_on", sa.Date),
        sa.Column("last_on", sa.Date),
        sa.Column("over_at", _INSTANT, nullable=False),
        sa.Column("listed_at", _INSTANT, nullable=False),
        sa.Column("moved_from_at", _INSTANT),
        sa.Column("left_at", _INSTANT),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("place", sa.Text),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("changed_at", _INSTANT),
        sa.Column("fixed_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_occurrences"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_occurrences_event_id", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_occurrences_event_id_original_on", "occurrences", ["event_id", "original_on"], unique=True)
    op.create_index("ix_occurrences_begins_at_over_at", "occurrences", ["begins_at", "over_at"])
    op.create_index("ix_occurrences_changed_at", "occurrences", ["changed_at"])
    op.create_index("ix_occurrences_left_at", "occurrences", ["left_at"])
    op.create_table(
        "subscriptions",
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("subject_id", sa.String, nullable=False),
        sa.Column("followed_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "thread", "subject", "subject_id", name="pk_subscriptions"),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name="fk_subscriptions_chat_id", ondelete="CASCADE"),
    )
    op.create_index("ix_subscriptions_subject_subject_id", "subscriptions", ["subject", "subject_id"])
