"""Half an hour of all that comes to a bot, much of it broken, with faulty answers: it lives, and stays small."""

import asyncio
import os
import time
from pathlib import Path
from random import Random

import pytest

from bot.city import load_city
from bot.settings import default_city
from sandbox.faults import Answers, DropAfter, DropBefore, Fault
from sandbox.limits import Limits
from sandbox.people import Person
from tests.prove.ordeal import Ordeal, ordeal, tell
from tests.updates.generated import Cast, RandomUpdates

MINUTES = float(os.environ.get("SOAK_MINUTES", "30"))
PEOPLE, FEW, GROUPS, FOLLOWERS = 300, 30, 20, 20
A_SECOND = 12
"""Updates that come."""

GROWTH = 5.0
"""MiB by which memory may grow after the first third."""

FAULTS: tuple[Fault, ...] = (
    Answers.too_many_requests(1),
    Answers.restarting(),
    Answers.bad_gateway(),
    Answers.page(504, carried_out=True),
    Answers.bad_request("message is not modified"),
    Answers.forbidden(),
    DropBefore(),
    DropAfter(),
)
QUESTION = "via Borgo Palazzo 60"


class Load:
    """People and groups who write, tap and ask, each update drawn anew."""

    def __init__(self, trial: Ordeal, people: int, random: Random) -> None:
        self.came = 0
        self._trial = trial
        self._telegram = trial.telegram
        self._random = random
        self._people = [*trial.people, *(self._arrives() for _ in range(people - len(trial.people)))]
        self._groups = [self._telegram.group(f"Cortile {number}", *self._people[:3]) for number in range(GROUPS)]
        self._updates = RandomUpdates(self._cast(), load_city(default_city()))

    async def comes(self, seconds: float) -> None:
        """For so many seconds: three quarters as people would, the rest as nobody would, or in no form at all."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._comes_one()
            if not self._telegram.faults:  # one in twenty calls meets one
                self._telegram.faults.add(self._random.choice(FAULTS), after=self._random.randrange(38))
            await asyncio.sleep(min(left, 1 / A_SECOND))

    async def ends_with_an_answer(self) -> None:
        """Nothing faulty comes any more, and somebody who starts and asks gets both answers."""
        self._telegram.faults.clear()
        person = self._arrives()
        person.says(QUESTION)
        await self._trial.until(lambda: self._trial.answers(person) == 2, within=60)

    def _arrives(self) -> Person:
        person = self._telegram.person("Ada")
        person.starts()
        return person

    def _comes_one(self) -> None:
        random = self._random
        self.came += 1
        match random.randrange(8):
            case 0:
                random.choice(self._people).says(QUESTION)
            case 1:
                random.choice(self._people[:3]).says(f"/rete {QUESTION}", chat=random.choice(self._groups))
            case 2:
                self._telegram.queue_raw(self._updates.draw_broken(random))
            case _:
                self._telegram.queue_raw(self._updates.draw(random))
        if self.came % 1_000 == 0:  # with the buttons of now
            self._updates = RandomUpdates(self._cast(), load_city(default_city()))

    def _cast(self) -> Cast:
        telegram, random = self._telegram, self._random
        rooms = [telegram.chats[person.chat] for person in self._people] + [group.state for group in self._groups]
        said = [message for room in rooms for message in telegram.messages(room.id)]
        by_bot = [message.raw for message in said if message.sender_id == telegram.bot["id"]]
        taps = [
            telegram.callback_queries.ask(person.id, person.chat, telegram.limits.callback_answer)
            for person in random.sample(self._people, 20)
        ]
        return Cast(
            chats=[room.as_chat() for room in rooms],
            people=[person.user for person in self._people],
            messages=by_bot or [message.raw for message in said],
            taps=[tap.id for tap in taps],
            inline_queries=[telegram.inline_queries.ask(1, 1, telegram.limits.inline_update).id],
        )


async def soak(trial: Ordeal, people: int, minutes: float, spells: int) -> tuple[Load, list[float]]:
    """So much load in so many spells, with reminders in each; give what the process held after each, in MiB."""
    await trial.begins(FOLLOWERS)
    load = Load(trial, people, Random(2026))
    await trial.bot.starts(pace={"plan_every": 1})
    await trial.polls()
    held = []
    for number in range(spells):
        await trial.meets(1, f"Incontro di esempio {number}")
        await load.comes(60 * minutes / spells)
        assert trial.bot.lives, trial.bot.log.read_text()[-3000:]
        held.append(trial.bot.memory)
    return load, held


async def test_a_few_seconds_of_everything_at_once(tmp_path: Path) -> None:
    async with ordeal(tmp_path, Limits.none()) as trial:
        load, _ = await soak(trial, FEW, minutes=0.1, spells=2)
        await load.ends_with_an_answer()


@pytest.mark.prove(part="soak")
@pytest.mark.timeout(60 * MINUTES + 600)
async def test_half_an_hour_of_mixed_load(tmp_path: Path) -> None:
    async with ordeal(tmp_path) as trial:
        spells = max(3, round(MINUTES))
        load, held = await soak(trial, PEOPLE, MINUTES, spells)
        await load.ends_with_an_answer()
        grown = held[-1] - held[spells // 3 - 1]
        tell(
            f"{load.came} updates in {MINUTES:g} minutes; MiB held: {' '.join(f'{mib:.1f}' for mib in held)}; grown "
            f"by {grown:.1f} after the first third; database {trial.database.stat().st_size / 2**20:.1f} MiB"
        )
        assert grown <= GROWTH
