"""Typed buttons: what a key under a message does, packed into its callback data.

A button is a frozen dataclass of short fields. Packed, it is its prefix and its fields joined by colons, at most 64
bytes (Bot API 10.3, InlineKeyboardButton.callback_data). The last text field may hold colons. Fields with defaults may
be added at the end later: buttons sent before then still open. A prefix is never used again for something else.
"""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar, Self, TypeVar, get_type_hints

from typing_extensions import override

MOST_BYTES = 64
B = TypeVar("B", bound="Button")


@dataclass(frozen=True)
class Button:
    """What a tap asks for. Subclasses name their `prefix` and declare fields of `str`, `int` or a `StrEnum`."""

    prefix: ClassVar[str]

    @override
    def __init_subclass__(cls, *, prefix: str) -> None:
        super().__init_subclass__()
        cls.prefix = prefix

    def pack(self) -> str:
        """Write the button as callback data.

        Raises:
            ValueError: it does not fit into 64 bytes, or a field but the last holds a colon.

        """
        values = [str(getattr(self, field.name)) for field in fields(self)]
        data = ":".join([self.prefix, *values])
        if len(data.encode()) > MOST_BYTES or any(":" in value for value in values[:-1]):
            raise ValueError(f"{type(self).__name__} does not fit into a button")
        return data

    @classmethod
    def unpack(cls, data: str) -> Self | None:
        """Read callback data back; None for anything that this button did not write."""
        prefix, _, rest = data.partition(":")
        button: type[Button] = cls
        shape = _shape(button)
        values = rest.split(":", max(len(shape) - 1, 0)) if rest or shape else []
        if prefix != cls.prefix or len(values) > len(shape):
            return None
        required = [name for name, (_, needed) in shape.items() if needed]
        if len(values) < len(required):
            return None
        try:
            return cls(**{name: kind(value) for (name, (kind, _)), value in zip(shape.items(), values, strict=False)})
        except ValueError:
            return None


def _shape(button: type[Button]) -> dict[str, tuple[Any, bool]]:
    """Each field's reader and whether it is required, in order."""
    hints = get_type_hints(button)
    shape = {}
    for field in fields(button):
        kind = hints[field.name]
        if not (kind in {str, int} or issubclass(kind, StrEnum)):
            raise TypeError(f"{button.__name__}.{field.name}: a button's field is a str, an int or a StrEnum")
        shape[field.name] = (kind, field.default is MISSING)
    return shape


def fit(text: str, bytes_left: int) -> str:
    """Cut a text to so many bytes of UTF-8, between characters."""
    return text.encode()[:bytes_left].decode(errors="ignore").strip()


def fitted(kind: Callable[..., B], *values: str, last: str) -> B:
    """Make a button whose last field is cut to what the 64 bytes leave."""
    left = MOST_BYTES - len(kind(*values, "").pack().encode())
    return kind(*values, fit(last, left))
