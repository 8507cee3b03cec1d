"""When a digest comes, by the clock on the wall."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agenda.event import EventId
from domain.agenda.timing import day_of, local, wall_time
from domain.city.model import NetworkId, ThemeId
from domain.subscriptions import Digest, Followed, Rhythm, Subject, brings, network, networks_among, version_of
from tests.domain.some_events import ROME, at, day, event

NOWS = st.builds(
    lambda on, clock: local(on, clock, ROME),
    st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2026, 7, 1)]).flatmap(
        lambda change: st.integers(-9, 9).map(lambda days: change + timedelta(days=days))
    ),
    st.times(),
)
DIGESTS = st.builds(Digest, st.sampled_from([Rhythm.DAILY, Rhythm.WEEKLY]), st.integers(0, 6), st.integers(0, 23))


@pytest.mark.parametrize(
    ("digest", "now", "due"),
    [
        (Digest(), "2026-11-23 09:00", None),
        (Digest(Rhythm.DAILY, 0, 9), "2026-11-23 08:59", "2026-11-22 09:00"),
        (Digest(Rhythm.DAILY, 0, 9), "2026-11-23 09:00", "2026-11-23 09:00"),
        (Digest(Rhythm.WEEKLY, 0, 9), "2026-11-23 08:59", "2026-11-16 09:00"),  # a Monday
        (Digest(Rhythm.WEEKLY, 0, 9), "2026-11-23 09:00", "2026-11-23 09:00"),
        (Digest(Rhythm.WEEKLY, 0, 9), "2026-11-29 23:59", "2026-11-23 09:00"),
        (Digest(Rhythm.WEEKLY, 6, 18), "2026-03-29 18:00", "2026-03-29 18:00"),  # the clock changed that night
        (Digest(Rhythm.WEEKLY, 6, 18), "2026-03-29 17:59", "2026-03-22 18:00"),
        (Digest(Rhythm.DAILY, 0, 7), "2026-10-25 06:59", "2026-10-24 07:00"),
        (Digest(Rhythm.DAILY, 0, 7), "2026-10-25 07:00", "2026-10-25 07:00"),
    ],
)
def test_the_latest_time_at_which_a_digest_was_due(digest, now, due):
    assert digest.last_due(at(now), ROME) == (due and at(due))


@given(DIGESTS, NOWS)
def test_a_digest_is_due_at_its_hour_on_its_day_and_the_latest_counts(digest, now):
    due = digest.last_due(now, ROME)
    assert due <= now
    if not (digest.hour == 2 and day_of(due, ROME) == date(2026, 3, 29)):  # an hour that the clock skips
        assert wall_time(due, ROME) == time(digest.hour)
    step = timedelta(days=7 if digest.rhythm is Rhythm.WEEKLY else 1)
    after = local(day_of(due, ROME) + step, time(digest.hour), ROME)
    assert after > now
    if digest.rhythm is Rhythm.WEEKLY:
        assert day_of(due, ROME).weekday() == digest.weekday
    assert digest.last_due(due, ROME) == due
    assert version_of(due, ROME) == day_of(due, ROME)


def test_a_digest_looks_a_day_beyond_the_next_one():
    assert (Digest(Rhythm.WEEKLY).days, Digest(Rhythm.DAILY).days) == (8, 2)
    assert version_of(at("2026-11-23 00:00"), ROME) == day("2026-11-23")


@pytest.mark.parametrize(
    ("networks", "themes", "what", "told"),
    [
        (("loreto",), (), network("loreto"), True),
        (("loreto", "redona"), (), network("redona"), True),
        (("loreto",), (), network("redona"), False),
        ((), (), network("redona"), True),
        ((), ("casa",), Followed(Subject.THEME, "casa"), True),
        ((), ("casa",), Followed(Subject.THEME, "verde"), False),
        (("casa",), (), Followed(Subject.THEME, "casa"), False),
        ((), (), Followed(Subject.EVENT, "7"), True),
        ((), (), Followed(Subject.EVENT, "77"), False),
    ],
)
def test_what_is_followed_brings_an_event(networks, themes, what, told):
    assert brings(what, event(networks=networks, themes=themes), EventId(7)) is told


def test_the_networks_among_what_is_followed_in_its_order():
    theme = Followed(Subject.THEME, ThemeId("casa"))
    followed = (network(NetworkId("redona")), theme, network(NetworkId("loreto")), Followed(Subject.EVENT, "7"))
    assert networks_among(followed) == ("redona", "loreto")
