"""Deep links: what stands behind `https://t.me/<bot>?start=` (Bot API, "Deep linking": 64 of A-Z a-z 0-9 _ -)."""

import re

from domain.agenda.event import EventId, OccurrenceId

_NETWORK = "rete_"
_INVITATION = "op_"
_EVENT = re.compile(r"ev_(\d{1,18})(?:_(\d{1,18}))?", re.ASCII)


def to_network(bot: str, code: str) -> str:
    """The address that opens the card of a network in the bot."""
    return f"https://t.me/{bot}?start={_NETWORK}{code}"


def network_in(payload: str) -> str | None:
    """The code of the network that a link's payload names; None where it names none."""
    return payload.removeprefix(_NETWORK) if payload.startswith(_NETWORK) else None


def to_event(bot: str, event: EventId, occurrence: OccurrenceId) -> str:
    """The address that opens the card of an occurrence; once that is gone, of the one that comes next."""
    return f"https://t.me/{bot}?start=ev_{event}_{occurrence}"


def event_in(payload: str) -> tuple[EventId, OccurrenceId | None] | None:
    """The event that a link's payload names, with the occurrence if it names one; None where it names none."""
    named = _EVENT.fullmatch(payload)
    if named is None:
        return None
    event, occurrence = named.groups()
    return EventId(int(event)), OccurrenceId(int(occurrence)) if occurrence else None


def to_join(bot: str, token: str) -> str:
    """The address that makes who opens it an operator, once."""
    return f"https://t.me/{bot}?start={_INVITATION}{token}"


def invitation_in(payload: str) -> str | None:
    """The token of an invitation that a link's payload carries; None where it carries none."""
    return payload.removeprefix(_INVITATION) if payload.startswith(_INVITATION) else None
