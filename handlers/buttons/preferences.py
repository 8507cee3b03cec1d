"""Keys of the screen of reminders: when, in which hours, how often."""

from dataclasses import dataclass
from enum import StrEnum

from domain.reminders import Lead, Quiet
from domain.subscriptions import Rhythm
from handlers.buttons.button import Button


class Part(StrEnum):
    """The parts of the screen of reminders."""

    ALL = ""
    LEADS = "l"
    QUIET = "q"
    DIGEST = "d"


@dataclass(frozen=True)
class ShowReminders(Button, prefix="sr"):
    """What is followed and how one is told, or one part of it to be changed."""

    part: Part = Part.ALL


@dataclass(frozen=True)
class ChooseLead(Button, prefix="ld"):
    """Be reminded at a lead time, or not."""

    lead: Lead
    on: int = 1


@dataclass(frozen=True)
class ChooseQuiet(Button, prefix="qh"):
    """Choose the hours in which nothing is sent."""

    quiet: Quiet


@dataclass(frozen=True)
class ChooseDigest(Button, prefix="dg"):
    """Choose whether news comes by itself or in a digest, and when that comes."""

    rhythm: Rhythm
    weekday: int = 0
    hour: int = 9


@dataclass(frozen=True)
class BeSilent(Button, prefix="si"):
    """Send nothing from now on, or go on sending."""

    silent: int = 1
