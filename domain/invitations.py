"""Invitations: how somebody becomes an operator. A link that works once, for some days, until it is taken back.

Only a digest of what the link carries is kept: whoever reads the database cannot join with it.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import NewType

from domain.city.model import NetworkId
from domain.model import ChatId
from domain.operators import Grants

InvitationId = NewType("InvitationId", int)

INVITATION_LASTS = timedelta(days=7)
"""So long an invitation can be taken up."""

_BYTES = 24
"""Written in 32 characters."""


class Role(StrEnum):
    """What somebody is invited for. The value is what buttons carry."""

    OPERATOR = "o"
    COORDINATOR = "c"  # the meetings only
    ADMINISTRATOR = "a"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An invitation being put together: the role, and for which networks."""

    role: Role = Role.OPERATOR
    networks: tuple[NetworkId, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether there is enough to invite somebody."""
        return self.role is Role.ADMINISTRATOR or bool(self.networks)

    def turned(self, network: NetworkId) -> "Wanted":
        """The same with a network more or, if it was there, without it."""
        others = tuple(other for other in self.networks if other != network)
        return Wanted(self.role, others if network in self.networks else (*self.networks, network))

    @property
    def grants(self) -> Grants:
        """What who accepts is trusted with."""
        match self.role:
            case Role.ADMINISTRATOR:
                return Grants(administrator=True)
            case Role.OPERATOR:
                return Grants(networks=tuple(sorted(self.networks)))
            case Role.COORDINATOR:
                return Grants(meetings_of=tuple(sorted(self.networks)))


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that can still be taken up: for what, by whom, until when (UTC). Its token is nowhere any more."""

    id: InvitationId
    grants: Grants
    invited_by: ChatId | None
    inviter: str | None
    expires_at: datetime


def new_token() -> str:
    """Make what a link carries: 32 characters that nobody guesses (A-Z a-z 0-9 _ -)."""
    return secrets.token_urlsafe(_BYTES)


def digest(token: str) -> str:
    """What is kept of a token: enough to know it again. So long a random text needs no salt."""
    return sha256(token.encode(errors="replace")).hexdigest()


def more(had: Grants, given: Grants) -> Grants:
    """What somebody is trusted with who takes up one invitation more: nothing is lost by it."""
    networks = {*had.networks, *given.networks}
    meetings_of = {*had.meetings_of, *given.meetings_of} - networks
    return Grants(had.administrator or given.administrator, _in_order(networks), _in_order(meetings_of))


def _in_order(networks: Iterable[NetworkId]) -> tuple[NetworkId, ...]:
    return tuple(sorted(networks))
