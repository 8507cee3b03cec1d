"""From a method's name and raw parameters to the answer: faults, validation, the method itself, the transcript."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.calls import Call
from sandbox.errors import ApiError, not_found
from sandbox.facts import load_facts
from sandbox.faults import Answers, DropAfter, Fault, Silent, Slow
from sandbox.files import Upload
from sandbox.methods import METHODS, WAITING_METHODS
from sandbox.telegram import Telegram
from sandbox.transcript import Record

_COMPACT = json.JSONEncoder(separators=(",", ":"))
_NAMES = {name.lower(): name for name in (*METHODS, *WAITING_METHODS)}


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over the connection."""

    status: int
    body: bytes
    content_type: str = "application/json"
    retry_after: int | None = None


async def answer(telegram: Telegram, method: str, raw: Mapping[str, Any], files: Mapping[str, Upload]) -> Answer | None:
    """Answer a call; None means that the connection is to be closed without an answer."""
    name = _NAMES.get(method.lower())
    fault = telegram.faults.take(method.lower(), _chat_of(raw))
    if fault is not None:
        return await _befallen(telegram, fault, name or method, raw, files)
    return await _carried_out(telegram, name or method, raw, files)


async def _befallen(
    telegram: Telegram, fault: Fault, name: str, raw: Mapping[str, Any], files: Mapping[str, Upload]
) -> Answer | None:
    if isinstance(fault, Slow):
        answered = await _carried_out(telegram, name, raw, files)
        await asyncio.sleep(fault.seconds)
        return answered
    if isinstance(fault, DropAfter) or (isinstance(fault, Answers) and fault.carried_out):
        await _carried_out(telegram, name, raw, files, answered=False)
    else:
        status, error = (fault.status, fault.description) if isinstance(fault, Answers) else (0, "dropped")
        telegram.transcript.add(Record(telegram.clock(), name, dict(raw), status, error=error))
    if isinstance(fault, Silent):
        await asyncio.Event().wait()  # until the client hangs up
    return _scripted(fault) if isinstance(fault, Answers) else None


def _scripted(fault: Answers) -> Answer:
    if fault.body is not None:
        return Answer(fault.status, fault.body.encode(), "text/html")
    return refusal(ApiError(fault.status, fault.description, fault.parameters))


async def _carried_out(
    telegram: Telegram, name: str, raw: Mapping[str, Any], files: Mapping[str, Upload], *, answered: bool = True
) -> Answer:
    params: dict[str, Any] = dict(raw)
    try:
        if name not in METHODS and name not in WAITING_METHODS:
            raise _unknown(name)
        params = telegram.parameters.read(name, {**raw, **files} if files else raw)
        call = Call(telegram, params, files)
        result = METHODS[name](call) if name in METHODS else await WAITING_METHODS[name](call)
    except ApiError as error:
        telegram.transcript.add(Record(telegram.clock(), name, params, error.status, error=error.description))
        return refusal(error)
    telegram.transcript.add(Record(telegram.clock(), name, params, 200, result, answered=answered))
    return Answer(200, b'{"ok":true,"result":' + _json(result) + b"}")


def refusal(error: ApiError) -> Answer:
    """Write an error as the Bot API does; a 429 says how long to wait in a header, too."""
    body: dict[str, Any] = {"ok": False, "error_code": error.status, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return Answer(error.status, _json(body), retry_after=error.parameters.get("retry_after"))


def _unknown(method: str) -> ApiError:
    """Tell a method that exists but is not played here, so that no test takes it for a misspelt one."""
    exists = load_facts().unplayed.get(method.lower())
    if exists is None:
        return not_found()
    return ApiError(501, f"Not Implemented: the sandbox does not play {exists}")


def _chat_of(raw: Mapping[str, Any]) -> str | None:
    chat_id = raw.get("chat_id")
    return None if chat_id is None else str(chat_id)


def _json(value: Any) -> bytes:
    return _COMPACT.encode(value).encode()
