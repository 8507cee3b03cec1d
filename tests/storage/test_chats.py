"""The chats that the bot has met."""

import asyncio
from datetime import timedelta

import pytest

from domain.dialogues.dialogue import COMMENT, NUMBER, Dialogue
from domain.model import Chat, ChatId, ChatKind
from storage.errors import GoneError

ADA = 5_000_000_001  # more than 32 bits, as Telegram's ids have been since 2021
GROUP = -42
SUPERGROUP = -1_001_234_567_890


async def test_a_new_chat_is_made_and_known_from_then_on(store, now):
    met = await store.meet(ADA, ChatKind.PRIVATE, "it", now)
    assert met == Chat(met.id, ADA, ChatKind.PRIVATE, language=None, heard_language="it", blocked_at=None)
    assert await store.meet(ADA, ChatKind.PRIVATE, "it", now + timedelta(days=1)) == met


async def test_a_chat_tells_whether_a_question_may_be_open_in_it(store, now):
    assert (await store.meet(ADA, ChatKind.PRIVATE, "it", now)).in_dialogue
    known = await store.meet(ADA, ChatKind.PRIVATE, "it", now)
    assert not known.in_dialogue
    await store.keep_dialogue(known.id, 7, Dialogue(NUMBER, now))
    assert (await store.meet(ADA, ChatKind.PRIVATE, "it", now)).in_dialogue
    await store.end_dialogue(known.id, 7, NUMBER)
    assert not (await store.meet(ADA, ChatKind.PRIVATE, "it", now)).in_dialogue


async def test_two_chats_are_two(store, now):
    ada = await store.meet(ADA, ChatKind.PRIVATE, "it", now)
    group = await store.meet(GROUP, ChatKind.GROUP, None, now)
    assert ada.id != group.id
    assert group.kind is ChatKind.GROUP


async def test_what_changed_is_noted(store, now):
    first = await store.meet(GROUP, ChatKind.GROUP, "it", now)
    second = await store.meet(GROUP, ChatKind.SUPERGROUP, "en-GB", now)
    assert (second.id, second.kind, second.heard_language) == (first.id, ChatKind.SUPERGROUP, "en-GB")


async def test_a_language_unheard_does_not_unsay_the_one_before(store, now):
    await store.meet(ADA, ChatKind.PRIVATE, "it", now)
    assert (await store.meet(ADA, ChatKind.PRIVATE, None, now)).heard_language == "it"
    assert (await store.meet(ADA, ChatKind.CHANNEL, None, now)).heard_language == "it"


async def test_the_chosen_language_stays_whatever_is_heard(store, now):
    ada = await store.meet(ADA, ChatKind.PRIVATE, "it", now)
    chosen = await store.choose_language(ada.id, "uk")
    assert (chosen.language, chosen.heard_language) == ("uk", "it")
    assert (await store.meet(ADA, ChatKind.PRIVATE, "en", now)).language == "uk"


async def test_no_language_can_be_chosen_for_a_chat_that_is_not_there(store):
    with pytest.raises(GoneError, match="no chat 77"):
        await store.choose_language(ChatId(77), "it")


async def test_a_blocked_chat_is_marked_until_it_writes_again(store, database_url, now):
    ada = await store.meet(ADA, ChatKind.PRIVATE, "it", now)
    await store.mark_blocked(ADA, now)
    await store.mark_blocked(ADA, now + timedelta(days=1))
    marked = await store.choose_language(ada.id, "it")
    assert marked.blocked_at == now  # since when, not when last seen
    assert (await store.meet(ADA, ChatKind.PRIVATE, "it", now)).blocked_at is None
    assert (await store.choose_language(ada.id, "it")).blocked_at is None


async def test_a_stranger_can_be_marked_blocked_without_being_met(store, now):
    await store.mark_blocked(ADA, now)
    assert (await store.meet(ADA, ChatKind.PRIVATE, None, now)).blocked_at is None


async def test_many_updates_of_a_new_chat_at_once_make_one_chat(store, now):
    met = await asyncio.gather(*(store.meet(ADA, ChatKind.PRIVATE, "it", now) for _ in range(20)))
    assert len({chat.id for chat in met}) == 1


async def test_a_group_keeps_its_own_id_when_it_becomes_a_supergroup(store, now):
    group = await store.meet(GROUP, ChatKind.GROUP, "it", now)
    await store.choose_language(group.id, "lmo")
    await store.mark_blocked(GROUP, now)
    moved = await store.migrate(GROUP, SUPERGROUP, now)
    assert moved == Chat(group.id, SUPERGROUP, ChatKind.SUPERGROUP, "lmo", "it", blocked_at=None)
    assert await store.meet(SUPERGROUP, ChatKind.SUPERGROUP, None, now) == moved


async def test_a_supergroup_met_before_the_move_becomes_one_with_its_group(store, now):
    later = now + timedelta(hours=1)
    group = await store.meet(GROUP, ChatKind.GROUP, "it", now)
    await store.keep_dialogue(group.id, None, Dialogue(NUMBER, later))
    await store.keep_dialogue(group.id, 3, Dialogue(NUMBER, later, {"street": "of the group"}))
    supergroup = await store.meet(SUPERGROUP, ChatKind.SUPERGROUP, "en", now)
    await store.choose_language(supergroup.id, "uk")
    await store.keep_dialogue(supergroup.id, None, Dialogue(COMMENT, later))
    await store.keep_dialogue(supergroup.id, 9, Dialogue(COMMENT, later))

    moved = await store.migrate(GROUP, SUPERGROUP, now)

    assert moved == Chat(group.id, SUPERGROUP, ChatKind.SUPERGROUP, "uk", "it", blocked_at=None)
    assert await store.dialogues(moved.id, None, now) == [Dialogue(COMMENT, later)]  # the later one has the floor
    assert await store.dialogues(moved.id, 3, now) == [Dialogue(NUMBER, later, {"street": "of the group"})]
    assert await store.dialogues(moved.id, 9, now) == [Dialogue(COMMENT, later)]
    with pytest.raises(GoneError):
        await store.choose_language(supergroup.id, "it")


async def test_the_groups_own_choice_of_language_wins(store, now):
    group = await store.meet(GROUP, ChatKind.GROUP, None, now)
    supergroup = await store.meet(SUPERGROUP, ChatKind.SUPERGROUP, "en", now)
    await store.choose_language(group.id, "it")
    await store.choose_language(supergroup.id, "en")
    moved = await store.migrate(GROUP, SUPERGROUP, now)
    assert (moved.language, moved.heard_language) == ("it", "en")


async def test_a_move_can_be_said_twice_and_of_a_group_never_met(store, now):
    first = await store.migrate(GROUP, SUPERGROUP, now)
    assert (first.telegram_id, first.kind) == (SUPERGROUP, ChatKind.SUPERGROUP)
    assert await store.migrate(GROUP, SUPERGROUP, now) == first


async def test_a_move_onto_itself_loses_nothing(store, now):
    group = await store.meet(GROUP, ChatKind.GROUP, None, now)
    assert (await store.migrate(GROUP, GROUP, now)).id == group.id


async def test_both_sides_of_a_move_may_tell_of_it_at_once(store, now):
    """Telegram says it in the group and in the supergroup, while people write in both."""
    group = await store.meet(GROUP, ChatKind.GROUP, None, now)
    await asyncio.gather(
        *(store.migrate(GROUP, SUPERGROUP, now) for _ in range(5)),
        *(store.meet(SUPERGROUP, ChatKind.SUPERGROUP, "it", now) for _ in range(5)),
    )
    moved = await store.meet(SUPERGROUP, ChatKind.SUPERGROUP, "it", now)
    assert moved == Chat(group.id, SUPERGROUP, ChatKind.SUPERGROUP, None, "it", blocked_at=None)


async def test_the_id_of_a_chat_that_is_gone_is_never_given_again(store, now):
    await store.meet(GROUP, ChatKind.GROUP, None, now)
    gone = await store.meet(SUPERGROUP, ChatKind.SUPERGROUP, None, now)
    await store.migrate(GROUP, SUPERGROUP, now)
    assert (await store.meet(ADA, ChatKind.PRIVATE, None, now)).id > gone.id
