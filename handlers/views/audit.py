"""Who did what, in words; and as a table."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from domain.audit import Deed, Record
from domain.city.model import City, NetworkId
from domain.operators import Grants
from domain.spreadsheet import spreadsheet
from handlers.buttons.audit import ExportDeeds, ListDeeds
from handlers.i18n import Translator, mark
from handlers.views.operators import Desk, back_to_menu, moment
from handlers.views.trust import names_of, trusted_with
from handlers.views.view import Attachment, View, first_up, key, keyboard, lines, paragraphs

DEEDS: Mapping[Deed, str] = {
    Deed.INVITED: mark("invited somebody"),
    Deed.INVITATION_REVOKED: mark("took an invitation back"),
    Deed.JOINED: mark("accepted an invitation"),
    Deed.REMOVED: mark("removed an operator"),
    Deed.EVENT_PUBLISHED: mark("published event {subject}"),
    Deed.EVENT_DRAFTED: mark("kept event {subject} as a draft"),
    Deed.EVENT_CHANGED: mark("changed event {subject}"),
    Deed.EVENT_MOVED: mark("moved event {subject}"),
    Deed.EVENT_CANCELLED: mark("called off event {subject}"),
    Deed.EVENT_REINSTATED: mark("put event {subject} on again"),
    Deed.EVENT_DELETED: mark("deleted the draft of event {subject}"),
    Deed.EVENTS_IMPORTED: mark("brought events in from a file"),
    Deed.VANISHED_KEPT: mark("kept event {subject}, which its calendar has no more"),
    Deed.ANNOUNCEMENT_ASKED: mark("asked another operator about announcement {subject}"),
    Deed.ANNOUNCEMENT_APPROVED: mark("said yes to announcement {subject}"),
    Deed.ANNOUNCEMENT_DECLINED: mark("said no to announcement {subject}"),
    Deed.ANNOUNCEMENT_SCHEDULED: mark("chose a time for announcement {subject}"),
    Deed.ANNOUNCEMENT_UNSCHEDULED: mark("took the time of announcement {subject} away"),
    Deed.ANNOUNCEMENT_STARTED: mark("began to send announcement {subject}"),
    Deed.ANNOUNCEMENT_PAUSED: mark("paused announcement {subject}"),
    Deed.ANNOUNCEMENT_RESUMED: mark("went on with announcement {subject}"),
    Deed.ANNOUNCEMENT_STOPPED: mark("stopped announcement {subject}"),
    Deed.ANNOUNCEMENT_CORRECTION_ASKED: mark("asked a second operator about a correction of announcement {subject}"),
    Deed.ANNOUNCEMENT_CORRECTED: mark("corrected announcement {subject}"),
    Deed.ANNOUNCEMENT_RECALLED: mark("recalled announcement {subject}"),
    Deed.AUDIT_EXPORTED: mark("took this list as a file"),
}

_COUNTS = {
    "recipients": mark("recipients: {count}"),
    "new": mark("new: {count}"),
    "changed": mark("changed: {count}"),
    "cancelled": mark("called off: {count}"),
}

_COLUMNS = (mark("when (UTC)"), mark("who"), mark("what they did"), mark("deed"), mark("to what"), mark("details"))


def deeds(records: Sequence[Record], page: int, desk: Desk, t: Translator, *, more: bool) -> View:
    """A page of who did what, newest first."""
    turning = [
        *([key(t.label("◂ Back"), ListDeeds(page - 1))] if page else []),
        *([key(t.label("More ▸"), ListDeeds(page + 1))] if more else []),
    ]
    return View(
        paragraphs(
            t("<b>Who did what</b>"),
            *(_record(record, desk, t) for record in records),
            None if records else t("Nothing yet."),
        ),
        keyboard(turning, [key(t.label("Take it as a file"), ExportDeeds())], [back_to_menu(t)]),
    )


def table(records: Sequence[Record], city: City, t: Translator) -> Attachment:
    """All of it as a table for a spreadsheet."""
    rows = [
        (
            f"{record.at:%Y-%m-%d %H:%M:%S}",
            record.name or t.label("the bot, or somebody who is gone"),
            t(DEEDS[record.deed], subject=record.subject).striptags(),
            record.deed.value,
            record.whom or record.subject,
            _details(record, city, t).striptags(),
        )
        for record in records
    ]
    return Attachment("registro.csv", spreadsheet([[t.label(column) for column in _COLUMNS], *rows]))


def about_table(t: Translator) -> View:
    """What the file is."""
    return View(t("<b>Who did what</b>, all of it, as a table. It names people: keep it with care."))


def _record(record: Record, desk: Desk, t: Translator) -> Markup:
    deed = t("removed {name}", name=record.whom) if record.whom else t(DEEDS[record.deed], subject=record.subject)
    details = _details(record, desk.city, t)
    who = record.name or t.label("the bot, or somebody who is gone")
    return lines(
        t("<i>{when}</i>", when=first_up(moment(record.at, desk, t))),
        t("<b>{name}</b>: {deed}", name=who, deed=deed) + (Markup(" ({})").format(details) if details else ""),
    )


def _details(record: Record, city: City, t: Translator) -> Markup:
    """What there is to say beside: for which networks, how many. Other details stay in the database."""
    details = record.details
    if record.deed in {Deed.INVITED, Deed.JOINED}:
        return trusted_with(_grants(details), city, t)
    networks = [NetworkId(network) for network in details.get("networks") or ()]
    said = [
        t.both(names_of(networks, city)) if networks else None,
        t("whole city") if details.get("whole_city") else None,
        *(t(words, count=details[name]) for name, words in _COUNTS.items() if details.get(name)),
    ]
    return Markup(", ").join(part for part in said if part)


def _grants(details: Mapping[str, object]) -> Grants:
    def ids(name: str) -> tuple[NetworkId, ...]:
        named = details.get(name)
        return tuple(NetworkId(str(one)) for one in named) if isinstance(named, list) else ()

    return Grants(details.get("administrator") is True, ids("networks"), ids("meetings_of"))
