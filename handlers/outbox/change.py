"""What is not any more as a chat was told: the notice of it, and what the earlier message says from then on."""

from dataclasses import dataclass
from datetime import date, tzinfo

from markupsafe import Markup

from domain.agenda.entry import Happening
from domain.agenda.event import Occurrence, SomeDay, Status
from domain.agenda.facts import Facts, facts_of, read_facts
from domain.agenda.timing import begins_at, day_of
from domain.outbox.delivery import Claimed, Kind
from domain.outbox.due import AmendmentMatter, OccurrenceMatter
from handlers.i18n import Translator
from handlers.outbox.reminder import ROOM_FOR_TITLE, begins_in_words, full_title, place_line
from handlers.outbox.telling import Telling, follows, last_line
from handlers.views.coming import Answer, coming_keys, open_key
from handlers.views.dates import with_instant
from handlers.views.view import View, first_up, keyboard, lines, paragraphs, shortened

_ROOM_FOR_REASON = 500


@dataclass(frozen=True, slots=True)
class _Changed:
    """An occurrence, what a message said of it before, and where and when that is read."""

    happening: Happening
    before: Facts
    title: str
    today: date
    zone: tzinfo

    @property
    def occurrence(self) -> Occurrence:
        return self.happening.occurrence

    @property
    def now(self) -> Facts:
        return facts_of(self.occurrence, begins_at(self.occurrence.when, self.zone))

    @property
    def is_moved(self) -> bool:
        return (self.now.timing, self.now.begins_at) != (self.before.timing, self.before.begins_at)

    def when(self, t: Translator) -> str:
        """When it is now."""
        return begins_in_words(self.occurrence.when, self.zone, self.today, t)

    def was(self, t: Translator) -> str:
        """When it was to be."""
        return begins_in_words(self.before.when(self.zone), self.zone, self.today, t)


def change(delivery: Claimed, matter: OccurrenceMatter, about: Telling, t: Translator) -> View:
    """Tell that something does not take place, or not then or there, or that it does after all."""
    changed = _changed(matter.happening, matter.told or matter.facts, about, t)
    takes_place = changed.occurrence.status is Status.CONFIRMED
    said = _goes_on(changed, t) if takes_place else _is_off(changed, t)
    keys = coming_keys(changed.happening.id, Answer(matter.coming), t) if takes_place else []
    last = last_line(delivery, follows(matter.why, about.city, t), about, t)
    return View(paragraphs(said, last), keyboard(keys, [open_key(changed.happening.id, t)]))


def amendment(_delivery: Claimed, matter: AmendmentMatter, about: Telling, t: Translator) -> View:
    """An earlier message, struck through, with what holds now under it."""
    sign = "⚠️" if matter.sort is Kind.CHANGE else "🔔"
    changed = _changed(matter.happening, matter.said or matter.facts, about, t)
    struck = Markup("<s>{} {}: {}</s>").format(sign, first_up(changed.was(t)), changed.title)
    return View(paragraphs(struck, _holds(changed, t)), keyboard([open_key(changed.happening.id, t)]))


def _changed(happening: Happening, before: str, about: Telling, t: Translator) -> _Changed:
    title = full_title(happening, about.city, t)
    return _Changed(happening, read_facts(before), title, about.today, about.city.zone)


def _holds(changed: _Changed, t: Translator) -> Markup:
    """What is true now, under what is not any more."""
    occurrence = changed.occurrence
    match occurrence.status:
        case Status.CANCELLED:
            return t("⚠️ <b>It does not take place.</b>")
        case Status.POSTPONED | Status.DRAFT:
            return t("⚠️ <b>It does not take place then; the new date is not known yet.</b>")
        case Status.CONFIRMED:
            when = with_instant(changed.when(t), occurrence.when)
            return lines(t("⚠️ <b>Now: {when}</b>", when=when), place_line(occurrence.venue))


def _is_off(changed: _Changed, t: Translator) -> Markup:
    was = t("It was to be: <s>{when}</s>.", when=changed.was(t))
    reason = changed.occurrence.reason
    why = t("Reason: {reason}", reason=shortened(reason, _ROOM_FOR_REASON)) if reason else None
    if changed.occurrence.status is Status.CANCELLED:
        return lines(
            t("⚠️ <b>Not taking place: {title}</b>", title=changed.title),
            was,
            why,
            t("If there is a new date, I’ll tell you."),
        )
    return lines(
        t("⚠️ <b>Postponed for now: {title}</b>", title=changed.title),
        was,
        why,
        t("The new date is not known yet; as soon as it is, I’ll tell you."),
    )


def _goes_on(changed: _Changed, t: Translator) -> Markup:
    """What takes place, but not as was told: what is new is bold, what was before is struck through."""
    occurrence, before = changed.occurrence, changed.before
    when = with_instant(first_up(changed.when(t)), occurrence.when)
    other_place = changed.now.place != before.place
    other_time = changed.is_moved or before.status is not Status.CONFIRMED
    return lines(
        _headline(changed, t),
        t("📅 <b>{when}</b>", when=when) if other_time else t("📅 {when}", when=when),
        t("Before it was: <s>{when}</s>", when=changed.was(t)) if changed.is_moved else None,
        t("<b>The place has changed too:</b>") if other_place and changed.is_moved else None,
        place_line(occurrence.venue) or (t("📍 Place not stated yet") if other_place else None),
        t("Before it was: <s>{place}</s>", place=shortened(before.place, ROOM_FOR_TITLE))
        if other_place and before.place
        else None,
    )


def _headline(changed: _Changed, t: Translator) -> Markup:
    now, before, zone, title = changed.now, changed.before, changed.zone, changed.title
    if before.status is not Status.CONFIRMED:
        return t("⚠️ <b>It takes place after all: {title}</b>", title=title)
    if isinstance(before.when(zone), SomeDay) and not isinstance(changed.occurrence.when, SomeDay):
        return t("⚠️ <b>Now there is a date: {title}</b>", title=title)
    if day_of(now.begins_at, zone) != day_of(before.begins_at, zone):
        return t("⚠️ <b>New day: {title}</b>", title=title)
    if changed.is_moved:
        return t("⚠️ <b>New time: {title}</b>", title=title)
    return t("⚠️ <b>New place: {title}</b>", title=title)
