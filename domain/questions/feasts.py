"""Feast days, by the names that people call them, in Italian and English."""

from collections.abc import Callable
from datetime import date, timedelta
from re import Match

from dateutil.easter import easter

from domain.agenda.periods import Days
from domain.questions.wording import optional, whole

_Feast = Callable[[int], Days]


def _on(month: int, day: int) -> _Feast:
    return lambda year: Days(date(year, month, day), date(year, month, day))


def _from_easter(first: int, last: int) -> _Feast:
    return lambda year: Days(easter(year) + timedelta(days=first), easter(year) + timedelta(days=last))


_AT = optional(
    "il giorno di|giorno di|la notte di|il ponte del|il ponte dell|ponte del|ponte dell|la festa di|la festa del"
    "|la festa dell|festa dell|per il|per l|per la|per|a|ad|di|il|l|la|all|alla|al|nel|at|for"
)

_FEASTS: tuple[tuple[str, _Feast], ...] = (
    ("vigilia di natale|vigilia|christmas eve", _on(12, 24)),
    ("boxing day|santo stefano|s stefano", _on(12, 26)),
    (
        "ultimo dell anno|notte di san silvestro|san silvestro|notte di capodanno|new year s eve|new years eve",
        _on(12, 31),
    ),
    ("capodanno|1 dell anno|new year s day|new years day", _on(1, 1)),
    ("epifania|befana|epiphany", _on(1, 6)),
    ("immacolata concezione|immacolata", _on(12, 8)),
    ("giorno di natale|natale|christmas day|christmas|xmas", _on(12, 25)),
    ("pasquetta|lunedi dell angelo|lunedi di pasqua|easter monday", _from_easter(1, 1)),
    ("domenica delle palme", _from_easter(-7, -7)),
    ("domenica di pasqua|pasqua|easter sunday|easter", _from_easter(0, 0)),
    ("martedi grasso", _from_easter(-47, -47)),
    ("carnevale|carnival", _from_easter(-52, -47)),
    ("ferragosto", _on(8, 15)),
    ("festa della liberazione|anniversario della liberazione|liberation day", _on(4, 25)),
    ("festa dei lavoratori|festa del lavoro|labour day|labor day", _on(5, 1)),
    ("festa della repubblica|republic day", _on(6, 2)),
    ("ognissanti|tutti i santi|all saints", _on(11, 1)),
    ("halloween", _on(10, 31)),
    ("san valentino|valentine s day", _on(2, 14)),
    ("festa della donna|festa delle donne|women s day", _on(3, 8)),
    ("festa del papa", _on(3, 19)),
    ("notte di santa lucia|giorno di santa lucia|festa di santa lucia", _on(12, 13)),
)
FEASTS = tuple((whole(_AT + f"(?:{names})"), feast) for names, feast in _FEASTS)
"""Santa Lucia, whose night is Bergamo's own feast, is a quarter too: by itself it is the place."""


def feast_said(feast: _Feast) -> Callable[[Match[str], date], Days | None]:
    """The next time that a feast is kept."""

    def said(_: Match[str], today: date) -> Days:
        this_year = feast(today.year)
        return this_year if this_year.last_on >= today else feast(today.year + 1)

    return said
