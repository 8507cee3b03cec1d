"""Which handler answers which key of announcements: a part of the table in `handlers.routes`."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import Update

from handlers.announcements import aiming, mending, sending, standing, writing
from handlers.buttons.announcements import (
    ActOn,
    AskFor,
    AskWhether,
    ChooseAudience,
    DiscardAnnouncement,
    DropLink,
    ListAnnouncements,
    MarkUrgent,
    PreviewAnnouncement,
    ReadAnnouncement,
    SendAnnouncement,
    SendCorrection,
    ShowAnnouncement,
    ShowPart,
    TryAnnouncement,
    WriteAnnouncement,
)
from handlers.buttons.button import Button
from handlers.context import Context

BUTTONS: Mapping[type[Button], Callable[[Update, Context, Any], Awaitable[None]]] = {
    ListAnnouncements: aiming.list_announcements,
    WriteAnnouncement: writing.write,
    ShowAnnouncement: standing.show_announcement,
    ReadAnnouncement: standing.read_announcement,
    AskFor: writing.ask_for,
    ChooseAudience: aiming.choose_audience,
    ShowPart: aiming.show_part,
    PreviewAnnouncement: aiming.preview,
    MarkUrgent: aiming.mark_urgent,
    DropLink: aiming.drop_link,
    TryAnnouncement: aiming.try_out,
    DiscardAnnouncement: aiming.discard,
    SendAnnouncement: sending.send,
    ActOn: sending.act,
    AskWhether: sending.ask_whether,
    SendCorrection: mending.send_correction,
}
