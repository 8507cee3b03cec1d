"""A group asks more within a minute than Telegram lets the bot answer there: everybody is answered, in their turn."""

import shutil
from dataclasses import replace
from pathlib import Path

from bot.outbox.throttle.limiter import Limiter
from bot.outbox.throttle.rates import Rates
from bot.reading import file_reader
from domain.city import City
from domain.lookup import Index
from handlers.context import Services
from handlers.i18n import Languages
from handlers.views.privacy import Notice
from sandbox.groups import Group
from sandbox.limits import Limits
from sandbox.server import serve
from sandbox.telegram import Telegram
from storage import open_store
from tests import hurried
from tests.conftest import QUICK, answering, until

NETWORKS = ("Redona", "Celadina", "Longuelo", "Loreto", "Boccaleone")


def test_thirty_questions_of_a_group_within_a_minute_are_all_answered_and_others_notice_nothing(
    empty_database: Path, tmp_path: Path, city: City, index: Index, languages: Languages
) -> None:
    path = tmp_path / "reti.db"
    shutil.copy(empty_database, path)
    telegram = Telegram(limits=Limits.telegram(), clock=hurried.now)
    neighbours = [telegram.person(f"Ada {number}") for number in range(6)]
    others = [telegram.person("Bo") for _ in range(5)]
    group = telegram.group("Condominio", *neighbours)
    asked = [NETWORKS[number % 5] for number in range(30)]
    held_back: list[int] = []

    async def story() -> None:
        async with open_store(f"sqlite:///{path}") as store, serve(telegram) as address, file_reader(city) as files:
            services = Services(store, city, index, hurried.now, languages, Notice(), files.read)
            limiter = Limiter(Rates(), clock=hurried.seconds)
            async with answering(telegram, address, services, replace(QUICK, at_once=1), limiter):
                for number, name in enumerate(asked):
                    neighbours[number % 6].says(f"/rete {name}", chat=group)
                await until(lambda: len(answers(telegram, group)) == 20, within=120)
                for other in others:
                    other.says("Redona")
                await until(lambda: all(len(telegram.messages(other.chat)) == 2 for other in others), within=120)
                held_back.append(30 - len(answers(telegram, group)))
                await until(lambda: len(answers(telegram, group)) == 30, within=240)

    hurried.hurried(story)

    assert answers(telegram, group) == asked
    assert held_back == [10]


def answers(telegram: Telegram, group: Group) -> list[str]:
    """The networks that the group was shown, in order."""
    said = [message.text for message in telegram.messages(group.id) if message.sender_id == telegram.bot["id"]]
    return [text.split("\n")[0].removeprefix("La tua rete è ").split("\N{NO-BREAK SPACE}")[0] for text in said]
