"""Words of every talk that name no place: people write them to a bot as they would to a person."""

from enum import StrEnum

from domain.lookup.language import STREET_KINDS
from domain.lookup.normalise import words


class Everyday(StrEnum):
    """What such words are for."""

    HELP = "help"
    CANCEL = "cancel"
    STOP = "stop"
    THANKS = "thanks"


_WORDS = {
    Everyday.HELP: ("aiuto", "help", "info", "informazioni", "come funziona", "how does it work"),
    Everyday.CANCEL: ("annulla", "cancel", "lascia stare", "lascia perdere"),
    Everyday.STOP: (
        *("stop", "basta", "basta messaggi", "non scrivermi più", "non mi scrivere più", "non voglio più messaggi"),
        *("unsubscribe", "stop writing to me", "no more messages"),
    ),
    Everyday.THANKS: (
        *("ciao", "salve", "buongiorno", "buon giorno", "buonasera", "buona sera", "buonanotte", "arrivederci"),
        *("grazie", "grazie mille", "mille grazie", "tante grazie", "va bene", "ok", "perfetto", "benissimo"),
        *(
            "hello",
            "hi",
            "good morning",
            "good evening",
            "goodbye",
            "bye",
            "thanks",
            "thank you",
            "thank you very much",
        ),
    ),
}
_MEANING = {tuple(words(phrase)): meaning for meaning, phrases in _WORDS.items() for phrase in phrases}
_LONGEST = 2 * max(len(" ".join(phrase)) for phrase in _MEANING)
"""Characters: with its punctuation, no such message is longer."""


def everyday(text: str) -> Everyday | None:
    """What a message that is nothing but such words is for; None for any other."""
    return _MEANING.get(tuple(words(text))) if len(text) <= _LONGEST else None


def looks_like_place(text: str) -> bool:
    """Whether a text that names no known place reads like one all the same: it has a sort of street, or a number."""
    return any(word in STREET_KINDS or word.isdigit() for word in words(text))
