"""What the domain and the handlers need from memory: one small Protocol a topic, kept by `storage`.

Each method is one transaction. Instants go in and come out aware, in UTC.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from domain.model import Chat, ChatId, ChatKind, Draft, Feedback, FeedbackId

Clock = Callable[[], datetime]
"""The one source of "now": an aware instant in UTC."""


class Gone(LookupError):  # noqa: N818 - it is no mistake of anybody: what was there is not any more
    """What was to be changed is not there any more."""


class Chats(Protocol):
    """The chats that the bot has met."""

    async def meet(self, telegram_id: int, kind: ChatKind, heard_language: str | None, now: datetime) -> Chat:
        """Find the chat, or make it; note a changed kind or heard language, and that it writes again."""
        ...

    async def choose_language(self, chat: ChatId, language: str) -> Chat:
        """Keep the language that the chat chose. Raises Gone."""
        ...

    async def mark_blocked(self, telegram_id: int, now: datetime) -> None:
        """Note that this chat cannot be written to; `meet` with a message from it takes the mark away."""
        ...

    async def migrate(self, old_telegram_id: int, new_telegram_id: int, now: datetime) -> Chat:
        """Move a group that became a supergroup; where both are known already, the two become one."""
        ...


class Drafts(Protocol):
    """The dialogue under way: at most one in a chat and topic (`thread` is None outside forums)."""

    async def keep_draft(self, chat: ChatId, thread: int | None, draft: Draft) -> None:
        """Begin or go on with a dialogue, in the place of the one before. Raises Gone."""
        ...

    async def draft(self, chat: ChatId, thread: int | None, now: datetime) -> Draft | None:
        """Give the dialogue under way, unless it has expired."""
        ...

    async def drop_draft(self, chat: ChatId, thread: int | None) -> bool:
        """End the dialogue; say whether there was one."""
        ...

    async def sweep_drafts(self, now: datetime) -> int:
        """Delete what has expired; say how many."""
        ...


class Reports(Protocol):
    """Wrong answers that residents reported."""

    async def report(self, asked: str, answered: Sequence[str], city_version: str, now: datetime) -> FeedbackId:
        """Keep a report of a wrong answer."""
        ...

    async def comment(self, feedback: FeedbackId, text: str) -> None:
        """Add the resident's own line to their report. Raises Gone."""
        ...

    async def sweep_reports(self, before: datetime) -> int:
        """Delete the reports made before an instant; say how many."""
        ...

    async def reports(self, limit: int = 1000) -> Sequence[Feedback]:
        """The latest reports, newest first."""
        ...


class Pictures(Protocol):
    """The pictures that Telegram has: by our key, the `file_id` that shows them again (Bot API, "Sending files")."""

    async def picture(self, key: str) -> str | None:
        """Give the `file_id` of a picture; None where it has to be uploaded."""
        ...

    async def keep_picture(self, key: str, file_id: str, now: datetime) -> None:
        """Note under which `file_id` Telegram has a picture, in the place of the one before."""
        ...

    async def drop_picture(self, key: str) -> None:
        """Forget a `file_id` that Telegram does not take any more."""
        ...


class Store(Chats, Drafts, Reports, Pictures, Protocol):
    """All that is remembered."""
