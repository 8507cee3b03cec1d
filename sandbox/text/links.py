"""Which addresses Telegram takes in links and buttons, and how it writes them (TDLib, LinkManager.cpp, HttpUrl.cpp)."""

import re
from urllib.parse import parse_qs, urlsplit

_URL = re.compile(
    r"(?:(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*):/{0,2})?(?P<host>[^/?#\s:@]+)(?P<port>:\d{1,5})?(?P<rest>[/?#][^\s]*)?",
)
_HOST = re.compile(r"[^\s/?#:@!\"$&'()*,;<>\[\\\]^`{|}]+")
_USER = re.compile(r"tg://user\?id=(?P<id>\d+)", re.IGNORECASE)
_TELEGRAM = frozenset({"t.me", "telegram.me"})
_TG = re.compile(r"(?:tg|ton):(?://)?\S+", re.IGNORECASE)


class WrongLinkError(ValueError):
    """An address that Telegram refuses; the text says why in its words."""


def user_of(url: str) -> int | None:
    """Give the user a `tg://user?id=…` link speaks of."""
    found = _USER.fullmatch(url)
    return int(found["id"]) if found else None


def deep_link(url: str, username: str) -> str | None:
    """Give the `start` parameter of a link that opens a bot, in either spelling: "" without one, None elsewhere."""
    parts = urlsplit(url if ":" in url else f"https://{url}")
    query = parse_qs(parts.query)
    if parts.scheme == "tg":
        name = query.get("domain", [""])[0] if parts.netloc == "resolve" else ""
    else:
        name = parts.path.strip("/") if parts.hostname in _TELEGRAM else ""
    return query.get("start", [""])[0] if name.lower() == username.lower() else None


def checked_link(url: str) -> str:
    """Give an address as Telegram writes it: with a scheme, its host in lower case, and a path.

    Raises WrongLinkError.
    """
    if _TG.fullmatch(url):
        return url
    found = _URL.fullmatch(url.strip())
    if found is None:
        raise WrongLinkError(_invalid(url))
    scheme = (found["scheme"] or "http").lower()
    if scheme not in {"http", "https"}:
        raise WrongLinkError(f"URL '{url}' is invalid: Unsupported URL protocol")
    host = found["host"].lower()
    if "." not in host or not _HOST.fullmatch(host):
        raise WrongLinkError(_invalid(url))
    rest = found["rest"] or ""
    if not rest.startswith("/"):
        rest = "/" + rest
    return f"{scheme}://{host}{found['port'] or ''}{rest}"


def _invalid(url: str) -> str:
    return f"URL '{url}' is invalid: Wrong HTTP URL"
