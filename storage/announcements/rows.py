"""The rows of announcements, and what they are read as."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, select

from domain.announcements.announcement import (
    Announcement,
    AnnouncementId,
    Audience,
    Content,
    Panel,
    Pause,
    Proposal,
    Status,
)
from domain.model import ChatId
from storage.schema import announcements

_content, _audience = TypeAdapter(Content), TypeAdapter(Audience)


def find(connection: Connection, identity: AnnouncementId) -> Announcement | None:
    """Give an announcement as it stands."""
    return found(connection, [identity]).get(identity)


def found(connection: Connection, ids: Iterable[AnnouncementId]) -> Mapping[AnnouncementId, Announcement]:
    """Those of some announcements that are there."""
    rows = connection.execute(select(announcements).where(announcements.c.id.in_(set(ids))))
    return {one.id: one for one in map(read, rows)}


def read(row: Row[*tuple[Any, ...]]) -> Announcement:
    """Read a row."""
    seen = row.panel_chat is not None and row.panel_message is not None
    return Announcement(
        id=AnnouncementId(row.id),
        by=None if row.by is None else ChatId(row.by),
        status=Status(row.status),
        revision=row.revision,
        content=_content.validate_json(row.content),
        audience=_audience.validate_json(row.audience),
        changed_at=row.changed_at,
        urgent=row.urgent,
        send_at=row.send_at,
        approved_by=None if row.approved_by is None else ChatId(row.approved_by),
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        recipients=row.recipients,
        pause=None if row.pause is None else Pause(row.pause),
        mending_since=row.mending_since,
        proposal=_read_proposal(row),
        panel=Panel(row.panel_chat, row.panel_message, row.panel_language or "") if seen else None,
    )


def _read_proposal(row: Row[*tuple[Any, ...]]) -> Proposal | None:
    if row.proposal is None:
        return None
    return Proposal(_content.validate_json(row.proposal), None if row.proposed_by is None else ChatId(row.proposed_by))


def write_content(content: Content) -> str:
    """Write what is said, as it is kept."""
    return _content.dump_json(content).decode()


def write_audience(audience: Audience) -> str:
    """Write to whom, as it is kept."""
    return _audience.dump_json(audience).decode()
