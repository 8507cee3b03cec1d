"""HTML as the Bot API reads it: tags into entities, with Telegram's own error texts and byte offsets.

The rules are those of TDLib (MessageEntity.cpp, parse_html) and of "HTML style" in the Bot API.
"""

import re
from dataclasses import dataclass

from sandbox.text.entities import Entity, sorted_entities, utf16_length
from sandbox.text.links import WrongLinkError, checked_link, user_of

_PLAIN = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
}
_TAGS = frozenset({*_PLAIN, "a", "pre", "code", "blockquote", "tg-emoji", "tg-time"})
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACE = " \t\n\r\v\f\0"

_STOP = re.compile("[<&]")
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<decimal>[0-9]*)|(?P<named>[a-zA-Z]*))")
_TAG_NAME = re.compile(r"[^ \t\n\r\v\f>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\n\r\v\f=>/\"']*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_LAST_CODE_POINT = 0x10FFFF
_LONGEST_REFERENCE = 10


class MarkupError(ValueError):
    """The markup cannot be read; the text says why in Telegram's words."""


@dataclass(slots=True)
class _Open:
    """A start tag whose end has not come yet; `argument` is None where it was not given."""

    tag: str
    argument: str | None
    style: str | None
    offset: int
    index: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Give the plain text and its entities, not yet trimmed. Raises MarkupError."""
    return _Parser(source).parse()


class _Parser:
    """One pass over the source, which keeps the text so far, its length in UTF-16 units, and the open tags."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._text: list[str] = []
        self._offset = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        source = self._source
        at = 0
        while stop := _STOP.search(source, at):
            self._write(source[at : stop.start()])
            at = stop.start()
            if source[at] == "&":
                character, at = _decode(source, at)
                self._write(character)
            elif source.startswith("/", at + 1):
                at = self._end_tag(at)
            else:
                at = self._start_tag(at)
        self._write(source[at:])
        if self._open:
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        text = "".join(self._text)
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise MarkupError(
                "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate"
                " code units"
            )
        for entity in self._entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return text, sorted_entities(self._entities)

    def _write(self, text: str) -> None:
        if text:
            self._text.append(text)
            self._offset += utf16_length(text)

    def _byte(self, index: int) -> int:
        return len(self._source[:index].encode("utf-8", "surrogatepass"))

    def _start_tag(self, begin: int) -> int:
        source = self._source
        at = _end(_TAG_NAME, source, begin + 1)
        if at == len(source):
            raise MarkupError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        tag = source[begin + 1 : at].lower()
        if tag not in _TAGS:
            raise MarkupError(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes: dict[str, str] = {}
        while True:
            at = self._skip_space(at)
            if source.startswith(">", at):
                break
            at = self._attribute(tag, begin, at, attributes)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        argument, style = _argument(tag, attributes)
        self._open.append(_Open(tag, argument, style, self._offset, len(self._text)))
        return at + 1

    def _attribute(self, tag: str, begin: int, start: int, attributes: dict[str, str]) -> int:
        """Read one attribute into `attributes`; give where it ends."""
        source = self._source
        at = _end(_ATTRIBUTE_NAME, source, start)
        name = source[start:at]
        if not name:
            raise MarkupError(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        at = self._skip_space(at)
        if at < len(source) and source[at] != "=":
            attributes[name] = ""
            return at
        at = self._skip_space(at + 1)
        if at >= len(source):
            raise MarkupError(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        if source[at] in "'\"":
            value, at = self._quoted(at)
        else:
            token = at
            at = _end(_NAME_TOKEN, source, at)
            value = source[token:at].lower()
            if at < len(source) and source[at] not in _SPACE + ">":
                raise MarkupError(f"Unexpected end of name token at byte offset {self._byte(token)}")
        if at >= len(source):
            raise MarkupError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        attributes[name] = value
        return at

    def _quoted(self, at: int) -> tuple[str, int]:
        source = self._source
        quote = source[at]
        value: list[str] = []
        at += 1
        while at < len(source) and source[at] != quote:
            if source[at] == "&":
                character, at = _decode(source, at)
                value.append(character)
            else:
                value.append(source[at])
                at += 1
        return "".join(value), at + 1

    def _end_tag(self, begin: int) -> int:
        source = self._source
        if not self._open:
            raise MarkupError(f"Unexpected end tag at byte offset {self._byte(begin)}")
        at = _end(_TAG_NAME, source, begin + 2)
        name = source[begin + 2 : at].lower()
        at = self._skip_space(at)
        if not source.startswith(">", at):
            raise MarkupError(f"Unclosed end tag at byte offset {self._byte(begin)}")
        opened = self._open[-1]
        if name and name != opened.tag:
            raise MarkupError(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{opened.tag}>", found "</{name}>"'
            )
        if self._offset > opened.offset:
            self._close(opened)
        self._open.pop()
        return at + 1

    def _close(self, opened: _Open) -> None:
        span = {"offset": opened.offset, "length": self._offset - opened.offset}
        if opened.tag in _PLAIN:
            self._entities.append({"type": _PLAIN[opened.tag], **span})
        elif opened.tag == "a":
            self._link(opened.argument or "".join(self._text[opened.index :]), span)
        elif opened.tag in {"pre", "code"}:
            self._code(opened, span)
        elif opened.tag == "blockquote":
            kind = "blockquote" if opened.argument is None else "expandable_blockquote"
            self._entities.append({"type": kind, **span})
        elif opened.tag == "tg-emoji":
            if not (opened.argument or "").isdigit() or not int(opened.argument or 0):
                raise MarkupError("Invalid custom emoji identifier specified")
            self._entities.append({"type": "custom_emoji", **span, "custom_emoji_id": opened.argument})
        else:
            self._moment(opened, span)

    def _moment(self, opened: _Open, span: dict[str, int]) -> None:
        if not (opened.argument or "").removeprefix("-").isdigit():
            raise MarkupError("Invalid Unix time specified")
        entity: Entity = {"type": "date_time", **span, "unix_time": int(opened.argument or 0)}
        if opened.style:
            entity["date_time_format"] = opened.style
        self._entities.append(entity)

    def _link(self, url: str, span: dict[str, int]) -> None:
        user = user_of(url)
        if user is not None:
            self._entities.append({"type": "text_mention", **span, "user": {"id": user}})
            return
        try:
            self._entities.append({"type": "text_link", **span, "url": checked_link(url)})
        except WrongLinkError:
            return  # A wrong link stays as plain text: the server drops the entity and says nothing.

    def _code(self, opened: _Open, span: dict[str, int]) -> None:
        """Keep a `pre` and a `code` over the same text as one `pre` with a language; `code` alone has none."""
        last = self._entities[-1] if self._entities else None
        same = last is not None and (last["offset"], last["length"]) == (span["offset"], span["length"])
        if opened.tag == "pre":
            if last is not None and same and last["type"] == "code" and last.get("language"):
                last["type"] = "pre"
            else:
                self._entities.append({"type": "pre", **span})
        elif last is not None and same and last["type"] == "pre" and opened.argument:
            last["language"] = opened.argument
        else:
            language = {"language": opened.argument} if opened.argument else {}
            self._entities.append({"type": "code", **span, **language})

    def _skip_space(self, at: int) -> int:
        while at < len(self._source) and self._source[at] in _SPACE:
            at += 1
        return at


def _end(pattern: re.Pattern[str], source: str, at: int) -> int:
    """Give where a pattern that may match nothing ends."""
    found = pattern.match(source, at)
    return found.end() if found else at


def _argument(tag: str, attributes: dict[str, str]) -> tuple[str | None, str | None]:
    if tag == "a":
        return attributes.get("href"), None
    if tag == "code" and attributes.get("class", "").startswith("language-"):
        return attributes["class"].removeprefix("language-"), None
    if tag == "tg-emoji":
        return attributes.get("emoji-id"), None
    if tag == "tg-time":
        return attributes.get("unix"), attributes.get("format")
    if tag == "blockquote" and "expandable" in attributes:
        return "", None
    return None, None


def _decode(source: str, at: int) -> tuple[str, int]:
    """Decode the character reference at `at`; what is none stays as it is written."""
    found = _REFERENCE.match(source, at)
    if found is None:
        return "&", at + 1
    end = found.end()
    if found["named"] is not None:
        character = _NAMED.get(found["named"])
        if character is None:
            return "&", at + 1
    else:
        digits = found["hex"] if found["hex"] is not None else found["decimal"]
        code = int(digits, 16 if found["hex"] is not None else 10) if digits else 0
        if code == 0 or code >= _LAST_CODE_POINT or end - at >= _LONGEST_REFERENCE:
            return "&", at + 1
        character = chr(code)
    return character, end + 1 if source.startswith(";", end) else end
