"""A position lies in an outline, near one, or outside the city."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from domain.city import City
from domain.lookup import Index, Status, Why, by_position

METRES_A_DEGREE = 111_195.0


def metres(city: City, area: str, latitude: float, longitude: float) -> float:
    """From a position to an area, on a plane about the position: another way than the index's."""
    east = METRES_A_DEGREE * math.cos(math.radians(latitude))
    outline = city.areas[area].outline
    near = min(
        (math.hypot((x - longitude) * east, (y - latitude) * METRES_A_DEGREE) for x, y in _points(outline)),
        default=math.inf,
    )
    return 0.0 if outline.covers(Point(longitude, latitude)) else near


def _points(outline) -> list[tuple[float, float]]:
    parts = getattr(outline, "geoms", [outline])
    return [point for part in parts for point in part.exterior.segmentize(0.0001).coords]


def test_the_middle_of_an_area_is_in_it(index: Index) -> None:
    answer = by_position(index, 45.6643, 9.6593)
    assert (answer.status, answer.areas) == (Status.FOUND, ("colognola",))
    assert answer.border_metres is not None
    assert answer.border_metres > 200
    assert answer.understood is None


def test_near_a_border_the_areas_are_offered_nearest_first(index: Index) -> None:
    answer = by_position(index, 45.698524, 9.659433)
    assert (answer.status, answer.why) == (Status.AMBIGUOUS, Why.NEAR_BORDER)
    assert answer.areas[:2] == ("centro-sant-alessandro", "santa-lucia")
    assert answer.border_metres is not None
    assert answer.border_metres < 200


def test_on_the_hills_there_is_no_network(index: Index) -> None:
    answer = by_position(index, 45.7215, 9.6207)
    assert (answer.status, answer.areas) == (Status.UNSERVED, ("colli",))
    assert len(answer.nearest) == 2


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (45.4642, 9.19),
        (45.6506, 9.6676),
        (0, 0),
        (90, 180),
        (-91, 400),
        (9.66, 45.69),
        (math.inf, 9.6),
        (45.6, math.nan),
    ],
)
def test_elsewhere_is_outside(index: Index, latitude: float, longitude: float) -> None:
    answer = by_position(index, latitude, longitude)
    assert (answer.status, answer.areas, answer.border_metres) == (Status.OUTSIDE, (), None)


@given(st.floats(45.64, 45.75), st.floats(9.59, 9.73))
def test_positions_agree_with_a_plain_search_of_all_outlines(
    index: Index, city: City, latitude: float, longitude: float
) -> None:
    answer = by_position(index, latitude, longitude)
    holding = [area for area in city.areas if city.areas[area].outline.covers(Point(longitude, latitude))]
    if answer.status is Status.OUTSIDE:
        assert not holding
        return
    assert answer.areas[0] in holding or metres(city, answer.areas[0], latitude, longitude) < 40
    for other in answer.areas[1:]:
        assert metres(city, other, latitude, longitude) < 215
    reach = 50 if city.areas[answer.areas[0]].outline_basis == "mapped" else 200
    certain = [area for area in city.areas if metres(city, area, latitude, longitude) < reach - 15]
    assert len(set(certain) - set(answer.areas)) == 0 or len(answer.areas) == 4
