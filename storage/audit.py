"""Who did what: written in the transaction that did it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from domain.audit import Deed
from domain.model import ChatId
from storage.schema import audit


def note(
    connection: Connection,
    by: ChatId | None,
    deed: Deed,
    subject: object,
    now: datetime,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Note a deed as a part of other work."""
    row = {"at": now, "by": by, "deed": deed, "subject": str(subject), "details": dict(details or {})}
    connection.execute(insert(audit).values(row))
