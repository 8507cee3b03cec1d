"""Components to events: those of one UID are one event and the occurrences of it that are not like the others.

RFC 5545 §3.8.4.4: a component with a RECURRENCE-ID stands in the place of one occurrence. The order in the
file does not matter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from domain.agenda.event import Change, Event, When
from domain.agenda.occurrences import occurrences
from domain.calendar.ics_event import Part
from domain.calendar.ics_repeats import day_of
from domain.calendar.ics_times import Moment
from domain.calendar.limits import CHANGES
from domain.calendar.owners import networks_of
from domain.calendar.problem import Defaults, Notes, Why


def merged(parts: Iterable[Part], defaults: Defaults, problems: Notes, remarks: Notes) -> Iterable[Event]:
    """Give an event for each UID, in the order of the file. What is the matter with one goes to the problems."""
    masters: dict[str, Part] = {}
    others: dict[str, list[tuple[Moment, Part]]] = {}
    for part in parts:
        if part.instead_of is not None:
            others.setdefault(part.event.uid, []).append((part.instead_of, part))
            continue
        known = masters.get(part.event.uid)
        if known:
            remarks.add(part.line, Why.TWICE, part.event.title)
        if known is None or part.event.sequence >= known.event.sequence:
            masters[part.event.uid] = part
    for uid in dict.fromkeys([*masters, *others]):
        changed = others.get(uid, [])
        wholes = [_with_changes(masters[uid], changed, problems)] if uid in masters else _alone(changed, remarks)
        for whole in wholes:
            networks = networks_of(whole.owned, defaults)
            if networks is None:
                problems.add(
                    whole.line, Why.UNKNOWN_NETWORK if whole.owned.unknown else Why.NO_NETWORK, whole.event.title
                )
            else:
                yield replace(whole.event, networks=networks)


def _alone(parts: Iterable[tuple[Moment, Part]], remarks: Notes) -> list[Part]:
    """Make occurrences whose event is not in the file events of their own."""
    alone = {}
    for instead_of, part in parts:
        remarks.add(part.line, Why.NO_MASTER, part.event.title)
        uid = f"{part.event.uid}/{instead_of.at:%Y%m%d}"
        alone[uid] = replace(part, event=replace(part.event, uid=uid, recurrence=None, changes=()))
    return list(alone.values())


def _with_changes(master: Part, parts: Iterable[tuple[Moment, Part]], problems: Notes) -> Part:
    event, zone = master.event, ZoneInfo(master.event.zone)
    latest: dict[date, Part] = {}
    for instead_of, part in parts:
        day = day_of(instead_of, zone)
        if day not in latest or part.event.sequence >= latest[day].event.sequence:
            latest[day] = part
    if len(latest) > CHANGES:
        problems.add(master.line, Why.TOO_MUCH, str(len(latest)))
        return master
    if not latest:
        return master
    usual = _usual(event, min(latest), max(latest))
    changes = {change.original_on: change for change in event.changes}
    changes.update((day, _change(event, day, part.event, usual.get(day))) for day, part in latest.items())
    return replace(
        master,
        event=replace(
            event,
            # Whoever changes one occurrence raises the SEQUENCE of that alone
            sequence=max(event.sequence, *(part.event.sequence for part in latest.values())),
            changes=tuple(change for _, change in sorted(changes.items()) if change != Change(change.original_on)),
        ),
    )


def _usual(event: Event, since_on: date, until_on: date) -> Mapping[date, When]:
    """When it takes place by its recurrence alone, day by day."""
    regular = occurrences(replace(event, changes=()), since_on, until_on)
    return {occurrence.original_on: occurrence.when for occurrence in regular}


def _change(event: Event, day: date, other: Event, usual: When | None) -> Change:
    """What of one occurrence differs. On a day that the recurrence does not have, its time belongs to it."""
    return Change(
        day,
        when=None if other.when == usual else other.when,
        status=None if other.status == event.status else other.status,
        title=None if other.title == event.title else other.title,
        description=None if other.description == event.description else other.description,
        venue=None if other.venue == event.venue else other.venue,
    )
