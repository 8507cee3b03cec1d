"""Refusals in the Bot API's own words."""

from collections.abc import Mapping


class ApiError(Exception):
    """An answer with `"ok": false`: its HTTP status, description and response parameters."""

    def __init__(self, status: int, description: str, parameters: Mapping[str, int] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = dict(parameters or {})


def bad_request(text: str, **parameters: int) -> ApiError:
    """Refuse with 400; `text` follows "Bad Request: ".

    Its first letter becomes small, unless the second is a capital or "_": so errors of the layers below look on the
    wire (telegram-bot-api, fail_query_with_error).
    """
    if not (text[1:2] == "_" or "A" <= text[1:2] <= "Z"):
        text = text[:1].lower() + text[1:]
    return ApiError(400, f"Bad Request: {text}", parameters)


def forbidden(text: str) -> ApiError:
    """Refuse with 403; `text` follows "Forbidden: "."""
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    """Refuse with 409; `text` follows "Conflict: "."""
    return ApiError(409, f"Conflict: {text}")


def too_many_requests(retry_after: int) -> ApiError:
    """Refuse with 429 and the seconds to wait (telegram-bot-api, Query.cpp)."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def not_found() -> ApiError:
    """Refuse with 404: no such method, or a path that names no bot."""
    return ApiError(404, "Not Found")


def unauthorized() -> ApiError:
    """Refuse with 401: a token that no bot has."""
    return ApiError(401, "Unauthorized")
