"""`reti city build`: from a municipality's two files to a street table, and what is said of the rest."""

from pathlib import Path

import pytest

from bot.__main__ import main
from domain.city import load
from tests.domain import drawn_city, small_city

NUMBERS = """\
ID;VIA;CIVICO;Y;X
1;Via Lunga;1;45,705;9,665
2;Via Lunga;2/A;45,695;9,675
3;Via Lunga;KM 3;45,705;9,665
4;Via Lontana;1;45,8;9,665
5;Piazza Tonda;;45,705;9,6699
"""

TABLE = """\
street,parity,first,last,area,near,basis
Piazza Tonda,all,,,mattino,sera,line
Via Lunga,odd,1,1,mattino,,numbers
Via Lunga,even,2,2,fiume,,numbers
"""

BUILD = ["city", "build", "--areas", "areas.geojson", "--numbers", "numbers.csv", "--out", "built"]
COLUMNS = ["--columns", "street=via,number=civico,lat=y,lon=x"]


@pytest.fixture(autouse=True)
def published(elsewhere: Path) -> None:
    """What a municipality published."""
    (elsewhere / "areas.geojson").write_text(drawn_city.geojson())
    (elsewhere / "numbers.csv").write_text(NUMBERS)


def test_a_table_is_built_and_what_is_left_out_is_told(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*BUILD, *COLUMNS]) == 0

    built = elsewhere / "built"
    assert (built / "streets.csv").read_text() == TABLE
    left_out = (built / "left-out.txt").read_text()
    assert [line.partition(":")[0] for line in left_out.splitlines()] == [
        "numbers.csv, line 4",
        "numbers.csv, line 5",
    ]
    assert capsys.readouterr().out == (
        f"{left_out}2 streets, 3 rows: built/streets.csv\n2 rows to look at: built/left-out.txt\n"
    )


def test_where_every_house_has_its_place_nothing_is_left_to_look_at(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "numbers.csv").write_text("".join(NUMBERS.splitlines(keepends=True)[:3]))
    assert main([*BUILD, *COLUMNS]) == 0
    assert capsys.readouterr().out == "1 streets, 2 rows: built/streets.csv\n"
    assert (elsewhere / "built" / "left-out.txt").read_text() == ""


def test_built_again_it_is_the_same_to_the_byte(elsewhere: Path) -> None:
    files = ("streets.csv", "left-out.txt")
    assert main([*BUILD, *COLUMNS]) == 0
    before = [(elsewhere / "built" / file).read_bytes() for file in files]
    assert main([*BUILD, *COLUMNS]) == 0
    assert [(elsewhere / "built" / file).read_bytes() for file in files] == before


def test_the_table_is_that_of_a_pack_without_mistakes(elsewhere: Path) -> None:
    assert main([*BUILD, *COLUMNS]) == 0
    table = (elsewhere / "built" / "streets.csv").read_text()
    city = load(small_city.write(elsewhere / "pack", drawn_city.pack(table)))
    assert [street.name for street in city.streets] == ["Piazza Tonda", "Via Lunga"]


def test_how_near_is_near_can_be_said(elsewhere: Path) -> None:
    assert main([*BUILD, *COLUMNS, "--near-metres", "5"]) == 0
    assert "Piazza Tonda,all,,,mattino,,line\n" in (elsewhere / "built" / "streets.csv").read_text()


def test_of_many_rows_left_out_the_first_are_shown(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    far = "".join(f"{number};Via Lontana;{number};45,8;9,665\n" for number in range(1, 31))
    (elsewhere / "numbers.csv").write_text(NUMBERS + far)

    assert main([*BUILD, *COLUMNS]) == 0

    printed = capsys.readouterr().out.splitlines()
    assert sum("Via Lontana" in line for line in printed) == 19
    assert "32 rows to look at: built/left-out.txt" in printed
    assert len((elsewhere / "built" / "left-out.txt").read_text().splitlines()) == 32


def test_nothing_is_written_where_nothing_could_be_placed(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "numbers.csv").write_text("street,number,lat,lon\nVia Lunga,1,9.665,45.705\n")

    assert main(BUILD) == 2

    assert "seem swapped" in capsys.readouterr().out
    assert not (elsewhere / "built").exists()


def test_mistakes_of_the_files_are_told_with_their_lines(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(BUILD) == 2
    assert capsys.readouterr().out.startswith(
        "numbers.csv, line 1: There is no column 'street', 'number', 'lat', 'lon'."
    )
    (elsewhere / "areas.geojson").write_text(drawn_city.geojson().replace('"sera"', '"mattino"'))
    assert main([*BUILD, *COLUMNS]) == 2
    assert capsys.readouterr().out.startswith("areas.geojson, line 39: 'mattino' is there twice.")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([*BUILD, "--columns", "via=street"], "via=street is none of street=…"),
        ([*BUILD, "--columns", "street"], "street= is none of"),
        ([*BUILD, "--near-metres", "near"], "near is no distance in metres"),
        ([*BUILD, "--near-metres", "-1"], "-1 is no distance in metres"),
        ([*BUILD, "--near-metres", "inf"], "inf is no distance in metres"),
        ([*BUILD, "--areas", "nowhere.geojson"], "nowhere.geojson cannot be read (No such file or directory)."),
        ([*BUILD, "--areas", "utf16.geojson"], "utf16.geojson is not in UTF-8"),
        ([*BUILD, "--out", "numbers.csv", *COLUMNS], "numbers.csv cannot be written (File exists)."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    elsewhere: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    (elsewhere / "utf16.geojson").write_text(drawn_city.geojson(), encoding="utf-16")
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1
