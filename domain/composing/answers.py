"""Answers in words: a title, a date, a place, a number, each read as its question means it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from domain.agenda.event import Booking, Recurrence, SomeDay, Status, Timed, Venue, When, WholeDays
from domain.agenda.recurrence import days
from domain.agenda.timing import first_day, local
from domain.calendar.csv_repeats import rule_of
from domain.calendar.csv_times import UnreadableError
from domain.calendar.limits import DESCRIPTION, SEATS, TEXT, TITLE
from domain.calendar.places import apart
from domain.calendar.texts import line, plain, web_address
from domain.calendar.words import Vocabulary
from domain.city.model import City, Place
from domain.composing.composition import Ask, Composition, as_long, settled, turned
from domain.lookup.normalise import normalise
from domain.moments import Moment, on_day, read_moment
from domain.sketches import place_beside

_BETWEEN_NETWORKS = re.compile(r"[,;/+]| (?:e|and) ", re.IGNORECASE)
_CLOCK = re.compile(r"\D*?(\d{1,2})(?:\s*[:.,h]\s*(\d{2}))?\D*", re.ASCII)
_NO_PAGE = frozenset({"si", "yes"})
_LAST_MINUTE = time(23, 59)
_HOURS, _MINUTES = 24, 60


class Wrong(StrEnum):
    """Why an answer cannot be taken."""

    EMPTY = "empty"
    TITLE_TOO_LONG = "title too long"
    TOO_LONG = "too long"
    NETWORK = "network"
    LINK = "link"
    NUMBER = "number"
    HOUR = "hour"
    REPEATS = "repeats"
    DATE = "date"


class WrongAnswer(ValueError):  # noqa: N818 - it is no mistake of the program: people write what they write
    """An answer cannot be taken as it is."""

    def __init__(self, why: Wrong) -> None:
        super().__init__(why.value)
        self.why = why


def answer(composition: Composition, text: str, now: datetime, city: City) -> Composition:
    """Take what was written as the answer to the open question; where that is not certain, the question stays open.

    Raises:
        WrongAnswer: it is no answer to that question.

    """
    if composition.asks is None or composition.asks not in _READERS:
        raise WrongAnswer(Wrong.EMPTY)
    if not line(text):
        raise WrongAnswer(Wrong.EMPTY)
    return _READERS[composition.asks](composition, text, now, city)


def at(composition: Composition, moment: Moment, city: City) -> Composition:
    """Take a date, that lasts as long as before. Where all dates move to other days, how it repeats is asked anew."""
    when = as_long(moment.when, composition.shown(city.zone) or composition.like)
    values: dict[str, Any] = {"when": when, "coming_on": None}
    began = composition.when
    if began and composition.coming_on == first_day(when, city.zone) and moment.recurrence is None:
        when = on_day(when, first_day(began, city.zone), city.zone)  # only the hours change: it began when it began
        values = {"when": when}
    if composition.status is Status.POSTPONED:
        values |= {"status": Status.CONFIRMED, "reason": None}
    if moment.recurrence is not None and composition.day is None:
        values["recurrence"] = moment.recurrence
        return settled(composition, Ask.WHEN, **values)
    if composition.recurrence is not None and composition.day is None:
        if isinstance(when, SomeDay):
            return settled(composition, Ask.WHEN, **values, recurrence=None)
        if not _goes_with(composition.recurrence, when, city):
            unsure = replace(composition, known=composition.known - {Ask.REPEATS})
            return settled(unsure, Ask.WHEN, **values, recurrence=None)
        if began and "coming_on" in values:
            values["recurrence"] = _left(composition.recurrence, first_day(began, city.zone), composition.coming_on)
    if isinstance(when, SomeDay):  # what has no day yet does not repeat
        return settled(settled(composition, Ask.REPEATS), Ask.WHEN, **values)
    return settled(composition, Ask.WHEN, **values)


def place_of(place: Place) -> Venue:
    """A place of the pack, which has no position, as an event has it."""
    return Venue(place.name, place.address)


def _title(composition: Composition, text: str, _now: datetime, _city: City) -> Composition:
    title = line(text)
    if len(title) > TITLE:
        raise WrongAnswer(Wrong.TITLE_TOO_LONG)
    return settled(composition, Ask.TITLE, title=title)


def _when(composition: Composition, text: str, now: datetime, city: City) -> Composition:
    reading = read_moment(text, now, city.zone, near=_near(composition, city))
    changes = composition.of is not None
    if reading.moments and (venue := place_beside(reading, composition.networks, city, changes=changes)):
        composition = replace(composition, venue=venue, known=composition.known | {Ask.PLACE})
    if reading.doubt is None and len(reading.moments) == 1:
        return at(composition, reading.moments[0], city)
    return turned(composition, offered=tuple(reading.moments), doubt=reading.doubt)


def _near(composition: Composition, city: City) -> When | None:
    """What a time without a day is about: the one date that was read without a time, or the one that it has."""
    offered = composition.offered
    return offered[0].when if len(offered) == 1 else composition.shown(city.zone) or composition.like


def _repeats(composition: Composition, text: str, now: datetime, city: City) -> Composition:
    when = composition.when
    if when is None or isinstance(when, SomeDay):
        raise WrongAnswer(Wrong.REPEATS)
    try:
        rule = rule_of(line(text), first_day(when, city.zone))
    except UnreadableError:
        return _repeats_otherwise(composition, text, now, city)
    return settled(composition, Ask.REPEATS, recurrence=Recurrence(rule) if rule else None)


def _repeats_otherwise(composition: Composition, text: str, now: datetime, city: City) -> Composition:
    """A rule that begins on another day than was said, or is said as one says dates."""
    reading = read_moment(text, now, city.zone, near=composition.when)
    if reading.doubt is not None or len(reading.moments) != 1 or reading.moments[0].recurrence is None:
        raise WrongAnswer(Wrong.REPEATS)
    return at(composition, reading.moments[0], city)


def _whose(composition: Composition, text: str, _now: datetime, city: City) -> Composition:
    said = line(text)
    if len(said) > TEXT:
        raise WrongAnswer(Wrong.NETWORK)
    meant = Vocabulary(city).meaning(piece for piece in _BETWEEN_NETWORKS.split(said) if piece)
    if meant.unknown or not (meant.networks or meant.city_wide):
        raise WrongAnswer(Wrong.NETWORK)
    return settled(composition, Ask.WHOSE, networks=() if meant.city_wide else tuple(meant.networks))


def _place(composition: Composition, text: str, _now: datetime, city: City) -> Composition:
    said = line(text)
    if len(said) > TEXT:
        raise WrongAnswer(Wrong.TOO_LONG)
    word = normalise(said)
    known = next((place for place in city.places if normalise(place.name) == word), None)
    venue = place_of(known) if known else Venue(*apart(said))
    return settled(composition, Ask.PLACE, venue=venue)


def _description(composition: Composition, text: str, _now: datetime, _city: City) -> Composition:
    return settled(composition, Ask.DESCRIPTION, description=_some(plain(text), DESCRIPTION))


def _end(composition: Composition, text: str, now: datetime, city: City) -> Composition:
    when = composition.when
    written = _CLOCK.fullmatch(text)
    if isinstance(when, WholeDays):
        reading = read_moment(text, now, city.zone, near=when)
        if reading.doubt is None and len(reading.moments) == 1:
            last_on = first_day(reading.moments[0].when, city.zone)
            if last_on >= when.first_on:
                return settled(composition, Ask.END, when=WholeDays(when.first_on, last_on))
        raise WrongAnswer(Wrong.DATE)
    if not isinstance(when, Timed) or written is None:
        raise WrongAnswer(Wrong.HOUR)
    hour, minute = int(written[1]), int(written[2] or 0)
    if hour >= _HOURS or minute >= _MINUTES:
        raise WrongAnswer(Wrong.HOUR)
    day = first_day(when, city.zone)
    ends_at = local(day, time(hour, minute), city.zone)
    if ends_at <= when.starts_at:  # it goes on after midnight
        ends_at = local(day + timedelta(days=1), time(hour, minute), city.zone)
    return settled(composition, Ask.END, when=Timed(when.starts_at, ends_at))


def _rain(composition: Composition, text: str, _now: datetime, _city: City) -> Composition:
    return settled(composition, Ask.RAIN, rain_plan=_some(plain(text), TEXT))


def _bring(composition: Composition, text: str, _now: datetime, _city: City) -> Composition:
    return settled(composition, Ask.BRING, bring=_some(plain(text), TEXT))


def _reason(composition: Composition, text: str, _now: datetime, _city: City) -> Composition:
    return settled(composition, Ask.REASON, reason=_some(line(text), TEXT))


def _booking(composition: Composition, text: str, _now: datetime, _city: City) -> Composition:
    until = composition.booking.until if composition.booking else None
    said = line(text)
    if normalise(said) in _NO_PAGE:
        return settled(composition, Ask.BOOKING, booking=Booking(None, until))
    address = web_address(said) or (web_address(f"https://{said}") if "." in said else None)
    if address is None:
        raise WrongAnswer(Wrong.LINK)
    return settled(composition, Ask.BOOKING, booking=Booking(address, until))


def _book_by(composition: Composition, text: str, now: datetime, city: City) -> Composition:
    reading = read_moment(text, now, city.zone)
    when = reading.moments[0].when if len(reading.moments) == 1 else None
    match when:
        case Timed(starts_at):
            until = starts_at
        case WholeDays(first_on):
            until = local(first_on, _LAST_MINUTE, city.zone)
        case _:
            raise WrongAnswer(Wrong.DATE)
    page = composition.booking.url if composition.booking else None
    return settled(composition, Ask.BOOK_BY, booking=Booking(page, until))


def _seats(composition: Composition, text: str, _now: datetime, _city: City) -> Composition:
    found = re.findall(r"\d+", line(text), re.ASCII)
    if len(found) != 1 or len(found[0]) > len(str(SEATS)) or not 0 < int(found[0]) <= SEATS:
        raise WrongAnswer(Wrong.NUMBER)
    return settled(composition, Ask.SEATS, seats=int(found[0]))


def _some(text: str, most: int) -> str:
    if len(text) > most:
        raise WrongAnswer(Wrong.TOO_LONG)
    return text


def _left(recurrence: Recurrence, began_on: date, coming_on: date | None) -> Recurrence:
    """What is left of a rule that counts, once it goes on from another day: "dieci incontri", of which three were."""
    found = re.search(r"COUNT=(\d+)", recurrence.rule or "")
    if found is None or recurrence.rule is None or coming_on is None:
        return recurrence
    been = sum(1 for _ in days(recurrence.rule, began_on, began_on, coming_on - timedelta(days=1)))
    return replace(recurrence, rule=recurrence.rule.replace(found[0], f"COUNT={max(int(found[1]) - been, 1)}"))


def _goes_with(recurrence: Recurrence, when: When, city: City) -> bool:
    """Whether a rule has the day that is the first one now, whichever weeks or months its interval chooses."""
    if recurrence.rule is None:
        return False
    day, rule = first_day(when, city.zone), re.sub(r";INTERVAL=\d+", "", recurrence.rule)
    return "BYDAY" not in rule or any(days(rule, day - timedelta(days=1), day, day))


_READERS: Mapping[Ask, Callable[[Composition, str, datetime, City], Composition]] = {
    Ask.TITLE: _title,
    Ask.WHEN: _when,
    Ask.REPEATS: _repeats,
    Ask.WHOSE: _whose,
    Ask.PLACE: _place,
    Ask.DESCRIPTION: _description,
    Ask.END: _end,
    Ask.RAIN: _rain,
    Ask.BRING: _bring,
    Ask.BOOKING: _booking,
    Ask.BOOK_BY: _book_by,
    Ask.SEATS: _seats,
    Ask.REASON: _reason,
}
