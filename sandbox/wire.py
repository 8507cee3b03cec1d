"""How parameters travel: in the query string, as a form, as JSON, or in parts with files."""

import json
from email.message import Message as Headers
from email.parser import HeaderParser
from typing import Any
from urllib.parse import parse_qsl

from sandbox.errors import ApiError, bad_request
from sandbox.files import Upload

_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
_PARTS = "multipart/form-data"
_LARGEST = 50 * 1024 * 1024
"""The largest request (Bot API, "Sending files")."""


def read_request(query: bytes, content_type: str, body: bytes) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Give the raw parameters and the uploaded files by name. Raises ApiError 400 or 413."""
    raw: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    if query:
        raw.update(parse_qsl(query.decode("latin-1"), keep_blank_values=True))
    if not body:
        return raw, files
    if len(body) > _LARGEST:
        raise ApiError(413, "Request Entity Too Large")
    kind = content_type.partition(";")[0].strip().lower()
    if kind == _JSON:
        raw.update(_read_json(body))
    elif kind == _FORM:
        raw.update(parse_qsl(body.decode("latin-1"), keep_blank_values=True))
    elif kind == _PARTS:
        _read_parts(content_type, body, raw, files)
    return raw, files


def _read_json(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body)
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise bad_request("can't parse parameters: a JSON object is expected")
    return read


def _read_parts(content_type: str, body: bytes, raw: dict[str, Any], files: dict[str, Upload]) -> None:
    headers = Headers()
    headers["content-type"] = content_type
    boundary = headers.get_param("boundary")
    if not isinstance(boundary, str):
        raise bad_request("boundary not found")
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.encode("latin-1"))[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        described = HeaderParser().parsestr(head.decode("utf-8", "replace"))
        name = _parameter(described, "name")
        file_name = _parameter(described, "filename")
        if name and file_name is not None:
            files[name] = Upload(file_name, content, described.get("content-type", "application/octet-stream"))
        elif name:
            raw[name] = content.decode("utf-8", "replace")


def _parameter(described: Headers, name: str) -> str | None:
    found = described.get_param(name, header="content-disposition")
    if isinstance(found, tuple):
        charset, _, value = found
        return value.encode("latin-1").decode(charset or "utf-8", "replace")
    return found
