"""Operators, their invitations, and who did what: on both databases, alone and at the same moment."""

import asyncio
from datetime import timedelta

import pytest

from domain.audit import AUDIT_KEPT, Deed
from domain.dialogues.dialogue import EVENT, Dialogue
from domain.invitations import INVITATION_LASTS, digest
from domain.model import ChatId, ChatKind
from domain.operators import Followers, Grants
from domain.ports import Gone, Store
from domain.subscriptions import network

CHIEF = 7000
REDONA, LORETO = Grants(networks=("redona",)), Grants(networks=("loreto",))
MEETINGS = Grants(meetings_of=("redona",))


async def chat(store: Store, number: int, now, kind: ChatKind = ChatKind.PRIVATE) -> ChatId:
    return (await store.meet(number, kind, None, now)).id


@pytest.fixture
async def chief(store, now) -> ChatId:
    """An administrator whom the settings name."""
    chief = await chat(store, CHIEF, now)
    await store.name_operator(chief, "Chief", now)
    return chief


async def joins(store, number: int, token: str, now, name: str = "Bo"):
    return await store.join(digest(token), await chat(store, number, now), name, now, {CHIEF})


async def invited(store, chief, grants: Grants, number: int, now, name: str = "Bo") -> ChatId:
    token = f"for {number} {grants}"
    await store.invite(grants, digest(token), chief, now)
    return (await joins(store, number, token, now, name)).id


async def test_whom_the_settings_name_has_a_name_and_nothing_else(store, chief):
    known = await store.operator(chief)
    assert (known.name, known.grants) == ("Chief", Grants())


async def test_an_invitation_makes_an_operator_once(store, chief, now):
    expires_at = await store.invite(REDONA, digest("a"), chief, now)
    assert expires_at == now + INVITATION_LASTS

    joined = await joins(store, 1, "a", now)

    assert joined == await store.operator(await chat(store, 1, now))
    assert (joined.name, joined.grants) == ("Bo", REDONA)
    assert await joins(store, 2, "a", now) is None
    assert await joins(store, 1, "a", now) == joined  # they only open it again
    assert await store.invitations(now) == []
    assert [deed.deed for deed in await store.deeds(9)] == [Deed.JOINED, Deed.INVITED]


async def test_two_who_open_it_at_the_same_moment_are_one(store, chief, now):
    for round_number in range(8):
        token = f"round {round_number}"
        await store.invite(REDONA, digest(token), chief, now)
        numbers = [100 + 4 * round_number + one for one in range(4)]
        for number in numbers:
            await chat(store, number, now)

        joined = await asyncio.gather(*(joins(store, number, token, now) for number in numbers))

        assert sum(one is not None for one in joined) == 1
        assert sum([bool(await store.operator(await chat(store, number, now))) for number in numbers]) == 1


async def test_who_opens_two_at_the_same_moment_has_what_both_give(store, chief, now):
    for number in range(1, 9):
        await chat(store, number, now)
        for token, grants in (("a", REDONA), ("b", LORETO)):
            await store.invite(grants, digest(f"{token}{number}"), chief, now)

        await asyncio.gather(*(joins(store, number, f"{token}{number}", now) for token in "ab"))

        known = await store.operator(await chat(store, number, now))
        assert known.grants.networks == ("loreto", "redona")


async def test_removal_and_opening_at_the_same_moment_leave_nobody_half_in(store, chief, now):
    for number in range(1, 9):
        inviter = await invited(store, chief, Grants(administrator=True), number, now)
        await store.invite(REDONA, digest(f"last {number}"), inviter, now)
        newcomer = await chat(store, 100 + number, now)

        joined, _ = await asyncio.gather(
            joins(store, 100 + number, f"last {number}", now), store.remove_operator(inviter, chief, now)
        )

        assert (await store.operator(newcomer)) == joined
        assert await store.operator(inviter) is None
        assert await joins(store, 200 + number, f"last {number}", now) is None


async def test_what_is_too_late_taken_back_or_made_up_is_not_taken_up(store, chief, now):
    await store.invite(REDONA, digest("late"), chief, now)
    await store.invite(REDONA, digest("back"), chief, now)
    [back, _] = await store.invitations(now)
    assert await store.revoke_invitation(back.id, chief, now)
    assert not await store.revoke_invitation(back.id, chief, now)

    assert await joins(store, 1, "back", now) is None
    assert await joins(store, 1, "made up", now) is None
    assert await joins(store, 1, "late", now + INVITATION_LASTS) is None
    assert await store.operator(await chat(store, 1, now)) is None
    assert await joins(store, 1, "late", now + INVITATION_LASTS - timedelta(seconds=1)) is not None


async def test_the_token_is_nowhere_in_the_database(store, chief, now):
    await store.invite(REDONA, digest("a secret"), chief, now)
    stored = await store.stored(chief)

    assert stored["invitations"][0]["token_hash"] == digest("a secret")
    assert "a secret" not in str(stored)


async def test_who_invited_must_still_be_an_administrator(store, chief, now):
    await store.invite(REDONA, digest("a"), chief, now)
    bo = await chat(store, 1, now)

    assert await store.join(digest("a"), bo, "Bo", now, set()) is None  # the settings name them no more
    assert await store.join(digest("a"), chief, "Chief", now, {CHIEF}) is None  # it is for somebody else
    await store.forget(chief)
    assert await store.join(digest("a"), bo, "Bo", now, {CHIEF}) is None
    assert await store.operator(bo) is None


async def test_invitations_add_up_and_take_nothing_away(store, chief, now):
    await invited(store, chief, REDONA, 1, now)
    bo = await invited(store, chief, MEETINGS, 1, now)
    assert (await store.operator(bo)).grants == REDONA

    await invited(store, chief, Grants(meetings_of=("loreto",)), 1, now)
    assert (await store.operator(bo)).grants == Grants(networks=("redona",), meetings_of=("loreto",))
    await invited(store, chief, LORETO, 1, now)
    assert (await store.operator(bo)).grants == Grants(networks=("loreto", "redona"))


async def test_removing_ends_all_at_once(store, chief, now):
    bo = await invited(store, chief, Grants(administrator=True), 1, now)
    await store.invite(REDONA, digest("from bo"), bo, now)
    await store.keep_dialogue(bo, None, Dialogue(EVENT, now + timedelta(hours=1)))

    assert await store.remove_operator(bo, chief, now)

    assert await store.operator(bo) is None
    assert not await store.dialogues(bo, None, now)
    assert await joins(store, 2, "from bo", now) is None
    assert [(deed.deed, deed.by, deed.whom) for deed in await store.deeds(1)] == [(Deed.REMOVED, chief, "Bo")]
    assert not await store.remove_operator(bo, chief, now)
    [left] = [one for one in await store.colleagues() if one.operator.id == bo]
    assert (left.operator.name, left.operator.grants) == ("Bo", Grants())


async def test_who_was_removed_and_comes_back_has_only_what_is_new(store, chief, now):
    bo = await invited(store, chief, REDONA, 1, now)
    await store.remove_operator(bo, chief, now)
    later = now + timedelta(days=1)

    await store.name_operator(bo, "Bo", later)  # a tap that was on its way
    assert (await store.operator(bo)).grants == Grants()
    await invited(store, chief, LORETO, 1, later, "Bob")

    assert (await store.operator(bo)).grants == LORETO
    [back] = [one for one in await store.colleagues() if one.operator.id == bo]
    assert (back.operator.name, back.since, back.chat.telegram_id) == ("Bob", later, 1)


async def test_of_a_chat_that_is_gone_nothing_is_made(store, chief, now):
    await store.invite(REDONA, digest("a"), chief, now)
    for attempt in (
        store.name_operator(ChatId(99), "Nobody", now),
        store.join(digest("a"), ChatId(99), "Nobody", now, {CHIEF}),
        store.remove_operator(ChatId(99), chief, now),
    ):
        with pytest.raises(Gone):
            await attempt
    assert len(await store.invitations(now)) == 1


async def test_followers_are_counted_by_kind_and_blocked_ones_are_not(store, now):
    followed = {1: ChatKind.PRIVATE, 2: ChatKind.PRIVATE, 3: ChatKind.PRIVATE, -4: ChatKind.SUPERGROUP, -5: "channel"}
    for number, kind in followed.items():
        await store.follow(await chat(store, number, now, ChatKind(kind)), None, network("redona"), now)
    forum = await chat(store, -4, now, ChatKind.SUPERGROUP)
    await store.follow(forum, 8, network("redona"), now)  # another topic of the same
    await store.follow(forum, None, network("loreto"), now)
    await store.mark_blocked(3, now)

    assert await store.followers() == {"redona": Followers(2, 2), "loreto": Followers(0, 1)}


async def test_who_did_what_is_paged_exported_and_swept(store, chief, now):
    for minute in range(5):
        await store.invite(REDONA, digest(str(minute)), chief, now + timedelta(minutes=minute))

    page = await store.deeds(2, 2)
    assert [deed.at for deed in page] == [now + timedelta(minutes=2), now + timedelta(minutes=1)]
    assert {deed.name for deed in page} == {"Chief"}
    whole = await store.export_deeds(chief, now + timedelta(hours=1))
    assert [deed.deed for deed in whole] == [Deed.AUDIT_EXPORTED, *[Deed.INVITED] * 5]
    assert await store.deeds(9) == whole

    assert await store.sweep_deeds(now + timedelta(minutes=2)) == 2
    assert len(await store.deeds(9)) == 4


async def test_what_only_served_to_understand_deeds_goes_with_them(store, chief, now):
    bo = await invited(store, chief, REDONA, 1, now)
    await store.remove_operator(bo, chief, now)
    later = now + AUDIT_KEPT + timedelta(seconds=1)

    await store.sweep_deeds(later - AUDIT_KEPT)

    assert [one.operator.name for one in await store.colleagues()] == ["Chief"]
    assert (await store.stored(bo))["invitations"] == []


async def test_a_deed_outlives_who_did_it_without_them(store, chief, now):
    bo = await invited(store, chief, Grants(administrator=True), 1, now)
    await store.invite(REDONA, digest("a"), bo, now)

    await store.forget(bo)

    deeds = await store.deeds(9)
    assert (deeds[0].deed, deeds[0].by, deeds[0].name) == (Deed.INVITED, None, None)
    assert "Bo" not in str(deeds)
    assert await store.operator(bo) is None
    assert not any((await store.stored(bo)).values())
