"""Moments as the tables of tests write them, and what is read of a text."""

import csv
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from domain.agenda.event import SomeDay, Timed, When, WholeDays
from domain.moments import Moment, Reading, read_moment

TABLES = Path(__file__).parents[1] / "domain"
ROME = ZoneInfo("Europe/Rome")
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def table(name: str) -> list[tuple[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return [(row[0], row[1]) for row in csv.reader(file)][1:]


ITALIAN, ENGLISH = table("moments_written.csv"), table("moments_written_english.csv")


def clock(instant: datetime) -> str:
    return f"{instant.astimezone(ROME):%H:%M}"


def when_written(when: When) -> str:
    match when:
        case Timed(starts_at, ends_at):
            until = "" if ends_at is None else f"/{clock(ends_at)}"
            return f"{starts_at.astimezone(ROME):%Y-%m-%d} {clock(starts_at)}{until}"
        case WholeDays(first_on, last_on):
            return str(first_on) if first_on == last_on else f"{first_on}..{last_on}"
        case SomeDay(month_on):
            return f"month {month_on:%Y-%m}"


def moment_written(moment: Moment) -> str:
    rule = "" if moment.recurrence is None else f" {moment.recurrence.rule}"
    return when_written(moment.when) + rule


def written(reading: Reading) -> str:
    moments = " | ".join(moment_written(moment) for moment in reading.moments)
    return moments if reading.doubt is None else f"{reading.doubt}? {moments}".strip()


def read(text: str) -> Reading:
    return read_moment(text, MONDAY, ROME)
