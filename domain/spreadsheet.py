"""Tables for spreadsheets: CSV that opens with its accents right, and computes nothing."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet compute a cell, in full width too (OWASP, "CSV Injection")."""


def spreadsheet(rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows as UTF-8 that Excel recognises, no cell of which a spreadsheet takes for a formula."""
    written = StringIO(newline="")
    csv.writer(written).writerows([_harmless(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_BEGINS_A_FORMULA) else cell
