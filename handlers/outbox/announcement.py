"""The copies of an announcement: sent, as an album, on trial, corrected, taken back."""

import json
from datetime import timedelta
from typing import Any

from domain.announcements.announcement import MediumKind, Status
from domain.outbox.delivery import Claimed, DeliveryId, Kind
from domain.outbox.due import CopyMatter, CorrectionMatter
from handlers.i18n import Translator
from handlers.outbox.message import Call, Message, text_of, there, words_of
from handlers.outbox.telling import Telling
from handlers.views.announcements.copies import announcement_copy, recalled_copy
from handlers.views.view import View

DELETED_FOR = timedelta(hours=48)
"""So long after it was sent the bot may delete a message (Bot API 10.3, deleteMessage)."""

_SENDS = {MediumKind.PHOTO: "sendPhoto", MediumKind.DOCUMENT: "sendDocument"}


def copy(_delivery: Claimed, matter: CopyMatter | CorrectionMatter, about: Telling, t: Translator) -> View:
    """One copy, as its reader gets it."""
    return announcement_copy(matter.announcement, matter.reasons, about.city, t, to_person=matter.to_person)


def corrected(delivery: Claimed, matter: CorrectionMatter, about: Telling, t: Translator) -> View:
    """What a copy that was sent says from now on."""
    return recalled_copy(t) if _is_recalled(matter) else copy(delivery, matter, about, t)


def send_copy(delivery: Claimed, matter: CopyMatter, view: View, _about: Telling) -> Message:
    """Send the words, under the photo or document where there is just one."""
    content = matter.announcement.content
    if content.media and not content.is_album:
        [medium] = content.media
        words = words_of(view, "caption") | {medium.kind.value: medium.file_id}
        call = Call(_SENDS[medium.kind], there(delivery) | words)
    else:
        call = Call("sendMessage", there(delivery) | text_of(view))
    return Message([call], says=str(matter.announcement.revision))


def send_album(delivery: Claimed, matter: CopyMatter, _view: View, _about: Telling) -> Message:
    """Send the pictures; the words are a delivery of their own, which follows."""
    return Message([_album(delivery, matter)], is_album=True)


def send_trial(delivery: Claimed, matter: CopyMatter, view: View, about: Telling) -> Message:
    """Send whoever tries it all at once: nobody counts that."""
    message = send_copy(delivery, matter, view, about)
    if not matter.announcement.content.is_album:
        return message
    return Message([_album(delivery, matter), *message.calls], says=message.says)


def correct(delivery: Claimed, matter: CorrectionMatter, view: View, about: Telling) -> Message:
    """Bring a copy up to what the announcement says now; one that is taken back goes, where Telegram still lets us."""
    content = matter.announcement.content
    place: dict[str, Any] = {"chat_id": delivery.telegram_id, "message_id": matter.message_id}
    if content.media and (matter.sort is Kind.ALBUM or not content.is_album):
        calls = [Call("editMessageCaption", place | words_of(view, "caption"), edits=True)]
    else:
        calls = [Call("editMessageText", place | text_of(view), edits=True)]
    if _is_recalled(matter) and matter.sent_at and about.now - matter.sent_at < DELETED_FOR:
        numbers = json.loads(matter.said or "[]") if matter.sort is Kind.ALBUM else [matter.message_id]
        gone = {"chat_id": delivery.telegram_id, "message_ids": numbers}
        calls.append(Call("deleteMessages", gone, edits=True))
    return Message(calls, amended=(DeliveryId(delivery.subject), matter.announcement.says))


def _album(delivery: Claimed, matter: CopyMatter) -> Call:
    media = [{"type": one.kind.value, "media": one.file_id} for one in matter.announcement.content.media]
    return Call("sendMediaGroup", there(delivery) | {"media": media})


def _is_recalled(matter: CorrectionMatter) -> bool:
    return matter.announcement.status is Status.RECALLED
