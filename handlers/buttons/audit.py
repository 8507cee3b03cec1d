"""Keys of the log of who did what."""

from dataclasses import dataclass

from handlers.buttons.button import Button


@dataclass(frozen=True)
class ListDeeds(Button, prefix="de"):
    """A page of who did what."""

    page: int = 0


@dataclass(frozen=True)
class ExportDeeds(Button, prefix="dx"):
    """All of it as a table."""
