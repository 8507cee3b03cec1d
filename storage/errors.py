"""What can stand between us and the database, each in one sentence for whoever runs the machine.

No message holds a password or anything that people wrote.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


class StoreError(Exception):
    """The database cannot be used, or does not hold what was asked for."""


class BadAddressError(StoreError):
    """The database URL cannot be understood."""


class UnreachableError(StoreError):
    """The file cannot be opened, the server does not answer, or it refused the work."""


class NewerDatabaseError(StoreError):
    """A newer version of the program has already changed this database."""


class ForeignDatabaseError(StoreError):
    """The database belongs to another program."""


class GoneError(StoreError):
    """What should be changed is not there: its chat was merged or forgotten in the meantime."""


@contextmanager
def plain_errors(place: str) -> Iterator[None]:
    """Turn what the drivers raise into `UnreachableError` about `place`, a path or a server without its password.

    A broken constraint is let through: it is a bug of ours, or the caller knows what it means.
    """
    try:
        yield
    except (IntegrityError, StoreError):
        raise
    except DBAPIError as error:
        raise UnreachableError(f"The database {place} cannot be used: {_first_line(error.orig)}.") from error
    except PoolTimeoutError as error:
        raise UnreachableError(f"The database {place} is too busy: no connection came free in time.") from error
    except OSError as error:
        raise UnreachableError(f"The database {place} does not answer: {_first_line(error)}.") from error


def _first_line(error: BaseException | None) -> str:
    """The driver's own sentence; what follows its first line may quote a row."""
    lines = str(error).splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
