"""Message entities: their kinds, and how text is measured in Telegram: in UTF-16 code units."""

from typing import Any

Entity = dict[str, Any]
"""A MessageEntity of the Bot API; `offset` and `length` are UTF-16 code units."""

_BLANK = " \t\n\r\v\f\u00a0"
_PRIORITY = (
    "blockquote",
    "expandable_blockquote",
    "pre",
    "code",
    "text_link",
    "text_mention",
    "date_time",
    "custom_emoji",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
)


def utf16_length(text: str) -> int:
    """Measure text in UTF-16 code units."""
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)


def utf16_cut(text: str, offset: int, length: int) -> str:
    """Cut out the part of a text that an entity covers."""
    if text.isascii():
        return text[offset : offset + length]
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def sorted_entities(entities: list[Entity]) -> list[Entity]:
    """Order entities as Telegram lists them: by where they start, the longer first, then outer kinds first."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"], _rank(entity["type"])))


def _rank(kind: str) -> int:
    return _PRIORITY.index(kind) if kind in _PRIORITY else len(_PRIORITY)


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Take blanks off both ends of a text and bring its entities along; what covers only blanks is dropped.

    Blanks at the start stay if an entity begins there (TDLib, MessageEntity.cpp, fix_formatted_text).
    """
    kept = text.rstrip(_BLANK)
    first = min((entity["offset"] for entity in entities), default=len(kept))
    lead = min(len(kept) - len(kept.lstrip(" \n")), first)
    shortened = kept[lead:]
    if not entities:
        return shortened, entities
    end = utf16_length(shortened)
    result = []
    for entity in entities:
        offset = entity["offset"] - lead
        length = min(entity["length"], end - offset)
        if length > 0 and utf16_cut(shortened, offset, length).strip(_BLANK):
            result.append({**entity, "offset": offset, "length": length})
    return shortened, sorted_entities(result)
