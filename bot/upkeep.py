"""What the store needs from time to time: what is old is deleted, and what repeats is worked out further."""

import logging
from datetime import timedelta

from domain.audit import AUDIT_KEPT
from domain.ports import Clock, Store
from handlers.feedback import REPORTS_LAST

log = logging.getLogger("reti.upkeep")

ANNOUNCEMENTS_LAST = timedelta(days=365)
"""How long an announcement is kept after it last changed."""

EVENTS_LAST = timedelta(days=90)
"""How long an occurrence is kept after it is over."""


async def sweep(store: Store, clock: Clock) -> None:
    """Delete what the privacy notice promises to, which names how long each is kept, and what is long over."""
    now = clock()
    dialogues = await store.sweep_dialogues(now)
    reports = await store.sweep_reports(now - REPORTS_LAST)
    events = await store.sweep_events(now - EVENTS_LAST)
    deeds = await store.sweep_deeds(now - AUDIT_KEPT)
    announcements = await store.sweep_announcements(now - ANNOUNCEMENTS_LAST)
    log.info(
        "swept",
        extra={
            "announcements": announcements,
            "dialogues": dialogues,
            "reports": reports,
            "events": events,
            "deeds": deeds,
        },
    )


async def extend(store: Store, clock: Clock) -> None:
    """Work out recurring events up to the horizon, which moves on with every day."""
    log.info("extended", extra={"events": await store.extend(clock())})
