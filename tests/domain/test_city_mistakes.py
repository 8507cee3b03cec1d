"""Each kind of mistake that a person can make in the pack gives its own problem, where it is."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain import city as pack
from domain.city.rows import FILES as KINDS
from tests.domain import small_city

FILES = small_city.FILES


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pack")


def found(folder: Path, file: str, before: str, after: str) -> list[tuple[str, int, str]]:
    assert before in FILES[file]
    small_city.write(folder, {file: FILES[file].replace(before, after, 1)})
    return said(folder)


def said(folder: Path) -> list[tuple[str, int, str]]:
    problems = pack.problems(folder)
    assert all(problem.text.endswith(".") and problem.advice.endswith((".", "?")) for problem in problems)
    return [(problem.file, problem.line, problem.text + " " + problem.advice) for problem in problems]


@pytest.mark.parametrize(
    ("before", "after", "line", "text"),
    [
        ("name: Borgo\n", "", 1, "'name' is missing here."),
        ("name: Borgo\n", "name: ''\n", 1, "'name' is empty."),
        ("name: Borgo\n", "nome: x\nname: Borgo\n", 1, "'nome' is not known here. Did you mean 'name'?"),
        ("name: Servizio", "name: Servizio\n  pohne: null", 11, "'pohne' is not known here. Did you mean 'phone'?"),
        ("Europe/Rome", "Europe/Roma", 3, "must be a time zone of the IANA list"),
        ("official: false", "official: forse", 6, "'official' must be true or false and is 'forse'."),
        ("[made up]", "made up", 7, "'attribution' must be a list and is 'made up'."),
        ("[made up]", "[]", 7, "'attribution' has 0 parts: too few."),
        ("https://example.org/service", "example.org", 11, "A source is a web address"),
        ("code: fes", "code: ver", 19, "'ver' is already on line 16."),
        ("code: fes", "code: Festa", 19, "A code has two to four lower-case letters"),
        ("code: fes", "code: on", 19, "'code' must be a text and is True. Put it in double quotes."),
        ("id: feste", "id: feste e fiere", 18, "An id has lower-case letters"),
        ("{it: Feste}", "{en: Feasts}", 20, "The theme 'feste' has no Italian name."),
        ("{it: Feste}", "{ita: Feste}", 20, "A language is its two letters"),
        ("retired_codes: []", "retired_codes: [fes]", 19, "The code 'fes' is among the retired_codes."),
        ("    code: fes", "   code: fes", 19, "This is not valid YAML"),
        ("    code: fes", "    code: fes\n    code: fes", 20, "'code' is written twice here."),
        ("service:\n", "service:\n  - x\nold:\n", 9, "'service' lacks the parts that belong in it."),
    ],
)
def test_a_mistake_in_the_city(folder, before, after, line, text):
    problems = found(folder, "city.yaml", before, after)
    assert [(file, place) for file, place, _ in problems if text in _] == [("city.yaml", line)]
    assert {file for file, _, _ in problems} == {"city.yaml"}


@pytest.mark.parametrize(
    ("before", "after", "line", "text"),
    [
        ("themes: [verde]", "themes: [verda]", 7, "'verda' is not in city.yaml. Did you mean 'verde'?"),
        ("themes: [verde]", "themes: [verde, verde]", 7, "'themes' names one of its parts twice."),
        ("areas: [alta]", "areas: [alta, alto]", 6, "'alto' is not in areas.yaml. Did you mean 'alta'?"),
        ("founded_year: 2016", "founded_year: 16", 8, "'founded_year' cannot be 16. Write a whole number, 1900"),
        ("founded_year: 2016", "founded_year: 20166", 8, "'founded_year' cannot be 20166."),
        ("founded_year: 2016", "founded_year: 2016-02-31", 8, "Write a whole number, in digits alone."),
        ("code: alt", "code: old", 4, "The code 'old' is among the retired_codes."),
        ("confidence: published", "confidence: sure", 10, "Write 'published' or 'inferred'."),
        ("name: Borgo Alto", "name: Borgo: Alto", 5, "This is not valid YAML"),
    ],
)
def test_a_mistake_in_a_network(folder, before, after, line, text):
    [(file, place, problem)] = found(folder, "networks.yaml", before, after)
    assert (file, place) == ("networks.yaml", line)
    assert text in problem


@pytest.mark.parametrize(
    ("before", "after", "line", "text"),
    [
        ('postcode: "24100"', "postcode: 24100", 9, "'postcode' must be a text and is 24100. Put it in double"),
        ('postcode: "24100"', 'postcode: "2410"', 9, "A postcode has five digits"),
        ("network: alta", "network: null", 6, "'alta' has the network null here, and alta in networks.yaml."),
        ("network: null", "network: alta", 15, "'bassa' has the network alta here, and no network in networks"),
        ("network: null", "network: bassa", 15, "'bassa' is not in networks.yaml."),
        ("    network: null\n", "", 12, "'network' is missing here. Add it; where nothing is known, some may be"),
        ("code: bas", "code: alt", 13, "'alt' is already on line 4."),
    ],
)
def test_a_mistake_in_an_area(folder, before, after, line, text):
    problems = [problem for problem in found(folder, "areas.yaml", before, after) if text in problem[2]]
    assert [(file, place) for file, place, _ in problems] == [("areas.yaml", line)]


@pytest.mark.parametrize(
    ("before", "after", "line", "text"),
    [
        ("[9.1, 45.0], [9.2", "[45.0, 9.1], [45.0", 7, "is not in Italy."),
        ("[9.1, 45.1], [9.2, 45.1], [9.2, 45.2]", "[9.1, 45.1], [9.2, 45.2], [9.2, 45.1]", 4, "Self-intersection"),
        ("[9.1, 45.1], ", "[9.1], ", 4, "'coordinates' has 1 parts: too few."),
        ('"Polygon"', '"LineString"', 4, "The type of 'geometry' cannot be 'LineString'."),
        ('"certainty": "low"', '"certainty": "none"', 6, "Write 'high', 'medium' or 'low'."),
        (",\n{", "\n{", 5, "This is not valid JSON"),
    ],
)
def test_a_mistake_in_an_outline(folder, before, after, line, text):
    [(file, place, problem)] = found(folder, "areas.geojson", before, after)
    assert (file, place) == ("areas.geojson", line)
    assert text in problem


def test_swapped_latitudes_and_longitudes_are_told_apart_from_metres(folder):
    swapped = FILES["areas.geojson"].replace(
        "[[[9.1, 45.1], [9.2, 45.1], [9.2, 45.2]", "[[[45.1, 9.1], [45.1, 9.2], [45.2, 9.2]"
    )
    swapped = swapped.replace("[9.1, 45.2], [9.1, 45.1]]]", "[45.2, 9.1], [45.1, 9.1]]]")
    small_city.write(folder, {"areas.geojson": swapped})
    assert [problem.advice for problem in pack.problems(folder)] == [
        "Latitude and longitude seem swapped: GeoJSON has the longitude first."
    ]
    small_city.write(folder, {"areas.geojson": FILES["areas.geojson"].replace("9.2, 45.2", "551000, 5059000")})
    assert [problem.advice for problem in pack.problems(folder)] == [
        "Export it again in degrees, as WGS 84 (EPSG:4326)."
    ]


def test_an_area_has_one_outline(folder):
    [twice, missing] = found(folder, "areas.geojson", '"id": "bassa"', '"id": "alta"')
    assert twice[:2] == ("areas.geojson", 6)
    assert "'alta' already has an outline on line 3." in twice[2]
    assert missing[:2] == ("areas.yaml", 12)
    assert "'bassa' has no outline in areas.geojson." in missing[2]
    [unknown, missing] = found(folder, "areas.geojson", '"id": "bassa"', '"id": "basso"')
    assert unknown == ("areas.geojson", 6, "'basso' is not in areas.yaml. Did you mean 'bassa'?")
    assert missing[:2] == ("areas.yaml", 12)


@pytest.mark.parametrize(
    ("before", "after", "line", "text"),
    [
        ("odd,1,9", "od,1,9", 2, "'parity' cannot be 'od'. Write 'odd', 'even' or 'all'."),
        ("odd,1,9", "odd,1,", 2, "Only one end of this run is given."),
        ("odd,1,9", "odd,9,1", 2, "This run goes from 9 back to 1."),
        ("odd,1,9", "odd,2,9", 2, "2 is not odd."),
        ("odd,1,9", "odd,one,9", 2, "'first' cannot be 'one'. Write a whole number, in digits alone."),
        ("odd,1,9", "odd,-1,9", 2, "'first' cannot be '-1'. Write a whole number, 0 or more."),
        ("odd,1,9,alta,bassa", "odd,1,9,alta,basso", 2, "'basso' is not in areas.yaml. Did you mean 'bassa'?"),
        ("odd,1,9,alta,bassa", "odd,1,9,alta,alta", 2, "'alta' is the run's own area."),
        ("odd,1,9,alta,bassa", "odd,1,9,alta,bassa;bassa", 2, "'near' names one of its parts twice."),
        ("odd,1,9,alta,bassa", "odd,1,9,,bassa", 2, "An id has lower-case letters"),
        ("even,12,20", "even,10,20", 4, "This run of Via Lunga has house numbers that line 3 has too."),
        ("even,12,20", "all,,", 4, "This run of Via Lunga has house numbers that line 2 has too."),
        ("Via Lunga,even,12", "via  lunga,even,12", 4, "differ only in capitals or blanks."),
        ("Via Lunga,even,12", "Via Lunga, lato,even,12", 4, "This row has 8 cells, and the header 7."),
        ("Piazza Tonda,all,,,bassa,,line", "Piazza Tonda,all", 5, "This row has 2 cells, and the header 7."),
        ("Piazza Tonda", '"Piazza Tonda', 5, "This row cannot be read"),
        ("Piazza Tonda", "", 5, "'street' is empty."),
        ("Piazza Tonda", '"Piazza\nTonda"\n', 5, "This row has 1 cells"),
        ("street,parity", "strada,parity", 1, "The column 'strada' is not known."),
        ("near,basis", "neer,basis", 1, "The column 'neer' is not known. Did you mean 'near'?"),
        ("near,basis", "near,near", 1, "The column 'near' is there twice."),
        (",near,basis\n", "\n", 1, "The header lacks 'near', 'basis'."),
    ],
)
def test_a_mistake_in_the_street_table(folder, before, after, line, text):
    problems = [problem for problem in found(folder, "streets.csv", before, after) if text in problem[2]]
    assert [(file, place) for file, place, _ in problems][:1] == [("streets.csv", line)]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("Via Lunge,odd,1,9,bassa,sbagliata,lettera", "'Via Lunge' is not in streets.csv. Did you mean 'Via Lunga'?"),
        ("Via Lunga,odd,1,9,basso,sbagliata,lettera", "'basso' is not in areas.yaml. Did you mean 'bassa'?"),
        ("Via Lunga,odd,1,,bassa,sbagliata,lettera", "Only one end of this run is given."),
        ("Via Lunga,odd,9,1,bassa,sbagliata,lettera", "This run goes from 9 back to 1."),
        ("Via Lunga,even,2,9,bassa,sbagliata,lettera", "9 is not even."),
        ("Via Lunga,odd,1,9,bassa,,lettera", "'reason' is empty."),
        ("Via Lunga,odd,1,9,bassa,sbagliata,", "'source' is empty."),
    ],
)
def test_a_mistake_in_an_override(folder, row, text):
    [(file, line, problem)] = found(folder, "overrides.csv", "source\n", f"source\n{row}\n")
    assert (file, line) == ("overrides.csv", 2)
    assert text in problem


def test_overrides_that_contradict_each_other(folder):
    rows = "Via Lunga,odd,1,9,bassa,sbagliata,lettera\nPiazza Tonda,all,,,alta,x,y\nVia Lunga,all,9,9,alta,no,lettera\n"
    [(file, line, problem)] = found(folder, "overrides.csv", "source\n", f"source\n{rows}")
    assert (file, line) == ("overrides.csv", 4)
    assert "This run of Via Lunga has house numbers that line 2 has too." in problem


@pytest.mark.parametrize(
    ("file", "before", "after", "line", "text"),
    [
        ("street_aliases.csv", ",Via Lunga", ",Via Lunge", 2, "'Via Lunge' is not in streets.csv. Did you mean 'Via L"),
        ("landmarks.csv", ",yes,", ",forse,", 2, "'certain' must be yes or no, and is 'forse'."),
        ("landmarks.csv", ",alta,", ",centro,", 2, "'centro' is not in areas.yaml. Add it to areas.yaml, or correct"),
        ("terms.csv", "alta;bassa", "", 2, "'areas' has 0 parts: too few."),
        ("terms.csv", "alta;bassa", "alta;alta", 2, "'areas' names one of its parts twice."),
        ("postcodes.csv", ",bassa,", ",alta,", 3, "'alta' is already on line 2. Put the numbers in one row."),
        ("postcodes.csv", ",12", ",0", 3, "'house_numbers' cannot be '0'. Write a whole number, 1 or more."),
        ("organisations.csv", ",alta,", ",bassa,", 2, "'bassa' is not in networks.yaml."),
        ("organisations.csv", "took part", "friend", 2, "Write 'member', 'took part' or 'neighbour'."),
        ("places.csv", ",bassa,", ",altra,", 2, "'altra' is not in areas.yaml. Did you mean 'alta'?"),
        ("towns.csv", "Vicino", "Borgo", 2, "'Borgo' is the city itself."),
        ("towns.csv", "Far;Loin", "Far;borgo", 3, "'Lontano' is the city itself."),
        ("towns.csv", "Vicino,BG", "lontano,MI", 3, "'Lontano' is already on line 2."),
        ("towns.csv", "Vicino,BG", "Vicino,bg", 2, "A province is its two capital letters"),
    ],
)
def test_a_mistake_in_another_table(folder, file, before, after, line, text):
    [(where, place, problem)] = found(folder, file, before, after)
    assert (where, place) == (file, line)
    assert text in problem


@pytest.mark.parametrize("file", KINDS)
def test_a_missing_file_is_the_only_problem(folder, file):
    small_city.write(folder, {file: None})
    assert [problem[:2] for problem in said(folder)] == [(file, 0)]


@pytest.mark.parametrize("file", KINDS)
def test_a_file_not_in_utf_8_is_the_only_problem(folder, file):
    small_city.write(folder, {file: FILES[file].encode() + b"\n\nCitt\xe0\n"})
    line = FILES[file].count("\n") + 3
    assert [problem[:2] for problem in said(folder)] == [(file, line)]


@pytest.mark.parametrize("file", KINDS)
def test_an_empty_file_is_a_problem(folder, file):
    small_city.write(folder, {file: ""})
    assert {problem[0] for problem in said(folder)} == {file}


def test_a_file_under_a_slightly_other_name_is_offered(tmp_path):
    small_city.write(tmp_path, {"streets.csv": None})
    (tmp_path / "street.csv").write_text(FILES["streets.csv"])
    assert said(tmp_path) == [("streets.csv", 0, "This file is missing. Did you mean 'street.csv'?")]


def test_a_folder_in_the_place_of_a_file_cannot_be_read(tmp_path):
    small_city.write(tmp_path, {"streets.csv": None})
    (tmp_path / "streets.csv").mkdir()
    [(file, _, text)] = said(tmp_path)
    assert file == "streets.csv"
    assert "cannot be read" in text


def test_no_such_folder(tmp_path):
    [problem] = pack.problems(tmp_path / "nowhere")
    assert str(problem) == f"{tmp_path / 'nowhere'}: There is no such folder. Name the folder of a city pack."


def test_all_mistakes_are_said_in_one_go_and_nothing_starts(folder):
    small_city.write(
        folder,
        {
            "networks.yaml": FILES["networks.yaml"].replace("code: alt", "code: ALT"),
            "streets.csv": FILES["streets.csv"].replace("odd,1,9", "odd,9,1").replace("line", "guess"),
            "towns.csv": None,
        },
    )
    with pytest.raises(pack.CityPackError) as error:
        pack.load(folder)
    places = [(problem.file, problem.line) for problem in error.value.problems]
    assert places == [("networks.yaml", 4), ("streets.csv", 2), ("streets.csv", 5), ("towns.csv", 0)]
    assert "networks.yaml, line 4: 'code' cannot be 'ALT'." in str(error.value)


@given(
    file=st.sampled_from(list(KINDS)),
    place=st.floats(0, 1),
    cut=st.integers(0, 8),
    put=st.one_of(st.binary(max_size=6), st.text("{}[]:,;\"'-#&*!|>\n\t éa0", max_size=6).map(str.encode)),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_happens_to_a_file_is_told_and_never_raised(folder, file, place, cut, put):
    before = FILES[file].encode()
    at = int(place * len(before))
    small_city.write(folder, {file: before[:at] + put + before[at + cut :]})
    problems = pack.problems(folder)
    if problems:
        with pytest.raises(pack.CityPackError):
            pack.load(folder)
    else:
        assert pack.load(folder).name


def test_endless_brackets_are_a_mistake_too(folder):
    small_city.write(folder, {"areas.geojson": "[" * 100_000})
    [(file, _, text)] = said(folder)
    assert file == "areas.geojson"
    assert "nested too deep" in text


def test_yaml_that_contains_itself_is_a_mistake_too(folder):
    [(file, _, text)] = found(folder, "city.yaml", "[made up]", "&again [*again]")
    assert file == "city.yaml"
    assert "This is not valid YAML" in text


def test_where_yaml_cannot_follow_json_the_first_line_is_given(folder):
    outlines = FILES["areas.geojson"].replace("red", "\x7f").replace('"low"', '"none"')
    small_city.write(folder, {"areas.geojson": outlines})
    assert [problem[:2] for problem in said(folder)] == [("areas.geojson", 1)]


def test_tabs_in_json_keep_the_lines(folder):
    outlines = FILES["areas.geojson"].replace('{"type": "Feature"', '\t{\t"type": "Feature"').replace('"low"', '"none"')
    small_city.write(folder, {"areas.geojson": outlines})
    assert [problem[:2] for problem in said(folder)] == [("areas.geojson", 6)]
