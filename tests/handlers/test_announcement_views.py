"""The screens of announcements: what people get fits whatever was written, and what operators see says what is."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.settings import default_city
from domain.announcements.announcement import (
    Announcement,
    AnnouncementId,
    Audience,
    Content,
    Link,
    Medium,
    MediumKind,
    Pause,
    Status,
)
from domain.announcements.notes import Note, version
from domain.announcements.progress import Progress, Reach
from domain.city import load
from domain.model import ChatId
from domain.outbox.delivery import Claimed, DeliveryId, Kind
from domain.outbox.due import NoteMatter
from domain.outbox.outcome import Outcome
from domain.subscriptions import Followed, Subject, network
from handlers.announcements.writing import link_in
from handlers.i18n import load_languages
from handlers.outbox.kinds import telling
from handlers.outbox.telling import Telling
from handlers.views.announcements import deciding, listing, panels, report, writing
from handlers.views.announcements.copies import announcement_copy, room_for_words
from handlers.views.announcements.writing import Sheet
from handlers.views.view import LONGEST_CAPTION, LONGEST_TEXT, View, telegram_length
from sandbox.text.html import parse_html
from tests.handlers.test_views import check

CITY = load(default_city())
T = load_languages().translators
NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
ABOUT = Telling(CITY, NOW, "retibot")
PHOTO = Medium(MediumKind.PHOTO, "photo")
EVERYTHING = [
    *(network(one) for one in CITY.networks),
    *(Followed(Subject.THEME, theme) for theme in CITY.themes),
]


def announcement(status: Status = Status.SENDING, **more: object) -> Announcement:
    content = Content("Pulizia del parco")
    kept = Announcement(
        AnnouncementId(1), ChatId(1), status, 2, content, Audience(("redona",)), NOW, begun_at=NOW, recipients=214
    )
    return replace(kept, **more)


def plain(view: View) -> str:
    check(view)
    return parse_html(str(view.text))[0]


@pytest.mark.parametrize("language", T)
@given(
    reasons=st.lists(st.sampled_from(EVERYTHING), max_size=5, unique=True), media=st.integers(0, 2), to=st.booleans()
)
def test_the_closing_line_has_room_under_the_longest_words(
    language: str,
    reasons: list[Followed],
    media: int,
    to: bool,  # noqa: FBT001
) -> None:
    content = Content(media=(PHOTO,) * media, link=Link("Prenota", "https://example.org/"))
    words = "è" * room_for_words(content)
    full = announcement(content=replace(content, words=words))
    copy = announcement_copy(full, reasons, CITY, T[language], to_person=to)
    assert words in copy.text
    assert telegram_length(copy.text) <= (LONGEST_CAPTION if media == 1 else LONGEST_TEXT)
    assert "/promemoria" in copy.text or "/reminders" in copy.text


def test_more_reasons_than_can_be_named() -> None:
    copy = announcement_copy(announcement(), EVERYTHING[:3], CITY, T["it"])
    assert "perché segui le reti di quartiere" in plain(copy)
    assert [[key.text for key in row] for row in copy.keyboard.inline_keyboard] == [["Smetti di seguire…"]]


@pytest.mark.parametrize("language", T)
@given(
    done=st.dictionaries(st.sampled_from(Outcome), st.integers(0, 20_000)),
    waiting=st.integers(0, 20_000),
    status=st.sampled_from(Status),
    pause=st.sampled_from([None, *Pause]),
    speed=st.floats(0, 30),
    reasons=st.dictionaries(st.text(max_size=300), st.integers(1, 9), max_size=5),
)
def test_whatever_became_of_it_can_be_shown(
    language: str,
    done: dict[Outcome, int],
    waiting: int,
    status: Status,
    pause: Pause | None,
    speed: float,
    reasons: dict[str, int],
) -> None:
    recipients = sum(done.values()) + waiting
    progress = Progress(recipients, done, waiting, min(waiting, 7), speed, reasons)
    one, t = announcement(status, pause=pause, recipients=recipients), T[language]
    check(panels.panel(one, progress, t))
    check(panels.mending(one, progress, t))
    check(deciding.whether_to_stop(one, progress, t))
    check(deciding.whether_to_recall(one, progress, t))
    check(deciding.stands(one, ABOUT, t))
    said = plain(report.report(one, progress, 3, ABOUT, t))
    for outcome, number in done.items():
        if number and outcome is not Outcome.SENT:
            assert re.search(rf"\b{number}\b", said), f"{outcome} is not said"


@pytest.mark.parametrize("language", T)
@pytest.mark.parametrize("told", Note)
def test_every_note_can_be_told(told: Note, language: str) -> None:
    note = Claimed(
        DeliveryId(1), ChatId(1), 1, None, language, Kind.NOTE, 1, version(told, NOW), NOW, NOW + timedelta(days=1), 1
    )
    matter = NoteMatter(announcement(Status.LATE, send_at=NOW), author="Olga", progress=Progress(9))
    check(telling(note, matter, ABOUT, T[language]))


def test_a_panel_as_it_goes() -> None:
    progress = Progress(214, {Outcome.SENT: 128, Outcome.GONE: 2}, waiting=84, speed=21)
    assert plain(panels.panel(announcement(), progress, T["it"])).splitlines() == [
        "Sto mandando…",
        "",
        "▓▓▓▓▓▓░░░░",
        "130 di 214",
        "mancano circa 4 secondi",
        "2 non si raggiungono più",
    ]


def test_how_many_see_it_as_one_says_it() -> None:
    reach = Reach(217, groups=3, by_network={"redona": 150, "celadina": 85}, several=18)
    sheet = Sheet(announcement(Status.DRAFT), reach, [])
    said = plain(writing.control(sheet, ABOUT, T["it"]))
    assert said.startswith("Così lo vedranno 214 persone (Redona 150, Celadina 85; 18 ne seguono più di una, e ")
    assert said.endswith("\nE 3 gruppi e canali.")


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("language", T)
def test_the_list_and_the_other_screens(status: Status, language: str) -> None:
    t = T[language]
    long = announcement(status, content=Content("<b>" + "parola " * 300 + "</b>"), send_at=NOW)
    check(listing.announcements([long] * 20, 1, t))
    check(deciding.scheduled(long, ABOUT, t))
    check(deciding.request(long, "", ABOUT, t))
    sheet = Sheet(long, Reach(0), list(CITY.networks.values()))
    for view in (writing.audience_page, writing.themes_page, writing.control):
        check(view(sheet, ABOUT, t))
    check(writing.times_read(long, [NOW, NOW + timedelta(days=40)], ABOUT, t))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Prenota https://example.org/p", Link("Prenota", "https://example.org/p")),
        ("https://example.org/p: Prenota qui", Link("Prenota qui", "https://example.org/p")),
        ("(vedi https://example.org/p).", Link("vedi", "https://example.org/p")),
        ("https://example.org", Link("Apri", "https://example.org")),
        ("example.org", None),
        ("https://", None),
        ("https://[oops", None),
        ("prenota", None),
        ("http://localhost/x Vai", None),
    ],
)
def test_a_button_read_from_a_message(text: str, found: Link | None) -> None:
    assert link_in(text, "Apri") == found


@given(st.text(max_size=200))
def test_any_text_is_a_button_or_is_none(text: str) -> None:
    link = link_in(text, "Apri")
    assert link is None or (link.label and link.url.startswith(("http://", "https://")))


def test_words_stay_words() -> None:
    copy = announcement_copy(announcement(content=Content("1 &lt; 2 <b>e</b>")), (), CITY, T["it"])
    assert Markup("1 &lt; 2 <b>e</b>") in copy.text
