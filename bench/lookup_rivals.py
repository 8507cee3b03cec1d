"""What one would otherwise find a street with: RapidFuzz's plain `extractOne`, and SQLite's trigram index.

Both are given our street table, with its aliases and runs, and the first number of the text as the house number: they
only choose the name.
"""

import re
import sqlite3
from collections.abc import Callable
from weakref import finalize

from rapidfuzz import process, utils

from bench.lookup_score import UNSERVED, Reply
from domain.city import City
from domain.city.model import Street
from domain.lookup.normalise import fold
from domain.lookup.streets import stretch

_CREDIBLE = 80
"""The score of RapidFuzz (0-100) from which its best name is taken; without it every nonsense is a street."""

_NUMBER = re.compile(r"\b\d{1,4}\b")


def extract_one(city: City) -> Callable[[str], Reply]:
    """RapidFuzz: the most similar name of all, by its default scorer."""
    streets = _by_name(city)
    names = [utils.default_process(name) for name in streets]
    originals = list(streets)

    def reply(text: str) -> Reply:
        found = process.extractOne(utils.default_process(text), names, processor=None, score_cutoff=_CREDIBLE)
        return Reply() if found is None else _reply(city, streets[originals[found[2]]], text)

    return reply


def trigrams(city: City) -> Callable[[str], Reply]:
    """SQLite FTS5: the best match by its own rank of any of the text's trigrams."""
    streets = _by_name(city)
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE names USING fts5(folded, name UNINDEXED, tokenize = 'trigram')")
    database.executemany("INSERT INTO names VALUES (?, ?)", [(fold(name), name) for name in streets])

    def reply(text: str) -> Reply:
        folded = fold(text)
        asked = " OR ".join(f'"{folded[start : start + 3]}"' for start in range(len(folded) - 2))
        query = "SELECT name FROM names WHERE names MATCH ? ORDER BY rank LIMIT 1"
        found = database.execute(query, (asked,)).fetchone() if asked else None
        return Reply() if found is None else _reply(city, streets[found[0]], text)

    finalize(reply, database.close)
    return reply


def _by_name(city: City) -> dict[str, Street]:
    return {name: street for street in city.streets for name in (*street.aliases, street.name)}


def _reply(city: City, street: Street, text: str) -> Reply:
    number = _NUMBER.search(text)
    areas = stretch(street, int(number.group()) if number else None).areas
    networks = tuple(city.areas[area].network or UNSERVED for area in areas)
    return Reply(networks, offered=len(networks) > 1)
