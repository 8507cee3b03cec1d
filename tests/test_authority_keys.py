"""The authority matrix, of keys: every key of operators, pressed by everybody, in every way that there is."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import fields
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import pytest

from domain.composing import Ask
from domain.operators import Refusal
from handlers.buttons.announcements import AskWhether
from handlers.buttons.button import Button
from handlers.context import Services
from handlers.routes import BUTTONS
from sandbox.messages import Message
from sandbox.telegram import Telegram
from tests.authority import Stage, agree, mistakes, staged
from tests.authority_keys import Row, rows
from tests.authority_rights import Role
from tests.conftest import TurnedClock

OPERATORS = {
    "operators",
    "invitations",
    "audit",
    "colleagues",
    "managing",
    "composing",
    "importing",
    "announcements",
}
RESIDENTS = {"agenda", "event", "event_reminders", "network", "preferences", "subscriptions", "talk"}
"""The modules of `handlers.buttons`: one that is in neither has keys that nobody said whose they are."""

FEW = {"handlers.buttons.announcements": {AskWhether}}
"""Keys of which not every value is ever shown."""


@pytest.fixture
async def stage(
    telegram: Telegram, services: Services, clock: TurnedClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Stage]:
    async with staged(telegram, services, clock, tmp_path / "reti.db") as set_up:
        yield set_up
    assert mistakes(caplog.records) == []


def keys_of(module: str) -> set[type[Button]]:
    there = vars(import_module(f"handlers.buttons.{module}")).values()
    kinds = {one for one in there if isinstance(one, type) and issubclass(one, Button)}
    return {one for one in kinds if one.__module__ == f"handlers.buttons.{module}"}


async def test_no_key_is_left_out(stage: Stage) -> None:
    assert {kind.__module__ for kind in BUTTONS} == {f"handlers.buttons.{one}" for one in OPERATORS | RESIDENTS}
    tried = {type(row.button) for row in rows(stage)}
    assert tried == {kind for module in OPERATORS for kind in keys_of(module)}
    assert tried == {kind for kind in BUTTONS if kind.__module__.rpartition(".")[2] in OPERATORS}


async def test_nothing_that_a_key_can_carry_is_left_out(stage: Stage) -> None:
    """A new act, or a new end of a talk, comes into the table too."""
    tried: dict[tuple[type[Button], str], set[StrEnum]] = {}
    for row in rows(stage):
        kind, hints = type(row.button), get_type_hints(type(row.button))
        for name in (field.name for field in fields(row.button)):
            if issubclass(hints[name], StrEnum) and hints[name] is not Ask and kind is not AskWhether:
                tried.setdefault((kind, name), set()).add(getattr(row.button, name))
    assert len(tried) == 6
    for (kind, name), values in tried.items():
        assert values == set(get_type_hints(kind)[name]), kind


async def wrong(stage: Stage, tries: Iterator[tuple[Row, Role, Message, Refusal | None]]) -> list[str]:
    """What is wrong with what came of each key."""
    found = []
    for row, role, message, refusal in tries:
        if row.talk:
            await stage.in_dialogue(role, *row.talk)
        person, data = stage.people[role], row.button.pack()
        why = await stage.tries(
            lambda person=person, data=data, message=message: person.presses(data, message=message),
            message.chat_id,
            refusal,
            row.tables(role),
            by_tap=True,
        )
        if row.talk:
            await stage.out_of_dialogue(role)
        if why:
            found.append(f"{row.button} of {role} under {message.chat_id}: {why}")
    return found


def in_private(stage: Stage, row: Row, role: Role) -> tuple[Row, Role, Message, Refusal | None]:
    return row, role, stage.under[role], row.rights[role]


async def test_a_forged_key_in_private(stage: Stage) -> None:
    """Data under a message that never had it: each role does what is theirs alone. Of each key two roles are tried."""
    roles = list(Role)
    some = ((row, roles[(number + step) % len(roles)]) for number, row in enumerate(rows(stage)) for step in (0, 3))
    agree(await wrong(stage, (in_private(stage, row, role) for row, role in some)))


def elsewhere(stage: Stage, row: Row, role: Role) -> Iterator[tuple[Row, Role, Message, Refusal | None]]:
    yield row, role, stage.forwarded[role], row.rights[role]
    yield row, role, stage.in_group, Refusal.NOT_IN_PRIVATE
    yield row, role, stage.in_channel, Refusal.NOBODY


async def test_a_key_under_a_forwarded_message_in_a_group_and_in_a_channel(stage: Stage) -> None:
    """Each key by one role, in turn."""
    roles = list(Role)
    tries = (one for number, row in enumerate(rows(stage)) for one in elsewhere(stage, row, roles[number % len(roles)]))
    agree(await wrong(stage, tries))


@pytest.mark.prove(part="authority")
async def test_every_key_of_everybody_in_every_way(stage: Stage) -> None:
    tries = (
        one
        for row in rows(stage)
        for role in Role
        for one in (in_private(stage, row, role), *elsewhere(stage, row, role))
    )
    agree(await wrong(stage, tries))
