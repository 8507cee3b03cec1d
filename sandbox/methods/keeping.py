"""Files that people sent."""

from typing import Any

from sandbox.calls import Call
from sandbox.errors import bad_request

_LARGEST = 20 * 1024 * 1024
"""The largest file a bot may fetch (Bot API, getFile)."""


def get_file(call: Call) -> dict[str, Any]:
    """Prepare a file for fetching (getFile)."""
    stored = call.telegram.files.known(call.params["file_id"])
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.content) > _LARGEST:
        raise bad_request("file is too big")
    return stored.as_file()
