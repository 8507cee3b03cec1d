"""Who may do what: every role, every action, every way in; and what an invitation gives."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agenda.event import Kind
from domain.invitations import Role, Wanted, digest, more, new_token
from domain.operators import (
    Action,
    Asker,
    Grants,
    NotAllowed,
    Operator,
    Refusal,
    Target,
    Way,
    authorise,
    refusal_of,
    target_of,
)
from tests.domain.some_events import event

ADMINISTRATOR = Operator(1, "A", Grants(administrator=True))
OPERATOR = Operator(2, "O", Grants(networks=("loreto", "redona")))
COORDINATOR = Operator(3, "C", Grants(meetings_of=("redona",)))
BOTH = Operator(4, "B", Grants(networks=("loreto",), meetings_of=("redona",)))
REMOVED = Operator(5, "R")

MINE, OTHERS, CITY = Target(("redona",)), Target(("celadina",)), Target()
MEETING = replace(MINE, meeting=True)
YES = None

MATRIX = [
    # action, target: what the administrator, the operator, the coordinator, and who is both hear
    (Action.OPEN, None, YES, YES, YES, YES),
    (Action.INVITE, None, YES, *[Refusal.ADMINISTRATORS_ONLY] * 3),
    (Action.AUDIT, None, YES, *[Refusal.ADMINISTRATORS_ONLY] * 3),
    (Action.EVENT, None, YES, YES, YES, YES),
    (Action.EVENT, MEETING, YES, YES, YES, YES),
    (Action.EVENT, MINE, YES, YES, Refusal.MEETINGS_ONLY, Refusal.MEETINGS_ONLY),
    (Action.EVENT, OTHERS, YES, *[Refusal.NOT_YOURS] * 3),
    (Action.EVENT, Target(("redona", "celadina"), meeting=True), YES, *[Refusal.NOT_YOURS] * 3),
    (Action.EVENT, Target(("loreto", "redona"), meeting=True), YES, YES, Refusal.NOT_YOURS, YES),
    (Action.EVENT, CITY, YES, *[Refusal.ADMINISTRATORS_ONLY] * 3),
    (Action.ANNOUNCE, None, YES, YES, Refusal.MEETINGS_ONLY, YES),
    (Action.ANNOUNCE, MINE, YES, YES, Refusal.MEETINGS_ONLY, Refusal.NOT_YOURS),
    (Action.ANNOUNCE, OTHERS, YES, Refusal.NOT_YOURS, Refusal.MEETINGS_ONLY, Refusal.NOT_YOURS),
    (Action.ANNOUNCE, CITY, YES, YES, Refusal.MEETINGS_ONLY, YES),
    (Action.APPROVE, CITY, YES, YES, Refusal.MEETINGS_ONLY, YES),
]


@pytest.mark.parametrize(("action", "target", "administrator", "operator", "coordinator", "both"), MATRIX)
def test_each_role_may_do_what_is_theirs(action, target, administrator, operator, coordinator, both):
    people = {ADMINISTRATOR: administrator, OPERATOR: operator, COORDINATOR: coordinator, BOTH: both}
    assert {person: refusal_of(person, action, target) for person in people} == people


def test_no_action_is_left_out():
    assert {action for action, *_ in MATRIX} == set(Action)


@pytest.mark.parametrize("person", [ADMINISTRATOR, OPERATOR])
def test_nobody_says_yes_to_what_they_wrote(person):
    own = replace(CITY, author=person.id)
    assert refusal_of(person, Action.APPROVE, own) is Refusal.ANOTHER
    assert refusal_of(person, Action.ANNOUNCE, own) is None


@given(
    st.sampled_from([ADMINISTRATOR, OPERATOR, COORDINATOR, BOTH, REMOVED, None]),
    st.sampled_from(Action),
    st.sampled_from([None, MINE, OTHERS, CITY, MEETING]),
    st.sampled_from(Way),
)
def test_only_a_talk_with_one_person_leads_anywhere_and_there_only_what_is_theirs(person, action, target, way):
    try:
        allowed = authorise(Asker(way, person), action, target)
    except NotAllowed as error:
        refusal = error.refusal
    else:
        assert (allowed, way) == (person, Way.PRIVATE)
        assert refusal_of(person, action, target) is None
        assert person.grants.any
        return
    if way is Way.PRIVATE:
        known = person is not None and person.grants.any
        assert refusal is (refusal_of(person, action, target) if known else Refusal.NOT_AN_OPERATOR)
    else:  # whoever it is, and whatever it is about, is not looked at
        assert refusal in {Refusal.NOT_IN_PRIVATE, Refusal.NOBODY, Refusal.EDITED}


def test_an_event_is_its_networks_and_a_meeting_is_told_apart():
    assert target_of(event(networks=("redona",), kind=Kind.MEETING)) == MEETING
    assert target_of(event(networks=("redona",), kind=Kind.INITIATIVE)) == MINE
    assert target_of(event(networks=())) == replace(CITY, meeting=True)


NETWORKS = st.lists(st.sampled_from(["celadina", "loreto", "redona"]), max_size=5)
GRANTS = st.builds(
    lambda administrator, networks, meetings_of: more(
        Grants(administrator=administrator), Grants(networks=tuple(networks), meetings_of=tuple(meetings_of))
    ),
    st.booleans(),
    NETWORKS,
    NETWORKS,
)
TARGETS = st.builds(Target, NETWORKS.map(tuple), st.booleans())


@given(GRANTS, GRANTS, st.sampled_from(Action), TARGETS)
def test_an_invitation_more_takes_nothing_away(had, given_more, action, target):
    after = more(had, given_more)
    for before in (had, given_more):
        if refusal_of(Operator(1, "x", before), action, target) is None and before.any:
            assert refusal_of(Operator(1, "x", after), action, target) is None
    assert more(after, given_more) == after == more(given_more, had)


@given(st.sampled_from(Role), NETWORKS)
def test_what_is_chosen_is_what_is_given(role, turned):
    wanted = Wanted(role)
    for network in turned:
        wanted = wanted.turned(network)
    chosen = {network for network in turned if turned.count(network) % 2}
    assert wanted.complete is wanted.grants.any
    assert wanted.grants.administrator is (role is Role.ADMINISTRATOR)
    assert set(wanted.grants.networks) == (chosen if role is Role.OPERATOR else set())
    assert set(wanted.grants.meetings_of) == (chosen if role is Role.COORDINATOR else set())


def test_tokens_fit_into_a_link_and_are_never_the_same():
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == len({digest(token) for token in tokens}) == 100
    assert all(len(token) == 32 and token.replace("-", "").replace("_", "").isalnum() for token in tokens)


@given(st.text())
def test_any_text_has_a_digest(text):
    assert len(digest(text)) == 64
    assert len(digest(text + "\ud800")) == 64
