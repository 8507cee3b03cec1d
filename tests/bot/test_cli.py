"""The command line: exit codes, one sentence for a start-up problem, and the real program run as its users run it."""

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.__main__ import main
from bot.settings import default_city
from sandbox.faults import Answers, Slow
from sandbox.limits import Limits
from sandbox.server import serve
from sandbox.telegram import Telegram
from tests.bot.loopback import running
from tests.bot.some_calendars import entry, gives
from tests.conftest import until

LONG = 60
"""Seconds after which the slowest machine never will."""


@asynccontextmanager
async def program(*arguments: str, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`reti` in a process of its own."""
    environment = {**os.environ, **{f"RETI_{name.upper()}": value for name, value in settings.items()}}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def test_check_of_a_fresh_checkout_misses_only_the_token(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    printed = capsys.readouterr().out
    assert "RETI_TOKEN is not set." in printed
    assert "1 to mend before the bot can start." in printed
    assert "RETI_CONTROLLER" in printed


def test_check_with_a_token_is_content(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("RETI_TOKEN", "1:token")

    assert main(["check"]) == 0
    assert capsys.readouterr().out.endswith("All is in order: the bot can start.\n")


def test_check_prints_every_problem_with_file_line_and_advice(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = elsewhere / "pack"
    shutil.copytree(default_city(), pack)
    places = pack / "places.csv"
    places.write_text(places.read_text().replace(",celadina,", ",celadona,", 1))
    monkeypatch.setenv("RETI_CITY", str(pack))
    monkeypatch.setenv("RETI_TOKEN", "1:token")
    monkeypatch.setenv("RETI_DATABASE_URL", "mysql://nowhere")

    assert main(["check"]) == 2

    printed = capsys.readouterr().out
    assert re.search(r"places\.csv, line \d+: .*celadona", printed)
    assert "2 to mend" in printed


def test_a_wrong_pack_never_starts_the_bot(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RETI_CITY", str(elsewhere / "nothing-here"))
    monkeypatch.setenv("RETI_TOKEN", "1:token")

    assert main(["run"]) == 2
    assert "see `reti check`" in capsys.readouterr().err
    assert not list(elsewhere.glob("*.db"))


def test_a_feed_of_no_network_never_starts_the_bot(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RETI_FEEDS", "loretto=https://a.example/")
    monkeypatch.setenv("RETI_TOKEN", "1:token")

    assert main(["run"]) == 2
    assert capsys.readouterr().err.startswith('reti: RETI_FEEDS, entry 1: "loretto" is no network of Bergamo')
    assert not list(elsewhere.glob("*.db"))


def test_a_command_tells_what_it_does_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["run", "--help"])

    assert "Answer on Telegram, until stopped." in capsys.readouterr().out


def test_run_without_a_token_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run"]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("reti: RETI_TOKEN is not set")


def test_migrate_makes_the_database(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 0
    assert (elsewhere / "reti.db").is_file()
    assert capsys.readouterr().out == "The database is up to date.\n"


def test_migrate_where_no_database_can_be_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RETI_DATABASE_URL", "sqlite:////proc/nowhere/reti.db")

    assert main(["migrate"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


async def test_run_answers_and_stops_cleanly_on_sigterm(elsewhere: Path) -> None:
    telegram = Telegram(limits=Limits.none())
    async with (
        serve(telegram) as address,
        program("run", token=telegram.token, api_url=address, database_url="sqlite:///bot.db") as bot,
    ):
        person = telegram.person("Ada")
        person.says("via Borgo Palazzo 60")
        await until(lambda: len(telegram.messages(person.chat)) > 1)
        assert person.last.text.startswith("La tua rete è Borgo Palazzo")

        bot.send_signal(signal.SIGTERM)
        _, log = await asyncio.wait_for(bot.communicate(), LONG)

    assert bot.returncode == 0
    assert b"event=started" in log
    assert b"event=stopped" in log
    assert telegram.token.encode() not in log
    assert b"Traceback" not in log


async def test_run_reads_the_calendar_feeds_and_says_nothing_of_their_addresses(elsewhere: Path) -> None:
    telegram = Telegram(limits=Limits.none())
    async with serve(telegram) as address, running() as server:
        server.behaviour = gives("a", entry("b", "20991201"))
        feeds = f"loreto={server.address}/private-hush"
        async with program("run", token=telegram.token, api_url=address, feeds=feeds, log_level="DEBUG") as bot:
            await until(lambda: server.requests, within=LONG)
            bot.send_signal(signal.SIGTERM)
            _, log = await asyncio.wait_for(bot.communicate(), LONG)

    assert bot.returncode == 0
    assert b"hush" not in log
    assert b"Traceback" not in log


async def test_run_ends_with_1_when_its_patience_does(elsewhere: Path) -> None:
    telegram = Telegram(limits=Limits.none())
    async with serve(telegram) as address:
        telegram.faults.add(Answers.bad_gateway(), method="getUpdates", times=1000)
        async with program("run", token=telegram.token, api_url=address, patience="0.3") as bot:
            _, log = await asyncio.wait_for(bot.communicate(), LONG)

    assert bot.returncode == 1
    assert b'event="out of patience"' in log


async def test_sigterm_is_heard_while_telegram_has_not_answered_yet(elsewhere: Path) -> None:
    telegram = Telegram(limits=Limits.none())
    async with serve(telegram) as address:
        telegram.faults.add(Slow(100), method="getMe")
        async with program("run", token=telegram.token, api_url=address) as bot:
            await until(lambda: not telegram.faults, within=LONG)
            bot.send_signal(signal.SIGTERM)
            _, log = await asyncio.wait_for(bot.communicate(), LONG)

    assert bot.returncode == 0
    assert b"Traceback" not in log


async def test_the_demo_hears_nothing_of_settings_for_another_bot(elsewhere: Path) -> None:
    (elsewhere / ".env").write_text("RETI_PATIENCE=never\n")
    async with program("demo", "--port", "0", "--no-browser", proxy="http://127.0.0.1:9", city="nowhere") as demo:
        assert demo.stdout is not None
        said = await asyncio.wait_for(demo.stdout.readline(), LONG)
        demo.send_signal(signal.SIGINT)
        _, errors = await asyncio.wait_for(demo.communicate(), LONG)

    assert b"This is a demo" in said
    assert (demo.returncode, errors) == (0, b"")


async def test_the_demo_serves_its_page_and_ends_on_ctrl_c(elsewhere: Path) -> None:
    async with program("demo", "--port", "0", "--no-browser") as demo:
        assert demo.stdout is not None
        said = [(await asyncio.wait_for(demo.stdout.readline(), LONG)).decode() for _ in range(2)]
        assert "This is a demo" in said[0]
        found = re.search(r"http://127\.0\.0\.1:\d+", said[1])
        assert found
        async with aiohttp.ClientSession() as client, client.get(found[0]) as page:
            assert page.status == 200
            assert "text/html" in page.headers["content-type"]

        demo.send_signal(signal.SIGINT)
        _, errors = await asyncio.wait_for(demo.communicate(), LONG)

    assert demo.returncode == 0
    assert b"Traceback" not in errors


async def test_one_of_the_demos_people_administers_its_bot(elsewhere: Path) -> None:
    async with program("demo", "--port", "0", "--no-browser") as demo, aiohttp.ClientSession() as client:
        assert demo.stdout is not None
        said = [(await asyncio.wait_for(demo.stdout.readline(), LONG)).decode() for _ in range(2)]
        found = re.search(r"http://127\.0\.0\.1:\d+", said[1])
        assert found

        async def heard(person: int, text: str) -> str:
            """What the bot answers to somebody."""
            act = {"act": "says", "person": person, "text": text}
            async with client.post(f"{found[0]}/page/act", json=act) as response:
                assert response.status == 200
            async with asyncio.timeout(10):
                while True:
                    async with client.get(f"{found[0]}/page/state") as response:
                        chats = {chat["id"]: chat["messages"] for chat in (await response.json())["chats"]}
                    if chats[person][-1]["from"]["is_bot"]:
                        return str(chats[person][-1]["text"])
                    await asyncio.sleep(0.05)

        async with client.get(f"{found[0]}/page/state") as response:
            people = (await response.json())["people"]
        resident, administrator = people[0], people[-1]
        assert administrator["first_name"] == "Amministratrice di prova"
        assert administrator["note"] == "Amministra il bot di questa demo"
        assert await heard(administrator["id"], "/operatore") != await heard(resident["id"], "/operatore")

        demo.send_signal(signal.SIGINT)
        await asyncio.wait_for(demo.communicate(), LONG)
