"""`reti import`: what an operator reads when a file comes in, once, again, and with slips."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bot.cli.import_events
from bot.__main__ import main
from bot.cli.import_words import sentence
from domain.agenda.event import Event
from domain.calendar import Problem, Why
from storage import open_store

SAMPLES = Path(__file__).parent.parent / "domain" / "calendars"
TEMPLATE = Path(__file__).parent.parent.parent / "docs" / "modello-iniziative.csv"
TABLE = """\
titolo;data;ora;rete;codice;stato;si_ripete
Cena di esempio;3/12/2026;20:45;redona;cena;;ogni giovedì
Pranzo di esempio;dicembre 2026;;tutta la città;pranzo;bozza
"""


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.cli.import_events, "utc_now", lambda: datetime(2026, 11, 26, tzinfo=UTC))


@pytest.fixture(autouse=True)
def database(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 0
    capsys.readouterr()


def kept() -> list[Event]:
    async def all_events() -> list[Event]:
        async with open_store("sqlite:///reti.db") as store:
            return list(await store.events())

    return asyncio.run(all_events())


def test_a_table_comes_in(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "a.csv").write_text(TABLE)

    assert main(["import", "a.csv"]) == 0

    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "new  2026-12-03 20:45, repeats  redona          Cena di esempio",
        "new  2026-12                    the whole city  Pranzo di esempio",
        "2 new, 0 changed, 0 cancelled, 0 the same, 0 older than known, 0 past; 1 of them drafts.",
    ]
    assert printed.err.startswith("a.csv, line 3: this is a draft ('Pranzo di esempio'): it was taken, and nobody is")
    assert printed.err.count("\n") == 1
    assert sorted(event.title for event in kept()) == ["Cena di esempio", "Pranzo di esempio"]


def test_a_second_time_nothing_is_new_and_changes_are_told(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "a.csv").write_text(TABLE)
    main(["import", "a.csv"])
    capsys.readouterr()

    assert main(["import", "a.csv"]) == 0
    assert capsys.readouterr().out.startswith("0 new, 0 changed, 0 cancelled, 2 the same")

    (elsewhere / "a.csv").write_text(TABLE.replace("20:45", "20:30").replace("bozza", "annullato"))
    assert main(["import", "a.csv"]) == 0
    out = capsys.readouterr().out
    assert "changed  2026-12-03 20:30" in out
    assert "cancelled  2026-12" in out
    assert "0 new, 1 changed, 1 cancelled, 0 the same" in out


def test_a_dry_run_says_the_same_and_keeps_nothing(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "a.csv").write_text(TABLE)

    assert main(["import", "a.csv", "--dry-run"]) == 0
    dry = capsys.readouterr()
    assert kept() == []
    assert dry.out.endswith("This was a dry run: nothing was kept.\n")

    assert main(["import", "a.csv"]) == 0
    real = capsys.readouterr()
    assert dry.out == f"{real.out}This was a dry run: nothing was kept.\n"
    assert dry.err == real.err


def test_slips_are_told_with_their_lines_and_the_rest_comes_in(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "a.csv").write_text(TABLE + "Festa di esempio;33/12/2026;;redona;;\nGita;4/12/2026;;Paperopoli;;\n")

    assert main(["import", "a.csv"]) == 1

    told = capsys.readouterr().err.splitlines()
    assert told[0] == "a.csv, line 4: '33/12/2026' is no day or time that can be read. Write it as 3/12/2026 and 20:45."
    assert told[1].startswith("a.csv, line 5: no network of this city goes with 'Paperopoli'.")
    assert len(kept()) == 2


def test_a_calendar_needs_to_be_somebodys(capsys: pytest.CaptureFixture[str]) -> None:
    google = str(SAMPLES / "google.ics")

    assert main(["import", google]) == 1
    assert "write --network ID or --city-wide" in capsys.readouterr().err
    assert main(["import", google, "--network", "redona", "celadina"]) == 0
    assert {event.networks for event in kept()} == {("redona", "celadina")}
    assert main(["import", google, "--city-wide"]) == 0
    assert {event.networks for event in kept()} == {()}


def test_the_template_can_be_tried(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(TEMPLATE), "--dry-run"]) == 0
    assert "3 new" in capsys.readouterr().out


def test_a_long_list_ends_with_a_number(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"Cena {number};3/12/2026;redona\n" for number in range(70))
    (elsewhere / "a.csv").write_text("titolo;data;rete\n" + rows)

    assert main(["import", "a.csv"]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "new  and 20 more",
        "70 new, 0 changed, 0 cancelled, 0 the same, 0 older than known, 0 past.",
    ]


def test_no_text_of_a_file_steers_the_terminal(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "a.csv").write_text("titolo;data;rete\nCena\x1b[2J;3/12/2026;redona\nPranzo;\x1b[2J;redona\n")

    assert main(["import", "a.csv"]) == 1
    printed = capsys.readouterr()
    assert "\x1b" not in printed.out + printed.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere.ics"], "nowhere.ics cannot be read (No such file or directory)."),
        (["."], ". cannot be read (Is a directory)."),
        (["junk.bin"], "junk.bin: it is neither an iCalendar file nor a table"),
        (["a.csv", "--network", "paperopoli"], "There is no network paperopoli."),
        (["a.csv", "--network", "redona", "--city-wide"], "Write --network or --city-wide, not both"),
    ],
)
def test_what_cannot_be_begun_is_one_sentence(
    elsewhere: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    (elsewhere / "a.csv").write_text(TABLE)
    (elsewhere / "junk.bin").write_bytes(b"PK\x03\x04" * 1000)

    assert main(["import", *arguments]) == 2

    err = capsys.readouterr().err
    assert err.startswith(f"reti: {told}")
    assert err.count("\n") == 1
    assert kept() == []


def test_a_file_that_is_too_large_is_one_sentence(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (elsewhere / "a.csv").open("wb") as file:
        file.truncate(2**40)

    assert main(["import", "a.csv"]) == 2
    assert "it has over 10 MB." in capsys.readouterr().err


def test_without_a_database_none_is_made(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "reti.db").unlink()
    (elsewhere / "a.csv").write_text(TABLE)

    assert main(["import", "a.csv"]) == 2
    assert "There is no database" in capsys.readouterr().err
    assert not (elsewhere / "reti.db").exists()


@pytest.mark.parametrize("why", Why)
def test_every_reason_has_words_and_says_what_to_do(why: Why) -> None:
    said = sentence("a.csv", Problem(3, why, "questo"))

    assert said.startswith("a.csv, line 3: ")
    assert said.endswith(".")
    assert "{" not in said
