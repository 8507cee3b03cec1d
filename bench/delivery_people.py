"""People who follow a network, written into a database all at once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.engine import create_engine

from domain.city.model import NetworkId
from storage.schema import chats, preferences, subscriptions

NETWORK = NetworkId("redona")
_AT_ONCE = 5_000


def follow(url: str, telegram_ids: Sequence[int], since: datetime) -> None:
    """Let these private chats follow a network since an instant, and be reminded two hours before, at any hour.

    Through the store, a transaction each, this would take longer than what is measured.
    """
    engine = create_engine(url)
    with engine.begin() as connection:
        for start in range(0, len(telegram_ids), _AT_ONCE):
            some = list(enumerate(telegram_ids[start : start + _AT_ONCE], start=start + 1))
            connection.execute(
                insert(chats),
                [
                    {"id": number, "telegram_id": chat, "kind": "private", "language": "it", "created_at": since}
                    for number, chat in some
                ],
            )
            here = [{"chat_id": number, "thread": 0} for number, _ in some]
            theirs = {"subject": "network", "subject_id": NETWORK, "followed_at": since}
            connection.execute(insert(subscriptions), [row | theirs for row in here])
            wanted = {"leads": "t", "quiet": "n", "digest": "", "digest_weekday": 0, "digest_hour": 9}
            connection.execute(insert(preferences), [row | wanted | {"changed_at": since} for row in here])
    engine.dispose()
