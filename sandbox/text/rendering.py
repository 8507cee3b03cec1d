"""Formatted text back into HTML of the Bot API, always the same for the same text and entities."""

from collections.abc import Callable
from html import escape

from sandbox.text.entities import Entity, sorted_entities

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "blockquote": "blockquote",
}


def rendered_html(text: str, entities: list[Entity]) -> str:
    """Write a text with its entities as HTML. Recognised entities (commands, addresses, …) stay plain text."""
    marked = [entity for entity in sorted_entities(entities) if _tags(entity)[0]]
    if not marked:
        return escape(text, quote=False)
    units = text.encode("utf-16-le", "surrogatepass")
    cuts = {0, len(units) // 2}
    for entity in marked:
        cuts |= {entity["offset"], entity["offset"] + entity["length"]}
    points = sorted(cuts)
    written: list[str] = []
    opened: list[Entity] = []
    for start, end in zip(points, [*points[1:], points[-1]], strict=True):
        _reopen(opened, [entity for entity in marked if _covers(entity, start)], written)
        written.append(escape(units[2 * start : 2 * end].decode("utf-16-le", "replace"), quote=False))
    return "".join(written)


def _covers(entity: Entity, offset: int) -> bool:
    covers: bool = entity["offset"] <= offset < entity["offset"] + entity["length"]
    return covers


def _reopen(opened: list[Entity], wanted: list[Entity], written: list[str]) -> None:
    """Close what is over, and what was opened inside it; then open what is wanted and not open."""
    keep = 0
    while keep < len(opened) and keep < len(wanted) and opened[keep] is wanted[keep]:
        keep += 1
    while len(opened) > keep:
        written.append(_tags(opened.pop())[1])
    for entity in wanted[keep:]:
        opened.append(entity)
        written.append(_tags(entity)[0])


def _tags(entity: Entity) -> tuple[str, str]:
    """Give the start and the end tag of an entity; two empty ones if it has none."""
    kind = entity["type"]
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
    write = _WRITTEN.get(kind)
    return write(entity) if write else ("", "")


def _pre(entity: Entity) -> tuple[str, str]:
    language = entity.get("language")
    if language:
        return f'<pre><code class="language-{escape(language)}">', "</code></pre>"
    return "<pre>", "</pre>"


def _date_time(entity: Entity) -> tuple[str, str]:
    style = f' format="{escape(entity["date_time_format"])}"' if "date_time_format" in entity else ""
    return f'<tg-time unix="{entity["unix_time"]}"{style}>', "</tg-time>"


_WRITTEN: dict[str, Callable[[Entity], tuple[str, str]]] = {
    "pre": _pre,
    "date_time": _date_time,
    "expandable_blockquote": lambda _: ("<blockquote expandable>", "</blockquote>"),
    "text_link": lambda entity: (f'<a href="{escape(entity["url"])}">', "</a>"),
    "text_mention": lambda entity: (f'<a href="tg://user?id={entity["user"]["id"]}">', "</a>"),
    "custom_emoji": lambda entity: (f'<tg-emoji emoji-id="{entity["custom_emoji_id"]}">', "</tg-emoji>"),
}
