"""Whose turn it is: two lanes of messages that wait for room. Pure: it says who may go, and when to ask again."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush
from itertools import count
from math import inf

from bot.outbox.throttle.rates import Place, Rates, Room

_ANSWERS_REMEMBERED = 50
"""In so many answers the quickest is forgotten, as the way to Telegram changes."""


class Lane(StrEnum):
    """How urgent a message is: somebody waits for it, or nobody does."""

    REPLY = "reply"
    BULK = "bulk"


@dataclass(slots=True, eq=False)
class Ticket:
    """A turn in the queue of a chat's messages of one lane. It has a place among those that leave once it may go.

    `is_queued` is for `Turns`: whether it stands among those that are ready or resting.
    """

    number: int
    chat_id: int | None
    lane: Lane
    messages: int
    place: Place | None = None
    is_queued: bool = False

    @property
    def may_go(self) -> bool:
        """Whether its turn has come."""
        return self.place is not None

    def __lt__(self, other: "Ticket") -> bool:
        return self.number < other.number


_Line = dict[Lane, dict[Ticket, None]]
"""Those who wait for one chat: in each lane, the most urgent first, in the order in which they came."""


class Turns:
    """Gives what room there is to those who wait.

    A reply waits for room in its own chat and in all, and goes before whatever bulk waits. Bulk takes what is left, in
    the order in which it asked; what waits for its own chat is passed by meanwhile. Within a chat and a lane nobody
    passes anybody. Bulk leaves evenly spread, so that at the full rate, too, a reply finds room within a moment and
    not once a second.
    """

    def __init__(self, rates: Rates, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._room = Room(rates)
        self._numbers = count()
        self._lines: dict[int | None, _Line] = {}
        # Whoever is first in a chat's line is queued in one of these. Found there and not first, they have left, or
        # somebody more urgent has come.
        self._ready: dict[Lane, list[Ticket]] = {lane: [] for lane in Lane}
        self._resting: list[tuple[float, Ticket]] = []
        self._bulk_at = -inf
        self._quick = 0.0
        self.next_at = inf
        """When it is worth calling `go` again, if nobody enters or leaves before."""

    def enter(self, chat_id: int | None, lane: Lane, messages: int = 1) -> Ticket:
        """Queue up, for so many messages that go together; None is a chat whose number is not known."""
        ticket = Ticket(next(self._numbers), chat_id, lane, messages)
        line = self._lines.get(chat_id)
        if line is None:
            line = self._lines[chat_id] = {lane: {} for lane in Lane}
        line[lane][ticket] = None
        if _first(line) is ticket:
            self._queue(ticket, self._clock())
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """Give up a turn in the queue."""
        line = self._lines[ticket.chat_id]
        was_first = _first(line) is ticket
        del line[ticket.lane][ticket]
        if was_first:
            self._close_up(ticket.chat_id, line, self._clock())

    def go(self) -> list[Ticket]:
        """Take out those whose turn has come, in the order in which they are to go."""
        now = self._clock()
        while self._resting and self._resting[0][0] <= now:
            _, rested = heappop(self._resting)
            rested.is_queued = False
            if self._is_first(rested):
                self._queue(rested, now)
        going: list[Ticket] = []
        blocked_until = inf
        while ticket := self._first_ready(Lane.REPLY, now) or self._first_ready(Lane.BULK, now):
            free_at = self._room.free_at(ticket.messages)
            if ticket.lane is Lane.BULK:
                free_at = max(free_at, self._bulk_at)
            if free_at > now:
                blocked_until = free_at
                break
            self._let_go(ticket, now)
            going.append(ticket)
        self.next_at = min(blocked_until, self._resting[0][0] if self._resting else inf)
        return going

    def answered(self, ticket: Ticket) -> None:
        """Note that the answer to one that went has come.

        Where it took longer than the quick ones, its message may have reached Telegram so much later, for instance
        because a connection was made for it first; then a second of Telegram's begins with it so much later, too.
        """
        if ticket.place:
            trip = self._clock() - ticket.place.at
            self._quick = min(trip, self._quick + (trip - self._quick) / _ANSWERS_REMEMBERED)
            ticket.place.at += trip - self._quick

    def hold(self, chat_id: int | None, seconds: float) -> None:
        """Let nothing go to a chat for so many seconds."""
        if chat_id is not None:
            now = self._clock()
            self._room.hold(chat_id, now + seconds, now)

    def hold_bulk(self, seconds: float) -> None:
        """Let no bulk go for so many seconds."""
        self._bulk_at = max(self._bulk_at, self._clock() + seconds)

    def chat_wait(self, chat_id: int | None, messages: int) -> float:
        """Seconds for which the chat itself takes no more, whoever waits before."""
        return max(0.0, self._room.chat_free_at(chat_id, messages) - self._clock())

    def _let_go(self, ticket: Ticket, now: float) -> None:
        heappop(self._ready[ticket.lane])
        ticket.place = self._room.take(ticket.chat_id, ticket.messages, now)
        if ticket.lane is Lane.BULK:
            # Reckoned from when it was due: what leaves a little late does not put off all that follow.
            spacing = self._room.spacing
            due_at = self._bulk_at if now - self._bulk_at < spacing else now
            self._bulk_at = due_at + ticket.messages * spacing
        line = self._lines[ticket.chat_id]
        del line[ticket.lane][ticket]
        self._close_up(ticket.chat_id, line, now)

    def _first_ready(self, lane: Lane, now: float) -> Ticket | None:
        ready = self._ready[lane]
        while ready:
            ticket = ready[0]
            is_first = self._is_first(ticket)
            if is_first and self._room.chat_free_at(ticket.chat_id, ticket.messages) <= now:
                return ticket
            heappop(ready).is_queued = False
            if is_first:
                self._queue(ticket, now)  # its chat was held in the meantime
        return None

    def _is_first(self, ticket: Ticket) -> bool:
        line = self._lines.get(ticket.chat_id)
        return line is not None and _first(line) is ticket

    def _close_up(self, chat_id: int | None, line: _Line, now: float) -> None:
        if first := _first(line):
            self._queue(first, now)
        else:
            del self._lines[chat_id]

    def _queue(self, ticket: Ticket, now: float) -> None:
        if ticket.is_queued:
            return
        ticket.is_queued = True
        free_at = self._room.chat_free_at(ticket.chat_id, ticket.messages)
        if free_at > now:
            heappush(self._resting, (free_at, ticket))
        else:
            heappush(self._ready[ticket.lane], ticket)


def _first(line: _Line) -> Ticket | None:
    return next((ticket for queue in line.values() for ticket in queue), None)
