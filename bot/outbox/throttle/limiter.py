"""How a message gets through: when there is room for it, and again if it was held back or did not get through."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from datetime import timedelta
from itertools import count
from math import ceil, inf
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter
from typing_extensions import override

from bot.api.client import surely_not_done
from bot.api.faults import asked_wait
from bot.outbox.throttle.rates import Rates, chat_of, messages_of
from bot.outbox.throttle.turns import Lane, Ticket, Turns

__all__ = ["Lane", "Limiter"]

log = logging.getLogger("reti.limiter")

SEVERAL = 10
"""Chats that answer 429 one after the other, with nothing accepted between: no coincidence of busy chats any more."""

LONGEST_HOLD = timedelta(minutes=5)
"""Bulk is tried again after so long at the latest, whatever a 429 asks for: the chats themselves are held as asked."""

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class Limiter(BaseRateLimiter[Lane]):
    """Lets a message go when Telegram has room for it, the replies first, and makes a reply again that failed for now.

    Who sends says in which lane, as `rate_limit_args`; without a word it is a reply. `turns` says who goes next,
    `rates` what counts and how fast. A 429 on a message holds the chat that it was for. Other chats notice nothing,
    until so many say the same, and nothing is accepted between them, that Telegram must mean the bot as a whole: then
    bulk is held, too.

    Bulk goes by `admit`, `answered` and `held`: it is made once, since its worker has a ledger.

    A reply is made again when it was refused for now or did not get through: `tries` times in all at most. A 429 or a
    server's error says that it was refused, and without a connection nothing was sent: asking again repeats nothing
    (Bot API 10.3, ResponseParameters). Where nobody knows, it is made again once: a person would rather read an answer
    twice than never. After a 429 the wait is what it asks for; otherwise it begins with `first_pause` and doubles. Who
    waits keeps one of the places at work, and the chat's next updates wait behind; so an answer that would wait for
    more than `longest_wait` in all, for room or after failures, is given up. Polls are left to the intake.

    An instance belongs to the event loop it is used in. `clock` gives seconds and never goes back.
    """

    def __init__(
        self,
        rates: Rates | None = None,
        *,
        longest_wait: timedelta = timedelta(seconds=10),
        first_pause: timedelta = timedelta(seconds=0.5),
        tries: int = 4,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._longest_wait = longest_wait
        self._first_pause = first_pause
        self._tries = tries
        self._clock = clock
        self._turns = Turns(rates or Rates(), clock)
        self._waiters: dict[Ticket, asyncio.Future[None]] = {}
        self._alarm: asyncio.TimerHandle | None = None
        self._alarm_at = inf
        self._refusing: set[int | None] = set()

    @override
    async def initialize(self) -> None:
        """Nothing is needed before the first request."""

    @override
    async def shutdown(self) -> None:
        """Let go of those who wait: they are told that their message was not sent."""
        waiters, self._waiters = self._waiters, {}
        for ticket, waiter in waiters.items():
            self._turns.leave(ticket)
            if not waiter.done():
                waiter.set_exception(NetworkError("Not sent: the bot stops"))
        self._look_again_at(inf)

    async def admit(self, chat_id: int | None, lane: Lane, count: int = 1) -> Ticket:
        """Wait until so many messages, which go together, may go to a chat; send them without delay then.

        Give what `answered` takes. Cancelled, it gives its turn up. Raises NetworkError when the limiter is shut down
        meanwhile.
        """
        ticket = self._enter(chat_id, lane, count)
        if not ticket.may_go:
            await self._turn_of(ticket)
        return ticket

    def answered(self, ticket: Ticket) -> None:
        """Note that Telegram has taken what was admitted: what was slow on the way counts from then."""
        self._refusing.clear()
        self._turns.answered(ticket)

    def held(self, chat_id: int | None, wait: timedelta) -> None:
        """Remember a 429 on a message: for so long nothing goes to this chat, and no bulk where many chats say so."""
        self._turns.hold(chat_id, wait.total_seconds())
        self._refusing.add(chat_id)
        if len(self._refusing) >= SEVERAL:
            seconds = min(wait, LONGEST_HOLD).total_seconds()
            log.warning("bulk is held", extra={"seconds": seconds, "chats": len(self._refusing)})
            self._turns.hold_bulk(seconds)

    @override
    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Lane | None,
    ) -> Answer:
        """Make the request when it may go and, if it is a reply, again if need be. Raises what its last attempt raised.

        Raises:
            RetryAfter: also where a reply would wait for too long, without asking Telegram.

        """
        if endpoint.lower() == "getupdates":
            return await callback(*args, **kwargs)
        chat_id, messages = chat_of(data), messages_of(endpoint, data)

        async def make(ticket: Ticket | None) -> Answer:
            try:
                answer = await callback(*args, **kwargs)
            except RetryAfter as held:
                if ticket:  # of what does not count, Telegram counts something else, such as changes of the name
                    self.held(chat_id, asked_wait(held))
                raise
            if ticket:
                self.answered(ticket)
            return answer

        if rate_limit_args is Lane.BULK:
            return await make(await self.admit(chat_id, Lane.BULK, messages) if messages else None)
        return await self._reply(make, endpoint, chat_id, messages)

    async def _reply(
        self,
        make: Callable[[Ticket | None], Coroutine[Any, Any, Answer]],
        method: str,
        chat_id: int | None,
        messages: int,
    ) -> Answer:
        left, again_in_doubt = self._longest_wait, True
        for attempt in count(1):
            ticket = None
            if messages:
                ticket, waited = await self._admit_soon(chat_id, messages, left)
                left -= waited
            try:
                return await make(ticket)
            except BadRequest:
                raise
            except RetryAfter as held:
                failure: TelegramError = held
                wait = asked_wait(held)
            except NetworkError as failed:
                failure, wait = failed, self._first_pause * 2 ** (attempt - 1)
                if not surely_not_done(failed):
                    if not again_in_doubt:
                        raise
                    again_in_doubt = False
            if attempt == self._tries or wait > left:
                raise failure
            log.warning("not through yet", extra={"method": method, "seconds": wait.total_seconds()})
            left -= wait
            await asyncio.sleep(wait.total_seconds())
        raise AssertionError("counting does not end")

    async def _admit_soon(self, chat_id: int | None, messages: int, left: timedelta) -> tuple[Ticket, timedelta]:
        """Wait for a reply's turn, and say for how long; raise RetryAfter if that is longer than what is left."""
        wait = self._turns.chat_wait(chat_id, messages)
        if wait > left.total_seconds():
            raise RetryAfter(ceil(wait))
        ticket = self._enter(chat_id, Lane.REPLY, messages)
        if ticket.may_go:
            return ticket, timedelta()
        began = self._clock()
        try:
            async with asyncio.timeout(left.total_seconds()):
                await self._turn_of(ticket)
        except TimeoutError:
            raise RetryAfter(1) from None
        return ticket, timedelta(seconds=self._clock() - began)

    def _enter(self, chat_id: int | None, lane: Lane, messages: int) -> Ticket:
        ticket = self._turns.enter(chat_id, lane, messages)
        self._let_go()
        return ticket

    async def _turn_of(self, ticket: Ticket) -> None:
        waiter = self._waiters[ticket] = asyncio.get_running_loop().create_future()
        try:
            await waiter
        finally:
            if self._waiters.pop(ticket, None):
                self._turns.leave(ticket)
                self._let_go()

    def _let_go(self) -> None:
        """Wake those whose turn has come, and look again when there is room for more."""
        for ticket in self._turns.go():
            waiter = self._waiters.pop(ticket, None)
            if waiter and not waiter.done():
                waiter.set_result(None)
        self._look_again_at(self._turns.next_at)

    def _look_again_at(self, at: float) -> None:
        if at == self._alarm_at:
            return
        if self._alarm:
            self._alarm.cancel()
        self._alarm_at = at
        wait = at - self._clock()
        self._alarm = None if at == inf else asyncio.get_running_loop().call_later(wait, self._on_alarm)

    def _on_alarm(self) -> None:
        self._alarm, self._alarm_at = None, inf
        self._let_go()
