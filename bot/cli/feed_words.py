"""Plain words on calendar feeds, for whoever runs the bot: how each is, what came of asking it, what is asked back."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.cli.tables import aligned
from bot.feed_entries import WHOLE_CITY
from bot.feeds import Asked
from domain.agenda.event import SomeDay, Timed, When, WholeDays
from domain.calendar import Problem
from domain.city.model import NetworkId
from domain.feeds import Feed, FeedState, Outcome, Vanished

_WHY: Final = {
    Outcome.REFUSED: "the server does not give it",
    Outcome.UNREACHABLE: "the server cannot be reached, or breaks off",
    Outcome.TOO_LARGE: "it is too large",
    Outcome.TOO_SLOW: "it takes too long to come",
    Outcome.NO_CALENDAR: "what comes is no calendar that can be read",
    Outcome.UNREAD: "reading it takes too long or too much memory, or was broken off",
}


def state_of(state: FeedState | None) -> str:
    """How a feed is."""
    if state is None:
        return "never asked yet"
    if state.outcome.good:
        noticed = "; what vanishes from it is not noticed meanwhile" if state.problems else ""
        broken = f", {_count(state.problems, 'piece')} not read{noticed}" if state.problems else ""
        return f"fine: {_count(state.events, 'event')}{broken}, asked {_at(state.asked_at)}"
    status = f" (HTTP {state.status})" if state.status else ""
    since = f"failing since {_at(state.failing_since or state.asked_at)}"
    return f"{since}: {_WHY[state.outcome]}{status}; next try {_at(state.next_at)}"


def table_of(feeds: Sequence[Feed], states: Mapping[str, FeedState]) -> str:
    """All feeds of the settings, each with its networks and how it is."""
    rows = [(feed.name, _owners(feed.networks), state_of(states.get(feed.name))) for feed in feeds]
    return aligned([("feed", "networks", "state"), *rows])


def news_of(feed: Feed, asked: Asked) -> Iterator[str]:
    """What came of asking a feed, with each piece that was not taken or not just as written, and its line."""
    taken = asked.taken
    came = {"new": len(taken.new), "changed": len(taken.changed), "cancelled": len(taken.cancelled)}
    counts = ", ".join(f"{count} {word}" for word, count in {**came, "vanished": taken.vanished}.items())
    known = " (as it was)" if asked.state.outcome is Outcome.UNCHANGED else ""
    yield f"{feed.name}: {state_of(asked.state)}{known}"
    if asked.reading:
        if asked.state.outcome.good:
            yield f"  {counts}"
        pieces = [("not read", problem) for problem in asked.reading.problems]
        pieces += [("remark", problem) for problem in asked.reading.remarks]
        if pieces:
            yield aligned([_piece(sort, problem) for sort, problem in pieces], indent="  ")


def questions_of(vanished: Sequence[Vanished], zone: ZoneInfo) -> str:
    """The events that vanished, each with the number that answers name."""
    rows = [
        (str(one.event), _when(one.when, zone), _owners(one.networks), one.title, one.feed, _at(one.since))
        for one in vanished
    ]
    return aligned([("number", "next", "networks", "title", "feed", "missing since"), *rows])


def _piece(sort: str, problem: Problem) -> tuple[str, ...]:
    return (sort, f"line {problem.line}" if problem.line else "the file", problem.why, problem.what)


def _when(when: When, zone: ZoneInfo) -> str:
    match when:
        case Timed(starts_at):
            return f"{starts_at.astimezone(zone):%Y-%m-%d %H:%M}"
        case WholeDays(first_on):
            return f"{first_on:%Y-%m-%d}"
        case SomeDay(month_on):
            return f"{month_on:%Y-%m}"


def _owners(networks: Sequence[NetworkId]) -> str:
    return ", ".join(networks) or WHOLE_CITY


def _at(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
