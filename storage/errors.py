"""What can stand between us and the database, each in one sentence for whoever runs the machine.

No message holds a password or anything that people wrote.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from domain.ports import Gone


class StoreError(Exception):
    """The database cannot be used, or does not hold what was asked for."""


class BadAddressError(StoreError):
    """The database URL cannot be understood."""


class UnreachableError(StoreError):
    """The file cannot be opened, the server does not answer, or it refused the work."""


class RefusedError(StoreError):
    """A change would have broken a rule of the tables: a bug of ours."""


class NewerDatabaseError(StoreError):
    """A newer version of the program has already changed this database."""


class ForeignDatabaseError(StoreError):
    """The database belongs to another program."""


class GoneError(StoreError, Gone):
    """What should be changed is not there: its chat was merged or forgotten in the meantime."""


@contextmanager
def plain_errors(place: str) -> Iterator[None]:
    """Turn what the drivers raise into errors about `place`, a path or a server without its password.

    The driver's own error is left out of the chain, though its traceback is kept: PostgreSQL quotes the whole row.
    """
    try:
        yield
    except IntegrityError as error:
        refused = RefusedError(f"The database {place} refused a change: {_reason(error)}.")
        raise refused.with_traceback(error.__traceback__) from None
    except DBAPIError as error:
        unusable = UnreachableError(f"The database {place} cannot be used: {_reason(error)}.")
        raise unusable.with_traceback(error.__traceback__) from None
    except PoolTimeoutError as error:
        raise UnreachableError(f"The database {place} is too busy: no connection came free in time.") from error
    except OSError as error:
        raise UnreachableError(
            f"The database {place} does not answer: {error.strerror or _first_line(error)}."
        ) from error


def _reason(error: DBAPIError) -> str:
    # asyncpg's InterfaceError quotes the value that it could not send.
    return type(error).__name__ if isinstance(error, InterfaceError) else _first_line(error.orig)


def _first_line(error: BaseException | None) -> str:
    """The driver's own sentence; the lines after the first may quote a row."""
    lines = str(error).splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
