"""Groups, channels and topics where the bot may not write just now, and who subscribed a group."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0007"

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "unwelcome",
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("since", _INSTANT, nullable=False),
        sa.Column("next_at", _INSTANT),
        sa.Column("reason", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "thread", name="pk_unwelcome"),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name="fk_unwelcome_chat_id", ondelete="CASCADE"),
    )
    with op.batch_alter_table("subscriptions") as subscriptions:
        subscriptions.add_column(sa.Column("followed_by", sa.BigInteger))
        subscriptions.create_foreign_key(
            "fk_subscriptions_followed_by", "chats", ["followed_by"], ["id"], ondelete="SET NULL"
        )
        subscriptions.create_index("ix_subscriptions_followed_by", ["followed_by"])
