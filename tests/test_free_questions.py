"""A resident asks in their own words."""

from datetime import date

from domain.agenda.event import Kind, Venue
from domain.subscriptions import network
from tests.conftest import World, labels
from tests.events import MONDAY, at, event, on

SATURDAY = date(2026, 11, 28)


async def test_what_is_on_this_weekend_in_a_quarter(world: World) -> None:
    await world.store.take(
        [event("Sabato", at(SATURDAY, "15:00"), "redona"), event("Lunedì", on(7, "15:00"), "redona")], world.clock()
    )

    shown = await world.says("cosa c'è questo weekend a Redona?")

    assert shown.text == (
        "Redona: incontri e iniziative da sabato 28 novembre a domenica 29 novembre\n\n"
        "Sabato 28 novembre\n1 · ore 15:00 · Sabato"
    )


async def test_when_a_network_meets(world: World) -> None:
    await world.store.take(
        [
            event(
                "Incontro", at(date(2026, 12, 3), "20:45"), "celadina", kind=Kind.MEETING, venue=Venue("Al Civico 7")
            ),
            event("Festa", on(1, "15:00"), "celadina"),
        ],
        world.clock(),
    )

    shown = await world.says("quando si riunisce la rete di Celadina?")

    assert shown.text.startswith(
        "Il prossimo incontro della rete Celadina:\n\nIncontro\n📅 giovedì 3 dicembre, ore 20:45"
    )


async def test_when_a_network_meets_that_has_no_date(world: World) -> None:
    shown = await world.says("quando si riunisce la rete di Celadina?")

    assert shown.text.startswith("Non so ancora quando si riunisce la rete Celadina.")
    assert labels(shown) == ["Vedi le iniziative", "La rete Celadina"]


async def test_when_meetings_are_without_saying_which(world: World) -> None:
    await world.store.take(
        [event("Incontro", on(2, "20:45"), "loreto", kind=Kind.MEETING), event("Festa", on(1, "15:00"), "loreto")],
        world.clock(),
    )

    shown = await world.says("prossima riunione?")

    assert shown.text.startswith("Bergamo: incontri da")
    assert "Festa" not in shown.text


async def test_initiatives_for_children_on_saturday(world: World) -> None:
    await world.store.take(
        [
            event("Giochi", at(SATURDAY, "15:00"), "redona", themes=("famiglia",)),
            event("Truffe", at(SATURDAY, "10:00"), "redona", themes=("sicurezza",)),
        ],
        world.clock(),
    )

    shown = await world.says("iniziative per bambini sabato")

    assert shown.text.startswith("Bergamo: incontri e iniziative sabato 28 novembre\nTema: Famiglia")
    assert "Giochi" in shown.text
    assert "Truffe" not in shown.text


async def test_in_english_whoever_speaks_it(world: World) -> None:
    await world.store.take([event("Choir", on(1, "18:00"), "longuelo")], world.clock())
    newcomer = world.telegram.person("Bo", language_code="en")

    shown = await world.says("what's on tomorrow in Longuelo", by=newcomer)

    assert shown.text.startswith("Longuelo: meetings and initiatives tomorrow, Tuesday 24 November")
    assert "Choir" in shown.text


async def test_who_is_part_of_a_network(world: World) -> None:
    shown = await world.says("chi fa parte della rete di Monterosso?")
    assert shown.text.startswith("Chi c’è nel quartiere: Monterosso")

    anywhere = await world.says("quali associazioni ci sono?")
    assert "Scegli una rete" in anywhere.text


async def test_how_to_join_and_how_to_follow(world: World) -> None:
    joining = await world.says("come si entra nella rete di Celadina?")
    assert joining.text.startswith("Partecipare a Celadina")

    await world.says("voglio seguire la rete di Redona")
    assert await world.store.followed((await chat(world)), None) == [network("redona")]

    explained = await world.says("vorrei fare volontariato")
    assert explained.text.startswith("Come si partecipa?")
    listed = await world.says("avvisami")
    assert listed.text.startswith("Quali reti vuoi seguire?\n\nSegui Redona.")


async def chat(world: World):
    return (await world.store.meet(world.resident.id, "private", None, world.clock())).id


async def test_a_quarter_without_a_network_and_another_town_are_said_as_such(world: World) -> None:
    assert (await world.says("cosa c'è domani a Castagneta?")).text.startswith("Colli: per quanto ne so, qui non c’è")
    assert (await world.says("cosa c'è domani a Seriate?")).text.startswith("Seriate è un altro comune.")


async def test_two_quarters_at_once(world: World) -> None:
    await world.store.take(
        [
            event("Uno", on(1, "18:00"), "redona"),
            event("Due", on(1, "19:00"), "celadina"),
            event("No", on(1, "20:00"), "loreto"),
        ],
        world.clock(),
    )

    shown = await world.says("cosa c'è domani a Redona e Celadina?")

    assert shown.text.startswith("Redona e Celadina: incontri e iniziative domani, martedì 24 novembre")
    assert "No" not in [line.split(" · ")[2] for line in shown.text.splitlines() if " · " in line]


async def test_neither_question_nor_place_gets_three_examples(world: World) -> None:
    shown = await world.says("mi piace la pizza")

    assert shown.text == (
        "Non ho capito «mi piace la pizza».\n\n"
        "Puoi scrivermi, per esempio:\n"
        "• via Corridoni 60\n"
        "• che cosa c’è questo fine settimana a Redona?\n"
        "• quando si riunisce la rete di Redona?"
    )


async def test_a_street_stays_a_street(world: World) -> None:
    for street in ("via XX Settembre 12", "via IV Novembre", "San Paolo", "via Borgo Palazzo 60"):
        shown = await world.says(street)
        assert "incontri e iniziative" not in shown.text, street


async def test_a_question_while_the_bot_asked_for_a_number_is_a_new_question(world: World) -> None:
    await world.says("via Moroni")

    shown = await world.says("cosa c'è oggi?")

    assert shown.text.startswith("Bergamo: incontri e iniziative oggi, lunedì 23 novembre")


async def test_a_question_is_no_comment_on_a_wrong_answer(world: World) -> None:
    await world.says("via Corridoni 60")
    await world.taps("Non è la mia rete")

    shown = await world.says("cosa c'è domani a Redona?")

    assert shown.text.startswith("Redona: incontri e iniziative domani")
    [report] = await world.store.reports()
    assert report.comment is None


async def test_in_a_group_by_naming_the_bot(world: World) -> None:
    group = world.telegram.group("Vicini", world.resident)
    await world.store.take([event("Coro", on(1, "18:00"), "redona")], world.clock())

    shown = await world.says(f"@{world.telegram.username} cosa c'è domani a Redona?", chat=group)

    assert "Coro" in shown.text


async def test_the_command_takes_the_same_words(world: World) -> None:
    await world.store.take([event("Coro", at(MONDAY, "20:00"), "redona")], world.clock())

    shown = await world.says("/iniziative oggi redona")

    assert shown.text.startswith("Redona: incontri e iniziative oggi, lunedì 23 novembre")
