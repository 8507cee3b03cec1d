"""The ledger as a state machine: whatever happens, and wherever the bot dies, who is due is told, once, and the truth.

Beside the real store stands a model that knows only what people did and what the clock showed. It says who must have
been reminded by now and what is true at the moment of sending; a small Telegram in memory is a list of what arrived.
"""

import asyncio
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from domain.agenda.entry import Wish
from domain.agenda.event import Event, Status, Timed, Venue
from domain.agenda.timing import over_at
from domain.model import ChatId, ChatKind
from domain.outbox.delivery import LATE, SINGLE, Claimed, Kind
from domain.outbox.due import ListMatter, Loaded, Matter
from domain.outbox.kinds import no_longer_due
from domain.outbox.outcome import Outcome, Settled, Verdict
from domain.outbox.retry import Fault, verdict
from domain.reminders import Quiet, quiet_until, read_leads, remindings
from domain.subscriptions import Digest, Followed, Preferences, Rhythm, Subject, network
from storage import open_store
from tests.domain.some_events import ROME, at, event
from tests.ledger import LEASE, WIDE, single, theme, what_it_says

T = TypeVar("T")

BEGIN = at("2026-10-20 12:00")  # five days before the clock changes
GROUP, SUPERGROUP = -4, -1004
PEOPLE = (1, 2, 3, GROUP)
EVENTS = ("a", "b", "c")
NETWORKS = ("loreto", "redona")
FIGURES: Counter[str] = Counter()
"""What happened in all runs together."""


@dataclass
class Known:
    """An event as the model knows it: since when it stands as it does, since when it is news, when it last changed."""

    event: Event
    id: int
    occurrence: int
    fixed_at: datetime
    announced_at: datetime | None
    changed_at: datetime | None = None

    @property
    def start(self) -> datetime:
        assert isinstance(self.event.when, Timed)
        return self.event.when.starts_at

    @property
    def facts(self) -> str:
        """Said anew, and not read from where the bot has it."""
        place = self.event.venue.name if self.event.venue else ""
        return f"{self.event.status}|Timed|{self.start:%Y-%m-%dT%H:%M}|{place}"

    @property
    def is_over(self) -> datetime:
        return over_at(self.event.when, ROME)


@dataclass
class Somebody:
    """A chat as the model knows it."""

    id: ChatId
    follows: dict[Followed, datetime] = field(default_factory=dict)
    wants: Preferences = field(default_factory=Preferences)
    wants_since: datetime = BEGIN
    blocked: bool = False  # in Telegram
    marked: bool = False  # and the bot has noticed, or been told
    unsure: bool = False  # something was in doubt twice: nobody knows whether it arrived, and it is not tried again
    told: dict[int, str] = field(default_factory=dict)
    told_at: dict[int, datetime] = field(default_factory=dict)
    messages: dict[int, tuple[int, str]] = field(default_factory=dict)  # number → occurrence, what it says

    def follows_since(self, one: Known) -> datetime | None:
        """Since when something of what is followed brings an event."""
        ways = [since for what, since in self.follows.items() if brings(what, one)]
        return min(ways, default=None)

    @property
    def hears(self) -> bool:
        return not self.blocked and not self.marked and self.wants.silent_since is None


def brings(what: Followed, one: Known) -> bool:
    match what.subject:
        case Subject.NETWORK:
            return not one.event.networks or what.id in one.event.networks
        case Subject.THEME:
            return what.id in one.event.themes
        case Subject.EVENT:
            return what.id == str(one.id)


_template: list[Path] = []


def empty_database() -> Path:
    """A database as the migrations leave it, made once."""
    if not _template:
        path = Path(tempfile.mkdtemp(prefix="ledger-")) / "empty.db"

        async def make() -> None:
            async with open_store(f"sqlite:///{path}"):
                pass

        asyncio.run(make())
        _template.append(path)
    return _template[0]


class TheLedger(RuleBasedStateMachine):
    """What people, operators, Telegram and time may do, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp(prefix="ledger-"))
        shutil.copy(empty_database(), self.folder / "reti.db")
        self.stack = AsyncExitStack()
        opened = self.stack.enter_async_context(open_store(f"sqlite:///{self.folder / 'reti.db'}"))
        self.store = self.run(opened)
        self.now = BEGIN
        self.events: dict[str, Known] = {}
        self.people: dict[int, Somebody] = {}
        self.sent: set[tuple[Any, ...]] = set()
        self.may_come_twice: Counter[tuple[Any, ...]] = Counter()
        self.numbers = 0

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    @initialize()
    def begin(self) -> None:
        """Networks that have had events, so that what comes is news, and people of whom two follow something."""
        before = [event("2027-09-01 18:00", uid=name, networks=(name,)) for name in NETWORKS]
        self.run(self.store.take([*before, event("2027-09-01 18:00", uid="city")], self.now))
        for number in PEOPLE:
            self._meet(number)
        for number, name in ((1, "loreto"), (2, "loreto"), (GROUP, "redona")):
            self._follow(number, network(name))
        self._tick()
        self.now += timedelta(minutes=1)
        self._take(event("2026-10-22 20:45", uid="a", title="a", networks=NETWORKS))

    # ---- what people do

    @rule(
        who=st.sampled_from(PEOPLE),
        what=st.sampled_from([*(network(name) for name in NETWORKS), theme("verde"), single(4), single(5)]),
    )
    def follow_or_unfollow(self, who: int, what: Followed) -> None:
        if what in self._of(who).follows:
            self.run(self.store.unfollow(self._of(who).id, None, what))
            del self._of(who).follows[what]
        else:
            self._follow(who, what)
        self._moment()

    @rule(
        who=st.sampled_from(PEOPLE),
        leads=st.sampled_from(["et", "e", "wemth", "m", "h"]),
        quiet=st.sampled_from(Quiet),
        digest=st.sampled_from([Digest(), Digest(), Digest(Rhythm.DAILY, 0, 9)]),
        silent=st.sampled_from([False, False, False, True]),
    )
    def wish(self, who: int, leads: str, quiet: Quiet, digest: Digest, silent: bool) -> None:  # noqa: FBT001
        somebody = self._of(who)
        somebody.wants = Preferences(read_leads(leads), quiet, digest, self.now if silent else None)
        somebody.wants_since = self.now
        self.run(self.store.prefer(somebody.id, None, somebody.wants, self.now))
        self._moment()

    @rule(who=st.sampled_from(PEOPLE[:3]), noticed=st.booleans())
    def block_or_come_back(self, who: int, noticed: bool) -> None:  # noqa: FBT001
        somebody = self._of(who)
        if somebody.blocked:
            self._meet(who)
            somebody.blocked = somebody.marked = False
        else:
            somebody.blocked = True
            if noticed:  # Telegram tells of it at once
                self.run(self.store.mark_blocked(who, self.now))
                somebody.marked = True
        self._moment()

    @precondition(lambda self: SUPERGROUP not in self.people)
    @rule(wrote_before=st.booleans())
    def group_becomes_a_supergroup(self, wrote_before: bool) -> None:  # noqa: FBT001
        group = self._of(GROUP)
        if wrote_before:  # and the bot met it, and told it things, before it heard of the move
            self._meet(SUPERGROUP)
            self._follow(SUPERGROUP, network("loreto"))
            self._moment()
            self._tick()
            other = self.people[SUPERGROUP]
            group.follows = other.follows | group.follows
            for occurrence, told_at in other.told_at.items():
                if occurrence not in group.told_at or told_at > group.told_at[occurrence]:
                    group.told[occurrence], group.told_at[occurrence] = other.told[occurrence], told_at
            group.messages |= other.messages
            self.sent |= {(group.id, *key) for identity, *key in self.sent if identity == other.id}
        self.run(self.store.migrate(GROUP, SUPERGROUP, self.now))
        self.people[SUPERGROUP] = group
        self._moment()

    # ---- what operators do

    @rule(
        uid=st.sampled_from(EVENTS),
        days=st.integers(0, 8),
        clock=st.sampled_from(["08:15", "09:00", "20:45", "23:30", "02:30"]),
        networks=st.sampled_from([("loreto",), ("redona",), ("loreto", "redona"), ()]),
        themes=st.sampled_from([(), ("verde",)]),
    )
    def announce(self, uid: str, days: int, clock: str, networks: tuple[str, ...], themes: tuple[str, ...]) -> None:
        when = f"{(self.now + timedelta(days=days)).astimezone(ROME):%Y-%m-%d} {clock}"
        if uid not in self.events and at(when) > self.now:
            self._take(event(when, uid=uid, title=uid, networks=networks, themes=themes))

    @precondition(lambda self: self.events)
    @rule(data=st.data(), minutes=st.sampled_from([-60, 30, 24 * 60, 72 * 60]))
    def move(self, data: st.DataObject, minutes: int) -> None:
        one = self._any(data)
        self._change(one, when=Timed(one.start + timedelta(minutes=minutes)))

    @precondition(lambda self: self.events)
    @rule(data=st.data(), minutes=st.sampled_from([30, 24 * 60]), planned=st.booleans())
    def move_and_move_back(self, data: st.DataObject, minutes: int, planned: bool) -> None:  # noqa: FBT001
        one = self._any(data)
        start = one.start
        self._change(one, when=Timed(start + timedelta(minutes=minutes)))
        if planned:
            self._plan()
        self._change(one, when=Timed(start))

    @precondition(lambda self: self.events)
    @rule(
        data=st.data(), status=st.sampled_from([Status.CONFIRMED, Status.CONFIRMED, Status.CANCELLED, Status.POSTPONED])
    )
    def cancel_postpone_or_reinstate(self, data: st.DataObject, status: Status) -> None:
        self._change(self._any(data), status=status)

    @precondition(lambda self: self.events)
    @rule(data=st.data(), place=st.sampled_from(["Parco", "Oratorio"]))
    def change_place(self, data: st.DataObject, place: str) -> None:
        self._change(self._any(data), venue=Venue(place))

    # ---- what the clock and the bot do

    @rule(minutes=st.sampled_from([1, 9, 11, 40, 120, 600, 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(hour=st.sampled_from(["18:00", "18:00", "08:00", "18:45"]), well=st.sampled_from([True, False, False]))
    def until(self, hour: str, well: bool) -> None:  # noqa: FBT001
        """To the next time at which reminders are usual; the bot has worked out what is ahead by then."""
        self._plan()
        today = at(f"{self.now.astimezone(ROME):%Y-%m-%d} {hour}")
        self.now = today if today > self.now else today + timedelta(days=1)
        if well:
            self.all_is_delivered()
        else:  # and much may happen between planning and sending
            self._plan()

    @precondition(lambda self: self.events)
    @rule(data=st.data(), who=st.sampled_from(PEOPLE[:2]), meanwhile=st.sampled_from(["moved", "cancelled", "blocked"]))
    def just_when_a_reminder_is_due(self, data: st.DataObject, who: int, meanwhile: str) -> None:
        """Something happens between planning and sending."""
        one, somebody = self._any(data), self._of(who)
        some = remindings(one.event.when, somebody.wants.leads, somebody.wants.quiet, ROME)
        self._plan()
        self.now = next((reminding.at for reminding in some if reminding.at > self.now), self.now)
        self._plan()
        if meanwhile == "moved":
            self._change(one, when=Timed(one.start + timedelta(days=1)))
        elif meanwhile == "cancelled":
            self._change(one, status=Status.CANCELLED)
        else:
            self.block_or_come_back(who, noticed=True)
            if somebody.blocked:
                self.block_or_come_back(who, noticed=True)
        self.all_is_delivered()

    @rule(
        limit=st.integers(1, 4),
        dies=st.sampled_from(["", "", "before it sends", "before it settles", "halfway"]),
        fault=st.sampled_from([None, None, Fault.HELD, Fault.NOT_SENT, Fault.IN_DOUBT]),
        arrives=st.booleans(),
    )
    def deliver(self, limit: int, dies: str, fault: Fault | None, arrives: bool) -> None:  # noqa: FBT001
        """Some deliveries; perhaps the network fails at the last, perhaps the bot dies on the way."""
        self._plan()
        claimed = self.run(self.store.claim(self.now, self.now + LEASE, limit))
        if dies == "before it sends":
            FIGURES["crashes with deliveries claimed"] += bool(claimed)
            return
        loaded = self.run(self.store.load(claimed, self.now, ROME))
        if dies == "halfway":
            claimed = claimed[: len(claimed) // 2]
        verdicts = [
            self._send(loaded[one.id], fault if one is claimed[-1] else None, arrives=arrives) for one in claimed
        ]
        if dies:
            for one, judged in zip(claimed, verdicts, strict=True):
                if isinstance(judged, Settled) and judged.outcome is Outcome.SENT:
                    FIGURES["in flight at a crash"] += 1
                    self.may_come_twice[self._key(one)] += 1
            return
        self._settle(claimed, verdicts)

    @rule()
    def all_is_delivered(self) -> None:
        """The bot is well for a quarter of an hour: whatever was due by its beginning has been told at its end."""
        since = self.now
        for minutes in (0, 6, 10):
            self.now += timedelta(minutes=minutes)
            self._tick()
        self._nobody_due_was_left_out(since)

    def teardown(self) -> None:
        try:
            if self.people:
                self.all_is_delivered()
        finally:
            self.run(self.stack.aclose())
            self.loop.close()
            shutil.rmtree(self.folder)

    # ---- the model

    def _nobody_due_was_left_out(self, since: datetime) -> None:
        for somebody in {one.id: one for one in self.people.values()}.values():
            if not somebody.hears or somebody.unsure:
                continue
            disturbed = quiet_until(self.now, somebody.wants.quiet, ROME) or quiet_until(
                since, somebody.wants.quiet, ROME
            )
            for one in self.events.values():
                if not disturbed:
                    self._was_reminded(somebody, one, since)
                    self._heard_the_news(somebody, one, since)
                    self._heard_of_the_change(somebody, one, since)
                self._reads_what_is_true(somebody, one, since)

    def _was_reminded(self, somebody: Somebody, one: Known, since: datetime) -> None:
        followed = somebody.follows_since(one)
        if one.event.status is not Status.CONFIRMED or followed is None or one.start <= self.now:
            return
        due = [r for r in remindings(one.event.when, somebody.wants.leads, somebody.wants.quiet, ROME) if r.at <= since]
        for reminding in due[-1:]:  # of several that were missed, the last is enough
            standing = max(followed, one.fixed_at, somebody.wants_since)
            if standing <= reminding.at and reminding.at > self.now - WIDE:
                FIGURES["reminders that were due"] += 1
                key = (somebody.id, Kind.REMINDER, one.occurrence, f"{reminding.lead}{one.start:%Y%m%d%H%M}")
                assert key in self.sent, f"{key} is due since {reminding.at} and was not sent"

    def _heard_the_news(self, somebody: Somebody, one: Known, since: datetime) -> None:
        followed = somebody.follows_since(one)
        if one.event.status is not Status.CONFIRMED or one.start <= self.now or one.announced_at is None:
            return
        if followed is None or followed >= one.announced_at or somebody.wants.digest != Digest():
            return
        if somebody.wants_since < one.announced_at and self.now - WIDE < one.announced_at <= since:
            FIGURES["news that was due"] += 1
            assert one.occurrence in somebody.told, f"{somebody.id} never heard of {one.event.uid}"

    def _heard_of_the_change(self, somebody: Somebody, one: Known, since: datetime) -> None:
        changed = one.changed_at is not None and self.now - WIDE < one.changed_at <= since
        if changed and one.occurrence in somebody.told and somebody.follows_since(one) and one.is_over > self.now:
            if somebody.wants_since > (one.changed_at or self.now):
                return  # it may wait for the end of the quiet hours that were
            FIGURES["changes that were due"] += 1
            assert somebody.told[one.occurrence] == one.facts, f"{somebody.id} was told of {one.event.uid} as it was"

    def _reads_what_is_true(self, somebody: Somebody, one: Known, since: datetime) -> None:
        if one.changed_at is None or not self.now - WIDE < one.changed_at <= since or one.is_over <= self.now:
            return
        for number, (occurrence, said) in somebody.messages.items():
            if occurrence == one.occurrence:
                FIGURES["messages that were to be true"] += 1
                assert said == one.facts, f"message {number} to {somebody.id} says what is not true any more"

    def _is_true(self, one: Claimed, matter: Matter, somebody: Somebody) -> None:
        """What holds of a message at the moment at which it is sent."""
        assert self.now < one.expires_at, "expired"
        assert somebody.wants.silent_since is None or one.kind is Kind.AMENDMENT, "after /stop"
        known = {each.occurrence: each for each in self.events.values()}
        said, _ = what_it_says(matter)
        for occurrence, facts in said.items():
            assert facts == known[occurrence].facts, "stale"
        if one.kind is Kind.AMENDMENT:
            return
        of_list = isinstance(matter, ListMatter)
        shown = {entry.event for entry in matter.entries} if of_list else {matter.happening.event_id}
        for about in (each for each in self.events.values() if each.id in shown):
            assert somebody.follows_since(about), "unfollowed"
            if one.kind is not Kind.CHANGE:
                assert about.event.status is Status.CONFIRMED, "not certain"
                assert self.now < about.start, "begun"
        if one.kind is Kind.REMINDER:
            [about] = [each for each in self.events.values() if each.occurrence == one.subject]
            assert one.version.endswith(f"{about.start:%Y%m%d%H%M}"), "of another start"
        if one.kind is Kind.CHANGE:
            assert somebody.told[one.subject] != matter.facts, "what was told already"
        if one.kind is Kind.NEWS:
            assert not set(said) & set(somebody.told), "no news"
        if one.kind is Kind.REMINDER and somebody.wants_since < one.due_at and self.now - one.due_at > LATE:
            over = quiet_until(self.now, somebody.wants.quiet, ROME)
            assert over is None or one.expires_at <= over, "at night"

    # ---- how it is done

    def _tick(self) -> None:
        """A bot that is well: what died before it is claimed anew, all is planned, all is sent and settled."""
        self.run(self.store.release_claims(self.now))
        self._plan()
        while claimed := self.run(self.store.claim(self.now, self.now + LEASE, 64)):
            # One after the other: what the first says may make the second unnecessary.
            for one in claimed:
                loaded = self.run(self.store.look(one.id, self.now, ROME)) or Loaded(one, None)
                self._settle([one], [self._send(loaded)])

    def _send(self, loaded: Loaded, fault: Fault | None = None, *, arrives: bool = False) -> Verdict:
        one, matter = loaded.delivery, loaded.matter
        outcome = no_longer_due(loaded, self.now)
        somebody = next(person for person in self.people.values() if person.id == one.chat)
        if outcome is not None:
            FIGURES[f"{outcome}, not sent"] += 1
            return Settled(one.id, outcome)
        if somebody.blocked:
            return verdict(one, Fault.GONE, self.now)
        if fault is None or (fault is Fault.IN_DOUBT and arrives):
            self._arrives(one, matter, somebody)
        if fault is not None:
            judged = verdict(one, fault, self.now, wait=timedelta(seconds=30))
            if fault is Fault.IN_DOUBT and arrives:
                FIGURES["answers lost"] += 1
                self.may_come_twice[self._key(one)] += 1
            return judged
        told, _ = what_it_says(matter)
        if one.kind is Kind.AMENDMENT:
            return Settled(one.id, Outcome.SENT, amended=(one.subject, matter.facts))
        return Settled(one.id, Outcome.SENT, self.numbers, told)

    def _arrives(self, one: Claimed, matter: Matter, somebody: Somebody) -> None:
        self._is_true(one, matter, somebody)
        key = self._key(one)
        FIGURES[f"{one.kind} sent"] += 1
        if key in self.sent:
            assert self.may_come_twice[key] > 0, f"{key} came twice"
            self.may_come_twice[key] -= 1
            FIGURES["came twice"] += 1
        self.sent.add(key)
        if one.kind is Kind.AMENDMENT:
            assert matter.message_id in somebody.messages, "an edit of no message"
            somebody.messages[matter.message_id] = (somebody.messages[matter.message_id][0], matter.facts)
        else:
            self.numbers += 1

    def _settle(self, claimed: Sequence[Claimed], verdicts: Sequence[Verdict]) -> None:
        self.run(self.store.settle(verdicts, self.now))
        for one, judged in zip(claimed, verdicts, strict=True):
            somebody = next(person for person in self.people.values() if person.id == one.chat)
            if not isinstance(judged, Settled):
                continue
            if judged.outcome is Outcome.UNKNOWN:
                FIGURES["unknown whether it arrived"] += 1
                somebody.unsure = True
            if judged.outcome is Outcome.GONE:
                somebody.marked = True
            if judged.outcome is Outcome.SENT:
                for occurrence, facts in judged.told.items():
                    somebody.told[occurrence], somebody.told_at[occurrence] = facts, self.now
                if one.kind in SINGLE and judged.message_id is not None:
                    somebody.messages[judged.message_id] = (one.subject, next(iter(judged.told.values())))

    def _plan(self) -> None:
        self.run(self.store.plan(self.now - WIDE, self.now, self.now, ROME))

    def _take(self, coming: Event) -> None:
        self.run(self.store.take([coming], self.now))
        ahead = timedelta(days=100)
        lines = self.run(self.store.listed(Wish(), self.now - ahead, self.now + ahead, 1_000))
        [line] = [line for line in lines if line.title == coming.uid and not line.gone]
        self.events[coming.uid] = Known(coming, line.event, line.occurrence, self.now, self.now)
        self._moment()

    def _change(self, one: Known, **change: Any) -> None:
        before = one.facts, one.start, one.event.status
        was_off = one.event.status is not Status.CONFIRMED
        changed = replace(one.event, **change)
        assert isinstance(changed.when, Timed)
        if self.now >= one.is_over or changed.when.starts_at <= self.now:
            return  # what is over stays as it was, and nobody moves a meeting into the past
        self.run(self.store.take([changed], self.now))
        one.event = changed
        if before[0] != one.facts:
            one.changed_at = self.now
        if was_off and changed.status is Status.CONFIRMED:
            one.announced_at = self.now
        if before[1:] != (one.start, one.event.status):
            one.fixed_at = self.now
        self._moment()

    def _follow(self, who: int, what: Followed) -> None:
        self.run(self.store.follow(self._of(who).id, None, what, self.now))
        self._of(who).follows[what] = self.now
        for one in self.events.values():  # who follows an event has its card before them
            if what == single(one.id) and one.is_over > self.now and one.occurrence not in self._of(who).told:
                self._of(who).told[one.occurrence], self._of(who).told_at[one.occurrence] = one.facts, self.now

    def _meet(self, number: int) -> None:
        kind = ChatKind.PRIVATE if number > 0 else ChatKind.SUPERGROUP if number == SUPERGROUP else ChatKind.GROUP
        chat = self.run(self.store.meet(number, kind, "it", self.now))
        self.people.setdefault(number, Somebody(chat.id))

    def _of(self, who: int) -> Somebody:
        return self.people[who]

    def _any(self, data: st.DataObject) -> Known:
        return self.events[data.draw(st.sampled_from(sorted(self.events)))]

    def _moment(self) -> None:
        """Nothing happens at the same time as anything else."""
        self.now += timedelta(seconds=1)

    @staticmethod
    def _key(one: Claimed) -> tuple[Any, ...]:
        return one.chat, one.kind, one.subject, one.version


def test_whatever_happens_who_is_due_is_told_once_and_the_truth():
    FIGURES.clear()
    # As many as the profile says are too many of such long stories for everyday.
    some = settings(max_examples=max(10, settings.default.max_examples // 8), stateful_step_count=40)
    run_state_machine_as_test(TheLedger, settings=some)
    print("\nledger: " + ", ".join(f"{what} {number:,}" for what, number in sorted(FIGURES.items())))  # noqa: T201 # with -s
    happened = defaultdict(int, FIGURES)
    for what in ("reminder", "change", "amendment", "news"):
        assert happened[f"{what} sent"] > 0, what
    for what in ("reminders", "changes", "news"):
        word = "was" if what == "news" else "were"
        assert happened[f"{what} that {word} due"] > 0, what
    assert happened["came twice"] <= happened["in flight at a crash"] + happened["answers lost"]
