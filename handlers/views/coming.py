"""The keys by which one says whether one comes, and puts a reminder off; what is said of how many come."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from domain.agenda.event import OccurrenceId
from domain.attendance import Attendance
from domain.snoozing import Later
from handlers.buttons.event import OpenEvent, Said, SayComing
from handlers.buttons.event_reminders import PutOff, Snooze
from handlers.i18n import Translator, mark
from handlers.views.view import in_rows, key, keyboard

_LATER = {
    Later.HOUR: mark("In an hour"),
    Later.EVENING: mark("This evening, {at}"),
    Later.MORNING: mark("Tomorrow morning, {at}"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a chat said of coming, and how many come where that is known."""

    mine: bool | None = None
    coming: int = 0


@dataclass(frozen=True, slots=True)
class Again:
    """When a reminder that was put off comes again, with that in words."""

    at: datetime
    words: str


@lru_cache(maxsize=4096)
def reminder_keys(
    occurrence: OccurrenceId, answer: Answer, t: Translator, *, may_wait: bool = True, again: Again | None = None
) -> InlineKeyboardMarkup:
    """The keys under a reminder; `may_wait` says whether there is time left to put it off."""
    put_off = key(t.label("Remind me later"), PutOff(occurrence))
    if again:
        put_off = key(
            t.label("✓ I’ll remind you {when}", when=again.words), PutOff(occurrence, at=int(again.at.timestamp()))
        )
    return keyboard(
        coming_keys(occurrence, answer, t),
        [put_off] if may_wait and answer.mine is not False else [],
        [open_key(occurrence, t)],
    )


def coming_keys(occurrence: OccurrenceId, answer: Answer, t: Translator) -> list[InlineKeyboardButton]:
    """The two keys by which one says it; what was said is marked, and the same key takes it back."""
    yes, no = t.label("I’ll be there"), t.label("I can’t come")
    if answer.coming > 1:
        yes = t.label("I’ll be there · {count} in all", count=answer.coming)
    return [
        key(f"✓ {yes}", SayComing(occurrence)) if answer.mine is True else key(yes, SayComing(occurrence, Said.YES)),
        key(f"✓ {no}", SayComing(occurrence)) if answer.mine is False else key(no, SayComing(occurrence, Said.NO)),
    ]


@lru_cache(maxsize=4096)
def open_key(occurrence: OccurrenceId, t: Translator) -> InlineKeyboardButton:
    """The way to the card, which comes below."""
    return key(t.label("See the details"), OpenEvent(occurrence))


def later_keys(occurrence: OccurrenceId, choices: dict[Later, str], t: Translator, at: int = 0) -> InlineKeyboardMarkup:
    """Until when it can be put off, each with its time of the day; `at` is until when it was already."""
    keys = [key(t.label(_LATER[later], at=at), Snooze(occurrence, later)) for later, at in choices.items()]
    return keyboard(*in_rows(keys, 1), [key(t.label("◂ Back"), PutOff(occurrence, open=0, at=at))])


def how_many(attendance: Attendance, t: Translator) -> Markup | None:
    """How many come, without names; nothing where nobody has said so."""
    if not attendance.coming:
        return None
    come = t.plural("{count} person says they are coming.", "{count} people say they are coming.", attendance.coming)
    return come + " " + t("All places are taken.") if attendance.full else come


def answered(attendance: Attendance, asked: Said, t: Translator) -> tuple[str, bool]:
    """What is said over the chat after a tap, and whether it must be read: that there is no place left."""
    match asked:
        case Said.YES if attendance.mine is not True:
            return t.label(
                "All places are taken: I could not add you. Try again later: somebody may give theirs up."
            ), True
        case Said.YES if attendance.coming == 1:
            return t.label("Good! I’ve noted that."), False
        case Said.YES:
            return t.label("Good! {count} people say so by now, you included.", count=attendance.coming), False
        case Said.NO:
            return t.label("All right: no more reminders for this date."), False
        case Said.NOTHING:
            return t.label("All right: I have taken back what you said."), False


def put_off(again: str, t: Translator) -> str:
    """What is said over the chat once a reminder was put off."""
    return t.label("All right: I’ll remind you again {when}.", when=again)


def too_late(t: Translator) -> str:
    """What is said over the chat where no time is left for that."""
    return t.label("It begins too soon: there is no time for another reminder.")


def tomorrow(clock: str, t: Translator) -> str:
    """A time of tomorrow's, as the key shows it."""
    return t.label("tomorrow {at}", at=clock)
