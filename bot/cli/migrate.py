"""`reti migrate`: bring the database to this version."""

import argparse
import asyncio

from bot.cli import OK
from bot.failures import StartError
from bot.settings import read_settings
from storage import StoreError, open_store


def main(_options: argparse.Namespace) -> int:
    """Open the store, which migrates it, and close it."""
    try:
        asyncio.run(_open(read_settings().database_url))
    except StoreError as error:
        raise StartError(str(error)) from error
    print("The database is up to date.")
    return OK


async def _open(database_url: str) -> None:
    async with open_store(database_url):
        pass
