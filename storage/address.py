"""A database URL, understood: a file for SQLite, or a server for PostgreSQL."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import BadAddressError

_FORMS = "it must be sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME"


def parse_address(url: str) -> Path | URL:
    """Give the path of an SQLite file, or the URL of a PostgreSQL database for the asyncpg driver.

    `sqlite:///reti.db` is relative to the working folder, `sqlite:////var/lib/reti/reti.db` is not. Of libpq's
    parameters `sslmode` and `host` (a folder with the server's socket) are understood. Raises BadAddressError, which
    does not repeat the URL: it may hold a password.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # ValueError: the port is no number, and quoted, be it half a password
        raise BadAddressError(f"The database URL cannot be read: {_FORMS}.") from None
    match parsed.drivername:
        case "sqlite":
            return _sqlite_path(parsed)
        case "postgresql":
            return _postgres_url(parsed)
        case other:
            raise BadAddressError(f"The database URL begins with {other}://: {_FORMS}.")


def _sqlite_path(url: URL) -> Path:
    if url.host or url.query:
        raise BadAddressError("The URL of an SQLite database is sqlite:/// and a path, and nothing else.")
    if not url.database or url.database == ":memory:":
        raise BadAddressError("The URL of an SQLite database needs a path: one in memory would forget everybody.")
    return Path(url.database)


def _postgres_url(url: URL) -> URL:
    if not url.database:
        raise BadAddressError(f"The database URL names no database: {_FORMS}.")
    unknown = set(url.query) - {"sslmode", "host"}
    if unknown:
        raise BadAddressError(
            f"The database URL has parameters that are not understood ({', '.join(sorted(unknown))}): "
            "only sslmode and host are."
        )
    query = {"ssl" if name == "sslmode" else name: value for name, value in url.query.items()}
    return url.set(drivername="postgresql+asyncpg", query=query)
