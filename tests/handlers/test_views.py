"""Views: whatever the pack holds, what is shown is within Telegram's limits, in every language, safe to show."""

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.settings import default_city
from domain.city import City, load
from domain.city.model import Relation
from domain.lookup import Answer, Status, Why
from domain.networks import profile
from handlers.buttons.network import ListNetworks
from handlers.buttons.talk import About
from handlers.i18n import Languages, Translator, load_languages
from handlers.views import about, feedback, lookup, network, organisations, privacy, start, talk
from handlers.views.kinds import ORGANISATIONS, PLACES
from handlers.views.paging import page_of
from handlers.views.view import LONGEST_TEXT, View, telegram_length
from tests.support.views import check

LANGUAGES = load_languages()
CITY = load(default_city())
EVERY_LANGUAGE = pytest.mark.parametrize("t", LANGUAGES.translators.values(), ids=LANGUAGES.translators)


@EVERY_LANGUAGE
def test_every_page_of_every_network_can_be_sent(t: Translator, city: City) -> None:
    for known in city.networks.values():
        shown = profile(city, known)
        area = shown.areas[0]
        for view in (
            network.network_card(shown, t),
            network.found_card(shown, area, None, "", t),
            network.found_card(shown, area, "via <Prova> & C. 1", "x" * 300, t),
            network.places(shown, t),
            network.joining(shown, city, t),
            network.sources(shown, city, t),
            *(organisations.organisations(shown, page, t) for page in range(5)),
        ):
            check(view)


@EVERY_LANGUAGE
def test_every_other_page_can_be_sent(t: Translator, city: City, languages: Languages) -> None:
    for view in (
        *(about.about(page, city, t) for page in About),
        *(feedback.reported(t, in_private=private) for private in (True, False)),
        feedback.comment_kept(t),
        lookup.outside("Seriate", city, "via Roma, Seriate", t),
        lookup.outside(None, city, "", t),
        feedback.none_was_right(t),
        *(lookup.unknown("<a>", city, t, in_private=private) for private in (True, False)),
        privacy.privacy(privacy.Notice(), t),
        privacy.privacy(privacy.Notice("Comune <X>", "a@b", "c & d"), t),
        start.greeting(city, t),
        *(start.ask_for_place(t, in_private=private) for private in (True, False)),
        talk.cannot_read(city, t),
        talk.cancelled(t),
        talk.retired_link(t),
        talk.you_are_welcome(t),
        *(talk.help_page([("rete", "<b>")], city, t, in_private=private) for private in (True, False)),
        talk.language_chosen(t, in_private=True),
        talk.languages(languages, t),
        talk.nothing_to_cancel(t),
        talk.position_not_sent(t),
        talk.trouble("abc123", t),
        talk.unknown_command(t),
    ):
        check(view)


@EVERY_LANGUAGE
@pytest.mark.parametrize("why", Why)
@pytest.mark.parametrize("place", ["Via Prova 1", None])
def test_every_question_can_be_sent(t: Translator, why: Why, place: str | None, city: City) -> None:
    areas = tuple(city.areas)
    for count in (2, 5, 6, 12):
        answer = Answer(Status.AMBIGUOUS, areas[:count], why, place, place)
        for private in (True, False):
            check(lookup.ask_which(answer, city, "via Prova 1 " * 9, t, in_private=private))


@given(st.text())
def test_what_a_resident_wrote_is_shown_as_they_wrote_it(text: str) -> None:
    view = lookup.unknown(text, CITY, LANGUAGES.translators["it"], in_private=True)

    check(view)
    words = " ".join(text.split())[:60].rstrip()
    assert words in html.unescape(str(view.text))


def test_a_view_longer_than_a_message_is_refused() -> None:
    View(Markup("<b>" + "è" * LONGEST_TEXT + "</b>"))
    with pytest.raises(ValueError, match="longer"):
        View(Markup("😀" * (LONGEST_TEXT // 2) + "x"))


def test_the_length_is_counted_without_tags_in_utf16() -> None:
    assert telegram_length(Markup("<b>a</b>&amp;😀")) == 4


@given(st.lists(st.integers(), max_size=60), st.integers(1, 9))
def test_turning_all_pages_shows_everything_once(items: list[int], most: int) -> None:
    first = page_of(items, 0, most)
    pages = [page_of(items, number, most) for number in range(first.count)]

    assert [item for page in pages for item in page.items] == items
    assert all(len(page.items) <= most for page in pages)
    assert page_of(items, -5, most) == pages[0]
    assert page_of(items, 999, most) == pages[-1]


def test_a_page_offers_only_the_turns_there_are() -> None:
    t = LANGUAGES.translators["it"]

    def turns(number: int) -> list[str]:
        return [key.text for key in page_of(range(9), number, 3).turning(ListNetworks, t)]

    assert [turns(number) for number in range(3)] == [["Avanti ▸"], ["◂ Indietro", "Avanti ▸"], ["◂ Indietro"]]


def test_every_kind_in_the_pack_has_its_word(city: City) -> None:
    assert {body.kind for body in city.organisations} <= set(ORGANISATIONS)
    assert {place.kind for place in city.places} <= set(PLACES)


def test_a_body_of_each_relation_stands_under_its_own_heading(city: City) -> None:
    known = next(iter(city.networks.values()))
    body = city.organisations[0]
    bodies = tuple(replace(body, relation=relation, name=relation.value) for relation in Relation)
    view = organisations.organisations(
        replace(profile(city, known), organisations=bodies), 0, LANGUAGES.translators["en"]
    )

    headings = re.findall(r"<b>(.*?)</b>", str(view.text))[1:]

    assert len(headings) == len(set(headings)) == 3


def test_no_place_for_a_value_is_left_open(city: City) -> None:
    for t in LANGUAGES.translators.values():
        for known in city.networks.values():
            assert "{" not in network.sources(profile(city, known), city, t).text
