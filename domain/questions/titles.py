"""Which events a text calls by their name: "quando c'è il mercatino?", "festa dei vicini"."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from domain.agenda.entry import Entry
from domain.lookup.normalise import fold
from domain.questions.question import Explanation
from domain.questions.wording import listed

MOST_FOUND = 8
"""More events than these have no name in common: they are the list."""

_SAY_NOTHING = listed(
    "il lo la i gli le un uno una di del dello della dei degli delle da dal dalla in nel nella a al allo alla ai "
    "alle per con su e o ma che c ce ci sono quando dove come quanto cosa quale quali chi si fa fanno mi ti "
    "vorrei voglio sapere dirmi dimmi fare info informazioni prossimo prossima prossimi prossime iniziativa "
    "iniziative evento eventi attivita appuntamento appuntamenti incontro incontri riunione programma calendario "
    "orario orari ora ore data giorno giorni rete reti quartiere bergamo zona qui ciao buongiorno buonasera "
    "grazie favore the an of at on for with and or is are there when where what which who next any event events "
    "meeting meetings activity activities about tell me please hello hi thanks neighbourhood network"
)
_LEAST_LETTERS = 3
_LEAST_ALIKE = 80
"""Percent: one other letter in a word of five, as in a plural."""


def words_sought(explanation: Explanation) -> tuple[str, ...]:
    """The words of a text that may be part of an event's name: without its period, its places and what says nothing.

    None where a period was said, or a single word names a theme: those ask for the list.
    """
    if explanation.question.days is not None:
        return ()
    slots = {
        word
        for evidence in explanation.evidence
        if evidence.gave in {"period", "place"}
        for word in fold(evidence.words).split()
    }
    words = (word for word in fold(explanation.words).split() if not word.isdigit())
    sought = dict.fromkeys(word for word in words if len(word) >= _LEAST_LETTERS and word not in _SAY_NOTHING | slots)
    return () if explanation.question.theme is not None and len(sought) == 1 else tuple(sought)


def called(sought: Sequence[str], entries: Iterable[Entry]) -> list[Entry]:
    """The next time of each event whose title has all these words, in any order, mistyped or in the plural."""
    found: dict[int, Entry] = {}
    for entry in entries:
        if sought and entry.event not in found and _has_all(_words(entry.title), sought):
            found[entry.event] = entry
    return list(found.values())


@lru_cache(maxsize=2_048)
def _words(title: str) -> tuple[str, ...]:
    """The words of a title of the agenda: whoever calls an event by its name has all titles compared."""
    return tuple(fold(title).split())


def _has_all(title: Sequence[str], sought: Sequence[str]) -> bool:
    return all(any(fuzz.ratio(word, other) >= _LEAST_ALIKE for other in title) for word in sought)
