"""Nothing that somebody writes stops the others: what a text may cost is bounded, whatever stands in it."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.agenda.event import Timed
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


@pytest.mark.prove
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
