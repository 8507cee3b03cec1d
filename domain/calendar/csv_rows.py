"""A table's rows, with commas or, as Excel in Italian writes them, semicolons between the cells."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.calendar.limits import LINE, TEXT
from domain.calendar.texts import decoded
from domain.lookup.normalise import fold

COLUMNS = (
    *("titolo", "tipo", "data", "ora", "fine", "ultimo_giorno", "si_ripete", "rete", "luogo", "indirizzo", "temi"),
    *("descrizione", "se_piove", "portare", "prenotazione", "prenotare_entro", "posti", "stato", "organizza", "pagina"),
    "codice",
)
NEEDED = ("titolo", "data")
TEXTS = frozenset(
    {"titolo", "descrizione", "se_piove", "portare", "luogo", "indirizzo", "organizza", "prenotazione", "pagina"}
)
"""Columns of texts and links: what is too long is shortened or left out, and the row is taken."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line it begins on, and its cells by column. `fits`: it has no more cells than the header."""

    line: int
    cells: dict[str, str]
    fits: bool = True

    def cell(self, column: str) -> str:
        """The text of a cell, empty where there is none."""
        return self.cells.get(column, "").strip()

    @property
    def overfull(self) -> str | None:
        """A column in whose cell more stands than anybody reads, if there is one: words or figures, and no text."""
        return next((name for name, cell in self.cells.items() if name not in TEXTS and len(cell) > TEXT), None)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows, the columns that are not known, and whether its encoding is a guess."""

    rows: Iterator[Row]
    unknown: Sequence[str]
    guessed: bool


def table_of(content: bytes) -> Table | None:
    """Find the header in the first line, and give the rows below it; None if that is not one."""
    text, guessed = decoded(content)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        names = [
            fold(name).replace(" ", "_") for name in next(csv.reader([first], delimiter=delimiter, strict=True), [])
        ]
    except csv.Error:
        return None
    if not set(NEEDED) <= set(names):
        return None
    unknown = [name for name in names if name and name not in COLUMNS]
    return Table(_rows(text, names, delimiter), unknown, guessed)


def _rows(text: str, names: Sequence[str], delimiter: str) -> Iterator[Row]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    next(lines)
    while True:
        line = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error:
            yield Row(line, {}, fits=False)
            continue
        if any(cell.strip() for cell in cells):
            known = {name: cell[:LINE] for name, cell in zip(names, cells, strict=False) if name in COLUMNS}
            yield Row(line, known, fits=not any(cells[len(names) :]))
