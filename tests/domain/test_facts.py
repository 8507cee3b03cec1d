"""What counts as a change is read back as it was written."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.agenda.event import SomeDay, Status, Venue, When, WholeDays
from domain.agenda.facts import facts_of, read_facts
from domain.agenda.occurrences import occurrences
from domain.agenda.timing import begins_at
from tests.events import MONDAY, ROME, event, on

TIMES = (on(1, "20:45"), WholeDays(MONDAY, MONDAY), SomeDay(MONDAY.replace(day=1)))


@given(st.sampled_from(Status), st.sampled_from(TIMES), st.text())
def test_facts_are_read_as_they_were_written(status: Status, when: When, place: str) -> None:
    [only] = occurrences(event("Coro", when, status=status, venue=Venue(place)), MONDAY, MONDAY + timedelta(days=30))
    facts = facts_of(only, begins_at(when, ROME))

    read = read_facts(facts.written())

    assert read == facts
    assert read.when(ROME) == when
