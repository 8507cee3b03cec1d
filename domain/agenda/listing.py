"""What a resident is shown of the agenda: a page of entries by time and, where there is nothing, what else there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.agenda.entry import Entry, Wish
from domain.agenda.periods import Days
from domain.city.model import City, NetworkId
from domain.ports import Agenda

ENTRIES_A_PAGE = 6
"""As many as a phone shows without much scrolling, with its letters set large."""

_FAR = timedelta(days=400)
_NEARBY = 3


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of what is coming up in some days; `later` is the first after them.

    Where the days have nothing, `nearby` is what the networks around have then.
    """

    wish: Wish
    days: Days
    page: int
    entries: Sequence[Entry]
    more: bool
    later: Entry | None
    nearby: Sequence[Entry] = ()


async def coming_up(
    store: Agenda,
    city: City,
    wish: Wish,
    days: Days,
    page: int,
    now: datetime,
    around: Sequence[NetworkId] = (),
) -> Listing:
    """Gather a page of what is coming up; what is over already is left out. `around` are the networks nearby."""
    since, until = max(now, days.since(city.zone)), days.until(city.zone)
    found = await store.listed(wish, since, until, ENTRIES_A_PAGE + 1, page * ENTRIES_A_PAGE)
    if not found and page:  # an old button counts on pages that there are no more
        page = 0
        found = await store.listed(wish, since, until, ENTRIES_A_PAGE + 1)
    later = await store.listed(wish, max(now, until), until + _FAR, 1, starting=True)
    nearby: Sequence[Entry] = ()
    if not found and around:
        nearby = await store.listed(Wish(tuple(around), wish.theme, wish.kind), since, until, _NEARBY)
    return Listing(
        wish,
        days,
        page,
        entries=found[:ENTRIES_A_PAGE],
        more=len(found) > ENTRIES_A_PAGE,
        later=later[0] if later else None,
        nearby=nearby,
    )
