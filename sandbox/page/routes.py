"""The addresses of the chat page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from typing_extensions import override

from sandbox.page.acts import LARGEST_FILE, ActError, perform
from sandbox.page.areas import named_areas
from sandbox.page.cast import assemble, welcome
from sandbox.page.changes import changes_response
from sandbox.page.files import file_response
from sandbox.page.snapshot import Snapshots

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.page.options import PageOptions
    from sandbox.telegram import Telegram

_STATIC = Path(__file__).parent / "static"
_LARGEST_REQUEST = LARGEST_FILE * 4 // 3 + 10_000
"""Bytes of the largest files in Base64, and the rest of their request."""

_PAGE_HEADERS = {
    # Nothing from elsewhere, nothing inline: even a mistake in the page cannot run what a bot or a person wrote.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


def routes(telegram: Telegram, options: PageOptions) -> list[Route | Mount]:
    """Let the people of `options` into the sandbox, and give the addresses of a page to be them.

    `/` is the page; `/page/state` the snapshot as JSON, `/page/events` the snapshot and all changes after it
    (server-sent events), `/page/act` takes what people do and `/page/people` who comes, `/page/files/{file_id}` and
    `/page/map` are what they say.
    Raises OSError or ValueError if the map cannot be read.
    """
    notes = assemble(telegram, options)
    snapshots = Snapshots(telegram, options, notes)
    areas = named_areas(options.map_file, options.area_names) if options.map_file else None

    async def index(_request: Request) -> Response:
        return FileResponse(_STATIC / "index.html", headers=_PAGE_HEADERS)

    async def state(_request: Request) -> Response:
        return JSONResponse(snapshots.everything())

    async def events(_request: Request) -> Response:
        return changes_response(telegram, snapshots)

    async def act(request: Request) -> Response:
        try:
            return JSONResponse({"update_id": perform(telegram, await _json(request))})
        except ActError as refusal:
            return JSONResponse({"error": str(refusal)}, 400)

    async def people(request: Request) -> Response:
        try:
            return JSONResponse({"person": welcome(telegram, options, notes, await _json(request))})
        except ActError as refusal:
            return JSONResponse({"error": str(refusal)}, 400)

    async def file(request: Request) -> Response:
        stored = telegram.files.known(request.path_params["file_id"])
        return file_response(stored) if stored else Response(status_code=404)

    async def map_of_areas(_request: Request) -> Response:
        return JSONResponse(areas) if areas else Response(status_code=404)

    return [
        Route("/", index),
        Route("/page/state", state),
        Route("/page/events", events),
        Route("/page/act", act, methods=["POST"]),
        Route("/page/people", people, methods=["POST"]),
        Route("/page/files/{file_id}", file),
        Route("/page/map", map_of_areas),
        Mount("/page/static", _Static(directory=_STATIC)),
    ]


class _Static(StaticFiles):
    """The page's own files, asked for anew each time: an upgrade shows at once."""

    @override
    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update({name: _PAGE_HEADERS[name] for name in ("X-Content-Type-Options", "Cache-Control")})
        return response


async def _json(request: Request) -> dict[str, Any]:
    """Read a JSON object. Raises ActError.

    Only `application/json` is taken: a form on a strange site cannot send that without this server's consent.
    """
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise ActError("La richiesta non è in JSON.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_REQUEST:
            raise ActError("La richiesta è troppo grande.")
    try:
        content = json.loads(body)
    except ValueError:
        raise ActError("La richiesta non è JSON valido.") from None
    if not isinstance(content, dict):
        raise ActError("La richiesta non è un oggetto JSON.")
    return content
