"""What is sent without being asked for at that moment: every kind of message, in both languages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.settings import default_city
from domain.agenda.entry import Entry, Happening
from domain.agenda.event import Event, EventId, Kind, OccurrenceId, Recurrence, SomeDay, Status, Venue, When, WholeDays
from domain.agenda.facts import facts_of
from domain.agenda.occurrences import occurrences
from domain.agenda.timing import begins_at, listed_at
from domain.city import load
from domain.model import ChatId
from domain.outbox.delivery import COPIES, Claimed, DeliveryId
from domain.outbox.delivery import Kind as Sort
from domain.outbox.due import AmendmentMatter, ListMatter, Matter, MutedMatter, OccurrenceMatter
from domain.subscriptions import Followed, Subject
from handlers.i18n import load_languages
from handlers.outbox.kinds import telling
from handlers.outbox.telling import Telling
from handlers.views.view import View
from sandbox.text.html import parse_html
from tests.events import MONDAY, ROME, event, on
from tests.handlers.test_views import check

CITY = load(default_city())
T = load_languages().translators
NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)  # six in the evening of that Monday
REDONA = Followed(Subject.NETWORK, "redona")
ABOUT_THEM = (Sort.TRIAL, Sort.CORRECTION, Sort.NOTE, Sort.MUTED)
"""What is told of announcements, beside their copies: see test_announcement_views.py."""

MEETING = event(
    "Incontro della rete",
    on(1, "20:45"),
    "redona",
    kind=Kind.MEETING,
    venue=Venue("Sala civica", "via Pizzo 1"),
    rain_plan="si fa lo stesso",
)


def happening(announced: Event) -> Happening:
    [only] = occurrences(announced, MONDAY, MONDAY + timedelta(days=30))
    return Happening(OccurrenceId(7), EventId(3), announced, only)


def facts(announced: Event) -> str:
    only = happening(announced).occurrence
    return facts_of(only, begins_at(only.when, ROME)).written()


def delivery(kind: Sort, due_at: datetime = NOW) -> Claimed:
    lasts = due_at + timedelta(days=1)
    return Claimed(DeliveryId(1), ChatId(1), 100, None, "it", kind, 7, "", due_at, lasts, attempts=1)


def view_of(
    kind: Sort, matter: Matter, language: str = "it", now: datetime = NOW, due_at: datetime | None = None
) -> View:
    view = telling(delivery(kind, due_at or now), matter, Telling(CITY, now, "retibot"), T[language])
    check(view)
    return view


def text_of(*args, **more) -> str:
    return parse_html(str(view_of(*args, **more).text))[0]


def keys_of(view: View) -> list[str]:
    return [key["text"] for row in view.keyboard.to_dict()["inline_keyboard"] for key in row]


def entry(number: int, title: str, when: When, *networks: str, place: str | None = None) -> Entry:
    return Entry(
        OccurrenceId(number),
        EventId(number),
        Kind.INITIATIVE,
        title,
        when,
        Status.CONFIRMED,
        listed_at(when, ROME),
        networks,
        place,
    )


def news_of(entries: Sequence[Entry], fresh: Sequence[int] | None = None) -> ListMatter:
    new = [one.occurrence for one in entries] if fresh is None else fresh
    return ListMatter(entries=entries, fresh={OccurrenceId(number): "x" for number in new})


def changed(before: Event, after: Event, **more) -> OccurrenceMatter:
    now = happening(after)
    return OccurrenceMatter(now, facts(after), 1, told=facts(before), **({"why": REDONA} | more))


def test_a_reminder_of_the_day_before() -> None:
    view = view_of(Sort.REMINDER, OccurrenceMatter(happening(MEETING), why=REDONA))

    assert parse_html(str(view.text))[0] == (
        "🔔 Domani, martedì 24 novembre, ore 20:45: Incontro della rete (Redona)\n"
        "📍 Sala civica, via Pizzo 1\n"
        "Se piove: si fa lo stesso\n\n"
        "Te lo scrivo perché segui Redona. Per cambiare o smettere: /promemoria"
    )
    assert '<tg-time unix="1795549500">Domani, martedì 24 novembre, ore 20:45</tg-time>' in view.text
    assert keys_of(view) == ["Ci sarò", "Non posso", "Ricordamelo più tardi", "Vedi i dettagli"]


@pytest.mark.parametrize(
    ("minutes", "left"),
    [
        (180, " (fra tre ore)"),
        (121, " (fra due ore)"),
        (90, ""),
        (58, " (fra un’ora)"),
        (31, " (fra mezz’ora)"),
        (14, " (fra 15 minuti)"),
        (2, " (sta per cominciare)"),
        (300, ""),
    ],
)
def test_on_the_day_itself_it_says_what_is_left(minutes: int, left: str) -> None:
    now = on(1, "20:45").starts_at - timedelta(minutes=minutes)

    text = text_of(Sort.REMINDER, OccurrenceMatter(happening(MEETING), why=REDONA), now=now)

    assert text.startswith(f"🔔 Oggi, martedì 24 novembre, ore 20:45{left}: Incontro della rete (Redona)\n")


def test_a_reminder_in_english() -> None:
    text = text_of(Sort.REMINDER, OccurrenceMatter(happening(MEETING), why=REDONA), "en", now=on(1, "18:45").starts_at)

    assert text == (
        "🔔 Today, Tuesday 24 November, at 20:45 (in two hours): Incontro della rete (Redona)\n"
        "📍 Sala civica, via Pizzo 1\n"
        "If it rains: si fa lo stesso\n\n"
        "You get this because you follow Redona. To change or stop this: /reminders"
    )


def test_a_reminder_that_comes_late_says_so() -> None:
    text = text_of(
        Sort.REMINDER, OccurrenceMatter(happening(MEETING), why=REDONA), now=NOW + timedelta(minutes=40), due_at=NOW
    )

    assert "Scusa il ritardo. Te lo scrivo perché segui Redona." in text


def test_a_reminder_shows_what_was_answered_and_offers_only_what_there_is_time_for() -> None:
    comes = view_of(Sort.SNOOZE, OccurrenceMatter(happening(MEETING), coming=True), now=on(1, "20:30").starts_at)

    assert keys_of(comes) == ["✓ Ci sarò", "Non posso", "Vedi i dettagli"]
    assert "Mi hai chiesto di ricordartelo ancora." in comes.text


@pytest.mark.parametrize(
    ("why", "reason"),
    [
        (REDONA, "perché segui Redona"),
        (Followed(Subject.THEME, "ambiente"), "perché segui il tema Ambiente"),
        (Followed(Subject.EVENT, "3"), "perché me l’hai chiesto"),
        (Followed(Subject.NETWORK, "gone"), "perché me l’hai chiesto"),
        (None, "perché hai detto che ci sarai"),
    ],
)
def test_the_last_line_says_why(why: Followed | None, reason: str) -> None:
    assert reason in text_of(Sort.REMINDER, OccurrenceMatter(happening(MEETING), why=why))


@pytest.mark.parametrize(
    ("announced", "title"),
    [
        (event("Festa", on(1, "20:45"), "redona", "celadina"), "Festa (Redona e Celadina)"),
        (event("Festa di Redona", on(1, "20:45"), "redona"), "Festa di Redona"),
        (event("Festa", on(1, "20:45"), "redona", "celadina", "loreto"), "Festa"),
        (event("Festa", on(1, "20:45")), "Festa"),
    ],
)
def test_a_title_says_whose_it_is_unless_it_does_already(announced: Event, title: str) -> None:
    text = text_of(Sort.REMINDER, OccurrenceMatter(happening(announced), why=REDONA))

    assert text.split("\n")[0] == f"🔔 Domani, martedì 24 novembre, ore 20:45: {title}"


def test_whole_days_have_no_hour() -> None:
    fair = event("Fiera", WholeDays(MONDAY + timedelta(days=1), MONDAY + timedelta(days=1)), "redona")

    assert text_of(Sort.REMINDER, OccurrenceMatter(happening(fair), why=REDONA)).startswith(
        "🔔 Domani, martedì 24 novembre, tutto il giorno: Fiera (Redona)\n"
    )


def test_a_cancellation() -> None:
    view = view_of(Sort.CHANGE, changed(MEETING, replace(MEETING, status=Status.CANCELLED)))

    assert parse_html(str(view.text))[0] == (
        "⚠️ Non si fa: Incontro della rete (Redona)\n"
        "Doveva essere: domani, martedì 24 novembre, ore 20:45.\n"
        "Se c’è una nuova data, te la dico.\n\n"
        "Te lo scrivo perché segui Redona. Per cambiare o smettere: /promemoria"
    )
    assert keys_of(view) == ["Vedi i dettagli"]


def test_a_cancellation_in_english() -> None:
    assert text_of(Sort.CHANGE, changed(MEETING, replace(MEETING, status=Status.CANCELLED)), "en").startswith(
        "⚠️ Not taking place: Incontro della rete (Redona)\nIt was to be: tomorrow, Tuesday 24 November, at 20:45."
    )


def test_what_is_put_off_says_that_the_new_date_is_not_known() -> None:
    text = text_of(Sort.CHANGE, changed(MEETING, replace(MEETING, status=Status.POSTPONED)))

    assert text.startswith(
        "⚠️ Si rimanda: Incontro della rete (Redona)\nDoveva essere: domani, martedì 24 novembre, ore 20:45."
    )
    assert "La nuova data non la so ancora: appena c’è, te la dico." in text


def test_another_day_says_both() -> None:
    view = view_of(Sort.CHANGE, changed(MEETING, replace(MEETING, when=on(3, "20:45")), coming=True))

    assert parse_html(str(view.text))[0].startswith(
        "⚠️ Cambia giorno: Incontro della rete (Redona)\n"
        "📅 Giovedì 26 novembre, ore 20:45\n"
        "Prima era: domani, martedì 24 novembre, ore 20:45\n"
        "📍 Sala civica, via Pizzo 1\n\n"
    )
    assert keys_of(view) == ["✓ Ci sarò", "Non posso", "Vedi i dettagli"]


def test_another_hour_and_another_place() -> None:
    moved = replace(MEETING, when=on(1, "21:15"), venue=Venue("Oratorio"))

    assert text_of(Sort.CHANGE, changed(MEETING, moved)).startswith(
        "⚠️ Cambia orario: Incontro della rete (Redona)\n"
        "📅 Domani, martedì 24 novembre, ore 21:15\n"
        "Prima era: domani, martedì 24 novembre, ore 20:45\n"
        "Cambia anche il posto:\n"
        "📍 Oratorio\n"
        "Prima era: Sala civica\n\n"
    )


def test_only_another_place() -> None:
    text = text_of(Sort.CHANGE, changed(MEETING, replace(MEETING, venue=Venue("Oratorio"))), "en")

    assert text.startswith(
        "⚠️ New place: Incontro della rete (Redona)\n📅 Tomorrow, Tuesday 24 November, at 20:45\n📍 Oratorio\n"
        "Before it was: Sala civica\n\n"
    )


def test_a_place_that_is_not_known_any_more_is_said_not_to_be() -> None:
    text = text_of(Sort.CHANGE, changed(MEETING, replace(MEETING, venue=None)))

    assert "📍 Il luogo non è ancora indicato\nPrima era: Sala civica" in text


def test_on_again_after_all() -> None:
    off = replace(MEETING, status=Status.CANCELLED)

    text = text_of(Sort.CHANGE, changed(off, MEETING))

    assert text.startswith(
        "⚠️ Alla fine si fa: Incontro della rete (Redona)\n📅 Domani, martedì 24 novembre, ore 20:45\n📍"
    )


def test_a_month_that_gets_its_day() -> None:
    someday = replace(MEETING, when=SomeDay(date(2026, 12, 1)))

    text = text_of(Sort.CHANGE, changed(someday, replace(MEETING, when=on(10, "20:45"))))

    assert text.startswith(
        "⚠️ C’è la data: Incontro della rete (Redona)\n"
        "📅 Giovedì 3 dicembre, ore 20:45\n"
        "Prima era: dicembre 2026, giorno da annunciare\n"
    )


@pytest.mark.parametrize(
    ("after", "holds"),
    [
        (replace(MEETING, status=Status.CANCELLED), "⚠️ Non si fa."),
        (replace(MEETING, status=Status.POSTPONED), "⚠️ In questa data non si fa; quella nuova non la so ancora."),
        (
            replace(MEETING, when=on(3, "21:15")),
            "⚠️ Adesso è: giovedì 26 novembre, ore 21:15\n📍 Sala civica, via Pizzo 1",
        ),
    ],
)
def test_an_earlier_message_is_struck_through_and_says_what_holds(after: Event, holds: str) -> None:
    matter = AmendmentMatter(happening(after), facts(after), 1, message_id=5, said=facts(MEETING), sort=Sort.REMINDER)

    view = view_of(Sort.AMENDMENT, matter)

    assert "<s>🔔 Domani, martedì 24 novembre, ore 20:45: Incontro della rete (Redona)</s>" in view.text
    assert parse_html(str(view.text))[0].endswith(f"\n\n{holds}")
    assert keys_of(view) == ["Vedi i dettagli"]


def test_one_piece_of_news_is_a_short_card() -> None:
    party = entry(1, "Festa dei vicini", on(5, "15:00", 4), "redona", place="parco")

    view = view_of(Sort.NEWS, news_of([party]))

    assert parse_html(str(view.text))[0] == (
        "Novità: Festa dei vicini\n"
        "📅 Sabato 28 novembre, ore 15:00\n"
        "📍 parco\n"
        "🏘 Redona\n\n"
        "Te lo scrivo perché riguarda quello che segui. Per cambiare o smettere: /promemoria"
    )
    assert keys_of(view) == ["Vedi i dettagli"]


def test_several_are_a_list_with_numbers() -> None:
    some = [entry(1, "Coro", on(1, "18:00"), "redona"), entry(2, "Gita", on(5, "09:00"), "loreto", "redona")]

    view = view_of(Sort.NEWS, news_of(some))

    assert parse_html(str(view.text))[0].startswith(
        "Novità per te\n\n"
        "Domani, martedì 24 novembre\n1 · ore 18:00 · Coro · Redona\n\n"
        "Sabato 28 novembre\n2 · ore 09:00 · Gita · Loreto e Redona\n\n"
    )
    assert keys_of(view) == ["1", "2", "Vedi le iniziative"]


def test_a_digest_marks_what_is_new() -> None:
    some = [entry(1, "Coro", on(1, "18:00"), "redona"), entry(2, "Gita", on(5, "09:00"), "redona")]

    text = text_of(Sort.DIGEST, news_of(some, fresh=[2]))

    assert "1 · ore 18:00 · Coro · Redona\n" in text
    assert "2 · ore 09:00 · Gita · Redona · novità\n" in text
    assert text.endswith("Te lo scrivo perché hai scelto il riepilogo. Per cambiare o smettere: /promemoria")


def test_a_digest_in_english() -> None:
    text = text_of(Sort.DIGEST, news_of([entry(1, "Coro", on(1, "18:00"))]), "en")

    assert text.startswith(
        "Coming up for you\n\nTomorrow, Tuesday 24 November\n1 · at 18:00 · Coro · whole city · new\n"
    )


@pytest.mark.parametrize("language", T)
@pytest.mark.parametrize("kind", [kind for kind in Sort if kind not in (*COPIES, *ABOUT_THEM)])
def test_the_longest_that_anybody_can_write_is_sent_and_shows_where_it_is_cut(kind: Sort, language: str) -> None:
    long = "😀 & <b>parola</b> " * 200
    written = event(
        long, on(1, "20:45"), *CITY.networks, venue=Venue(long, long), rain_plan=long, recurrence=Recurrence(None)
    )
    told = replace(written, when=on(3, "20:45"), venue=Venue(long[1:], long))
    entries = [
        entry(number, long, on(number, "20:45"), *list(CITY.networks)[:2], place=long) for number in range(1, 21)
    ]
    match kind:
        case Sort.NEWS | Sort.DIGEST:
            matter: Matter = news_of(entries)
        case Sort.AMENDMENT:
            matter = AmendmentMatter(happening(written), facts(written), 1, 5, facts(told), Sort.CHANGE)
        case _:
            matter = OccurrenceMatter(happening(written), facts(written), 1, told=facts(told), why=REDONA)

    assert "…" in view_of(kind, matter, language).text


@pytest.mark.parametrize(
    ("matter", "where"),
    [
        (MutedMatter((REDONA,)), "nel gruppo che segue Redona"),
        (MutedMatter((REDONA, Followed(Subject.NETWORK, "loreto")), is_channel=True), "nel canale che segue Redona e"),
        (MutedMatter((REDONA,), is_topic=True), "nell’argomento che segue Redona"),
        (MutedMatter((Followed(Subject.EVENT, "3"),)), "nel gruppo che segue un’iniziativa"),
    ],
)
def test_who_subscribed_a_group_hears_that_it_gets_nothing_any_more(matter: MutedMatter, where: str) -> None:
    text = text_of(Sort.MUTED, matter)

    assert where in text
    assert "nessuno deve iscriversi di nuovo" in text
