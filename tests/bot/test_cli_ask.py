"""`reti ask`: one question, and tables of them."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli import ask
from tests.domain import small_city

COLUMNS = ["today", "question", "intent", "networks", "from", "to", "theme"]


@pytest.fixture(autouse=True)
def made_up_city(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pack of a city of two areas."""
    monkeypatch.setenv("RETI_CITY", str(small_city.write(elsewhere / "pack")))


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["ask", *arguments]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["ask", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err


def answered(folder: Path, table: str | bytes, code: int = 0) -> list[dict[str, str]]:
    (folder / "in.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    assert main(["ask", "--batch", "in.csv", "--out", "out.csv"]) == code
    with (folder / "out.csv").open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    assert reader.fieldnames == COLUMNS
    return rows


def test_a_question_with_and_without_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    text = "eventi sul verde sabato a Borgo Alto"
    for words in ([text], text.split()):
        printed = asked(capsys, *words, "--today", "2026-11-25")
        lines = dict(line.split("  ", 1) for line in printed.splitlines())
        assert lines["intent"].strip() == "events"
        assert lines["network"].strip() == "alta"
        assert lines["days"].strip() == "2026-11-28 to 2026-11-28"
        assert lines["theme"].strip() == "verde"
        assert lines["by the words (period)"].strip() == "sabato"


def test_what_has_no_network_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no network in" in asked(capsys, "eventi a Borgo Basso")
    assert "Lontano" in asked(capsys, "eventi a Lontano")


def test_an_address_is_no_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert "none" in asked(capsys, "via lunga 4")
    assert "(no words)" in asked(capsys, "🙂")


def test_today_is_the_citys_day(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "utc_now", lambda: datetime(2026, 11, 25, 23, 30, tzinfo=UTC))
    record = json.loads(asked(capsys, "eventi oggi", "--json"))
    assert (record["today"], record["from"]) == ("2026-11-26", "2026-11-26")


def test_json_has_the_columns_of_a_batch_and_more(capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(asked(capsys, "eventi domani a Borgo Alto", "--today", "2026-11-25", "--json"))

    assert {name: record[name] for name in COLUMNS} == {
        "today": "2026-11-25",
        "question": "eventi domani a Borgo Alto",
        "intent": "events",
        "networks": ["alta"],
        "from": "2026-11-26",
        "to": "2026-11-26",
        "theme": None,
    }
    assert record["evidence"][0] == {"gave": "events", "words": "eventi"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Write the question"),
        (["  "], "Write the question"),
        (["eventi", "--today", "tomorrow"], "'tomorrow' where a day belongs"),
        (["--batch", "in.csv"], "--out OUT.csv"),
        (["--out", "out.csv"], "--batch IN.csv"),
        (["--batch", "in.csv", "--out", "out.csv", "eventi"], "and nothing else"),
        (["--batch", "in.csv", "--out", "out.csv", "--today", "2026-11-25"], "and nothing else"),
        (["--batch", "nowhere.csv", "--out", "out.csv"], "nowhere.csv cannot be used (No such file or directory)."),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert sentence in refused(capsys, *arguments)


def test_a_wrong_pack_is_one_sentence(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RETI_CITY", str(elsewhere / "nowhere"))
    assert "see `reti check`" in refused(capsys, "eventi")


def test_a_batch_answers_every_row_in_its_order(elsewhere: Path) -> None:
    rows = answered(
        elsewhere,
        "id,today,question\n"
        "1,2026-11-25,eventi sul verde questo weekend a Borgo Alto\n"
        '2,2026-11-28,"ciao, come va?"\n'
        "3,2026-11-25,quando si riunisce la rete di Borgo Alto?\n",
    )

    assert [tuple(row.values()) for row in rows] == [
        (
            *("2026-11-25", "eventi sul verde questo weekend a Borgo Alto", "events"),
            *("alta", "2026-11-28", "2026-11-29", "verde"),
        ),
        ("2026-11-28", "ciao, come va?", "none", "", "", "", ""),
        ("2026-11-25", "quando si riunisce la rete di Borgo Alto?", "meeting", "alta", "", "", ""),
    ]


def test_rows_that_are_no_question_are_told_and_stand(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = answered(
        elsewhere,
        b"today,question\n2026-11-25,\n,eventi\n25/11/2026,eventi\n2026-11-25,a,b\n2026-11-25,Citt\xe0\n2026-11-25,eventi\n",
        code=1,
    )

    assert [row["intent"] for row in rows] == [""] * 5 + ["events"]
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in told] == [f"in.csv, line {line}" for line in range(2, 7)]
    assert "has no question" in told[0]
    assert "'' where a day belongs" in told[1]
    assert "'25/11/2026' where a day belongs" in told[2]
    assert "3 cells, and the header 2" in told[3]
    assert "not in UTF-8" in told[4]


def test_a_batch_may_be_written_by_excel(elsewhere: Path) -> None:
    rows = answered(elsewhere, b"\xef\xbb\xbfToday;Question\r\n2026-11-25;eventi, domani\r\n")
    assert [(row["intent"], row["from"]) for row in rows] == [("events", "2026-11-26")]


@pytest.mark.parametrize("table", ["", "2026-11-25,eventi\n", "question\neventi\n"])
def test_a_batch_without_its_columns_is_refused_and_writes_nothing(
    elsewhere: Path, capsys: pytest.CaptureFixture[str], table: str
) -> None:
    (elsewhere / "in.csv").write_text(table)
    assert "today,question" in refused(capsys, "--batch", "in.csv", "--out", "out.csv")
    assert not (elsewhere / "out.csv").exists()
