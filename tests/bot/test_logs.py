"""The log says what happened, and never a token, a text or a name."""

import io
import logging

import pytest

from bot.logs import KeyValueFormatter, start_logging
from sandbox.telegram import DEMO_TOKEN
from tests.conftest import World


def written(record: logging.LogRecord) -> str:
    return KeyValueFormatter().format(record)


def record(name: str, message: str, *args: object, **values: object) -> logging.LogRecord:
    made = logging.LogRecord(name, logging.WARNING, __file__, 1, message, args, None)
    vars(made).update(values)
    return made


def test_an_event_of_ours_is_one_line_of_pairs() -> None:
    line = written(record("reti.intake", "poll failed", error="TimedOut", pause=0.5, reason="two words"))

    assert line.endswith(
        'level=warning from=reti.intake event="poll failed" error=TimedOut pause=0.5 reason="two words"'
    )
    assert line.startswith("at=20")


def test_what_a_library_says_is_kept_to_its_template() -> None:
    line = written(record("telegram.ext", "cannot handle %s", {"text": "my secret words"}))

    assert "cannot handle %s" in line
    assert "secret" not in line


def test_a_token_is_struck_out_wherever_it_stands() -> None:
    line = written(record("reti.x", "event", where=f"https://host/bot{DEMO_TOKEN}/getMe"))

    assert DEMO_TOKEN not in line
    assert "<token>" in line


def test_an_exception_is_its_type_and_places_without_its_words() -> None:
    error = ValueError("secret two")
    error.__cause__ = failing()
    made = record("reti.x", "unexpected")
    made.exc_info = (type(error), error, None)

    line = written(made)

    assert "builtins.ValueError" in line
    assert "builtins.KeyError" in line
    assert "test_logs.py" in line
    assert "secret" not in line


def failing() -> KeyError:
    try:
        return {}["secret one"]
    except KeyError as error:
        return error


def test_libraries_are_quiet_below_warnings(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    before = logging.root.handlers[:], logging.root.level
    try:
        start_logging("INFO")
        for library in ("httpx", "aiohttp.access", "telegram.Bot", "apscheduler"):
            logging.getLogger(library).info("POST %s", f"https://api/bot{DEMO_TOKEN}/x")
        logging.getLogger("reti.run").info("started")
    finally:
        logging.root.handlers[:], logging.root.level = before
        logging.getLogger("reti").setLevel(logging.NOTSET)

    assert stream.getvalue().count("\n") == 1
    assert "event=started" in stream.getvalue()


async def test_a_day_of_talk_leaves_no_word_of_it_in_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "reti")
    await world.starts()
    for text in ("via Borgo Palazzo 60", "parola segreta", "via Moroni", "12"):
        await world.says(text)
    world.telegram.queue_raw({"message": {"text": "parola segreta"}})
    await world.telegram.idle()

    lines = "\n".join(map(written, (record for record in caplog.records if record.levelno >= logging.INFO)))

    assert "segreta" not in lines
    assert "Borgo" not in lines
    assert world.resident.first_name not in lines
    assert world.telegram.token not in lines
