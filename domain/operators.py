"""Who may do what: administrators, operators of networks, coordinators of the meetings of one.

Every action of theirs is checked here, whatever brought it: a key, a command, a link, a forwarded or edited message.
Nothing is remembered of a check: who was removed a moment ago is refused now.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.agenda.event import Event, Kind
from domain.city.model import NetworkId
from domain.model import Chat, ChatId


@dataclass(frozen=True, slots=True)
class Grants:
    """What somebody is trusted with: everything, all that some networks do, or only the meetings of some."""

    administrator: bool = False
    networks: tuple[NetworkId, ...] = ()
    meetings_of: tuple[NetworkId, ...] = ()

    @property
    def any(self) -> bool:
        """Whether it is anything at all."""
        return self.administrator or bool(self.networks or self.meetings_of)


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody of the service, or of a network. `id` is their private chat, `name` what Telegram calls them."""

    id: ChatId
    name: str
    grants: Grants = Grants()


@dataclass(frozen=True, slots=True)
class Colleague:
    """An operator as the others know them: the private chat, and since when (UTC). Who was removed has no grants."""

    chat: Chat
    operator: Operator
    since: datetime


@dataclass(frozen=True, slots=True)
class Followers:
    """How many chats that the bot can write to follow a network."""

    people: int = 0
    groups: int = 0  # and channels


class Way(StrEnum):
    """How a wish came to the bot."""

    PRIVATE = "private"  # a message or a tap in the talk with one person
    EDITED = "edited"  # a message that was changed afterwards
    GROUP = "group"
    ANONYMOUS = "anonymous"  # written in the name of a group
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who wishes for something, and how it came; nobody, where no operator is behind it."""

    way: Way
    operator: Operator | None = None


class Action(StrEnum):
    """What operators do. What is done to events and announcements depends on whose they are (`Target`)."""

    OPEN = "open"  # their menu, and what it shows: numbers, never people
    EVENT = "event"  # create, change, cancel, import
    ANNOUNCE = "announce"  # write, send, pause, stop, correct, recall
    APPROVE = "approve"  # say yes to what another wrote to the whole city
    INVITE = "invite"  # invite, take an invitation back, remove
    AUDIT = "audit"  # read who did what


@dataclass(frozen=True, slots=True)
class Target:
    """Whose a thing is: some networks', or without any the whole city's; whether it is a meeting; who wrote it."""

    networks: tuple[NetworkId, ...] = ()
    meeting: bool = False
    author: ChatId | None = None


class Refusal(StrEnum):
    """Why something is refused."""

    NOT_IN_PRIVATE = "not in private"
    NOBODY = "nobody"  # written in the name of a group or a channel: it may be anybody
    EDITED = "edited"
    NOT_AN_OPERATOR = "not an operator"
    NOT_YOURS = "not yours"  # a network of it is another's
    MEETINGS_ONLY = "meetings only"
    ADMINISTRATORS_ONLY = "administrators only"
    AUTHOR_ONLY = "author only"  # what another wrote is not thrown away
    ANOTHER = "another"  # who wrote it does not approve it


class NotAllowed(Exception):  # noqa: N818 - it is no mistake: somebody asked for what is not theirs
    """Somebody may not do what they asked for."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


_WAYS = {
    Way.PRIVATE: None,
    Way.EDITED: Refusal.EDITED,
    Way.GROUP: Refusal.NOT_IN_PRIVATE,
    Way.ANONYMOUS: Refusal.NOBODY,
    Way.CHANNEL: Refusal.NOBODY,
}


def check_way(way: Way) -> None:
    """Refuse what comes by a way on which nobody is certain to be who they seem. Raises NotAllowed."""
    if refusal := _WAYS[way]:
        raise NotAllowed(refusal)


def authorise(asker: Asker, action: Action, target: Target | None = None) -> Operator:
    """Give the operator who may do this. Raises NotAllowed, with the reason."""
    check_way(asker.way)
    operator = asker.operator
    if operator is None or not operator.grants.any:
        raise NotAllowed(Refusal.NOT_AN_OPERATOR)
    if refusal := refusal_of(operator, action, target):
        raise NotAllowed(refusal)
    return operator


def refusal_of(operator: Operator, action: Action, target: Target | None = None) -> Refusal | None:
    """Say why an operator may not do something; None where they may. Without a target: whether they ever may."""
    grants = operator.grants
    if action is Action.APPROVE and target and target.author == operator.id:
        return Refusal.ANOTHER
    if grants.administrator:
        return None
    match action:
        case Action.OPEN:
            return None if grants.any else Refusal.NOT_AN_OPERATOR
        case Action.INVITE | Action.AUDIT:
            return Refusal.ADMINISTRATORS_ONLY
        case Action.EVENT:
            return _event_refusal(grants, target)
        case Action.ANNOUNCE | Action.APPROVE:
            return _announcement_refusal(grants, target)


def _event_refusal(grants: Grants, target: Target | None) -> Refusal | None:
    if target is None:
        return None
    if not target.networks:  # the whole city's
        return Refusal.ADMINISTRATORS_ONLY
    if set(target.networks) <= set(grants.networks):
        return None
    if not set(target.networks) <= {*grants.networks, *grants.meetings_of}:
        return Refusal.NOT_YOURS
    return None if target.meeting else Refusal.MEETINGS_ONLY


def _announcement_refusal(grants: Grants, target: Target | None) -> Refusal | None:
    """To the whole city any operator may write: another has to say yes to it."""
    if not grants.networks:
        return Refusal.MEETINGS_ONLY
    if target is None or set(target.networks) <= set(grants.networks):
        return None
    return Refusal.NOT_YOURS


def target_of(event: Event) -> Target:
    """Whose an event is."""
    return Target(event.networks, meeting=event.kind is Kind.MEETING)
