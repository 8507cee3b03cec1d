"""`python -m bench NAME [--quick] [--json]`: run one bench, or `all` of them."""

import argparse
import json
from collections.abc import Mapping
from importlib import import_module
from typing import Protocol

BENCHES = ("client", "updates", "lookup", "questions", "agenda", "delivery", "announcements")
"""The modules of this package that measure; each is imported only when it runs."""


class Bench(Protocol):
    """What a module that measures offers."""

    def measure(self, quick: bool) -> Mapping[str, float]:  # noqa: FBT001  (a plain switch, named by every caller)
        """Measure and give the figures by name; `quick` ends within a minute."""
        ...

    def table(self, figures: Mapping[str, float]) -> str:
        """Show the figures to a person, beside what they should be."""
        ...


def main() -> None:
    """Run what the command line names; with --json, end with one line `{"figures": {…}}`."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", choices=[*BENCHES, "all"])
    parser.add_argument("--quick", action="store_true", help="rougher figures, within a minute")
    parser.add_argument(
        "--json",
        action="store_true",
        help="print the figures as one line of JSON, last; those of `all` begin with their bench",
    )
    arguments = parser.parse_args()
    figures: dict[str, float] = {}
    for name in BENCHES if arguments.name == "all" else (arguments.name,):
        bench: Bench = import_module(f"bench.{name}")
        measured = bench.measure(quick=arguments.quick)
        if not arguments.json:
            print(f"{name}\n{bench.table(measured)}\n", flush=True)
        prefix = f"{name}." if arguments.name == "all" else ""
        figures |= {f"{prefix}{figure}": value for figure, value in measured.items()}
    if arguments.json:
        print(json.dumps({"figures": figures}))


if __name__ == "__main__":
    main()
