"""Keys under a calendar file that an operator sent. `step` is the one of the talk that they belong to."""

from dataclasses import dataclass

from handlers.buttons.button import Button


@dataclass(frozen=True)
class ChooseOwner(Button, prefix="ij"):
    """Say whose the events of a file are that do not say it: the code of a network, or "*" for the whole city."""

    step: int
    network: str


@dataclass(frozen=True)
class TurnOwners(Button, prefix="it"):
    """Another page of the networks to choose from."""

    step: int
    page: int


@dataclass(frozen=True)
class ImportFile(Button, prefix="ii"):
    """Take in the events of a file, or leave it."""

    step: int
    sure: int
