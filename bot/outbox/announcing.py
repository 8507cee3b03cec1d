"""The copies of an announcement: sent, corrected, taken back. Each looks once more, before it goes, whether it may."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.api.faults import edited_already, message_is_gone
from bot.outbox.transport import Look, call
from domain.announcements.announcement import UNDER_WAY, Announcement, AnnouncementId, MediumKind, Status
from domain.outbox.delivery import COPIES, Claimed, DeliveryId, Kind, Outcome, PutOff, Settled, Verdict
from domain.outbox.due import Matter
from handlers.context import NO_PREVIEW, Services
from handlers.views.announcements.copies import announcement_copy, recalled_copy
from handlers.views.view import View, plain_keyboard

DELETED_FOR = timedelta(hours=48)
"""So long after it was sent the bot may delete a message (Bot API 10.3, deleteMessage)."""

_FRESH = 0.25
"""Seconds that what was read of an announcement's status holds: a pause is felt at once, and reading costs little."""

_MOMENT = timedelta(seconds=1)
_MOST_KNOWN = 1_000
_PREVIEW = NO_PREVIEW.to_dict()
_SENDS = {MediumKind.PHOTO: "sendPhoto", MediumKind.DOCUMENT: "sendDocument"}

Said = dict[str, Any]


class Withheld(Exception):  # noqa: N818 - it is no mistake: an operator paused or stopped it
    """A copy does not go: the announcement pauses, or is over."""

    def __init__(self, *, pauses: bool) -> None:
        super().__init__("pauses" if pauses else "over")
        self._pauses = pauses

    def verdict(self, delivery: Claimed, now: datetime) -> Verdict:
        """What becomes of the copy: it waits, or there is none any more."""
        if self._pauses:
            return PutOff(delivery.id, now + _MOMENT, counts=False)
        return Settled(delivery.id, Outcome.STALE)


@dataclass(frozen=True, slots=True)
class Announcing:
    """Makes the deliveries of announcements."""

    bot: ExtBot[Any]
    services: Services
    _statuses: dict[AnnouncementId, tuple[float, Status | None]] = field(default_factory=dict)
    _known: dict[tuple[object, ...], Said] = field(default_factory=dict)

    async def deliver(self, delivery: Claimed, matter: Matter, announcement: Announcement) -> Settled:
        """Make a delivery. Raises Withheld, and what Telegram says."""
        if delivery.kind is Kind.CORRECTION:
            return await self._correct(delivery, matter, announcement)
        look = self._looking(announcement.id) if delivery.kind in COPIES else None
        if delivery.kind is Kind.ALBUM or (delivery.kind is Kind.TRIAL and announcement.content.is_album):
            return await self._send_album(delivery, matter, announcement, look)
        return await self._send(delivery, matter, announcement, look)

    async def _send(self, delivery: Claimed, matter: Matter, announcement: Announcement, look: Look | None) -> Settled:
        said = self._said(delivery, matter, announcement)
        content = announcement.content
        if content.media and not content.is_album:
            medium = content.media[0]
            method, said = _SENDS[medium.kind], _as_caption(said) | {medium.kind.value: medium.file_id}
        else:
            method, said = "sendMessage", said | {"link_preview_options": _PREVIEW}
        message = await call(self.bot, method, _there(delivery) | said, look)
        return Settled(delivery.id, Outcome.SENT, message["message_id"], says=str(announcement.revision))

    async def _send_album(
        self, delivery: Claimed, matter: Matter, announcement: Announcement, look: Look | None
    ) -> Settled:
        media = [{"type": one.kind.value, "media": one.file_id} for one in announcement.content.media]
        messages = await call(self.bot, "sendMediaGroup", _there(delivery) | {"media": media}, look)
        if delivery.kind is Kind.TRIAL:  # whose words are no step of their own: nobody counts them
            return await self._send(delivery, matter, announcement, look)
        ids = [message["message_id"] for message in messages]
        return Settled(delivery.id, Outcome.SENT, ids[0], says=json.dumps(ids), is_album=True)

    async def _correct(self, delivery: Claimed, matter: Matter, announcement: Announcement) -> Settled:
        """Bring a copy up to what the announcement says now; one that is gone needs no mending."""
        if announcement.status is Status.RECALLED:
            await self._take_back(delivery, matter, announcement)
        else:
            await self._edit(delivery, matter, announcement, self._said(delivery, matter, announcement))
        return Settled(delivery.id, Outcome.SENT, amended=(DeliveryId(delivery.subject), announcement.says))

    async def _take_back(self, delivery: Claimed, matter: Matter, announcement: Announcement) -> None:
        """Let a copy say that it does not hold; where Telegram still lets us, take it away altogether."""
        taken_back = _plain(recalled_copy(self.services.languages.choose(delivery.language)))
        await self._edit(delivery, matter, announcement, taken_back)
        if matter.sent_at and self.services.clock() - matter.sent_at < DELETED_FOR:
            ids = json.loads(matter.said or "[]") if matter.sort is Kind.ALBUM else [matter.message_id]
            await call(self.bot, "deleteMessages", {"chat_id": delivery.telegram_id, "message_ids": ids})

    async def _edit(self, delivery: Claimed, matter: Matter, announcement: Announcement, said: Said) -> None:
        """Let a copy say something else; that it says so already, as after another attempt, or is gone, is as good."""
        there = {"chat_id": delivery.telegram_id, "message_id": matter.message_id}
        try:
            if announcement.content.media and (matter.sort is Kind.ALBUM or not announcement.content.is_album):
                await call(self.bot, "editMessageCaption", there | _as_caption(said))
            else:
                await call(self.bot, "editMessageText", there | said | {"link_preview_options": _PREVIEW})
        except BadRequest as error:
            if not (edited_already(error) or message_is_gone(error)):
                raise

    def _looking(self, identity: AnnouncementId) -> Look:
        async def look() -> None:
            status = await self._status(identity)
            if status not in UNDER_WAY:
                raise Withheld(pauses=False)
            if status is Status.PAUSED:
                raise Withheld(pauses=True)

        return look

    async def _status(self, identity: AnnouncementId) -> Status | None:
        now = asyncio.get_running_loop().time()
        read_at, status = self._statuses.get(identity, (-_FRESH, None))
        if now - read_at >= _FRESH:
            announcement = await self.services.store.announcement(identity)
            status = announcement.status if announcement else None
            self._statuses[identity] = (now, status)
        return status

    def _said(self, delivery: Claimed, matter: Matter, announcement: Announcement) -> Said:
        """A copy's words and keys, made once for all who get the same."""
        t = self.services.languages.choose(delivery.language)
        key = (t.language, announcement.id, announcement.revision, matter.reasons, matter.to_person)
        if key not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            copy = announcement_copy(announcement, matter.reasons, self.services.city, t, to_person=matter.to_person)
            self._known[key] = _plain(copy)
        return self._known[key]


def _there(delivery: Claimed) -> Said:
    return {"chat_id": delivery.telegram_id, "message_thread_id": delivery.thread}


def _plain(view: View) -> Said:
    return {
        "text": str(view.text),
        "parse_mode": ParseMode.HTML.value,
        "reply_markup": plain_keyboard(view.keyboard),
    }


def _as_caption(said: Said) -> Said:
    return {("caption" if name == "text" else name): value for name, value in said.items()}
