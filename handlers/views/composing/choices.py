"""The keys that answer a question: dates read in several ways, rhythms, networks, places, kinds, themes."""

from collections.abc import Callable, Mapping

from domain.agenda.event import Kind, SomeDay, Status, WholeDays
from domain.agenda.timing import first_day
from domain.city.model import City, Place
from domain.composing import Ask, Composition, Rhythm, rhythms
from domain.moments import Doubt, Moment
from handlers.buttons.composing import PickAnswer, TurnAnswers
from handlers.i18n import Translator
from handlers.views import paging
from handlers.views.composing.setting import Setting
from handlers.views.dates import day_in_words, when_in_words
from handlers.views.kinds import theme_name
from handlers.views.recurrence import recurrence_in_words, rule_in_words
from handlers.views.view import Rows, first_up, in_rows, key, marked, shortened

WHOLE_CITY = "*"
NOT_YET = "x"
"""The new date is not known yet."""

MEETING, INITIATIVE = "m", "i"
NO_PAGE = "y"
"""One has to book, and there is no page for it."""

_NETWORKS_A_PAGE = 8
_PLACES = 6
_LONGEST_LABEL = 40
_LONGEST_DATE = 44
_MOST_OFFERED = 6


def chosen_keys(composition: Composition, ask: Ask, setting: Setting, t: Translator) -> Rows:
    """The keys of a question; none where it is answered in words alone."""
    keys = _KEYS.get(ask)
    return keys(composition, setting, t) if keys else []


def dates_listed(composition: Composition, setting: Setting, t: Translator) -> list[str]:
    """The dates that may be meant, where a phone would cut them on their keys: the keys then have their numbers."""
    labels = _moments(composition, setting, t)
    if all(len(label) <= _LONGEST_DATE for label in labels):
        return []
    return labels if len(labels) == 1 else [f"{number} · {label}" for number, label in enumerate(labels, 1)]


def places_near(composition: Composition, city: City) -> list[Place]:
    """The places of the networks' quarters; of the whole city, none by name."""
    areas = {
        area for network in composition.networks if network in city.networks for area in city.networks[network].areas
    }
    return [place for place in city.places if place.area in areas][:_PLACES]


def _dates(composition: Composition, setting: Setting, t: Translator) -> Rows:
    step, labels = composition.step, _moments(composition, setting, t)
    if listed := dates_listed(composition, setting, t):
        labels = (
            [str(number) for number in range(1, len(labels) + 1)] if len(labels) > 1 else [t.label("Yes, this one")]
        )
    keys = [key(label, PickAnswer(step, Ask.WHEN, str(number))) for number, label in enumerate(labels)]
    rows = list(in_rows(keys, _MOST_OFFERED if listed else 1))
    moves = composition.of is not None and composition.status is not Status.DRAFT
    if moves and not composition.offered and composition.status is not Status.POSTPONED:
        rows.append([key(t.label("The new date is not known yet"), PickAnswer(step, Ask.WHEN, NOT_YET))])
    return rows


def _moments(composition: Composition, setting: Setting, t: Translator) -> list[str]:
    return [_moment(moment, composition.doubt, setting, t) for moment in composition.offered[:_MOST_OFFERED]]


def _moment(moment: Moment, doubt: Doubt | None, setting: Setting, t: Translator) -> str:
    """A date as it may be meant; where the day is in doubt, the hour is asked after it."""
    if isinstance(moment.when, WholeDays) and doubt is not Doubt.NO_TIME:
        when = first_up(day_in_words(moment.when.first_on, setting.today, t))
    else:
        when = first_up(when_in_words(moment.when, setting.city.zone, setting.today, t))
    repeats = recurrence_in_words(moment.recurrence, setting.today, t)
    return t.label("{when}, then {rhythm}", when=when, rhythm=repeats) if repeats else when


def _rhythms(composition: Composition, setting: Setting, t: Translator) -> Rows:
    if composition.when is None or isinstance(composition.when, SomeDay):
        return []
    now = composition.recurrence.rule if composition.recurrence else None
    known = Ask.REPEATS in composition.known
    rows = []
    for rhythm, rule in rhythms(first_day(composition.when, setting.city.zone)).items():
        words = t.label("It does not repeat") if rule is None else rule_in_words(rule, setting.today, t)
        label = marked(first_up(words or ""), chosen=known and rule == now)
        rows.append([key(label, PickAnswer(composition.step, Ask.REPEATS, rhythm))])
    return rows


def _networks(composition: Composition, setting: Setting, t: Translator) -> Rows:
    step = composition.step
    page = paging.page_of(setting.networks, setting.page, _NETWORKS_A_PAGE)
    keys = [
        key(
            marked(network.name, chosen=network.id in composition.networks),
            PickAnswer(step, Ask.WHOSE, network.code),
        )
        for network in page.items
    ]
    rows = [*in_rows(keys, 2), page.turning(lambda number: TurnAnswers(step, number), t)]
    if setting.all_of_it:
        rows.append([key(t.label("The whole city"), PickAnswer(step, Ask.WHOSE, WHOLE_CITY))])
    return rows


def _places(composition: Composition, setting: Setting, _t: Translator) -> Rows:
    places = places_near(composition, setting.city)
    return [
        [
            key(
                shortened(place.name, _LONGEST_LABEL),
                PickAnswer(composition.step, Ask.PLACE, str(setting.city.places.index(place))),
            )
        ]
        for place in places
    ]


def _kinds(composition: Composition, _setting: Setting, t: Translator) -> Rows:
    step, kind = composition.step, composition.kind
    return [
        [
            key(
                marked(t.label("Meeting of the network"), chosen=kind is Kind.MEETING),
                PickAnswer(step, Ask.KIND, MEETING),
            )
        ],
        [key(marked(t.label("Initiative"), chosen=kind is Kind.INITIATIVE), PickAnswer(step, Ask.KIND, INITIATIVE))],
    ]


def _themes(composition: Composition, setting: Setting, t: Translator) -> Rows:
    keys = [
        key(
            marked(theme_name(theme, t), chosen=theme.id in composition.themes),
            PickAnswer(composition.step, Ask.THEMES, theme.code),
        )
        for theme in setting.city.themes.values()
    ]
    return in_rows(keys, 2)


def _booking(composition: Composition, _setting: Setting, t: Translator) -> Rows:
    return [[key(t.label("One has to book, no page"), PickAnswer(composition.step, Ask.BOOKING, NO_PAGE))]]


_KEYS: Mapping[Ask, Callable[[Composition, Setting, Translator], Rows]] = {
    Ask.WHEN: _dates,
    Ask.REPEATS: _rhythms,
    Ask.WHOSE: _networks,
    Ask.PLACE: _places,
    Ask.KIND: _kinds,
    Ask.THEMES: _themes,
    Ask.BOOKING: _booking,
}


def rhythm_named(value: str) -> Rhythm | None:
    """The rhythm that a key carries."""
    return Rhythm(value) if value in {*Rhythm} else None


def page_with(place: int, count: int) -> int:
    """The page on which the network of a place in the list stands."""
    return paging.page_with(place, count, _NETWORKS_A_PAGE)
