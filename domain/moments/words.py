"""The words of dates and times that the patterns share."""

from domain.questions.months import MONTHS, WEEKDAYS
from domain.questions.wording import optional

WEEKDAY_NUMBERS = WEEKDAYS | {
    "mar": 1, "mer": 2, "gio": 3,
    "mondays": 0, "tuesdays": 1, "wednesdays": 2, "thursdays": 3, "fridays": 4,
}  # fmt: skip
PLURALS = ("sabati", "domeniche", "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays")
_FULL_NAME = 6
FULL_WEEKDAY = "|".join(word for word in WEEKDAY_NUMBERS if len(word) >= _FULL_NAME and word not in PLURALS)
"""Weekdays written out: "sab", "dom" or "mar" are days only beside a number."""

ANY_WEEKDAY = "|".join(sorted(WEEKDAY_NUMBERS, key=len, reverse=True))
ANY_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
YEAR = r"(?:(?: [,.])?(?: del| of| nel)? (?P<year>(?:19|20)\d\d))?"
TH = "(?: (?:o|a|st|nd|rd|th))?"

_PARTS = {
    "morning": "mattina|mattino|mattinata|morning",
    "afternoon": "pomeriggio|afternoon",
    "evening": "sera|serata|evening",
    "night": "notte|night",
}
PARTS = {word: part for part, words in _PARTS.items() for word in words.split("|")} | {
    "domattina": "morning", "stamattina": "morning", "stamani": "morning", "stamane": "morning",
    "stasera": "evening", "tonight": "evening", "stanotte": "night",
}  # fmt: skip
"""The part of the day that a word says."""

PART_WORDS = tuple(word for words in _PARTS.values() for word in words.split("|"))
OF_THE_DAY = f"(?: {optional('di|del|della|in|in the|nel|al|alla|at')}(?P<part>{'|'.join(PART_WORDS)}))?"
ABOUT = "il giorno|il|l|lo|del giorno|del|dell|di|in data|data|giorno|per il giorno|per il|per l|on the|on|the|for the"
SINCE = (
    "a partire dal giorno|a partire dal|a partire dall|a partire da|a cominciare dal|a cominciare da|dal giorno|dal"
    "|dall|da|starting on|starting from|starting|from the|from"
)
LEAD = f"(?:(?:(?P<since>{SINCE})|{ABOUT}) )?"
"""What introduces a day; `since` where it is the first of more."""
