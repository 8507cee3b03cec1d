"""`reti lookup`: one question, its explanation, and tables of them."""

import csv
import json
import os
from pathlib import Path
from threading import Thread

import pytest

from bot.__main__ import main
from bot.cli import lookup_batch
from bot.cli.lookup_reply import Question, Reply, ask
from domain.lookup import Index
from tests.domain import small_city


@pytest.fixture(autouse=True)
def made_up_city(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pack of a city of two areas."""
    monkeypatch.setenv("RETI_CITY", str(small_city.write(elsewhere / "pack")))


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["lookup", *arguments]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["lookup", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err


def answered(folder: Path, table: str | bytes, code: int = 0) -> list[dict[str, str]]:
    (folder / "in.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    assert main(["lookup", "--batch", "in.csv", "--out", "out.csv"]) == code
    with (folder / "out.csv").open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    assert reader.fieldnames == ["query", "lat", "lon", "status", "networks", "areas", "match", "score", "ms"]
    return rows


def test_a_street_with_and_without_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["via lunga 4"], ["via", "lunga", "4"]):
        lines = asked(capsys, *words).splitlines()
        assert lines[0].split() == ["answer", "found"]
        assert lines[1].split(maxsplit=1) == ["understood", "Via Lunga 4"]
        assert lines[2].split(maxsplit=1) == ["area", "Borgo Alto (alta): Borgo Alto (alta)"]


def test_each_sort_of_answer_says_what_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert "ambiguous (near border)" in asked(capsys, "via lunga 3")
    assert "Borgo Basso (bassa): no network is known" in asked(capsys, "piazza tonda")
    assert "nearest served  alta" in asked(capsys, "piazza tonda")
    assert "town    Lontano" in asked(capsys, "Lontano")
    assert asked(capsys, "xyzzy").split()[:2] == ["answer", "unknown"]


def test_a_position_with_points_or_commas(capsys: pytest.CaptureFixture[str]) -> None:
    for latitude, longitude in (("45.15", "9.15"), ("45,15", "9,15")):
        printed = asked(capsys, "--lat", latitude, "--lon", longitude)
        assert "Borgo Alto (alta)" in printed
        assert "nearest other area" in printed
    assert "outside" in asked(capsys, "--lat", "-45", "--lon", "-9")


def test_json_has_the_columns_of_a_batch_and_more(capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(asked(capsys, "via lunga", "--json"))

    assert {name: record[name] for name in ("query", "lat", "lon", "status", "networks", "areas", "match", "why")} == {
        "query": "via lunga",
        "lat": None,
        "lon": None,
        "status": "ambiguous",
        "networks": ["alta", "-"],
        "areas": ["alta", "bassa"],
        "match": "Via Lunga",
        "why": "number needed",
    }
    assert 0 < record["score"] <= 1
    assert record["ms"] > 0
    assert "candidates" not in record


def test_an_explanation_shows_the_words_the_candidates_and_the_runs(capsys: pytest.CaptureFixture[str]) -> None:
    printed = asked(capsys, "--explain", "abito in via Longa 3, 24100")

    assert "postcode:  24100" in printed
    candidate = next(line for line in printed.splitlines() if "Via Lunga  " in line)
    assert candidate.split()[:3] == ["0.05", "written", "street"]
    assert ["odd", "1", "9", "alta", "bassa", "numbers"] in [line.split() for line in printed.splitlines()]
    assert "answer      ambiguous (near border)" in printed


def test_an_explanation_of_nonsense_has_no_candidates(capsys: pytest.CaptureFixture[str]) -> None:
    assert "candidates: none is near enough" in asked(capsys, "--explain", "🙂 xyzzy")
    assert json.loads(asked(capsys, "--explain", "--json", "xyzzy"))["candidates"] == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "neither a text nor a position"),
        (["  "], "neither a text nor a position"),
        (["via lunga", "--lat", "45", "--lon", "9"], "both a text and a position"),
        (["--lat", "45"], "only one of latitude and longitude"),
        (["--lat", "north", "--lon", "9"], "'north' where degrees from -90 to 90 belong"),
        (["--lat", "45", "--lon", "nan"], "'nan' where degrees from -180 to 180 belong"),
        (["--lat", "91", "--lon", "9"], "'91' where degrees"),
        (["--batch", "in.csv"], "--out OUT.csv"),
        (["--out", "out.csv"], "--batch IN.csv"),
        (["--batch", "in.csv", "--out", "out.csv", "via lunga"], "and nothing else"),
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
    assert "see `reti check`" in refused(capsys, "via lunga")


def test_a_batch_answers_every_row_in_its_order(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = answered(
        elsewhere,
        "category,query,lat,lon\n"
        'clean,"via Lunga, 4",,\n'
        "point,,45.15,9.15\n"
        "ask,via lunga,,\n"
        "none,Lontano,,\n"
        "none,xyzzy,,\n"
        "clean,piazza tonda,,\n",
    )

    assert [(row["query"], row["lat"], row["status"], row["networks"], row["areas"], row["match"]) for row in rows] == [
        ("via Lunga, 4", "", "found", "alta", "alta", "Via Lunga 4"),
        ("", "45.15", "found", "alta", "alta", ""),
        ("via lunga", "", "ambiguous", "alta;-", "alta;bassa", "Via Lunga"),
        ("Lontano", "", "outside", "", "", "Lontano"),
        ("xyzzy", "", "unknown", "", "", ""),
        ("piazza tonda", "", "unserved", "-", "bassa", "Piazza Tonda"),
    ]
    assert all(float(row["ms"]) > 0 and 0 <= float(row["score"]) <= 1 for row in rows)
    assert capsys.readouterr() == ("", "")


def test_bad_rows_are_told_and_do_not_stop_the_rest(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    too_long = b"x" * (csv.field_size_limit() + 1)
    rows = answered(
        elsewhere,
        b"query,lat,lon\n,,\nvia lunga 4,45,9\n,45,\n,45,east\nvia, lunga,,4\nCitt\xe0,,\n\n"
        + too_long
        + b',,\n"due\nrighe",,\nvia lunga 4\n',
        code=1,
    )

    assert [row["status"] for row in rows] == [""] * 7 + ["unknown", "found"]
    assert rows[5]["query"].encode(errors="surrogateescape") == b"Citt\xe0"
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in told] == [f"in.csv, line {line}" for line in (2, 3, 4, 5, 6, 7, 9)]
    assert "neither a text nor a position" in told[0]
    assert "both a text and a position" in told[1]
    assert "only one of latitude and longitude" in told[2]
    assert "'east'" in told[3]
    assert "4 cells, and the header 3" in told[4]
    assert "not in UTF-8" in told[5]
    assert "cannot be read" in told[6]


def test_a_batch_may_be_written_by_excel(elsewhere: Path) -> None:
    rows = answered(elsewhere, b"\xef\xbb\xbfQuery;lat;lon\r\nvia lunga 4;;\r\n;45,15;9,15\r\n")
    assert [row["status"] for row in rows] == ["found", "found"]


@pytest.mark.parametrize(("header", "row"), [("query", "via lunga 4"), ("lon,lat", "9.15,45.15")])
def test_a_batch_of_one_sort_needs_its_columns_alone(elsewhere: Path, header: str, row: str) -> None:
    assert [answer["status"] for answer in answered(elsewhere, f"{header}\n{row}\n")] == ["found"]


@pytest.mark.parametrize("table", ["", "via lunga 4\n", "lat,other\n45,9\n"])
def test_a_batch_without_its_columns_is_refused_and_writes_nothing(
    elsewhere: Path, capsys: pytest.CaptureFixture[str], table: str
) -> None:
    (elsewhere / "in.csv").write_text(table)
    assert "query,lat,lon" in refused(capsys, "--batch", "in.csv", "--out", "out.csv")
    assert not (elsewhere / "out.csv").exists()


def test_a_batch_without_rows_has_answers_without_rows(elsewhere: Path) -> None:
    assert answered(elsewhere, "query,lat,lon\n") == []


def test_the_answers_never_take_the_place_of_the_questions(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "in.csv").write_text("query\nvia lunga 4\n")
    assert "same file" in refused(capsys, "--batch", "in.csv", "--out", str(elsewhere / "in.csv"))
    assert (elsewhere / "in.csv").read_text() == "query\nvia lunga 4\n"


def test_a_long_batch_is_answered_as_it_comes(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are read and written one at a time: the first answers are there before the last questions are asked."""
    pipe, answers = elsewhere / "pipe.csv", elsewhere / "out.csv"
    os.mkfifo(pipe)
    written: list[int] = []

    def ask_and_look(index: Index, question: Question) -> Reply:
        written.append(answers.stat().st_size)
        return ask(index, question)

    monkeypatch.setattr(lookup_batch, "ask", ask_and_look)
    asking = Thread(target=pipe.write_text, args=["query\n" + "via lunga 4\n" * 2000])
    asking.start()

    assert main(["lookup", "--batch", str(pipe), "--out", "out.csv"]) == 0

    asking.join()
    assert len(written) == 2000
    assert 0 < written[1000] < answers.stat().st_size
