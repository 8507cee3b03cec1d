"""A resident blocks the bot, and comes back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sandbox.chats import Standing
from sandbox.faults import Answers
from tests.conftest import World


async def test_a_block_is_noted_and_forgotten_when_they_come_back(world: World, tmp_path: Path) -> None:
    await world.starts()
    assert marked(tmp_path) == [False]

    await world.telegram.handled(world.resident.blocks())
    assert marked(tmp_path) == [True]

    await world.telegram.handled(world.resident.unblocks())
    assert marked(tmp_path) == [False]


async def test_a_block_that_shows_only_when_answering_is_noted(world: World, tmp_path: Path) -> None:
    await world.starts()
    world.telegram.faults.add(Answers.forbidden(), method="sendPhoto")

    await world.telegram.handled(world.resident.says("Redona"))

    assert marked(tmp_path) == [True]
    assert (await world.says("Redona")).text.startswith("La tua rete è Redona")
    assert marked(tmp_path) == [False]


async def test_a_group_that_sends_the_bot_away_is_marked(world: World, tmp_path: Path) -> None:
    group = world.telegram.group("Condominio", world.resident)
    await world.says("/rete Redona", chat=group)

    await world.telegram.handled(group.makes_bot(Standing.LEFT, by=world.resident))

    assert marked(tmp_path) == [True]


def marked(folder: Path) -> list[bool]:
    """Whether each chat that the bot has met is marked as one that cannot be written to."""
    with closing(sqlite3.connect(folder / "reti.db")) as database:
        rows = database.execute("SELECT blocked_at IS NOT NULL FROM chats ORDER BY id").fetchall()
    return [bool(mark) for (mark,) in rows]
