"""Keys of invitations: to put one together, and to take one back."""

from dataclasses import dataclass

from domain.invitations import Role
from handlers.buttons.button import Button


@dataclass(frozen=True)
class Invite(Button, prefix="iv"):
    """Begin to put an invitation together."""


@dataclass(frozen=True)
class ChooseRole(Button, prefix="ro"):
    """Choose what somebody is invited for."""

    role: Role


@dataclass(frozen=True)
class TurnNetwork(Button, prefix="tn"):
    """Invite for a network, or no longer; without a `code`, show another page of them."""

    page: int = 0
    code: str = ""


@dataclass(frozen=True)
class MakeInvitation(Button, prefix="mi"):
    """Make the link."""


@dataclass(frozen=True)
class ListInvitations(Button, prefix="li"):
    """The invitations that nobody has taken up yet."""

    page: int = 0


@dataclass(frozen=True)
class RevokeInvitation(Button, prefix="ri"):
    """Take an invitation back."""

    invitation: int
    page: int = 0
