"""`reti sweep`: what was kept long enough goes, or is named only."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.__main__ import main
from storage import open_store

LONG_AGO = datetime(2020, 11, 23, 8, 30, tzinfo=UTC)


def reported(at: datetime) -> None:
    async def report() -> None:
        async with open_store("sqlite:///reti.db") as store:
            await store.report("via lunga", ["alta"], "123456789abc", at)

    asyncio.run(report())


def reports() -> int:
    async def count() -> int:
        async with open_store("sqlite:///reti.db") as store:
            return len(await store.reports())

    return asyncio.run(count())


def test_a_dry_run_says_by_table_what_would_go_and_keeps_it(capsys: pytest.CaptureFixture[str]) -> None:
    reported(LONG_AGO)
    reported(datetime.now(UTC))

    assert main(["sweep", "--dry-run"]) == 0

    header, row = capsys.readouterr().out.splitlines()
    assert header.split() == ["table", "would", "go", "kept"]
    assert row.split(maxsplit=2) == ["feedback", "1", "365 days after the report"]
    assert reports() == 2


def test_it_goes_and_a_second_time_there_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    reported(LONG_AGO)

    assert main(["sweep"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("feedback")
    assert reports() == 0
    assert main(["sweep"]) == 0
    assert capsys.readouterr().out == "Nothing is older than it may be.\n"


def test_without_a_database_none_is_made(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", "--dry-run"]) == 2
    assert "There is no database" in capsys.readouterr().err
