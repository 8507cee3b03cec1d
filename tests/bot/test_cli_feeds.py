"""`reti feeds` and what `reti check` says of feeds: how each is, what came, and the questions with their answers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.__main__ import main
from domain.agenda.event import Status
from domain.feeds import Feed, FeedState, Outcome
from domain.ports import Store
from storage import open_store
from tests.bot.loopback import Server, answers, running
from tests.bot.some_calendars import BROKEN, entry, gives

MORNING = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
FEED = Feed("https://cal.example.org/private-hush/basic.ics")

Run = Callable[..., "asyncio.Future[tuple[int, str]]"]


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Server]:
    """A server whose calendar is Loreto's feed."""
    async with running() as server:
        monkeypatch.setenv("RETI_FEEDS", f"loreto={server.address}/private-hush")
        async with open_store("sqlite:///reti.db"):
            pass
        yield server


@pytest.fixture
def reti(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command beside the server; give its exit code and all it printed."""

    async def run(*arguments: str) -> tuple[int, str]:
        code = await asyncio.to_thread(main, arguments)
        printed = capsys.readouterr()
        assert "hush" not in printed.out + printed.err
        return code, printed.out + printed.err

    return run


def soon(days: int) -> str:
    return f"{datetime.now(UTC) + timedelta(days=days):%Y%m%d}"


async def test_a_feed_is_shown_before_and_after_it_is_asked(server: Server, reti: Run) -> None:
    server.behaviour = gives(entry("a", soon(3)), entry("b", soon(4)), BROKEN)

    before = await reti("feeds")
    now = await reti("feeds", "--now")
    after = await reti("feeds")

    assert [code for code, _ in (before, now, after)] == [0, 0, 0]
    assert "loreto    never asked yet" in before[1]
    assert "  2 new, 0 changed, 0 cancelled, 0 vanished" in now[1]
    assert "  not read  line 16  no start" in now[1]
    assert "fine: 2 events, 1 piece not read; what vanishes from it is not noticed meanwhile, asked " in after[1]
    assert after[1] in now[1]


async def test_a_feed_that_fails_says_why_and_when_it_is_tried_again(server: Server, reti: Run) -> None:
    server.behaviour = answers(404, b"")

    code, said = await reti("feeds", "--now")

    assert code == 0
    assert "failing since 20" in said
    assert "UTC: the server does not give it (HTTP 404); next try 20" in said


async def test_what_is_as_it_was_is_said(server: Server, reti: Run) -> None:
    server.behaviour = gives(entry("a", soon(3)), etag='"1"')
    await reti("feeds", "--now")
    server.behaviour = answers(304, b"")

    _, said = await reti("feeds", "--now")

    assert "(as it was)" in said


async def test_what_vanished_is_asked_and_answered_by_number(server: Server, reti: Run) -> None:
    server.behaviour = gives(*(entry(uid, soon(3), title=f"Festa \x1b[2J{uid}") for uid in "abc"))
    await reti("feeds", "--now")
    server.behaviour = gives(entry("c", soon(3)))

    _, said = await reti("feeds", "--now")
    assert "Vanished from their feeds: 2." in said
    numbers = [line.split()[0] for line in said.splitlines() if "Festa  [2J" in line or "Festa [2J" in line]
    assert numbers == ["1", "2"]
    assert "20:30" in said

    code, said = await reti("feeds", "--keep", "1", "--cancel", "2")
    assert (code, said.splitlines()[:2]) == (0, ["1 is kept.", "2 is called off."])
    assert "Vanished" not in said
    async with open_store("sqlite:///reti.db") as store:
        statuses = [event.status for event in await store.events()]
    assert statuses == [Status.CONFIRMED, Status.CANCELLED, Status.CONFIRMED]


@pytest.mark.parametrize("answer", ["--keep", "--cancel"])
async def test_an_answer_to_nothing_is_one_sentence(server: Server, reti: Run, answer: str) -> None:
    assert await reti("feeds", answer, "7") == (2, "reti: Nothing is asked about an event 7: see `reti feeds`.\n")


async def test_without_feeds_that_is_said(server: Server, reti: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RETI_FEEDS")

    assert await reti("feeds") == (0, "RETI_FEEDS names no calendar feeds.\n")


async def test_a_network_that_is_none_is_one_sentence(reti: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETI_FEEDS", f"citta={FEED.url} loreto,loretto={FEED.url}?2")
    monkeypatch.setenv("RETI_TOKEN", "1:token")

    code, said = await reti("feeds")
    assert (code, said.count("\n")) == (2, 1)
    assert 'RETI_FEEDS, entry 2: "loretto" is no network of Bergamo' in said
    code, said = await reti("check")
    assert code == 2
    assert '"loretto" is no network' in said
    assert "1 to mend" in said


class TestCheck:
    """A feed that fails hinders nobody: the exit code is 0."""

    @pytest.fixture(autouse=True)
    def settings(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RETI_FEEDS", f"citta={FEED.url}")
        monkeypatch.setenv("RETI_TOKEN", "1:token")

    async def said_after(self, reti: Run, work: Callable[[Store], object] | None) -> str:
        if work is not None:
            async with open_store("sqlite:///reti.db") as store:
                await work(store)
        code, said = await reti("check")
        assert code == 0
        return said

    async def test_a_feed_is_never_asked_where_there_is_no_database(self, reti: Run) -> None:
        assert f"Feed {FEED.name}: never asked yet." in await self.said_after(reti, None)

    async def test_how_a_feed_is(self, reti: Run) -> None:
        state = FeedState(Outcome.UNCHANGED, MORNING, MORNING, events=1)

        said = await self.said_after(reti, lambda store: store.note_feed(FEED.name, state))

        assert f"Feed {FEED.name}: fine: 1 event, asked 2026-11-23 08:30 UTC." in said

    async def test_why_a_feed_fails(self, reti: Run) -> None:
        state = FeedState(Outcome.TOO_SLOW, MORNING, MORNING + timedelta(hours=2), failing_since=MORNING, failures=1)

        said = await self.said_after(reti, lambda store: store.note_feed(FEED.name, state))

        assert (
            f"Feed {FEED.name}: failing since 2026-11-23 08:30 UTC: it takes too long to come; "
            "next try 2026-11-23 10:30 UTC." in said
        )

    async def test_how_many_questions_are_open(self, reti: Run, server: Server, monkeypatch) -> None:
        server.behaviour = gives(entry("a", soon(3)), entry("b", soon(4)))
        await reti("feeds", "--now")
        server.behaviour = gives(entry("a", soon(3)))
        await reti("feeds", "--now")

        assert "Note: 1 vanished from the feeds" in await self.said_after(reti, None)
