"""What the store needs from time to time: what is old is deleted, and what repeats is worked out further."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from domain.ports import Clock, Store
from domain.privacy.retention import Sweep, before

log = logging.getLogger("reti.upkeep")

SWEEPS: Mapping[Sweep, Callable[[Store, datetime], Awaitable[int]]] = {
    Sweep.DIALOGUES: lambda store, instant: store.sweep_dialogues(instant),
    Sweep.INBOX: lambda store, instant: store.sweep_inbox(instant),
    Sweep.REPORTS: lambda store, instant: store.sweep_reports(instant),
    Sweep.EVENTS: lambda store, instant: store.sweep_events(instant),
    Sweep.DELIVERIES: lambda store, instant: store.sweep_deliveries(instant),
    Sweep.DEEDS: lambda store, instant: store.sweep_deeds(instant),
    Sweep.ANNOUNCEMENTS: lambda store, instant: store.sweep_announcements(instant),
}
"""How each sweep of the table of what is kept is made: a transaction each."""


async def sweep(store: Store, clock: Clock) -> Mapping[Sweep, int]:
    """Apply the times of `domain.privacy.retention`, which the privacy notice states; say what went.

    Raises StoreError; what was swept before stays so.
    """
    now = clock()
    swept = {one: await work(store, before(one, now)) for one, work in SWEEPS.items()}
    log.info("swept", extra={one.value: number for one, number in swept.items()})
    return swept


async def extend(store: Store, clock: Clock) -> None:
    """Work out recurring events up to the horizon, which moves on with every day."""
    log.info("extended", extra={"events": await store.extend(clock())})
