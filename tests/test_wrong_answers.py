"""A resident says that an answer was wrong."""

import pytest

from tests.conftest import World


async def test_one_tap_is_enough(world: World) -> None:
    await world.says("via Borgo Palazzo 60")

    thanks = await world.taps("Non è la mia")

    assert thanks.text.startswith("Grazie: ho segnato che questa risposta è sbagliata.")
    [report] = await world.store.reports()
    assert report.asked == "Via Borgo Palazzo 60"
    assert report.answered == ("borgo-palazzo-alle-valli",)
    assert report.city_version == world.services.city.version
    assert report.comment is None


async def test_a_line_about_it_is_added_to_the_report(world: World) -> None:
    await world.says("via Borgo Palazzo 60")
    await world.taps("Non è la mia")

    thanks = await world.says("boh, secondo me no")

    assert thanks.text.startswith("Segnato, grazie.")
    [report] = await world.store.reports()
    assert report.comment == "boh, secondo me no"


async def test_the_name_of_the_right_network_is_only_noted(world: World) -> None:
    await world.says("via Borgo Palazzo 60")
    await world.taps("Non è la mia rete")

    thanks = await world.says("Santa Caterina")

    assert thanks.text.startswith("Segnato, grazie.")


async def test_another_street_is_a_new_question_and_no_comment(world: World) -> None:
    await world.says("via Borgo Palazzo 60")
    await world.taps("Non è la mia rete")

    answer = await world.says("via Corridoni 60")

    assert answer.text.startswith("La tua rete è Redona")
    [report] = await world.store.reports()
    assert report.comment is None


async def test_what_is_said_later_or_put_right_is_no_comment(world: World) -> None:
    await world.says("qualcosa prima")
    mine = world.telegram.messages(world.resident.chat)[0]
    await world.says("via Borgo Palazzo 60")

    await world.taps("Non è la mia rete")
    await world.after(world.resident.edits(mine.id, "sono cose mie"))
    await world.taps("Non è la mia rete")
    world.clock.turn(minutes=11)
    await world.says("sono altre cose mie")

    assert [report.comment for report in await world.store.reports()] == [None, None]


async def test_in_a_group_nobodys_words_become_a_comment(world: World) -> None:
    group = world.telegram.group("Condominio", world.resident)
    card = await world.says("/rete Redona", chat=group)

    thanks = await world.taps("Non è la mia rete", chat=group)
    await world.telegram.handled(world.resident.says("parole tra vicini", chat=group, reply_to=card.id))

    assert "scrivimi in una riga" not in thanks.text
    [report] = await world.store.reports()
    assert report.comment is None


@pytest.mark.parametrize(
    ("question", "answered"),
    [("via dei Draghi Volanti", ()), ("via Roma 3, Seriate", ()), ("Castagneta", ("colli",))],
)
async def test_answers_without_a_network_can_be_wrong_too(world: World, question: str, answered: tuple[str]) -> None:
    await world.says(question)

    await world.taps("Segnala uno sbaglio")

    [report] = await world.store.reports()
    assert (report.asked, report.answered) == (question, answered)


async def test_a_report_names_no_person_and_no_position(world: World) -> None:
    await world.after(world.resident.sends_location(45.7079, 9.6990))
    await world.taps("Non è la mia rete")

    [report] = await world.store.reports()

    assert (report.asked, report.answered) == ("", ("redona",))
    for secret in (str(world.resident.id), "Ada", "45.7", "9.69"):
        assert secret not in repr(report)


async def test_what_was_not_understood_is_cut_to_fit_the_key(world: World) -> None:
    question = "xyzzy " * 20

    await world.says(question)
    await world.taps("Segnala uno sbaglio")

    [report] = await world.store.reports()
    assert len(report.asked) > 40
    assert question.startswith(report.asked)
