"""`reti lookup --explain`: how a text got its answer, for whoever looks into a wrong one."""

from bot.cli.tables import aligned
from domain.city.model import Street
from domain.lookup import Explanation, Index, Step, explain

_INDENT = "  "
_NUMBERLESS = "-"


def explained(index: Index, text: str) -> str:
    """Show the words read, every candidate with its cost, and the runs of the street that the cheapest one names."""
    explanation = explain(index, text)
    return "\n".join([*_reading(explanation), *_candidates(explanation), *_runs(explanation, index)])


def _reading(explanation: Explanation) -> list[str]:
    return [
        f"read as:   {explanation.words or '(no words)'}",
        f"postcode:  {explanation.postcode or '(none)'}",
    ]


def _candidates(explanation: Explanation) -> list[str]:
    if not explanation.candidates:
        return ["candidates: none is near enough"]
    rows = [("cost", "how", "source", "name", "areas"), *map(_candidate, explanation.candidates)]
    return ["candidates, cheapest first (cost in letters mistyped):", aligned(rows, _INDENT)]


def _candidate(step: Step) -> tuple[str, ...]:
    return (f"{step.cost:.2f}", step.how, step.source, step.name, ", ".join(step.areas) or _NUMBERLESS)


def _runs(explanation: Explanation, index: Index) -> list[str]:
    named = explanation.candidates[0].name if explanation.candidates else None
    street = next((street for street in index.city.streets if street.name == named), None)
    return [f"house numbers of {street.name}:", aligned(_table(street), _INDENT)] if street else []


def _table(street: Street) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("side", "first", "last", "area", "near", "basis")]
    for run in street.runs:
        ends = (_NUMBERLESS if end is None else str(end) for end in (run.first, run.last))
        rows.append((run.parity, *ends, run.area, ", ".join(run.near) or _NUMBERLESS, run.basis))
    return rows
