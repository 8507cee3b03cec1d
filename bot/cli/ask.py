"""`reti ask`: what a free question means, asked at the command line; one question, or a table of them."""

import argparse
import gc
import json
from datetime import date
from pathlib import Path
from typing import Any

from bot.city import load_city
from bot.cli import FAILED, OK
from bot.cli.ask_batch import answer_all, read_day
from bot.cli.tables import aligned
from bot.cli.tables_in import BadRowError
from bot.clock import utc_now
from bot.failures import StartError
from bot.settings import read_settings
from domain.lookup import Index, build
from domain.questions import Explanation, explain


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("text", nargs="*", help="a question, as people write it")
    parser.add_argument("--today", metavar="DATE", help="the day on which it is asked, YYYY-MM-DD; by default today")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.add_argument("--batch", type=Path, metavar="IN.csv", help="ask every row: today,question")
    parser.add_argument("--out", type=Path, metavar="OUT.csv", help="where the answers of --batch go")


def main(options: argparse.Namespace) -> int:
    """Say what was understood; the exit code is 1 when rows of a batch were no question."""
    if options.batch or options.out:
        if not (options.batch and options.out) or options.text or options.today or options.json:
            raise StartError("Write `reti ask --batch IN.csv --out OUT.csv`, and nothing else.")
        return FAILED if answer_all(_index(), options.batch, options.out) else OK
    text = " ".join(options.text).strip()
    if not text:
        raise StartError('Write the question: `reti ask "cosa c\'è questo weekend a Redona?"`.')
    index = _index()
    today = _day(options.today, index)
    explanation = explain(index, text, today)
    if options.json:
        print(json.dumps(_record(text, today, explanation), ensure_ascii=False, indent=2))
    else:
        print(_shown(explanation))
    return OK


def _index() -> Index:
    index = build(load_city(read_settings().city))
    gc.freeze()  # the pack is never garbage: no answer waits for a look at it
    return index


def _day(written: str | None, index: Index) -> date:
    if written is None:
        return utc_now().astimezone(index.city.zone).date()
    try:
        return read_day(written)
    except BadRowError as error:
        raise StartError(f"--today {error}") from None


def _shown(explanation: Explanation) -> str:
    question = explanation.question
    rows = [("read as", explanation.words or "(no words)"), ("intent", str(question.intent))]
    rows.extend(("network", network) for network in question.networks)
    rows.extend(("no network in", area) for area in question.unserved)
    if question.town:
        rows.append(("another town", question.town))
    if question.days:
        rows.append(("days", f"{question.days.first_on} to {question.days.last_on}"))
    if question.theme:
        rows.append(("theme", question.theme))
    rows.extend((f"by the words ({evidence.gave})", evidence.words) for evidence in explanation.evidence)
    return aligned([*rows, ("left over", explanation.left or "(nothing)")])


def _record(text: str, today: date, explanation: Explanation) -> dict[str, Any]:
    """Write the columns of a batch under the same names, and what has no column there."""
    question = explanation.question
    return {
        "today": today.isoformat(),
        "question": text,
        "intent": question.intent,
        "networks": question.networks,
        "from": question.days.first_on.isoformat() if question.days else None,
        "to": question.days.last_on.isoformat() if question.days else None,
        "theme": question.theme,
        "unserved": question.unserved,
        "town": question.town,
        "words": explanation.words,
        "evidence": [{"gave": evidence.gave, "words": evidence.words} for evidence in explanation.evidence],
        "left": explanation.left,
    }
