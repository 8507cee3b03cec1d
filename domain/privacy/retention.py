"""What is kept of people, in which table, how long, and why.

The sweeps, the privacy notice and the docs are made of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

_A_DAY = timedelta(days=1)
_A_YEAR = 365 * _A_DAY


class Sweep(StrEnum):
    """A deletion of what was kept long enough, which one job makes. Some take rows of several tables along."""

    DIALOGUES = "dialogues"
    INBOX = "inbox"
    REPORTS = "reports"
    DELIVERIES = "deliveries"
    EVENTS = "events"
    DEEDS = "deeds"
    ANNOUNCEMENTS = "announcements"


LASTS: Mapping[Sweep, timedelta] = {
    Sweep.DIALOGUES: timedelta(0),  # each says itself when it expires
    Sweep.INBOX: 8 * _A_DAY,  # Telegram numbers updates anew after a week's silence (Bot API 10.0, Update)
    Sweep.REPORTS: _A_YEAR,
    Sweep.DELIVERIES: 90 * _A_DAY,
    Sweep.EVENTS: 90 * _A_DAY,
    Sweep.DEEDS: 2 * _A_YEAR,
    Sweep.ANNOUNCEMENTS: _A_YEAR,
}
"""How long after its end something is kept."""

QUESTIONS_LAST, WORK_LASTS = _A_DAY, 7 * _A_DAY
"""How long a question that nobody answers stays open, and how long an operator's unfinished work does."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a table keeps of people, and why; which sweep ends that, and when its time begins.

    Without a sweep it is kept until the person ends it: by a tap, or by /forgetme. What stands for a chat goes with it
    then, whatever its time.
    """

    table: str
    what: str
    why: str
    sweep: Sweep | None = None
    since: str = ""

    @property
    def how_long(self) -> str:
        """Its time in words, for the docs."""
        if self.sweep is None:
            return "until the person ends it"
        days = LASTS[self.sweep].days
        return f"{days} days after {self.since}" if days else f"until {self.since}"


RETENTION = (
    Kept("chats", "Telegram's number of the chat, its kind, language, whether it blocked the bot", "to answer"),
    Kept("subscriptions", "what is followed", "to tell of it"),
    Kept("preferences", "lead times, quiet hours, summary, silence", "to tell when it suits"),
    Kept(
        "event_leads",
        "lead times for one event",
        "to remind of it when it suits",
        Sweep.EVENTS,
        "the event's last date is over",
    ),
    Kept("answers", "who comes, and who cannot", "to count them, to remind", Sweep.EVENTS, "the date is over"),
    Kept("told", "what a chat was told of a date", "to tell what changes", Sweep.EVENTS, "the date is over"),
    Kept(
        "deliveries",
        "which messages were sent, or are to be",
        "to send each once, to mend what is not true any more",
        Sweep.DELIVERIES,
        "they were sent and what they were about is over",
    ),
    Kept(
        "dialogues",
        "a question that waits for an answer; an operator's unfinished work",
        "to go on where one stopped",
        Sweep.DIALOGUES,
        f"it expires: {QUESTIONS_LAST.days} day, of an operator {WORK_LASTS.days} days",
    ),
    Kept(
        "unwelcome",
        "a group or channel where the bot may not write",
        "to try again in time",
        Sweep.DELIVERIES,
        "that began",
    ),
    Kept(
        "inbox",
        "what came from Telegram, until it is handled; then its number alone",
        "to lose nothing, to handle nothing twice",
        Sweep.INBOX,
        "it came",
    ),
    Kept(
        "feedback",
        "a reported answer: the place and a line, without who reported it",
        "to mend the city's data",
        Sweep.REPORTS,
        "the report",
    ),
    Kept("operators", "an operator's name on Telegram", "who may do what", Sweep.DEEDS, "they stop"),
    Kept("operator_networks", "an operator's networks", "who may do what", Sweep.DEEDS, "they stop"),
    Kept("invitations", "who invited whom", "who did what", Sweep.DEEDS, "it was used, withdrawn or expired"),
    Kept("audit", "what operators did", "who did what", Sweep.DEEDS, "the deed"),
    Kept(
        "announcements",
        "what an operator wrote, and who",
        "to correct it, to report on it",
        Sweep.ANNOUNCEMENTS,
        "it last changed",
    ),
)

OF_NOBODY: Mapping[str, str] = {
    "events": "public announcements; swept with their dates",
    "event_networks": "of events",
    "event_themes": "of events",
    "occurrences": "dates of events; swept 90 days after they are over",
    "pictures": "Telegram's names of maps and of events' photos; swept with the event",
    "reminder_times": "worked out for choices of times, whoever made them; swept 3 days after",
    "leases": "which process sends",
    "feeds": "the calendars that are read",
}
"""The tables that hold nothing of people, and what they hold."""


def before(sweep: Sweep, now: datetime) -> datetime:
    """What a sweep deletes ended before this instant."""
    return now - LASTS[sweep]


def in_markdown() -> str:
    """The table of the docs."""
    rows = [f"| `{one.table}` | {one.what} | {one.how_long} | {one.why} |" for one in RETENTION]
    return "\n".join(["| table | what | how long | why |", "|---|---|---|---|", *rows])
