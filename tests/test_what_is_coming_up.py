"""A resident asks what is on: the list, its days, its filters and its pages."""

from datetime import date, timedelta

from domain.agenda.event import Change, Kind, Recurrence, SomeDay, Status, Venue, WholeDays
from sandbox.messages import Message
from tests.conftest import World, labels
from tests.events import MONDAY, at, event, on

SATURDAY = MONDAY + timedelta(days=5)
FILTERS = ["Quartiere", "Quando", "Tema", "Incontri o iniziative"]


async def known(world: World, *events) -> None:
    await world.store.take(events, world.clock())


async def test_the_coming_two_weeks_are_grouped_by_day_and_numbered(world: World) -> None:
    await known(
        world,
        event("Festa dei vicini", at(SATURDAY, "15:00", 4), "redona", venue=Venue("parco")),
        event("Incontro della rete", on(0, "20:45"), "redona", kind=Kind.MEETING, venue=Venue("sala civica")),
        event("Mercatino", on(1, "09:00"), "redona"),
        event("Fra un mese", on(31, "09:00"), "redona"),
    )

    shown = await world.says("/iniziative redona")

    assert shown.text == (
        "Redona: incontri e iniziative da lunedì 23 novembre a domenica 6 dicembre\n\n"
        "Oggi, lunedì 23 novembre\n1 · ore 20:45 · Incontro della rete · sala civica\n\n"
        "Domani, martedì 24 novembre\n2 · ore 09:00 · Mercatino\n\n"
        "Sabato 28 novembre\n3 · ore 15:00 · Festa dei vicini · parco"
    )
    assert labels(shown) == ["1", "2", "3", "Più avanti ▸", *FILTERS]


async def test_the_large_key_shows_all_networks_to_who_follows_none(world: World) -> None:
    await known(
        world,
        event("Coro", on(1, "18:00"), "redona"),
        event("Festa di tre reti", on(2, "18:00"), "loreto", "celadina", "redona"),
        event("Di due", on(3, "18:00"), "loreto", "celadina"),
        event("Di tutti", on(4, "18:00")),
    )
    await world.starts()

    shown = await world.taps("Iniziative")

    assert "1 · ore 18:00 · Coro · Redona" in shown.text
    assert shown.text.count("Festa di tre reti") == 1
    assert "2 · ore 18:00 · Festa di tre reti · Loreto e altre 2" in shown.text
    assert "3 · ore 18:00 · Di due · Loreto e Celadina" in shown.text
    assert "4 · ore 18:00 · Di tutti · tutta la città" in shown.text


async def test_who_follows_a_network_sees_it_first_and_finds_the_others(world: World) -> None:
    await known(world, event("Coro", on(1, "18:00"), "redona"), event("Altrove", on(1, "19:00"), "loreto"))
    await world.says("voglio seguire la rete di Redona")

    mine = await world.says("/iniziative")
    assert "Coro" in mine.text
    assert "Altrove" not in mine.text
    assert "Queste sono le reti che segui." in mine.text

    await world.taps("Quartiere")
    everything = await world.taps("Tutti i quartieri")
    assert "Coro" in everything.text
    assert "Altrove" in everything.text


async def test_what_was_moved_postponed_or_cancelled_says_so_first(world: World) -> None:
    thursday = MONDAY + timedelta(days=3)
    await known(
        world,
        event("Torneo", on(1, "15:00"), "redona", status=Status.CANCELLED),
        event("Cena", on(2, "20:00"), "redona", status=Status.POSTPONED),
        event(
            "Compiti",
            at(thursday, "16:30", 2),
            "redona",
            recurrence=Recurrence("FREQ=WEEKLY"),
            changes=(
                Change(thursday, at(SATURDAY, "10:00")),
                Change(thursday + timedelta(weeks=1), at(thursday + timedelta(weeks=1), "17:00")),
            ),
        ),
    )

    shown = await world.says("/iniziative redona")

    assert "⚠️ 1 · ore 15:00 · Annullato: Torneo" in shown.text
    assert "<s>Torneo</s>" in shown.html
    assert "⚠️ 2 · ore 20:00 · Rinviato: Cena · nuova data da annunciare" in shown.text
    assert "Giovedì 26 novembre\n⚠️ 3 · Spostato: Compiti · ora: sabato 28 novembre, ore 10:00" in shown.text
    assert "Sabato 28 novembre\n⚠️ 4 · ore 10:00 · Spostato: Compiti · prima: giovedì 26 novembre" in shown.text
    assert "⚠️ 5 · ore 17:00 · Spostato: Compiti · prima: ore 16:30" in shown.text


async def test_what_is_under_way_and_what_has_no_day_yet_have_their_own_places(world: World) -> None:
    await known(
        world,
        event("Mostra", WholeDays(MONDAY - timedelta(days=9), date(2026, 12, 31)), "redona"),
        event("Cena", SomeDay(date(2026, 12, 1)), "redona"),
        event("Gita", WholeDays(SATURDAY, SATURDAY), "redona"),
        event("Già finito stamattina", on(0, "08:00", 2), "redona"),
        event("Cominciato da un'ora", on(0, "12:00", 3), "redona"),
    )

    shown = await world.says("/iniziative redona")

    assert shown.text.split("\n\n")[1:] == [
        "Già cominciate\n1 · fino a giovedì 31 dicembre · Mostra",
        "Oggi, lunedì 23 novembre\n2 · ore 12:00 · Cominciato da un'ora",
        "Sabato 28 novembre\n3 · tutto il giorno · Gita",
        "Dicembre 2026, giorno da annunciare\n4 · Cena",
    ]


async def test_a_long_list_is_turned_page_by_page_in_the_same_message(world: World) -> None:
    await known(world, *(event(f"Evento {number}", on(number % 14, "18:00"), "redona") for number in range(20)))

    shown = await world.says("/iniziative redona")
    pages = [(shown.id, shown.text)]
    while "Avanti ▸" in labels(shown):
        shown = await world.taps("Avanti ▸")
        pages.append((shown.id, shown.text))

    assert len(pages) == 4
    assert len({number for number, _ in pages}) == 1
    seen = [line.split(" · ")[2] for _, text in pages for line in lines_of(text)]
    assert len(seen) == 20
    assert set(seen) == {f"Evento {number}" for number in range(20)}
    back = await world.taps("◂ Indietro")
    assert back.text == pages[2][1]


def lines_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line[:1].isdigit()]


async def test_later_weeks_follow_on_and_on(world: World) -> None:
    await known(world, event("Fra tre settimane", on(21, "18:00"), "redona"), event("Poi", on(40, "18:00"), "redona"))

    shown = await world.says("/iniziative redona")
    assert shown.text.startswith("Redona: incontri e iniziative da lunedì 23 novembre a domenica 6 dicembre\n\nPer ora")
    assert "La prossima\n1 · lunedì 14 dicembre, ore 18:00 · Fra tre settimane" in shown.text

    card = await world.taps("1")
    assert card.text.startswith("Fra tre settimane")


async def test_nothing_here_shows_what_is_nearby(world: World) -> None:
    await known(world, event("Festa accanto", at(SATURDAY, "15:00"), "monterosso"))

    shown = await world.says("/iniziative redona")

    assert "Per ora non so di niente." in shown.text
    assert "Qui vicino, in quei giorni\n1 · sabato 28 novembre, ore 15:00 · Festa accanto · Monterosso" in shown.text


async def test_nothing_at_all_is_said_kindly(world: World) -> None:
    shown = await world.says("/iniziative")

    assert "Per ora non so di niente, nemmeno più avanti." in shown.text
    assert labels(shown) == FILTERS


async def test_the_list_is_narrowed_in_place_by_each_filter(world: World) -> None:
    await known(
        world,
        event("Bosco", on(0, "18:00"), "redona", themes=("ambiente",)),
        event("Riunione", on(1, "18:00"), "redona", kind=Kind.MEETING),
        event("Giochi", at(SATURDAY, "15:00"), "loreto", themes=("famiglia",)),
        event("Lontano", on(10, "18:00"), "loreto"),
    )
    first = await world.says("/iniziative")

    async def narrowed(by: str, choice: str) -> Message:
        question = await world.taps(by)
        assert question.id == first.id
        return await world.taps(choice)

    assert titles(await narrowed("Tema", "Ambiente")) == ["Bosco"]
    assert titles(await narrowed("Tema", "Tutti i temi")) == ["Bosco", "Riunione", "Giochi", "Lontano"]
    assert titles(await narrowed("Quando", "Questo fine settimana")) == ["Giochi"]
    assert titles(await narrowed("Quando", "Domani")) == ["Riunione"]
    assert titles(await narrowed("Quando", "I prossimi sette giorni")) == ["Bosco", "Riunione", "Giochi"]
    assert titles(await narrowed("Incontri o iniziative", "Incontri della rete")) == ["Riunione"]
    assert titles(await narrowed("Incontri o iniziative", "Tutti e due")) == ["Bosco", "Riunione", "Giochi"]
    await world.taps("Quartiere")
    await world.taps("Avanti ▸")
    assert titles(await world.taps("Redona")) == ["Bosco", "Riunione"]
    question = await world.taps("Quando")
    assert "✓ I prossimi sette giorni" in labels(question)
    assert titles(await world.taps("Torna all’elenco")) == ["Bosco", "Riunione"]


def titles(shown: Message) -> list[str]:
    return [line.split(" · ")[2] for line in lines_of(shown.text)]


async def test_a_draft_is_shown_to_nobody(world: World) -> None:
    await known(world, event("Bozza", on(1, "18:00"), "redona", status=Status.DRAFT))

    shown = await world.says("/iniziative")

    assert "Bozza" not in shown.text


async def test_in_english(world: World) -> None:
    await known(
        world,
        event("Choir", on(1, "18:00"), "redona"),
        event("Fair", WholeDays(SATURDAY, SATURDAY + timedelta(days=1)), "redona", status=Status.CANCELLED),
    )
    newcomer = world.telegram.person("Bo", language_code="en")

    shown = await world.says("/events Redona", by=newcomer)

    assert shown.text == (
        "Redona: meetings and initiatives from Monday 23 November to Sunday 6 December\n\n"
        "Tomorrow, Tuesday 24 November\n1 · at 18:00 · Choir\n\n"
        "Saturday 28 November\n⚠️ 2 · until Sunday 29 November · Cancelled: Fair"
    )


async def test_titles_are_shown_as_written_and_never_as_markup(world: World) -> None:
    await known(world, event("<b>Pane & rose</b> " + "lungo " * 40, on(1, "18:00"), "redona"))

    shown = await world.says("/iniziative redona")

    assert "<b>Pane & rose</b> lungo" in shown.text
    assert "…" in shown.text


async def test_an_old_button_with_days_gone_by_shows_today(world: World) -> None:
    await known(world, event("Fra tre settimane", on(21, "18:00"), "redona"))
    await world.says("/iniziative redona")
    world.clock.turn(days=120)

    shown = await world.taps("Quando")
    assert "Quando?" in shown.text
    later = await world.taps("Torna all’elenco")

    assert "da martedì 23 marzo a lunedì 5 aprile" in later.text


async def test_the_days_around_the_change_of_clocks_keep_their_hours(world: World) -> None:
    world.clock.turn(days=120)  # 23 March 2027; the clocks change on the 28th
    await world.store.take(
        [event("Ogni sera", at(date(2027, 3, 26), "20:45"), "redona", recurrence=Recurrence("FREQ=DAILY;COUNT=4"))],
        world.clock(),
    )

    shown = await world.says("/iniziative redona")

    assert shown.text.count("ore 20:45 · Ogni sera") == 4
