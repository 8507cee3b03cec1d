"""Keys of the talk in which an event is made or changed: each carries the step that it belongs to."""

from dataclasses import dataclass
from enum import StrEnum

from domain.composing import Ask
from handlers.buttons.button import Button


@dataclass(frozen=True)
class ComposeEvent(Button, prefix="wn"):
    """Begin a new event; with `anew`, even where another is not finished."""

    anew: int = 0


@dataclass(frozen=True)
class PickAnswer(Button, prefix="wp"):
    """Answer a question by a key: `value` is a number or a code, as the question has it."""

    step: int
    ask: Ask
    value: str = ""


@dataclass(frozen=True)
class TurnAnswers(Button, prefix="wt"):
    """Another page of the answers to choose from."""

    step: int
    page: int


@dataclass(frozen=True)
class SkipAnswer(Button, prefix="ws"):
    """No answer, or no more of them: what is chosen holds, what is optional is left out."""

    step: int
    ask: Ask


@dataclass(frozen=True)
class AskField(Button, prefix="wa"):
    """Ask something of the event that is being looked at."""

    step: int
    ask: Ask


class Finish(StrEnum):
    """What is done with an event that is being looked at."""

    PUBLISH = "p"
    KEEP = "k"  # as a draft
    SAVE = "s"  # a change of one that is there
    DISCARD = "d"
    CHANGE = "c"  # see what can be changed
    BACK = "b"  # look at it again
    RESUME = "r"  # go on where the talk was left
    PHOTO = "f"  # see the photo, where the text is too long to stand under it


@dataclass(frozen=True)
class FinishEvent(Button, prefix="wf"):
    """Publish, keep or discard what was made, or look at it again."""

    step: int
    how: Finish
