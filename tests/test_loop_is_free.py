"""Nothing that somebody writes stops the others: what a text may cost is bounded, whatever stands in it."""

import asyncio
import contextlib
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.reading import Bounds, file_reader
from domain.agenda.event import Timed
from domain.calendar import Defaults
from domain.calendar.limits import FILE_BYTES
from domain.city import City
from domain.composing import WRITTEN, Composition, WrongAnswer, answer, begun
from domain.lookup import Index, by_text, fuzzy
from domain.lookup.matching import Matching
from domain.moments import read_instant, read_moment
from domain.questions import explain, places
from domain.questions.titles import called, words_sought
from domain.sketches import read_sketch
from domain.talk import everyday, looks_like_place
from handlers import questions
from tests.conftest import World
from tests.hostile_texts import hostile_texts

MOST_MS = 50
TODAY, NOW = date(2026, 11, 25), datetime(2026, 11, 25, 10, tzinfo=UTC)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What a reader did: times, which tell nothing on a busy machine, are for the long proof."""
    done: Counter[str] = Counter()

    def counted(owner: object, name: str) -> None:
        original = getattr(owner, name)

        def counting(*args, **more):
            done[name] += 1
            return original(*args, **more)

        monkeypatch.setattr(owner, name, counting)

    counted(fuzzy, "near_forms")
    counted(Matching, "written")
    counted(places, "by_text")
    return done


def test_a_text_is_compared_with_few_names(index: Index, work: Counter[str]) -> None:
    for text in hostile_texts(index, seed=1, mixed=40):
        work.clear()
        by_text(index, text)
        assert work["near_forms"] <= 48, text[:60]
        assert work["written"] <= 12 * 2 * 48, text[:60]


def test_a_question_looks_few_places_up(index: Index, work: Counter[str]) -> None:
    for text in hostile_texts(index, seed=2, mixed=40):
        work.clear()
        explain(index, text, TODAY)
        assert work["by_text"] <= 13, text[:60]
        assert work["near_forms"] <= 2 * 48, text[:60]


async def test_a_text_is_explained_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def explaining(*args):
        read.append(args[1])
        return explain(*args)

    monkeypatch.setattr(questions, "explain", explaining)
    await world.says("gara di aquiloni in vicolo del drago")
    assert read == ["gara di aquiloni in vicolo del drago"]


@pytest.mark.prove(part="hostile")
@pytest.mark.timeout(1200)
def test_no_text_takes_more_than_fifty_milliseconds(index: Index, city: City) -> None:
    readers: dict[str, Callable[[str], object]] = {
        "a resident's": lambda text: _resident(index, text),
        "an operator's event": lambda text: read_sketch(text, city, NOW),
        "an operator's date": lambda text: read_moment(text, NOW, city.zone),
        "an operator's instant": lambda text: read_instant(text, NOW, city.zone),
        **{f"an operator's {asks.name}": _answering(asks, city) for asks in WRITTEN if asks is not None},
    }
    worst = dict.fromkeys(readers, 0.0)
    for text in hostile_texts(index, seed=time.time_ns(), mixed=200):
        for name, reader in readers.items():
            worst[name] = max(worst[name], min(_milliseconds(reader, text) for _ in range(3)))
    print("\n4,096 characters, ms at most:", {name: round(most, 1) for name, most in worst.items()})  # noqa: T201
    assert max(worst.values()) <= MOST_MS


def _resident(index: Index, text: str) -> None:
    """All that is made of a text that is neither a question nor a place."""
    everyday(text)
    explanation = explain(index, text, TODAY)
    by_text(index, text)
    called(words_sought(explanation), [])
    looks_like_place(text)


def _answering(asks, city: City) -> Callable[[str], object]:
    started = Timed(NOW + timedelta(days=3))
    composition: Composition = replace(begun(), asks=asks, title="Coro", when=started)

    def answering(text: str) -> object:
        try:
            return answer(composition, text, NOW, city)
        except WrongAnswer:
            return None

    return answering


def _milliseconds(reader: Callable[[str], object], text: str) -> float:
    began = time.thread_time()
    reader(text)
    return 1000 * (time.thread_time() - began)


def _large_files() -> dict[str, bytes]:
    """Ten megabytes each, of what costs readers most."""
    event = "BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:Festa\r\nDTSTART:20270101T204500\r\n{more}END:VEVENT\r\n"
    blanks, commas, tags = " " * 480, "," * 480, "<b>&amp; " * 2_000
    days = ",".join(["20270101T204500"] * 1_000)
    rows = {
        "a table of blanks": f"Festa,1/12/2027,redona,1/12/2027{blanks}x 10:00,ogni giorno{commas}x,",
        "a table of repetitions": "Festa {n},1/12/2027,redona,,ogni mercoledì fino al 30/6/2090,",
        "a table of tags": f"Festa {{n}},1/12/2027,redona,,,{tags}",
        "a table of cells": '"' + "x" * 130_000 + '",1/12/2027,redona,,,',
    }
    lines = {
        "a calendar of events": "",
        "a calendar of repetitions": "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20900101\r\n",
        "a calendar of tags": f"DESCRIPTION:{tags}\r\n",
        "a calendar of single days": f"RRULE:FREQ=DAILY\r\nEXDATE:{days}\r\n",
        "a calendar of parameters": f"X-RETI-RAIN{';A=b' * 5_000}:x\r\n",
    }
    head = "titolo,data,rete,prenotare_entro,si_ripete,descrizione\n"
    return {
        **{name: _ten_megabytes(head, row + "\n") for name, row in rows.items()},
        **{name: _ten_megabytes("BEGIN:VCALENDAR\r\n", event.replace("{more}", more)) for name, more in lines.items()},
        "quotes": b"titolo,data,rete\n" + b'a,"3/12/2027\n' * 700_000,
        "noise": b"BEGIN:VCALENDAR\r\n" + random.Random(1).randbytes(9_900_000),
    }


def _ten_megabytes(head: str, piece: str) -> bytes:
    count = 9_900_000 // len(piece)
    return (head + "".join(piece.replace("{n}", str(number)) for number in range(count))).encode()[:FILE_BYTES]


@pytest.mark.prove(part="hostile")
@pytest.mark.timeout(1200)
async def test_ten_megabytes_hold_nobody_up_and_end(city: City) -> None:
    held, took = Counter[str](), Counter[str]()
    async with file_reader(city) as files:
        for name, content in _large_files().items():
            ticking = asyncio.create_task(_longest_hold())
            began = time.monotonic()
            await files.read(content, Defaults(city.zone), NOW)
            took[name] = round(time.monotonic() - began, 1)
            ticking.cancel()
            held[name] = await ticking
    print("\n10 MB, ms that the loop was held:", dict(held), "seconds until the end:", dict(took))  # noqa: T201
    assert max(held.values()) <= 300
    assert max(took.values()) <= Bounds().seconds + 1


async def _longest_hold() -> int:
    """The longest time between two turns of the loop, in milliseconds, until cancelled."""
    longest, before = 0.0, time.monotonic()
    with contextlib.suppress(asyncio.CancelledError):
        while True:
            await asyncio.sleep(0.001)
            longest = max(longest, time.monotonic() - before)
            before = time.monotonic()
    return round(1000 * longest)
