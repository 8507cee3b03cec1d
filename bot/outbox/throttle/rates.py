"""How fast messages may leave: the limits that Telegram sets to a bot, and the arithmetic of when the next one fits.

Pure: instants are seconds of whatever monotonic clock the caller reads.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

_SECOND = 1.0
_MINUTE = 60.0
_FEW_CHATS = 1_000
_PUTTING = ("send", "edit", "copy", "forward")
_PUTTING_NONE = "sendchataction"
_SEVERAL = {"sendmediagroup": "media", "copymessages": "message_ids", "forwardmessages": "message_ids"}


@dataclass(frozen=True, slots=True)
class Rates:
    """How many messages Telegram takes from one bot; None switches a limit off.

    The numbers are those of the Telegram Bots FAQ, "My bot is hitting limits, how do I avoid this?". Telegram calls
    them approximate and promises none: what it says in a 429 goes before them (Bot API 10.3, ResponseParameters).

    - `overall_per_second`: "no more than about 30 messages per second", in whichever second.
    - `chat_burst`: "avoid sending more than one message per second" in a chat; "short bursts that go over this limit"
      are borne. So many go at once, and one more comes free each second.
    - `group_per_minute`: "not be able to send more than 20 messages per minute" to a group, in whichever minute.
    - `margin`: seconds by which our second is longer than Telegram's. Of two messages the first may be the slower on
      the way, and they arrive closer together than they left: most of that is known afterwards (`Place`), not all.
    - `chat_margin`: the same for the second and the minute of a chat, where a tenth costs nobody anything.
    """

    overall_per_second: int | None = 30
    chat_burst: int | None = 3
    group_per_minute: int | None = 20
    margin: float = 0.01
    chat_margin: float = 0.1

    @classmethod
    def none(cls) -> "Rates":
        """Give no limits at all: for a Telegram that has none."""
        return cls(overall_per_second=None, chat_burst=None, group_per_minute=None)


def messages_of(method: str, data: Mapping[str, Any]) -> int:
    """How many messages a call puts or changes; none, and it is not counted.

    What begins with send, edit, copy or forward counts, in whichever case it is spelt, but for sendChatAction; an album
    counts as the messages that it is (Bot API 10.3, sendMediaGroup: 2-10). Answers to taps and to inline queries, polls
    for updates, commands, members and deletions put no message.
    """
    method = method.lower()
    if not method.startswith(_PUTTING) or method == _PUTTING_NONE:
        return 0
    several = data.get(_SEVERAL.get(method, ""))
    return len(several) if isinstance(several, Sequence) and not isinstance(several, str) else 1


def chat_of(data: Mapping[str, Any]) -> int | None:
    """The chat that a call names by its number; None for a channel's @name, or an inline message."""
    try:
        return int(data["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None


@dataclass(slots=True, eq=False)
class Place:
    """A place that a call takes up in a second. `at` is when it left, or may have arrived: it may be put later."""

    at: float


class Room:
    """What the limits leave free, in all and in each chat. Chats that were quiet for long enough are forgotten."""

    def __init__(self, rates: Rates) -> None:
        self._overall = _Window(rates.overall_per_second, _SECOND + rates.margin)
        self._rates = rates
        self._chats: dict[int, _Chat] = {}
        self._sweep_at = _FEW_CHATS

    @property
    def spacing(self) -> float:
        """Seconds from one message to the next when all are spread evenly at the overall limit."""
        most = self._rates.overall_per_second
        return (_SECOND + self._rates.margin) / most if most else 0.0

    @property
    def known_chats(self) -> int:
        """How many chats are remembered: at most a thousand, or twice as many as are not quiet."""
        return len(self._chats)

    def free_at(self, messages: int = 1) -> float:
        """When so many messages fit into the overall limit; an instant gone by means now."""
        return self._overall.free_at(messages)

    def chat_free_at(self, chat_id: int | None, messages: int = 1) -> float:
        """When so many messages fit into the limits of their chat; an instant gone by means now."""
        chat = self._chats.get(chat_id) if chat_id is not None else None
        return chat.free_at(messages) if chat else -inf

    def take(self, chat_id: int | None, messages: int, now: float) -> Place:
        """Count messages that leave now; give their place in the overall limit."""
        place = Place(now)
        self._overall.take(messages, place)
        if chat_id is not None:
            self._known(chat_id, now).take(messages, now)
        return place

    def hold(self, chat_id: int, until: float, now: float) -> None:
        """Let nothing into a chat until then, and one message at first."""
        self._known(chat_id, now).hold(until)

    def _known(self, chat_id: int, now: float) -> "_Chat":
        chat = self._chats.get(chat_id)
        if chat is None:
            if len(self._chats) >= self._sweep_at:
                self._chats = {known: chat for known, chat in self._chats.items() if not chat.is_quiet(now)}
                self._sweep_at = max(_FEW_CHATS, 2 * len(self._chats))
            chat = self._chats[chat_id] = _Chat(self._rates, group=chat_id < 0)
        return chat


class _Window:
    """At most so many messages in any span of so many seconds. What is more than that at once counts as that many."""

    def __init__(self, most: int | None, span: float) -> None:
        self._most = most
        self._span = span
        self._taken: deque[Place] = deque(maxlen=most or 0)

    def free_at(self, messages: int) -> float:
        if self._most is None:
            return -inf
        too_many = len(self._taken) + min(messages, self._most) - self._most
        return self._taken[too_many - 1].at + self._span if too_many > 0 else -inf

    def take(self, messages: int, place: Place) -> None:
        self._taken.extend([place] * messages)

    def is_quiet(self, now: float) -> bool:
        return not self._taken or self._taken[-1].at + self._span <= now


class _Chat:
    """One chat's limits: a second's with its burst and, in a group, a minute's.

    `_settled_at` is when the chat would be without a debt if each of its messages took a second, one after the other
    (the generic cell rate algorithm): so long as that is less than a burst ahead, one more may go.
    """

    __slots__ = ("_burst", "_every", "_minute", "_settled_at")

    def __init__(self, rates: Rates, *, group: bool) -> None:
        self._burst = rates.chat_burst or 1
        self._every = _SECOND + rates.chat_margin if rates.chat_burst else 0.0
        self._settled_at = -inf
        self._minute = _Window(rates.group_per_minute, _MINUTE + rates.chat_margin) if group else None

    def free_at(self, messages: int) -> float:
        at = self._settled_at - (self._burst - min(messages, self._burst)) * self._every
        return max(at, self._minute.free_at(messages)) if self._minute else at

    def take(self, messages: int, now: float) -> None:
        self._settled_at = max(self._settled_at, now) + messages * self._every
        if self._minute:
            self._minute.take(messages, Place(now))

    def hold(self, until: float) -> None:
        self._settled_at = max(self._settled_at, until + (self._burst - 1) * self._every)

    def is_quiet(self, now: float) -> bool:
        return self._settled_at <= now and (self._minute is None or self._minute.is_quiet(now))
