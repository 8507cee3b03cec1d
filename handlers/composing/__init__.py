"""The talk in which an operator makes an event, or changes one: one question at a time, then how it will look."""

from handlers.composing.asking import ask_field, pick_answer, skip_answer, turn_answers
from handlers.composing.beginning import begin, begin_anew
from handlers.composing.finishing import finish_event
from handlers.composing.taking import asks, take, waiting

__all__ = [
    "ask_field",
    "asks",
    "begin",
    "begin_anew",
    "finish_event",
    "pick_answer",
    "skip_answer",
    "take",
    "turn_answers",
    "waiting",
]
