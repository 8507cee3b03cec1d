"""What one would otherwise understand questions with: a few keywords for each slot, by RapidFuzz's `partial_ratio`."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

from rapidfuzz import fuzz, process, utils

from bench.questions_score import SMALL_TALK, Meaning, Understand
from domain.city import City

_T = TypeVar("_T")

_CREDIBLE = 85
"""The score of RapidFuzz (0-100) from which a keyword is taken to be in a text."""

_INTENTS = {
    "quando si riunisce": "meeting", "prossimo incontro": "meeting", "prossima riunione": "meeting",
    "next meeting": "meeting", "chi fa parte": "organisations", "quali realtà": "organisations",
    "associazioni": "organisations", "associations": "organisations", "seguire la rete": "follow",
    "avvisami": "follow", "partecipare": "join", "come si entra": "join", "cosa c'è": "events",
    "iniziative": "events", "eventi": "events", "events": "events", "what's on": "events", "cosa si fa": "events",
}  # fmt: skip
_THEMES = {
    "bambini": "famiglia", "famiglie": "famiglia", "anziani": "fragilita", "verde": "ambiente",
    "ambiente": "ambiente", "scuola": "educazione", "stranieri": "integrazione", "sicurezza": "sicurezza",
    "benessere": "salute", "salute": "salute", "piazza": "spazi-urbani",
}  # fmt: skip
_DAYS = {
    "oggi": (0, 0), "today": (0, 0), "stasera": (0, 0), "domani": (1, 1), "tomorrow": (1, 1), "dopodomani": (2, 2),
    "prossimi sette giorni": (0, 6), "next seven days": (0, 6),
}  # fmt: skip
"""From and to, in days from today."""


def keywords(city: City) -> Understand:
    """The most similar keyword of each slot."""
    networks = {network.name: str(network.id) for network in city.networks.values()}

    def understand(text: str, today: date) -> Meaning:
        intent = _most_like(text, _INTENTS)
        if intent is None:
            return Meaning(SMALL_TALK)
        network, days = _most_like(text, networks), _most_like(text, _DAYS)
        return Meaning(
            intent=intent,
            networks=frozenset([network] if network else []),
            days=(today + timedelta(days=days[0]), today + timedelta(days=days[1])) if days else None,
            theme=_most_like(text, _THEMES) or "",
        )

    return understand


def _most_like(text: str, keywords: Mapping[str, _T]) -> _T | None:
    found = process.extractOne(
        text, list(keywords), scorer=fuzz.partial_ratio, processor=utils.default_process, score_cutoff=_CREDIBLE
    )
    return None if found is None else keywords[found[0]]
