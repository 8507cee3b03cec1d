"""Work that is done again and again: what fails is told, and tried again."""

import asyncio
from collections.abc import Callable

import pytest
from bot.ticks import every

from storage import StoreError
from tests.conftest import until


class Work:
    """Raises what it is given, one after the other, and then does well."""

    def __init__(self, *troubles: Exception | None) -> None:
        self.troubles = list(troubles)
        self.done = 0

    async def __call__(self) -> None:
        self.done += 1
        if self.troubles and (trouble := self.troubles.pop(0)):
            raise trouble


async def repeated(work: Work, condition: Callable[[], object], seconds: float = 0.001) -> None:
    """Let it go on until something has come about."""
    task = asyncio.create_task(every(seconds, work, failing="not done", about="this"))
    await until(condition)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_it_begins_at_once_and_goes_on() -> None:
    work = Work()

    await repeated(work, lambda: work.done > 2)


async def test_it_rests_between_two_times() -> None:
    work = Work()
    task = asyncio.create_task(every(60, work, failing="not done"))
    await asyncio.sleep(0.02)

    assert work.done == 1
    task.cancel()


async def test_a_database_that_fails_is_told_each_time_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    work = Work(StoreError("secret"), StoreError("secret"))

    await repeated(work, lambda: work.done > 3)

    told = [(record.levelname, record.message, record.error, record.about) for record in caplog.records]
    assert told == [("WARNING", "not done", "StoreError", "this")] * 2
    assert "secret" not in caplog.text


async def test_a_mistake_shows_where_it_happened_once_in_a_row(caplog: pytest.LogCaptureFixture) -> None:
    work = Work(ValueError(), ValueError(), KeyError(), None, KeyError())

    await repeated(work, lambda: work.done > 5)

    told = [(record.levelname, record.error, bool(record.exc_info)) for record in caplog.records]
    assert told == [
        ("ERROR", "ValueError", True),
        ("WARNING", "ValueError", False),
        ("ERROR", "KeyError", True),
        ("ERROR", "KeyError", True),
    ]
