"""An occurrence for the phone's own calendar: the file, and the words under it."""

import re
import unicodedata
from datetime import datetime

from markupsafe import Markup

from domain.agenda.entry import Happening
from domain.calendar import google_link
from handlers.i18n import Translator
from handlers.links import to_event
from handlers.views.dates import moment_in_words, when_in_words
from handlers.views.event import Reading
from handlers.views.view import Attachment, View, keyboard, link, paragraphs

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40


def calendar_file(happening: Happening, reading: Reading, t: Translator, now: datetime) -> Attachment:
    """The file itself; a phone that opens it offers to add the event, with its alarms."""
    # Only here is the library needed that writes calendars: a bot that starts does without its ten megabytes.
    from domain.calendar.write import write_one  # noqa: PLC0415

    page = to_event(reading.bot, happening.event_id, happening.id)
    content = write_one(
        happening.event,
        happening.occurrence,
        reading.city,
        now=now,
        url=page,
        description=_details(happening, reading, t),
    )
    return Attachment(f"{_file_name(happening.occurrence.title)}.ics", content)


def calendar(happening: Happening, reading: Reading, t: Translator) -> View:
    """What to do with the file."""
    event, occurrence = happening.event, happening.occurrence
    when = when_in_words(occurrence.when, reading.city.zone, reading.today, t)
    return View(
        paragraphs(
            Markup("<b>{}</b>\n📅 {}").format(occurrence.title, when),
            t("Open the file: your phone puts it into its calendar and reminds you in time."),
        ),
        keyboard(
            [
                link(
                    t.label("Open in Google Calendar"),
                    google_link(event, occurrence, reading.city, _details(happening, reading, t)),
                )
            ]
        ),
    )


def _details(happening: Happening, reading: Reading, t: Translator) -> str:
    """What a calendar's entry says under its title, in plain text."""
    event, booking = happening.event, happening.event.booking
    until = None
    if booking and booking.until:
        until = t.label("Book by: {when}", when=moment_in_words(booking.until, reading.city.zone, reading.today, t))
    said = [
        happening.occurrence.description,
        t.label("If it rains: {plan}", plan=event.rain_plan) if event.rain_plan else None,
        t.label("Bring: {what}", what=event.bring) if event.bring else None,
        t.label("Booking: {how}", how=booking.url) if booking and booking.url else None,
        until,
        event.url,
    ]
    return "\n\n".join(part for part in said if part)


def _file_name(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return _NOT_PLAIN.sub("-", plain).strip("-")[:_LONGEST_NAME].strip("-") or "reti"
