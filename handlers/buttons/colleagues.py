"""Keys of the list of operators."""

from dataclasses import dataclass

from handlers.buttons.button import Button


@dataclass(frozen=True)
class ListColleagues(Button, prefix="cg"):
    """Everybody who is an operator."""

    page: int = 0


@dataclass(frozen=True)
class ShowColleague(Button, prefix="sc"):
    """One operator; `chat` is our own number of their chat."""

    chat: int


@dataclass(frozen=True)
class RemoveColleague(Button, prefix="rc"):
    """Remove an operator; without `sure`, ask whether to."""

    chat: int
    sure: int = 0
