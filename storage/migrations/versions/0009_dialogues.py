"""Dialogues: a row for each owner, which is a topic and a kind, in the place of the one draft of a chat."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"

_INSTANT = sa.DateTime(timezone=True)
_TOPICS = {
    "number": "lookup",
    "comment": "feedback",
    "event": "editing",
    "announcement": "announcements",
    "import": "calendars",
    "invitation": "operators",
}


def upgrade() -> None:
    dialogues = op.create_table(
        "dialogues",
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("topic", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("waits", sa.Boolean, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "thread", "topic", "kind", name="pk_dialogues"),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name="fk_dialogues_chat_id", ondelete="CASCADE"),
    )
    op.create_index("ix_dialogues_expires_at", "dialogues", ["expires_at"])
    names = ("chat_id", "thread", "kind", "payload", "expires_at")
    drafts = sa.table("drafts", *(sa.column(name) for name in names))
    topic = sa.case(_TOPICS, value=drafts.c.kind)
    kept = sa.select(drafts.c.chat_id, drafts.c.thread, topic, *(drafts.c[name] for name in names[2:]), sa.false())
    op.execute(
        dialogues.insert().from_select(
            ["chat_id", "thread", "topic", *names[2:], "waits"], kept.where(drafts.c.kind.in_(_TOPICS))
        )
    )
    _settle(op.get_bind(), dialogues)
    op.drop_index("ix_drafts_expires_at", "drafts")
    op.drop_table("drafts")


def _settle(connection: sa.Connection, dialogues: sa.Table) -> None:
    """Read from the payload what is said beside it now: that an event waits, and that words are a correction's."""
    c = dialogues.c
    read = sa.select(c.chat_id, c.thread, c.kind, c.payload).where(c.kind.in_(("event", "announcement")))
    for chat, thread, kind, payload in connection.execute(read).all():
        this = sa.update(dialogues).where(c.chat_id == chat, c.thread == thread, c.kind == kind)
        if kind == "event" and payload.pop("aside", False):
            connection.execute(this.values(waits=True, payload=payload))
        elif kind == "announcement" and (payload.get("asked") == "c" or "correction" in payload):
            connection.execute(this.values(kind="correction"))
