"""`reti feedback`: what residents reported, read and exported by those who keep the data."""

import asyncio
import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from storage import open_store

MORNING = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def reported(*asked: str, comment: str | None = None) -> None:
    """Keep reports, each a minute after the one before; the last has the comment."""

    async def report() -> None:
        async with open_store("sqlite:///reti.db") as store:
            for minute, text in enumerate(asked):
                at = MORNING + timedelta(minutes=minute)
                last = await store.report(text, ["alta", "bassa"], "123456789abc", at)
            if comment is not None:
                await store.comment(last, comment)

    asyncio.run(report())


def test_reports_are_listed_newest_first_each_on_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    reported("via lunga", "piazza tonda 3", "Città", comment="È bassa,\nnon alta \x1b[2J")

    assert main(["feedback"]) == 0

    header, *lines = capsys.readouterr().out.splitlines()
    assert header.split("  ")[0] == "reported (UTC)"
    assert [line[:16] for line in lines] == ["2026-11-23 08:32", "2026-11-23 08:31", "2026-11-23 08:30"]
    assert "È bassa, non alta  [2J" in lines[0]
    assert "alta, bassa" in lines[2]
    assert lines[2].endswith("123456789abc")


def test_an_export_has_all_columns_and_excel_reads_its_accents(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reported("via lunga", "Città", comment="È bassa,\nnon alta")

    assert main(["feedback", "--csv", "out.csv"]) == 0

    assert capsys.readouterr().out == "2 written to out.csv.\n"
    assert (elsewhere / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (elsewhere / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["reported (UTC)", "asked", "answered", "comment", "city pack"],
            ["2026-11-23 08:31", "Città", "alta, bassa", "È bassa,\nnon alta", "123456789abc"],
            ["2026-11-23 08:30", "via lunga", "alta, bassa", "", "123456789abc"],
        ]


@pytest.mark.parametrize("text", ["=1+1", "+39", "-via lunga", "@SUM(A1)", "  =1+1", "\t=1+1", "\n=1", "＝1+1"])
def test_an_export_computes_nothing_of_what_residents_wrote(elsewhere: Path, text: str) -> None:
    reported(text, comment=text)

    assert main(["feedback", "--csv", "out.csv"]) == 0

    with (elsewhere / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        [_, row] = csv.reader(file)
    assert [row[1], row[3]] == [f"'{text}", f"'{text}"]


def test_an_export_is_complete_where_the_list_shows_the_latest(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reported(*(f"via {number}" for number in range(1001)))

    assert main(["feedback"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + 1000
    assert main(["feedback", "--csv", "out.csv"]) == 0
    assert capsys.readouterr().out.startswith("1001 ")


def test_nothing_reported_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    reported()

    assert main(["feedback"]) == 0
    assert capsys.readouterr().out == "No wrong answer was reported.\n"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sqlite:///other.db", "There is no database sqlite:///other.db yet"),
        ("mysql://nowhere", "it must be sqlite:"),
        ("sqlite:////nowhere/at/all.db", "cannot be made"),
    ],
)
def test_a_database_that_is_not_there_is_one_sentence_and_is_not_made(
    elsewhere: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    url: str,
    sentence: str,
) -> None:
    monkeypatch.setenv("RETI_DATABASE_URL", url)

    assert main(["feedback"]) == 2

    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1
    assert not list(elsewhere.glob("*.db"))


def test_an_export_that_cannot_be_written_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    reported("via lunga")

    assert main(["feedback", "--csv", "nowhere/out.csv"]) == 2
    assert capsys.readouterr().err == "reti: nowhere/out.csv cannot be written (No such file or directory).\n"
