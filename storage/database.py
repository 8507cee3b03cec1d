"""What the topics need from a database, whichever it is: to run a piece of work in one transaction.

A piece of work is a plain function whose first argument is a SQLAlchemy connection. It awaits nothing, so no
transaction ever waits for anything but the database, and it returns finished values, never rows still to be fetched.
"""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[Concatenate[Connection, P], T]


class Database(Protocol):
    """An open database. Each call is one transaction: all of it is kept, or nothing.

    A caller that is cancelled leaves at once; work that had begun goes on to its end. All raise UnreachableError.
    """

    async def read(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work of one SELECT, on a connection that takes no write lock."""
        ...

    async def write(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work that changes rows."""
        ...

    async def alter(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work that changes tables: foreign keys are checked at its end, and others who alter wait."""
        ...

    async def close(self) -> None:
        """Wait for the work under way, then let go of every connection."""
        ...
