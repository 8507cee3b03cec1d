"""Questions the bot has to answer in time: button presses, and what is typed after its name in any chat."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sandbox.clock import Clock
from sandbox.errors import bad_request

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(slots=True)
class Query:
    """A question under way; `answers` are the parameters of the answers it got."""

    id: str
    person_id: int
    chat_id: int
    asked_at: datetime
    lifetime: timedelta
    answers: list[dict[str, Any]] = field(default_factory=list)


class Queries:
    """The questions asked, callback queries and inline queries alike."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._queries: dict[str, Query] = {}

    def ask(self, person_id: int, chat_id: int, lifetime: timedelta) -> Query:
        """Ask: from now on the bot has so much time."""
        identifier = str(4_000_000_000_000_000_001 + len(self._queries))
        query = Query(identifier, person_id, chat_id, self._clock(), lifetime)
        self._queries[identifier] = query
        return query

    def answer(self, query_id: str, answer: dict[str, Any]) -> Query:
        """Note an answer. Raises ApiError 400 if it is too late or answers nothing."""
        query = self._queries.get(query_id)
        if query is None or self._clock() - query.asked_at > query.lifetime:
            raise bad_request(_TOO_OLD)
        query.answers.append(answer)
        return query

    def __getitem__(self, query_id: str) -> Query:
        return self._queries[query_id]

    def newest(self, person_id: int) -> Query | None:
        """Find the last question of a person."""
        return next((query for query in reversed(self._queries.values()) if query.person_id == person_id), None)

    def unanswered(self) -> list[Query]:
        """List the questions that got no answer."""
        return [query for query in self._queries.values() if not query.answers]
