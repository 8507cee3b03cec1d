"""A table of events, as somebody keeps it in a spreadsheet, to events; its columns are told in docs/calendario.md."""

import re
from collections.abc import Callable
from datetime import datetime, time

from domain.agenda.event import Booking, Event, Kind, Recurrence, SomeDay, Status, Timed, Venue, When
from domain.agenda.recurrence import checked
from domain.agenda.timing import wall_time
from domain.calendar.csv_repeats import rule_of
from domain.calendar.csv_rows import Row, table_of
from domain.calendar.csv_times import Cells, UnreadableError, takes_place, until
from domain.calendar.limits import DESCRIPTION, EVENTS, REPEATING, SEATS, TEXT, TITLE
from domain.calendar.owners import networks_of, owned
from domain.calendar.past import is_over
from domain.calendar.problem import Defaults, Notes, Problem, Reading, RefusedError, Why
from domain.calendar.texts import line, plain, shortened, web_address
from domain.calendar.uids import OURS, derived, kept
from domain.calendar.words import Vocabulary, kind_of, kind_of_title
from domain.city.model import NetworkId, ThemeId
from domain.lookup.normalise import fold

_TELL_EVERY = 200
_BETWEEN = re.compile(r"[;/+|,\n]")
"""What stands between several networks or themes in one cell."""

_STATUSES = {
    "": Status.CONFIRMED,
    "confermato": Status.CONFIRMED,
    "confermata": Status.CONFIRMED,
    "bozza": Status.DRAFT,
    "rinviato": Status.POSTPONED,
    "rinviata": Status.POSTPONED,
    "annullato": Status.CANCELLED,
    "annullata": Status.CANCELLED,
}


def read_csv(
    content: bytes, vocabulary: Vocabulary, defaults: Defaults, now: datetime, progress: Callable[[int, int], None]
) -> Reading:
    """Read a table, each row an event; a row that cannot be one is among the problems."""
    problems, remarks = Notes(), Notes()
    table = table_of(content)
    if table is None:
        return Reading(problems=(Problem(0, Why.NOT_A_CALENDAR),))
    if table.guessed:
        remarks.add(0, Why.ENCODING)
    for column in table.unknown:
        remarks.add(1, Why.UNKNOWN_COLUMN, column)
    reader, lines = _Reader(vocabulary, defaults, remarks), content.count(b"\n") + 1
    events: dict[str, Event] = {}
    repeating = 0
    for count, row in enumerate(table.rows, 1):
        if count % _TELL_EVERY == 0:
            progress(row.line, lines)
        if count > EVENTS:
            problems.add(row.line, Why.TOO_MANY_EVENTS, str(EVENTS))
            break
        try:
            event = reader.event(row)
        except RefusedError as error:
            problems.keep(error.problem)
            continue
        repeating += event.recurrence is not None
        if event.uid in events:
            problems.add(row.line, Why.TWICE, row.cell("codice") or event.title)
        elif event.recurrence and repeating > REPEATING:
            problems.add(row.line, Why.TOO_MANY_REPEATING, event.title)
        else:
            events[event.uid] = event
    progress(lines, lines)
    going = tuple(event for event in events.values() if not is_over(event, now))
    return Reading(going, problems.all(), remarks.all(), len(events) - len(going))


class _Reader:
    """Makes events of rows."""

    def __init__(self, vocabulary: Vocabulary, defaults: Defaults, remarks: Notes) -> None:
        self._vocabulary, self._defaults, self._remarks = vocabulary, defaults, remarks

    def event(self, row: Row) -> Event:
        """Make an event of a row. Raises RefusedError."""
        if not row.fits:
            raise RefusedError(row.line, Why.ROW)
        if row.overfull:
            raise RefusedError(row.line, Why.CELL, row.overfull)
        title = self._text(row, "titolo", TITLE)
        if title is None:
            raise RefusedError(row.line, Why.NO_TITLE)
        if not row.cell("data"):
            raise RefusedError(row.line, Why.NO_START, title)
        try:
            when = takes_place(
                Cells(row.cell("data"), row.cell("ora"), row.cell("fine"), row.cell("ultimo_giorno")),
                self._defaults.zone,
            )
            recurrence = self._recurrence(row, when)
            booking = self._booking(row)
        except UnreadableError as error:
            raise RefusedError(row.line, error.why, error.cell) from None
        networks = self._networks(row)
        event = Event(
            uid=kept(f"{code}{OURS}") if (code := line(row.cell("codice"))) else "",
            kind=self._kind(row, title),
            title=title,
            when=when,
            zone=self._defaults.zone.key,
            status=self._status(row),
            networks=networks,
            themes=tuple(self._themes(row)),
            description=self._text(row, "descrizione", DESCRIPTION, lines=True),
            venue=self._venue(row),
            rain_plan=self._text(row, "se_piove", TEXT, lines=True),
            bring=self._text(row, "portare", TEXT, lines=True),
            booking=booking,
            seats=self._seats(row),
            url=self._link(row, "pagina"),
            organiser=self._text(row, "organizza", TEXT),
            recurrence=recurrence,
        )
        return event if event.uid else derived(event, networks)

    def _text(self, row: Row, column: str, most: int, *, lines: bool = False) -> str | None:
        text = plain(row.cell(column)) if lines else line(row.cell(column))
        if len(text) > most:
            self._remarks.add(row.line, Why.SHORTENED, text)
        return shortened(text, most) or None

    def _venue(self, row: Row) -> Venue | None:
        name, address = self._text(row, "luogo", TEXT), self._text(row, "indirizzo", TEXT)
        if name:
            return Venue(name, address)
        return Venue(address) if address else None

    def _recurrence(self, row: Row, when: When) -> Recurrence | None:
        zone = self._defaults.zone
        match when:
            case SomeDay(first_on):
                at = time()
            case Timed(starts_at):
                first_on, at = starts_at.astimezone(zone).date(), wall_time(starts_at, zone)
            case _:
                first_on, at = when.first_on, time()
        rule = rule_of(row.cell("si_ripete"), first_on)
        if rule is None:
            return None
        if isinstance(when, SomeDay):
            raise UnreadableError(Why.MONTH, row.cell("si_ripete"))
        return Recurrence(checked(rule, at, zone))

    def _kind(self, row: Row, title: str) -> Kind:
        said = row.cell("tipo")
        kind = kind_of(said)
        if said and kind is None:
            self._remarks.add(row.line, Why.UNKNOWN_KIND, said)
        return kind or kind_of_title(title) or self._defaults.kind or Kind.INITIATIVE

    def _status(self, row: Row) -> Status:
        status = _STATUSES.get(fold(row.cell("stato")))
        if status is None:
            raise RefusedError(row.line, Why.UNKNOWN_STATUS, row.cell("stato"))
        if status is Status.DRAFT:
            self._remarks.add(row.line, Why.DRAFT, row.cell("titolo"))
        return status

    def _networks(self, row: Row) -> tuple[NetworkId, ...]:
        meant = self._vocabulary.meaning(_BETWEEN.split(row.cell("rete")))
        for unknown in meant.unknown:
            raise RefusedError(row.line, Why.UNKNOWN_NETWORK, unknown)
        networks = networks_of(owned([], city_wide=False, meant=meant, vocabulary=self._vocabulary), self._defaults)
        if networks is None:
            raise RefusedError(row.line, Why.NO_NETWORK, row.cell("titolo"))
        return networks

    def _themes(self, row: Row) -> list[ThemeId]:
        meant = self._vocabulary.meaning(_BETWEEN.split(row.cell("temi")))
        for unknown in meant.unknown:
            self._remarks.add(row.line, Why.UNKNOWN_THEME, unknown)
        return meant.themes

    def _booking(self, row: Row) -> Booking | None:
        """Read how one books: "sì", or the address of a page; and until when."""
        said = row.cell("prenotazione")
        by = until(row.cell("prenotare_entro"), self._defaults.zone) if row.cell("prenotare_entro") else None
        if fold(said) in {"", "no"} and by is None:
            return None
        needs_no_page = fold(said) in {"", "no", "si"}
        return Booking(None if needs_no_page else self._link(row, "prenotazione"), by)

    def _seats(self, row: Row) -> int | None:
        said = row.cell("posti")
        if not said:
            return None
        if said.isascii() and said.isdigit() and len(said) <= len(str(SEATS)) and 0 < int(said) <= SEATS:
            return int(said)
        self._remarks.add(row.line, Why.NUMBER, said)
        return None

    def _link(self, row: Row, column: str) -> str | None:
        said = row.cell(column)
        address = web_address(said) if said else None
        if said and address is None:
            self._remarks.add(row.line, Why.LINK, said)
        return address
