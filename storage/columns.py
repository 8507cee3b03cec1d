"""Column types that behave alike on SQLite and PostgreSQL."""

import json
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text, TypeDecorator
from typing_extensions import override

plain_json = partial(json.dumps, allow_nan=False, separators=(",", ":"))
"""JSON as both databases accept it: ASCII, and no NaN, which is not JSON."""

BigId = BigInteger().with_variant(Integer(), "sqlite")
"""A row's own id: 64 bits; SQLite numbers rows by itself only in a column declared INTEGER."""


class Instant(TypeDecorator[datetime]):
    """An aware datetime, in UTC both ways; a naive one is refused with ValueError.

    SQLite keeps it as text of fixed width, so that comparing texts compares instants.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Check and convert what goes in."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must be aware of its time zone")
        return value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say of what comes out that it is in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """What people wrote. What no database keeps (NUL, half a surrogate pair) becomes U+FFFD instead of an error."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Mend what goes in."""
        if value is None:
            return None
        whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return whole.replace("\0", "\N{REPLACEMENT CHARACTER}")
