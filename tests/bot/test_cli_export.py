"""`reti export`: the files that people's calendars follow."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bot.cli.export_events
from bot.__main__ import main
from domain.agenda.event import Event, Kind, Status, Timed
from domain.calendar import Defaults
from domain.calendar.read import read
from domain.calendar.words import Vocabulary
from domain.city import City
from domain.city.model import NetworkId
from storage import open_store

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def event(title: str, *networks: str, status: Status = Status.CONFIRMED) -> Event:
    return Event(
        uid=title,
        kind=Kind.INITIATIVE,
        title=title,
        when=Timed(datetime(2026, 12, 3, 19, 45, tzinfo=UTC)),
        zone="Europe/Rome",
        networks=tuple(map(NetworkId, networks)),
        status=status,
    )


@pytest.fixture(autouse=True)
def database(elsewhere: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A database with events of one network, of two, of all, and a draft."""
    monkeypatch.setattr(bot.cli.export_events, "utc_now", lambda: NOW)

    async def fill() -> None:
        async with open_store("sqlite:///reti.db") as store:
            await store.take(
                [
                    event("Cena", "redona"),
                    event("Gita", "redona", "celadina"),
                    event("Festa"),
                    event("Bozza", "redona", status=Status.DRAFT),
                ],
                NOW,
            )

    asyncio.run(fill())
    capsys.readouterr()


def titles(file: Path, city: City) -> list[str]:
    reading = read(file.read_bytes(), Vocabulary(city), Defaults(city.zone), NOW)
    assert reading.problems == reading.remarks == ()
    return sorted(found.title for found in reading.events)


def test_each_network_has_its_file_and_the_city_has_one(
    elsewhere: Path, city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "a/b"]) == 0

    folder = elsewhere / "a" / "b"
    assert {file.name for file in folder.iterdir()} == {f"{name}.ics" for name in (*city.networks, "citta")}
    assert titles(folder / "redona.ics", city) == ["Cena", "Festa", "Gita"]
    assert titles(folder / "celadina.ics", city) == ["Festa", "Gita"]
    assert titles(folder / "loreto.ics", city) == titles(folder / "citta.ics", city) == ["Festa"]
    assert "a/b/redona.ics: 3 events" in capsys.readouterr().out.splitlines()
    assert b"X-WR-CALNAME:Redona" in (folder / "redona.ics").read_bytes()


def test_only_the_networks_that_are_named(elsewhere: Path, city: City) -> None:
    assert main(["export", "out", "--network", "redona"]) == 0
    assert [file.name for file in (elsewhere / "out").iterdir()] == ["redona.ics"]


def test_what_was_exported_comes_in_as_the_same(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", "out"])
    capsys.readouterr()

    assert main(["import", "out/redona.ics", "--dry-run"]) == 0
    assert "0 new, 0 changed, 0 cancelled, 3 the same" in capsys.readouterr().out


def test_a_calendar_without_events_is_still_a_calendar(elsewhere: Path, city: City) -> None:
    (elsewhere / "reti.db").unlink()
    main(["migrate"])

    assert main(["export", "out", "--network", "redona"]) == 0
    content = (elsewhere / "out" / "redona.ics").read_bytes()
    assert b"BEGIN:VTIMEZONE" in content
    assert titles(elsewhere / "out" / "redona.ics", city) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["reti.db"], "reti.db/redona.ics cannot be written (File exists)."),
        (["out", "--network", "redonna"], "There is no network redonna. Did you mean 'redona'?"),
    ],
)
def test_what_cannot_be_written_is_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    command = ["export", *arguments] if "--network" in arguments else ["export", *arguments, "--network", "redona"]

    assert main(command) == 2
    assert capsys.readouterr().err == f"reti: {told}\n"
