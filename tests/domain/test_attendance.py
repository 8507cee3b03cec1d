"""How many come."""

import pytest

from domain.attendance import Attendance


@pytest.mark.parametrize(
    ("coming", "seats", "full"),
    [(0, None, False), (9_999, None, False), (0, 2, False), (1, 2, False), (2, 2, True), (3, 2, True), (0, 0, True)],
)
def test_full_is_where_places_are_limited_and_taken(coming, seats, full):
    assert Attendance(coming, seats).full is full
