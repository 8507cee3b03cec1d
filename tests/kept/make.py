"""How what is kept here was made: with the code of commit 5026a9f, before deliveries and dialogues were mended.

    git worktree add /tmp/old 5026a9f && cd /tmp/old && PYTHONPATH=. python …/tests/kept/make.py

People talk with the bot of that commit, time passes, and it is stopped in the middle of everything. `database.sql` is
what its database held then, `world.json` when that was and who was there, `buttons.json` what every key carried that a
screen showed, and whether a tap on it was answered as one that has expired. It is not run again: what it made is what
people have.
"""

import asyncio
import json
import sqlite3
import sys
import tempfile
from collections import deque
from contextlib import AsyncExitStack, closing
from dataclasses import asdict, replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

from bot.planner import Planner
from domain.deliveries import Outcome, PutOff, Settled

from bot.settings import default_city
from domain import lookup
from domain.agenda.event import Kind, Recurrence, Status, Venue, WholeDays
from domain.announcements.announcement import Audience, Content, Link
from domain.announcements.life import Step, Turn
from domain.city import load
from domain.feeds import FeedState
from domain.feeds import Outcome as FeedOutcome
from domain.reminders import DEFAULT_LEADS
from domain.subscriptions import Digest, Followed, Preferences, Rhythm, Subject
from handlers.buttons.announcements import MarkUrgent, SendCorrection
from handlers.buttons.button import Button
from handlers.buttons.network import MoreChoices
from handlers.context import Services
from handlers.i18n import load_languages
from handlers.routes import BUTTONS
from handlers.views.privacy import Notice
from sandbox.files import StoredFile
from sandbox.limits import Limits
from sandbox.messages import Message
from sandbox.telegram import Telegram
from storage import open_store
from storage.events import photo_key
from tests.authority import STILL
from tests.conftest import QUICK, TurnedClock, World, bot_at_work, until
from tests.events import MONDAY, event, on
from tests.operators import let_operate

HERE = Path(__file__).parent
PEOPLE = {
    "Ada": "it",
    "Ugo": "it",
    "Ivo": "it",
    "Zoe": "it",
    "Lea": "en",
    "Tea": "it",
    "Pia": "it",
    "Rosa": "it",
    "Vera": "it",
    "Olga": "it",
    "Marta": "it",
    "Carla": "it",
    "Rino": "it",
    "Bea": "it",
    "Sara": "it",
    "Nina": "it",
    "Dina": "uk",
}
TABLE = b"titolo,data,ora,rete,luogo\nFesta di via,12/12/2026,15:00,,Parco\n"
WORDS = (
    "/start",
    "/iniziative",
    "/segui",
    "/promemoria",
    "/realta",
    "/aiuto",
    "/lingua",
    "/privacy",
    "/cancellami",
    "/rete via Corridoni",
    "/rete Redona",
    "/rete via Moroni",
    "/rete 24122",
    "/operatore",
    "/annuncio",
    "/nuovo Festa giovedì 3 dicembre alle 15",
)
EXPIRED = ("non vale più", "è scaduto", "has expired")
RARE = {"Rosa": [MoreChoices(1, "bpa.cel")], "Vera": [MarkUrgent(10, 1, 1), SendCorrection(1, 1)]}
"""Keys that are shown in quiet hours, or on a second page."""
MOST_TAPPED, MOST_KEPT = 60, 5
"""So many keys of one kind are tapped, and kept: they differ in numbers alone."""


def meeting(title: str, days: int, clock: str = "20:45", network: str = "redona", **more: Any) -> Any:
    return event(title, on(days, clock), network, **{"kind": Kind.MEETING, "venue": Venue("sala civica")} | more)


class Made:
    """The world of that commit, and the verbs by which people come into it."""

    def __init__(self, world: World, database: Path) -> None:
        self.world, self.database = world, database
        self.people = {one.first_name: one for one in world.telegram.people.values()}

    async def chat(self, name: str) -> Any:
        return (await self.world.store.meet(self.people[name].id, "private", None, self.world.clock())).id

    async def says(self, name: str, text: str, **more: Any) -> Message:
        return await self.world.says(text, by=self.people[name], **more)

    async def taps(self, name: str, *labels: str) -> Message:
        for label in labels:
            last = await self.world.taps(label, by=self.people[name])
        return last

    async def plan(self, **by: float) -> None:
        self.world.clock.turn(**by)
        await Planner(self.world.store, self.world.services.city, self.world.clock).plan()

    async def waits(self, **by: float) -> None:
        await self.plan(**by)
        await until(lambda: not self._due(), within=20)
        await asyncio.sleep(0.3)

    def number(self, table: str, column: str, value: str, which: str = "max") -> int:
        """The number of a row."""
        with closing(sqlite3.connect(self.database)) as connection:
            query = f"SELECT {which}(id) FROM {table} WHERE {column} = ?"
            return int(connection.execute(query, [value]).fetchone()[0])

    def files(self) -> list[StoredFile]:
        """All that was sent to Telegram, in its order."""
        return list(self.world.telegram.files._by_id.values())  # noqa: SLF001 - it lists them nowhere

    def _due(self) -> bool:
        now = self.world.clock().astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        query = "SELECT 1 FROM deliveries WHERE settled_at IS NULL AND max(due_at, ifnull(again_at, due_at)) <= ?"
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(query, [now]).fetchone() is not None


async def events(made: Made) -> None:
    """What the city has on, some of it moved, called off, half-made or gone from its calendar."""
    store, now = made.world.store, made.world.clock()
    before = [event(f"Di prima {one}", on(300, "18:00"), one) for one in ("redona", "longuelo", "celadina")]
    await store.take(before, now)
    made.world.clock.turn(minutes=1)


async def follow(made: Made) -> None:
    world = made.world
    for name in PEOPLE:
        await made.says(name, "/start")
    for name in ("Ada", "Ugo", "Ivo", "Zoe", "Lea", "Nina", "Dina"):
        await made.says(name, "/segui redona")
    theme = next(iter(world.services.city.themes.values()))
    await made.says("Ada", "/segui")
    await made.taps("Ada", "Scegli i temi", theme.names["it"])
    await made.says("Lea", "/lingua")
    await made.taps("Lea", "English")
    forum = world.telegram.group("Forum", world.resident, admins=[world.resident], forum=True)
    group = world.telegram.group("Cortile", world.resident, admins=[world.resident])
    square = world.telegram.group("Piazza", world.resident, admins=[world.resident], supergroup=True)
    channel = world.telegram.channel("Avvisi", world.resident)
    for thread, network in ((3, "redona"), (5, "longuelo")):
        await world.says(f"/segui {network}", chat=forum, thread=thread)
    for chat in (group, square):
        await world.says("/segui redona", chat=chat)
    await world.telegram.handled(world.resident.says("/segui redona", chat=channel))
    for name, networks, more in (
        ("Rosa", ("redona", "longuelo"), {}),
        ("Vera", ("redona",), {}),
        ("Olga", ("celadina",), {}),
        ("Sara", ("longuelo",), {}),
        ("Carla", (), {"meetings_of": ("redona",)}),
        ("Bea", (), {"administrator": True}),
        ("Rino", ("celadina",), {}),
    ):
        await let_operate(world, made.people[name], *networks, **more)
    await world.store.remove_operator(await made.chat("Rino"), await made.chat("Bea"), world.clock())


async def be_told(made: Made) -> None:
    """Days pass: news, reminders, changes, amendments, announcements and a correction."""
    world, store = made.world, made.world.store
    theme = next(iter(world.services.city.themes.values())).id
    venue = Venue("Cortile", "via Corridoni 60", 45.7096, 9.6944)
    supper = event(
        "Tavolata",
        on(2, "19:30"),
        "redona",
        "longuelo",
        themes=(theme,),
        venue=venue,
        seats=4,
        description="Si mangia insieme. " * 120,
    )
    brought = [meeting("Ritrovo", 2, "20:30"), meeting("Passeggiata", 3, "17:00"), supper]
    brought += [meeting("Coro", 2, "16:00", recurrence=Recurrence("FREQ=WEEKLY;BYDAY=WE"))]
    brought += [event("Mostra", WholeDays(MONDAY + timedelta(days=4), MONDAY + timedelta(days=9)), "longuelo")]
    await store.take(brought, world.clock())
    await made.waits(minutes=1)
    await made.waits(minutes=11)
    await made.says("Ada", "/iniziative redona")
    await made.taps("Ada", "1", "🔔")
    await made.waits(hours=29, minutes=10)
    await store.take([moved("21:00", 1)], world.clock())
    await store.take([replace(brought[1], status=Status.CANCELLED, sequence=1)], world.clock())
    await made.waits(seconds=1)
    for text in ("Domenica pulizia del parco.", "Sabato si canta."):
        await made.says("Vera", "/annuncio")
        await made.says("Vera", text)
        await made.taps("Vera", "Avanti: guardalo", "Manda ora")
        await until(lambda: "Era per" in made.people["Vera"].last.text, within=20)
    await made.taps("Vera", "Correggi")
    await made.says("Vera", "Domenica si canta.")
    await made.taps("Vera", "Correggi tutte")
    await made.waits(seconds=5)
    await made.says("Rosa", "/annuncio")
    await made.says("Rosa", "In tutta la città: portate i guanti.")
    await made.taps("Rosa", "Tutta la città", "Avanti: guardalo", "Chiedi a un altro operatore")
    await until(lambda: "ti chiede un sì" in made.people["Sara"].last.text)
    await made.waits(seconds=5)


def moved(clock: str, sequence: int) -> Any:
    return replace(meeting("Ritrovo", 2, clock), sequence=sequence)


async def want(made: Made) -> None:
    """What people want to be told of, and how."""
    world, store, now = made.world, made.world.store, made.world.clock()
    made.people["Zoe"].blocks()
    await world.telegram.idle()
    await made.says("Ivo", "/stop")
    await made.says("Nina", "/promemoria")
    await made.taps("Nina", made.people["Nina"].last.buttons[0][0].text)
    lea, ugo, ada = [await made.chat(name) for name in ("Lea", "Ugo", "Ada")]
    await store.prefer(lea, None, Preferences(digest=Digest(Rhythm.DAILY, 0, 9)), now)
    for topic, network in ((7, "redona"), (7, "longuelo"), (9, "redona")):  # of a private chat
        await store.follow(ugo, topic, Followed(Subject.NETWORK, network), now)
    await store.prefer(ugo, 9, Preferences(digest=Digest(Rhythm.WEEKLY, 0, 18)), now)
    supper, dates = made.number("events", "uid", "Tavolata"), made.number("occurrences", "title", "Tavolata")
    await store.follow(await made.chat("Nina"), None, Followed(Subject.EVENT, str(supper)), now)
    await store.choose_leads(ada, None, supper, frozenset(list(DEFAULT_LEADS)[:1]))
    for name, coming in (("Ada", True), ("Nina", True), ("Dina", False)):
        await store.answer(await made.chat(name), None, dates, now, coming=coming)
    await world.sends_photo("Il cortile", by=made.people["Vera"])
    [file_id] = [one.file_id for one in made.files() if one.kind == "photo"][-1:]
    await store.keep_picture(photo_key(supper), file_id, now)


async def bring(made: Made) -> None:
    """Drafts of events, and calendars that are read again and again."""
    store, now = made.world.store, made.world.clock()
    await store.take([meeting("Bozza", 12, status=Status.DRAFT)], now)
    state = FeedState(FeedOutcome.FRESH, now, now + timedelta(hours=1), 200, now, None, 0, 3, 1)
    failing = replace(state, outcome=FeedOutcome.UNREACHABLE, failures=2, failing_since=now)
    await store.note_feed("example.org#0123456789", state)
    await store.note_feed("example.net#9876543210", failing)
    brought = [meeting("Dal calendario", 13), meeting("Svanita", 14)]
    await store.take(brought, now, feed="example.org#0123456789")
    await store.take(brought[:1], now, feed="example.org#0123456789")


async def announce(made: Made) -> None:
    """Announcements in every state that lasts, some with what they plan still waiting."""
    world, store, now = made.world, made.world.store, made.world.clock()
    vera = await made.chat("Vera")
    turn = Turn(by=vera, now=now, zone=world.services.city.zone, send_at=now + timedelta(days=2))
    for words, steps in (
        ("In programma.", (Step.SCHEDULE,)),
        ("Rimasto indietro.", (Step.SCHEDULE, Step.FALL_LATE)),
        ("In partenza.", (Step.START,)),
        ("In pausa.", (Step.START, Step.PAUSE)),
        ("Fermato.", (Step.START, Step.STOP)),
        ("Ritirato.", (Step.START, Step.RECALL)),
        ("Una bozza.", ()),
    ):
        content = Content(words, link=Link("Apri", "https://example.org/"))
        one = await store.begin_announcement(vera, content, Audience(("redona",)), now)
        for step in steps:
            assert await store.take_step(one.id, step, turn)
    await store.try_announcement(one.id, vera, now)
    await made.says("Vera", "/annuncio")
    await world.sends_album(photos=[None, None], caption="Due fotografie.", by=made.people["Vera"])
    await made.taps("Vera", "Avanti: guardalo", "Manda ora")
    sent = next(one for one in await store.announcements() if one.content.words == "Domenica si canta.")
    proposed = replace(sent.content, words="Venerdì si canta.")
    corrected = await store.take_step(sent.id, Step.CORRECT, replace(turn, content=proposed))
    assert corrected is not None
    assert not await store.mend(corrected, now)


async def wait(made: Made) -> None:
    """Deliveries of every kind wait, are somebody's, were put off, or came to each end. Nothing goes by itself."""
    world, store = made.world, made.world.store
    await made.plan(hours=14, minutes=45)  # Wednesday, 9:08: the digest
    await store.take([moved("21:15", 2)], world.clock())
    await made.plan(hours=5)  # two hours before the choir
    coro = made.number("occurrences", "title", "Coro", "min")
    world_now = world.clock()
    for name, message in (("Nina", 901), ("Dina", 902)):
        await store.snooze(await made.chat(name), None, coro, message, world_now + timedelta(minutes=30))
    claimed = list(await store.claim(world.clock(), world.clock() + timedelta(minutes=5), 16))
    assert len(claimed) == 16
    ends = [Outcome.SENT, Outcome.REFUSED, Outcome.EXPIRED, Outcome.STALE, Outcome.UNKNOWN]
    verdicts: list[Any] = [
        Settled(one.id, end, 900 if end is Outcome.SENT else None) for one, end in zip(claimed, ends, strict=False)
    ]
    later = world.clock() + timedelta(minutes=2)
    verdicts += [Settled(claimed[7].id, Outcome.GONE)]
    verdicts += [PutOff(one.id, later, in_doubt=bool(place)) for place, one in enumerate(claimed[5:7])]
    await store.settle(verdicts, world.clock())
    await store.lead("deliverer", "another process", world.clock(), later)
    await store.take([meeting("Nuova", 8, "18:30")], world.clock())
    await made.plan(seconds=1)


async def talk(made: Made) -> None:
    """Everybody is in the middle of something."""
    world = made.world
    await made.says("Tea", "/rete via Moroni")
    await made.says("Pia", "via Borgo Palazzo 60")
    await made.taps("Pia", "Non è la mia rete")
    await made.says("Rosa", "/nuovo Assemblea giovedì 3 dicembre alle 20:45")
    await made.says("Vera", "/annuncio")
    await made.says("Sara", "/annuncio")
    await made.says("Sara", "Un annuncio a metà.")
    await made.taps("Sara", "Avanti: guardalo", "Cambia il testo")
    await world.sends_document("eventi.csv", TABLE, by=made.people["Olga"])
    for role, networks in (("Operatore", ["Celadina"]), ("Operatore", ["Carnovali"]), ("Amministratore", [])):
        await made.says("Marta", "/operatore")
        await made.taps("Marta", "Invita qualcuno", role, *networks, "Crea il link")
    await made.says("Marta", "/operatore")
    await made.taps("Marta", "Inviti aperti", "Ritira 1")
    await made.says("Marta", "/operatore")
    await made.taps("Marta", "Invita qualcuno", "Operatore", "Celadina")
    await made.says("Carla", "/nuovo")
    await made.says("Bea", "/operatore")


def records(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(database)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names if name != "leases"}


def put_back(database: Path, kept: dict[str, list[tuple[Any, ...]]]) -> None:
    with closing(sqlite3.connect(database, timeout=5)) as connection, connection:
        connection.execute("BEGIN IMMEDIATE")
        for name, rows in kept.items():
            connection.execute(f"DELETE FROM {name}")
            for row in rows:
                connection.execute(f"INSERT INTO {name} VALUES ({','.join('?' * len(row))})", row)


def keys(message: Message) -> list[str]:
    return [button.data for row in message.buttons for button in row if button.data]


def read(data: str) -> Button:
    [kind] = [kind for kind in BUTTONS if kind.prefix == data.partition(":")[0]]
    button = kind.unpack(data)
    assert button is not None, data
    return button


async def press_all(made: Made) -> list[dict[str, Any]]:
    """Tap every key that is there, and every key that the screens behind have, as long as new ones come.

    Each tap finds the database as it is kept.
    """
    telegram, kept = made.world.telegram, records(made.database)
    bot = telegram.bot["id"]
    waiting: deque[tuple[int, Message, str]] = deque()

    def find(chat: int, *messages: Message) -> None:
        who = chat if chat > 0 else made.world.resident.id
        waiting.extend((who, one, data) for one in messages if one.sender_id == bot for data in keys(one))

    for chat in telegram.chats:
        if chat.id < 0 or not telegram.people[chat.id].has_blocked:
            find(chat.id, *telegram.messages(chat.id))
    for name in ("Ada", "Lea", "Nina", "Marta", "Rosa", "Vera", "Bea"):
        for word in WORDS:
            find(made.people[name].id, await made.says(name, word))
            put_back(made.database, kept)
        find(made.people[name].id, await made.world.sends_document("e.csv", TABLE, by=made.people[name]))
        put_back(made.database, kept)
    for name, rare in RARE.items():
        waiting.extend((made.people[name].id, made.people[name].last, one.pack()) for one in rare)
    tapped: dict[str, dict[str, dict[str, Any]]] = {}
    while waiting:
        who, message, data = waiting.popleft()
        button = read(data)
        of_a_kind = tapped.setdefault(type(button).__name__, {})
        if data in of_a_kind or len(of_a_kind) >= MOST_TAPPED:
            continue
        calls, before = len(telegram.transcript), message.raw
        there = {one.id for one in telegram.messages(message.chat_id)}
        await telegram.handled(telegram.people[who].presses(data, message=message))
        since = list(telegram.transcript)[calls:]
        alerts = [str(one.params.get("text") or "") for one in since if one.method == "answerCallbackQuery"]
        shown = [one for one in telegram.messages(message.chat_id) if one.id not in there or one.id == message.id]
        find(message.chat_id, *(Message(one.raw) for one in shown))
        message.raw = before
        put_back(made.database, kept)
        of_a_kind[data] = {
            "kind": type(button).__name__,
            "fields": asdict(button),
            "data": data,
            "by": who,
            "chat": message.chat_id,
            "expired": any(words in one for one in alerts for words in EXPIRED),
        }
    return [one for _, of_a_kind in sorted(tapped.items()) for one in few(list(of_a_kind.values()))]


def few(of_a_kind: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Some of one kind, those first that were answered."""
    return sorted(of_a_kind, key=lambda one: one["expired"])[:MOST_KEPT]


async def main() -> None:
    telegram, clock = Telegram(limits=Limits.none()), TurnedClock()
    city = load(default_city())
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "reti.db"
        async with AsyncExitStack() as stack:
            store = await stack.enter_async_context(open_store(f"sqlite:///{database}"))
            services = Services(store, city, lookup.build(city), clock, load_languages(), Notice())
            async with bot_at_work(telegram, services, QUICK) as application:
                world = World(telegram, services, application, clock)
                for name, language in list(PEOPLE.items())[1:]:
                    telegram.person(name, language_code=language)
                services = replace(
                    services, admins=frozenset(one.id for one in telegram.people.values() if one.first_name == "Marta")
                )
            async with bot_at_work(telegram, services, QUICK) as application:
                world.services, world.application = services, application
                made = Made(world, database)
                await events(made)
                await follow(made)
                await be_told(made)
            async with bot_at_work(telegram, services, STILL) as application:
                world.application = application
                await want(made)
                await bring(made)
                await announce(made)
                await wait(made)
                await talk(made)
                with closing(sqlite3.connect(database)) as connection:
                    (HERE / "database.sql").write_text("\n".join(connection.iterdump()) + "\n")
                people = [
                    {"id": one.id, "name": one.first_name, "language": one.language_code, "blocked": one.has_blocked}
                    for one in telegram.people.values()
                ]
                files = [
                    [one.kind, one.name, one.content.decode() if one.kind == "document" else ""] for one in made.files()
                ]
                described = {"now": clock().isoformat(), "people": people, "files": files}
                (HERE / "world.json").write_text(json.dumps(described, indent=1, ensure_ascii=False) + "\n")
                found = await press_all(made)
                lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in found)
                (HERE / "buttons.json").write_text(f"[\n{lines}\n]\n")
        never = {kind.__name__ for kind in BUTTONS} - {one["kind"] for one in found}
        sys.stderr.write(f"{len(found)} keys; no screen showed {sorted(never)}\n")


asyncio.run(main())
