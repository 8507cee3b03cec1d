"""Whether a delivery is still true, wanted and in time, said just before it is sent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.agenda.entry import Happening
from domain.agenda.event import EventId, Occurrence, OccurrenceId, SomeDay, Status
from domain.model import ChatId
from domain.outbox.delivery import Claimed, DeliveryId, Kind, reminder_version
from domain.outbox.due import AmendmentMatter, ListMatter, Loaded, OccurrenceMatter
from domain.outbox.kinds import no_longer_due
from domain.outbox.outcome import Outcome
from domain.reminders import Lead
from domain.subscriptions import Followed, Subject
from tests.domain.some_events import at, day, event, timed, whole

NOW = at("2026-10-12 18:00")
START = timed("2026-10-13 20:45")
LORETO = Followed(Subject.NETWORK, "loreto")


def happening(when=START, status=Status.CONFIRMED) -> Happening:
    occurrence = Occurrence(day("2026-10-13"), when, status, "Riunione")
    return Happening(OccurrenceId(1), EventId(1), event(), occurrence)


def delivery(kind: Kind, version: str = "") -> Claimed:
    return Claimed(DeliveryId(1), ChatId(1), 1, None, "it", kind, 1, version, NOW, NOW + timedelta(days=1), attempts=1)


REMINDER = delivery(Kind.REMINDER, reminder_version(Lead.EVE, START.starts_at))
SNOOZE = delivery(Kind.SNOOZE, "77")
CHANGE = delivery(Kind.CHANGE, "3")
AMENDMENT = delivery(Kind.AMENDMENT, "3")
TRUE = OccurrenceMatter(happening(), "new", 3, told="old", why=LORETO)
AMENDED = AmendmentMatter(happening(), "new", 3, message_id=5, said="old", sort=Kind.REMINDER)
FRESH = ListMatter(fresh={OccurrenceId(1): "new"})


@pytest.mark.parametrize(
    ("delivery", "matter", "due"),
    [
        (REMINDER, TRUE, True),
        (REMINDER, replace(TRUE, coming=True), True),
        (REMINDER, replace(TRUE, coming=False), False),  # "Non posso"
        (REMINDER, replace(TRUE, why=None), False),
        (REMINDER, replace(TRUE, why=None, coming=True), False),
        (REMINDER, replace(TRUE, happening=happening(status=Status.CANCELLED)), False),
        (REMINDER, replace(TRUE, happening=happening(status=Status.POSTPONED)), False),
        (REMINDER, replace(TRUE, happening=happening(timed("2026-10-13 21:00"))), False),
        (REMINDER, replace(TRUE, happening=happening(timed("2026-10-20 20:45"))), False),
        (REMINDER, replace(TRUE, happening=happening(whole("2026-10-13"))), False),
        (REMINDER, replace(TRUE, happening=happening(SomeDay(day("2026-10-01")))), False),
        (SNOOZE, TRUE, True),
        (SNOOZE, replace(TRUE, why=None), False),
        (SNOOZE, replace(TRUE, why=None, coming=True), True),
        (SNOOZE, replace(TRUE, coming=False), False),
        (SNOOZE, replace(TRUE, happening=happening(status=Status.CANCELLED)), False),
        (SNOOZE, replace(TRUE, happening=happening(timed("2026-10-12 17:45"))), False),  # brought forward: it has begun
        (CHANGE, TRUE, True),
        (CHANGE, replace(TRUE, why=None), False),
        (CHANGE, replace(TRUE, why=None, coming=True), True),
        (CHANGE, replace(TRUE, why=None, coming=False), False),
        (CHANGE, replace(TRUE, coming=False), True),  # who follows hears of it, and may come after all
        (CHANGE, replace(TRUE, told="new"), False),  # moved, and moved back
        (CHANGE, replace(TRUE, told=None), False),
        (CHANGE, replace(TRUE, revision=4), False),  # changed again: that one is told instead
        (CHANGE, replace(TRUE, happening=happening(status=Status.CANCELLED)), True),
        (AMENDMENT, AMENDED, True),
        (AMENDMENT, replace(AMENDED, said="new"), False),
        (AMENDMENT, replace(AMENDED, message_id=None), False),
        (AMENDMENT, replace(AMENDED, revision=4), False),
        (replace(AMENDMENT, attempts=2), replace(AMENDED, said="new", revision=4), True),  # it may say "newer"
        (replace(AMENDMENT, attempts=2), replace(AMENDED, message_id=None), False),
        (delivery(Kind.NEWS), FRESH, True),
        (delivery(Kind.NEWS), ListMatter(), False),
        (delivery(Kind.DIGEST), FRESH, True),
        (delivery(Kind.DIGEST), ListMatter(), False),
    ],
)
def test_what_is_still_due(delivery, matter, due):
    assert no_longer_due(Loaded(delivery, matter), NOW) == (None if due else Outcome.STALE)
    assert no_longer_due(Loaded(delivery, matter), delivery.expires_at) is Outcome.EXPIRED


@pytest.mark.parametrize("kind", Kind)
def test_what_it_was_about_is_gone(kind):
    assert no_longer_due(Loaded(delivery(kind), None), NOW) is Outcome.STALE


def test_silence_is_kept_but_an_edit_makes_no_sound():
    for one, matter in ((REMINDER, TRUE), (SNOOZE, TRUE), (CHANGE, TRUE), (delivery(Kind.NEWS), FRESH)):
        assert no_longer_due(Loaded(one, matter, silent=True), NOW) is Outcome.STALE
    assert no_longer_due(Loaded(AMENDMENT, AMENDED, silent=True), NOW) is None


def test_what_cannot_be_read_is_set_aside():
    assert no_longer_due(Loaded(REMINDER, None, unreadable="ValidationError"), NOW) is Outcome.BROKEN


def test_the_reminder_of_a_whole_day_is_for_that_day_and_until_its_noon():
    days = whole("2026-10-13")
    reminder = delivery(Kind.REMINDER, reminder_version(Lead.MORNING, at("2026-10-13 00:00")))
    assert no_longer_due(Loaded(reminder, replace(TRUE, happening=happening(days))), at("2026-10-13 08:00")) is None
    assert (
        no_longer_due(Loaded(reminder, replace(TRUE, happening=happening(days))), at("2026-10-13 12:00"))
        is Outcome.STALE
    )
    elsewhere = replace(TRUE, happening=happening(whole("2026-10-14")))
    assert no_longer_due(Loaded(reminder, elsewhere), at("2026-10-13 08:00")) is Outcome.STALE
