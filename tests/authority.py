"""Everybody who may wish for something, all that it can be about, and what may not come of it where it is refused."""

import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.pace import Pace
from domain.agenda.event import EventId, Kind, Status
from domain.announcements.announcement import Announcement, Audience, Content, Link
from domain.announcements.announcement import Status as Stands
from domain.announcements.life import Step, Turn
from domain.composing import Ask, Composition, begun, written
from domain.dialogues import dialogue
from domain.dialogues.dialogue import EVENT, Dialogue
from domain.invitations import InvitationId, digest
from domain.model import Chat, ChatId
from domain.operators import Grants, Refusal
from handlers.context import Services
from handlers.i18n import Translator
from handlers.views import authority as refusals
from handlers.views import talk
from handlers.views.composing.preview import key_expired
from sandbox.groups import Group
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.authority_rights import BOTH, NETWORKS, WROTE, A, B, Owner, Role
from tests.conftest import QUICK, TurnedClock, World, bot_at_work
from tests.events import event, on
from tests.operators import let_operate

STILL = replace(QUICK, plan_every=3600, deliver_every=3600, announce_every=3600)
"""Nothing happens by itself: what changes was changed by who wished for something."""

_MENUS = {"setMyCommands", "deleteMyCommands"}
_LEASES = "leases"
Records = dict[str, list[tuple[Any, ...]]]


def agree(found: Sequence[str]) -> None:
    """Say all that is wrong at once: it is a table."""
    assert not found, "\n".join(found)


def mistakes(records: Sequence[logging.LogRecord]) -> list[str]:
    """What was logged as a mistake of ours."""
    return [record.getMessage() for record in records if record.levelno >= logging.ERROR]


@dataclass(frozen=True)
class Outcome:
    """What came of a wish: the tables that changed, what Telegram was asked for since."""

    changed: frozenset[str]
    alerts: Sequence[str]
    said: Sequence[str]
    elsewhere: Sequence[str]
    silent: bool

    @property
    def words(self) -> str:
        """All that who wished got to read."""
        return "\n".join((*self.alerts, *self.said))


@dataclass
class Stage:
    """The world with everybody and everything in it; it can be put back to how it was."""

    world: World
    database: Path
    people: Mapping[Role, Person]
    chats: dict[Role, Chat] = field(default_factory=dict)
    events: dict[Owner, EventId] = field(default_factory=dict)
    announcements: dict[tuple[Owner, Stands], Announcement] = field(default_factory=dict)
    asked: dict[Role, Announcement] = field(default_factory=dict)  # of the whole city, each written by another
    proposed: dict[Role, Announcement] = field(default_factory=dict)  # sent to it, each with another's correction
    meeting: EventId = field(init=False)
    draft: EventId = field(init=False)
    vanished: EventId = field(init=False)  # its calendar has it no more
    invitation: InvitationId = field(init=False)
    leaver: ChatId = field(init=False)  # an operator who can be removed
    file: str = field(init=False)
    photo: str = field(init=False)
    under: dict[Role, Message] = field(default_factory=dict)  # a message of the bot in each private chat
    forwarded: dict[Role, Message] = field(default_factory=dict)
    group: Group = field(init=False)
    elsewhere: Group = field(init=False)  # where the bot is not
    channel: Group = field(init=False)
    in_group: Message = field(init=False)
    in_channel: Message = field(init=False)

    @property
    def t(self) -> Translator:
        return self.world.services.languages.choose("it")

    def refusal(self, refusal: Refusal) -> str:
        """The words of a refusal."""
        return refusals.refused_in_words(refusal, self.world.telegram.username, self.t)

    def code(self, network: str) -> str:
        """The code by which keys name a network."""
        return next(one.code for one in self.world.services.city.networks.values() if one.id == network)

    def records(self) -> Records:
        """All that the database holds, but for whose turn it is to deliver."""
        with closing(sqlite3.connect(self.database)) as connection:
            found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            names = [name for (name,) in found.fetchall() if name != _LEASES]
            return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}

    def put_back(self, records: Records) -> None:
        """Let the database hold again what it held."""
        with closing(sqlite3.connect(self.database, timeout=5)) as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            for name, rows in records.items():
                connection.execute(f"DELETE FROM {name}")
                if rows:
                    connection.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(rows[0]))})", rows)

    def change(self, statement: str, *values: object) -> None:
        """Bring about what takes the bot long."""
        with closing(sqlite3.connect(self.database, timeout=5)) as connection, connection:
            connection.execute(statement, values)

    async def in_dialogue(self, role: Role, owner: dialogue.Owner, payload: Mapping[str, Any]) -> None:
        """Let somebody be in the middle of a talk, whoever they are."""
        until = self.world.clock() + timedelta(days=1)
        await self.world.store.keep_dialogue(self.chats[role].id, None, Dialogue(owner, until, payload))

    async def out_of_dialogue(self, role: Role) -> None:
        """Let somebody be in the middle of no talk."""
        for one in await self.world.store.dialogues(self.chats[role].id, None, self.world.clock()):
            await self.world.store.end_dialogue(self.chats[role].id, None, one.owner)

    async def outcome(self, wish: Callable[[], int], chat: int, before: Records | None = None) -> Outcome:
        """Let somebody wish for something in a chat, and see what comes of it."""
        before, calls = before or self.records(), len(self.world.telegram.transcript)
        await self.world.telegram.handled(wish())
        made = [one for one in list(self.world.telegram.transcript)[calls:] if one.method != "getUpdates"]
        after = self.records()
        alerts = [one.params.get("text") or "" for one in made if one.method == "answerCallbackQuery"]
        told = [one for one in made if "chat_id" in one.params and one.method not in _MENUS]
        here = [one for one in told if int(one.params["chat_id"]) == chat]
        return Outcome(
            frozenset(name for name in after if after[name] != before[name]),
            [text for text in alerts if text],
            [str(one.params.get("text") or one.params.get("caption") or "") for one in here],
            [f"{one.method} to {one.params['chat_id']}" for one in told if one not in here],
            not (here or any(alerts)),
        )

    def why_not_refused(self, outcome: Outcome, refusal: Refusal, *, by_tap: bool) -> str | None:
        """What is wrong with a refusal; None where it is civil and nothing came of the wish."""
        words = self.refusal(refusal)
        heard, otherwise = (outcome.alerts, outcome.said) if by_tap else (outcome.said, outcome.alerts)
        if outcome.changed:
            return f"changed {sorted(outcome.changed)}"
        if outcome.elsewhere:
            return f"others were told: {outcome.elsewhere}"
        if len(heard) != 1 or heard[0] != words or otherwise:
            return f"should have heard {words!r}, heard {outcome.words!r}"
        return None

    def why_not_allowed(self, outcome: Outcome, changes: frozenset[str] | None) -> str | None:
        """What is wrong with what should have been done."""
        no = [self.refusal(one) for one in Refusal]
        no += [talk.expired(self.t), key_expired(self.t), "Qualcosa non ha funzionato"]
        if outcome.silent:
            return "heard nothing"
        if any(one in outcome.words for one in no):
            return f"should have been done, heard {outcome.words!r}"
        if outcome.elsewhere:
            return f"others were told: {outcome.elsewhere}"
        if changes is not None and outcome.changed - {"sqlite_sequence"} != changes:
            return f"should have changed {sorted(changes)}, changed {sorted(outcome.changed)}"
        return None

    async def tries(
        self,
        wish: Callable[[], int],
        chat: int,
        refusal: Refusal | None,
        changes: frozenset[str] | None,
        *,
        by_tap: bool,
    ) -> str | None:
        """Let somebody wish for something; say what is wrong with what comes of it; leave all as it was."""
        before = self.records()
        outcome = await self.outcome(wish, chat, before)
        if outcome.changed:
            self.put_back(before)
        if refusal is not None:
            return self.why_not_refused(outcome, refusal, by_tap=by_tap)
        return self.why_not_allowed(outcome, changes)


@asynccontextmanager
async def staged(
    telegram: Telegram, services: Services, clock: TurnedClock, database: Path, pace: Pace = STILL
) -> AsyncIterator[Stage]:
    """Set the stage: everybody is there, and everything that can be done to."""
    names = ("Ada", "Rino", "Carla", "Olga", "Lino", "Bea", "Irma", "Marta")
    chief = telegram.person("Marta")
    named = replace(services, admins=frozenset({chief.id}))
    async with bot_at_work(telegram, named, pace) as application:
        world = World(telegram, named, application, clock)
        people = {role: telegram.person(name) for role, name in zip(Role, names, strict=True)}
        people |= {Role.RESIDENT: world.resident, Role.NAMED: chief}
        stage = Stage(world, database, people)
        await _meet(stage)
        await _fill(stage)
        yield stage


async def _meet(stage: Stage) -> None:
    world, people, store = stage.world, stage.people, stage.world.store
    for role, networks, more in (
        (Role.REMOVED, (A,), {}),
        (Role.COORDINATOR, (), {"meetings_of": (A,)}),
        (Role.OPERATOR, (A,), {}),
        (Role.OTHER, (B,), {}),
        (Role.BOTH, BOTH, {}),
        (Role.INVITED, (), {"administrator": True}),
    ):
        stage.chats[role] = await let_operate(world, people[role], *networks, **more)
    leaver = await let_operate(world, world.telegram.person("Lia"), A)
    await world.says(f"/segui {A}")
    await world.says("/operatore", by=people[Role.NAMED])
    for role in (Role.RESIDENT, Role.NAMED):
        stage.chats[role] = await store.meet(people[role].id, "private", "it", world.clock())
    await store.remove_operator(stage.chats[Role.REMOVED].id, stage.chats[Role.INVITED].id, world.clock())
    stage.leaver = leaver.id
    everybody = list(people.values())
    stage.group = world.telegram.group("Vicini", *everybody, admins=everybody, supergroup=True)
    stage.elsewhere = world.telegram.group("Altrove", *everybody)
    stage.elsewhere.state.members.pop(world.telegram.bot["id"])
    stage.channel = world.telegram.channel("Avvisi", *everybody)
    stage.in_group = await world.says("/aiuto", chat=stage.group)
    await world.telegram.handled(world.resident.says("/segui", chat=stage.channel))
    stage.in_channel = world.telegram.messages(stage.channel.id)[-1]
    for role, person in people.items():
        await world.says("/aiuto", by=person)
        stage.under[role] = person.last
        await world.forwards(person.last, by=person)
        stage.forwarded[role] = [one for one in world.telegram.messages(person.chat) if "forward_origin" in one.raw][-1]


async def _fill(stage: Stage) -> None:
    world, store, now = stage.world, stage.world.store, stage.world.clock()
    for title, networks, more in (
        *((owner.value, NETWORKS[owner], {}) for owner in Owner),
        ("meeting", (A,), {"kind": Kind.MEETING}),
        ("draft", (A,), {"status": Status.DRAFT}),
        ("vanished", (A,), {}),
    ):
        await store.take([event(title, on(9, "18:00"), *networks, **more)], now)
    ids = {uid: EventId(number) for number, uid, *_ in stage.records()["events"]}
    stage.events = {owner: ids[owner.value] for owner in Owner}
    stage.meeting, stage.draft, stage.vanished = ids["meeting"], ids["draft"], ids["vanished"]
    stage.change("UPDATE events SET feed = 'x', vanished_at = ? WHERE id = ?", now.strftime(_SQL), stage.vanished)
    grants, inviter = Grants(networks=(A,)), stage.chats[Role.INVITED].id
    await store.invite(grants, digest(token("open")), inviter, now)
    [stage.invitation] = [one.id for one in await store.invitations(now)]
    for owner in Owner:
        for stands in Stands:
            if stands is not Stands.ASKED:
                stage.announcements[owner, stands] = await _announcement(stage, owner, stands, WROTE[owner])
    for role in (Role.OPERATOR, Role.BOTH, Role.INVITED, Role.NAMED):
        stage.asked[role] = await _announcement(stage, Owner.CITY, Stands.ASKED, role)
        stage.proposed[role] = await _proposed(stage, role)
    sent = stage.people[Role.RESIDENT].sends_photo()
    await world.telegram.handled(sent)
    stage.photo = _newest(stage, "photo")[-1]["file_id"]
    table = f"titolo,data,ora,rete\nFesta,3/12/2026,20:45,{A.title()}\n"
    await world.sends_document("eventi.csv", table.encode())
    stage.file = _newest(stage, "document")["file_id"]


_SQL = "%Y-%m-%d %H:%M:%S.%f"

_PATHS: Mapping[Stands, Sequence[Step]] = {
    Stands.DRAFT: (),
    Stands.ASKED: (Step.ASK,),
    Stands.SCHEDULED: (Step.SCHEDULE,),
    Stands.LATE: (Step.SCHEDULE, Step.FALL_LATE),
    Stands.SENDING: (Step.START,),
    Stands.PAUSED: (Step.START, Step.PAUSE),
    Stands.SENT: (Step.START, Step.FINISH),
    Stands.STOPPED: (Step.START, Step.STOP),
    Stands.RECALLED: (Step.START, Step.RECALL),
}


async def _announcement(stage: Stage, owner: Owner, stands: Stands, author: Role) -> Announcement:
    store, now, by = stage.world.store, stage.world.clock(), stage.chats[author].id
    content = Content(f"Per {owner}, {stands}.", link=Link("Apri", "https://example.org/"))
    audience = Audience(NETWORKS[owner], whole_city=owner is Owner.CITY)
    made = await store.begin_announcement(by, content, audience, now)
    other = stage.chats[Role.OTHER].id
    for step in _PATHS[stands]:
        approves = owner is Owner.CITY and step in {Step.START, Step.SCHEDULE}
        turn = Turn(
            by=other if approves else by,
            now=now,
            zone=stage.world.services.city.zone,
            send_at=now + timedelta(days=1) if step is Step.SCHEDULE else None,
            approves=approves,
        )
        taken = await store.take_step(made.id, step, turn)
        assert taken is not None
        made = taken
    assert made.status is stands
    return made


async def _proposed(stage: Stage, author: Role) -> Announcement:
    sent = await _announcement(stage, Owner.CITY, Stands.SENT, WROTE[Owner.CITY])
    by, zone = stage.chats[author].id, stage.world.services.city.zone
    turn = Turn(by=by, now=stage.world.clock(), zone=zone, content=replace(sent.content, words="Corretto."))
    made = await stage.world.store.take_step(sent.id, Step.PROPOSE, turn)
    assert made is not None
    return made


def _newest(stage: Stage, what: str) -> Any:
    messages = stage.world.telegram.messages(stage.people[Role.RESIDENT].chat)
    return [one.raw[what] for one in messages if what in one.raw][-1]


def token(name: str) -> str:
    """What the link of an invitation carries."""
    return f"{name}-token".ljust(32, "0")


def composition(*networks: str, **more: Any) -> Composition:
    """An event as far as its preview."""
    described = {
        "title": "Prova",
        "when": on(10, "20:45"),
        "networks": networks,
        "known": frozenset(Ask),
        "asks": None,
        "step": STEP,
    }
    return replace(begun(), **described | more)


STEP = 7
"""The step of the talk that keys belong to."""


def composed(made: Composition) -> tuple[dialogue.Owner, Mapping[str, Any]]:
    """The talk in which it is made."""
    return EVENT, written(made)
