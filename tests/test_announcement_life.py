"""The life of an announcement as a state machine: whatever operators press, and wherever the bot dies, it adds up.

The real store, sender and announcer work against a small Telegram over HTTP. Beside them stands a model that knows
whom each announcement was for when it began, what it should say by now, and what may have come twice.
"""

import asyncio
import math
import shutil
import tempfile
from collections import Counter
from collections.abc import Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from telegram.ext import ExtBot

from bot.announcer import Announcer, Rules
from bot.api.client import AiohttpRequest
from bot.outbox.attempt import Attempts, Item, Withdrawn
from bot.outbox.transport import Transport
from bot.outbox.way import Way
from bot.settings import default_city
from domain import lookup
from domain.announcements.announcement import (
    BEGUN,
    Announcement,
    AnnouncementId,
    Audience,
    Content,
    Medium,
    MediumKind,
    Status,
)
from domain.announcements.life import Step, Turn
from domain.city import City, load
from domain.model import ChatId, ChatKind
from domain.outbox.delivery import COPIES, Claimed
from domain.outbox.due import Loaded
from domain.outbox.outcome import Outcome, PutOff, Settled
from domain.subscriptions import network
from handlers.context import Services
from handlers.i18n import load_languages
from handlers.views.privacy import Notice
from sandbox.events import Event, EventKind
from sandbox.faults import Answers, DropAfter, DropBefore, Fault
from sandbox.limits import Limits
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.server import serve
from sandbox.telegram import Telegram
from storage import open_store
from tests.ledger import LEASE, empty_database, no_file

T = TypeVar("T")

NOON = datetime.fromisoformat("2026-11-23T12:00:00+00:00")
NETWORKS = ("redona", "longuelo")
PEOPLE = range(5)
FIGURES: Counter[str] = Counter()
"""What happened in all runs together."""


@cache
def the_city() -> City:
    return load(default_city())


@dataclass
class Model:
    """An announcement as the model knows it: what it says, and whom it was for when it began (by number)."""

    id: AnnouncementId
    number: int
    words: str
    files: tuple[str, ...]
    networks: tuple[str, ...]
    recipients: frozenset[int] | None = None
    disturbed: set[int] = field(default_factory=set)  # unfollowed or blocked the bot after it began
    unsure: set[int] = field(default_factory=set)  # got it twice, or nobody knows: only one copy is known
    may_come_twice: Counter[int] = field(default_factory=Counter)


class TheLife(RuleBasedStateMachine):
    """What operators, residents, Telegram and time may do, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp(prefix="announcement-"))
        shutil.copy(empty_database(), self.folder / "reti.db")
        self.now = NOON
        self.telegram = Telegram(limits=Limits.none(), clock=lambda: self.now)
        self.stack = AsyncExitStack()
        self.all: list[Model] = []
        self.chats: dict[int, ChatId] = {}
        self.follows: dict[int, set[str]] = {}
        self.marked: set[int] = set()
        self.came: Counter[tuple[int, int]] = Counter()
        self.telegram.subscribe(self._note)
        self.run(self._open())
        self._people_come()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    async def _open(self) -> None:
        self.store = await self.stack.enter_async_context(open_store(f"sqlite:///{self.folder / 'reti.db'}"))
        address = await self.stack.enter_async_context(serve(self.telegram))
        request = AiohttpRequest()
        self.bot: ExtBot[None] = ExtBot(self.telegram.token, f"{address}/bot", request=request)
        await self.bot.initialize()
        self.stack.push_async_callback(request.shutdown)
        self.stack.push_async_callback(self.bot.shutdown)
        city = the_city()
        self.services = Services(
            self.store, city, lookup.build(city), lambda: self.now, load_languages(), Notice(), no_file
        )
        self._start_anew()

    def _start_anew(self) -> None:
        self.announcer = Announcer(self.bot, self.services, Rules(share=0))

    def _people_come(self) -> None:
        self.people: list[Person] = [self.telegram.person(f"P{number}") for number in PEOPLE]
        self.operators = [self._meet(self.telegram.person(name)) for name in ("O1", "O2")]
        for number, person in enumerate(self.people):
            self.chats[number] = self._meet(person)
            self.follows[number] = set()
        for number, name in ((0, "redona"), (1, "redona"), (2, "longuelo"), (3, "redona"), (3, "longuelo")):
            self._follow(number, name)

    # ---- what operators do

    @initialize(album=st.booleans())
    def write_and_send(self, album: bool) -> None:  # noqa: FBT001
        self.write(NETWORKS, album)
        self._press_send(self.all[0], 1, stale=False)

    @precondition(lambda self: len(self.all) < 3)
    @rule(
        networks=st.sampled_from([("redona",), ("longuelo",), NETWORKS]),
        album=st.booleans(),
    )
    def write(self, networks: tuple[str, ...], album: bool) -> None:  # noqa: FBT001
        number = len(self.all) + 1
        words = f"Annuncio {number}, prima versione."
        files = self._files() if album else ()
        draft = self.run(
            self.store.begin_announcement(
                self.operators[0], Content(words, files), Audience(networks=networks), self.now
            )
        )
        self.all.append(Model(draft.id, number, words, tuple(file.file_id for file in files), networks))

    @precondition(lambda self: self.all)
    @rule(data=st.data(), presses=st.integers(1, 3), stale=st.booleans())
    def send(self, data: st.DataObject, presses: int, stale: bool) -> None:  # noqa: FBT001
        """Several press at once, perhaps under an older preview."""
        self._press_send(self._any(data), presses, stale=stale)

    def _press_send(self, one: Model, presses: int, *, stale: bool) -> None:
        before = self._stands(one)
        revision = before.revision - int(stale)
        could = before.status is Status.DRAFT and not stale
        self._press(one, Step.START, presses, revision=revision, could=could)
        if could:
            one.recipients = frozenset(
                number for number in PEOPLE if number not in self.marked and self.follows[number] & set(one.networks)
            )
            one.disturbed |= {n for n, person in enumerate(self.people) if self.telegram.chats[person.id].blocked}
            assert self._stands(one).recipients == len(one.recipients)
            FIGURES["begun"] += 1

    @precondition(lambda self: self.all)
    @rule(
        data=st.data(),
        step=st.sampled_from([Step.PAUSE, Step.PAUSE, Step.RESUME, Step.RESUME, Step.STOP, Step.RECALL]),
        presses=st.integers(1, 3),
    )
    def steer(self, data: st.DataObject, step: Step, presses: int) -> None:
        one = self._any(data)
        stands = self._stands(one).status
        could = {
            Step.PAUSE: stands is Status.SENDING,
            Step.RESUME: stands is Status.PAUSED,
            Step.STOP: stands in {Status.SENDING, Status.PAUSED},
            Step.RECALL: stands in BEGUN,
        }[step]
        self._press(one, step, presses, could=could)
        if could:
            FIGURES[step] += 1

    @precondition(lambda self: self.all)
    @rule(data=st.data())
    def correct(self, data: st.DataObject) -> None:
        self._correct(self._any(data))

    def _correct(self, one: Model) -> None:
        before = self._stands(one)
        words = f"Annuncio {one.number}, versione {before.revision + 1}."
        content = replace(before.content, words=words)
        could = before.status in BEGUN
        self._press(one, Step.CORRECT, 1, content=content, revision=before.revision, could=could)
        if could:
            one.words = words
            FIGURES["corrected"] += 1

    # ---- what residents and Telegram do

    @rule(number=st.sampled_from(PEOPLE), name=st.sampled_from(NETWORKS))
    def follow_or_unfollow(self, number: int, name: str) -> None:
        if name in self.follows[number]:
            self.run(self.store.unfollow(self.chats[number], None, network(name)))
            self.follows[number].discard(name)
            for one in self.all:
                one.disturbed.add(number)
        else:
            self._follow(number, name)

    @rule(number=st.sampled_from(PEOPLE))
    def block_or_come_back(self, number: int) -> None:
        state = self.telegram.chats[self.people[number].id]
        state.blocked = not state.blocked
        if not state.blocked:
            self._meet(self.people[number])
            self.marked.discard(number)
        for one in self.all:
            one.disturbed.add(number)

    @rule(minutes=st.sampled_from([1, 1, 6, 6, 60, 49 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    # ---- what the bot does

    @rule(
        limit=st.integers(1, 4),
        dies=st.sampled_from(["", "", "", "before it sends", "before it settles", "halfway"]),
        fault=st.sampled_from([None, None, None, "429", "502", "no connection", "no answer"]),
    )
    def deliver(self, limit: int, dies: str, fault: str | None) -> None:
        """Some deliveries; perhaps Telegram fails at the first, perhaps the bot dies on the way."""
        paused = {one.number for one in self.all if self._stands(one).status is Status.PAUSED}
        before = {number: self._sent(number) for number in paused}
        claimed = self.run(self.store.claim(self.now, self.now + LEASE, limit))
        if dies == "before it sends":
            self._restart()
            return
        if dies == "halfway":
            claimed = claimed[: len(claimed) // 2]
        if claimed and fault:
            self.telegram.faults.add(_FAULTS[fault])
            FIGURES[fault] += 1
            if fault == "no answer":
                self._in_doubt(claimed[0])
        verdicts = self._send(claimed)
        self.telegram.faults.clear()
        for number in paused:
            assert self._sent(number) == before[number], "sent while it paused"
        if dies:
            for one, judged in zip(claimed, verdicts, strict=True):
                if isinstance(judged, Settled) and judged.outcome is Outcome.SENT:
                    FIGURES["in flight at a crash"] += 1
                    self._in_doubt(one)
            self._restart()
        else:
            self._settle(claimed, verdicts)

    @rule()
    def watch(self) -> None:
        self.run(self.announcer.look())

    @rule(meanwhile=st.sampled_from([Step.PAUSE, Step.STOP, Step.RECALL]))
    def pressed_between_claiming_and_sending(self, meanwhile: Step) -> None:
        """What was claimed before somebody pressed looks once more before it goes."""
        claimed = self.run(self.store.claim(self.now, self.now + LEASE, 8))
        loaded = self.run(self.store.load(claimed, self.now, self.services.city.zone))
        steered = [one for one in self.all if self._stands(one).status is Status.SENDING]
        for one in steered:
            self._press(one, meanwhile, 1, could=True)
        before = {one.number: self._sent(one.number) for one in steered}
        verdicts = [self._attempt(loaded[one.id]) for one in claimed]
        self._settle(claimed, verdicts)
        assert {one.number: self._sent(one.number) for one in steered} == before
        FIGURES["pressed on the way"] += len(claimed)

    @precondition(lambda self: any(self._stands(one).status is Status.SENDING for one in self.all))
    @rule(data=st.data())
    def corrected_between_sending_and_writing_it_down(self, data: st.DataObject) -> None:
        """What was sent a moment ago says the old words, and the ledger does not know of it yet."""
        one = data.draw(st.sampled_from([each for each in self.all if self._stands(each).status is Status.SENDING]))
        claimed = self.run(self.store.claim(self.now, self.now + LEASE, 8))
        verdicts = self._send(claimed)
        self._correct(one)
        self.run(self.announcer.look())
        self._settle(claimed, verdicts)
        FIGURES["corrected on the way"] += len(claimed)

    def teardown(self) -> None:
        try:
            if self.chats:
                self._all_comes_to_its_end()
                for one in self.all:
                    self._adds_up(one)
        finally:
            self.run(self.stack.aclose())
            self.loop.close()
            shutil.rmtree(self.folder)

    # ---- the model

    def _all_comes_to_its_end(self) -> None:
        for one in self.all:
            if self._stands(one).status is Status.PAUSED:
                self._press(one, Step.RESUME, 1, could=True)
        for minutes in (*[6] * 6, *[60] * 12, *[6] * 6):  # through the quiet hours, if need be
            self.now += timedelta(minutes=minutes)
            self.run(self.announcer.look())
            while claimed := self.run(self.store.claim(self.now, self.now + LEASE, 50)):
                self._settle(claimed, self._send(claimed))

    def _adds_up(self, one: Model) -> None:
        stands = self._stands(one)
        if one.recipients is None:
            assert stands.status is Status.DRAFT
            assert not any(self._copies(number, one) for number in PEOPLE)
            return
        progress = self.run(self.store.progress(stands, self.now))
        assert progress.waiting == 0
        assert progress.done == progress.recipients == len(one.recipients)
        assert stands.mending_since is None
        assert stands.status in {Status.SENT, Status.STOPPED, Status.RECALLED}
        for number in PEOPLE:
            self._got_what_is_due(number, one, stands)

    def _got_what_is_due(self, number: int, one: Model, stands: Announcement) -> None:
        sent = self._sends(number, one)
        assert sent <= 1 + one.may_come_twice[number], f"{number} got {one.number} {sent} times"
        if number not in (one.recipients or ()):
            assert sent == 0, "it was not for them"
            return
        if stands.status is Status.SENT and number not in one.disturbed | one.unsure:
            FIGURES["reached"] += 1
            assert sent >= 1, f"{number} never got {one.number}"
        if number in one.unsure or self.telegram.chats[self.people[number].id].blocked or number in one.disturbed:
            return
        for copy in self._copies(number, one):
            FIGURES["copies that were to be true"] += 1
            assert copy.text.startswith(one.words), f"{copy.text} is not {one.words}"
            assert stands.status is not Status.RECALLED, "it was taken back"

    # ---- the rest

    def _any(self, data: st.DataObject) -> Model:
        return data.draw(st.sampled_from(self.all))

    def _press(
        self, one: Model, step: Step, presses: int, *, could: bool, revision: int | None = None, **more: Any
    ) -> None:
        """Two operators press, at once: one of all presses does it."""
        turns = [
            Turn(by=by, now=self.now, zone=self.services.city.zone, revision=revision, **more)
            for by in (self.operators * 2)[:presses]
        ]

        async def at_once() -> Sequence[Announcement | None]:
            return await asyncio.gather(*(self.store.take_step(one.id, step, turn) for turn in turns))

        taken = [stands for stands in self.run(at_once()) if stands]
        assert len(taken) == int(could), f"{step} was done {len(taken)} times"
        FIGURES["presses too many"] += presses - len(taken)

    def _send(self, claimed: Sequence[Claimed]) -> list[Any]:
        loaded = self.run(self.store.load(claimed, self.now, self.services.city.zone))
        return [self._attempt(loaded[one.id]) for one in claimed]

    def _attempt(self, loaded: Loaded) -> Any:
        """What the worker does with one delivery, which it has not read a moment ago."""
        return self.run(self._make(Item(loaded, read_at=-math.inf, term=1)))

    async def _make(self, item: Item) -> Any:
        transport = Transport(self.bot)
        sound = Way(transport.probe, 1)  # each finds it so: nobody probes here
        try:
            return await Attempts(self.bot, self.services, transport, sound, lambda _term: True).make(item)
        except Withdrawn:
            return PutOff(item.delivery.id, self.now, counts=False)

    def _settle(self, claimed: Sequence[Claimed], verdicts: Sequence[Any]) -> None:
        self.run(self.store.settle(verdicts, self.now))
        for one, judged in zip(claimed, verdicts, strict=True):
            outcome = judged.outcome if isinstance(judged, Settled) else None
            if outcome is Outcome.GONE:
                self.marked.add(self._number(one.chat))
            if outcome is Outcome.UNKNOWN:
                self._in_doubt(one)
            if outcome is Outcome.EXPIRED and one.kind in COPIES:  # too much time went by
                next(each for each in self.all if each.id == one.subject).disturbed.add(self._number(one.chat))

    def _in_doubt(self, one: Claimed) -> None:
        """It may have arrived: it comes once more, and of two copies the ledger knows one."""
        if one.kind not in COPIES:
            return
        [about] = [each for each in self.all if each.id == one.subject]
        number = self._number(one.chat)
        about.may_come_twice[number] += 1
        about.unsure.add(number)

    def _restart(self) -> None:
        self.run(self.store.release_claims(self.now))
        self._start_anew()
        FIGURES["crashes"] += 1

    def _number(self, chat: ChatId) -> int:
        return next(number for number, known in self.chats.items() if known == chat)

    def _meet(self, person: Person) -> ChatId:
        self.telegram.chats[person.id].started = True
        return self.run(self.store.meet(person.id, ChatKind.PRIVATE, "it", self.now)).id

    def _follow(self, number: int, name: str) -> None:
        self.run(self.store.follow(self.chats[number], None, network(name), self.now))
        self.follows[number].add(name)

    def _stands(self, one: Model) -> Announcement:
        found = self.run(self.store.announcement(one.id))
        assert found is not None
        return found

    def _files(self) -> tuple[Medium, ...]:
        photos = [self.telegram.message(self.people[0].id, self._photo()) for _ in range(2)]
        return tuple(Medium(MediumKind.PHOTO, photo.file_id or "") for photo in photos)

    def _photo(self) -> int:
        blocked, state = self.telegram.chats[self.people[0].id].blocked, self.telegram.chats[self.people[0].id]
        state.blocked = False
        self.people[0].sends_photo()
        state.blocked = blocked
        return self.telegram.messages(self.people[0].id)[-1].id

    def _copies(self, number: int, one: Model) -> list[Message]:
        """What is there to be read of it, the album aside."""
        there = self.telegram.messages(self.people[number].id)
        return [message for message in there if message.text.startswith(f"Annuncio {one.number},")]

    def _sends(self, number: int, one: Model) -> int:
        """How often its words came to somebody, also where the bot got no answer, and where they are gone again."""
        return self.came[self.people[number].id, one.number]

    def _note(self, event: Event) -> None:
        if event.kind is EventKind.MESSAGE and event.message_id is not None:
            text = self.telegram.message(event.chat_id, event.message_id).text
            for one in self.all:
                self.came[event.chat_id, one.number] += text.startswith(f"Annuncio {one.number},")

    def _sent(self, number: int) -> int:
        """How many copies and albums of an announcement were sent."""
        [one] = [each for each in self.all if each.number == number]
        return sum(
            self._is_of(record.params, number) or any(file in str(record.params.get("media")) for file in one.files)
            for record in self.telegram.transcript.calls("sendMessage", "sendMediaGroup")
            if record.result is not None
        )

    @staticmethod
    def _is_of(params: dict[str, Any], number: int) -> bool:
        return str(params.get("text", "")).startswith(f"Annuncio {number},")


_FAULTS: dict[str, Fault] = {
    "429": Answers.too_many_requests(3),
    "502": Answers.bad_gateway(),
    "no connection": DropBefore(),
    "no answer": DropAfter(),
}


def test_an_announcements_life() -> None:
    run_state_machine_as_test(TheLife, settings=settings(max_examples=15, stateful_step_count=30, deadline=None))


@pytest.mark.prove(part="announcements")
def test_many_lives() -> None:
    FIGURES.clear()
    run_state_machine_as_test(
        TheLife,
        settings=settings(max_examples=300, stateful_step_count=50, deadline=None, derandomize=False, print_blob=True),
    )
    print("\nannouncements' lives:", dict(FIGURES))  # noqa: T201 - a proof prints its figures
    assert FIGURES["reached"] > 100
