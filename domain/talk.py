"""Words of every talk that name no place: people write them to a bot as they would to a person."""

from enum import StrEnum

from domain.lookup.language import STREET_KINDS
from domain.lookup.normalise import words
from domain.lookup.sentence import CHARACTERS_READ


class Everyday(StrEnum):
    """What such words are for."""

    HELP = "help"
    CANCEL = "cancel"
    STOP = "stop"
    THANKS = "thanks"
    GREETING = "greeting"
    GOODBYE = "goodbye"
    LANGUAGE = "language"
    MY_NETWORK = "my network"
    NETWORKS = "networks"
    OPERATORS = "operators"
    FORGET = "forget"


_WORDS = {
    Everyday.HELP: (
        *("aiuto", "aiutami", "mi aiuti", "info", "informazioni", "come funziona", "come funzioni"),
        *("che cosa sai fare", "cosa sai fare", "cosa puoi fare", "chi sei", "sei un robot"),
        *("help", "help me", "how does it work", "what can you do", "who are you", "are you a robot"),
    ),
    Everyday.CANCEL: ("annulla", "cancel", "lascia stare", "lascia perdere"),
    Everyday.STOP: (
        *("stop", "basta", "basta messaggi", "non scrivermi più", "non mi scrivere più", "non voglio più messaggi"),
        *("unsubscribe", "stop writing to me", "no more messages"),
    ),
    Everyday.THANKS: (
        *("grazie", "grazie mille", "mille grazie", "tante grazie", "va bene", "ok", "perfetto", "benissimo"),
        *("thanks", "thank you", "thank you very much"),
    ),
    Everyday.GREETING: (
        *("ciao", "salve", "buongiorno", "buon giorno", "buonasera", "buona sera"),
        *("hello", "hi", "good morning", "good evening"),
    ),
    Everyday.GOODBYE: (
        "buonanotte",
        "buona notte",
        "arrivederci",
        "good night",
        "goodbye",
        "good bye",
        "bye",
        "bye bye",
    ),
    Everyday.LANGUAGE: (
        *("english", "english please", "in english", "in english please", "do you speak english", "speak english"),
        *("i don't speak italian", "i do not speak italian", "i don't understand", "language", "change language"),
        *("in italiano", "inglese", "parli inglese", "parla inglese", "lingua", "cambia lingua"),
    ),
    Everyday.MY_NETWORK: (
        *("qual è la mia rete", "la mia rete", "vorrei sapere la mia rete", "a quale rete appartengo"),
        *("what is my network", "which is my network", "my network"),
    ),
    Everyday.NETWORKS: (
        *("cos'è una rete", "che cos'è una rete", "cos'è una rete di quartiere", "che cos'è una rete di quartiere"),
        *("cosa sono le reti", "cosa sono le reti di quartiere", "che cosa sono le reti di quartiere"),
        *("what is a network", "what is a neighbourhood network", "what are the networks"),
    ),
    Everyday.OPERATORS: (
        *("chi sono gli operatori", "chi sono gli operatori di quartiere", "who are the operators"),
        *("chi è l'operatore", "chi è il mio operatore", "who is my operator"),
    ),
    Everyday.FORGET: (
        *("cancellami", "come mi cancello", "cancella i miei dati", "cancella tutto", "dimenticami"),
        *("forget me", "delete my data", "delete everything"),
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
    return any(word in STREET_KINDS or word.isdigit() for word in words(text[:CHARACTERS_READ]))
