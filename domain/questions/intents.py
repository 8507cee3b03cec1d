"""Which intent the words of a text state: the tables of each, tried in an order that settles words of two."""

from dataclasses import dataclass
from re import Pattern

from domain.questions import small_talk, words_of_events, words_of_follow, words_of_join, words_of_meetings
from domain.questions import words_of_organisations as organisations
from domain.questions.question import Intent
from domain.questions.wording import found


@dataclass(frozen=True, slots=True)
class About:
    """Which slots a text fills: some words state an intent only beside one of them."""

    dated: bool
    themed: bool
    placed: bool
    at_a_kind_of_place: bool

    @property
    def anything(self) -> bool:
        """Whether a period, a theme or a place was said."""
        return self.dated or self.themed or self.placed


PATTERNS = (
    small_talk.NOTHING_ASKED,
    words_of_follow.FOLLOW,
    words_of_follow.FOLLOW_A_PLACE,
    words_of_meetings.WHEN_MEETING,
    words_of_meetings.GATHERING,
    words_of_meetings.ENCOUNTERS,
    words_of_join.JOIN,
    organisations.WHO,
    words_of_events.EVENTS,
    words_of_events.MAYBE_EVENTS,
    words_of_events.OPENERS,
)
"""Whose words are recognised with a slip."""


def stated(asked: str, about: About) -> tuple[Intent, str] | None:
    """The intent stated and the words that state it; NONE where they state that nothing is asked."""
    for intent, pattern, applies in _rules(about):
        match = next(found(pattern, asked), None) if applies else None
        if match is not None:
            return intent, match.group()
    return None


def _rules(about: About) -> tuple[tuple[Intent, Pattern[str], bool], ...]:
    """In the order in which they are tried, each with whether it applies."""
    return (
        (Intent.NONE, small_talk.NOTHING_ASKED, True),
        (Intent.FOLLOW, words_of_follow.FOLLOW, True),
        (Intent.FOLLOW, words_of_follow.FOLLOW_A_PLACE, about.placed and not about.dated),
        (Intent.EVENTS, words_of_events.WHICH_EVENTS, True),
        (Intent.ORGANISATIONS, organisations.WHO, True),
        (Intent.MEETING, words_of_meetings.WHEN_MEETING, True),
        (Intent.MEETING, words_of_meetings.GATHERING, not about.themed),
        (Intent.JOIN, words_of_join.JOIN, True),
        (Intent.MEETING, words_of_meetings.MEETINGS, True),
        (Intent.EVENTS, words_of_events.EVENTS, True),
        (Intent.EVENTS, words_of_meetings.ENCOUNTERS, about.dated or about.themed),
        (Intent.MEETING, words_of_meetings.ENCOUNTERS, True),
        (Intent.ORGANISATIONS, organisations.ORGANISATIONS, True),
        (Intent.NONE, small_talk.OFF_TOPIC, True),
        (Intent.EVENTS, words_of_events.OPENERS, about.anything or about.at_a_kind_of_place),
        (Intent.NONE, small_talk.OWN_DOINGS, True),
        (Intent.EVENTS, words_of_events.MAYBE_EVENTS, about.anything),
    )
