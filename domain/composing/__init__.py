"""Making and changing an event in a talk: what is known of it, what is asked next, how an answer is read."""

from domain.composing.answers import Wrong, WrongAnswer, answer, at, place_of
from domain.composing.composition import (
    DIALOGUE_LASTS,
    MANY,
    NEEDED,
    WRITTEN,
    Ask,
    Composition,
    again,
    begun,
    changing,
    event_of,
    of_sketch,
    read,
    settled,
    turned,
    with_kind,
    written,
)
from domain.composing.rhythms import Rhythm, rhythms

__all__ = [
    "DIALOGUE_LASTS",
    "MANY",
    "NEEDED",
    "WRITTEN",
    "Ask",
    "Composition",
    "Rhythm",
    "Wrong",
    "WrongAnswer",
    "again",
    "answer",
    "at",
    "begun",
    "changing",
    "event_of",
    "of_sketch",
    "place_of",
    "read",
    "rhythms",
    "settled",
    "turned",
    "with_kind",
    "written",
]
