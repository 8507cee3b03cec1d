"""Files read apart: the same events as ever, and whatever a file costs, it costs the bot nothing."""

import asyncio
import io
import os
import pickle
from datetime import UTC, datetime

import psutil
import pytest

from bot import reading_apart
from bot.reading import Bounds, FileReader, file_reader, framed
from domain.calendar import Defaults, Problem, Reading, Why
from domain.calendar.read import read
from domain.calendar.words import Vocabulary
from domain.city import City
from domain.city.model import NetworkId
from tests.conftest import until

NOW = datetime(2026, 11, 26, tzinfo=UTC)
TABLE = b"titolo,data,ora,rete\nFesta,3/12/2026,20:45,redona\nCoro,mai,20:45,redona\n"
TOO_HARD = Reading(problems=(Problem(0, Why.TOO_HARD),))


@pytest.fixture
def defaults(city: City) -> Defaults:
    return Defaults(city.zone, networks=(NetworkId("redona"),))


def table(rows: int) -> bytes:
    return b"titolo,data,rete\n" + b"".join(b"Festa %d,3/12/2026,redona\n" % row for row in range(rows))


def calendar(events: int) -> bytes:
    each = "BEGIN:VEVENT\nUID:{}\nSUMMARY:Festa\nDTSTART:20270101\nDESCRIPTION:Con canti\nEND:VEVENT\n"
    return ("BEGIN:VCALENDAR\n" + "".join(map(each.format, range(events))) + "END:VCALENDAR\n").encode()


def processes(reader: FileReader) -> list[int]:
    process = reader._process  # noqa: SLF001 - it is nobody's business but this test's
    return [] if process is None or process.returncode is not None else [process.pid]


@pytest.mark.parametrize("content", [TABLE, calendar(3), table(250), b"", b"\0\xff", b"x" * 300_000])
async def test_a_file_gives_what_it_always_gave(city: City, defaults: Defaults, content: bytes) -> None:
    async with file_reader(city) as reader:
        assert await reader.read(content, defaults, NOW) == read(content, Vocabulary(city), defaults, NOW)


async def test_a_table_is_no_calendar_where_only_calendars_are_read(city: City, defaults: Defaults) -> None:
    async with file_reader(city) as reader:
        assert len((await reader.read(calendar(1), defaults, NOW, tables=False)).events) == 1
        assert (await reader.read(TABLE, defaults, NOW, tables=False)).problems == (Problem(0, Why.NOT_A_CALENDAR),)


async def test_one_process_reads_file_after_file_and_ends_with_the_reader(city: City, defaults: Defaults) -> None:
    async with file_reader(city) as reader:
        assert processes(reader) == []  # it begins with the first file
        readings = await asyncio.gather(*(reader.read(TABLE, defaults, NOW) for _ in range(3)))
        assert [len(reading.events) for reading in readings] == [1, 1, 1]
        [process] = processes(reader)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


async def test_a_file_that_takes_too_long_is_ended_and_the_next_is_read(city: City, defaults: Defaults) -> None:
    async with file_reader(city) as patient, file_reader(city, Bounds(seconds=0.01)) as reader:
        assert await reader.read(table(5_000), defaults, NOW) == TOO_HARD
        assert processes(reader) == []
        assert len((await patient.read(TABLE, defaults, NOW)).events) == 1


async def test_a_file_that_takes_too_much_memory_is_ended(city: City, defaults: Defaults) -> None:
    async with file_reader(city, Bounds(memory=1 << 26)) as reader:
        assert await reader.read(table(20_000) * 8, defaults, NOW) == TOO_HARD


async def test_a_process_that_was_killed_is_made_anew(city: City, defaults: Defaults) -> None:
    async with file_reader(city) as reader:
        await reader.read(TABLE, defaults, NOW)
        os.kill(processes(reader)[0], 9)
        await until(lambda: not processes(reader))
        assert len((await reader.read(TABLE, defaults, NOW)).events) == 1


async def test_a_process_that_has_nothing_to_do_ends(city: City, defaults: Defaults) -> None:
    async with file_reader(city, Bounds(rests=0.01)) as reader:
        await reader.read(TABLE, defaults, NOW)
        await until(lambda: not processes(reader))


async def test_who_is_told_to_stop_leaves_no_process_behind(city: City, defaults: Defaults) -> None:
    async with file_reader(city) as reader:
        await reader.read(TABLE, defaults, NOW)
        [process] = processes(reader)
        reading = asyncio.create_task(reader.read(table(9_000), defaults, NOW))
        await asyncio.sleep(0)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


async def test_it_knows_no_setting_of_ours(city: City, defaults: Defaults, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETI_TOKEN", "1:hush")
    async with file_reader(city) as reader:
        await reader.read(TABLE, defaults, NOW)
        [process] = processes(reader)
        assert "RETI_TOKEN" not in psutil.Process(process).environ()


def test_what_goes_over_are_batches_and_then_the_rest(
    city: City, defaults: Defaults, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_apart, "_bound_memory", lambda _: None)  # it would bound this process
    monkeypatch.setattr(reading_apart, "_end_after", lambda _: None)
    begun = (Vocabulary(city), 0, 0)
    messages = [begun, (table(250), defaults, NOW, True), (None, defaults, NOW, True)]
    answers = io.BytesIO()
    reading_apart.serve(io.BytesIO(b"".join(framed(pickle.dumps(one)) for one in messages)), answers)
    answers.seek(0)
    told = [pickle.loads(message) for message in reading_apart._messages(answers)]  # noqa: SLF001
    assert [len(one) for one in told[:3]] == [100, 100, 50]
    assert told[3] == Reading()
    assert told[4] == "TypeError"  # its name, and nothing that a file may have said
