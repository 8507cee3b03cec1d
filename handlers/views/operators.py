"""The operators' menu, and its pages of numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup
from telegram import InlineKeyboardButton

from domain.city.model import AreaId, City, NetworkId
from domain.model import Feedback
from domain.operators import Action, Followers, Operator, refusal_of
from domain.outbox.delivery import Kind
from domain.outbox.outcome import Count, Outcome
from handlers.buttons.announcements import ListAnnouncements
from handlers.buttons.audit import ListDeeds
from handlers.buttons.button import Button
from handlers.buttons.colleagues import ListColleagues
from handlers.buttons.invitations import Invite
from handlers.buttons.managing import ListManaged
from handlers.buttons.operators import ListMyNetworks, ListReports, ShowDeliveries, ShowOperatorMenu
from handlers.i18n import Translator, mark
from handlers.views.dates import moment_in_words
from handlers.views.paging import page_of
from handlers.views.trust import can_do, names_of
from handlers.views.view import View, first_up, in_rows, key, keyboard, lines, paragraphs, shortened

_NETWORKS_A_PAGE = 12
_REPORTS_A_PAGE = 5
_LONGEST_ASKED = 200
_LONGEST_COMMENT = 300

_MENU: Sequence[tuple[str, Callable[[], Button], Action]] = (
    (mark("Events"), ListManaged, Action.EVENT),
    (mark("Announcements"), ListAnnouncements, Action.ANNOUNCE),
    (mark("My networks"), ListMyNetworks, Action.OPEN),
    (mark("Wrong answers"), ListReports, Action.OPEN),
    (mark("Messages sent"), ShowDeliveries, Action.OPEN),
    (mark("Operators"), ListColleagues, Action.INVITE),
    (mark("Invite somebody"), Invite, Action.INVITE),
    (mark("Who did what"), ListDeeds, Action.AUDIT),
)

_REMINDERS, _CHANGES, _NEWS = mark("Reminders"), mark("Changes and cancellations"), mark("News and summaries")
_ANNOUNCEMENTS, _EDITS = mark("Announcements"), mark("Messages put right")
_TO_OPERATORS = mark("Messages to operators")

KINDS: Mapping[str, str] = {
    Kind.REMINDER: _REMINDERS,
    Kind.SNOOZE: _REMINDERS,
    Kind.CHANGE: _CHANGES,
    Kind.NEWS: _NEWS,
    Kind.DIGEST: _NEWS,
    Kind.ANNOUNCEMENT: _ANNOUNCEMENTS,
    Kind.ALBUM: _ANNOUNCEMENTS,
    Kind.AMENDMENT: _EDITS,
    Kind.CORRECTION: _EDITS,
    Kind.TRIAL: _TO_OPERATORS,
    Kind.NOTE: _TO_OPERATORS,
    Kind.MUTED: _TO_OPERATORS,
}
"""Under which heading messages of a kind are counted."""

OUTCOMES: Mapping[Outcome | None, str] = {
    Outcome.SENT: mark("arrived: {count}"),
    None: mark("waiting: {count}"),
    Outcome.GONE: mark("to chats that blocked me or are no more: {count}"),
    Outcome.STALE: mark("no longer needed: {count}"),
    Outcome.EXPIRED: mark("too late to be of use: {count}"),
    Outcome.UNKNOWN: mark("perhaps arrived: {count}"),
    Outcome.UNWELCOME: mark("to groups and channels where I may not write: {count}"),
    Outcome.REFUSED: mark("not taken by Telegram: {count}"),
    Outcome.BROKEN: mark("set aside by a mistake of mine: {count}"),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Where and when an operator reads: the city, and its day today."""

    city: City
    today: date


def menu(operator: Operator, city: City, t: Translator) -> View:
    """All that an operator can do, a key each; what is not theirs to do is not there."""
    keys = [key(t.label(label), button()) for label, button, action in _MENU if refusal_of(operator, action) is None]
    return View(
        paragraphs(t("<b>{name}, what do you want to do?</b>", name=operator.name), can_do(operator.grants, city, t)),
        keyboard(*in_rows(keys, 2)),
    )


def my_networks(
    networks: Sequence[NetworkId], followers: Mapping[NetworkId, Followers], page: int, city: City, t: Translator
) -> View:
    """An operator's networks, with how many follow each: numbers, never who."""
    shown = page_of(networks, page, _NETWORKS_A_PAGE)
    return View(
        paragraphs(
            t("<b>Who follows your networks</b>"),
            lines(*(_network(network, followers.get(network, Followers()), city, t) for network in shown.items)),
            t("I do not count who has blocked me. Who they are, I tell nobody."),
        ),
        keyboard(shown.turning(ListMyNetworks, t), [back_to_menu(t)]),
    )


def reports(latest: Sequence[Feedback], page: int, desk: Desk, t: Translator) -> View:
    """The latest reports of wrong answers: what was asked, what I answered, and the line about it."""
    shown = page_of(latest, page, _REPORTS_A_PAGE)
    return View(
        paragraphs(
            t("<b>Answers that somebody said are wrong</b>"),
            *(_report(report, desk, t) for report in shown.items),
            None if latest else t("None, for now."),
        ),
        keyboard(shown.turning(ListReports, t), [back_to_menu(t)]),
    )


def deliveries(counts: Sequence[Count], t: Translator) -> View:
    """What became of the messages that I send by myself, in the whole city."""
    counts = [count for count in counts if count.kind in KINDS]  # another version of the program had others
    sums = {(KINDS[count.kind], count.outcome): 0 for count in counts}
    for count in counts:
        sums[KINDS[count.kind], count.outcome] += count.number
    headings = [heading for heading in dict.fromkeys(KINDS.values()) if any(heading == of for of, _ in sums)]
    return View(
        paragraphs(
            t("<b>The messages I send by myself, in the whole city</b>"),
            *(_sent(heading, sums, t) for heading in headings),
            t("I count them for about three months.") if headings else t("I have not sent any yet."),
        ),
        keyboard([back_to_menu(t)]),
    )


def back_to_menu(t: Translator) -> InlineKeyboardButton:
    """The way back to the operators' menu."""
    return key(t.label("◂ Menu"), ShowOperatorMenu())


def moment(instant: datetime, desk: Desk, t: Translator) -> str:
    """When something was: "lunedì 23 novembre, ore 13:00"."""
    return moment_in_words(instant, desk.city.zone, desk.today, t)


def _network(network: NetworkId, count: Followers, city: City, t: Translator) -> Markup:
    [name] = names_of([network], city)
    people = t.plural("{count} person", "{count} people", count.people)
    groups = t.plural("{count} group", "{count} groups", count.groups)
    return t("<b>{name}</b>: {people}, {groups}", name=name, people=people, groups=groups)


def _report(report: Feedback, desk: Desk, t: Translator) -> Markup:
    answered = [_named(one, desk.city) for one in report.answered]
    comment = shortened(report.comment, _LONGEST_COMMENT) if report.comment else None
    return lines(
        t("<i>{when}</i>", when=first_up(moment(report.reported_at, desk, t))),
        t("Asked: <b>{asked}</b>", asked=shortened(report.asked, _LONGEST_ASKED)),
        t("I answered: {names}", names=t.both(answered)) if answered else t("I had no answer."),
        t("They wrote: {comment}", comment=comment) if comment else None,
    )


def _named(answer: str, city: City) -> str:
    """The name of the area or the network that an answer gave."""
    area, network = city.areas.get(AreaId(answer)), city.networks.get(NetworkId(answer))
    return area.name if area else network.name if network else answer


def _sent(heading: str, sums: Mapping[tuple[str, Outcome | None], int], t: Translator) -> Markup:
    said = [t(words, count=sums[heading, outcome]) for outcome, words in OUTCOMES.items() if (heading, outcome) in sums]
    return lines(t("<b>{name}</b>", name=t.label(heading)), Markup(" · ").join(said))
