"""An event as far as it is made, or changed, in a talk. All of it stands in a dialogue of the chat, as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from domain.agenda.event import Booking, Change, Event, EventId, Kind, Recurrence, Status, Timed, Venue, When
from domain.agenda.occurrences import changes_of, occurrences
from domain.agenda.timing import first_day
from domain.calendar.uids import OURS
from domain.city.model import NetworkId, ThemeId
from domain.managing import Whole
from domain.moments import Doubt, Moment, on_day
from domain.operators import Grants
from domain.sketches import Sketch

DIALOGUE_LASTS = timedelta(days=7)


_MANY_STEPS, _STEPS_OF_A_TALK = 1_000_000, 1_000
"""Keys carry a step: one in a million talks begins with the same."""


class Ask(StrEnum):
    """What can be asked of an event. The values are what keys and dialogues carry."""

    TITLE = "t"
    WHEN = "w"
    REPEATS = "r"
    WHOSE = "n"
    PLACE = "p"
    KIND = "k"
    DESCRIPTION = "d"
    THEMES = "h"
    END = "e"
    RAIN = "a"
    BRING = "b"
    BOOKING = "l"
    BOOK_BY = "y"
    SEATS = "s"
    PHOTO = "f"
    REASON = "m"  # why it does not take place


NEEDED = (Ask.TITLE, Ask.WHEN, Ask.REPEATS, Ask.WHOSE, Ask.PLACE)
"""What is asked of every event, in this order, unless it is known."""

MANY = frozenset({Ask.WHOSE, Ask.THEMES})
"""What several answers may be given to."""

WRITTEN = frozenset(Ask) - {Ask.KIND, Ask.THEMES, Ask.PHOTO}
"""What is answered in words, or may be: then a text is the answer, whatever it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What is known so far, and what is asked.

    `step` rises with each answer, from `first` on, which no other talk began with: a key of an earlier one has expired.
    `asks` is the open question, None where the event
    is being looked at; `known` what need not be asked any more. `offered` and `doubt` are what was read of a date that
    is not certain. What changes an event that is there has it in `of`, with the SEQUENCE `seen` that it had, and in
    `day` the one date that is meant, if it is not all; of all that began long ago `coming_on` is the next. What a new
    event is `like` gives it its hours. `instead` is what was said meanwhile of another event, which waits for
    what becomes of this one.
    """

    uid: str
    first: int = 0
    step: int = 0
    asks: Ask | None = None
    known: frozenset[Ask] = frozenset()
    offered: tuple[Moment, ...] = ()
    doubt: Doubt | None = None
    of: EventId | None = None
    seen: int = 0
    day: date | None = None
    coming_on: date | None = None
    like: When | None = None
    instead: str = ""

    title: str | None = None
    when: When | None = None
    recurrence: Recurrence | None = None
    networks: tuple[NetworkId, ...] = ()
    venue: Venue | None = None
    kind: Kind | None = None
    description: str | None = None
    themes: tuple[ThemeId, ...] = ()
    rain_plan: str | None = None
    bring: str | None = None
    booking: Booking | None = None
    seats: int | None = None
    photo: str | None = None
    status: Status = Status.CONFIRMED
    reason: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether all that every event has is known."""
        return self.title is not None and self.when is not None and Ask.WHOSE in self.known

    def shown(self, zone: ZoneInfo) -> When | None:
        """When it takes place, of all dates the next."""
        if self.when is None or self.coming_on is None:
            return self.when
        return on_day(self.when, self.coming_on, zone)

    @property
    def is_begun(self) -> bool:
        """Whether something would be lost with it: a new one says something, of one that is there something changed."""
        if self.of is not None:
            return self.step != self.first
        return self.title is not None or self.when is not None

    @property
    def next_ask(self) -> Ask | None:
        """What is asked next of what every event has."""
        return next((ask for ask in NEEDED if ask not in self.known), None)


_document = TypeAdapter(Composition)


def written(composition: Composition) -> Mapping[str, Any]:
    """A composition as its dialogue keeps it."""
    kept: dict[str, Any] = _document.dump_python(composition, mode="json", exclude_defaults=True)
    return kept


def read(payload: Mapping[str, Any]) -> Composition | None:
    """Read it back; None for what an older version of ours wrote otherwise."""
    try:
        return _document.validate_python(dict(payload))
    except ValidationError:
        return None


def begun() -> Composition:
    """Nothing is known yet. The identity of the event to be is made here, so that publishing twice makes one."""
    first = _a_first_step()
    return Composition(uid=f"{uuid4().hex}{OURS}", first=first, step=first, asks=Ask.TITLE)


def _a_first_step() -> int:
    return uuid4().int % _MANY_STEPS * _STEPS_OF_A_TALK


def of_sketch(sketch: Sketch, grants: Grants) -> Composition:
    """What one message said; what it left open is asked. Who looks after meetings means one, whatever it is called."""
    kind = None if grants.meetings_of and sketch.kind is Kind.INITIATIVE else sketch.kind
    new = replace(begun(), title=sketch.title or None, kind=kind, themes=tuple(sketch.themes))
    known = {Ask.TITLE} if sketch.title else set()
    reading = sketch.reading
    if reading.doubt is None and len(reading.moments) == 1:
        [moment] = reading.moments
        new = replace(new, when=moment.when, recurrence=moment.recurrence)
        known |= {Ask.WHEN, Ask.REPEATS}
    elif reading.moments or reading.doubt is not Doubt.NOTHING:
        new = replace(new, offered=tuple(reading.moments), doubt=reading.doubt)
    if sketch.networks or sketch.city_wide:
        new, known = replace(new, networks=tuple(sketch.networks)), known | {Ask.WHOSE}
    if sketch.venue:
        new, known = replace(new, venue=sketch.venue), known | {Ask.PLACE}
    return _asking(replace(new, known=frozenset(known)))


def changing(whole: Whole, zone: ZoneInfo, day: date | None = None) -> Composition:
    """An event that is there, or one date of it, as it is now."""
    event = whole.event
    here = day or (None if event.recurrence else first_day(event.when, zone))
    change = changes_of(event).get(here) if here else None
    dated = whole.dated(day) if day else None
    coming_on = whole.dates[0].original_on if event.recurrence and not day and whole.dates else None
    first = _a_first_step()
    return Composition(
        uid=event.uid,
        first=first,
        step=first,
        known=frozenset(Ask),
        of=whole.id,
        seen=event.sequence,
        day=day if event.recurrence else None,
        coming_on=coming_on if coming_on != first_day(event.when, zone) else None,
        title=(change and change.title) or event.title,
        when=dated.when if dated else ((change and change.when) or event.when),
        recurrence=event.recurrence,
        networks=event.networks,
        venue=(change and change.venue) or event.venue,
        kind=event.kind,
        description=(change and change.description) or event.description,
        themes=event.themes,
        rain_plan=event.rain_plan,
        bring=event.bring,
        booking=event.booking,
        seats=event.seats,
        photo=whole.photo,
        status=(change and change.status) or event.status,
        reason=(change and change.reason) or event.reason,
    )


def again(whole: Whole, zone: ZoneInfo) -> Composition:
    """A new event like one that is there, but for its day."""
    like = changing(whole, zone)
    return replace(
        like,
        uid=begun().uid,
        of=None,
        seen=0,
        asks=Ask.WHEN,
        known=frozenset(Ask) - {Ask.WHEN},
        coming_on=None,
        like=like.when,
        when=None,
        recurrence=None,
        status=Status.CONFIRMED,
        reason=None,
    )


def turned(composition: Composition, **values: Any) -> Composition:
    """Put something right without asking for more: keys of before have expired."""
    return replace(composition, step=composition.step + 1, **values)


def settled(composition: Composition, ask: Ask, **values: Any) -> Composition:
    """Take an answer, and ask what is missing next."""
    known = composition.known | {ask}
    if ask is Ask.WHEN:
        values |= {"offered": (), "doubt": None}
        if values.get("recurrence"):
            known |= {Ask.REPEATS}
    return _asking(turned(composition, known=known, **values))


def with_kind(composition: Composition, grants: Grants) -> Composition:
    """Say what kind it is where nobody said: who is trusted with meetings makes meetings."""
    if composition.kind is not None or Ask.WHOSE not in composition.known:
        return composition
    coordinates = not grants.administrator and not set(composition.networks) <= set(grants.networks)
    return replace(composition, kind=Kind.MEETING) if coordinates else composition


def event_of(composition: Composition, zone: ZoneInfo, kind: Kind, before: Event | None = None) -> Event:
    """The event that was made; of one that was there, `before`, what it becomes. It must be whole."""
    if composition.title is None or composition.when is None:
        raise ValueError("an event has a title and a date")
    if before is not None and composition.day:
        return _with_date(before, composition, composition.day)
    base = before or Event(
        uid=composition.uid, kind=kind, title=composition.title, when=composition.when, zone=zone.key
    )
    return replace(
        base,
        kind=kind,
        title=composition.title,
        when=composition.when,
        status=composition.status,
        networks=composition.networks,
        themes=composition.themes,
        description=composition.description,
        venue=composition.venue,
        rain_plan=composition.rain_plan,
        bring=composition.bring,
        booking=composition.booking,
        seats=composition.seats,
        recurrence=composition.recurrence,
        reason=composition.reason,
        changes=_changes_kept(base, composition),
    )


def _changes_kept(base: Event, composition: Composition) -> tuple[Change, ...]:
    """Single dates stay as they were made, but for those on days that are none any more."""
    if base.recurrence is None or composition.recurrence != base.recurrence or composition.when is None:
        return ()
    plain = replace(base, when=composition.when, changes=())
    return tuple(one for one in base.changes if any(occurrences(plain, one.original_on, one.original_on)))


def _with_date(event: Event, composition: Composition, day: date) -> Event:
    """Change one date; what is as in all others is not said of it."""
    plain = next(iter(occurrences(replace(event, changes=()), day, day)), None)

    def other(here: Any, usual: Any) -> Any:
        return None if here == usual else here

    change = Change(
        day,
        when=other(composition.when, plain.when if plain else None),
        status=other(composition.status, event.status),
        title=other(composition.title, event.title),
        description=other(composition.description, event.description),
        venue=other(composition.venue, event.venue),
        reason=other(composition.reason, event.reason),
    )
    others = tuple(one for one in event.changes if one.original_on != day)
    return replace(event, changes=others if change == Change(day) else (*others, change))


def _asking(composition: Composition) -> Composition:
    """Ask what is missing; with nothing missing, show what is there."""
    return replace(composition, asks=composition.next_ask)


def as_long(when: When, before: When | None) -> When:
    """A new time of what lasted so long before, where nobody says until when it goes."""
    if isinstance(when, Timed) and isinstance(before, Timed) and when.ends_at is None and before.ends_at:
        return Timed(when.starts_at, when.starts_at + (before.ends_at - before.starts_at))
    return when
