"""`reti ask --batch`: a table of questions in, a table of what was understood out, row by row.

The columns are a stable interface: `today,question` in, others ignored; `COLUMNS` out, a row for each row, in the same
order. Several networks in a cell have semicolons between them; days are written YYYY-MM-DD; what was not said is empty.
"""

from datetime import date
from functools import partial
from pathlib import Path

from bot.cli.tables_in import BadRowError, Sheet, answer_table
from domain.lookup import Index
from domain.questions import read

ASKED = ("today", "question")
ANSWERED = ("intent", "networks", "from", "to", "theme")
COLUMNS = (*ASKED, *ANSWERED)


def answer_all(index: Index, incoming: Path, outgoing: Path) -> int:
    """Understand every row, and give the number of those that were no question: they stand without an intent.

    Raises:
        StartError: a file cannot be read or written, or lacks the columns.

    """
    return answer_table(Sheet(ASKED, ANSWERED, (frozenset(ASKED),), partial(_values, index)), incoming, outgoing)


def _values(index: Index, asked: list[str]) -> list[object]:
    today, text = asked
    if not text.strip():
        raise BadRowError("has no question.")
    question = read(index, text, read_day(today))
    days = (question.days.first_on, question.days.last_on) if question.days else ("", "")
    return [question.intent, ";".join(question.networks), *days, question.theme or ""]


def read_day(written: str) -> date:
    """Read a day. Raises BadRowError."""
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise BadRowError(f"has {written!r} where a day belongs, such as 2026-11-28.") from None
