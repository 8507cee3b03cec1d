"""The identity of an event: its UID (RFC 5545 §3.8.4.7), or one made of what it says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

from domain.agenda.event import Event, SomeDay, Timed, WholeDays
from domain.calendar.limits import UID
from domain.city.model import NetworkId

OURS = "@reti"
"""How the UIDs end that are made here."""


def kept(uid: str) -> str:
    """Give a UID as it is; one that is too long for a key as its digest, the same every time."""
    return uid if len(uid) <= UID else _digest(uid)


def derived(event: Event, networks: Sequence[NetworkId]) -> Event:
    """Give an event without a UID one made of its title, its start and its networks: moved, it is a new event."""
    return replace(event, uid=_digest("\n".join([event.title, start_of(event).isoformat(), *sorted(networks)])))


def start_of(event: Event) -> date | datetime:
    """The instant or the day on which an event begins."""
    match event.when:
        case Timed(starts_at):
            return starts_at
        case WholeDays(first_on):
            return first_on
        case SomeDay(month_on):
            return month_on


def _digest(text: str) -> str:
    return f"{sha256(text.encode()).hexdigest()[:32]}{OURS}"
