"""A date of a series that is off or moved is told once to all who count on it: now, or when it would be recalled."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.agenda.event import Change, Event, EventId, Recurrence, Status, Venue
from domain.agenda.timing import local
from domain.audit import Deed
from domain.managing import Revision
from domain.outbox.delivery import Kind
from domain.reminders import Quiet, read_leads
from domain.subscriptions import Digest, Preferences, Rhythm, network
from tests.domain.some_events import ROME, at, day, timed
from tests.ledger import Ledger, loreto, single

WEEKLY = loreto("2026-10-13 20:45", recurrence=Recurrence("FREQ=WEEKLY"), venue=Venue("Oratorio"))
"""On Tuesdays: 13, 20, 27 October, 3 and 10 November."""

NEAR, FAR = "2026-10-20", "2026-11-03"
NUMBERS = {"2026-10-13": 1, NEAR: 2, "2026-10-27": 3, FAR: 4, "2026-11-10": 5}
CLOCKS = ("09:00", "18:00", "18:45", "19:15")
"""When something may come in these stories."""


def off(*dates: str, status: Status = Status.CANCELLED) -> Event:
    return replace(WEEKLY, changes=tuple(Change(day(one), status=status) for one in dates))


def moved(date: str, to: str) -> Event:
    return replace(WEEKLY, changes=(Change(day(date), timed(to)),))


@pytest.fixture
async def ledger(store) -> Ledger:
    """Mary and Pino (1 and 2) follow Loreto and were reminded of the first date; it is the day after, at noon."""
    ledger = Ledger(store, at("2026-10-12 12:00"))
    for number in (1, 2):
        await ledger.chat(number, follows=["loreto"])
    await ledger.takes(WEEKLY)
    assert set(await comes(ledger, "2026-10-14 12:00", "2026-10-13")) == {1, 2}
    return ledger


def moments(since: datetime, until: datetime) -> Iterator[datetime]:
    on = since.astimezone(ROME).date()
    while on <= until.astimezone(ROME).date():
        for clock in CLOCKS:
            if since < (moment := at(f"{on} {clock}")) <= until:
                yield moment
        on += timedelta(days=1)


async def comes(ledger: Ledger, until: str, of: str = FAR) -> dict[int, list[str]]:
    """What comes to each chat until then of a date of the series, and when; edits make no sound."""
    seen = len(ledger.received)
    for moment in (*moments(ledger.now, at(until)), at(until)):
        await ledger.until(moment)
    found: dict[int, list[str]] = {}
    for one in ledger.received[seen:]:
        if one.kind is not Kind.AMENDMENT and NUMBERS[of] in one.said:
            found.setdefault(one.chat, []).append(f"{one.at.astimezone(ROME):%m-%d %H:%M} {one.kind}")
    return found


async def prefers(ledger: Ledger, leads: str, chat: int = 1, **more: object) -> None:
    wanted = Preferences(read_leads(leads), Quiet.EVENING, **more)
    await ledger.store.prefer(await ledger.chat(chat), None, wanted, ledger.now)


async def test_a_near_date_that_is_off_is_told_at_once_and_not_again(ledger: Ledger) -> None:
    await ledger.takes(off(NEAR))
    assert sorted(await ledger.tick()) == ["1 change", "2 change"]
    assert ledger.received[-1].matter.told == "confirmed|Timed|2026-10-20T18:45|Oratorio"
    assert await comes(ledger, "2026-10-21 12:00", NEAR) == {}
    usual = ["10-26 18:00 reminder", "10-27 18:45 reminder"]
    assert await comes(ledger, "2026-10-28 12:00", "2026-10-27") == {1: usual, 2: usual}


async def test_put_off_without_a_date_is_told_as_well(ledger: Ledger) -> None:
    await ledger.takes(off(NEAR, status=Status.POSTPONED))
    assert sorted(await ledger.tick()) == ["1 change", "2 change"]


async def test_who_said_they_come_is_told_of_a_far_date_at_once(ledger: Ledger) -> None:
    await ledger.store.answer(await ledger.chat(3), None, NUMBERS[FAR], ledger.now, coming=True)
    await ledger.takes(off(FAR))
    assert await ledger.tick() == ["3 change"]


async def test_a_far_date_that_is_off_is_told_in_the_place_of_the_reminder(ledger: Ledger) -> None:
    await ledger.takes(off(FAR))
    assert await ledger.tick() == []
    only = ["11-02 18:00 change"]
    assert await comes(ledger, "2026-11-05 12:00") == {1: only, 2: only}


async def test_a_day_left_out_of_the_rule_is_a_date_that_is_off(ledger: Ledger) -> None:
    """As calendars write it (RFC 5545 §3.8.5.1)."""
    without = replace(WEEKLY, recurrence=Recurrence("FREQ=WEEKLY", not_on=(day(FAR),)))
    await ledger.takes(without)
    await ledger.takes(replace(without, title="Altro"))
    only = ["11-02 18:00 change"]
    assert await comes(ledger, "2026-11-05 12:00") == {1: only, 2: only}


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("2026-11-05 20:45", ["11-02 18:00 change", "11-04 18:00 reminder", "11-05 18:45 reminder"]),
        ("2026-11-03 21:15", ["11-02 18:00 change", "11-03 19:15 reminder"]),  # one at six in the evening, not two
        ("2026-11-01 20:45", ["10-31 18:00 change", "11-01 18:45 reminder"]),
        ("2026-12-20 20:45", ["11-02 18:00 change"]),
    ],
)
async def test_a_far_date_that_moves_is_told_before_anybody_goes_there(ledger: Ledger, to: str, told) -> None:
    await ledger.takes(moved(FAR, to))
    assert await comes(ledger, "2026-11-06 12:00") == {1: told, 2: told}


async def test_moved_and_moved_back_is_nothing(ledger: Ledger) -> None:
    await ledger.takes(moved(FAR, "2026-11-05 20:45"))
    await ledger.tick()
    await ledger.takes(WEEKLY)
    usual = ["11-02 18:00 reminder", "11-03 18:45 reminder"]
    assert await comes(ledger, "2026-11-05 12:00") == {1: usual, 2: usual}


async def test_who_asked_to_be_reminded_of_the_series_alone(ledger: Ledger) -> None:
    await ledger.store.follow(await ledger.chat(3), None, single(1), ledger.now)
    ledger.turn(minutes=1)
    await ledger.takes(off(NEAR, FAR))
    assert "3 change" in await ledger.tick()
    assert (await comes(ledger, "2026-11-05 12:00"))[3] == ["11-02 18:00 change"]


async def test_leads_of_ones_own_say_when(ledger: Ledger) -> None:
    await prefers(ledger, "wt", 1)
    await prefers(ledger, "", 2)  # whom nothing reminds: once it is near
    await ledger.takes(off(FAR))
    assert await ledger.tick() == []
    for moment in ("2026-10-27 20:44", "2026-10-27 20:45"):
        ledger.news()
        came = await ledger.until(at(moment))
    assert sorted(came) == ["1 change", "2 change"]
    assert await comes(ledger, "2026-11-05 12:00") == {}


async def test_a_digest_lists_it_as_off_and_that_is_enough(ledger: Ledger) -> None:
    await prefers(ledger, "et", 1, digest=Digest(Rhythm.WEEKLY, 0, 9))
    await ledger.takes(off(FAR))
    assert (await comes(ledger, "2026-11-05 12:00"))[1] == ["11-02 09:00 digest"]
    [entry] = [one for one in ledger.received if one.kind is Kind.DIGEST][-1].matter.entries
    assert (entry.status, entry.repeats) == (Status.CANCELLED, True)


async def test_a_digest_lists_where_it_went(ledger: Ledger) -> None:
    await prefers(ledger, "", 1, digest=Digest(Rhythm.WEEKLY, 5, 9))  # on Saturdays
    await ledger.takes(moved(FAR, "2026-11-20 20:45"))
    told = {NUMBERS[FAR]}
    await ledger.until(at("2026-10-31 09:00"))
    [digest] = [one for one in ledger.received if one.kind is Kind.DIGEST and one.at == ledger.now]
    assert [entry.gone for entry in digest.matter.entries if entry.occurrence in told] == [True]


@pytest.mark.parametrize("why", ["unfollowed", "silent", "cannot come", "wants no reminder of it", "blocked"])
@pytest.mark.parametrize("date", [NEAR, FAR])
async def test_who_does_not_count_on_it_is_told_nothing(ledger: Ledger, date: str, why: str) -> None:
    chat = await ledger.chat(1)
    match why:
        case "unfollowed":
            await ledger.store.unfollow(chat, None, network("loreto"))
        case "silent":
            await prefers(ledger, "et", silent_since=ledger.now)
        case "cannot come":
            await ledger.store.answer(chat, None, NUMBERS[date], ledger.now, coming=False)
        case "wants no reminder of it":
            await ledger.store.choose_leads(chat, None, 1, frozenset(), ledger.now)
        case _:
            await ledger.store.mark_blocked(1, ledger.now)
    await ledger.takes(off(date))
    await ledger.tick()
    await comes(ledger, "2026-11-05 12:00", date)
    assert {one.chat for one in ledger.received if one.kind is Kind.CHANGE} == {2}


async def test_who_follows_since_and_never_heard_of_it_is_told_nothing(ledger: Ledger) -> None:
    await ledger.takes(off(NEAR, FAR))
    ledger.turn(minutes=1)
    await ledger.chat(3, follows=["loreto"])
    assert set(await comes(ledger, "2026-10-21 12:00", NEAR)) == {1, 2}
    # Who was reminded of another date meanwhile knows the series.
    assert set(await comes(ledger, "2026-11-05 12:00")) == {1, 2, 3}


async def test_who_would_be_reminded_of_it_first_is_told_as_well(ledger: Ledger) -> None:
    await ledger.chat(3, follows=["loreto"])
    ledger.turn(minutes=1)
    await ledger.takes(off(NEAR))
    assert "3 change" in await ledger.tick()


async def test_all_dates_off_are_one_notice(ledger: Ledger) -> None:
    await ledger.store.answer(await ledger.chat(2), None, NUMBERS[FAR], ledger.now, coming=True)
    await ledger.takes(replace(WEEKLY, status=Status.CANCELLED))
    assert sorted(await ledger.tick()) == ["1 change", "2 change"]
    assert set(ledger.received[-1].said) == {NUMBERS[NEAR]}
    seen = len(ledger.received)
    await comes(ledger, "2026-11-05 12:00")
    assert ledger.received[seen:] == []
    ledger.turn(days=1)
    await ledger.store.extend(ledger.now)
    await ledger.takes(WEEKLY)
    await ledger.tick()
    assert (await comes(ledger, "2026-11-11 12:00", "2026-11-10"))[1] == [
        "11-09 18:00 reminder",
        "11-10 18:45 reminder",
    ]


async def test_another_hour_for_all_dates_is_one_notice(ledger: Ledger) -> None:
    daily = loreto("2026-10-15 18:00", recurrence=Recurrence("FREQ=DAILY"), uid="daily")
    await ledger.takes(daily)
    await ledger.tick()
    ledger.turn(minutes=1)
    later = replace(daily, when=timed("2026-10-15 19:00"))
    await ledger.takes(later)
    assert sorted(await ledger.tick()) == ["1 change", "2 change"]
    for moment in moments(ledger.now, at("2026-10-25 12:00")):
        await ledger.until(moment)
    assert [one.kind for one in ledger.received if one.chat == 1].count(Kind.CHANGE) == 1


async def test_two_dates_of_one_revision_are_two_notices_each_in_its_time(ledger: Ledger) -> None:
    await ledger.takes(off(NEAR, FAR))
    assert sorted(await ledger.tick()) == ["1 change", "2 change"]
    only = ["11-02 18:00 change"]
    assert await comes(ledger, "2026-11-05 12:00") == {1: only, 2: only}


async def test_at_night_it_waits_unless_it_is_near(ledger: Ledger) -> None:
    ledger.now = local(day("2026-10-17"), at("2026-10-17 21:00").timetz().replace(tzinfo=None, hour=23), ROME)
    await ledger.takes(off(NEAR))
    assert await ledger.tick() == []
    assert sorted(await ledger.until(at("2026-10-18 08:00"))) == ["1 change", "2 change"]


@pytest.mark.parametrize(
    ("change", "now", "later"),
    [
        (off(NEAR), 3, 0),
        (off(FAR), 1, 2),
        (off(NEAR, FAR), 3, 0),
        (moved(FAR, "2026-11-05 20:45"), 1, 2),
        (replace(WEEKLY, status=Status.CANCELLED), 3, 0),
        (replace(WEEKLY, description="Altro"), 0, 0),
    ],
)
async def test_a_rehearsal_counts_those_who_are_told(ledger: Ledger, change: Event, now: int, later: int) -> None:
    ugo = await ledger.chat(3, follows=["loreto"])
    await ledger.chat(4)
    await ledger.store.answer(ugo, None, NUMBERS[FAR], ledger.now, coming=True)
    ledger.turn(minutes=1)
    revision = Revision(
        event=change,
        by=ugo,
        deed=Deed.EVENT_CHANGED,
        of=EventId(1),
        seen=0,
        day=change.changes[0].original_on if change.changes else None,
    )
    rehearsed = await ledger.store.rehearse(revision, ledger.now)
    assert (rehearsed.people, rehearsed.people_later) == (now, later)

    await ledger.store.revise(revision, None, ledger.now)
    await ledger.tick()
    at_once = {one.chat for one in ledger.received if one.kind is Kind.CHANGE}
    await comes(ledger, "2026-11-05 12:00")
    ever = {one.chat for one in ledger.received if one.kind is Kind.CHANGE}
    assert (len(at_once), len(ever - at_once)) == (now, later)
