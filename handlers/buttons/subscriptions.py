"""Keys of following networks, themes and single events."""

from dataclasses import dataclass

from handlers.buttons.button import Button


@dataclass(frozen=True)
class FollowNetwork(Button, prefix="fo"):
    """Follow a network, or no longer; `page` is that of the list that the key stands in, -1 on a card."""

    code: str
    follow: int = 1
    page: int = -1


@dataclass(frozen=True)
class ListFollowed(Button, prefix="fl"):
    """A page of all networks, to follow them or not; below a message that stays, where it is `apart`."""

    page: int = 0
    apart: int = 0


@dataclass(frozen=True)
class FollowTheme(Button, prefix="ft"):
    """Follow a theme, or no longer; below a message that stays, where it is `apart`."""

    code: str
    follow: int = 1
    apart: int = 0


@dataclass(frozen=True)
class ListThemes(Button, prefix="lt"):
    """All themes, to follow them or not."""


@dataclass(frozen=True)
class ListFollowedEvents(Button, prefix="fe"):
    """A page of the events that are followed by themselves."""

    page: int = 0


@dataclass(frozen=True)
class UnfollowEvent(Button, prefix="ue"):
    """Follow an event by itself no longer; `page` is that of the list that the key stands in."""

    event: int
    page: int = 0
