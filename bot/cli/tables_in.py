"""Tables that people make, answered row by row, however large: commas or semicolons in, commas out.

A row that cannot be answered is told on standard error, and stands among the answers with empty cells.
"""

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TextIO, TypeAlias

from bot.failures import StartError

_Row: TypeAlias = tuple[int, list[str], str | None]
"""The line that a row begins on, the cells of the columns asked, and why it cannot be read, if so."""


class BadRowError(Exception):
    """What a row asks cannot be answered; says why, in words that follow a name."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a table is asked for and answers: its columns, those that it cannot do without, and what answers a row.

    A table needs all the columns of one of the sets in `needed`. `answer` gives the cells after those `asked`, one for
    each of `answered`; it raises BadRowError.
    """

    asked: Sequence[str]
    answered: Sequence[str]
    needed: Sequence[frozenset[str]]
    answer: Callable[[list[str]], Sequence[object]]


def answer_table(sheet: Sheet, incoming: Path, outgoing: Path) -> int:
    """Answer every row, and give the number of those that could not be.

    Raises:
        StartError: a file cannot be read or written, or lacks the columns.

    """
    try:
        if outgoing.exists() and outgoing.samefile(incoming):
            raise StartError("--batch and --out name the same file: the answers need another one.")
        # Bytes that are not UTF-8 come through as they are: a wrong row does not stop the rest.
        with incoming.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as questions:
            rows = _rows(sheet, questions, incoming)
            first = next(rows, None)  # so that no answers are begun where the columns are missing
            with outgoing.open("w", encoding="utf-8", errors="surrogateescape", newline="") as answers:
                return _answer(sheet, chain([first] if first else [], rows), incoming, answers)
    except OSError as error:
        raise StartError(f"{error.filename} cannot be used ({error.strerror}).") from error


def _answer(sheet: Sheet, rows: Iterator[_Row], incoming: Path, answers: TextIO) -> int:
    writer = csv.writer(answers, lineterminator="\n")
    writer.writerow([*sheet.asked, *sheet.answered])
    bad = 0
    for line, asked, unreadable in rows:
        try:
            writer.writerow([*asked, *_answered(sheet, asked, unreadable)])
        except BadRowError as error:
            print(f"{incoming}, line {line}: this row {error}", file=sys.stderr)
            writer.writerow([*asked, *("" for _ in sheet.answered)])
            bad += 1
    return bad


def _answered(sheet: Sheet, asked: list[str], unreadable: str | None) -> Sequence[object]:
    if unreadable:
        raise BadRowError(unreadable)
    return sheet.answer(asked)


def _rows(sheet: Sheet, questions: TextIO, incoming: Path) -> Iterator[_Row]:
    """Read with commas, or with semicolons as Excel in Italian writes them; empty lines are not counted."""
    first = questions.readline()
    reader = csv.reader(chain([first], questions), delimiter=";" if first.count(";") > first.count(",") else ",")
    header = [name.strip().casefold() for name in next(reader, [])]
    if not any(columns <= set(header) for columns in sheet.needed):
        raise StartError(f"{incoming} lacks the columns {','.join(sheet.asked)} in its first line.")
    places = [header.index(name) if name in header else len(header) for name in sheet.asked]
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, [""] * len(sheet.asked), f"cannot be read ({error})."
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
