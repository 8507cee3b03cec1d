"""In a private chat a topic is only where an answer goes: what several topics of one had becomes the chat's own."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_KEYS = {
    "subscriptions": ("chat_id", "subject", "subject_id"),
    "preferences": ("chat_id",),
    "event_leads": ("chat_id", "event_id"),
    "answers": ("chat_id", "occurrence_id"),
    "told": ("chat_id", "occurrence_id"),
    "deliveries": ("chat_id", "kind", "subject", "version"),
    "dialogues": ("chat_id", "topic", "kind"),
}
"""What a row is known by beside its topic."""

_HOLDS = {
    "subscriptions": "thread <> 0, followed_at",
    "preferences": "thread <> 0, changed_at DESC",
    "event_leads": "thread",
    "answers": "thread",
    "told": "told_at DESC, thread",
    "deliveries": "CASE WHEN outcome = 'sent' THEN 0 ELSE 1 END, thread",
    "dialogues": "expires_at DESC, thread",
}
"""Which of several rows with the same key holds: the first.

As where two chats become one: what the chat itself has, rather than one of its topics, but for what was told last, and
what reached somebody, which is not sent again. Of dialogues the last that was gone on with goes on.
"""


def upgrade() -> None:
    for table, names in _KEYS.items():
        rows = sa.table(table, *(sa.column(name) for name in ("thread", *names)))
        chats = sa.table("chats", sa.column("id"), sa.column("kind"))
        people = sa.select(chats.c.id).where(chats.c.kind == "private")
        in_private = rows.c.chat_id.in_(people)
        rank = sa.func.row_number().over(partition_by=[rows.c[name] for name in names], order_by=sa.text(_HOLDS[table]))
        key = list(rows.c)
        ranked = sa.select(*key, rank.label("rank")).where(in_private).subquery("ranked")
        yields = sa.select(*(ranked.c[column.name] for column in key)).where(ranked.c.rank > 1)
        op.execute(sa.delete(rows).where(sa.tuple_(*key).in_(yields)))
        op.execute(sa.update(rows).where(in_private, rows.c.thread != 0).values(thread=0))
    _leave_the_floor_to_one()


def _leave_the_floor_to_one() -> None:
    """Let the dialogue that was gone on with last ask on; the others of the place wait."""
    names = ("chat_id", "thread", "expires_at")
    dialogues = sa.table("dialogues", *(sa.column(name) for name in names), sa.column("waits", sa.Boolean))
    other = dialogues.alias("other")
    here = (other.c.chat_id == dialogues.c.chat_id) & (other.c.thread == dialogues.c.thread)
    later = sa.exists().where(here, other.c.expires_at > dialogues.c.expires_at, ~other.c.waits)
    op.execute(sa.update(dialogues).where(~dialogues.c.waits, later).values(waits=True))
