"""When reminders of one event come, and the choice of other times for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from markupsafe import Markup

from domain.agenda.entry import Happening
from domain.agenda.event import SomeDay
from domain.reminders import Leads, leads_of
from handlers.buttons.event import OpenEvent
from handlers.buttons.event_reminders import ChooseLeads, LeadOfEvent, RemindOfEvent, StopReminding
from handlers.i18n import Translator
from handlers.views.dates import moment_in_words
from handlers.views.keys import resume_key
from handlers.views.told import LEADS
from handlers.views.view import View, first_up, in_rows, key, keyboard, lines, marked, paragraphs, shortened

_ROOM_FOR_TITLE = 250


@dataclass(frozen=True, slots=True)
class Reminded:
    """How a chat is reminded of an event: at which instants of this occurrence, by which leads, usual or its own.

    `possible`: some choice of leads brings a reminder of it still. `cannot`: the chat said that it does not come.
    """

    happening: Happening
    begun: bool
    at: Sequence[datetime]
    possible: bool
    cannot: bool
    leads: Leads
    usual: bool
    silent: bool
    zone: tzinfo
    today: date

    @property
    def repeats(self) -> bool:
        """Whether it takes place again, so that what is too late this time holds for the next."""
        return self.happening.event.recurrence is not None

    @property
    def undated(self) -> bool:
        """Whether its day is not known yet."""
        return isinstance(self.happening.occurrence.when, SomeDay)

    @property
    def too_late(self) -> bool:
        """Whether no choice of times brings a reminder any more."""
        return self.begun and not self.possible and not self.repeats

    @property
    def comes(self) -> bool:
        """Whether any reminder comes, of this occurrence or of a later one."""
        return bool(self.at) or (bool(self._fitting) and (self.repeats or self.undated))

    @property
    def _fitting(self) -> Leads:
        """The leads chosen that mean something for such a time."""
        return self.leads if self.undated else self.leads & leads_of(self.happening.occurrence.when)

    @property
    def fits_no_lead(self) -> bool:
        """Whether it lasts all day, and only leads of hours were chosen."""
        return bool(self.leads) and not self._fitting


def reminded(known: Reminded, t: Translator, *, already: bool) -> View:
    """Reminders of an event come, from now on or already; or none comes, and why."""
    title, occurrence = _title(known.happening), known.happening.id
    return View(
        paragraphs(
            _promise(known, title, t, already=already),
            _times(known, t),
            _next_times(known, t),
            t("For now I am not writing to you: you asked for that with /stop.") if known.silent else None,
        ),
        keyboard(
            [resume_key(t)] if known.silent else [],
            [
                *([] if known.too_late else [key(t.label("Change when"), ChooseLeads(occurrence))]),
                key(t.label("Do not remind me"), StopReminding(occurrence))
                if known.comes
                else key(t.label("See the details"), OpenEvent(occurrence)),
            ],
        ),
    )


def choose_leads(known: Reminded, t: Translator) -> View:
    """The times for this event, to be chosen; the usual ones can be had back."""
    occurrence = known.happening.id
    possible = [lead for lead in LEADS if known.undated or lead in leads_of(known.happening.occurrence.when)]
    keys = [
        key(
            marked(first_up(t.label(LEADS[lead])), chosen=lead in known.leads),
            LeadOfEvent(occurrence, lead, int(lead not in known.leads)),
        )
        for lead in possible
    ]
    return View(
        paragraphs(
            t("<b>When should I remind you? {title}</b>", title=_title(known.happening)),
            _times(known, t),
            t("What you choose here is for this event alone."),
        ),
        keyboard(
            *in_rows(keys, 1),
            [] if known.usual else [key(t.label("As for everything else"), LeadOfEvent(occurrence))],
            [
                key(t.label("Do not remind me"), StopReminding(occurrence)),
                key(t.label("See the details"), OpenEvent(occurrence)),
            ],
        ),
    )


def not_reminded(happening: Happening, t: Translator) -> View:
    """Reminders of this event come no more."""
    return View(
        t("<b>All right: no more reminders for this.</b>\n{title}", title=_title(happening)),
        keyboard(
            [key(t.label("Remind me after all"), RemindOfEvent(happening.id))],
            [key(t.label("See the details"), OpenEvent(happening.id))],
        ),
    )


def _promise(known: Reminded, title: str, t: Translator, *, already: bool) -> Markup:
    """Whether reminders come: the first line promises none where none would come."""
    if not known.comes:
        return t("🔔 <b>No reminder: {title}</b>", title=title)
    if already:
        return t("🔔 <b>You already get reminders: {title}</b>", title=title)
    return t("🔔 <b>I’ll remind you: {title}</b>", title=title)


def _next_times(known: Reminded, t: Translator) -> Markup | None:
    if not (known.repeats and known.comes):
        return None
    return t("I’ll do the same each time it takes place.") if known.at else t("The next times I’ll remind you.")


def _times(known: Reminded, t: Translator) -> Markup:
    if not known.leads:
        return t("You have chosen no time, so I do not remind you of it.")
    if known.cannot:
        return t("You said that you can’t come, so I do not remind you of this date.")
    if known.undated:
        return t("Its day is not known yet. Once it is, I’ll remind you.")
    if known.fits_no_lead:
        return t("It lasts all day and has no hour: choose a week before, the day before or the same morning.")
    if not known.at:
        return (
            t("It is already under way.")
            if known.begun
            else t("It begins too soon for a reminder at the times you chose.")
        )
    said = [first_up(moment_in_words(at, known.zone, known.today, t)) for at in known.at]
    return lines(t("I’ll write to you:"), *(Markup("• {}").format(moment) for moment in said))


def _title(happening: Happening) -> str:
    return shortened(happening.occurrence.title, _ROOM_FOR_TITLE)
