"""Who may do what: the matrix, by whose a thing is. It says so by itself, and asks no rule of the bot."""

from collections.abc import Mapping
from enum import StrEnum

from domain.operators import Refusal

A, B = "redona", "longuelo"
BOTH = (A, B)
WHOLE_CITY = ()


class Role(StrEnum):
    """Whoever may wish for something."""

    RESIDENT = "a resident"
    REMOVED = "somebody removed"
    COORDINATOR = "the coordinator of the meetings of A"
    OPERATOR = "the operator of A"
    OTHER = "the operator of B"
    BOTH = "the operator of A and B"
    INVITED = "an administrator by invitation"
    NAMED = "an administrator by the setting"


class Owner(StrEnum):
    """Whose a thing is."""

    A = "A"
    BOTH = "A and B"
    CITY = "the whole city"


NETWORKS: Mapping[Owner, tuple[str, ...]] = {Owner.A: (A,), Owner.BOTH: BOTH, Owner.CITY: WHOLE_CITY}
WROTE = {Owner.A: Role.OPERATOR, Owner.BOTH: Role.BOTH, Owner.CITY: Role.BOTH}
"""Who wrote the announcements."""

Rights = Mapping[Role, Refusal | None]
YES = None
NOT_YOURS, MEETINGS = Refusal.NOT_YOURS, Refusal.MEETINGS_ONLY
ADMINISTRATORS, ANOTHERS = Refusal.ADMINISTRATORS_ONLY, Refusal.AUTHOR_ONLY


def rights(
    coordinator: Refusal | None,
    operator: Refusal | None,
    other: Refusal | None,
    both: Refusal | None,
    administrator: Refusal | None = YES,
) -> Rights:
    """What each role hears who asks in private."""
    return {
        Role.RESIDENT: Refusal.NOT_AN_OPERATOR,
        Role.REMOVED: Refusal.NOT_AN_OPERATOR,
        Role.COORDINATOR: coordinator,
        Role.OPERATOR: operator,
        Role.OTHER: other,
        Role.BOTH: both,
        Role.INVITED: administrator,
        Role.NAMED: administrator,
    }


EVERY_OPERATOR = rights(YES, YES, YES, YES)
ADMINISTRATORS_ALONE = rights(*[ADMINISTRATORS] * 4)
WHO_ANNOUNCES = rights(MEETINGS, YES, YES, YES)

MEETING_OF_A = rights(YES, YES, NOT_YOURS, YES)
EVENTS = {
    Owner.A: rights(MEETINGS, YES, NOT_YOURS, YES),
    Owner.BOTH: rights(NOT_YOURS, NOT_YOURS, NOT_YOURS, YES),
    Owner.CITY: rights(*[ADMINISTRATORS] * 4),
}
SEEN_EVENTS = {**EVENTS, Owner.BOTH: rights(NOT_YOURS, YES, YES, YES)}
"""Who looks after one of its networks may look at an event."""

ANNOUNCEMENTS = {
    Owner.A: rights(MEETINGS, YES, NOT_YOURS, YES),
    Owner.BOTH: rights(MEETINGS, NOT_YOURS, NOT_YOURS, YES),
    Owner.CITY: rights(MEETINGS, YES, YES, YES),
}


DISCARDED = {
    Owner.A: rights(MEETINGS, YES, NOT_YOURS, ANOTHERS),
    Owner.BOTH: rights(MEETINGS, NOT_YOURS, NOT_YOURS, YES),
    Owner.CITY: rights(MEETINGS, ANOTHERS, ANOTHERS, YES),
}
"""What somebody wrote is thrown away by them, or by an administrator."""


def but(usual: Rights, role: Role, refusal: Refusal) -> Rights:
    """The same, but for one role."""
    return {**usual, role: refusal}
