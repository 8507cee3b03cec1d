"""`reti deliveries`: what waits to be sent, what was sent, and what was not, and why."""

import argparse
import asyncio
from collections.abc import Sequence

from bot.cli import OK
from bot.cli.database import existing_store
from bot.cli.tables import aligned
from bot.settings import read_settings
from domain.outbox.outcome import Count, Outcome

_WORDS = {
    None: "waiting",
    Outcome.SENT: "sent",
    Outcome.GONE: "not sent: the chat cannot be written to (blocked, deleted, thrown out)",
    Outcome.UNWELCOME: "not sent: the bot may not write in this group, channel or topic",
    Outcome.REFUSED: "not sent: Telegram refused it (a mistake of the program: see its log)",
    Outcome.BROKEN: "set aside: it cannot be read or written (a mistake of the program: see its log)",
    Outcome.EXPIRED: "not sent: too late to be of use",
    Outcome.STALE: "not sent: not true or not wanted any more",
    Outcome.UNKNOWN: "perhaps sent: the answers were lost, three times each",
}


def main(_options: argparse.Namespace) -> int:
    """Print the numbers by kind and outcome."""
    counts = asyncio.run(_counts(read_settings().database_url))
    if counts:
        print(aligned([("kind", "number", "outcome"), *map(_cells, counts)]))
    else:
        print("Nothing was to be delivered yet.")
    return OK


async def _counts(database_url: str) -> Sequence[Count]:
    async with existing_store(database_url) as store:
        return await store.counts()


def _cells(count: Count) -> tuple[str, str, str]:
    return (count.kind, str(count.number), _WORDS[count.outcome])
