"""Announcements: what is remembered of them, and what they are in the ledger."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, update

from domain.announcements.announcement import (
    UNDER_WAY,
    Announcement,
    AnnouncementId,
    Audience,
    Content,
    Medium,
    Panel,
    Status,
)
from domain.announcements.life import Step, Turn
from domain.announcements.progress import LOOKED_AT, Progress, Reach
from domain.model import ChatId
from domain.outbox.outcome import Outcome
from storage.announcements import audience as audiences
from storage.announcements import progress, sending, steps
from storage.announcements.rows import find, read, write_audience, write_content
from storage.database import Database
from storage.schema import announcements, chats, operator_networks, operators


class SqlAnnouncements:
    """`domain.ports.Announcements` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin_announcement(self, by: ChatId, content: Content, audience: Audience, now: datetime) -> Announcement:
        """Keep a new draft."""
        return await self._database.write(_begin, by, content, audience, now)

    async def announcement(self, identity: AnnouncementId) -> Announcement | None:
        """Give an announcement as it stands."""
        return await self._database.read(find, identity)

    async def announcements(self, limit: int = 200) -> Sequence[Announcement]:
        """The latest announcements, newest first."""
        return await self._database.read(_newest, limit)

    async def write_announcement(self, changed: Announcement, now: datetime) -> Announcement | None:
        """Keep what a draft says now; None where it is no draft any more, or somebody changed it meanwhile."""
        return await self._database.write(_rewrite, changed, now)

    async def add_medium(self, identity: AnnouncementId, medium: Medium, words: str) -> None:
        """Add a picture to the album of a draft; its words where there are none yet. It is the same revision still."""
        await self._database.write(_add_medium, identity, medium, words)

    async def discard_announcement(self, identity: AnnouncementId) -> bool:
        """Delete a draft; say whether there was one."""
        return await self._database.write(_discard, identity)

    async def reach(self, audience: Audience, now: datetime, zone: tzinfo, *, urgent: bool = False) -> Reach:
        """Count whom an announcement would reach now."""
        return await self._database.read(audiences.reach, audience, now, zone, urgent=urgent)

    async def take_step(self, identity: AnnouncementId, step: Step, turn: Turn) -> Announcement | None:
        """Take a step, once; None where it cannot be taken (any more). Raises NotAllowed without a second's yes."""
        return await self._database.write(steps.take_step, identity, step, turn)

    async def try_announcement(self, identity: AnnouncementId, chat: ChatId, now: datetime) -> None:
        """Let one chat get a copy, as everybody would."""
        await self._database.write(_try, identity, chat, now)

    async def show_panel(self, identity: AnnouncementId, panel: Panel | None) -> None:
        """Note which message shows how it goes."""
        await self._database.write(_show_panel, identity, panel)

    async def progress(self, announcement: Announcement, now: datetime) -> Progress:
        """Count what became of its copies."""
        return await self._database.read(progress.progress, announcement, now)

    async def unfollowed(self, announcement: Announcement) -> int:
        """How many of those reached follow nothing any more of what it was for."""
        return await self._database.read(progress.unfollowed, announcement)

    async def mending(self, announcement: Announcement, now: datetime) -> Progress:
        """Count what became of the edits that bring its copies up to what it says now."""
        return await self._database.read(progress.mending, announcement, now)

    async def latest_ends(self, announcement: Announcement) -> Sequence[Outcome]:
        """The latest ends of its copies, newest first, as many as say whether something is wrong."""
        return await self._database.read(progress.latest, announcement, LOOKED_AT)

    async def mend(self, announcement: Announcement, now: datetime) -> bool:
        """Plan an edit of every copy that says something else; say whether there is none left, and note it."""
        return await self._database.write(_mend, announcement, now)

    async def announcements_due(self, now: datetime) -> Sequence[Announcement]:
        """Those whose time has come."""
        due = (announcements.c.status == Status.SCHEDULED) & (announcements.c.send_at <= now)
        return await self._database.read(_some, due)

    async def announcements_under_way(self) -> Sequence[Announcement]:
        """Those that are being sent, pause, or are being corrected."""
        begun = or_(announcements.c.status.in_(UNDER_WAY), announcements.c.mending_since.is_not(None))
        return await self._database.read(_some, begun)

    async def approvers(self, author: ChatId, admins: Collection[int]) -> Sequence[ChatId]:
        """Who may say yes to what somebody wrote to the whole city: the other operators; without any, administrators.

        `admins` are Telegram's numbers of those whom the settings name.
        """
        return await self._database.read(_approvers, author, admins)

    async def administrators(self, admins: Collection[int]) -> Sequence[ChatId]:
        """The private chats of the administrators."""
        return await self._database.read(_administrators, admins)

    async def sweep_announcements(self, before: datetime) -> int:
        """Delete the announcements that nobody changed since an instant and that are over or never began."""
        return await self._database.write(_sweep, before)


def _begin(connection: Connection, by: ChatId, content: Content, audience: Audience, now: datetime) -> Announcement:
    row = {
        "by": by,
        "status": Status.DRAFT,
        "revision": 1,
        "content": write_content(content),
        "audience": write_audience(audience),
        "urgent": False,
        "changed_at": now,
        "recipients": 0,
    }
    return read(connection.execute(insert(announcements).values(row).returning(announcements)).one())


def _newest(connection: Connection, limit: int) -> Sequence[Announcement]:
    newest = select(announcements).order_by(announcements.c.id.desc()).limit(limit)
    return [read(row) for row in connection.execute(newest)]


def _some(connection: Connection, condition: ColumnElement[bool]) -> Sequence[Announcement]:
    return [
        read(row) for row in connection.execute(select(announcements).where(condition).order_by(announcements.c.id))
    ]


def _rewrite(connection: Connection, changed: Announcement, now: datetime) -> Announcement | None:
    same = (announcements.c.id == changed.id) & (announcements.c.revision == changed.revision)
    written = {
        "content": write_content(changed.content),
        "audience": write_audience(changed.audience),
        "urgent": changed.urgent,
        "send_at": changed.send_at,
        "revision": changed.revision + 1,
        "changed_at": now,
    }
    this = update(announcements).where(same, announcements.c.status == Status.DRAFT).values(written)
    row = connection.execute(this.returning(announcements)).one_or_none()
    return None if row is None else read(row)


def _add_medium(connection: Connection, identity: AnnouncementId, medium: Medium, words: str) -> None:
    draft = find(connection, identity)
    if draft is None or draft.status is not Status.DRAFT or medium in draft.content.media:
        return
    content = replace(draft.content, media=(*draft.content.media, medium), words=draft.content.words or words)
    this = update(announcements).where(announcements.c.id == identity, announcements.c.revision == draft.revision)
    connection.execute(this.values(content=write_content(content)))


def _discard(connection: Connection, identity: AnnouncementId) -> bool:
    draft = (announcements.c.id == identity) & (announcements.c.status == Status.DRAFT)
    return connection.execute(delete(announcements).where(draft)).rowcount > 0


def _try(connection: Connection, identity: AnnouncementId, chat: ChatId, now: datetime) -> None:
    announcement = find(connection, identity)
    if announcement is not None:
        steps.try_out(connection, announcement, chat, now)


def _show_panel(connection: Connection, identity: AnnouncementId, panel: Panel | None) -> None:
    shown = {
        "panel_chat": panel.telegram_id if panel else None,
        "panel_message": panel.message_id if panel else None,
        "panel_language": panel.language if panel else None,
    }
    connection.execute(update(announcements).where(announcements.c.id == identity).values(shown))


def _mend(connection: Connection, announcement: Announcement, now: datetime) -> bool:
    current = find(connection, announcement.id)
    if current is None:
        return True
    sending.plan_corrections(connection, current, now)
    if not progress.is_mended(connection, current, now):
        return False
    same = (announcements.c.id == current.id) & (announcements.c.revision == current.revision)
    connection.execute(update(announcements).where(same).values(mending_since=None))
    return True


def _approvers(connection: Connection, author: ChatId, admins: Collection[int]) -> Sequence[ChatId]:
    theirs = operators.join(operator_networks, operator_networks.c.chat_id == operators.c.chat_id)
    others = (
        select(operators.c.chat_id)
        .select_from(theirs)
        .where(operators.c.removed_at.is_(None), ~operator_networks.c.meetings_only, operators.c.chat_id != author)
    )
    found = [ChatId(chat) for chat in connection.scalars(others.distinct().order_by(operators.c.chat_id))]
    return found or [chat for chat in _administrators(connection, admins) if chat != author]


def _administrators(connection: Connection, admins: Collection[int]) -> Sequence[ChatId]:
    invited = select(operators.c.chat_id).where(operators.c.removed_at.is_(None), operators.c.administrator)
    named = or_(chats.c.telegram_id.in_(list(admins)), chats.c.id.in_(invited))
    return [ChatId(chat) for chat in connection.scalars(select(chats.c.id).where(named).order_by(chats.c.id))]


def _sweep(connection: Connection, before: datetime) -> int:
    still = (*UNDER_WAY, Status.SCHEDULED, Status.ASKED, Status.LATE)
    old = (announcements.c.changed_at < before) & announcements.c.status.not_in(still)
    return connection.execute(delete(announcements).where(old)).rowcount
