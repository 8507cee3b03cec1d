"""Operators, their invitations, and who did what."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_INSTANT = sa.DateTime(timezone=True)
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "operators",
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("administrator", sa.Boolean, nullable=False),
        sa.Column("since", _INSTANT, nullable=False),
        sa.Column("removed_at", _INSTANT),
        sa.PrimaryKeyConstraint("chat_id", name="pk_operators"),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name="fk_operators_chat_id", ondelete="CASCADE"),
    )
    op.create_table(
        "operator_networks",
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("network", sa.String, nullable=False),
        sa.Column("meetings_only", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "network", name="pk_operator_networks"),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["operators.chat_id"], name="fk_operator_networks_chat_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "invitations",
        sa.Column("id", _ID, sa.Identity(), nullable=False),
        sa.Column("token_hash", sa.String, nullable=False),
        sa.Column("administrator", sa.Boolean, nullable=False),
        sa.Column("networks", sa.JSON, nullable=False),
        sa.Column("meetings_of", sa.JSON, nullable=False),
        sa.Column("invited_by", sa.BigInteger),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.Column("used_by", sa.BigInteger),
        sa.Column("used_at", _INSTANT),
        sa.Column("revoked_at", _INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("token_hash", name="uq_invitations_token_hash"),
        _of_chat("invitations", "invited_by"),
        _of_chat("invitations", "used_by"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_invitations_invited_by", "invitations", ["invited_by"])
    op.create_index("ix_invitations_used_by", "invitations", ["used_by"])
    op.create_table(
        "audit",
        sa.Column("id", _ID, sa.Identity(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("by", sa.BigInteger),
        sa.Column("deed", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        _of_chat("audit", "by"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_by", "audit", ["by"])


def _of_chat(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["chats.id"], name=f"fk_{table}_{column}", ondelete="SET NULL")
