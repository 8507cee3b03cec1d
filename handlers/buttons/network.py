"""Keys of networks: which one serves a place, its card and its pages."""

from dataclasses import dataclass

from handlers.buttons.button import Button


@dataclass(frozen=True)
class ShowNetwork(Button, prefix="n"):
    """Show the card of a network."""

    code: str


@dataclass(frozen=True)
class ChooseArea(Button, prefix="ca"):
    """The asker says which of several areas is theirs."""

    area: str


@dataclass(frozen=True)
class NoneOfThese(Button, prefix="no"):
    """The asker says that none of the areas offered is theirs."""

    asked: str = ""


@dataclass(frozen=True)
class MoreChoices(Button, prefix="mc"):
    """Another page of the areas offered; `areas` are their codes, joined by dots."""

    page: int
    areas: str


@dataclass(frozen=True)
class NotMine(Button, prefix="nm"):
    """The asker says that an answer is wrong; `area` is empty where it named none."""

    area: str
    asked: str = ""


@dataclass(frozen=True)
class ListNetworks(Button, prefix="ln"):
    """A page of all the networks."""

    page: int = 0


@dataclass(frozen=True)
class ListOrganisations(Button, prefix="lo"):
    """A page of the bodies around a network."""

    code: str
    page: int = 0


@dataclass(frozen=True)
class ListOrganisationsOf(Button, prefix="lf"):
    """A page of all the networks, to choose whose bodies to list."""

    page: int = 0


@dataclass(frozen=True)
class ShowPlaces(Button, prefix="pl"):
    """The public spaces of a network's areas."""

    code: str


@dataclass(frozen=True)
class ShowSources(Button, prefix="so"):
    """Where what is said of a network comes from, and what is not certain."""

    code: str


@dataclass(frozen=True)
class ShowJoining(Button, prefix="jo"):
    """How one takes part in a network."""

    code: str
