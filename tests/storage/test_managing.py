"""Events as operators manage them: listed by whose they are, rehearsed without a trace, revised once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.agenda.event import Change, Event, EventId, Kind, Recurrence, Status, Venue
from domain.audit import Deed
from domain.dialogues.dialogue import EVENT, Dialogue
from domain.managing import Filed, Outdated, Revision, deed_of
from domain.model import ChatId, ChatKind
from domain.operators import Grants
from domain.ports import Store
from tests.domain.some_events import at, day, event, timed
from tests.ledger import Ledger, loreto

NOW = at("2026-10-01 12:00")
WEEKLY = Recurrence("FREQ=WEEKLY;BYDAY=TU")


async def vera(store: Store) -> ChatId:
    return (await store.meet(9, ChatKind.PRIVATE, "it", NOW)).id


def revision(by: ChatId, revised: Event, **more: Any) -> Revision:
    return Revision(event=revised, by=by, deed=Deed.EVENT_CHANGED, **more)


async def only(store: Store) -> Event:
    [one] = await store.events()
    return one


async def test_a_revision_ends_its_dialogue_and_is_noted_in_one_piece(store: Store) -> None:
    by = await vera(store)
    await store.keep_dialogue(by, None, Dialogue(EVENT, NOW + timedelta(days=1)))
    new = revision(by, loreto(), photo="photo 1")
    identity = await store.revise(new, None, NOW)

    assert not await store.dialogues(by, None, NOW)
    assert await only(store) == new.event
    assert await store.photo(identity) == "photo 1"
    [record] = await store.deeds(10)
    assert (record.deed, record.by, record.subject) == (Deed.EVENT_CHANGED, by, str(identity))
    assert await store.revise(new, None, NOW) == identity  # again
    assert len(await store.deeds(10)) == 1


async def test_what_somebody_publishes_is_news_even_as_the_first_of_its_network(store: Store) -> None:
    ledger = Ledger(store, NOW)
    await ledger.chat(follows=["loreto"])
    ledger.turn(minutes=1)
    await store.revise(revision(await vera(store), loreto(status=Status.DRAFT)), None, ledger.now)
    assert await ledger.later(minutes=20) == []

    known = await only(store)
    published = revision(await vera(store), replace(known, status=Status.CONFIRMED), of=EventId(1), seen=0)
    await store.revise(published, None, ledger.now)
    await ledger.tick()

    assert await ledger.later(minutes=11) == ["1 news"]


@pytest.mark.parametrize(
    ("changed", "count"),
    [
        ({"when": timed("2026-10-14 20:45")}, 2),
        ({"venue": Venue("Oratorio")}, 2),
        ({"status": Status.CANCELLED}, 2),
        ({"title": "Altro", "description": "Altro", "bring": "Altro"}, 0),  # nobody is written to for that
    ],
)
async def test_a_rehearsal_says_how_many_the_ledger_then_tells(
    store: Store, changed: dict[str, Any], count: int
) -> None:
    ledger = Ledger(store, NOW)
    await ledger.takes(loreto(uid="before"))
    for number in (1, 2, 3, -4, 5):
        await ledger.chat(number, follows=["loreto"], kind=ChatKind.PRIVATE if number > 0 else ChatKind.SUPERGROUP)
    ledger.turn(minutes=1)
    await ledger.takes(loreto())
    await ledger.tick()
    ledger.blocked = {3}
    await ledger.later(minutes=11)
    leaves = await store.meet(5, ChatKind.PRIVATE, "it", ledger.now)
    for what in await store.followed(leaves.id, None):
        await store.unfollow(leaves.id, None, what)
    before = await store.events()
    of = revision(await vera(store), replace(before[1], **changed), of=EventId(2), seen=0)

    rehearsal = await store.rehearse(of, ledger.now)

    assert await store.events() == before  # nothing is kept
    assert rehearsal.happening is not None
    assert (rehearsal.people, rehearsal.groups) == ((count, 1) if count else (0, 0))
    await store.revise(of, None, ledger.now)
    told = [one for one in await ledger.tick() if one.endswith("change")]
    assert len(told) == rehearsal.people + rehearsal.groups


async def test_of_one_date_only_those_told_of_it_are_counted(store: Store) -> None:
    ledger = Ledger(store, NOW)
    await ledger.takes(loreto(uid="before"))
    await ledger.chat(follows=["loreto"])
    ledger.turn(minutes=1)
    await ledger.takes(loreto(recurrence=WEEKLY))
    await ledger.tick()
    await ledger.later(minutes=11)  # the news is of the first date
    known = (await store.events())[1]

    def cancelled(on: str) -> Revision:
        change = Change(day(on), status=Status.CANCELLED)
        return revision(ChatId(1), replace(known, changes=(change,)), of=EventId(2), seen=0, day=day(on))

    assert (await store.rehearse(cancelled("2026-10-13"), ledger.now)).people == 1
    assert (await store.rehearse(cancelled("2026-10-20"), ledger.now)).people == 0


async def test_who_was_slower_changes_nothing(store: Store) -> None:
    by = await vera(store)
    identity = await store.revise(revision(by, loreto()), None, NOW)
    first = revision(by, replace(loreto(), title="Uno"), of=identity, seen=0)
    second = revision(by, replace(loreto(), title="Due"), of=identity, seen=0)
    await store.revise(first, None, NOW)
    with pytest.raises(Outdated):
        await store.revise(second, None, NOW)
    with pytest.raises(Outdated):
        await store.rehearse(second, NOW)
    with pytest.raises(Outdated):
        await store.delete_draft(identity, 1, by, NOW)  # it was shown

    assert ((await only(store)).title, (await only(store)).sequence) == ("Uno", 1)
    assert len(await store.deeds(10)) == 2


async def test_a_list_is_of_those_networks_and_for_coordinators_of_meetings(store: Store) -> None:
    await store.take(
        [
            loreto("2026-10-13 20:45", uid="m"),
            loreto("2026-10-12 20:45", uid="i", kind=Kind.INITIATIVE),
            event("2026-10-11 20:45", uid="r", networks=("redona",)),
            event("2026-10-10 20:45", uid="c"),
            loreto("2026-09-01 20:45", uid="past"),
            loreto("2026-09-01 20:45", uid="d", status=Status.DRAFT),
            loreto("2026-10-13 21:00", uid="w", recurrence=WEEKLY),
        ],
        NOW,
    )

    async def listed(grants: Grants) -> list[tuple[str, bool]]:
        found = [await store.whole(one.event, NOW) for one in await store.managed(grants, NOW, 20)]
        return [(whole.event.uid, bool(whole.event.recurrence)) for whole in found if whole]

    assert [uid for uid, _ in await listed(Grants(networks=("loreto",)))] == ["d", "i", "m", "w"]
    assert [uid for uid, _ in await listed(Grants(meetings_of=("loreto",)))] == ["d", "m", "w"]
    assert [uid for uid, _ in await listed(Grants(administrator=True))] == ["d", "c", "r", "i", "m", "w"]
    assert await listed(Grants()) == []
    page = await store.managed(Grants(administrator=True), NOW, 2, 2)
    assert [(one.networks, one.repeats, one.fresh) for one in page] == [
        (("redona",), False, True),
        (("loreto",), False, True),
    ]


async def test_an_event_is_whole_with_its_next_dates(store: Store) -> None:
    moved = Change(day("2026-10-20"), when=timed("2026-10-21 18:00"))
    await store.take([loreto(recurrence=WEEKLY, changes=(moved,))], NOW, feed="example.org/1")
    whole = await store.whole(EventId(1), NOW)

    assert whole is not None
    assert whole.feed == "example.org/1"
    assert [(str(one.original_on), one.moved) for one in whole.dates[:3]] == [
        ("2026-10-13", False),
        ("2026-10-20", True),
        ("2026-10-27", False),
    ]
    assert await store.whole(EventId(2), NOW) is None


async def test_a_photo_goes_with_its_event(store: Store) -> None:
    by = await vera(store)
    identity = await store.revise(revision(by, loreto(), photo="one"), None, NOW)
    await store.revise(revision(by, loreto(), of=identity, seen=0, photo="two"), None, NOW)
    assert await store.photo(identity) == "two"

    later = at("2027-10-01 12:00")
    await store.sweep_events(later)
    assert await store.events() == []
    assert await store.photo(identity) is None


async def test_a_file_is_taken_in_only_as_it_was_looked_at(store: Store) -> None:
    by = await vera(store)
    await store.take([loreto(title="Prima")], NOW)
    with pytest.raises(Outdated):
        await store.take_file(Filed((loreto(title="Dopo"),), by), None, NOW)
    taken = await store.take_file(Filed((loreto(title="Dopo"),), by, {"riunione": 0}), None, NOW)

    assert len(taken.changed) == 1
    [record] = await store.deeds(10)
    assert record.deed is Deed.EVENTS_IMPORTED
    assert record.details["changed"] == 1
    assert "Dopo" not in str(record.details)  # the audit holds no text that somebody wrote


@pytest.mark.parametrize(
    ("before", "after", "on", "deed"),
    [
        (None, {}, None, Deed.EVENT_PUBLISHED),
        (None, {"status": Status.DRAFT}, None, Deed.EVENT_DRAFTED),
        ({"status": Status.DRAFT}, {}, None, Deed.EVENT_PUBLISHED),
        ({"status": Status.DRAFT}, {"status": Status.DRAFT, "title": "x"}, None, Deed.EVENT_DRAFTED),
        ({}, {"title": "x"}, None, Deed.EVENT_CHANGED),
        ({}, {"when": timed("2026-10-14 20:45")}, None, Deed.EVENT_MOVED),
        ({}, {"status": Status.CANCELLED}, None, Deed.EVENT_CANCELLED),
        ({}, {"status": Status.POSTPONED}, None, Deed.EVENT_MOVED),
        ({"status": Status.CANCELLED}, {}, None, Deed.EVENT_REINSTATED),
        ({"status": Status.POSTPONED}, {}, None, Deed.EVENT_MOVED),
        ({}, {"changes": (Change(day("2026-10-13"), status=Status.CANCELLED),)}, "2026-10-13", Deed.EVENT_CANCELLED),
        (
            {"changes": (Change(day("2026-10-13"), status=Status.CANCELLED),)},
            {},
            "2026-10-13",
            Deed.EVENT_REINSTATED,
        ),
        (
            {},
            {"changes": (Change(day("2026-10-13"), when=timed("2026-10-14 20:45")),)},
            "2026-10-13",
            Deed.EVENT_MOVED,
        ),
        ({}, {"changes": (Change(day("2026-10-13"), title="x"),)}, "2026-10-13", Deed.EVENT_CHANGED),
    ],
)
def test_what_a_revision_does_has_its_word(
    before: dict[str, Any] | None, after: dict[str, Any], on: str | None, deed: Deed
) -> None:
    was = None if before is None else loreto(**before)

    assert deed_of(was, loreto(**after), day(on) if on else None) is deed
