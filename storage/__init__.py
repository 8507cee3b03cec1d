"""The floor that remembers: what people do, kept in SQLite or PostgreSQL.

`open_store` gives the `domain.ports.Store` that a database URL names; whatever stands in its way is a `StoreError`
with one sentence for whoever runs the machine.
"""

from storage.errors import StoreError, UnreachableError
from storage.store import open_as_it_is, open_store

__all__ = ["StoreError", "UnreachableError", "open_as_it_is", "open_store"]
