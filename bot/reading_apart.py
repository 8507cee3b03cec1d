"""The process that reads files for `bot.reading`: files come by standard input, what they gave goes to standard output.

Events go in batches, so that whoever takes them has none that takes long. It ends by itself when nobody is there any
more, when a file takes longer than it may, and when one needs more memory than it may (POSIX; elsewhere it is ended).
"""

import os
import pickle
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from bot.reading import HEAD, framed, length_of
from domain.calendar.problem import Reading
from domain.calendar.read import read

_BATCH = 100


def serve(files: BinaryIO, answers: BinaryIO) -> None:
    """Answer file after file, until there is none any more."""
    messages = _messages(files)
    vocabulary, memory, seconds = pickle.loads(next(messages))  # noqa: S301 - it comes from our own process
    _bound_memory(memory)
    for message in messages:
        content, defaults, now, tables = pickle.loads(message)  # noqa: S301 - it comes from our own process
        _end_after(seconds)
        try:
            _answer(answers, read(content, vocabulary, defaults, now, tables=tables))
        except Exception as error:  # noqa: BLE001 - its name is told; its words may quote the file
            answers.write(framed(pickle.dumps(type(error).__name__)))
            answers.flush()
        _end_after(0)


def _messages(files: BinaryIO) -> Iterator[bytes]:
    while len(head := files.read(HEAD)) == HEAD:
        yield files.read(length_of(head))


def _answer(answers: BinaryIO, reading: Reading) -> None:
    events = reading.events
    answers.writelines(framed(pickle.dumps(events[place : place + _BATCH])) for place in range(0, len(events), _BATCH))
    answers.write(framed(pickle.dumps(replace(reading, events=()))))
    answers.flush()


def _bound_memory(memory: int) -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _end_after(seconds: int) -> None:
    """Have the system end this process, which a busy interpreter could not do itself; 0 takes that back."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


if __name__ == "__main__":
    taken = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no answer
    with os.fdopen(taken, "wb") as out:
        serve(sys.stdin.buffer, out)
