"""Logs: one line an event, `key=value`, with no token, no message text and no person's name in it.

Our own events are constant words with named values. What a library says is kept to its template, without the values
it would put in, since those may be an update or an address with the token in it; an exception is its type and the
places it passed through, without its message.
"""

import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType

from typing_extensions import override

_TOKEN = re.compile(r"(?<!\d)\d{5,}:[A-Za-z0-9_-]{20,}")
_OURS = "reti"
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class KeyValueFormatter(logging.Formatter):
    """Writes a record as one line: instant (UTC), level, logger, event, its values; a traceback follows indented."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """Write the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        ours = record.name.partition(".")[0] == _OURS
        event = record.getMessage() if ours else str(record.msg)
        values = {name: value for name, value in vars(record).items() if name not in _STANDARD} if ours else {}
        pairs = [f"{name}={_quoted(value)}" for name, value in {"event": event, **values}.items()]
        line = " ".join([f"at={at}", f"level={record.levelname.lower()}", f"from={record.name}", *pairs])
        if record.exc_info:
            line += "\n" + self.formatException(record.exc_info)
        return _TOKEN.sub("<token>", line)

    @override
    def formatException(self, ei: _ExcInfo) -> str:
        """Write an exception and its causes by type and place, without what they say."""
        error, written = ei[1], []
        while error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            places = [f"  at {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
            written += [f"  {type(error).__module__}.{type(error).__qualname__}", *places]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(written)


def start_logging(level: str = "INFO") -> None:
    """Log to standard error. Libraries are heard from WARNING on: at INFO some write addresses with the token."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(KeyValueFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger(_OURS).setLevel(level)


def _quoted(value: object) -> str:
    text = str(value)
    return text if re.fullmatch(r"[\w.:/+-]+", text) else '"' + text.replace('"', "'").replace("\n", " ") + '"'
