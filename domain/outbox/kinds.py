"""The registry of kinds: what each delivery is about, and when it is still due.

Its other two halves stand on the floor above, by the same name: `storage.outbox.kinds` says how a kind is planned and
what is loaded for it, `handlers.outbox.kinds` how it is rendered. A test holds the three complete.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from domain.outbox import due
from domain.outbox.delivery import Claimed, Kind
from domain.outbox.due import (
    AmendmentMatter,
    CopyMatter,
    CorrectionMatter,
    ListMatter,
    Loaded,
    Matter,
    MutedMatter,
    NoteMatter,
    OccurrenceMatter,
)
from domain.outbox.outcome import Outcome

M = TypeVar("M", bound=Matter)

KEPT = timedelta(days=90)
"""A settled delivery is kept so long after what it was about: who was told must be told of a change."""


@dataclass(frozen=True, slots=True)
class Rules(Generic[M]):
    """The rules of a kind.

    - `matter`: what is loaded for it.
    - `is_due`: the rule by which it still goes, beside what holds for all kinds.
    - `heeds_silence`: it does not go to a chat that wants nothing at all.
    - `kept`: the time for which it is kept after what it was about.
    """

    matter: type[M]
    is_due: Callable[[Claimed, M, datetime], bool]
    heeds_silence: bool = True
    kept: timedelta = KEPT


KINDS: Mapping[Kind, Rules[Any]] = {
    Kind.REMINDER: Rules(OccurrenceMatter, due.reminds),
    Kind.SNOOZE: Rules(OccurrenceMatter, due.snoozes),
    Kind.CHANGE: Rules(OccurrenceMatter, due.changes),
    Kind.AMENDMENT: Rules(AmendmentMatter, due.amends, heeds_silence=False),
    Kind.NEWS: Rules(ListMatter, due.lists_news),
    Kind.DIGEST: Rules(ListMatter, due.lists_news),
    Kind.ANNOUNCEMENT: Rules(CopyMatter, due.announces),
    Kind.ALBUM: Rules(CopyMatter, due.announces),
    Kind.TRIAL: Rules(CopyMatter, due.always, heeds_silence=False),
    Kind.CORRECTION: Rules(CorrectionMatter, due.corrects, heeds_silence=False),
    Kind.NOTE: Rules(NoteMatter, due.always, heeds_silence=False),
    Kind.MUTED: Rules(MutedMatter, due.always),
}


def no_longer_due(loaded: Loaded, now: datetime) -> Outcome | None:
    """Say why a delivery is not made after all; None where it is."""
    delivery, rules = loaded.delivery, KINDS[loaded.delivery.kind]
    if now >= delivery.expires_at:
        return Outcome.EXPIRED
    if loaded.unreadable:
        return Outcome.BROKEN
    if loaded.matter is None or (loaded.silent and rules.heeds_silence):
        return Outcome.STALE
    return None if rules.is_due(delivery, loaded.matter, now) else Outcome.STALE
