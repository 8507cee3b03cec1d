"""The database, as a command needs it that reads what the bot kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.failures import StartError
from domain.ports import Store
from storage import StoreError, open_store
from storage.address import parse_address
from storage.engine import is_made


@asynccontextmanager
async def existing_store(database_url: str) -> AsyncIterator[Store]:
    """Open a database that is there already, since a new one would have nothing to show.

    Raises:
        StartError: there is none, or it cannot be used.

    """
    try:
        if not is_made(parse_address(database_url)):
            raise StartError(
                f"There is no database {database_url} yet. `reti migrate` makes it; "
                "if the bot has one already, set RETI_DATABASE_URL as for `reti run`."
            )
        async with open_store(database_url) as store:
            yield store
    except StoreError as error:
        raise StartError(str(error)) from error
