"""The steps in the life of an announcement: each is one transaction, and is taken once."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, insert, true, update

from domain.announcements.announcement import Announcement, AnnouncementId
from domain.announcements.life import LASTS, MOVES, Step, Turn, is_released, may_correct, needs_another
from domain.audit import Deed
from domain.model import ChatId
from domain.operators import NotAllowed, Refusal
from domain.outbox.delivery import Kind, Priority
from storage.announcements import sending
from storage.announcements.rows import find, write_content
from storage.audit import note
from storage.schema import announcements, deliveries
from storage.subscriptions import NO_THREAD
from storage.upsert import insert_into

_RECIPIENTS = update(announcements).where(announcements.c.id == bindparam("row")).values(recipients=bindparam("number"))


def take_step(connection: Connection, identity: AnnouncementId, step: Step, turn: Turn) -> Announcement | None:
    """Take a step and give the announcement as it stands then; None where it cannot be taken (any more).

    Of two who take it at once one does: the other finds that it stands elsewhere. Raises NotAllowed where it would go
    to the whole city without a second operator's yes.
    """
    move = MOVES[step]
    changes: dict[str, Any] = {"changed_at": turn.now} | _CHANGES.get(step, _nothing)(turn)
    if move.to is not None:
        changes["status"] = move.to
    this = update(announcements).where(_can_be_taken(connection, identity, step, turn))
    if step is Step.CORRECT:
        changes["revision"] = announcements.c.revision + 1
    if not connection.execute(this.values(changes)).rowcount:
        return None
    announcement = find(connection, identity)
    if announcement is None:
        return None
    if step in {Step.START, Step.SCHEDULE} and not is_released(announcement):
        raise NotAllowed(Refusal.ANOTHER)  # which undoes it
    _in_ledger(connection, announcement, step, turn)
    tell(connection, identity, turn.tells, turn.now)
    if turn.approves:
        note(connection, turn.by, Deed.ANNOUNCEMENT_APPROVED, identity, turn.now, _details(announcement))
    if move.deed is not None:
        note(connection, turn.by, move.deed, identity, turn.now, _details(announcement))
    return find(connection, identity)


def _can_be_taken(connection: Connection, identity: AnnouncementId, step: Step, turn: Turn) -> ColumnElement[bool]:
    """Whether it stands where a step is taken from, and is what whoever takes it saw. Raises NotAllowed."""
    conditions = [announcements.c.id == identity, announcements.c.status.in_(MOVES[step].since)]
    if turn.revision is not None:
        conditions.append(announcements.c.revision == turn.revision)
    if step is Step.CORRECT:
        conditions.append(_is_agreed(connection, identity, turn))
    elif step is Step.PROPOSE and turn.content:
        conditions.append(announcements.c.proposal.is_distinct_from(write_content(turn.content)))
    elif step is Step.REJECT:
        conditions.append(announcements.c.proposal.is_not(None))
    return and_(*conditions)


def _is_agreed(connection: Connection, identity: AnnouncementId, turn: Turn) -> ColumnElement[bool]:
    """Of what went to the whole city: whether the correction is just what another proposed. Raises NotAllowed."""
    announcement = find(connection, identity)  # to whom it goes has not changed since it began
    if announcement is None or not needs_another(announcement.audience):
        return true()
    if not may_correct(announcement, turn) or turn.content is None:
        raise NotAllowed(Refusal.ANOTHER)
    same = announcements.c.proposal == write_content(turn.content)
    return and_(same, announcements.c.proposed_by.is_distinct_from(turn.by))


def tell(connection: Connection, identity: AnnouncementId, what: Iterable[tuple[ChatId, str]], now: datetime) -> None:
    """Let operators be told something about an announcement; each thing once."""
    rows = [
        {
            "chat_id": chat,
            "thread": NO_THREAD,
            "kind": Kind.NOTE,
            "subject": identity,
            "version": version,
            "priority": Priority.URGENT,
            "due_at": now,
            "expires_at": now + LASTS,
            "attempts": 0,
            "doubts": 0,
        }
        for chat, version in what
    ]
    if rows:
        connection.execute(insert_into(deliveries, connection.dialect.name).on_conflict_do_nothing(), rows)


def try_out(connection: Connection, announcement: Announcement, chat: ChatId, now: datetime) -> None:
    """Let one chat get a copy, as everybody would."""
    row = {
        "chat_id": chat,
        "thread": NO_THREAD,
        "kind": Kind.TRIAL,
        "subject": announcement.id,
        "version": f"{announcement.revision}/{now:%Y%m%d%H%M%S%f}",
        "priority": Priority.URGENT,
        "due_at": now,
        "expires_at": now + LASTS,
        "attempts": 0,
        "doubts": 0,
    }
    connection.execute(insert(deliveries), row)


def _in_ledger(connection: Connection, announcement: Announcement, step: Step, turn: Turn) -> None:
    """What a step changes among the deliveries."""
    match step:
        case Step.START:
            number = sending.plan_copies(connection, announcement, turn.now, turn.zone)
            connection.execute(_RECIPIENTS, {"row": announcement.id, "number": number})
        case Step.PAUSE:
            sending.hold(connection, announcement.id, turn.now)
        case Step.RESUME:
            sending.go_on(connection, announcement, turn.now, turn.zone)
        case Step.STOP:
            sending.call_off(connection, announcement.id, turn.now)
        case Step.CORRECT:
            sending.plan_corrections(connection, announcement, turn.now)
        case Step.RECALL:
            sending.call_off(connection, announcement.id, turn.now)
            sending.plan_corrections(connection, announcement, turn.now)
        case _:
            pass  # of the others nothing is in the ledger, or stays as it is


def _details(announcement: Announcement) -> Mapping[str, Any]:
    audience = announcement.audience
    return {
        "networks": list(audience.networks),
        "whole_city": audience.whole_city,
        "recipients": announcement.recipients,
        "revision": announcement.revision,
    }


def _nothing(_turn: Turn) -> dict[str, Any]:
    return {}


def _begun(turn: Turn) -> dict[str, Any]:
    return {"begun_at": turn.now, "pause": None} | _approved(turn)


def _asked(turn: Turn) -> dict[str, Any]:
    # Who asks for a yes stands for it, and does not give it.
    return {"by": turn.by, "send_at": turn.send_at, "approved_by": None}


def _scheduled(turn: Turn) -> dict[str, Any]:
    return {"send_at": turn.send_at} | _approved(turn)


def _approved(turn: Turn) -> dict[str, Any]:
    return {"approved_by": turn.by} if turn.approves else {}


def _paused(turn: Turn) -> dict[str, Any]:
    return {"pause": turn.pause}


def _ended(turn: Turn) -> dict[str, Any]:
    return {"ended_at": turn.now, "pause": None}


def _withdrawn(_turn: Turn) -> dict[str, Any]:
    return {"send_at": None, "approved_by": None}


def _corrected(turn: Turn) -> dict[str, Any]:
    changed = {} if turn.content is None else {"content": write_content(turn.content)}
    return changed | {"mending_since": turn.now} | _dropped(turn)


def _proposed(turn: Turn) -> dict[str, Any]:
    return {"proposal": write_content(turn.content) if turn.content else None, "proposed_by": turn.by}


def _dropped(_turn: Turn) -> dict[str, Any]:
    return {"proposal": None, "proposed_by": None}


def _recalled(turn: Turn) -> dict[str, Any]:
    return {"mending_since": turn.now, "ended_at": turn.now, "pause": None}


_CHANGES: Mapping[Step, Callable[[Turn], dict[str, Any]]] = {
    Step.ASK: _asked,
    Step.DECLINE: _withdrawn,
    Step.WITHDRAW: _withdrawn,
    Step.SCHEDULE: _scheduled,
    Step.START: _begun,
    Step.PAUSE: _paused,
    Step.RESUME: lambda _turn: {"pause": None},
    Step.STOP: _ended,
    Step.FINISH: _ended,
    Step.PROPOSE: _proposed,
    Step.REJECT: _dropped,
    Step.CORRECT: _corrected,
    Step.RECALL: _recalled,
}
