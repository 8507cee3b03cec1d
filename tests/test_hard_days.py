"""The network and Telegram on a bad day: the bot keeps answering, or ends so that it is started anew."""

from dataclasses import replace

import pytest

from bot.failures import OutOfPatience, StartError
from handlers.context import Services
from sandbox.faults import Answers, DropAfter, DropBefore, Fault
from sandbox.telegram import Telegram
from tests.conftest import QUICK, World, bot_at_work, until

POLL = "getUpdates"


@pytest.mark.parametrize(
    ("fault", "times"),
    [
        pytest.param(Answers.unauthorized(), 1, id="one 401"),
        pytest.param(Answers.not_found(), 1, id="one 404"),
        pytest.param(Answers.bad_gateway(), 12, id="twelve 502 in a row"),
        pytest.param(Answers.conflict(), 2, id="two 409"),
        pytest.param(Answers.restarting(), 3, id="a server restart"),
        pytest.param(Answers.too_many_requests(1), 1, id="a 429"),
        pytest.param(DropBefore(), 2, id="dropped before"),
        pytest.param(DropAfter(), 2, id="dropped after"),
    ],
)
async def test_polling_goes_on_after(world: World, fault: Fault, times: int) -> None:
    await world.starts()
    world.telegram.faults.add(fault, method=POLL, times=times)

    answers = [await world.says("Redona"), await world.says("Longuelo")]
    await until(lambda: not world.telegram.faults)
    answers.append(await world.says("Celadina"))

    for answer, name in zip(answers, ("Redona", "Longuelo", "Celadina"), strict=True):
        assert answer.text.startswith(f"La tua rete è {name}")
    assert len(world.said()) == 4


async def test_an_update_that_cannot_be_parsed_is_set_aside(world: World, caplog: pytest.LogCaptureFixture) -> None:
    broken = world.telegram.queue_raw({"callback_query": {"id": "1", "data": "secret words", "from": {}}})
    answer = await world.says("Redona")

    assert answer.text.startswith("La tua rete è Redona")
    await world.telegram.handled(broken)
    [record] = [record for record in caplog.records if record.getMessage() == "cannot be parsed"]
    assert (record.update_id, record.kind) == (broken, "callback_query")
    assert "secret words" not in caplog.text


async def test_an_update_that_comes_again_is_answered_once(world: World) -> None:
    update = world.resident.says("Redona")
    await world.telegram.handled(update)

    world.telegram.redeliver(update)
    await world.telegram.idle()

    assert len(world.said()) == 1


async def test_a_question_of_one_chat_does_not_wait_for_another(telegram: Telegram, services: Services) -> None:
    slow, quick = telegram.person("Lento"), telegram.person("Ada")
    telegram.faults.add(Answers.too_many_requests(1), method="sendMessage", chat_id=slow.id)
    async with bot_at_work(telegram, services):
        slow.says("Seriate")
        await until(lambda: not telegram.faults)

        quick.says("Dalmine")
        await until(lambda: len(telegram.messages(quick.id)) == 2)

        assert quick.last.text.startswith("Dalmine è un altro comune.")
        assert [message.sender_id for message in telegram.messages(slow.id)] == [slow.id]
        await until(lambda: len(telegram.messages(slow.id)) == 2)
        assert slow.last.text.startswith("Seriate è un altro comune.")


async def test_the_updates_of_one_chat_stay_in_order(world: World) -> None:
    questions = [world.resident.says(text) for text in ("Redona", "Celadina", "Longuelo", "Loreto") * 5]
    await world.telegram.handled(questions[-1])

    heard = [message.text.split("\n")[0] for message in world.said()]

    assert heard == [
        f"La tua rete è {name}\N{NO-BREAK SPACE}🏘" for name in ("Redona", "Celadina", "Longuelo", "Loreto") * 5
    ]


async def test_an_answer_held_back_by_a_429_is_given_when_allowed(world: World) -> None:
    world.telegram.faults.add(Answers.too_many_requests(1), method="sendPhoto")

    answer = await world.says("Redona")

    assert answer.text.startswith("La tua rete è Redona")


@pytest.mark.parametrize("fault", [DropBefore(), DropAfter(), Answers.bad_gateway(), Answers.restarting()])
async def test_an_answer_that_does_not_get_through_is_sent_again(world: World, fault: Fault) -> None:
    world.telegram.faults.add(fault, method="sendPhoto")

    answer = await world.says("Redona")

    assert answer.text.startswith("La tua rete è Redona")
    assert len(world.telegram.faults) == 0
    assert len(world.said()) == (2 if isinstance(fault, DropAfter) else 1)


async def test_an_old_webhook_is_ended_and_loses_nothing(telegram: Telegram, services: Services) -> None:
    telegram.webhook_url = "https://example.org/old"
    person = telegram.person("Ada")
    question = person.says("Redona")

    async with bot_at_work(telegram, services):
        await telegram.handled(question)

    assert person.last.text.startswith("La tua rete è Redona")


async def test_a_mistake_of_ours_is_owned_up_to_with_a_code(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.telegram.faults.add(Answers.bad_request("can't parse entities: byte offset 3"), method="sendPhoto")

    apology = await world.says("Redona")

    assert apology.text.startswith("Qualcosa di mio non ha funzionato.")
    [record] = [record for record in caplog.records if record.getMessage() == "unexpected"]
    assert record.reference in apology.text


async def test_it_ends_when_its_patience_does(
    telegram: Telegram, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "reti")
    telegram.faults.add(Answers.unauthorized(), method=POLL, times=10_000)

    with pytest.raises(OutOfPatience):
        async with bot_at_work(telegram, services, replace(QUICK, patience=0.2)):
            await until(lambda: "stopped" in caplog.messages)


async def test_a_refused_token_at_start_is_one_sentence(
    telegram: Telegram, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "reti")
    telegram.faults.add(Answers.unauthorized(), method="getMe", times=100)

    with pytest.raises(StartError, match="check RETI_TOKEN"):
        async with bot_at_work(telegram, services):
            await until(lambda: "stopped" in caplog.messages)


async def test_it_starts_when_telegram_comes_up_later(telegram: Telegram, services: Services) -> None:
    telegram.faults.add(Answers.bad_gateway(), method="getMe", times=3)

    async with bot_at_work(telegram, services):
        person = telegram.person("Ada")
        await telegram.handled(person.says("Redona"))
        assert person.last.text.startswith("La tua rete è Redona")


async def test_what_was_handled_is_confirmed_at_the_stop(telegram: Telegram, services: Services) -> None:
    person = telegram.person("Ada")
    async with bot_at_work(telegram, services):
        update = person.says("Redona")
        await until(lambda: telegram.transcript.calls("sendPhoto"))

    await telegram.handled(update, timeout=0.1)


async def test_menus_that_cannot_be_set_do_not_hinder(telegram: Telegram, services: Services) -> None:
    telegram.faults.add(Answers.bad_request("BOT_COMMAND_INVALID"), method="setMyCommands", times=10)

    async with bot_at_work(telegram, services):
        person = telegram.person("Ada")
        await telegram.handled(person.says("Redona"))
        assert person.last.text.startswith("La tua rete è Redona")
