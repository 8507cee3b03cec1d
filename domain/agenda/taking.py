"""What becomes of events that come in: new, changed, or known already. An event is known by its UID."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.agenda.event import Event, Status
from domain.city.model import NetworkId


@dataclass(frozen=True, slots=True)
class Known:
    """An event that is remembered, the SEQUENCE with which it last came, and the feed that it is of, if any."""

    event: Event
    came_as: int
    feed: str | None = None


class Fate(StrEnum):
    """What becomes of one event."""

    NEW = "new"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    SAME = "same"
    OLDER = "older"  # an earlier revision than the one that is known


@dataclass(frozen=True, slots=True)
class Taken:
    """What became, or in a dry run would become, of events that came in; as they are remembered."""

    new: tuple[Event, ...] = ()
    changed: tuple[Event, ...] = ()
    cancelled: tuple[Event, ...] = ()
    same: int = 0
    older: int = 0
    vanished: int = 0


def judge(incoming: Event, known: Known | None, feed: str | None = None) -> tuple[Fate, Event]:
    """Say what becomes of an event, and give it as it is to be remembered.

    Programs that change an event without raising its SEQUENCE are believed; ours rises with every change. A feed adds
    its networks to those that an event has; to the event of another feed it adds nothing else, or the two would take
    turns. A file, which a person looked at, replaces all.
    """
    if known is None:
        return Fate.NEW, incoming
    if feed is not None and known.feed not in {None, feed}:
        incoming = replace(known.event, networks=_joined(known.event, incoming))
    elif incoming.sequence < known.came_as:
        return Fate.OLDER, known.event
    elif feed is not None:
        incoming = replace(incoming, networks=_joined(known.event, incoming))
    revised = replace(incoming, sequence=max(known.event.sequence + 1, incoming.sequence))
    if replace(incoming, sequence=known.event.sequence) == known.event:
        return Fate.SAME, known.event
    ended = incoming.status is Status.CANCELLED and known.event.status is not Status.CANCELLED
    return (Fate.CANCELLED if ended else Fate.CHANGED), revised


def is_news(event: Event, begun: Collection[NetworkId | None]) -> bool:
    """Whether a new event is told to who follows it: the first import of a network announces nothing.

    `begun` are the networks that had events before, None among them for the whole city.
    """
    return event.status is not Status.DRAFT and any(network in begun for network in event.networks or (None,))


def last_of_each(events: Iterable[Event]) -> Mapping[str, Event]:
    """By UID; where one stands twice, its latest revision, and of equal ones the last."""
    latest: dict[str, Event] = {}
    for event in events:
        if event.uid not in latest or event.sequence >= latest[event.uid].sequence:
            latest[event.uid] = event
    return latest


def _joined(known: Event, incoming: Event) -> tuple[NetworkId, ...]:
    """The networks of both; the whole city's, without any, stays so."""
    if not known.networks or not incoming.networks:
        return ()
    return tuple(dict.fromkeys((*known.networks, *incoming.networks)))
