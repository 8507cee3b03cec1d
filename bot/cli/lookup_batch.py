"""`reti lookup --batch`: a table of questions in, a table of answers out, row by row.

The columns are a stable interface: `query,lat,lon` in, others ignored; `COLUMNS` out, a row for each row, in the same
order. Several ids in a cell have semicolons between them, the best first.
"""

from functools import partial
from pathlib import Path

from bot.cli.lookup_reply import ask, read_question
from bot.cli.tables_in import Sheet, answer_table
from domain.lookup import Index

ASKED = ("query", "lat", "lon")
ANSWERED = ("status", "networks", "areas", "match", "score", "ms")
COLUMNS = (*ASKED, *ANSWERED)

_NEEDED = (frozenset({"query"}), frozenset({"lat", "lon"}))


def answer_all(index: Index, incoming: Path, outgoing: Path) -> int:
    """Answer every row, and give the number of those that were no question: they stand without a status.

    Raises:
        StartError: a file cannot be read or written, or lacks the columns.

    """
    return answer_table(Sheet(ASKED, ANSWERED, _NEEDED, partial(_values, index)), incoming, outgoing)


def _values(index: Index, asked: list[str]) -> list[object]:
    reply = ask(index, read_question(*asked))
    answer = reply.answer
    return [answer.status, ";".join(reply.networks), ";".join(answer.areas), reply.match, answer.score, reply.ms]
