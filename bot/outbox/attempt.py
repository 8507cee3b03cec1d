"""One delivery under way: looked at once more when its turn has come, sent, and judged by what came back."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.api.faults import trouble_of
from bot.outbox.throttle.rates import messages_of
from bot.outbox.transport import Transport
from bot.outbox.way import Way
from domain.outbox.delivery import Claimed
from domain.outbox.due import Loaded
from domain.outbox.kinds import no_longer_due
from domain.outbox.outcome import Outcome, PutOff, Settled, Unwelcome, Verdict
from domain.outbox.retry import verdict
from handlers.context import Services
from handlers.outbox.kinds import rendered
from handlers.outbox.message import Message
from handlers.outbox.telling import Telling

log = logging.getLogger("reti.outbox")

FRESH = 0.25
"""Seconds for which what was read of a delivery holds: a pause is felt at once, and reading is cheap."""

MANY_UNWELCOME = 5
"""Groups that refuse us one after the other, with none between that does not: rather Telegram's mistake than theirs."""

_REST_OF_MANY = timedelta(minutes=10)


class LeadLost(Exception):  # noqa: N818 - it is no mistake: another process has taken over
    """A delivery was begun under a lead that is over: who has it now makes it."""


class Withdrawn(Exception):  # noqa: N818 - nor is this
    """A delivery was settled, put off or erased while it waited: its claim is given back, and nothing is sent."""


@dataclass(slots=True, eq=False)
class Item:
    """A delivery under way: what was read of it and when (the loop's time), and under which term of the lead."""

    loaded: Loaded
    read_at: float
    term: int
    is_posting: bool = False

    @property
    def delivery(self) -> Claimed:
        """The delivery itself, as it was read last."""
        return self.loaded.delivery


class Attempts:
    """Makes deliveries, one at a time; many may be under way together.

    `is_ours` says if the lead is still that of a term.
    """

    def __init__(
        self, bot: ExtBot[Any], services: Services, transport: Transport, way: Way, is_ours: Callable[[int], bool]
    ) -> None:
        self._bot = bot
        self._services = services
        self._transport = transport
        self._way = way
        self._is_ours = is_ours
        self._unwelcome: set[int] = set()

    async def make(self, item: Item) -> Verdict:
        """Send a delivery when its turn has come, if it is still due then.

        Raises LeadLost, Withdrawn and StoreError.
        """
        message = self._message(item)  # what is not due any more need not wait for a turn
        if not isinstance(message, Message):
            return message
        chat = item.delivery.telegram_id
        try:
            ticket = await self._transport.turn(chat, _counted(message))
            if await self._looks_other(item):
                message = self._message(item)
                if not isinstance(message, Message):
                    return message
            item.is_posting = True
            answers = [await self._transport.post(message.calls[0], ticket)]
            for call in message.calls[1:]:
                ticket = await self._transport.turn(chat, messages_of(call.method, call.parameters))
                answers.append(await self._transport.post(call, ticket))
        except TelegramError as error:
            return await self._failed(item.delivery, error)
        if chat < 0:
            self._unwelcome.clear()
        return message.settled(item.delivery, answers)

    def _message(self, item: Item) -> Message | Verdict:
        """The message as it is to go now, or what becomes of a delivery that does not go."""
        services, now = self._services, self._services.clock()
        delivery, matter = item.delivery, item.loaded.matter
        outcome = no_longer_due(item.loaded, now)
        if outcome is not None or matter is None:
            return Settled(delivery.id, outcome or Outcome.STALE, says=item.loaded.unreadable)
        about = Telling(services.city, now, self._bot.username)
        return rendered(delivery, matter, about, services.languages.choose(delivery.language))

    async def _looks_other(self, item: Item) -> bool:
        """Look once more, unless that was just done, and say so. Raises LeadLost where it is not ours any more."""
        await self._way.sound()
        began = asyncio.get_running_loop().time()
        looks = began - item.read_at >= FRESH
        if looks:
            services = self._services
            looked = await services.store.look(item.delivery.id, services.clock(), services.city.zone)
            if looked is None:
                raise Withdrawn
            item.loaded, item.read_at = looked, began
        if not self._is_ours(item.term):
            raise LeadLost
        return looks

    async def _failed(self, delivery: Claimed, error: TelegramError) -> Verdict:
        now, trouble = self._services.clock(), trouble_of(error)
        if trouble.moved_to is not None and trouble.moved_to != delivery.telegram_id:
            await self._services.store.migrate(delivery.telegram_id, trouble.moved_to, now)
            return PutOff(delivery.id, now, counts=False)
        if trouble.of_way:
            self._way.failed(error)
        judged = verdict(delivery, trouble.fault, now, wait=trouble.wait, says=error.message)
        match judged:
            case Unwelcome() if self._is_one_of_many(delivery):
                return PutOff(delivery.id, now + _REST_OF_MANY, counts=False)
            case Settled(outcome=Outcome.REFUSED):
                log.error("delivery refused", extra={"kind": delivery.kind, "reason": error.message})
            case _:
                pass
        return judged

    def _is_one_of_many(self, delivery: Claimed) -> bool:
        """Note a chat where we may not write, and say if so many say so that none of them is to be believed."""
        self._unwelcome.add(delivery.telegram_id)
        if len(self._unwelcome) < MANY_UNWELCOME:
            return False
        if len(self._unwelcome) == MANY_UNWELCOME:
            log.warning("many chats say that the bot may not write there: none is believed for now")
        return True


def _counted(message: Message) -> int:
    first = message.calls[0]
    return messages_of(first.method, first.parameters)
