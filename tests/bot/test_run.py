"""From the first word with Telegram to the end, with all that goes on beside the answers."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

import bot.run
from bot.failures import OutOfPatience, StartError
from bot.run import opened
from bot.settings import Settings
from domain.ports import Store
from handlers.context import Services
from sandbox.faults import Answers, Slow
from sandbox.telegram import Telegram
from storage import StoreError
from tests.conftest import QUICK, TurnedClock, bot_at_work, until
from tests.domain.some_events import event

GREETING = "getMe"


async def answers(telegram: Telegram) -> bool:
    """Whether the bot answers a question."""
    person = telegram.person("Ada")
    await telegram.handled(person.says("Redona"))
    return person.last.text.startswith("La tua rete è Redona")


@pytest.mark.parametrize("fault", [Answers.too_many_requests(1), Answers.bad_gateway()], ids=["429", "502"])
async def test_a_greeting_that_is_held_back_is_made_again(
    telegram: Telegram, services: Services, fault: Answers
) -> None:
    telegram.faults.add(fault, method=GREETING, times=3)

    async with bot_at_work(telegram, services):
        await until(lambda: not telegram.faults)
        assert await answers(telegram)
        waiting = [task for task in asyncio.all_tasks() if task.get_coro().__qualname__ == "Event.wait"]

    assert len(waiting) == 2  # who polls, and who watches over all parts


async def test_no_greeting_is_waited_for_longer_than_patience_lasts(
    telegram: Telegram, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "reti")
    telegram.faults.add(Answers.too_many_requests(3600), method=GREETING, times=100)

    with pytest.raises(OutOfPatience):
        async with bot_at_work(telegram, services, replace(QUICK, patience=0.2)):
            await until(lambda: "stopped" in caplog.messages)


@pytest.mark.parametrize("fault", [Answers.forbidden("bot was deleted"), Answers.conflict()], ids=["403", "409"])
async def test_a_greeting_that_is_refused_is_one_sentence(
    telegram: Telegram, services: Services, caplog: pytest.LogCaptureFixture, fault: Answers
) -> None:
    caplog.set_level("INFO", "reti")
    telegram.faults.add(fault, method=GREETING, times=100)

    with pytest.raises(StartError, match="RETI_TOKEN") as raised:
        async with bot_at_work(telegram, services):
            await until(lambda: "stopped" in caplog.messages)

    assert "\n" not in str(raised.value)
    assert telegram.token not in str(raised.value)


async def test_it_stops_when_told_to_though_telegram_has_not_answered_the_greeting(
    telegram: Telegram, services: Services
) -> None:
    telegram.faults.add(Slow(10), method=GREETING)

    async with asyncio.timeout(5), bot_at_work(telegram, services):
        await until(lambda: not telegram.faults)


@pytest.mark.parametrize("steps", range(6))
async def test_a_greeting_leaves_nothing_open_at_whatever_step_it_is_broken_off(
    telegram: Telegram, services: Services, steps: int
) -> None:
    async with bot_at_work(telegram, services) as application:
        for _ in range(steps):
            await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="shut down"):
        await application.bot.request.do_request("http://127.0.0.1:9", "POST")


async def test_sweeping_goes_on_after_the_database_has_failed(
    telegram: Telegram,
    services: Services,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "reti")
    sweep, troubles = store.sweep_drafts, [StoreError("too busy"), StoreError("too busy")]

    async def sometimes(*given: object) -> int:
        if troubles:
            raise troubles.pop()
        return await sweep(*given)

    monkeypatch.setattr(store, "sweep_drafts", sometimes)

    async with bot_at_work(telegram, services, replace(QUICK, sweep_every=0.01)):
        await until(lambda: "swept" in caplog.messages)

    swept = [message for message in caplog.messages if "swept" in message]
    assert swept[:3] == ["not swept", "not swept", "swept"]
    assert {record.error for record in caplog.records if record.getMessage() == "not swept"} == {"StoreError"}


async def test_what_goes_on_beside_has_ended_when_the_bot_has(
    telegram: Telegram,
    services: Services,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "reti")
    told: list[str] = []

    async def slowly(*_: object) -> int:
        told.append("begun")
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.05)
            told.append("too late" if "stopped" in caplog.messages else "ended")
        return 0

    monkeypatch.setattr(store, "sweep_drafts", slowly)

    async with bot_at_work(telegram, services):
        await until(lambda: told)

    assert told == ["begun", "ended"]


@pytest.mark.parametrize(
    ("name", "told"),
    [("sweep_drafts", "not swept"), ("introduce", "menus not set")],
    ids=["again and again", "once"],
)
async def test_a_mistake_beside_is_logged_and_hinders_nobody(
    telegram: Telegram,
    services: Services,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    name: str,
    told: str,
) -> None:
    async def mistaken(*_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(store if hasattr(store, name) else bot.run, name, mistaken)

    async with bot_at_work(telegram, services):
        assert await answers(telegram)

    assert caplog.messages.count(told) == 1


async def test_recurring_events_are_worked_out_further_as_time_goes_on(
    telegram: Telegram, services: Services, store: Store, clock: TurnedClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "reti")
    await store.take([event("2026-11-24 20:45", "FREQ=WEEKLY")], clock())
    clock.turn(days=30)

    async with bot_at_work(telegram, services, replace(QUICK, extend_every=0.01)):
        await until(lambda: caplog.messages.count("extended") > 1)

    assert [record.events for record in caplog.records if record.getMessage() == "extended"][:2] == [1, 0]


async def test_a_database_that_fails_later_is_no_failure_to_start(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="later"):
        async with opened(Settings(database_url=f"sqlite:///{tmp_path / 'reti.db'}")):
            raise StoreError("later")


async def test_a_database_that_cannot_be_opened_is_one(tmp_path: Path) -> None:
    with pytest.raises(StartError):
        async with opened(Settings(database_url=f"sqlite:///{tmp_path}")):
            pass
