"""What a list of events can be narrowed to: the screens behind the keys under it."""

from dataclasses import replace

from telegram import InlineKeyboardButton

from domain.agenda.periods import Period
from domain.city.model import City
from handlers.buttons.agenda import ChooseFilter, EventKind, Filter, ListEvents
from handlers.i18n import Translator, mark
from handlers.views.paging import page_of
from handlers.views.view import View, in_rows, key, keyboard, marked

ALL_NETWORKS = "*"
_NETWORKS_A_PAGE = 12

_QUESTIONS = {
    Filter.NETWORK: mark("Which neighbourhood?"),
    Filter.DAYS: mark("When?"),
    Filter.THEME: mark("Which theme?"),
    Filter.KIND: mark("Meetings or initiatives?"),
}
_PERIODS = {
    Period.COMING: mark("The coming two weeks"),
    Period.TODAY: mark("Today"),
    Period.TOMORROW: mark("Tomorrow"),
    Period.WEEKEND: mark("This weekend"),
    Period.SEVEN_DAYS: mark("The coming seven days"),
    Period.MONTH: mark("This month"),
}
_KINDS = {
    EventKind.ANY: mark("Both"),
    EventKind.MEETINGS: mark("Meetings of the network"),
    EventKind.INITIATIVES: mark("Initiatives"),
}


def filters(button: ChooseFilter, city: City, t: Translator, *, follows: bool) -> View:
    """The choices of one filter; a tap on one shows the list narrowed to it."""
    shown = ListEvents(button.networks, button.days, button.theme, button.kind)
    turning: list[InlineKeyboardButton] = []
    match button.by:
        case Filter.NETWORK:
            networks = page_of(tuple(city.networks.values()), button.page, _NETWORKS_A_PAGE)
            keys = _whose(shown, t, follows=follows)
            keys += [_choice(network.name, replace(shown, networks=network.code), shown) for network in networks.items]
            turning = networks.turning(lambda page: replace(button, page=page), t)
        case Filter.DAYS:
            keys = [_choice(t.label(name), replace(shown, days=period), shown) for period, name in _PERIODS.items()]
        case Filter.THEME:
            keys = [_choice(t.label("All themes"), replace(shown, theme=""), shown)]
            for theme in city.themes.values():
                keys.append(
                    _choice(theme.names.get(t.language, theme.names["it"]), replace(shown, theme=theme.code), shown)
                )
        case Filter.KIND:
            keys = [_choice(t.label(name), replace(shown, kind=kind), shown) for kind, name in _KINDS.items()]
    return View(
        t("<b>{question}</b>", question=t.label(_QUESTIONS[button.by])),
        keyboard(*in_rows(keys, 2), turning, [key(t.label("◂ Back to the list"), shown)]),
    )


def _whose(shown: ListEvents, t: Translator, *, follows: bool) -> list[InlineKeyboardButton]:
    if not follows:
        return [_choice(t.label("All neighbourhoods"), replace(shown, networks=""), shown)]
    return [
        _choice(t.label("Those I follow"), replace(shown, networks=""), shown),
        _choice(t.label("All neighbourhoods"), replace(shown, networks=ALL_NETWORKS), shown),
    ]


def _choice(label: str, button: ListEvents, shown: ListEvents) -> InlineKeyboardButton:
    """A choice; the one that the list has now is marked."""
    return key(marked(label, chosen=button == shown), button)
