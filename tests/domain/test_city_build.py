"""The street table, compiled from a city drawn by hand and its house numbers."""

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import city as pack
from domain.city import CityPackError
from domain.city.build import StreetTable, compile_streets, read_areas, read_house_numbers, written
from domain.lookup import build, by_text
from domain.lookup.streets import stretch
from tests.domain import drawn_city, small_city
from tests.domain.drawn_city import BETWEEN, BOXES, EAST, MIDDLE, NORTH, SOUTH, WEST, metres

MARGIN = 50.0
HIGH, LOW = 45.705, 45.695
IN_MATTINO, AT_BORDER, IN_SERA = 9.665, 9.6699, 9.675

House = tuple[str, str | int, float, float]


def csv_of(houses: Sequence[House]) -> str:
    table = io.StringIO(newline="")
    csv.writer(table).writerows([("street", "number", "lat", "lon"), *houses])
    return table.getvalue()


def table_of(text: str | bytes, **columns: str) -> StreetTable:
    content = text if isinstance(text, bytes) else text.encode()
    numbers = read_house_numbers(content, "numbers.csv", columns)
    table = compile_streets(numbers.houses, read_areas(drawn_city.geojson(), "areas.geojson", MARGIN), "numbers.csv")
    return StreetTable(table.streets, [*numbers.left_out, *table.left_out])


def rows(*houses: House) -> list[str]:
    table = table_of(csv_of(houses))
    assert not table.left_out
    return written(table.streets).splitlines()[1:]


def test_consecutive_numbers_of_a_side_in_one_area_are_one_run():
    assert rows(
        ("Via Lunga", 1, HIGH, IN_MATTINO),
        ("Via Lunga", 2, HIGH, IN_MATTINO),
        ("Via Lunga", 3, HIGH, IN_MATTINO),
        ("Via Lunga", 7, HIGH, AT_BORDER),
        ("Via Lunga", 9, HIGH, IN_SERA),
        ("Via Lunga", 11, HIGH, IN_SERA),
        ("Via Lunga", 4, LOW, IN_SERA),
        ("Via Lunga", 6, HIGH, IN_MATTINO),
    ) == [
        "Via Lunga,odd,1,3,mattino,,numbers",
        "Via Lunga,odd,7,7,mattino,sera,numbers",
        "Via Lunga,odd,9,11,sera,,numbers",
        "Via Lunga,even,2,2,mattino,,numbers",
        "Via Lunga,even,4,4,fiume,,numbers",
        "Via Lunga,even,6,6,mattino,,numbers",
    ]


def test_a_street_in_one_area_is_one_row_whatever_its_numbers():
    assert rows(("Via Breve", 5, HIGH, IN_SERA), ("Via Breve", 8, HIGH, IN_SERA)) == ["Via Breve,all,,,sera,,numbers"]


def test_a_street_without_numbers_lies_where_most_of_its_places_do():
    assert rows(
        ("Piazza Tonda", "", HIGH, IN_SERA),
        ("Piazza Tonda", "snc", HIGH, AT_BORDER),
        ("Piazza Tonda", "0", HIGH, IN_SERA),
    ) == ["Piazza Tonda,all,,,sera,mattino,line"]


def test_a_place_without_number_says_nothing_beside_numbers():
    assert rows(("Via Breve", 5, HIGH, IN_SERA), ("Via Breve", "s.n.c.", LOW, IN_SERA)) == [
        "Via Breve,all,,,sera,,numbers"
    ]


def test_near_others_stand_by_their_distance():
    corner = (MIDDLE + 10 / drawn_city.METRES_NORTH, BETWEEN - 30 / drawn_city.METRES_EAST)
    assert rows(("Via Breve", 5, *corner)) == ["Via Breve,all,,,mattino,fiume;sera,numbers"]


def test_letters_belong_to_their_number_and_the_plain_one_decides():
    assert rows(
        ("Via Breve", "12", HIGH, IN_SERA),
        ("Via Breve", "12/A", HIGH, IN_MATTINO),
        ("Via Breve", "12 bis", HIGH, IN_MATTINO),
        ("Via Breve", "14", HIGH, IN_SERA),
    ) == ["Via Breve,even,12,12,sera,mattino,numbers", "Via Breve,even,14,14,sera,,numbers"]


@pytest.mark.parametrize(
    "number", ["12", "012", " 12 ", "12.0", "12A", "12/A", "12 a", "12bis", "12 BIS", "12-14", "12/b int. 3", "12.A"]
)
def test_a_number_may_be_written_in_many_ways(number):
    houses = read_house_numbers(csv_of([("Via Breve", number, HIGH, IN_SERA)]).encode(), "numbers.csv").houses
    assert [house.number for house in houses] == [12]


@pytest.mark.parametrize("number", ["", "0", "00", "-", "snc", "SNC", "s.n.", "S.N.C.", "senza numero", "senza civico"])
def test_no_number_may_be_written_in_many_ways(number):
    [house] = read_house_numbers(csv_of([("Via Breve", number, HIGH, IN_SERA)]).encode(), "numbers.csv").houses
    assert house.number is None


def test_one_street_may_be_written_in_capitals_and_blanks_now_and_then():
    lines = rows(("VIA  BREVE", 1, HIGH, IN_SERA), ("Via Breve", 3, HIGH, IN_SERA), ("Via Breve ", 5, HIGH, IN_SERA))
    assert lines == ["Via Breve,all,,,sera,,numbers"]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfid;Via;Civico;Y;X\r\n7;Via Lun\xc3\xa0;12/A;45,705;9,675\r\n",
        b'"X","Y","CIVICO","VIA"\n"9,675","45,705","12","Via Lun\xc3\xa0"\n\n',
        b"via\tcivico\ty\tx\tnote\nVia Luna\xcc\x80\t12\t45.705\t9.675\n",
    ],
)
def test_the_open_data_of_municipalities_are_read_as_they_are(content):
    table = table_of(content, street="Via", number="civico", lat="y", lon="x")
    assert not table.left_out
    assert written(table.streets).splitlines()[1:] == ["Via Lunà,all,,,sera,,numbers"]


def test_windows_1252_is_read_and_told():
    table = table_of("street;number;lat;lon\nVia Breve;1;45,705;9,675\nVia Lunà;1;45,705;9,675\n".encode("cp1252"))
    assert [street.name for street in table.streets] == ["Via Breve", "Via Lunà"]
    assert [(problem.line, problem.text) for problem in table.left_out] == [(3, "This line is not in UTF-8.")]


def test_what_cannot_be_placed_is_told_with_its_line():
    table = table_of(
        "street,number,lat,lon\n"
        "Via Breve,1,45.705,9.675\n"
        "Via Breve,3/B,45.8,9.675\n"
        "Via Breve,5,9.675,45.705\n"
        "\n"
        ",7,45.705,9.675\n"
        "Via Breve,KM 3,45.705,9.675\n"
        "Via Breve,12345,45.705,9.675\n"
        "Via Breve,9,,9.675\n"
        "Via Breve,9\n"
        "Via Breve,9,north,9.675\n"
        "Via Breve,9,5061234.5,551000\n"
        "Via Breve,9,nan,9.675\n"
        "Piazza Lontana,,45.8,9.675\n"
    )
    assert written(table.streets).splitlines()[1:] == ["Via Breve,all,,,sera,,numbers"]
    told = {problem.line: f"{problem.text} {problem.advice}" for problem in table.left_out}
    assert len(table.left_out) == len(told) == 11
    for line, part in {
        3: "Via Breve 3/B lies in no area. See that its position is right",
        4: "Via Breve 5 lies in no area. Latitude and longitude seem swapped.",
        6: "This row names no street.",
        7: "'KM 3' is not a house number.",
        8: "'12345' is not a house number.",
        9: "This row has no position.",
        10: "This row has no position.",
        11: "'north' is not a coordinate.",
        12: "'5061234.5' is not in degrees. Export the numbers again as WGS 84",
        13: "'nan' is not in degrees.",
        14: "Piazza Lontana lies in no area.",
    }.items():
        assert part in told[line]


def test_a_missing_column_is_told_with_those_that_are_there():
    with pytest.raises(CityPackError) as error:
        read_house_numbers(b"Via,Civico,lat,lon\n", "numbers.csv", {"street": "via"})
    [problem] = error.value.problems
    assert (problem.line, problem.text) == (1, "There is no column 'number'.")
    assert "'Via', 'Civico', 'lat', 'lon'" in problem.advice
    assert "--columns" in problem.advice


def test_an_empty_file_has_no_columns():
    with pytest.raises(CityPackError, match="There is no column"):
        read_house_numbers(b"", "numbers.csv")


def test_a_quote_that_is_never_closed_is_told():
    content = b'street,number,lat,lon\nVia Breve,1,45.7,9.6\n"Via' + b" Lunga" * csv.field_size_limit()
    with pytest.raises(CityPackError, match="line 3: This row cannot be read"):
        read_house_numbers(content, "numbers.csv")


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ('"mattino"', '"sera"', "line 39: 'sera' is there twice."),
        ('"id": "mattino"', '"name": "mattino"', "'id' is missing here."),
        ('"mattino"', '"Il Mattino"', "An id has lower-case letters"),
        ('"Polygon"', '"Point"', "The type of 'geometry' cannot be 'Point'."),
        ('"FeatureCollection"', '"Feature"', "Write 'FeatureCollection'."),
        ("       9.66,\n", "       551000,\n", "The outline of 'mattino' is not in Italy."),
        ("       9.67,\n       45.7\n", "       9.665,\n       45.72\n", "The outline of 'mattino' is not valid"),
        ("{", "", "This is not valid JSON"),
    ],
)
def test_a_mistake_in_the_areas_is_told(before, after, text):
    areas = drawn_city.geojson()
    assert before in areas
    with pytest.raises(CityPackError) as error:
        read_areas(areas.replace(before, after, 1), "areas.geojson", MARGIN)
    assert text in str(error.value)


def test_where_two_areas_overlap_the_first_counts_and_the_other_is_near():
    overlapping = drawn_city.geojson().replace("9.67,", "9.6705,", 2)  # the east of the first area
    areas = read_areas(overlapping, "areas.geojson", 0)
    where = areas.at(HIGH, 9.6702)
    assert where is not None
    assert (where.area, dict(where.near)) == ("mattino", {"sera": 0.0})


latitudes = st.floats(SOUTH + 1e-6, NORTH - 1e-6)
longitudes = st.floats(WEST + 1e-6, EAST - 1e-6)
many_houses = st.lists(
    st.tuples(st.sampled_from(["Via Lunga", "Via Breve", "Piazza Tonda"]), st.integers(1, 30), latitudes, longitudes),
    min_size=1,
    max_size=40,
    unique_by=lambda house: house[:2],
)


@given(houses=many_houses)
def test_each_house_number_gives_back_its_area_and_those_near_it(houses):
    streets = {street.name: street for street in table_of(csv_of(houses)).streets}

    for name, number, latitude, longitude in houses:
        found = stretch(streets[name], number)
        distances = {area: metres(area, latitude, longitude) for area in BOXES}
        assert found.listed
        assert distances[found.areas[0]] < 0.01
        for area, distance in distances.items():
            if abs(distance - MARGIN) > 0.5:  # within half a metre of the margin either is right
                assert (area in found.areas) == (distance < MARGIN)


@given(houses=many_houses, random=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_no_byte(houses, random):
    shuffled = random.sample(houses, len(houses))
    assert written(table_of(csv_of(shuffled)).streets) == written(table_of(csv_of(houses)).streets)


@given(houses=st.lists(st.tuples(st.sampled_from(["Via A", "VIA A", "via  b"]), st.text("12/abs. -", max_size=4),
                                 latitudes, longitudes), max_size=20))  # fmt: skip
@settings(max_examples=50)
def test_whatever_is_built_is_a_street_table_without_mistakes(tmp_path_factory, houses):
    folder = tmp_path_factory.getbasetemp() / "built"
    small_city.write(folder, drawn_city.pack(written(table_of(csv_of(houses)).streets)))
    assert pack.problems(folder) == []


def test_the_bot_answers_from_what_was_built(tmp_path):
    table = table_of(
        csv_of(
            [
                ("Via Lunga", 1, HIGH, IN_MATTINO),
                ("Via Lunga", 7, HIGH, AT_BORDER),
                ("Via Lunga", 9, HIGH, IN_SERA),
                ("Via Lunga", "2/a", LOW, IN_SERA),
            ]
        )
    )
    index = build(pack.load(small_city.write(tmp_path, drawn_city.pack(written(table.streets)))))

    answers = {number: by_text(index, f"abito in via lunga {number}").areas for number in ("1", "7", "9", "2/a", "2")}

    assert answers == {
        "1": ("mattino",),
        "7": ("mattino", "sera"),
        "9": ("sera",),
        "2/a": ("fiume",),
        "2": ("fiume",),
    }


@given(
    content=st.one_of(
        st.binary(max_size=60), st.text("street,number;lat\tlon\n\"'12 45.7", max_size=80).map(str.encode)
    )
)
def test_whatever_the_file_it_is_read_or_refused(content):
    try:
        told = len(read_house_numbers(content, "numbers.csv").left_out)
    except CityPackError as error:
        told = len(error.problems)
    assert told <= 1 + content.count(b"\n") + content.count(b"\r")
