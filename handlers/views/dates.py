"""Days and times in words, as one says them: always with the weekday, and today and tomorrow by name."""

from datetime import date, datetime, time, timedelta, tzinfo

from markupsafe import Markup

from domain.agenda.event import SomeDay, Timed, When, WholeDays
from domain.agenda.periods import Days
from domain.agenda.timing import day_of
from handlers.i18n import Translator, mark

_DAY = "EEEE d MMMM"
_A_DAY = timedelta(days=1)
_NIGHT = timedelta(hours=6)
"""What ends by six in the morning still belongs to the evening on which it began."""

_SAID_WITHOUT_YEAR = timedelta(days=330)
"""A day that is farther off, ahead or behind, is named with its year."""


def day_in_words(day: date, today: date, t: Translator) -> str:
    """A day: "oggi, lunedì 23 novembre", "giovedì 3 dicembre", "sabato 1 gennaio 2028"."""
    written = plain_day(day, today, t)
    if day == today:
        return t.label("today, {day}", day=written)
    if day == today + timedelta(days=1):
        return t.label("tomorrow, {day}", day=written)
    return written


def plain_day(day: date, today: date, t: Translator) -> str:
    """A day with its weekday, and with its year unless that goes without saying."""
    near = abs(day - today) <= _SAID_WITHOUT_YEAR
    return t.date(day, _DAY if near else f"{_DAY} y")


def days_in_words(days: Days, today: date, t: Translator) -> str:
    """A stretch of days: "oggi, lunedì 23 novembre", "da lunedì 23 novembre a domenica 6 dicembre"."""
    if days.first_on == days.last_on:
        return day_in_words(days.first_on, today, t)
    return from_to(days.first_on, days.last_on, today, t)


def from_to(first_on: date, last_on: date, today: date, t: Translator) -> str:
    """From one day to another."""
    return t.label("from {first} to {last}", first=plain_day(first_on, today, t), last=plain_day(last_on, today, t))


def hours_in_words(when: Timed, zone: tzinfo, t: Translator) -> str:
    """The hours of what begins and ends on one day: "ore 20:45", "dalle 15:00 alle 19:00"."""
    if when.ends_at is None or not ends_same_day(when, zone):
        return clock_in_words(when.starts_at, zone, t)
    start, end = _clock(when.starts_at, zone), _clock(when.ends_at, zone)
    return t.label("from {start} until {end}", start=start, end=end)


def clock_in_words(instant: datetime, zone: tzinfo, t: Translator) -> str:
    """A time of the day: "ore 20:45"."""
    return t.label("at {time}", time=_clock(instant, zone))


def ends_same_day(when: Timed, zone: tzinfo) -> bool:
    """Whether it ends on the day that it begins on, the small hours included, though not those a whole day later."""
    if when.ends_at is None:
        return True
    begins, ends = (instant.astimezone(zone).replace(tzinfo=None) for instant in (when.starts_at, when.ends_at))
    return (ends - _NIGHT).date() <= begins.date() and ends - begins < _A_DAY


def when_in_words(when: When, zone: tzinfo, today: date, t: Translator) -> str:
    """All that is known of when: "giovedì 3 dicembre, ore 20:45", "dicembre 2026, giorno da annunciare"."""
    match when:
        case Timed(starts_at, ends_at):
            begins = moment_in_words(starts_at, zone, today, t, hours_in_words(when, zone, t))
            if ends_at is None or ends_same_day(when, zone):
                return begins
            return t.label("{start}, until {end}", start=begins, end=moment_in_words(ends_at, zone, today, t))
        case WholeDays(first_on, last_on) if first_on == last_on:
            return t.label("{day}, all day", day=day_in_words(first_on, today, t))
        case WholeDays(first_on, last_on):
            return from_to(first_on, last_on, today, t)
        case SomeDay(month_on):
            return month_in_words(month_on, t)


def moment_in_words(instant: datetime, zone: tzinfo, today: date, t: Translator, hours: str | None = None) -> str:
    """A day and a time: "giovedì 3 dicembre, ore 20:45"."""
    return f"{day_in_words(day_of(instant, zone), today, t)}, {hours or clock_in_words(instant, zone, t)}"


def former_in_words(instant: datetime, zone: tzinfo, today: date, t: Translator) -> str:
    """When something would have begun before it was moved."""
    if begins_with_its_day(instant, zone):
        return day_in_words(day_of(instant, zone), today, t)
    return moment_in_words(instant, zone, today, t)


def begins_with_its_day(instant: datetime, zone: tzinfo) -> bool:
    """Whether something begins at midnight: then it is taken to last all day."""
    return instant.astimezone(zone).time() == time()


def left_in_words(left: timedelta, t: Translator) -> str | None:
    """What is left until something begins, where that helps: minutes in fives, or a few whole hours."""
    fives = round(left / _FIVE_MINUTES)
    if fives < 1:
        return t.label("about to begin")
    if fives in _LEFT:
        return t.label(_LEFT[fives])
    return t.label("in {count} minutes", count=5 * fives) if left < timedelta(hours=1) else None


_FIVE_MINUTES = timedelta(minutes=5)
_LEFT = {
    6: mark("in half an hour"),
    12: mark("in an hour"),
    24: mark("in two hours"),
    36: mark("in three hours"),
}
"""By fives of minutes."""


def month_in_words(month_on: date, t: Translator) -> str:
    """A month whose day is not known yet."""
    return t.label("{month}, day to be announced", month=t.date(month_on, "LLLL y"))


def with_instant(words: str | Markup, when: When) -> Markup:
    """Let Telegram know the instant behind the words, so that a tap offers it in the reader's own time.

    Without a format the words stay as they are (Bot API 10.0, MessageEntity "date_time").
    """
    if not isinstance(when, Timed):
        return Markup.escape(words)
    unix = int(when.starts_at.timestamp())
    return Markup('<tg-time unix="{}">{}</tg-time>').format(unix, words)


def _clock(instant: datetime, zone: tzinfo) -> str:
    return f"{instant.astimezone(zone):%H:%M}"
