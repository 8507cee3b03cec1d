"""Text and files that somebody made to stop the bot: nobody else notices, and each ends soon."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from domain.calendar.limits import FILE_BYTES
from sandbox.limits import Limits
from tests.prove.ordeal import Ordeal, ordeal, tell

LONGEST = 4_096
"""Characters of a message (Bot API, sendMessage)."""

HELD = 0.05
"""Seconds of the event loop that one text may take."""

ANSWERED = 0.3
"""Seconds within which others are answered meanwhile."""

READ = 10
"""Seconds within which a file is read, or given up."""

PATIENCE = 60
"""Seconds after which nobody waits any longer for an answer, or for a file to be read."""

QUESTION = "via Borgo Palazzo 60"


def filled(piece: str) -> str:
    return (piece * LONGEST)[:LONGEST]


TEXTS = {
    "street kinds": filled("vicolo "),
    "short street kinds": filled("via "),
    "saints": filled("san "),
    "streets": filled("via Borgo Palazzo "),
    "misspelt streets": filled("vai Brogo Plazazo "),
    "numbers": filled("12 "),
    "digits": filled("1"),
    "one word": filled("borgopalazzo"),
    "dates": filled("il 3 dicembre "),
    "slashes": filled("1/12/"),
    "hours": filled("alle 20.45 "),
    "weekdays": filled("lunedì martedì "),
    "from to": filled("dal 3 al "),
    "commas": "ogni giorno" + "," * (LONGEST - 12) + "x",
    "blanks": "1/12/2027" + " " * (LONGEST - 18) + "x 10:00 x",
    "tabs and lines": filled("via\t\n"),
    "accents": filled("à"),
    "combining accents": "a" + "\u0300" * (LONGEST - 1),
    "apostrophes": filled("dell'"),
    "emoji": filled("👍🏽"),
    "Roman numerals": filled("XXIII "),
    "markup": filled("<b>&amp;"),
    "command": "/rete " + filled("vicolo ")[6:],
    "annual": filled("ogni primo martedì del mese "),
    "every word": filled("quando c'è la prossima festa in via vicolo san piazza numero 12 domani sera alle 8? "),
}

_ROW = "Festa,1/12/2027,15:00,redona,{},{}\n"
_COLUMNS = "titolo,data,ora,rete,si_ripete,prenotare_entro\n"
_EVENT = "BEGIN:VEVENT\r\nUID:{}\r\nSUMMARY:Festa\r\nDTSTART:20271201T150000\r\n{}\r\nEND:VEVENT\r\n"


def table(repeats: str = "", by: str = "") -> bytes:
    """A table of as many bytes as are taken, of rows with these cells."""
    row = _ROW.format(f'"{repeats}"', f'"{by}"').encode()
    return _COLUMNS.encode() + row * ((FILE_BYTES - len(_COLUMNS)) // len(row))


def calendar(piece: Callable[[int], str]) -> bytes:
    """A calendar of nearly as many bytes as are taken, of such pieces."""
    pieces, size, number = [], 100, 0
    while size < FILE_BYTES - 200_000:
        pieces.append(piece(number))
        size += len(pieces[-1].encode())
        number += 1
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(pieces)}END:VCALENDAR\r\n".encode()


def blanks(number: int) -> str:
    return "1/12/2027" + " " * number + "x 10:00"


FILES: dict[str, Callable[[], bytes]] = {
    "blanks.csv": lambda: table(by=blanks(2_400)),
    "more blanks.csv": lambda: table(by=blanks(100_000)),
    "commas.csv": lambda: table(repeats="ogni giorno" + "," * 60_000 + "x"),
    "quotes.csv": lambda: (_COLUMNS.encode() + b'"' * FILE_BYTES)[:FILE_BYTES],
    "one line.csv": lambda: (_COLUMNS.encode() + b"a" * FILE_BYTES)[:FILE_BYTES],
    "separators.csv": lambda: (_COLUMNS.encode() + b"," * FILE_BYTES)[:FILE_BYTES],
    "rows.csv": lambda: table(repeats="ogni settimana", by="1/11/2027 10:00"),
    "events.ics": lambda: calendar(lambda number: _EVENT.format(number, "DESCRIPTION:a")),
    "repeats.ics": lambda: calendar(lambda number: _EVENT.format(number, "RRULE:FREQ=DAILY;COUNT=10000")),
    "exceptions.ics": lambda: calendar(
        lambda number: _EVENT.format(number, "RRULE:FREQ=DAILY\r\nEXDATE:" + ",".join(["20271202T150000"] * 6_000))
    ),
    "folded.ics": lambda: calendar(lambda number: _EVENT.format(number, "DESCRIPTION:" + "a\r\n " * 30_000)),
    "not closed.ics": lambda: calendar(lambda _: "BEGIN:VEVENT\r\n"),
    "lines.ics": lambda: calendar(lambda number: _EVENT.format(number, "DESCRIPTION:" + "1/12/2027 " * 10_000)),
    "rules.ics": lambda: calendar(
        lambda number: _EVENT.format(number, "RRULE:FREQ=YEARLY;BYDAY=" + ",".join(["MO"] * 20_000))
    ),
}


class Others:
    """Somebody who asks now and then, and how long they wait."""

    def __init__(self, trial: Ordeal) -> None:
        self.waits: list[float] = []
        self._trial = trial
        self._person = trial.telegram.person("Bea")

    async def ask(self) -> None:
        before = self._trial.answers(self._person)
        asked_at = time.monotonic()
        self._person.says(QUESTION)
        while self._trial.answers(self._person) == before and time.monotonic() - asked_at < PATIENCE:
            await asyncio.sleep(0.002)
        self.waits.append(time.monotonic() - asked_at)

    async def ask_until(self, done: Callable[[], object], within: float) -> float:
        """Ask again and again until something is done; give how many seconds that took, or has taken."""
        began_at = time.monotonic()
        while not done() and time.monotonic() - began_at < within:
            await self.ask()
            await asyncio.sleep(0.05)
        return time.monotonic() - began_at


@asynccontextmanager
async def watched(folder: Path, **settings: str) -> AsyncIterator[tuple[Ordeal, Others, Path]]:
    """A bot at work, with an administrator, that has answered somebody once, and what says how long its loop is held.

    `settings` are further variables of its environment.
    """
    held = folder / "held"
    held.write_text("")
    async with ordeal(folder, Limits.none()) as trial:
        await trial.begins(1)
        trial.bot.environment |= {"RETI_RATE": "0", "RETI_ADMINS": str(trial.people[0].id), **settings}
        others = Others(trial)
        await trial.bot.starts(watch=str(held))
        await trial.polls()
        await others.ask()
        await asyncio.sleep(1)
        held.write_text("")
        others.waits.clear()
        yield trial, others, held


@pytest.mark.prove(part="hostile")
async def test_four_thousand_hostile_characters(tmp_path: Path) -> None:
    async with watched(tmp_path) as (trial, others, held):
        worst: dict[str, float] = {}
        for name, text in TEXTS.items():
            held.write_text("")
            troll = trial.telegram.person("Ugo")
            troll.says(text)
            await others.ask_until(lambda troll=troll: trial.answers(troll), within=PATIENCE)
            await asyncio.sleep(0.1)
            worst[name] = float(held.read_text() or 0)
        slow = {name: f"{1000 * seconds:.0f}" for name, seconds in worst.items() if seconds > HELD}
        tell(
            f"{len(TEXTS)} texts of {LONGEST} characters: the loop was held for {1000 * max(worst.values()):.0f} ms at "
            f"most, others answered within {1000 * max(others.waits):.0f} ms; held too long, in ms: {slow}"
        )
        assert not slow
        assert max(others.waits) <= ANSWERED


@pytest.mark.prove(part="hostile")
@pytest.mark.parametrize("name", FILES)
async def test_an_operator_sends_a_hostile_file(tmp_path: Path, name: str) -> None:
    async with watched(tmp_path) as (trial, others, held):
        [operator] = trial.people
        operator.sends_document(name, FILES[name]())
        took = await others.ask_until(lambda: trial.answers(operator), within=PATIENCE)
        longest = float(held.read_text() or 0)
        tell(
            f"{name}: answered after {took:.1f} s, the loop held for {1000 * longest:.0f} ms at most, others answered "
            f"within {1000 * max(others.waits):.0f} ms"
        )
        assert took <= READ
        assert longest <= HELD
        assert max(others.waits) <= ANSWERED


class Server:
    """A calendar on the web, and how often it was asked for; it answers once `ready`."""

    def __init__(self, content: bytes) -> None:
        self.asked = 0
        self.ready = asyncio.Event()
        self._content = content

    async def answer(self, _request: web.Request) -> web.Response:
        self.asked += 1
        await self.ready.wait()
        return web.Response(body=self._content, content_type="text/calendar")

    @asynccontextmanager
    async def serves(self) -> AsyncIterator[str]:
        application = web.Application()
        application.router.add_get("/iniziative.ics", self.answer)
        runner = web.AppRunner(application)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/iniziative.ics"
        finally:
            await runner.cleanup()


def is_noted(trial: Ordeal) -> bool:
    """Whether the bot is done with its feed, and says what became of it."""
    return "from=reti.feeds" in trial.bot.log.read_text()


@pytest.mark.prove(part="hostile")
@pytest.mark.parametrize("name", FILES)
async def test_a_feed_is_hostile(tmp_path: Path, name: str) -> None:
    """It is read soon or given up, others notice nothing, and a bot that is started anew does not ask at once."""
    server = Server(FILES[name]())
    async with server.serves() as address, watched(tmp_path, RETI_FEEDS=f"redona={address}") as (trial, others, held):
        server.ready.set()
        took = await others.ask_until(lambda: is_noted(trial), within=PATIENCE)
        longest, slowest = float(held.read_text() or 0), max(others.waits)
        await trial.bot.is_killed()
        await trial.bot.starts(watch=str(held))
        await others.ask()
        tell(
            f"feed {name}: done with after {took:.1f} s, the loop held for {1000 * longest:.0f} ms at most, others "
            f"answered within {1000 * slowest:.0f} ms, asked {server.asked} times"
        )
        assert took <= READ
        assert longest <= HELD
        assert slowest <= ANSWERED
        assert server.asked == 1
