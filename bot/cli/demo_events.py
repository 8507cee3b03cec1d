"""Sample events for the demo: of the shapes that the networks' real ones have, in the coming weeks.

Each is titled as a sample and names no real body. Days are counted from today, so that there is always something on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from domain.agenda.event import (
    Booking,
    Change,
    Event,
    Kind,
    Recurrence,
    SomeDay,
    Status,
    Timed,
    Venue,
    When,
    WholeDays,
)
from domain.agenda.periods import weekend
from domain.agenda.recurrence import days
from domain.agenda.timing import local, month_after
from domain.city.model import City, NetworkId, ThemeId

_NOTE = "È un esempio: non avviene davvero."
_HALL = Venue("Sala di esempio")
_RHYTHMS = ("3TU", "2WE", "1MO,3MO", "2TH", "4TU", "1TH")
_MONDAY, _WEDNESDAY, _FRIDAY = 0, 2, 4


def sample_events(city: City, today: date) -> Sequence[Event]:
    """Sample events for a city; networks and themes that its pack has not are left out of them."""
    samples = _Samples(city, today)
    return [*samples.meetings(), *samples.initiatives()]


@dataclass(frozen=True, slots=True)
class _Samples:
    city: City
    today: date

    def meetings(self) -> Iterator[Event]:
        """Each network meets on an evening of its own."""
        for number, network in enumerate(self.city.networks):
            rule = f"FREQ=MONTHLY;BYDAY={_RHYTHMS[number % len(_RHYTHMS)]}"
            first_on = next(days(rule, self.today - timedelta(days=1), self.today, self.today + timedelta(days=62)))
            meeting = self._sample(
                f"incontro-{network}",
                "Incontro di esempio della rete",
                self._at(first_on, time(20, 45), hours=2),
                [network],
                says="Si decide insieme che cosa fare nel quartiere. È aperto a tutti.",
            )
            yield replace(meeting, kind=Kind.MEETING, venue=_HALL, recurrence=Recurrence(rule))

    def initiatives(self) -> Iterator[Event]:
        """One of each shape: joint, of several days, without a day yet, repeating, booked, cancelled, moved."""
        saturday, sunday = self._weekend(1)
        next_saturday, next_sunday = self._weekend(2)
        yield replace(
            self._sample(
                "festa",
                "Festa in strada di esempio",
                self._at(saturday, time(14, 30), hours=4.5),
                ["valtesse-sant-antonio-valverde", "conca-fiorita", "monterosso"],
                ["integrazione", "famiglia"],
                says="Pomeriggio con laboratori, giochi e musica. Alle 17 merenda per tutti.",
            ),
            venue=self._square("monterosso"),
            rain_plan="si fa il sabato dopo",
            bring="una torta o una bibita da dividere",
        )
        yield replace(
            self._sample(
                "pulizia",
                "Puliamo il parco: mattina di esempio",
                self._at(sunday, time(9, 30), hours=2.5),
                ["loreto", "longuelo"],
                ["ambiente", "spazi-urbani"],
            ),
            venue=self._square("longuelo"),
            bring="guanti e scarpe comode",
        )
        yield replace(
            self._sample(
                "mercatino",
                "Mercatino del riuso di esempio",
                WholeDays(next_saturday, next_sunday),
                ["redona"],
                ["ambiente"],
            ),
            venue=self._square("redona"),
        )
        yield replace(
            self._sample(
                "cartoline",
                "Cartoline dal vicinato (esempio)",
                WholeDays(self.today - timedelta(days=20), self.today + timedelta(days=40)),
                ["conca-fiorita", "valtesse-san-colombano", "monterosso"],
                says="Cinque timbri nei negozi dei tre quartieri danno un ingresso a uno spettacolo.",
            ),
            venue=Venue("negozi di esempio"),
        )
        yield replace(
            self._sample(
                "cena", "Cena di quartiere di esempio", SomeDay(month_after(self.today)), ["boccaleone"], ["famiglia"]
            ),
            booking=Booking(),
            seats=80,
        )
        yield self._sample(
            "assemblea",
            "Assemblea cittadina di esempio",
            self._at(self.today + timedelta(days=9), time(18), hours=2),
            themes=["sicurezza"],
        )
        yield from self._repeating()
        yield replace(
            self._sample(
                "torneo",
                "Torneo di carte di esempio",
                self._at(self.today + timedelta(days=4), time(15), hours=3),
                ["redona"],
                ["fragilita"],
            ),
            venue=_HALL,
            status=Status.CANCELLED,
        )

    def _repeating(self) -> Iterator[Event]:
        yield replace(
            self._sample(
                "camminata",
                "Gruppo di cammino di esempio",
                self._at(self._next(_WEDNESDAY), time(9), hours=1.5),
                ["celadina"],
                ["salute", "fragilita"],
                says="Un'ora e mezza a passo tranquillo, con chi vuole.",
            ),
            venue=self._square("celadina"),
            recurrence=Recurrence("FREQ=WEEKLY;BYDAY=WE"),
        )
        monday = self._next(_MONDAY)
        yield replace(
            self._sample(
                "italiano",
                "Italiano per stranieri: lezione di esempio",
                self._at(monday, time(18), hours=1.5),
                ["san-paolo", "loreto"],
                ["integrazione", "educazione"],
            ),
            venue=Venue("Aula di esempio"),
            recurrence=Recurrence("FREQ=WEEKLY;BYDAY=MO,TH", not_on=(monday + timedelta(days=7),)),
            booking=Booking(until=local(monday - timedelta(days=1), time(12), self.city.zone)),
            seats=20,
        )
        friday = self._next(_FRIDAY)
        yield replace(
            self._sample(
                "compiti",
                "Spazio compiti di esempio",
                self._at(friday, time(16, 30), hours=2),
                ["redona", "celadina"],
                ["educazione", "famiglia"],
            ),
            venue=Venue("Biblioteca di esempio"),
            recurrence=Recurrence("FREQ=WEEKLY;BYDAY=FR"),
            changes=(Change(friday, self._at(friday + timedelta(days=1), time(16), hours=2)),),
        )

    def _sample(
        self,
        name: str,
        title: str,
        when: When,
        networks: Sequence[str] = (),
        themes: Sequence[str] = (),
        *,
        says: str = "",
    ) -> Event:
        return Event(
            uid=f"esempio-{name}@reti.example",
            kind=Kind.INITIATIVE,
            title=title,
            when=when,
            zone=self.city.zone.key,
            networks=tuple(NetworkId(network) for network in networks if network in self.city.networks),
            themes=tuple(ThemeId(theme) for theme in themes if theme in self.city.themes),
            description=f"{says}\n\n{_NOTE}".strip(),
        )

    def _at(self, day: date, at: time, *, hours: float) -> Timed:
        starts_at = local(day, at, self.city.zone)
        return Timed(starts_at, starts_at + timedelta(hours=hours))

    def _next(self, weekday: int) -> date:
        """The next day of this name, tomorrow at the earliest."""
        return self.today + timedelta(days=(weekday - self.today.weekday() - 1) % 7 + 1)

    def _weekend(self, number: int) -> tuple[date, date]:
        """A weekend that is still whole: the first, the second."""
        sunday = weekend(self.today + timedelta(days=2)).last_on + timedelta(weeks=number - 1)
        return sunday - timedelta(days=1), sunday

    def _square(self, area: str) -> Venue:
        """An invented square, in the middle of an area."""
        known = next((there for there in self.city.areas.values() if there.id == area), None)
        if known is None:
            return Venue("Piazzetta di esempio")
        middle = known.outline.representative_point()
        return Venue("Piazzetta di esempio", None, round(middle.y, 5), round(middle.x, 5))
