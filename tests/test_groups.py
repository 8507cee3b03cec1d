"""In groups the bot answers what is said to it, and is quiet otherwise."""

import pytest

from sandbox.groups import Group
from tests.conftest import World, labels


@pytest.fixture
def group(world: World) -> Group:
    return world.telegram.group("Condominio", world.resident, world.telegram.person("Bo"))


async def test_it_does_not_join_in(world: World, group: Group) -> None:
    for text in ("ciao a tutti", "via Borgo Palazzo 60", "/meteo", "/rete@another_bot via Moroni"):
        await world.telegram.handled(world.resident.says(text, chat=group))
    await world.telegram.handled(world.resident.sends_sticker(chat=group))

    assert world.said(group) == []


async def test_a_command_is_answered_as_a_reply(world: World, group: Group) -> None:
    answer = await world.says("/rete via Borgo Palazzo 60", chat=group)

    assert answer.text.startswith("La tua rete è Borgo Palazzo")
    assert answer.raw["reply_to_message"]["text"] == "/rete via Borgo Palazzo 60"
    assert answer.keyboard is None


async def test_a_command_for_this_bot_that_does_not_exist(world: World, group: Group) -> None:
    answer = await world.says(f"/meteo@{world.telegram.username}", chat=group)

    assert answer.text.startswith("Non conosco questo comando.")


async def test_a_mention_is_answered(world: World, group: Group) -> None:
    answer = await world.says(f"@{world.telegram.username} via Borgo Palazzo 60", chat=group)
    assert answer.text.startswith("La tua rete è Borgo Palazzo")

    answer = await world.says(f"scusa @{world.telegram.username}", chat=group)
    assert answer.text.startswith("Non ho trovato «scusa».")

    answer = await world.says(f"grazie @{world.telegram.username}", chat=group)
    assert answer.text.startswith("Prego!")

    answer = await world.says(f"@{world.telegram.username.upper()}", chat=group)
    assert answer.text.startswith("Quale via cerco?")


async def test_its_question_is_answered_by_a_reply(world: World, group: Group) -> None:
    question = await world.says("/rete via Moroni", chat=group)

    card = await world.says("12", chat=group, reply_to=question.id)

    assert card.text.startswith("La tua rete è Centro Sant'Alessandro")


async def test_a_street_in_reply_to_it_is_a_question_and_thanks_are_not(world: World, group: Group) -> None:
    question = await world.says("/rete", chat=group)
    assert question.text.startswith("Quale via cerco?")
    card = await world.says("via Borgo Palazzo 60", chat=group, reply_to=question.id)
    assert card.text.startswith("La tua rete è Borgo Palazzo")

    await world.telegram.handled(world.resident.says("grazie!", chat=group, reply_to=card.id))

    assert len(world.said(group)) == 2


async def test_thanks_meanwhile_leave_its_question_open(world: World, group: Group) -> None:
    question = await world.says("/rete via Moroni", chat=group)
    await world.telegram.handled(world.resident.says("grazie!", chat=group, reply_to=question.id))

    card = await world.says("dodici", chat=group, reply_to=question.id)

    assert card.text.startswith("La tua rete è Centro Sant'Alessandro")


async def test_start_in_a_group_says_what_can_be_asked_there(world: World, group: Group) -> None:
    answer = await world.says("/start", chat=group)

    assert "In un gruppo comincia con /rete" in answer.text
    assert "la tua posizione" not in answer.text


async def test_what_was_forwarded_was_said_to_somebody_else(world: World, group: Group) -> None:
    update = world.resident.says(f"Domani festa! Scrivi a @{world.telegram.username}", chat=group)
    await world.telegram.handled(update)
    heard = len(world.said(group))
    original = world.telegram.messages(group.id)[0].raw
    origin = {"type": "hidden_user", "sender_user_name": "Avvisi", "date": original["date"]}

    await world.telegram.handled(world.telegram.updates.put("message", {**original, "forward_origin": origin}))

    assert len(world.said(group)) == heard


async def test_anybody_there_may_tap(world: World, group: Group) -> None:
    other = world.telegram.person("Cai")
    await world.says("/rete Redona", chat=group)

    page = await world.taps("Chi c’è nel quartiere", by=other, chat=group)

    assert page.text.startswith("Chi c’è nel quartiere: Redona")
    assert "Torna alla rete" in labels(page)[-1]


async def test_the_answer_stays_in_its_topic(world: World) -> None:
    forum = world.telegram.group("Forum", world.resident, forum=True)

    answer = await world.says("/rete Redona", chat=forum, thread=7)

    assert answer.raw["message_thread_id"] == 7


async def test_a_group_that_becomes_a_supergroup_keeps_its_language(world: World, group: Group) -> None:
    await world.says("/lingua", chat=group)
    await world.taps("English", chat=group)

    group.migrates()
    await world.telegram.idle()

    assert (await world.says("/rete Redona", chat=group)).text.startswith("Your network is Redona")


async def test_in_a_channel_only_what_it_follows_is_heard(world: World) -> None:
    channel = world.telegram.channel("Avvisi", world.resident)

    for post in ("/rete Redona", "Buongiorno a tutti", "/aiuto"):
        await world.telegram.handled(world.resident.says(post, chat=channel))
    assert world.said(channel) == []

    await world.telegram.handled(world.resident.says("/segui Redona", chat=channel))
    [said] = world.telegram.messages(channel.id)[-1:]
    assert said.text.startswith("Ora segui Redona.")
