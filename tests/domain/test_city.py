import csv
import io
from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from domain import city as pack
from domain.city.model import Basis, City, Confidence, Parity
from domain.city.rows import FILES as KINDS
from domain.city.schema import schemas
from domain.city.schema import write as write_schemas
from tests.domain import small_city

BERGAMO = Path("data/bergamo")
TABLES = [file for file in KINDS if file.endswith(".csv")]


@pytest.fixture(scope="module")
def bergamo():
    return pack.load(BERGAMO)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pack")


def content(city: City) -> dict[str, Any]:
    return {field.name: getattr(city, field.name) for field in fields(city) if field.name not in {"version", "folder"}}


def test_the_pack_of_bergamo_has_no_mistake(bergamo):
    assert pack.problems(BERGAMO) == []
    assert (len(bergamo.networks), len(bergamo.areas), len(bergamo.themes)) == (24, 25, 8)
    assert (len(bergamo.streets), sum(len(street.runs) for street in bergamo.streets)) == (948, 2092)
    assert sum(len(street.aliases) for street in bergamo.streets) == 684
    assert (len(bergamo.landmarks), len(bergamo.postcodes)) == (657, 9)
    assert (len(bergamo.organisations), len(bergamo.places)) == (136, 44)
    assert bergamo.zone == ZoneInfo("Europe/Rome")


def test_bergamo_says_that_it_is_not_official_and_whom_to_thank(bergamo):
    assert not bergamo.official
    assert "OpenStreetMap contributors (ODbL 1.0)" in bergamo.attribution
    assert bergamo.map_attribution == "© OpenStreetMap contributors"


def test_every_network_can_be_reached_by_its_code_and_serves_its_areas(bergamo):
    for network in bergamo.networks.values():
        assert bergamo.network_by_code(network.code) is network
        assert [bergamo.network_of(area) for area in network.areas] == [network] * len(network.areas)
    for area in bergamo.areas.values():
        assert bergamo.area_by_code(area.code) is area
    assert bergamo.network_by_code("none") is None
    assert bergamo.area_by_code("none") is None


def test_the_colli_have_no_network(bergamo):
    unserved = [area.id for area in bergamo.areas.values() if bergamo.network_of(area.id) is None]
    assert unserved == ["colli"]


def test_all_other_towns_of_the_province_are_known_as_elsewhere(bergamo):
    names = [town.name for town in bergamo.towns]
    with (BERGAMO / "towns.csv").open(encoding="utf-8") as file:
        assert sum(row["province"] == "BG" for row in csv.DictReader(file)) == 242
    assert {"Seriate", "Almè", "Torre de' Busi", "Sant'Omobono Terme", "Milano", "Roma"} <= set(names)
    assert "Bergamo" not in names


def test_a_small_city_is_frozen_as_it_is_written(tmp_path):
    city = pack.load(small_city.write(tmp_path))
    area, street, term = city.areas["alta"], city.streets[0], city.terms[0]
    assert (city.name, city.themes["verde"].names["en"]) == ("Borgo", "Green")
    assert (area.aliases, area.postcode, area.confidence) == (("la Cima", "Bórg"), "24100", Confidence.PUBLISHED)
    assert area.outline.covers(Point(9.15, 45.15))
    assert city.areas["bassa"].outline.geom_type == "MultiPolygon"
    assert (street.name, street.aliases, len(street.runs)) == ("Via Lunga", ("Via Longa",), 3)
    assert (street.runs[0].parity, street.runs[0].first, street.runs[0].near) == (Parity.ODD, 1, ("bassa",))
    assert (city.streets[1].runs[0].last, city.streets[1].runs[0].basis) == (None, Basis.LINE)
    assert (term.areas, term.note) == (("alta", "bassa"), "Chiedere")
    assert city.postcodes["24100"].areas == (("bassa", 12), ("alta", 7))
    assert (city.organisations[0].name, city.organisations[0].address) == ("Banda, coro", None)
    assert city.landmarks[0].certain
    assert city.towns[1].aliases == ("Far", "Loin")
    assert city.folder == tmp_path


def test_a_city_cannot_be_changed(bergamo):
    with pytest.raises(FrozenInstanceError):
        bergamo.name = "Brescia"
    for mapping in (bergamo.networks, bergamo.areas, bergamo.themes, bergamo.postcodes, bergamo.themes["salute"].names):
        with pytest.raises(TypeError):
            mapping["new"] = None
    everything = [value for value in content(bergamo).values() if not isinstance(value, str | bool)]
    assert not any(isinstance(value, list | dict | set) for value in everything)


def test_the_version_is_of_the_contents_alone(tmp_path):
    one, other = small_city.write(tmp_path / "one"), small_city.write(tmp_path / "other")
    (other / "README.md").write_text("Notes do not count.")
    assert pack.load(one).version == pack.load(other).version
    assert len(pack.load(one).version) == 12


@pytest.mark.parametrize("file", KINDS)
def test_every_file_changes_the_version(tmp_path, file):
    before = pack.load(small_city.write(tmp_path)).version
    after = pack.load(small_city.write(tmp_path, {file: small_city.FILES[file] + "\n"})).version
    assert before != after


def as_excel_saves_it(text: str) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";").writerows([*csv.reader(text.splitlines()), [""] * 7])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def with_wide_rows(text: str) -> bytes:
    return text.replace("\n", ",,\n").encode()


def with_columns_turned_round(text: str) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(row[::-1] for row in csv.reader(text.splitlines()))
    return written.getvalue().encode()


@pytest.mark.parametrize("written", [as_excel_saves_it, with_wide_rows, with_columns_turned_round])
@pytest.mark.parametrize("file", TABLES)
def test_a_table_may_be_written_in_other_ways(tmp_path, file: str, written: Callable[[str], bytes]):
    usual = pack.load(small_city.write(tmp_path))
    other = pack.load(small_city.write(tmp_path, {file: written(small_city.FILES[file])}))
    assert content(other) == content(usual)


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_of_rows_only_orders_the_result(folder, random):
    usual = pack.load(small_city.write(folder))
    header, *rows = small_city.FILES["towns.csv"].splitlines()
    random.shuffle(rows)
    other = pack.load(small_city.write(folder, {"towns.csv": "\n".join([header, *rows])}))
    assert set(other.towns) == set(usual.towns)
    assert replace(other, towns=usual.towns, version=usual.version) == usual


def test_each_file_has_its_schema_and_it_is_up_to_date():
    committed = {path.name: path.read_text(encoding="utf-8") for path in Path("data/schema").iterdir()}
    assert committed == schemas()


def test_the_schemas_can_be_written_anew(tmp_path):
    write_schemas(tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == schemas()


@pytest.mark.parametrize("file", [file for file in KINDS if file.endswith(".yaml")])
def test_a_file_of_bergamo_names_its_schema_for_editors(file):
    first = (BERGAMO / file).read_text(encoding="utf-8").splitlines()[0]
    named = BERGAMO / first.rpartition("$schema=")[2]
    assert named.resolve() == Path(f"data/schema/{file}.json").resolve()


def test_the_readme_of_bergamo_explains_every_file_and_column():
    readme = (BERGAMO / "README.md").read_text(encoding="utf-8")
    for file in KINDS:
        assert f"`{file}`" in readme
        if file in TABLES:
            for column in KINDS[file].model_fields:
                assert f"`{column}`" in readme
