"""Polling, whatever Telegram answers to a poll."""

import json

import pytest

from sandbox.faults import Answers
from tests.conftest import World, until

POLL = "getUpdates"


def events(caplog: pytest.LogCaptureFixture, *names: str) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.getMessage() in names]


def answers_with(result: object) -> Answers:
    """A good answer to a poll, in form."""
    return Answers(200, body=json.dumps({"ok": True, "result": result}))


async def goes_on(world: World) -> bool:
    """Whether the faults have befallen the bot, and it answers a question afterwards."""
    await world.says("/aiuto")
    await until(lambda: not world.telegram.faults)
    return (await world.says("Redona")).text.startswith("La tua rete è Redona")


@pytest.mark.parametrize("result", [{}, True, "none", None], ids=repr)
async def test_what_is_no_list_of_updates_is_a_failed_poll(
    world: World, caplog: pytest.LogCaptureFixture, result: object
) -> None:
    world.telegram.faults.add(answers_with(result), method=POLL, times=3)

    assert await goes_on(world)
    assert events(caplog, "poll failed") == ["poll failed"] * 3


async def test_updates_without_a_number_are_set_aside_and_not_asked_for_in_haste(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.telegram.faults.add(answers_with([{"message": {}}, {"update_id": "x"}, 5]), method=POLL, times=2)

    assert await goes_on(world)
    assert events(caplog, "without a number", "poll failed") == ["without a number", "poll failed"] * 2
    assert [record.updates for record in caplog.records if record.getMessage() == "without a number"] == [3, 3]


async def test_an_update_without_a_number_does_not_take_the_others_with_it(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.starts()
    update_id = world.telegram.queue_raw({"poll": {}}) + 2
    message = {
        "message_id": 99,
        "date": 1_790_000_000,
        "chat": {"id": world.resident.id, "type": "private"},
        "from": world.resident.user,
        "text": "Longuelo",
    }
    lame = answers_with([{"message": {}}, {"update_id": update_id, "message": message}])
    world.telegram.faults.add(lame, method=POLL)
    world.telegram.queue_raw({"poll": {}})  # ends the poll that is open, so that the lame answer follows

    await until(lambda: world.said()[-1].text.startswith("La tua rete è Longuelo"))

    assert events(caplog, "without a number", "poll failed") == ["without a number"]


async def test_a_429_on_a_poll_is_waited_out_by_the_intake_alone(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.telegram.faults.add(Answers.too_many_requests(1), method=POLL)

    assert await goes_on(world)
    [failed] = [record for record in caplog.records if record.getMessage() == "poll failed"]
    assert failed.pause == 1
    assert events(caplog, "held back") == []


async def test_a_key_whose_update_cannot_be_parsed_stops_turning(world: World) -> None:
    telegram = world.telegram
    tap = telegram.callback_queries.ask(world.resident.id, world.resident.chat, telegram.limits.callback_answer)

    telegram.queue_raw({"callback_query": {"id": tap.id, "from": {}}})

    await until(lambda: telegram.transcript.calls("answerCallbackQuery"))
    [answered] = telegram.transcript.calls("answerCallbackQuery")
    assert (answered.params["callback_query_id"], answered.status) == (tap.id, 200)


async def test_a_key_that_nobody_waits_for_is_borne(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "reti")
    for identifier in ("long ago", 7, None):
        world.telegram.queue_raw({"callback_query": {"id": identifier, "from": {}}})

    assert await goes_on(world)
    assert events(caplog, "cannot be parsed", "tap not answered").count("tap not answered") == 1
    assert events(caplog, "cannot be parsed") == ["cannot be parsed"] * 3
