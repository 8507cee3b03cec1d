"""Whether a delivery is still true, wanted and in time, said just before it is sent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.agenda.entry import Happening
from domain.agenda.event import EventId, Occurrence, OccurrenceId, SomeDay, Status
from domain.model import ChatId
from domain.outbox.delivery import Claimed, DeliveryId, Kind, reminder_version
from domain.outbox.due import Matter, still_due
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
TRUE = Matter(happening(), "new", 3, told="old", why=LORETO)
AMENDED = replace(TRUE, why=None, message_id=5, said="old", sort=Kind.REMINDER)


@pytest.mark.parametrize(
    ("delivery", "matter", "due"),
    [
        (REMINDER, TRUE, True),
        (REMINDER, replace(TRUE, coming=True), True),
        (REMINDER, replace(TRUE, coming=False), False),  # "Non posso"
        (REMINDER, replace(TRUE, why=None), False),
        (REMINDER, replace(TRUE, why=None, coming=True), False),
        (REMINDER, replace(TRUE, silent=True), False),
        (REMINDER, replace(TRUE, happening=None), False),
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
        (SNOOZE, replace(TRUE, silent=True), False),
        (SNOOZE, replace(TRUE, happening=happening(status=Status.CANCELLED)), False),
        (SNOOZE, replace(TRUE, happening=happening(timed("2026-10-12 17:45"))), False),  # brought forward: it has begun
        (SNOOZE, Matter(), False),
        (CHANGE, TRUE, True),
        (CHANGE, replace(TRUE, why=None), False),
        (CHANGE, replace(TRUE, why=None, coming=True), True),
        (CHANGE, replace(TRUE, why=None, coming=False), False),
        (CHANGE, replace(TRUE, coming=False), True),  # who follows hears of it, and may come after all
        (CHANGE, replace(TRUE, told="new"), False),  # moved, and moved back
        (CHANGE, replace(TRUE, told=None), False),
        (CHANGE, replace(TRUE, revision=4), False),  # changed again: that one is told instead
        (CHANGE, replace(TRUE, happening=happening(status=Status.CANCELLED)), True),
        (CHANGE, replace(TRUE, silent=True), False),
        (CHANGE, replace(TRUE, happening=None), False),
        (AMENDMENT, AMENDED, True),
        (AMENDMENT, replace(AMENDED, silent=True), True),  # an edit makes no sound
        (AMENDMENT, replace(AMENDED, said="new"), False),
        (AMENDMENT, replace(AMENDED, message_id=None), False),
        (AMENDMENT, replace(AMENDED, revision=4), False),
        (AMENDMENT, replace(AMENDED, happening=None), False),
        (replace(AMENDMENT, attempts=2), replace(AMENDED, said="new", revision=4), True),  # it may say "newer"
        (replace(AMENDMENT, attempts=2), replace(AMENDED, message_id=None), False),
        (delivery(Kind.NEWS), Matter(fresh={OccurrenceId(1): "new"}), True),
        (delivery(Kind.NEWS), Matter(fresh={OccurrenceId(1): "new"}, silent=True), False),
        (delivery(Kind.NEWS), Matter(), False),
        (delivery(Kind.DIGEST), Matter(fresh={OccurrenceId(1): "new"}), True),
        (delivery(Kind.DIGEST), Matter(), False),
    ],
)
def test_what_is_still_due(delivery, matter, due):
    assert still_due(delivery, matter, NOW) == (None if due else Outcome.STALE)
    assert still_due(delivery, matter, delivery.expires_at) is Outcome.EXPIRED


def test_the_reminder_of_a_whole_day_is_for_that_day_and_until_its_noon():
    days = whole("2026-10-13")
    reminder = delivery(Kind.REMINDER, reminder_version(Lead.MORNING, at("2026-10-13 00:00")))
    assert still_due(reminder, replace(TRUE, happening=happening(days)), at("2026-10-13 08:00")) is None
    assert still_due(reminder, replace(TRUE, happening=happening(days)), at("2026-10-13 12:00")) is Outcome.STALE
    elsewhere = replace(TRUE, happening=happening(whole("2026-10-14")))
    assert still_due(reminder, elsewhere, at("2026-10-13 08:00")) is Outcome.STALE
