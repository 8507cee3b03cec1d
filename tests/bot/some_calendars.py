"""Calendars as feeds have them, and a server that has one."""

from collections.abc import Mapping

from tests.bot.loopback import Behaviour, answers

HEAD, END = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n", "END:VCALENDAR\r\n"

BROKEN = "BEGIN:VEVENT\r\nUID:broken\r\nSUMMARY:Senza inizio\r\nEND:VEVENT\r\n"
"""An event that cannot be read: it has no start."""


def entry(uid: str, day: str = "20261201", title: str = "", more: str = "") -> str:
    """An event at half past eight in the evening, by the clock in Bergamo."""
    return (
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;TZID=Europe/Rome:{day}T203000\r\n"
        f"SUMMARY:{title or uid}\r\n{more}END:VEVENT\r\n"
    )


def calendar(*entries: str) -> bytes:
    """A calendar of these; what is only a word is the UID of an event."""
    return f"{HEAD}{''.join(one if 'VEVENT' in one else entry(one) for one in entries)}{END}".encode()


def gives(*entries: str, etag: str | None = None) -> Behaviour:
    """Answer with a calendar."""
    headers = ["Content-Type: text/calendar; charset=utf-8", *([f"ETag: {etag}"] if etag else [])]
    return answers(200, calendar(*entries), *headers)


def at(paths: Mapping[str, Behaviour]) -> Behaviour:
    """Answer each path in its own way."""

    async def behaviour(request, writer) -> None:
        await paths[request.target.partition("?")[0]](request, writer)

    return behaviour
