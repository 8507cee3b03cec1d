"""Calendars on the web that are read again and again: whose they are, when each is asked next, and what became of it.

A feed is named by its host and a digest of its address, in logs, in the database and on the command line: the address
itself may hold a secret.
"""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit, urlunsplit

from domain.agenda.event import EventId, Kind, When
from domain.calendar.problem import Reading, Why
from domain.city.model import NetworkId

LONGEST_PAUSE = timedelta(days=1)
"""No feed is left alone for longer, however often it failed and whatever its server asks for."""

_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar on the web, and the networks whose events it has; without any they are the whole city's."""

    url: str = field(repr=False)
    networks: tuple[NetworkId, ...] = ()

    @property
    def name(self) -> str:
        """The host and a digest: the same for as long as the address is, and nothing of its path or password."""
        parts = urlsplit(self.url)
        place = parts.netloc.rpartition("@")[2]
        digest = hashlib.sha256(urlunsplit(parts._replace(netloc=place)).encode()).hexdigest()
        return f"{place}#{digest[:_DIGITS]}"


class Outcome(StrEnum):
    """What became of asking for a feed."""

    FRESH = "fresh"  # a calendar came
    UNCHANGED = "unchanged"  # the server says that it is as it was
    REFUSED = "refused"  # the server answers, and gives no file
    UNREACHABLE = "unreachable"
    TOO_LARGE = "too large"
    TOO_SLOW = "too slow"
    NO_CALENDAR = "no calendar"  # a file came in which there is nothing to read
    UNREAD = "unread"  # asking or reading it was broken off: it takes too much, or we were ended meanwhile

    @property
    def good(self) -> bool:
        """Whether we know what the feed has now."""
        return self in {Outcome.FRESH, Outcome.UNCHANGED}


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server called the version that it gave (RFC 9110 §8.8), to ask for another one only."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking once.

    `status` is that of the HTTP answer that refused, `wait` how long its server asks us to stay away. `reading` is
    what the file gave, if one came; `validators` name its version.
    """

    outcome: Outcome
    status: int | None = None
    wait: timedelta = timedelta()
    validators: Validators = NO_VALIDATORS
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed.

    `validators` name the version whose events are remembered, and `read_as` says what it was read with: read with
    something else, the same version may give other events. `events` and `problems` are those of the last reading.
    """

    outcome: Outcome
    asked_at: datetime
    next_at: datetime
    status: int | None = None
    succeeded_at: datetime | None = None
    failing_since: datetime | None = None
    failures: int = 0
    events: int = 0
    problems: int = 0
    validators: Validators = NO_VALIDATORS
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class Vanished:
    """An event still to come that its feed has no more: it stays in the agenda until somebody says what to do.

    `when` is the time that it takes place next, `since` when it was found missing.
    """

    event: EventId
    kind: Kind
    title: str
    when: When
    networks: tuple[NetworkId, ...]
    feed: str
    since: datetime


def is_due(state: FeedState | None, now: datetime) -> bool:
    """Whether a feed is to be asked; one that never was is."""
    return state is None or state.next_at <= now


def validators_for(state: FeedState | None, read_as: str) -> Validators:
    """Which version need not be sent again: the one whose events are remembered as they would be read today."""
    return state.validators if state and state.read_as == read_as else NO_VALIDATORS


def outcome_of(reading: Reading) -> Outcome:
    """Say whether a file was a calendar: one in which nothing could be read is none."""
    if any(problem.why is Why.TOO_HARD for problem in reading.problems):
        return Outcome.UNREAD
    nothing = not reading.events and not reading.past
    return Outcome.NO_CALENDAR if nothing and reading.problems else Outcome.FRESH


def tells_what_vanished(reading: Reading) -> bool:
    """Whether what is not in a calendar may be taken as gone from its feed.

    Not where a piece could not be read, for that may be what is missing; and not where nothing is in it at all, for so
    programs answer that were set up anew, or whose permission was taken away.
    """
    return not reading.problems and bool(reading.events or reading.past)


def remembered(before: FeedState | None, answer: Answer, read_as: str, every: timedelta, now: datetime) -> FeedState:
    """Give what is to be remembered of a feed after it was asked; `every` is how long to wait when all is well."""
    asked = replace(
        before or FeedState(answer.outcome, now, now), outcome=answer.outcome, status=answer.status, asked_at=now
    )
    if not answer.outcome.good:
        failures = asked.failures + 1
        next_at = now + pause(every, failures, answer.wait)
        return replace(asked, next_at=next_at, failing_since=asked.failing_since or now, failures=failures)
    well = replace(asked, next_at=now + every, succeeded_at=now, failing_since=None, failures=0)
    if answer.reading is None:  # the version that is remembered
        return well
    return replace(
        well,
        events=len(answer.reading.events),
        problems=len(answer.reading.problems),
        # A version that could not be read whole is asked for again: the next time it may arrive whole.
        validators=NO_VALIDATORS if answer.reading.problems else answer.validators,
        read_as=read_as,
    )


def pause(every: timedelta, failures: int, wait: timedelta = timedelta()) -> timedelta:
    """How long to leave a feed alone after so many failures in a row: twice as long each time, at most a day."""
    doubled = every * (1 << min(failures - 1, 16))
    return min(max(doubled, wait), LONGEST_PAUSE)
