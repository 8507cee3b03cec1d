"""How a bench shows its figures to a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from typing_extensions import override


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure should be: at least this, or at most that."""

    at_least: float | None = None
    at_most: float | None = None

    def met_by(self, figure: float) -> bool:
        """Say whether the figure is good enough."""
        return (self.at_least is None or figure >= self.at_least) and (self.at_most is None or figure <= self.at_most)

    @override
    def __str__(self) -> str:
        return f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Set rows of cells in columns: the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    )


def judged(figures: Mapping[str, float], targets: Mapping[str, Target]) -> str:
    """Set the figures that have a target beside it."""
    return aligned(
        [
            [name, f"{figures[name]:.2f}", str(target), "met" if target.met_by(figures[name]) else "MISSED"]
            for name, target in targets.items()
        ]
    )
