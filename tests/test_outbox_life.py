"""The life of the outbox as a state machine: holds, outages, mistakes, kills, two processes, and people in between.

The real worker, with its lead, limiter and client, delivers from a real database to a small Telegram in memory, in a
loop whose hours pass in moments. Beside it stands a model that knows only what people did, and when.
"""

import asyncio
import math
import re
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from bot.announcer import Announcer, Rules
from bot.outbox.planner import Planner
from bot.pace import Pace
from bot.settings import default_city
from domain import lookup
from domain.agenda.event import Event, Status, Timed
from domain.announcements.announcement import AnnouncementId, Audience, Content
from domain.announcements.announcement import Status as Stands
from domain.announcements.life import Step, Turn
from domain.city import City, load
from domain.model import ChatId, ChatKind
from domain.reminders import Lead, Quiet
from domain.subscriptions import Preferences, network
from handlers.context import Services
from handlers.i18n import load_languages
from handlers.views.privacy import Notice
from storage import open_store
from tests.delivering import WRITES, Mistake, Process, owned_tasks
from tests.events import event
from tests.leaping import LeapingLoop
from tests.ledger import empty_database, no_file
from tests.small_telegram import Outage, Post, SmallTelegram

T = TypeVar("T")

BEGIN = datetime.fromisoformat("2026-11-23T12:00:00+00:00")
NETWORKS = ("redona", "longuelo")
STEADY = 1
"""Somebody who follows all and never changes anything."""
PEOPLE = range(2, 13)  # so many that Telegram may hold bulk as a whole
OPERATOR = 100
LEAD = timedelta(hours=2)
WANTED = Preferences(leads=frozenset({Lead.TWO_HOURS}), quiet=Quiet.NONE)
PACE = Pace(first_pause=0.2, longest_pause=2, deliver_every=2, claim_lasts=12, lead_lasts=8, farewell=8)
LOOKED = 0.35
"""Seconds for which what was read may hold, and a little for reading it."""
WRITTEN = 0.2
"""Seconds in which what was sent is written down."""
SOON = 20.0
"""Seconds in which somebody delivers again, whatever happened."""
STEADY_FOR = 120.0
DAY = timedelta(days=1)
FIGURES: Counter[str] = Counter()
"""What happened in all runs together."""

MISTAKES = ("settle", "claim", "load", "look", "renew", "lead")
MEANWHILE = ("nothing", "call off", "move", "expire", "pause", "erase", "unfollow", "silence", "stand still")
Key = tuple[Any, ...]


@cache
def the_city() -> City:
    return load(default_city())


@dataclass(frozen=True)
class Somebody:
    """A chat; `life` counts how often its data was deleted, `since` is when anything of it changed last."""

    follows: frozenset[str]
    since: datetime
    silent: bool = False
    known: bool = True
    life: int = 0


@dataclass(frozen=True)
class Meeting:
    event: Event
    since: datetime

    @property
    def starts_at(self) -> datetime:
        assert isinstance(self.event.when, Timed)
        return self.event.when.starts_at

    @property
    def takes_place(self) -> bool:
        return self.event.status is Status.CONFIRMED


@dataclass(frozen=True)
class Announced:
    id: AnnouncementId
    network: str
    stands: Stands
    begun_at: datetime | None = None


@dataclass(frozen=True)
class State:
    """All that people did until an instant of the loop's time."""

    at: float
    people: Mapping[int, Somebody] = field(default_factory=dict)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    announced: Mapping[str, Announced] = field(default_factory=dict)


class TheLife(RuleBasedStateMachine):
    """What people, operators, Telegram, processes and clocks may do, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = LeapingLoop()
        self.loop.set_task_factory(owned_tasks)
        self.folder = Path(tempfile.mkdtemp(prefix="outbox-"))
        shutil.copy(empty_database(), self.folder / "reti.db")
        self.stack = AsyncExitStack()
        self.turned = timedelta()
        self.telegram = SmallTelegram(self.loop.time)
        self.processes: list[Process] = []
        self.leading: Process | None = None
        self.leads: list[tuple[float, Process]] = []
        self.history = [State(-math.inf)]
        self.chats: dict[int, ChatId] = {}
        self.looked_at = 0  # posts
        self.keys: dict[Post, Key] = {}
        self.may_come_twice: Counter[Key] = Counter()
        self.counted: set[Post] = set()
        self.wrong_clocks = 0
        self.run(self._open())

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    def clock(self) -> datetime:
        return BEGIN + self.turned + timedelta(seconds=self.loop.time())

    async def _open(self) -> None:
        self.store = await self.stack.enter_async_context(open_store(f"sqlite:///{self.folder / 'reti.db'}"))
        city = the_city()
        self.services = Services(self.store, city, lookup.build(city), self.clock, load_languages(), Notice(), no_file)
        since = self.clock() - 3 * DAY
        self.chats[OPERATOR] = (await self.store.meet(OPERATOR, ChatKind.PRIVATE, "it", since)).id
        people = {}
        for who in (STEADY, *PEOPLE):
            follows = NETWORKS if who == STEADY else (NETWORKS[who % 2],)
            await self._meet(who, follows, since)
            people[who] = Somebody(frozenset(follows), since)
        self.now = State(-math.inf, people)
        self.history = [self.now]
        await self._process_starts()
        self.changed = asyncio.Event()
        self.keeping = self.loop.create_task(self._keep_time())

    @property
    def now(self) -> State:
        return self.history[-1]

    @now.setter
    def now(self, state: State) -> None:
        self.history.append(state)

    # ---- what people do

    @rule(who=st.sampled_from(PEOPLE), name=st.sampled_from(NETWORKS))
    def follow_or_unfollow(self, who: int, name: str) -> None:
        somebody = self.now.people[who]
        if not somebody.known:
            return
        if name in somebody.follows:
            self.run(self.store.unfollow(self.chats[who], None, network(name)))
        else:
            self.run(self.store.follow(self.chats[who], None, network(name), self.clock()))
        self._is_now(who, follows=somebody.follows ^ {name})

    @rule(who=st.sampled_from(PEOPLE))
    def silence_or_speak(self, who: int) -> None:
        somebody = self.now.people[who]
        if somebody.known:
            silent = None if somebody.silent else self.clock()
            wanted = replace(WANTED, silent_since=silent)
            self.run(self.store.prefer(self.chats[who], None, wanted, self.clock()))
            self._is_now(who, silent=not somebody.silent)

    @rule(who=st.sampled_from(PEOPLE))
    def erase_or_come_again(self, who: int) -> None:
        somebody = self.now.people[who]
        if somebody.known:
            self.run(self.store.forget(self.chats[who]))
            self._is_now(who, known=False, follows=frozenset(), silent=False)
        else:
            self.run(self._meet(who, NETWORKS, self.clock()))
            self._is_now(who, known=True, follows=frozenset(NETWORKS), life=somebody.life + 1)

    @rule(who=st.sampled_from(PEOPLE))
    def block_or_unblock(self, who: int) -> None:
        if who in self.telegram.blocked:
            self.telegram.blocked.discard(who)
            self._pass(1)
            if self.now.people[who].known:
                self.run(self.store.meet(who, ChatKind.PRIVATE, "it", self.clock()))
        else:
            self.telegram.blocked.add(who)
        self._is_now(who)

    # ---- what operators do

    @rule(name=st.sampled_from(NETWORKS), seconds=st.sampled_from([2, 10, 40]))
    def meet(self, name: str, seconds: float) -> None:
        """Something is announced, of which to remind so soon."""
        title = f"Incontro{len(self.now.meetings) + 1:03}"
        starts_at = (self.clock() + LEAD + timedelta(seconds=seconds)).replace(microsecond=0) + timedelta(seconds=1)
        self._take(event(title, Timed(starts_at), name))

    @precondition(lambda self: self.now.meetings)
    @rule(data=st.data(), minutes=st.sampled_from([1, 30, 24 * 60]))
    def move(self, data: st.DataObject, minutes: float) -> None:
        one = self._any(data)
        self._take(replace(one.event, when=Timed(one.starts_at + timedelta(minutes=minutes))))

    @precondition(lambda self: self.now.meetings)
    @rule(data=st.data())
    def call_off_or_not(self, data: st.DataObject) -> None:
        one = self._any(data)
        self._take(replace(one.event, status=Status.CANCELLED if one.takes_place else Status.CONFIRMED))

    @rule(name=st.sampled_from(NETWORKS))
    def announce(self, name: str) -> None:
        words = f"Avviso{len(self.now.announced) + 1:03}"
        draft = self.run(
            self.store.begin_announcement(
                self.chats[OPERATOR], Content(words), Audience(networks=(name,)), self.clock()
            )
        )
        self._step(words, Announced(draft.id, name, draft.status), Step.START)

    @precondition(lambda self: self.now.announced)
    @rule(data=st.data(), step=st.sampled_from([Step.PAUSE, Step.PAUSE, Step.RESUME, Step.STOP, Step.RECALL]))
    def steer(self, data: st.DataObject, step: Step) -> None:
        words = data.draw(st.sampled_from(sorted(self.now.announced)))
        self._step(words, self.now.announced[words], step)

    # ---- what Telegram does

    @rule(seconds=st.sampled_from([5, 20, 45]), everybody=st.booleans())
    def hold(self, seconds: float, everybody: bool) -> None:  # noqa: FBT001
        for chat in [None] if everybody else [STEADY, 3, 6]:
            self.telegram.holds(seconds, chat)
        FIGURES["holds"] += 1

    @rule(outage=st.sampled_from(Outage), seconds=st.sampled_from([3, 12, 45]), name=st.sampled_from(NETWORKS))
    def fail(self, outage: Outage, seconds: float, name: str) -> None:
        """It begins just when something is due."""
        self.meet(name, 2)
        self._pass(1.9)
        self.telegram.fails(outage, seconds)
        self._pass(4)
        FIGURES["outages"] += 1

    # ---- what processes do

    @precondition(lambda self: len(self.processes) < 2)
    @rule()
    def process_comes(self) -> None:
        self.run(self._process_starts())

    @precondition(lambda self: len(self.processes) > 1)
    @rule(which=st.integers(0, 1))
    def process_goes(self, which: int) -> None:
        process = self.processes.pop(which)
        self.run(process.ends_well())
        self._count_unwritten(process)

    @rule(seconds=st.sampled_from([3, 12, 25]), only_the_lead=st.booleans(), another=st.booleans())
    def leader_stands_still(self, seconds: float, only_the_lead: bool, another: bool) -> None:  # noqa: FBT001
        """It cannot write, or only not renew its lead; what it can read tells it nothing of that."""
        if self.leading in self.processes:
            self.leading.stands_still(seconds, ["lead"] if only_the_lead else WRITES)
            if another and len(self.processes) < 2:
                self.process_comes()
            FIGURES["stood still"] += 1

    @rule(name=st.sampled_from(NETWORKS), call=st.sampled_from(MISTAKES))
    def mistake(self, name: str, call: str) -> None:
        """A part of the leader ends by a mistake: so does all of it, and it is started anew."""
        self.meet(name, 2)
        leader = self.leading
        if leader not in self.processes:
            return
        leader.mistake = call
        for _ in range(60):
            self._pass(1)
            if leader.mistake is None:
                break
        made, leader.mistake = leader.mistake is None, None
        if made:
            self._pass(5)
            assert leader.running.done(), "a part ended by a mistake, and the rest went on"
            FIGURES["mistakes"] += 1
            self.processes.remove(leader)
            with pytest.raises(Mistake):
                raise _first(leader.running.exception())
            self.run(self._killed(leader))
            self.run(self._process_starts())

    @rule(seconds=st.sampled_from([0, 5]))
    def kill(self, seconds: float) -> None:
        for process in self.processes:
            self.run(self._killed(process))
        self.processes.clear()
        self._pass(seconds)
        self.run(self._process_starts())

    @precondition(lambda self: self.wrong_clocks < 2)
    @rule(seconds=st.sampled_from([0, 5]))
    def kill_and_clock_a_day_back(self, seconds: float) -> None:
        """Until somebody sets it right."""
        self._all_is_told()
        for process in self.processes:
            self.run(self._killed(process))
        self.processes.clear()
        self._pass(seconds)
        self.turned -= DAY
        self.run(self._process_starts())
        self._clock_is_wrong()

    @precondition(lambda self: len(self.processes) == 1 and self.wrong_clocks < 2)
    @rule()
    def clock_goes_a_day_back(self) -> None:
        self._all_is_told()
        self.turned -= DAY
        self._clock_is_wrong()

    def _clock_is_wrong(self) -> None:
        self.wrong_clocks += 1
        for name in NETWORKS:
            self.meet(name, 2)
        self._pass(4)
        self._all_is_told()
        self.turned += DAY
        self._all_is_told()
        FIGURES["wrong clocks"] += 1

    # ---- what time does

    @rule(seconds=st.sampled_from([0.04, 0.3, 1, 5, 30, 150]))
    def time_passes(self, seconds: float) -> None:
        self._pass(seconds)

    @rule(
        name=st.sampled_from(NETWORKS),
        before=st.sampled_from([0.1, 2, 12]),
        seconds=st.sampled_from([20, 45]),
        meanwhile=st.sampled_from(MEANWHILE),
    )
    def much_happens_in_a_hold(self, name: str, before: float, seconds: float, meanwhile: str) -> None:
        """Some wait for as long as Telegram asked for, others for their turn; shortly before its end things change."""
        self._all_is_told()
        self.announce(name)
        self.telegram.holds(seconds)
        self.meet(name, 2)
        self._pass(4)
        self.meet(name, 2)
        self._pass(4)
        self._pass(seconds - 8 - before)
        self._happens(meanwhile, name)
        self._pass(before + 10)

    def _happens(self, meanwhile: str, name: str) -> None:
        last = self.now.meetings[max(self.now.meetings)]
        words = max(self.now.announced)
        who = next((who for who in PEOPLE if name in self.now.people[who].follows), None)
        match meanwhile:
            case "call off":
                self._take(replace(last.event, status=Status.CANCELLED))
            case "move":
                self._take(replace(last.event, when=Timed(last.starts_at + timedelta(hours=1))))
            case "expire":
                self._take(replace(last.event, when=Timed(self.clock() + timedelta(seconds=5))))
            case "pause":
                self._step(words, self.now.announced[words], Step.PAUSE)
            case "stand still":
                self.leader_stands_still(25, only_the_lead=True, another=True)
            case "erase" if who:
                self.erase_or_come_again(who)
            case "unfollow" if who:
                self.follow_or_unfollow(who, name)
            case "silence" if who:
                self.silence_or_speak(who)

    @rule()
    def quiet(self) -> None:
        self._all_is_told()

    def teardown(self) -> None:
        try:
            self._all_is_told()
        finally:
            self.run(self._close())
            self.loop.close()
            shutil.rmtree(self.folder)

    # ---- the model

    def _is_now(self, who: int, **changed: Any) -> None:
        somebody = replace(self.now.people[who], since=self.clock(), **changed)
        self.now = replace(self.now, at=self.loop.time(), people={**self.now.people, who: somebody})
        self._pass(0)

    def _take(self, coming: Event) -> None:
        self.run(self.store.take([coming], self.clock()))
        self.changed.set()
        meetings = {**self.now.meetings, coming.title: Meeting(coming, self.clock())}
        self.now = replace(self.now, at=self.loop.time(), meetings=meetings)
        self._pass(0)

    def _step(self, words: str, one: Announced, step: Step) -> None:
        turn = Turn(by=self.chats[OPERATOR], now=self.clock(), zone=self.services.city.zone)
        taken = self.run(self.store.take_step(one.id, step, turn))
        if taken is not None:
            one = replace(one, stands=taken.status, begun_at=taken.begun_at)
        self.now = replace(self.now, at=self.loop.time(), announced={**self.now.announced, words: one})
        self._pass(0)

    def _any(self, data: st.DataObject) -> Meeting:
        return self.now.meetings[data.draw(st.sampled_from(sorted(self.now.meetings)))]

    def _pass(self, seconds: float) -> None:
        """Let time pass, and look at what Telegram saw meanwhile."""
        self.run(asyncio.sleep(seconds))
        if self.keeping.done():
            self.keeping.result()
        for process in self.processes:
            if process.running.done() and process.mistake is None and not self._was_made(process):
                process.running.result()
                raise AssertionError("a process ended by itself")
        self._look()

    @staticmethod
    def _was_made(process: Process) -> bool:
        return process.running.done() and isinstance(_first(process.running.exception()), Mistake)

    def _look(self) -> None:
        """Judge what began some time ago, since what people did at that moment is known by now."""
        posts = self.telegram.posts
        for post in posts[self.looked_at :]:
            if post.began > self.loop.time() - LOOKED:
                break
            self.looked_at += 1
            if post.chat != OPERATOR:
                self._may_go(post)
        self._nobody_was_told_twice()

    def _may_go(self, post: Post) -> None:
        ends = [state.at for state in self.history[1:]] + [math.inf]
        around = [
            state
            for state, end in zip(self.history, ends, strict=True)
            if end >= post.began - LOOKED and state.at <= post.began + LOOKED
        ]
        reasons = [self._why_not(post, state) for state in around]
        assert None in reasons, f"{reasons[0]}: {post}"
        if post.method == "sendMessage":
            leader = next(process for since, process in reversed(self.leads) if since <= post.began)
            assert post.sender is leader, f"sent by a process that does not lead: {post}"
            assert not post.regardless, f"sent though the way was known to fail: {post}"

    def _why_not(self, post: Post, state: State) -> str | None:
        """Say why a post ought not to have begun, as things stood."""
        somebody = state.people[post.chat]
        if not somebody.known:
            return "to somebody erased"
        if post.method != "sendMessage":
            return None
        if somebody.silent:
            return "to somebody who wants silence"
        if words := re.search(r"Avviso\d+", post.text):
            one = state.announced.get(words[0])
            networks = {one.network} if one and one.stands in {Stands.SENDING, Stands.SENT} else set()
            return None if networks & somebody.follows else "not announced to them any more"
        about = [state.meetings[title] for title in _titles(post) if title in state.meetings]
        follows = any(set(one.event.networks) & somebody.follows for one in about)
        return self._why_no_reminder(post, about) if follows else "unfollowed"

    def _why_no_reminder(self, post: Post, about: list[Meeting]) -> str | None:
        if not post.text.startswith("🔔"):
            return None
        [one] = about
        if not one.takes_place:
            return "cancelled"
        if BEGIN + self.turned + timedelta(seconds=post.began) >= one.starts_at:
            return "expired"
        return None if int(one.starts_at.timestamp()) in _instants(post) else "moved"

    def _key(self, post: Post) -> Key | None:
        """What tells a message from another; None of an edit, which may be made again."""
        if post.method != "sendMessage" or post.chat == OPERATOR:
            return None
        if post not in self.keys:
            state = next(state for state in reversed(self.history) if state.at <= post.began)
            who = post.chat, state.people[post.chat].life
            words = re.search(r"Avviso\d+", post.text)
            changes = tuple((title, state.meetings[title].since) for title in _titles(post) if title in state.meetings)
            self.keys[post] = (
                (*who, words[0]) if words
                else (*who, "reminder", *_titles(post), *_instants(post)) if post.text.startswith("🔔")
                else (*who, post.text[0], *changes, *_instants(post))
            )  # fmt: skip
        return self.keys[post]

    def _nobody_was_told_twice(self) -> None:
        came: dict[Key, list[Post]] = {}
        for post in self.telegram.posts:
            if key := self._key(post):
                came.setdefault(key, []).append(post)
        for key, posts in came.items():
            for earlier, later in pairwise(posts):
                beside = earlier.sender is later.sender and (earlier.ended or math.inf) > later.began
                assert not beside, f"under way twice at once: {later}"
            lost = sum(post.accepted and post.lost is not None for post in posts)
            times = sum(post.accepted for post in posts)
            assert times <= 1 + lost + self.may_come_twice[key], f"{key} came {times} times: {posts}"
            self._doubts_were_borne(posts)

    def _doubts_were_borne(self, posts: list[Post]) -> None:
        """After two doubts it is not tried before the way was sound for two minutes."""
        doubts = 0
        for post in posts:
            if doubts >= 2:
                sound = max((each.ended or math.inf) for each in posts[: posts.index(post)] if each.in_doubt)
                assert post.began >= sound + STEADY_FOR, f"a third copy too soon: {post}"
            doubts += post.in_doubt and post not in self.counted and post.ended is not None

    def _count_unwritten(self, process: Process) -> None:
        """What a process had sent and not written down may come twice, once it does not deliver any more."""
        now = min(self.loop.time(), process.still_since)
        for post in self.telegram.posts:
            written = post.ended is not None and post.ended < now - WRITTEN
            if post.sender is process and not written and post not in self.counted:
                self.counted.add(post)
                if (key := self._key(post)) and post.accepted and post.lost is None:
                    self.may_come_twice[key] += 1
                    FIGURES["in flight"] += 1

    def _all_is_told(self) -> None:
        """Trouble ends; soon all is told, and nothing waits."""
        self.telegram.is_well_again()
        began, now = self.clock(), self.loop.time()
        self.changed.set()
        self._pass(SOON)
        assert self.leading in self.processes, "nobody delivers"
        while self._waiting():
            assert self.loop.time() < now + 600, "it waits for ever"
            self._pass(5)
        self._pass(1)
        marked = {chat for (chat,) in self._rows("SELECT telegram_id FROM chats WHERE blocked_at IS NOT NULL")}
        assert marked <= self.telegram.blocked, f"marked as blocked, and did not block: {marked}"
        for who, somebody in self.now.people.items():
            if somebody.known and not somebody.silent and who not in self.telegram.blocked:
                self._was_told(who, somebody, began)

    def _was_told(self, who: int, somebody: Somebody, began: datetime) -> None:
        got, doubts = Counter[Key](), Counter[Key]()
        for post in self.telegram.posts:
            if post.chat == who and (key := self._key(post)):
                got[key] += post.accepted
                doubts[key] += post.in_doubt
        for title, one in self.now.meetings.items():
            due_at = one.starts_at - LEAD
            due = max(somebody.since, one.since) < due_at <= began and self.clock() < one.starts_at
            if due and one.takes_place and set(one.event.networks) & somebody.follows:
                key = (who, somebody.life, "reminder", title, int(one.starts_at.timestamp()))
                FIGURES["reminders that were due"] += 1
                assert got[key] or doubts[key] >= 3, f"{key} was not told"
        for words, announced in self.now.announced.items():
            begun_at = announced.begun_at
            due = begun_at is not None and somebody.since < begun_at and announced.stands is Stands.SENDING
            if due and announced.network in somebody.follows:
                FIGURES["copies that were due"] += 1
                key = (who, somebody.life, words)
                assert got[key] or doubts[key] >= 3, f"{key} was not told"

    def _waiting(self) -> int:
        query = "SELECT count(*) FROM deliveries WHERE settled_at IS NULL AND due_at <= ?"
        [(number,)] = self._rows(query, f"{self.clock():%Y-%m-%d %H:%M:%S}")
        return int(number)

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "reti.db")) as database:
            return database.execute(query, values).fetchall()

    # ---- the rest

    async def _meet(self, who: int, follows: tuple[str, ...], now: datetime) -> None:
        chat = await self.store.meet(who, ChatKind.PRIVATE, "it", now)
        self.chats[who] = chat.id
        await self.store.prefer(chat.id, None, WANTED, now)
        for name in follows:
            await self.store.follow(chat.id, None, network(name), now)

    async def _process_starts(self) -> None:
        process = Process(self.telegram, self.services, PACE, self._heard)
        await process.starts()
        self.processes.append(process)

    async def _killed(self, process: Process) -> None:
        await process.is_killed()
        self._count_unwritten(process)
        FIGURES["killed"] += 1

    def _heard(self, process: Process, name: str, answer: Any) -> None:
        if name == "lead" and answer:
            self.leading = process
            self.leads.append((self.loop.time(), process))
        if name == "release_claims":
            for other in {post.sender for post in self.telegram.posts} - {process}:
                self._count_unwritten(other)

    async def _keep_time(self) -> None:
        """What the schedule does beside."""
        planner = Planner(self.store, self.services.city, self.clock)
        announcer = Announcer(None, self.services, Rules(share=0))
        while True:
            self.changed.clear()
            await planner.plan()
            for _ in range(10):
                await announcer.look()
                await asyncio.sleep(2)
                if self.changed.is_set():
                    break

    async def _close(self) -> None:
        self.keeping.cancel()
        for process in self.processes:
            await process.is_killed()
        await self.stack.aclose()


def _titles(post: Post) -> list[str]:
    return sorted(set(re.findall(r"Incontro\d+", post.text)))


def _instants(post: Post) -> list[int]:
    return sorted({int(unix) for unix in re.findall(r'unix="(\d+)"', post.text)})


def _first(error: BaseException | None) -> BaseException:
    """The mistake in a group of them."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    assert error is not None, "it ended without a word"
    return error


def lives(examples: int, steps: int) -> None:
    FIGURES.clear()
    # Without an explanation of failures, for which every line would be traced: three times the time.
    phases = set(Phase) - {Phase.explain}
    chosen = settings(max_examples=examples, stateful_step_count=steps, phases=phases)
    run_state_machine_as_test(TheLife, settings=chosen)
    print("\noutbox: " + ", ".join(f"{what} {number:,}" for what, number in sorted(FIGURES.items())))  # noqa: T201


@pytest.fixture
def life() -> Iterator[TheLife]:
    one = TheLife()
    yield one
    one.teardown()


@pytest.mark.parametrize("outage", Outage)
def test_an_outage_loses_nothing_and_marks_nobody(life: TheLife, outage: Outage):
    life.fail(outage, 12, "redona")
    life.time_passes(5)


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_what_waits_in_a_hold_is_told_once_and_only_if_it_is_true(life: TheLife, meanwhile: str):
    life.much_happens_in_a_hold("redona", 12, 45, meanwhile)


@pytest.mark.parametrize("call", MISTAKES)
def test_a_mistake_ends_the_process_and_loses_nothing(life: TheLife, call: str):
    life.mistake("redona", call)
    assert life.processes


def test_a_clock_that_goes_a_day_back_keeps_nobody_waiting(life: TheLife):
    life.clock_goes_a_day_back()
    life.kill_and_clock_a_day_back(0)


def test_a_new_process_does_not_take_the_way_for_steady(life: TheLife):
    """What was in doubt twice before it came waits for as long as it would have."""
    life.fail(Outage.DROPPED_AFTER, 12, "redona")
    [process] = life.processes
    while process.way_fails_since < math.inf:
        life.time_passes(0.01)
    life.telegram.fails(Outage.DROPPED_AFTER, 5)
    life.time_passes(6)
    life.kill(0)


@pytest.mark.prove(part="ledger")
def test_whatever_happens_for_long_all_are_told_once_and_what_is_true():
    lives(examples=250, steps=50)
