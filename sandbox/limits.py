"""The numbers of Telegram that a bot can run into, in one place and adjustable."""

from dataclasses import dataclass, replace
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """Rates, waiting times and lifetimes; None switches a rate off.

    Rates: "My bot is hitting limits" of the Bots FAQ, about 30 a second in all, 1 a second in a chat with a small
    burst, 20 a minute in a group. Lifetimes and the poll's peculiarities: telegram-bot-api v10, Client.cpp.
    """

    overall_per_second: int | None = 30
    chat_burst: int | None = 3
    """Messages a chat takes at once; one more comes free each second."""
    group_per_minute: int | None = 20
    callback_answer: timedelta = timedelta(seconds=15)
    """How long a callback query can be answered. Telegram does not state it; its clients give up sooner."""
    message_update: timedelta = timedelta(hours=24)
    callback_update: timedelta = timedelta(seconds=150)
    inline_update: timedelta = timedelta(seconds=30)
    deletable: timedelta = timedelta(hours=48)
    """How long a message can be deleted (Bot API, deleteMessage)."""
    poll_timeout: float = 50.0
    """The longest that getUpdates waits, in seconds."""
    conflict_hold: float = 3.0
    """Seconds between two 409 answers to rival pollers; a sooner one is held back that long."""
    slow_repeated_polls: bool = True
    """Asking again with the same offset: within 0.5 s one update only, within 3 s a wait of 3 s at least."""

    @classmethod
    def telegram(cls) -> "Limits":
        """Give the limits as Telegram has them."""
        return cls()

    @classmethod
    def none(cls) -> "Limits":
        """Give no rate limits at all and plain polling, for benches."""
        return replace(
            cls(), overall_per_second=None, chat_burst=None, group_per_minute=None, slow_repeated_polls=False
        )
