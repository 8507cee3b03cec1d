"""The files of messages, for the page to show or to save."""

from urllib.parse import quote

from starlette.responses import Response

from sandbox.files import StoredFile

_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}


def file_response(stored: StoredFile) -> Response:
    """Serve a photo to be shown, anything else only to be saved.

    A document opened in place could run as a part of the page, and what a photo is its first bytes say, not its sender.
    Another sandbox at the same address counts its files from one again, so a browser asks before it shows one anew.
    """
    picture = _picture_type(stored.content) if stored.kind == "photo" else None
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}
    if picture is None:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stored.name)}"
    return Response(stored.content, media_type=picture or "application/octet-stream", headers=headers)


def _picture_type(content: bytes) -> str | None:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((mime for magic, mime in _PICTURES.items() if content.startswith(magic)), None)
