"""The people of the bot of commit 5026a9f go on with the bot of today where they were, under the keys they have."""

import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.pace import Pace
from bot.reading import file_reader
from domain import lookup
from domain.city import City
from handlers.context import Services
from handlers.i18n import Languages
from handlers.routes import BUTTONS
from handlers.views.privacy import Notice
from sandbox.messages import Message
from sandbox.telegram import Telegram
from storage import open_store
from tests.authority import STILL, mistakes
from tests.conftest import QUICK, TurnedClock, World, bot_at_work, until
from tests.support.kept import ADMINISTRATOR, KEYS, NOW, Inhabitants, Key, asked, key_of, settle, write_file

EXPIRED = ("non vale più", "è scaduto", "has expired")


@dataclass(frozen=True)
class Goes:
    """The bot of today on the database of then."""

    world: World
    who: Inhabitants
    database: Path

    async def says(self, name: str, text: str) -> Message:
        return await self.world.says(text, by=self.who[name])

    async def taps(self, name: str, label: str) -> Message:
        return await self.world.taps(label, by=self.who[name])

    async def taps_old(self, name: str, kind: str) -> Message:
        """Tap a key of an old message."""
        person = self.who[name]
        key = key_of(person, kind)
        old = await self.old_message(key)
        await self.world.telegram.handled(person.taps("Un tasto", message=old))
        return person.last

    async def old_message(self, key: Key) -> Message:
        """A message with a key, as the bot of then had sent it."""
        keys = InlineKeyboardMarkup([[InlineKeyboardButton("Un tasto", callback_data=key.data)]])
        sent = await self.world.application.bot.send_message(key.chat, "Di prima", reply_markup=keys)
        return self.world.telegram.message(key.chat, sent.message_id)


@pytest.fixture
async def opens(
    telegram: Telegram, city: City, index: lookup.Index, languages: Languages, clock: TurnedClock, tmp_path: Path
):
    """Let the bot of today begin with the database of then, at that time or some minutes later."""

    @asynccontextmanager
    async def opening(pace: Pace, minutes: float = 0) -> AsyncIterator[Goes]:
        database = tmp_path / "kept.db"
        write_file(database)
        clock.now = NOW
        clock.turn(minutes=minutes)
        who = settle(telegram)
        async with open_store(f"sqlite:///{database}") as store, file_reader(city) as files:
            admins = frozenset({who[ADMINISTRATOR].id})
            services = Services(store, city, index, clock, languages, Notice(), files.read, admins)
            async with bot_at_work(telegram, services, pace) as application:
                yield Goes(World(telegram, services, application, clock), who, database)

    return opening


@pytest.fixture
async def goes(opens) -> AsyncIterator[Goes]:
    """Nothing happens by itself."""
    async with opens(STILL) as goes:
        yield goes


def test_every_key_is_read_as_what_it_was() -> None:
    """Kinds and fields may have come; none that people have under their messages is gone."""
    by_prefix = {kind.prefix: kind for kind in BUTTONS}
    assert len(KEYS) > 300
    for key in KEYS:
        button = by_prefix[key.data.partition(":")[0]].unpack(key.data)
        assert type(button).__name__ == key.kind
        assert asdict(button).items() >= key.fields.items()


async def test_every_key_is_answered_as_it_was(goes: Goes, caplog: pytest.LogCaptureFixture) -> None:
    """Two of each kind, each on the database of then; none is too old that was not."""
    telegram = goes.world.telegram
    with closing(sqlite3.connect(goes.database)) as before:
        tables = [name for (name,) in before.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: before.execute(f"SELECT * FROM {name}").fetchall() for name in tables if name != "leases"}
    under = {key.chat: await goes.old_message(key) for key in {one.chat: one for one in KEYS}.values()}
    wrong, number = [], Counter()
    for key in KEYS:
        number[key.kind] += 1
        if number[key.kind] > 2:
            continue
        calls = len(telegram.transcript)
        await telegram.handled(telegram.people[key.by].presses(key.data, message=under[key.chat]))
        made = list(telegram.transcript)[calls:]
        alerts = [str(one.params.get("text")) for one in made if one.method == "answerCallbackQuery"]
        if not key.expired and any(words in one for one in alerts for words in EXPIRED):
            wrong.append(f"{key.kind} {key.data}: {alerts}")
        put_back(goes.database, rows)
    assert wrong == []
    # Of the deliveries that waited, some would edit messages that are not in this Telegram.
    assert set(mistakes(caplog.get_records("call"))) <= {"delivery refused"}


def put_back(database: Path, rows: dict[str, list[tuple[object, ...]]]) -> None:
    with closing(sqlite3.connect(database, timeout=5)) as connection, connection:
        connection.execute("BEGIN IMMEDIATE")
        for name, kept in rows.items():
            connection.execute(f"DELETE FROM {name}")
            if kept:
                connection.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(kept[0]))})", kept)


async def test_an_operator_goes_on_with_a_half_made_event(goes: Goes) -> None:
    await goes.taps_old("Rosa", "PickAnswer")
    assert "Dove?" in (await goes.taps("Rosa", "Fatto")).text
    await goes.taps("Rosa", "Non si sa ancora")
    done = await goes.taps("Rosa", "Pubblica")
    assert "Pubblicato: Assemblea" in done.text
    assert "Giovedì 3 dicembre, ore 20:45" in done.text
    assert "Quando?" in (await goes.says("Carla", "Merenda")).text


async def test_what_everybody_else_had_begun_goes_on(goes: Goes) -> None:
    assert (await goes.says("Tea", "12")).text.startswith("La tua rete è Centro Sant'Alessandro")
    await goes.says("Pia", "Abito dall’altra parte della ferrovia")
    [report] = await goes.world.store.reports()
    assert report.comment == "Abito dall’altra parte della ferrovia"
    assert "Chi lo deve ricevere?" in (await goes.says("Vera", "Un annuncio nuovo.")).text
    await goes.says("Sara", "Un annuncio finito.")
    assert "Un annuncio finito." in [one.content.words for one in await goes.world.store.announcements()]
    await goes.taps_old("Olga", "ImportFile")
    assert "Festa di via" in [one.title for one in await goes.world.store.events()]
    await goes.taps_old("Marta", "MakeInvitation")
    assert "t.me/" in str([one.raw for one in goes.world.telegram.messages(goes.who["Marta"].chat)])


async def test_a_tap_under_an_old_message_works(goes: Goes) -> None:
    assert "Coro" in (await goes.taps_old("Ada", "ShowEvent")).text
    await goes.taps_old("Nina", "FollowNetwork")
    assert "Coro" in (await goes.taps_old("Ada", "ListEvents")).text


WAITING = """
    SELECT telegram_id, thread, title FROM deliveries d
    JOIN chats c ON c.id = chat_id JOIN occurrences o ON o.id = subject
    WHERE d.kind IN ('reminder', 'snooze', 'change') AND settled_at IS NULL AND (thread = 0 OR c.kind != 'private')
"""


async def test_what_waited_was_claimed_or_put_off_is_sent_and_who_was_silent_stays_so(opens) -> None:
    waiting = asked(WAITING)
    assert len(waiting) > 10
    async with opens(QUICK, minutes=40) as goes:
        telegram = goes.world.telegram

        def missing() -> list[tuple[int, int, str]]:
            return [
                (chat, thread, title)
                for chat, thread, title in waiting
                if not any(
                    title in one.text and one.raw.get("message_thread_id", 0) == thread
                    for one in telegram.messages(chat)
                )
            ]

        await until(lambda: not missing(), within=20)
        for name in ("Ivo", "Zoe"):
            assert telegram.messages(goes.who[name].chat) == []
