"""What Telegram recognises in plain text by itself: commands, mentions, hashtags, addresses and e-mail addresses."""

import re

from sandbox.text.entities import Entity, sorted_entities, utf16_length
from sandbox.text.links import WrongLinkError, checked_link

_FOUND = re.compile(
    r"(?P<url>(?<![\w@.-])(?:https?://[^\s<>\"«»]+|(?:[a-z0-9-]+\.)+(?:it|com|org|net|eu|info|me|io|gov|edu)\b"
    r"(?:/[^\s<>\"«»]*)?))"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+)"
    r"|(?P<mention>(?<![\w@])@[a-zA-Z][a-zA-Z0-9_]{2,31}\b)"
    r"|(?P<bot_command>(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<hashtag>(?<![\w#@])#\w*[^\W\d]\w*)",
    re.IGNORECASE,
)
_HINTS = ("/", "@", "#", ".")
_AFTER_URL = ".,:;!?()'\""
_OPAQUE = frozenset({"pre", "code", "text_link", "text_mention"})


def detected(text: str, entities: list[Entity]) -> list[Entity]:
    """Add what is recognised in a text to the entities it has, except inside code and links."""
    if not any(hint in text for hint in _HINTS):
        return entities
    opaque = [
        (entity["offset"], entity["offset"] + entity["length"]) for entity in entities if entity["type"] in _OPAQUE
    ]
    found = []
    for match in _FOUND.finditer(text):
        kind = match.lastgroup or ""
        covered = _without_tail(match[0]) if kind == "url" else match[0]
        if kind == "url" and not _is_link(covered):
            continue
        offset = utf16_length(text[: match.start()])
        end = offset + utf16_length(covered)
        if not any(start < end and offset < stop for start, stop in opaque):
            found.append({"offset": offset, "length": end - offset, "type": kind})
    return sorted_entities(entities + found) if found else entities


def _without_tail(url: str) -> str:
    return url.rstrip(_AFTER_URL)


def _is_link(url: str) -> bool:
    try:
        checked_link(url)
    except WrongLinkError:
        return False
    return True
