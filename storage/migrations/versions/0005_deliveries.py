"""How chats want to be told, the ledger of deliveries, and what each chat was told last."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_INSTANT = sa.DateTime(timezone=True)
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "preferences",
        *_chat_and_thread(),
        sa.Column("leads", sa.String, nullable=False),
        sa.Column("quiet", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("digest_weekday", sa.Integer, nullable=False),
        sa.Column("digest_hour", sa.Integer, nullable=False),
        sa.Column("silent_since", _INSTANT),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "thread", name="pk_preferences"),
        _of("preferences", "chat_id", "chats"),
    )
    op.create_index("ix_preferences_leads_quiet", "preferences", ["leads", "quiet"])
    op.create_index("ix_preferences_digest", "preferences", ["digest", "digest_weekday", "digest_hour"])
    op.create_table(
        "event_leads",
        *_chat_and_thread(),
        sa.Column("event_id", sa.BigInteger, nullable=False),
        sa.Column("leads", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "thread", "event_id", name="pk_event_leads"),
        _of("event_leads", "chat_id", "chats"),
        _of("event_leads", "event_id", "events"),
    )
    op.create_index("ix_event_leads_event_id", "event_leads", ["event_id"])
    op.create_table(
        "answers",
        *_chat_and_thread(),
        sa.Column("occurrence_id", sa.BigInteger, nullable=False),
        sa.Column("coming", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "thread", "occurrence_id", name="pk_answers"),
        _of("answers", "chat_id", "chats"),
        _of("answers", "occurrence_id", "occurrences"),
    )
    op.create_index("ix_answers_occurrence_id_coming", "answers", ["occurrence_id", "coming"])
    op.create_table(
        "reminder_times",
        sa.Column("occurrence_id", sa.BigInteger, nullable=False),
        sa.Column("leads", sa.String, nullable=False),
        sa.Column("quiet", sa.String, nullable=False),
        sa.Column("lead", sa.String, nullable=False),
        sa.Column("begins_at", _INSTANT, nullable=False),
        sa.Column("remind_at", _INSTANT, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("planned_at", _INSTANT),
        sa.PrimaryKeyConstraint("occurrence_id", "leads", "quiet", "lead", name="pk_reminder_times"),
        _of("reminder_times", "occurrence_id", "occurrences"),
    )
    op.create_index("ix_reminder_times_remind_at", "reminder_times", ["remind_at"])
    op.create_table(
        "deliveries",
        sa.Column("id", _ID, sa.Identity(), nullable=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("subject", sa.BigInteger, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("due_at", _INSTANT, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.Column("leased_until", _INSTANT),
        sa.Column("again_at", _INSTANT),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("doubts", sa.Integer, nullable=False),
        sa.Column("settled_at", _INSTANT),
        sa.Column("outcome", sa.String),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("facts", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        _of("deliveries", "chat_id", "chats"),
        sqlite_autoincrement=True,
    )
    key = ["chat_id", "thread", "kind", "subject", "version"]
    op.create_index("uq_deliveries_key", "deliveries", key, unique=True)
    op.create_index("ix_deliveries_waiting", "deliveries", ["settled_at", "priority", "expires_at", "id"])
    op.create_index("ix_deliveries_due", "deliveries", ["settled_at", "due_at"])
    op.create_index("ix_deliveries_subject_kind", "deliveries", ["subject", "kind"])
    op.create_table(
        "told",
        sa.Column("occurrence_id", sa.BigInteger, nullable=False),
        *_chat_and_thread(),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("told_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("occurrence_id", "chat_id", "thread", name="pk_told"),
        _of("told", "occurrence_id", "occurrences"),
        _of("told", "chat_id", "chats"),
    )
    op.create_index("ix_told_chat_id_thread", "told", ["chat_id", "thread"])
    op.create_table(
        "leases",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("holder", sa.String, nullable=False),
        sa.Column("until", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )


def _chat_and_thread() -> tuple[sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, autoincrement=False, nullable=False),
    )


def _of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE")
