"""A calendar file that somebody of the service sends: what of it is theirs to take in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.agenda.event import Event
from domain.agenda.taking import last_of_each
from domain.operators import Action, Operator, refusal_of, target_of


@dataclass(frozen=True, slots=True)
class Sorted:
    """The events of a file: those that somebody may take in, and those that are not theirs.

    `seen` are the SEQUENCEs of those that are known already, by UID.
    """

    theirs: tuple[Event, ...] = ()
    refused: tuple[Event, ...] = ()
    seen: Mapping[str, int] | None = None


def sort_out(operator: Operator, events: Iterable[Event], known: Mapping[str, Event]) -> Sorted:
    """Sort the events of a file: one that is known must be theirs as it is, too, whatever the file says."""
    theirs: list[Event] = []
    refused: list[Event] = []
    for event in last_of_each(events).values():
        before = known.get(event.uid)
        mine = all(
            refusal_of(operator, Action.EVENT, target_of(one)) is None for one in (event, before) if one is not None
        )
        (theirs if mine else refused).append(event)
    seen = {event.uid: known[event.uid].sequence for event in theirs if event.uid in known}
    return Sorted(tuple(theirs), tuple(refused), seen)
