"""What dialogues need of the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.dialogues.dialogue import Dialogue, Owner
from domain.model import ChatId


class Dialogues(Protocol):
    """The dialogues of each place; `thread` is None outside the topics of a forum."""

    async def dialogues(self, chat: ChatId, thread: int | None, now: datetime) -> Sequence[Dialogue]:
        """Give all that have not expired, in whatever order."""
        ...

    async def keep_dialogue(self, chat: ChatId, thread: int | None, dialogue: Dialogue) -> None:
        """Begin a dialogue, or go on with it; unless it waits, all others of the place do from now on. Raises Gone."""
        ...

    async def end_dialogue(self, chat: ChatId, thread: int | None, owner: Owner) -> bool:
        """End the dialogue of an owner; say whether there was one (expired or not)."""
        ...

    async def sweep_dialogues(self, now: datetime) -> int:
        """Delete what has expired; say how many."""
        ...
