"""Keys of what the bot says of itself, the language it speaks, and what it keeps."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons.button import Button


class About(StrEnum):
    """The pages that explain."""

    NETWORK = "n"
    OPERATORS = "o"
    JOINING = "j"


@dataclass(frozen=True)
class ShowAbout(Button, prefix="ab"):
    """What a network is, who the operators are, how one takes part."""

    page: About = About.NETWORK


@dataclass(frozen=True)
class ShowHelp(Button, prefix="he"):
    """What the bot can do and how to ask."""


@dataclass(frozen=True)
class ChooseLanguage(Button, prefix="la"):
    """Speak another language."""

    language: str


@dataclass(frozen=True)
class ForgetMe(Button, prefix="fm"):
    """Delete all that is stored about the chat, or leave it after all."""

    sure: int = 0
