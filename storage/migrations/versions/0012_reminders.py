"""Since when an event has leads of its own; the times of reminders are worked out anew, by another rule."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    with op.batch_alter_table("event_leads") as table:
        table.alter_column("leads", existing_type=sa.String, nullable=True)
        table.add_column(sa.Column("changed_at", sa.DateTime(timezone=True)))
    # Planning fills it again; what was sent is known by its version, which stays.
    op.execute("DELETE FROM reminder_times")
