"""A table as somebody keeps it in a spreadsheet, with every way of writing that people have, and their slips."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from domain.agenda.event import Booking, Event, Kind, Recurrence, SomeDay, Status, Timed, Venue, WholeDays
from domain.agenda.occurrences import occurrences
from domain.calendar import Defaults, Problem, Why
from domain.calendar.csv_rows import COLUMNS
from domain.calendar.read import read
from domain.calendar.words import Vocabulary
from domain.city.model import NetworkId

ROOT = Path(__file__).parent.parent.parent
NOW = datetime(2026, 11, 26, tzinfo=UTC)
REDONA, CELADINA = NetworkId("redona"), NetworkId("celadina")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.fixture
def taken(city):
    """Reads a table of rows; each says what differs from a dinner in Redona on 2 December 2026."""

    def reads(*rows: dict[str, str], defaults: Defaults | None = None, delimiter: str = ";"):
        cells = [{"titolo": "Cena di esempio", "data": "2/12/2026", "rete": "redona"} | row for row in rows]
        columns = [column for column in COLUMNS if any(column in row for row in cells)]
        lines = [columns, *([f'"{row.get(column, "")}"' for column in columns] for row in cells)]
        content = "\n".join(delimiter.join(line) for line in lines)
        return read(content.encode(), Vocabulary(city), defaults or Defaults(city.zone), NOW)

    return reads


@pytest.fixture
def one(taken):
    def reads(**cells: str) -> Event:
        reading = taken(cells)
        assert (reading.problems, reading.remarks) == ((), ())
        [event] = reading.events
        return event

    return reads


def test_the_template_goes_in_as_it_is(city):
    content = (ROOT / "docs" / "modello-iniziative.csv").read_bytes()
    reading = read(content, Vocabulary(city), Defaults(city.zone), NOW)

    assert reading.problems == ()
    assert {remark.why for remark in reading.remarks} == {Why.DRAFT}  # sent as it is, it shows nobody anything
    assert [event.title for event in reading.events] == [
        "Incontro di esempio",
        "Festa di esempio",
        "Laboratorio di esempio",
    ]
    meeting, party, _ = reading.events
    assert [
        occurrence.when.starts_at.day for occurrence in occurrences(meeting, date(2099, 1, 1), date(2100, 1, 1))
    ] == [*(13, 10, 10, 14, 12, 9)]
    assert party.networks == (REDONA, CELADINA)
    assert content.decode().splitlines()[0].split(";") == list(COLUMNS)


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_told_in_the_guide(column):
    assert f"`{column}`" in (ROOT / "docs" / "calendario.md").read_text()


def test_a_whole_row(one):
    event = one(
        titolo="Cena  di esempio", tipo="Iniziativa", ora="20:45", fine="22:30", luogo="Oratorio",
        indirizzo="via Roma 3", temi="Ambiente, salute", descrizione="Si cena.\nInsieme.", se_piove="In sala",
        portare="Un piatto",
        prenotazione="https://example.org/", prenotare_entro="1/12/2026 18.00", posti="40", stato="rinviata",
        organizza="Gruppo di esempio", pagina="https://example.org/cena", codice="cena-26",
    )  # fmt: skip

    assert event == Event(
        uid="cena-26@reti",
        kind=Kind.INITIATIVE,
        title="Cena di esempio",
        when=Timed(utc(2026, 12, 2, 19, 45), utc(2026, 12, 2, 21, 30)),
        zone="Europe/Rome",
        status=Status.POSTPONED,
        networks=(REDONA,),
        themes=("ambiente", "salute"),
        description="Si cena.\nInsieme.",
        venue=Venue("Oratorio", "via Roma 3"),
        rain_plan="In sala",
        bring="Un piatto",
        booking=Booking("https://example.org/", utc(2026, 12, 1, 17)),
        seats=40,
        url="https://example.org/cena",
        organiser="Gruppo di esempio",
    )


@pytest.mark.parametrize(
    "written",
    [
        *("3/12/2026", "03/12/2026", "3-12-26", "3.12.2026", "3 12 2026", " 3/12/2026 "),
        *("2026-12-03", "2026-12-03 00:00:00", "3 dicembre 2026", "3 DIC 2026", "giovedì 3 dicembre 2026"),
    ],
)
def test_a_day(one, written):
    assert one(data=written).when == WholeDays(date(2026, 12, 3), date(2026, 12, 3))


@pytest.mark.parametrize("written", ["dicembre 2026", "Dic. 2026", "12/2026", "2026-12"])
def test_a_month_whose_day_is_not_known(one, written):
    assert one(data=written).when == SomeDay(date(2026, 12, 1))


@pytest.mark.parametrize(
    "written", ["20:45", "20.45", "20,45", "ore 20,45", "alle 20:45", "Ore 20.45", "20:45:00", "h 20.45"]
)
def test_a_time(one, written):
    assert one(ora=written).when == Timed(utc(2026, 12, 2, 19, 45))


@pytest.mark.parametrize("written", ["20", "ore 20", "20:00"])
def test_a_full_hour(one, written):
    assert one(ora=written).when == Timed(utc(2026, 12, 2, 19))


def test_an_end_after_midnight_is_on_the_next_day(one):
    assert one(ora="21", fine="0:30").when == Timed(utc(2026, 12, 2, 20), utc(2026, 12, 2, 23, 30))


def test_several_days(one):
    assert one(ultimo_giorno="4/12/2026").when == WholeDays(date(2026, 12, 2), date(2026, 12, 4))
    assert one(ora="9", fine="18", ultimo_giorno="4/12/2026").when == Timed(utc(2026, 12, 2, 8), utc(2026, 12, 4, 17))


def test_times_are_the_citys_in_summer_too(one):
    assert one(data="2/6/2027", ora="20:45").when == Timed(utc(2027, 6, 2, 18, 45))


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"titolo": " "}, Why.NO_TITLE),
        ({"data": ""}, Why.NO_START),
        ({"data": "31/2/2027"}, Why.TIME),
        ({"data": "12/13/2026"}, Why.TIME),
        ({"data": "domani"}, Why.TIME),
        ({"data": "13/2026"}, Why.TIME),
        ({"data": "3/12/1926"}, Why.OUT_OF_RANGE),
        ({"data": "dicembre 2926"}, Why.OUT_OF_RANGE),
        ({"data": "dicembre 2026", "ora": "20"}, Why.MONTH),
        ({"data": "dicembre 2026", "si_ripete": "ogni anno"}, Why.MONTH),
        ({"ora": "25"}, Why.TIME),
        ({"ora": "20:75"}, Why.TIME),
        ({"ora": "sera"}, Why.TIME),
        ({"fine": "22"}, Why.TIME),
        ({"ora": "20", "ultimo_giorno": "3/12/2026"}, Why.END),
        ({"ultimo_giorno": "1/12/2026"}, Why.END),
        ({"ora": "20", "fine": "19", "ultimo_giorno": "2/12/2026"}, Why.END),
        ({"si_ripete": "ogni tanto"}, Why.REPEATS),
        ({"si_ripete": "ogni 0 giorni"}, Why.REPEATS),
        ({"si_ripete": "ogni mercoledì del mese prossimo"}, Why.REPEATS),
        ({"si_ripete": "ogni giovedì"}, Why.FIRST_DAY),
        ({"si_ripete": "ogni secondo mercoledì del mese"}, Why.FIRST_DAY),
        ({"si_ripete": "ogni mercoledì fino al 31/2/2027"}, Why.TIME),
        ({"rete": "Paperopoli"}, Why.UNKNOWN_NETWORK),
        ({"rete": "redona; Paperopoli"}, Why.UNKNOWN_NETWORK),
        ({"rete": ""}, Why.NO_NETWORK),
        ({"stato": "forse"}, Why.UNKNOWN_STATUS),
        ({"prenotare_entro": "presto"}, Why.TIME),
    ],
)
def test_a_row_that_cannot_be_is_told_with_its_line_and_the_next_goes_in(taken, cells, why):
    reading = taken(cells, {"titolo": "Pranzo di esempio"})

    assert [(problem.line, problem.why) for problem in reading.problems] == [(2, why)]
    assert [event.title for event in reading.events] == ["Pranzo di esempio"]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"tipo": "boh"}, Why.UNKNOWN_KIND),
        ({"temi": "ambiente, giardini"}, Why.UNKNOWN_THEME),
        ({"posti": "molti"}, Why.NUMBER),
        ({"posti": "0"}, Why.NUMBER),
        ({"pagina": "example.org"}, Why.LINK),
        ({"prenotazione": "javascript:alert(1)"}, Why.LINK),
        ({"titolo": "a" * 201}, Why.SHORTENED),
        ({"stato": "bozza"}, Why.DRAFT),
    ],
)
def test_what_is_taken_though_not_as_it_is_written_is_told(taken, cells, why):
    reading = taken(cells)

    assert (len(reading.events), reading.problems) == (1, ())
    assert [(remark.line, remark.why) for remark in reading.remarks] == [(2, why)]


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("ogni mercoledì", "FREQ=WEEKLY;BYDAY=WE"),
        ("tutti i mercoledi", "FREQ=WEEKLY;BYDAY=WE"),
        ("ogni lunedì e mercoledì", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("Ogni primo mercoledì del mese", "FREQ=MONTHLY;BYDAY=1WE"),
        ("primo e terzo mercoledì", "FREQ=MONTHLY;BYDAY=1WE,3WE"),
        ("il 1° mercoledì del mese", "FREQ=MONTHLY;BYDAY=1WE"),
        ("ogni giorno", "FREQ=DAILY"),
        ("ogni settimana", "FREQ=WEEKLY"),
        ("ogni due settimane", "FREQ=WEEKLY;INTERVAL=2"),
        ("ogni 3 mesi", "FREQ=MONTHLY;INTERVAL=3"),
        ("ogni mese", "FREQ=MONTHLY"),
        ("ogni anno", "FREQ=YEARLY"),
        ("ogni mercoledì fino al 30/6/2027", "FREQ=WEEKLY;BYDAY=WE;UNTIL=20270630"),
        ("ogni primo mercoledì, fino al 30 giugno 2027", "FREQ=MONTHLY;BYDAY=1WE;UNTIL=20270630"),
        ("no", None),
        ("", None),
    ],
)
def test_how_it_repeats(one, written, rule):
    assert one(ora="20:45", si_ripete=written).recurrence == (Recurrence(rule) if rule else None)


def test_the_last_wednesday(one):
    event = one(data="30/12/2026", si_ripete="ultimo mercoledì del mese")

    assert [occurrence.original_on.day for occurrence in occurrences(event, date(2026, 12, 1), date(2027, 3, 31))] == [
        *(30, 27, 24, 31)
    ]


@pytest.mark.parametrize(
    ("written", "networks"),
    [
        ("Redona", (REDONA,)),
        ("Rete di Redona", (REDONA,)),
        ("redona;celadina", (REDONA, CELADINA)),
        ("Redona / Celadina", (REDONA, CELADINA)),
        ("celadina + redona", (CELADINA, REDONA)),
        ("tutta la città", ()),
        ("Tutta la citta'", ()),
    ],
)
def test_whose_it_is(one, written, networks):
    assert one(rete=written).networks == networks


def test_a_row_without_a_network_takes_that_of_the_command(taken, city):
    [event] = taken({"rete": ""}, defaults=Defaults(city.zone, networks=(CELADINA,))).events

    assert event.networks == (CELADINA,)


def test_the_same_code_twice_is_a_slip(taken):
    reading = taken({"codice": "cena"}, {"codice": "cena", "data": "3/12/2026"})

    assert reading.problems == (Problem(3, Why.TWICE, "cena"),)
    assert len(reading.events) == 1


def test_without_a_code_another_day_is_another_event(one):
    assert one().uid == one(descrizione="altra").uid
    assert one().uid != one(data="3/12/2026").uid


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_any_usual_delimiter(taken, delimiter):
    assert len(taken({"descrizione": "a, b; c"}, delimiter=delimiter).events) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_any_usual_encoding(city, encoding):
    content = "Titolo;DATA;rete;Luogo\r\nCaffè di esempio;2/12/2026;redona;\r\n\r\n;;;\r\n".encode(encoding)
    reading = read(content, Vocabulary(city), Defaults(city.zone), NOW)

    assert [event.title for event in reading.events] == ["Caffè di esempio"]
    assert [remark.why for remark in reading.remarks] == ([Why.ENCODING] if encoding == "windows-1252" else [])


def test_a_row_with_more_cells_than_the_header_and_columns_that_are_not_known(city):
    content = b"titolo,data,rete,prezzo\nCena, con ballo,2/12/2026,redona,0\nPranzo,2/12/2026,redona,0\n"
    reading = read(content, Vocabulary(city), Defaults(city.zone), NOW)

    assert reading.problems == (Problem(2, Why.ROW),)
    assert reading.remarks == (Problem(1, Why.UNKNOWN_COLUMN, "prezzo"),)
    assert [event.title for event in reading.events] == ["Pranzo"]


def test_a_cell_without_an_end_costs_its_row(city):
    content = f'titolo,data,rete\n"Cena,2/12/2026,{"x" * 200_000}\nPranzo,2/12/2026,redona\n'.encode()
    reading = read(content, Vocabulary(city), Defaults(city.zone), NOW)

    assert reading.problems == (Problem(2, Why.ROW),)
    assert [event.title for event in reading.events] == ["Pranzo"]


def test_a_header_without_an_end_is_none(city):
    content = b'titolo,data,"rete\nCena,2/12/2026,redona\n'

    assert read(content, Vocabulary(city), Defaults(city.zone), NOW).problems == (Problem(0, Why.NOT_A_CALENDAR),)


def test_a_row_is_told_by_the_line_that_it_begins_on(taken):
    reading = taken({"descrizione": "due\nrighe"}, {"data": "mai"})

    assert [problem.line for problem in reading.problems] == [4]


def test_what_is_over_is_left_out_and_counted(taken):
    reading = taken({"data": "25/11/2026"}, {"data": "26/11/2026"})

    assert (len(reading.events), reading.past) == (1, 1)
