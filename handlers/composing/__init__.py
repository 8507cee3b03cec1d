"""The talk in which an operator makes an event, or changes one: one question at a time, then how it will look."""

from domain.composing import KIND
from handlers.composing.asking import ask_field, pick_answer, skip_answer, turn_answers
from handlers.composing.beginning import begin, begin_anew, go_aside, waits_for_another
from handlers.composing.finishing import finish_event
from handlers.composing.state import under_way
from handlers.composing.taking import take

__all__ = [
    "KIND",
    "ask_field",
    "begin",
    "begin_anew",
    "finish_event",
    "go_aside",
    "pick_answer",
    "skip_answer",
    "take",
    "turn_answers",
    "under_way",
    "waits_for_another",
]
