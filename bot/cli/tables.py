"""Plain tables for the terminal."""

from collections.abc import Iterable, Sequence


def aligned(rows: Iterable[Sequence[str]], indent: str = "") -> str:
    """Write rows under each other with their columns aligned; what a terminal would act upon is left out."""
    shown = [[_plain(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in shown)
    return "\n".join((indent + line).rstrip() for line in lines)


def _plain(text: str) -> str:
    """One line without control characters: what residents wrote must not steer anybody's terminal."""
    return "".join(character if character.isprintable() else " " for character in text)
