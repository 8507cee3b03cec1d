"""`reti lookup --batch`: a table of questions in, a table of answers out, row by row, however large.

The columns are a stable interface: `query,lat,lon` in, others ignored; `COLUMNS` out, a row for each row, in the same
order. Several ids in a cell have semicolons between them, the best first.
"""

import csv
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TextIO, TypeAlias

from bot.cli.lookup_reply import BadQuestionError, ask, read_question
from bot.failures import StartError
from domain.lookup import Index

ASKED = ("query", "lat", "lon")
COLUMNS = (*ASKED, "status", "networks", "areas", "match", "score", "ms")

_Row: TypeAlias = tuple[int, list[str], str | None]
"""The line that a row begins on, its text and two numbers as they are written, and why it cannot be read, if so."""


def answer_all(index: Index, incoming: Path, outgoing: Path) -> int:
    """Answer every row, and give the number of those that were no question.

    Such a row is told on standard error, and stands among the answers without a status.

    Raises:
        StartError: a file cannot be read or written, or lacks the columns.

    """
    try:
        if outgoing.exists() and outgoing.samefile(incoming):
            raise StartError("--batch and --out name the same file: the answers need another one.")
        # Bytes that are not UTF-8 come through as they are: a wrong row does not stop the rest.
        with incoming.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as questions:
            rows = _rows(questions, incoming)
            first = next(rows, None)  # so that no answers are begun where the columns are missing
            with outgoing.open("w", encoding="utf-8", errors="surrogateescape", newline="") as answers:
                return _answer(index, chain([first] if first else [], rows), incoming, answers)
    except OSError as error:
        raise StartError(f"{error.filename} cannot be used ({error.strerror}).") from error


def _answer(index: Index, rows: Iterator[_Row], incoming: Path, answers: TextIO) -> int:
    writer = csv.writer(answers, lineterminator="\n")
    writer.writerow(COLUMNS)
    bad = 0
    for line, asked, unreadable in rows:
        try:
            writer.writerow([*asked, *_values(index, asked, unreadable)])
        except BadQuestionError as error:
            print(f"{incoming}, line {line}: this row {error}", file=sys.stderr)
            writer.writerow([*asked, *("" for _ in COLUMNS[len(ASKED) :])])
            bad += 1
    return bad


def _values(index: Index, asked: list[str], unreadable: str | None) -> list[object]:
    if unreadable:
        raise BadQuestionError(unreadable)
    reply = ask(index, read_question(*asked))
    answer = reply.answer
    return [answer.status, ";".join(reply.networks), ";".join(answer.areas), reply.match, answer.score, reply.ms]


def _rows(questions: TextIO, incoming: Path) -> Iterator[_Row]:
    """Read with commas, or with semicolons as Excel in Italian writes them; empty lines are not counted."""
    first = questions.readline()
    reader = csv.reader(chain([first], questions), delimiter=";" if first.count(";") > first.count(",") else ",")
    header = [name.strip().casefold() for name in next(reader, [])]
    if "query" not in header and not {"lat", "lon"} <= set(header):
        raise StartError(f"{incoming} lacks the columns query,lat,lon in its first line.")
    places = [header.index(name) if name in header else len(header) for name in ASKED]
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, [""] * len(ASKED), f"cannot be read ({error})."
            continue
        if cells:
            padded = [*cells[: len(header)], *[""] * (len(header) + 1 - len(cells))]
            yield line, [padded[place] if place < len(padded) else "" for place in places], _unreadable(cells, header)


def _unreadable(cells: list[str], header: list[str]) -> str | None:
    if any(cells[len(header) :]):
        return f"has {len(cells)} cells, and the header {len(header)}: put a text that holds a comma in double quotes."
    if any("\udc80" <= character <= "\udcff" for cell in cells for character in cell):
        return "is not in UTF-8."
    return None
