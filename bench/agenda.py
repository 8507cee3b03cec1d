"""How fast a list of what is coming up is shown, and a calendar file taken in, with 5,000 events of 24 networks.

Beside them, in the same run: the same two weeks asked of `recurring-ical-events`, which works them out from the
calendar each time, and the file only parsed by `icalendar`, without checking or keeping anything.
"""

import asyncio
import gc
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import icalendar
import recurring_ical_events  # type: ignore[import-untyped] # it has no types

from bench.tables import Target, aligned, judged
from domain.agenda.entry import Wish
from domain.agenda.event import Event, Kind, Recurrence, Timed, Venue
from domain.agenda.listing import coming_up
from domain.agenda.periods import Period, days_of
from domain.calendar import Defaults
from domain.calendar.read import read
from domain.calendar.words import Vocabulary
from domain.calendar.write import write
from domain.city import City, load
from domain.city.model import NetworkId
from domain.ports import Store
from handlers.buttons.agenda import ListEvents
from handlers.i18n import load_languages
from handlers.views.agenda import Asked, agenda
from storage import open_store

_PACK = Path(__file__).parents[1] / "data" / "bergamo"
_NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
_REPEATING = 10
"""One event in so many repeats every week."""

TARGETS = {
    "list_median_ms": Target(at_most=10),
    "list_p99_ms": Target(at_most=30),
    "import_5000_s": Target(at_most=10),
    "import_again_s": Target(at_most=10),
}


def measure(quick: bool) -> dict[str, float]:  # noqa: FBT001  (a plain switch, named by every caller)
    """Measure on SQLite on disk; `quick` asks for fewer lists and gives the rival fewer events."""
    return asyncio.run(_measure(quick=quick))


async def _measure(*, quick: bool) -> dict[str, float]:
    city = load(_PACK)
    events = _events(city, 5_000)
    file = write(events, city, now=_NOW, name="bench")
    defaults = Defaults(city.zone)
    figures: dict[str, float] = {"file_mib": len(file) / 2**20}
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(f"sqlite:///{Path(folder) / 'agenda.db'}") as store:
            for figure in ("import_5000_s", "import_again_s"):
                started = time.perf_counter()
                reading = read(file, Vocabulary(city), defaults, now=_NOW)
                taken = await store.take(reading.events, _NOW)
                figures[figure] = time.perf_counter() - started
                assert len(taken.new) + taken.same == len(events), "the bench measures a whole import"
            gc.collect()
            gc.freeze()
            milliseconds = await _list(store, city, rounds=5 if quick else 20)
    figures |= {"list_median_ms": median(milliseconds), "list_p99_ms": quantiles(milliseconds, n=100)[98]}
    calendar, figures["parse_5000_s"] = _timed(lambda: icalendar.Calendar.from_ical(file))
    figures["import_ratio_to_parsing"] = figures["import_5000_s"] / figures["parse_5000_s"]
    rival = [_timed(lambda: _worked_out(calendar))[1] for _ in range(1 if quick else 3)]
    figures["rival_list_ms"] = 1000 * median(rival)
    figures["list_ratio_to_rival"] = figures["rival_list_ms"] / figures["list_median_ms"]
    return figures


def _events(city: City, count: int) -> Sequence[Event]:
    networks, themes = list(city.networks), list(city.themes)
    return [
        Event(
            uid=f"bench-{number}@reti.example",
            kind=Kind.MEETING if number % 3 == 0 else Kind.INITIATIVE,
            title=f"Iniziativa di esempio {number}",
            zone=city.zone.key,
            when=Timed(_start(number), _start(number) + timedelta(hours=2)),
            networks=tuple(dict.fromkeys(networks[(number + step) % len(networks)] for step in range(1 + number % 3))),
            themes=(themes[number % len(themes)],),
            venue=Venue("Sala di esempio"),
            description="Una descrizione di esempio, lunga quanto basta. " * 4,
            recurrence=Recurrence("FREQ=WEEKLY") if number % _REPEATING == 0 else None,
        )
        for number in range(count)
    ]


def _start(number: int) -> datetime:
    return _NOW + timedelta(days=number % 365, hours=1 + number % 9)


async def _list(store: Store, city: City, rounds: int) -> Sequence[float]:
    """The milliseconds of each list: every network's, all networks', and each theme's, from question to screen."""
    translators = list(load_languages().translators.values())
    today = _NOW.date()
    wishes = [Wish(), *(Wish((network,)) for network in city.networks), *(Wish(theme=theme) for theme in city.themes)]
    milliseconds = []
    for turn in range(rounds):
        for wish in wishes:
            t = translators[turn % len(translators)]
            started = time.perf_counter()
            listing = await coming_up(store, city, wish, days_of(Period.COMING, today), turn % 2, _NOW)
            agenda(listing, Asked(ListEvents(_codes(city, wish.networks)), city, today), t)
            milliseconds.append(1000 * (time.perf_counter() - started))
    return milliseconds


def _codes(city: City, networks: Sequence[NetworkId]) -> str:
    return ".".join(city.networks[network].code for network in networks)


def _worked_out(calendar: icalendar.Calendar) -> int:
    return len(recurring_ical_events.of(calendar).between(_NOW, _NOW + timedelta(days=14)))


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    return work(), time.perf_counter() - started


def table(figures: Mapping[str, float]) -> str:
    """Show the figures beside what they should be, and the rivals'."""
    rows = [
        ["", "ours", "rival"],
        ["list, ms", f"{figures['list_median_ms']:.2f}", f"{figures['rival_list_ms']:.0f}"],
        ["5,000 events in, s", f"{figures['import_5000_s']:.2f}", f"{figures['parse_5000_s']:.2f}"],
    ]
    return f"{aligned(rows)}\n\n{judged(figures, TARGETS)}"
