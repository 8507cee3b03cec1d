"""The rules of the ledger: what becomes of a delivery that failed, and how long to wait."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.model import ChatId
from domain.outbox.delivery import LATE, Claimed, DeliveryId, Kind, is_late, reminder_version, version_speaks_of
from domain.outbox.outcome import Outcome, PutOff, Settled, Unwelcome
from domain.outbox.retry import Fault, pause, verdict
from domain.reminders import Lead

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def claimed(attempts: int = 1, doubts: int = 0, due_at: datetime = NOW, **more) -> Claimed:
    whole = {
        "kind": Kind.REMINDER,
        "subject": 7,
        "version": "e202611242045",
        "expires_at": NOW + timedelta(hours=9),
    } | more
    return Claimed(DeliveryId(1), ChatId(2), 3, None, "it", due_at=due_at, attempts=attempts, doubts=doubts, **whole)


@pytest.mark.parametrize("attempts", [1, 2, 7, 30])
@pytest.mark.parametrize("doubts", [0, 1, 2])
@pytest.mark.parametrize("wait", [None, 30 * SECOND])
@pytest.mark.parametrize("fault", Fault)
def test_what_becomes_of_a_delivery_that_failed(fault, attempts, doubts, wait):
    expected = {
        Fault.GONE: Settled(DeliveryId(1), Outcome.GONE),
        Fault.REFUSED: Settled(DeliveryId(1), Outcome.REFUSED),
        Fault.UNWELCOME: Unwelcome(DeliveryId(1), "not enough rights"),
        Fault.HELD: PutOff(DeliveryId(1), NOW + (wait or 5 * SECOND), counts=False),
        Fault.NOT_SENT: PutOff(DeliveryId(1), NOW + {1: 5, 2: 10, 7: 300, 30: 300}[attempts] * SECOND),
        Fault.IN_DOUBT: PutOff(DeliveryId(1), NOW, in_doubt=True)  # twice at most, when the way is sound
        if doubts < 2
        else Settled(DeliveryId(1), Outcome.UNKNOWN),
    }
    says = "not enough rights" if fault is Fault.UNWELCOME else ""
    assert verdict(claimed(attempts, doubts), fault, NOW, wait=wait, says=says) == expected[fault]


@pytest.mark.parametrize("doubts", [0, 1, 7])
def test_an_edit_that_is_in_doubt_is_made_again(doubts):
    edit = claimed(doubts + 1, doubts, kind=Kind.AMENDMENT)
    assert verdict(edit, Fault.IN_DOUBT, NOW) == PutOff(DeliveryId(1), NOW + pause(doubts + 1), in_doubt=True)


def test_each_pause_is_twice_as_long_up_to_five_minutes():
    pauses = [pause(attempts) for attempts in range(1, 1001)]
    assert [one.total_seconds() for one in pauses[:8]] == [5, 10, 20, 40, 80, 160, 300, 300]
    assert all(one <= other for one, other in pairwise(pauses))
    assert max(pauses) == timedelta(minutes=5)


def test_late_is_what_comes_more_than_ten_minutes_after_its_time():
    assert not is_late(claimed(), NOW + LATE)
    assert is_late(claimed(), NOW + LATE + SECOND)


@given(st.sampled_from(Lead), st.sampled_from(Lead), st.datetimes(timezones=st.just(UTC)), st.integers(1, 10_000))
def test_a_reminder_is_told_from_another_by_its_lead_and_its_start(lead, other, begins_at, minutes):
    version = reminder_version(lead, begins_at)
    assert (version == reminder_version(other, begins_at)) == (lead is other)
    assert version_speaks_of(version, begins_at)
    if begins_at < datetime(9999, 1, 1, tzinfo=UTC):
        later = begins_at + timedelta(minutes=minutes)
        assert reminder_version(lead, later) != version
        assert not version_speaks_of(version, later)
