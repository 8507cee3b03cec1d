"""What becomes of an event that comes in, and of one that stands twice in a file."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agenda.event import Event, Status
from domain.agenda.taking import Fate, Known, judge, last_of_each
from tests.domain.some_events import event

ONCE = event(sequence=3, networks=("loreto",))

STATUSES = st.sampled_from(Status)
NETWORKS = st.lists(st.sampled_from(["loreto", "redona", "colognola"]), max_size=3, unique=True).map(tuple)
VERSIONS = st.builds(
    lambda title, status, networks, sequence: event(title=title, status=status, networks=networks, sequence=sequence),
    st.sampled_from("ab"),
    STATUSES,
    NETWORKS,
    st.integers(0, 3),
)


def known(remembered: Event, came_as: int | None = None) -> Known:
    return Known(remembered, remembered.sequence if came_as is None else came_as)


def test_what_was_not_known_is_new_and_kept_as_it_is():
    assert judge(ONCE, None) == (Fate.NEW, ONCE)


@pytest.mark.parametrize("from_feed", [True, False])
@pytest.mark.parametrize("sequence", [3, 4, 10])
def test_what_is_known_already_is_the_same_whatever_its_sequence(sequence, from_feed):
    assert judge(replace(ONCE, sequence=sequence), known(ONCE), "a" if from_feed else None) == (Fate.SAME, ONCE)


def test_what_came_with_a_lower_sequence_is_older():
    older = replace(ONCE, sequence=2, title="Prima")
    assert judge(older, known(ONCE)) == (Fate.OLDER, ONCE)


def test_what_changes_is_taken_and_ours_rises():
    revised = replace(ONCE, title="Assemblea")
    assert judge(replace(revised, sequence=4), known(ONCE)) == (
        Fate.CHANGED,
        replace(revised, sequence=4),
    )
    assert judge(replace(revised, sequence=9), known(ONCE)) == (
        Fate.CHANGED,
        replace(revised, sequence=9),
    )


def test_a_program_that_does_not_raise_its_sequence_is_believed():
    """It came as 3 each time, while ours rose to 5: that it still says 3 makes it no older."""
    remembered = known(replace(ONCE, sequence=5), came_as=3)
    fate, revised = judge(replace(ONCE, title="Assemblea"), remembered)
    assert (fate, revised.title, revised.sequence) == (Fate.CHANGED, "Assemblea", 6)
    assert judge(ONCE, remembered)[0] is Fate.SAME


def test_what_is_cancelled_is_told_apart_from_other_changes_once():
    cancelled = replace(ONCE, status=Status.CANCELLED)
    fate, remembered = judge(cancelled, known(ONCE))
    assert (fate, remembered.status, remembered.sequence) == (Fate.CANCELLED, Status.CANCELLED, 4)
    again = replace(cancelled, description="Per la pioggia")
    assert judge(again, known(remembered, came_as=3))[0] is Fate.CHANGED
    assert judge(ONCE, known(remembered, came_as=3))[0] is Fate.CHANGED


def test_what_was_never_known_and_is_cancelled_is_new():
    assert judge(replace(ONCE, status=Status.CANCELLED), None, "a")[0] is Fate.NEW


def test_a_feed_adds_its_networks_and_a_file_replaces_them():
    theirs = replace(ONCE, networks=("redona",))
    fate, joined = judge(theirs, known(ONCE), "a")
    assert (fate, joined.networks) == (Fate.CHANGED, ("loreto", "redona"))
    fate, replaced = judge(theirs, known(ONCE))
    assert (fate, replaced.networks) == (Fate.CHANGED, ("redona",))
    assert judge(theirs, known(joined, came_as=3), "a") == (Fate.SAME, joined)
    assert judge(ONCE, known(joined, came_as=3), "a") == (Fate.SAME, joined)


def test_another_feed_adds_its_networks_and_changes_nothing_else():
    """Two feeds that tell one event differently would take turns otherwise, and people be told each time."""
    remembered = Known(ONCE, 3, feed="a")
    theirs = replace(ONCE, title="Altro titolo", networks=("redona",), sequence=9)
    assert judge(theirs, remembered, "b") == (Fate.CHANGED, replace(ONCE, networks=("loreto", "redona"), sequence=4))
    assert judge(replace(ONCE, title="Altro titolo"), remembered, "b") == (Fate.SAME, ONCE)
    assert judge(theirs, remembered, "a")[1].title == "Altro titolo"


def test_of_a_feed_the_whole_city_takes_in_all_networks():
    citys = replace(ONCE, networks=())
    assert judge(ONCE, known(citys), "a") == (Fate.SAME, citys)
    assert judge(citys, known(ONCE), "a")[1].networks == ()
    assert judge(ONCE, known(citys))[1].networks == ("loreto",)


@given(VERSIONS, VERSIONS, st.integers(0, 3), st.booleans())
def test_judging_twice_changes_once(remembered, incoming, came_as, from_feed):
    """Our SEQUENCE is never below the one that came, so what is judged changed once is the same the next time."""
    before = known(replace(remembered, sequence=max(remembered.sequence, came_as)), came_as)
    fate, after = judge(incoming, before, "a" if from_feed else None)
    if fate in {Fate.SAME, Fate.OLDER}:
        assert after == before.event
        return
    assert after.sequence > before.event.sequence
    assert after.sequence >= incoming.sequence
    assert replace(after, sequence=0, networks=()) == replace(incoming, sequence=0, networks=())
    assert judge(incoming, known(after, incoming.sequence), "a" if from_feed else None) == (Fate.SAME, after)


@given(st.lists(VERSIONS, max_size=8))
def test_of_one_that_stands_twice_the_latest_revision_counts(versions):
    latest = last_of_each(versions)
    assert len(latest) == min(len(versions), 1)
    for one in latest.values():
        assert one.sequence == max(version.sequence for version in versions)
        same = [version for version in versions if version.sequence == one.sequence]
        assert one is same[-1]


def test_others_keep_the_order_in_which_they_first_stood():
    a, b, later_a = event(uid="a"), event(uid="b"), event(uid="a", title="Dopo")
    assert list(last_of_each([a, b, later_a]).items()) == [("a", later_a), ("b", b)]
