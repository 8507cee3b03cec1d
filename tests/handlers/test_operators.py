"""The operators' screens: there are words for all that there is, and each fits where it stands."""

from datetime import timedelta

import pytest

from domain.audit import Deed, Record
from domain.city import City
from domain.invitations import Role, Wanted
from domain.model import Feedback
from domain.operators import Followers, Grants, Operator, Refusal
from domain.outbox.delivery import Kind
from domain.outbox.outcome import Count, Outcome
from handlers.i18n import Languages, Translator
from handlers.views import audit, authority, invitations, operators
from tests.conftest import NOON

BOT = "x" * 32
"""As long as the name of a bot may be."""

MOST_OVER_THE_CHAT = 200
"""Bot API 10.3, answerCallbackQuery.text."""


@pytest.fixture(params=["it", "en"])
def t(request: pytest.FixtureRequest, languages: Languages) -> Translator:
    return languages.translators[request.param]


@pytest.fixture
def desk(city: City) -> operators.Desk:
    return operators.Desk(city, NOON.date())


@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_is_said_in_a_line_over_the_chat(t: Translator, refusal: Refusal) -> None:
    assert 0 < len(authority.refused_in_words(refusal, BOT, t)) <= MOST_OVER_THE_CHAT
    assert authority.refused(refusal, BOT, t).text


def test_every_delivery_is_counted_once(t: Translator) -> None:
    outcomes = [None, *Outcome]
    counts = [Count(kind, outcome, 1) for kind in Kind for outcome in outcomes]

    text = operators.deliveries(counts, t).text

    headings = {heading: list(operators.KINDS.values()).count(heading) for heading in operators.KINDS.values()}
    assert set(operators.KINDS) == set(Kind)
    for heading, number in headings.items():
        assert t.label(heading) in text
        assert f": {number}" in text
    assert text.count(": ") >= len(headings) * len(outcomes)


@pytest.mark.parametrize("deed", Deed)
def test_every_deed_has_words(desk: operators.Desk, t: Translator, deed: Deed) -> None:
    details = {"networks": ["redona", "gone"], "recipients": 12, "revision": 3}
    record = Record(1, NOON, None, None, deed, "17", details)

    text = audit.deeds([record], 0, desk, t, more=False).text

    assert "Redona" in text
    assert t.label(audit.DEEDS[deed], subject="17") in text
    assert "17" in audit.table([record], desk.city, t).content.decode("utf-8-sig")


def test_screens_that_grow_fit_into_a_message(desk: operators.Desk, t: Translator) -> None:
    every = Grants(networks=tuple(desk.city.networks))
    asked, comment = "<&>" * 200, "&" * 500
    report = Feedback(1, asked, tuple(desk.city.areas)[:12], "v", NOON, comment)
    longest = Record(1, NOON, 1, "N" * 64, Deed.INVITED, "1", {"networks": list(desk.city.networks)})

    assert operators.reports([report] * 9, 1, desk, t).text
    assert audit.deeds([longest] * 8, 0, desk, t, more=True).text
    assert operators.menu(Operator(1, "N" * 64, every), desk.city, t).text
    followers = {network: Followers(1, 2) for network in desk.city.networks}
    assert operators.my_networks(every.networks, followers, 0, desk.city, t).text
    letter = invitations.letter(Operator(1, "N" * 64), every, NOON, desk, t)
    made = invitations.made("https://t.me/x?start=op_" + "x" * 32, letter, NOON + timedelta(days=7), desk, t)
    assert made.text


def test_the_form_offers_the_link_when_it_is_complete(city: City, t: Translator) -> None:
    def keys(wanted: Wanted) -> list[str]:
        view = invitations.putting_together(wanted, tuple(city.networks.values()), 0, city, t)
        return [key.text for row in view.keyboard.inline_keyboard for key in row]

    link = t.label("Make the link")
    assert link not in keys(Wanted())
    assert link in keys(Wanted(Role.COORDINATOR, ("redona",)))
    administrator = keys(Wanted(Role.ADMINISTRATOR))
    assert link in administrator
    assert "Celadina" not in administrator  # all networks are theirs
