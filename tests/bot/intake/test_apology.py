"""What went wrong while answering: what is remembered of it, said of it, and logged."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sandbox.faults import Answers
from tests.conftest import World


def known_groups(folder: Path) -> list[int]:
    """Telegram's numbers of the groups that the bot remembers."""
    with closing(sqlite3.connect(folder / "reti.db")) as database:
        return [number for (number,) in database.execute("SELECT telegram_id FROM chats WHERE telegram_id < 0")]


async def test_that_the_bot_may_not_write_is_logged_without_a_name(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "reti")
    world.telegram.faults.add(Answers.forbidden(), method="sendPhoto")

    await world.telegram.handled(world.resident.says("Redona"))

    [record] = [record for record in caplog.records if record.name == "reti.errors"]
    assert (record.getMessage(), record.reason) == ("may not write there", "Forbidden: bot was blocked by the user")
    assert record.levelname == "INFO"


async def test_a_group_that_shows_only_when_answering_that_it_has_moved_is_followed(
    world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    group = world.telegram.group("Condominio", world.resident)
    await world.says("/rete Redona", chat=group)
    assert known_groups(tmp_path) == [group.id]
    before = len(world.said(group))
    moved = Answers(400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": -100123})
    world.telegram.faults.add(moved, chat_id=group.id)

    await world.telegram.handled(world.resident.says("/rete Celadina", chat=group))

    assert known_groups(tmp_path) == [-100123]
    assert len(world.said(group)) == before
    assert "unexpected" not in caplog.messages
