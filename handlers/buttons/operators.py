"""Keys of the operators' menu and its pages."""

from dataclasses import dataclass

from handlers.buttons.button import Button


@dataclass(frozen=True)
class ShowOperatorMenu(Button, prefix="om"):
    """What an operator can do here."""


@dataclass(frozen=True)
class ListMyNetworks(Button, prefix="my"):
    """An operator's networks, with how many follow each."""

    page: int = 0


@dataclass(frozen=True)
class ListReports(Button, prefix="rp"):
    """The latest reports of wrong answers."""

    page: int = 0


@dataclass(frozen=True)
class ShowDeliveries(Button, prefix="dl"):
    """What became of the messages that nobody asked for."""
