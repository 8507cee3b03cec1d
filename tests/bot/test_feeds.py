"""Calendar feeds, asked over HTTP: what comes is kept, what goes wrong is a word, and nothing vanishes by mistake."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.feeds import Asked, FeedReader
from bot.fetch import Limits, web_client
from bot.reading import Bounds, file_reader
from domain.agenda.event import Status
from domain.city import City
from domain.city.model import NetworkId
from domain.feeds import Feed, Outcome
from domain.ports import Store
from storage import StoreError
from tests.bot.loopback import HANGS_UP, Behaviour, Server, answers, refused_address, running, says, stays_silent
from tests.bot.some_calendars import BROKEN, HEAD, at, calendar, entry, gives
from tests.conftest import TurnedClock

SECRET = "private-hush"
LIMITS = Limits(total=0.3, connect=0.2, size=200_000)
LORETO, REDONA = NetworkId("loreto"), NetworkId("redona")


class Reading:
    """A feed at a server that we script, and what reads it."""

    def __init__(self, server: Server, store: Store, reader: FeedReader, clock: TurnedClock) -> None:
        self.server = server
        self.store = store
        self.reader = reader
        self.clock = clock
        self.feed = self.feed_at("/cal")

    def feed_at(self, path: str, *networks: NetworkId) -> Feed:
        return Feed(f"{self.server.address}{path}?key={SECRET}", networks or (LORETO,))

    async def asks(self, behaviour: Behaviour, feed: Feed | None = None) -> Asked:
        """Ask the feed, whose server answers so, an hour after the time before."""
        self.server.behaviour = behaviour
        self.clock.turn(hours=1)
        return await self.reader.ask(feed or self.feed)

    async def has(self) -> set[str]:
        """The UIDs of all events."""
        return {event.uid for event in await self.store.events()}

    async def questions(self) -> set[str]:
        """The titles of the events that vanished."""
        return {one.title for one in await self.store.vanished(self.clock())}


@pytest.fixture
async def story(store: Store, city: City, clock: TurnedClock) -> AsyncIterator[Reading]:
    async with running() as server, web_client() as client, file_reader(city) as files:
        reader = FeedReader(store, city, client, files, clock, every=timedelta(hours=1), limits=LIMITS)
        yield Reading(server, store, reader, clock)


class TestACalendar:
    async def test_is_kept_for_its_networks(self, story: Reading) -> None:
        asked = await story.asks(gives("a", "b"))

        assert (asked.state.outcome, asked.state.events, len(asked.taken.new)) == (Outcome.FRESH, 2, 2)
        assert {event.networks for event in await story.store.events()} == {(LORETO,)}

    async def test_of_the_whole_city_is_nobodys_alone(self, story: Reading) -> None:
        await story.asks(gives("a"), Feed(f"{story.server.address}/city"))

        assert [event.networks for event in await story.store.events()] == [()]

    async def test_is_one_whatever_the_server_calls_it(self, story: Reading) -> None:
        assert (await story.asks(answers(200, calendar("a"), "Content-Type: text/html"))).state.events == 1

    async def test_may_come_packed(self, story: Reading) -> None:
        packed = answers(200, gzip.compress(calendar("a")), "Content-Encoding: gzip")

        assert (await story.asks(packed)).state.events == 1

    async def test_is_asked_for_by_name(self, story: Reading) -> None:
        await story.asks(gives("a"))

        [request] = story.server.requests
        assert request.target == f"/cal?key={SECRET}"
        assert request.headers["user-agent"].startswith("Reti/")
        assert "cookie" not in request.headers


class TestTheSameVersion:
    async def test_is_not_sent_again(self, story: Reading) -> None:
        await story.asks(answers(200, calendar("a"), 'ETag: "1"', "Last-Modified: Mon, 23 Nov 2026 12:00:00 GMT"))
        asked = await story.asks(answers(304, b""))

        sent = story.server.requests[1].headers
        assert (sent["if-none-match"], sent["if-modified-since"]) == ('"1"', "Mon, 23 Nov 2026 12:00:00 GMT")
        assert (asked.state.outcome, asked.state.events, asked.reading) == (Outcome.UNCHANGED, 1, None)
        assert await story.has() == {"a"}

    async def test_is_sent_again_for_other_networks(self, story: Reading) -> None:
        await story.asks(gives("a", etag='"1"'))
        await story.asks(gives("a", etag='"1"'), Feed(story.feed.url, (REDONA,)))

        assert "if-none-match" not in story.server.requests[1].headers
        assert [event.networks for event in await story.store.events()] == [(LORETO, REDONA)]

    async def test_is_sent_again_if_the_database_did_not_keep_it(
        self, story: Reading, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fails(*_: object, **__: object) -> None:
            raise StoreError

        with monkeypatch.context() as patch:
            patch.setattr(story.store, "take", fails)
            with pytest.raises(StoreError):
                await story.asks(gives("a", etag='"1"'))
        await story.asks(gives("a", etag='"1"'))

        assert "if-none-match" not in story.server.requests[1].headers
        assert await story.has() == {"a"}

    async def test_that_nobody_asked_for_is_no_answer(self, story: Reading) -> None:
        asked = await story.asks(answers(304, b""))

        assert (asked.state.outcome, asked.state.status) == (Outcome.REFUSED, 304)


class TestReading:
    async def test_a_table_is_no_calendar(self, story: Reading) -> None:
        asked = await story.asks(answers(200, b"titolo,data,rete\nFesta,3/12/2026,loreto\n"))

        assert (asked.state.outcome, await story.has()) == (Outcome.NO_CALENDAR, set())

    async def test_a_file_that_takes_too_long_is_put_off_longer_each_time(
        self, story: Reading, city: City, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await story.asks(gives("a"))
        async with file_reader(city, Bounds(seconds=0.01)) as impatient:
            monkeypatch.setattr(story.reader, "_files", impatient)
            asked = [await story.asks(gives("a", "b")) for _ in range(3)]

        assert [one.state.outcome for one in asked] == [Outcome.UNREAD] * 3
        assert [one.state.next_at - one.state.asked_at for one in asked] == [timedelta(hours=n) for n in (1, 2, 4)]
        assert await story.has() == {"a"}  # as it was

    async def test_what_ends_the_bot_is_not_asked_again_when_it_starts(
        self, story: Reading, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Ends:
            async def read(self, *_: object, **__: object) -> None:
                raise asyncio.CancelledError

        monkeypatch.setattr(story.reader, "_files", Ends())
        with pytest.raises(asyncio.CancelledError):
            await story.asks(gives("a"))

        [state] = (await story.store.feeds()).values()
        assert (state.outcome, state.next_at - state.asked_at) == (Outcome.UNREAD, timedelta(hours=1))
        await story.reader.ask_if_due(story.feed)
        assert len(story.server.requests) == 1


class TestTheTime:
    async def test_is_kept_also_after_a_restart(self, story: Reading, city: City) -> None:
        story.server.behaviour = gives("a")
        await story.reader.ask_if_due(story.feed)
        story.clock.turn(minutes=59)
        async with web_client() as client, file_reader(city) as files:
            again = FeedReader(story.store, city, client, files, story.clock, every=timedelta(hours=1))
            await again.ask_if_due(story.feed)
            assert len(story.server.requests) == 1
            story.clock.turn(minutes=1)
            await again.ask_if_due(story.feed)
        assert len(story.server.requests) == 2

    async def test_that_the_server_asks_for_is_kept(self, story: Reading) -> None:
        asked = await story.asks(answers(429, b"", "Retry-After: 7200"))

        assert (asked.state.outcome, asked.state.status) == (Outcome.REFUSED, 429)
        assert asked.state.next_at == story.clock() + timedelta(hours=2)

    async def test_that_the_server_asks_for_may_be_a_date(self, story: Reading) -> None:
        asked = await story.asks(answers(503, b"", "Retry-After: Mon, 23 Nov 2026 18:00:00 GMT"))

        assert asked.state.next_at.hour == 18

    @pytest.mark.parametrize("stated", ["soon", "-5", "9" * 400, "Mon, 99 Nov 2026 18:00:00 GMT", "٣"])
    async def test_that_makes_no_sense_is_the_usual_one(self, story: Reading, stated: str) -> None:
        asked = await story.asks(answers(503, b"", f"Retry-After: {stated}"))

        waits = timedelta(days=1) if stated.startswith("9") else timedelta(hours=1)
        assert asked.state.next_at == story.clock() + waits

    async def test_doubles_while_it_fails_and_the_events_stay(self, story: Reading) -> None:
        await story.asks(gives("a"))
        states = [(await story.asks(answers(500, b"sorry"))).state for _ in range(3)]

        assert [(state.next_at - state.asked_at) / timedelta(hours=1) for state in states] == [1, 2, 4]
        assert {state.failing_since for state in states} == {states[0].asked_at}
        assert await story.has() == {"a"}
        assert not await story.questions()


async def trickles(_: object, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + HEAD.encode())
    while True:
        writer.write(b"X")
        await writer.drain()
        await asyncio.sleep(0.02)


async def never_ends(_: object, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"1000\r\n" + b"X" * 0x1000 + b"\r\n")
        await writer.drain()


BOMB = gzip.compress(bytes(30_000_000))
MOVED = answers(302, b"", "Location: /cal")


class TestWhatGoesWrong:
    @pytest.mark.parametrize(
        ("behaviour", "outcome", "status"),
        [
            (answers(404, b"no"), Outcome.REFUSED, 404),
            (answers(401, b"", "WWW-Authenticate: Basic"), Outcome.REFUSED, 401),
            (answers(500, calendar("x")), Outcome.REFUSED, 500),
            (answers(206, calendar("x")), Outcome.REFUSED, 206),
            (MOVED, Outcome.REFUSED, None),
            (answers(302, b"", "Location: file:///etc/passwd"), Outcome.REFUSED, None),
            (answers(302, b"", "Location: http://[oops"), Outcome.REFUSED, None),
            (answers(302, b""), Outcome.REFUSED, 302),
            (HANGS_UP, Outcome.UNREACHABLE, None),
            (says(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + HEAD.encode()), Outcome.UNREACHABLE, None),
            (says(b"SSH-2.0-nonsense\r\n\r\n"), Outcome.UNREACHABLE, None),
            (answers(200, b"not packed", "Content-Encoding: gzip"), Outcome.UNREACHABLE, None),
            (stays_silent, Outcome.TOO_SLOW, None),
            (trickles, Outcome.TOO_SLOW, None),
            (never_ends, Outcome.TOO_LARGE, None),
            (answers(200, BOMB, "Content-Encoding: gzip"), Outcome.TOO_LARGE, None),
            (answers(200, b"<!doctype html><title>Log in</title>"), Outcome.NO_CALENDAR, None),
            (answers(200, b""), Outcome.NO_CALENDAR, None),
            (answers(200, bytes(range(256)) * 9), Outcome.NO_CALENDAR, None),
            (gives(BROKEN, BROKEN), Outcome.NO_CALENDAR, None),
        ],
        ids=[
            *("404", "401", "500", "206", "loop", "to a file", "to nonsense", "nowhere"),
            *("reset", "truncated", "no http", "no gzip", "silence", "slow", "endless", "bomb"),
            *("html", "empty", "bytes", "nothing readable"),
        ],
    )
    async def test_is_a_word_and_nothing_is_lost_or_told(
        self,
        story: Reading,
        caplog: pytest.LogCaptureFixture,
        behaviour: Behaviour,
        outcome: Outcome,
        status: int | None,
    ) -> None:
        caplog.set_level("DEBUG", "reti")
        await story.asks(gives("a", "b", etag='"1"'))
        async with asyncio.timeout(2):
            asked = await story.asks(behaviour)

        assert (asked.state.outcome, asked.state.status, asked.state.failures) == (outcome, status, 1)
        assert await story.has() == {"a", "b"}
        assert not await story.questions()
        [_, record] = [record for record in caplog.records if record.name == "reti.feeds"]
        assert (record.message, record.feed, record.outcome) == ("feed not read", story.feed.name, outcome)
        assert SECRET not in str([vars(record) for record in caplog.records])

    async def test_may_be_that_nobody_is_there(self, story: Reading) -> None:
        asked = await story.reader.ask(Feed(f"{await refused_address()}/cal", (LORETO,)))

        assert asked.state.outcome is Outcome.UNREACHABLE

    async def test_may_come_again_well(self, story: Reading) -> None:
        await story.asks(answers(500, b""))
        state = (await story.asks(gives("a"))).state

        assert (state.failures, state.failing_since, state.next_at) == (0, None, story.clock() + timedelta(hours=1))


class TestARedirect:
    async def test_is_followed_five_times(self, story: Reading) -> None:
        steps = {f"/{step}": answers(302, b"", f"Location: /{step + 1}") for step in range(1, 5)}
        to_it = at({"/cal": answers(301, b"", "Location: /1"), **steps, "/5": gives("a")})
        one_more = at({"/cal": answers(301, b"", "Location: /0"), "/0": answers(308, b"", "Location: /1"), **steps})

        assert (await story.asks(to_it)).state.outcome is Outcome.FRESH
        assert (await story.asks(one_more)).state.outcome is Outcome.REFUSED

    async def test_takes_the_password_to_no_other_server(self, story: Reading) -> None:
        async with running() as other:
            other.behaviour = gives("a")
            with_password = story.server.address.replace("//", "//user:hush@")
            await story.asks(answers(302, b"", f"Location: {other.address}/cal"), Feed(f"{with_password}/cal"))

            assert "authorization" in story.server.requests[0].headers
            assert "authorization" not in other.requests[0].headers


class TestAnEventThatVanished:
    async def test_is_asked_about_and_stays(self, story: Reading) -> None:
        await story.asks(gives("a", "b"))
        asked = await story.asks(gives("b"))

        assert asked.taken.vanished == 1
        assert await story.questions() == {"a"}
        assert await story.has() == {"a", "b"}

    async def test_is_not_asked_about_once_it_is_back(self, story: Reading) -> None:
        await story.asks(gives("a", "b"))
        await story.asks(gives("b"))
        await story.asks(gives("a", "b"))

        assert not await story.questions()

    async def test_takes_place_again_if_it_is_back_after_it_was_called_off(self, story: Reading) -> None:
        await story.asks(gives("a", "b"))
        await story.asks(gives("b"))
        [question] = await story.store.vanished(story.clock())
        await story.store.cancel_vanished(question.event, story.clock())
        await story.asks(gives("b"))
        await story.asks(gives("a", "b"))

        assert {event.status for event in await story.store.events()} == {Status.CONFIRMED}

    @pytest.mark.parametrize(
        "behaviour",
        [
            gives(),
            gives("b", BROKEN),
            answers(200, calendar("b")[:-10]),
            answers(200, calendar("b", "a")[:-60]),
        ],
        ids=["empty", "broken event", "broken off", "broken off in an event"],
    )
    async def test_is_not_believed_of_a_calendar_that_is_not_whole(self, story: Reading, behaviour: Behaviour) -> None:
        await story.asks(gives("a", "b"))
        asked = await story.asks(behaviour)

        assert asked.state.outcome is Outcome.FRESH
        assert not await story.questions()
        assert await story.has() == {"a", "b"}

    async def test_is_believed_once_the_calendar_is_whole_again(self, story: Reading) -> None:
        await story.asks(gives("a", "b"))
        await story.asks(gives("c", BROKEN, etag='"1"'))
        await story.asks(gives("b", "c", etag='"1"'))

        assert "if-none-match" not in story.server.requests[2].headers
        assert await story.questions() == {"a"}

    async def test_is_not_what_is_over(self, story: Reading) -> None:
        await story.asks(gives("a", entry("old", "20261123")))
        story.clock.turn(days=1)
        await story.asks(gives("a"))

        assert not await story.questions()


class TestTwoFeeds:
    async def test_with_the_same_event_are_both_its_networks(self, story: Reading) -> None:
        other = story.feed_at("/other", REDONA)
        for _ in range(2):
            await story.asks(gives("a"))
            await story.asks(gives("a"), other)

        [event] = await story.store.events()
        assert (event.networks, event.sequence) == ((LORETO, REDONA), 1)
        assert not await story.questions()

    async def test_are_asked_one_after_the_other(self, story: Reading) -> None:
        open_at_once = []

        async def slowly(request, writer) -> None:
            open_at_once.append(len(story.server.requests))
            await asyncio.sleep(0.05)
            open_at_once.append(len(story.server.requests))
            await gives("a")(request, writer)

        story.server.behaviour = slowly
        await asyncio.gather(*(story.reader.ask(story.feed_at(path)) for path in ("/1", "/2")))

        assert open_at_once == [1, 1, 2, 2]

    async def test_fail_each_alone(self, story: Reading) -> None:
        story.server.behaviour = at({"/cal": answers(500, b""), "/other": gives("a")})
        for feed in (story.feed, story.feed_at("/other")):
            await story.reader.ask_if_due(feed)

        outcomes = {state.outcome for state in (await story.store.feeds()).values()}
        assert outcomes == {Outcome.REFUSED, Outcome.FRESH}


async def test_what_came_is_logged_by_counts_alone(story: Reading, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "reti")
    await story.asks(gives("a", entry("b", title="Assemblea"), BROKEN))

    [record] = [record for record in caplog.records if record.name == "reti.feeds"]
    assert (record.message, record.feed, record.outcome) == ("feed read", story.feed.name, "fresh")
    assert (record.events, record.new, record.problems, record.vanished) == (2, 2, 1, 0)
    assert not any(word in str(vars(record)) for word in (SECRET, "Assemblea", "/cal"))
