"""One update, from its JSON to its answer; and what becomes of one that is late, or that cannot be read."""

import asyncio
import json
import logging
from dataclasses import dataclass
from datetime import timedelta

from telegram import Update
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.application import Reti
from bot.intake.apology import own_up
from bot.intake.raw import RawUpdate, kind_of, moved, tap_of
from domain.inbox.port import StoredUpdate
from handlers.context import Context, is_too_late, services_of
from handlers.language import speak
from handlers.routes import answer
from handlers.views.talk import too_late

log = logging.getLogger("reti.intake")

LATE = timedelta(minutes=2)
"""After so long in the inbox a tap or an inline query changes nothing: whoever tapped has gone on by then.

Telegram itself gives up a tap that nobody fetched after 150 seconds and an inline query after 30 (telegram-bot-api
v10, Client.cpp).
"""

_SOON = 10.0
"""Telegram takes the answer to a tap for a time that it does not state: for so many seconds it surely does."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """An update that waits its turn.

    `since` is when at the earliest it arose, in the event loop's time, where that is known. Of what was `refused`,
    because too much came at once, a tap is released and nothing else is done.
    """

    stored: StoredUpdate
    since: float | None = None
    refused: bool = False


class Handling:
    """Answers updates, one at a time or several."""

    def __init__(self, application: Reti) -> None:
        self._application = application
        self._services = services_of(application)

    async def handle(self, arrived: Arrived) -> None:
        """Answer an update. What goes wrong is logged, and said to who asked for something."""
        raw: RawUpdate = {}
        try:
            raw = as_object(arrived.stored.payload)
            update = Update.de_json(raw, self._application.bot)
        except Exception as error:  # noqa: BLE001 - whatever the parsers raise, the updates behind it must be answered
            about = {"update_id": arrived.stored.update_id, "kind": kind_of(raw), "error": type(error).__name__}
            log.error("cannot be parsed", extra=about)  # noqa: TRY400 - its message may hold the text
            await self._release(tap_of(raw))
            return
        if arrived.refused:
            await self._release(tap_of(raw))
            return
        context = Context.from_update(update, self._application)
        if await self._is_late(arrived, update, context):
            return
        try:
            await answer(update, context)
        except ChatMigrated as error:
            await self._answer_where_it_moved(raw, update, context, error.new_chat_id)
        except Exception as error:  # noqa: BLE001 - each is dealt with there, by its kind
            await own_up(update, context, error)

    async def _is_late(self, arrived: Arrived, update: Update, context: Context) -> bool:
        """Whether a tap or an inline query comes too late to change anything; if so, a tap is answered kindly.

        Where Telegram may have given the tap up already, it is answered before anything is done: if that is refused,
        nothing is.
        """
        tap = update.callback_query
        if tap is None and update.inline_query is None:
            return False
        if self._services.clock() - arrived.stored.stored_at > LATE:
            if tap:
                await speak(update, context)
                await context.answer(update, too_late(context.t), alert=True)
            return True
        fresh = arrived.since is not None and asyncio.get_running_loop().time() - arrived.since <= _SOON
        if tap is None or fresh:
            return False
        try:
            await tap.answer()
        except TelegramError as error:
            log.info("tap not answered", extra={"error": type(error).__name__})
            return isinstance(error, BadRequest) and is_too_late(error)
        context.answered = context.released = True
        return False

    async def _answer_where_it_moved(self, raw: RawUpdate, update: Update, context: Context, chat_id: int) -> None:
        """The group became a supergroup, whose number is another: what is known of it goes along, and the answer."""
        log.info("group has moved")
        if update.effective_chat:
            await self._services.store.migrate(update.effective_chat.id, chat_id, self._services.clock())
        there = Update.de_json(moved(raw, chat_id), self._application.bot)
        again = Context.from_update(there, self._application)
        again.answered, again.released = context.answered, context.released
        try:
            await answer(there, again)
        except Exception as error:  # noqa: BLE001 - the same, and a chat that moves twice is a mistake of somebody's
            await own_up(there, again, error)

    async def _release(self, tap: str | None) -> None:
        """Answer a tap with nothing, so that the key stops turning."""
        if tap is None:
            return
        try:
            await self._application.bot.answer_callback_query(tap)
        except TelegramError as error:
            log.info("tap not answered", extra={"error": type(error).__name__})


def as_object(payload: str) -> RawUpdate:
    """Read an update. Raises ValueError, TypeError or RecursionError where it is none."""
    raw = json.loads(payload)
    if not isinstance(raw, dict):
        raise TypeError
    return raw
