"""The announcer: it begins announcements at their time, watches how they go, shows it in place, and ends them.

All it does are steps that can be taken once (`domain.announcements.life`): that it died halfway, or that two processes
watch, changes nothing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from telegram import InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.api.faults import edited_already
from domain.announcements.announcement import UNDER_WAY, Announcement, AnnouncementId, Panel, Pause, Status
from domain.announcements.life import Step, Turn
from domain.announcements.notes import Note, version
from domain.announcements.progress import DEFAULT_SHARE, LOOKED_AT, Progress, too_many_failed
from domain.announcements.watching import Lateness, at_its_time, is_through, is_trusted
from domain.model import ChatId
from handlers.context import NO_PREVIEW, Services
from handlers.i18n import Translator
from handlers.views.announcements import panels
from handlers.views.view import View
from storage import StoreError

log = logging.getLogger("reti.announcer")


@dataclass(frozen=True, slots=True)
class Rules:
    """What whoever runs the bot chose: whether what is late asks, and at how many percent of failures one pauses."""

    lateness: Lateness = Lateness.ASK
    share: int = DEFAULT_SHARE


@dataclass(frozen=True, slots=True)
class Announcer:
    """Looks after announcements, a look at a time.

    `panel_every` is how many seconds a panel stays as it is at least, `shown` what each showed last and when, `edits`
    are those under way.
    """

    bot: ExtBot[Any]
    services: Services
    rules: Rules = Rules()
    panel_every: float = 2
    shown: dict[AnnouncementId, tuple[float, View | None]] = field(default_factory=dict)
    edits: set[asyncio.Task[None]] = field(default_factory=set)

    async def look(self) -> None:
        """Begin what is due, and see how the others go. Raises StoreError."""
        store, now = self.services.store, self.services.clock()
        for announcement in await store.announcements_due(now):
            await self._alone(announcement, self._begin)
        under_way = await store.announcements_under_way()
        for announcement in under_way:
            await self._alone(announcement, self._follow)
        for over in self.shown.keys() - {announcement.id for announcement in under_way}:
            del self.shown[over]

    async def _alone(self, announcement: Announcement, work: Callable[[Announcement], Awaitable[None]]) -> None:
        """Look after one, so that what stands in its way does not stop the others."""
        try:
            await work(announcement)
        except StoreError as error:
            about = {"announcement": announcement.id, "error": type(error).__name__}
            log.warning("announcement not looked after", extra=about)
        except Exception:
            log.exception("announcement not looked after", extra={"announcement": announcement.id})

    async def _begin(self, announcement: Announcement) -> None:
        trusted = await self._is_trusted(announcement)
        step, note = at_its_time(announcement, self.services.clock(), trusted=trusted, lateness=self.rules.lateness)
        told = await self._told(announcement) if note is not Note.ORPHANED else await self._administrators()
        taken = await self._take(announcement, step, told, note)
        log.info("announcement due", extra={"step": step, "recipients": taken.recipients if taken else 0})

    async def _follow(self, announcement: Announcement) -> None:
        store, now = self.services.store, self.services.clock()
        if announcement.mending_since is not None and await store.mend(announcement, now):
            edits, mended = await store.mending(announcement, now), replace(announcement, mending_since=None)
            await self._show(announcement, lambda t: panels.mending(mended, edits, t), last=True)
        elif announcement.mending_since is not None:
            edits = await store.mending(announcement, now)
            await self._show(announcement, lambda t: panels.mending(announcement, edits, t), last=False)
        if announcement.status not in UNDER_WAY:
            return
        progress = await store.progress(announcement, now)
        if is_through(announcement, progress):
            await self._end(announcement, progress)
        elif await self._fails(announcement, progress):
            log.warning("announcement pauses by itself", extra={"announcement": announcement.id})
            await self._take(announcement, Step.PAUSE, await self._told(announcement), Note.PAUSED)
        elif announcement.mending_since is None:
            await self._show(announcement, lambda t: panels.panel(announcement, progress, t), last=False)

    async def _end(self, announcement: Announcement, progress: Progress) -> None:
        ended = await self._take(announcement, Step.FINISH, await self._told(announcement), Note.REPORT)
        if ended is not None:
            log.info("announcement sent", extra={"recipients": progress.recipients, "sent": progress.sent})
            await self._show(ended, lambda t: panels.ended(progress, t), last=True)

    async def _fails(self, announcement: Announcement, progress: Progress) -> bool:
        """Whether too much fails; what an operator let go on in spite of it goes on until as much has failed again."""
        failed = progress.done - progress.sent
        if announcement.status is not Status.SENDING or failed * 100 < self.rules.share * LOOKED_AT:
            return False
        latest = await self.services.store.latest_ends(announcement)
        return too_many_failed(latest, self.rules.share)

    async def _take(
        self, announcement: Announcement, step: Step, told: Sequence[ChatId], note: Note
    ) -> Announcement | None:
        now = self.services.clock()
        turn = Turn(
            by=None,
            now=now,
            zone=self.services.city.zone,
            pause=Pause.FAILURES,
            tells=tuple((chat, version(note, now)) for chat in told),
        )
        return await self.services.store.take_step(announcement.id, step, turn)

    async def _is_trusted(self, announcement: Announcement) -> bool:
        return await is_trusted(self.services.store, announcement, self.services.admins)

    async def _told(self, announcement: Announcement) -> Sequence[ChatId]:
        """Who hears of it: whoever stands for it, while they may do something about it; else the administrators."""
        if announcement.by is not None and await self._is_trusted(announcement):
            return [announcement.by]
        return await self._administrators()

    async def _administrators(self) -> Sequence[ChatId]:
        return await self.services.store.administrators(self.services.admins)

    async def _show(self, announcement: Announcement, view_in: Callable[[Translator], View], *, last: bool) -> None:
        """Bring the panel up to date, where there is one and it says something else; the last time at once."""
        panel, now = announcement.panel, asyncio.get_running_loop().time()
        if panel is None:
            return
        view = view_in(self.services.languages.choose(panel.language))
        shown_at, shown = self.shown.get(announcement.id, (-self.panel_every, None))
        if view == shown or (now - shown_at < self.panel_every and not last):
            return
        self.shown[announcement.id] = (now, view)
        # In a task: an edit may wait for its turn, and the next look must not.
        edit = asyncio.create_task(self._edit(announcement, panel, view))
        self.edits.add(edit)
        edit.add_done_callback(self.edits.discard)

    async def _edit(self, announcement: Announcement, panel: Panel, view: View) -> None:
        markup = view.keyboard if isinstance(view.keyboard, InlineKeyboardMarkup) else None
        try:
            await self.bot.edit_message_text(
                view.text,
                chat_id=panel.telegram_id,
                message_id=panel.message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
                link_preview_options=NO_PREVIEW,
            )
        except (BadRequest, Forbidden) as error:
            if not (isinstance(error, BadRequest) and edited_already(error)):
                await self.services.store.show_panel(announcement.id, None)
        except TelegramError as error:  # the next look tries again
            log.info("panel not shown", extra={"error": type(error).__name__})
