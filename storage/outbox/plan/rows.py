"""The rows of the ledger that a plan brings, and how they get in: new, revived, or left as they are."""

from typing import Any

from sqlalchemy import Connection, Insert, Select, literal

from domain.outbox.outcome import REVIVED
from storage.schema import deliveries
from storage.upsert import insert_into

Rows = Select[*tuple[Any, ...]]

_KEY = (deliveries.c.chat_id, deliveries.c.thread, deliveries.c.kind, deliveries.c.subject, deliveries.c.version)
_COLUMNS = (*_KEY, deliveries.c.priority, deliveries.c.due_at, deliveries.c.expires_at)


def insert(connection: Connection, rows: Rows | None, *, revive: bool = True) -> int:
    """Put rows into the ledger; say how many are new or revived. None: there is nothing to put in."""
    if rows is None:
        return 0
    put = insert_into(deliveries, connection.dialect.name).from_select(
        [*_COLUMNS, deliveries.c.attempts, deliveries.c.doubts],
        rows.add_columns(literal(0).label("attempts"), literal(0).label("doubts")),
    )
    if not revive:
        return _counted(connection, put.on_conflict_do_nothing(index_elements=_KEY))
    anew = {"settled_at": None, "outcome": None, "leased_until": None, "again_at": None, "attempts": 0, "doubts": 0}
    fresh = {name: put.excluded[name] for name in ("priority", "due_at", "expires_at")}
    never_sent = deliveries.c.outcome.in_(REVIVED)
    revived = put.on_conflict_do_update(index_elements=_KEY, set_=anew | fresh, where=never_sent)
    return _counted(connection, revived)


def _counted(connection: Connection, statement: Insert) -> int:
    return connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount
