"""How long a resident waits for an answer while bulk goes out, and how late reminders are: `reti run` as a process.

The sandbox is its Telegram, with the limits enforced: what is too much is refused.
"""

import asyncio
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles

from bench.delivery_people import NETWORK, follow
from bench.processes import MEASURED_CORE, ended_after, start
from domain.agenda.event import Event, Kind, Timed
from sandbox.limits import Limits
from sandbox.people import Person
from sandbox.server import serve
from sandbox.telegram import Telegram
from sandbox.transcript import Record
from storage import open_store

_ASKERS = 40
_PAUSE = 0.4
"""Seconds between two questions: two or three a second, as in a busy hour."""

_QUESTION = "via Borgo Palazzo 60"
_TITLE = "Incontro di esempio"
_PATIENCE = 120


def reply_figures(deliveries: int) -> dict[str, float]:
    """Ask questions as long as so many reminders go out.

    `reply_p95_ms_under_bulk` is from the question to its answer; `late_p99_s` is by how much the reminders come later
    than the limit alone would let them; `bulk_429` counts what was refused.
    """
    return asyncio.run(_measure(deliveries))


async def _measure(deliveries: int) -> dict[str, float]:
    telegram = Telegram(limits=Limits.telegram())
    with tempfile.TemporaryDirectory() as folder:
        async with serve(telegram) as address:
            readers = [telegram.person("Ada") for _ in range(deliveries)]
            askers = [telegram.person("Bea") for _ in range(_ASKERS)]
            for person in (*readers, *askers):
                person.starts()
            telegram.updates.clear()
            url = f"sqlite:///{Path(folder) / 'reti.db'}"
            due_at = await _prepare(url, readers)
            settings = {"RETI_TOKEN": telegram.token, "RETI_API_URL": address, "RETI_DATABASE_URL": url}
            log = (Path(folder) / "log").open("w+")
            with log, ended_after(start("bot", "run", core=MEASURED_CORE, output=log, environment=settings)):
                return await _ask_meanwhile(telegram, askers, deliveries, due_at)


async def _prepare(url: str, readers: list[Person]) -> datetime:
    """An event that all follow, of which to remind some seconds after the bot will have started."""
    now = datetime.now(UTC)
    due_at = now + timedelta(seconds=6)
    meeting = Event(
        uid="bench@reti.example",
        kind=Kind.MEETING,
        title=_TITLE,
        when=Timed(due_at + timedelta(hours=2)),
        zone="Europe/Rome",
        networks=(NETWORK,),
    )
    async with open_store(url) as store:
        await store.take([meeting], now - timedelta(days=1))
    follow(url, [reader.chat for reader in readers], now - timedelta(days=1))
    return due_at


async def _ask_meanwhile(
    telegram: Telegram, askers: list[Person], deliveries: int, due_at: datetime
) -> dict[str, float]:
    began = time.monotonic()
    while not _reminders(telegram):
        if time.monotonic() - began > _PATIENCE:
            raise RuntimeError("no reminder was sent")
        await asyncio.sleep(0.05)
    waits: list[float] = []
    asked = 0
    while len(_reminders(telegram)) < deliveries and asked < 10 * deliveries:
        waits.append(1000 * await _answered(telegram, askers[asked % len(askers)]))
        asked += 1
        await asyncio.sleep(_PAUSE)
    sent_at = [record.at for record in _reminders(telegram)]
    seconds = (sent_at[-1] - sent_at[0]).total_seconds()
    late = [(at - due_at).total_seconds() - number / 30 for number, at in enumerate(sent_at)]
    refused = sum(record.status == 429 for record in telegram.transcript.calls("sendMessage"))
    return {
        "reply_p95_ms_under_bulk": quantiles(waits, n=20)[18],
        "replies": len(waits),
        "bulk_per_second": (len(sent_at) - 1) / seconds,
        "late_p99_s": quantiles(late, n=100)[98],
        "bulk_429": refused,
    }


def _reminders(telegram: Telegram) -> list[Record]:
    calls = telegram.transcript.calls("sendMessage")
    return [record for record in calls if record.result and _TITLE in record.params["text"]]


async def _answered(telegram: Telegram, asker: Person) -> float:
    """Ask, and wait for the answer; the seconds that took."""
    before = len(telegram.messages(asker.chat))
    began = time.perf_counter()
    asker.says(_QUESTION)
    while len(telegram.messages(asker.chat)) < before + 2:
        if time.perf_counter() - began > _PATIENCE:
            raise RuntimeError("no answer came")
        await asyncio.sleep(0.002)
    return time.perf_counter() - began


def main() -> None:
    """Show the figures of a thousand reminders."""
    figures = reply_figures(1_000)
    for name, value in figures.items():
        print(f"{name}: {value:.3f}")


if __name__ == "__main__":
    main()
