"""A resident says that an answer was wrong."""

import pytest

from tests.conftest import World


async def test_one_tap_is_enough(world: World) -> None:
    await world.says("via Borgo Palazzo 60")

    thanks = await world.taps("Non è la mia")

    assert thanks.text.startswith("Grazie: ho segnato che questa risposta è sbagliata.")
    [report] = await world.store.reports()
    assert report.asked == "via Borgo Palazzo 60"
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


async def test_a_new_street_after_the_tap_is_kept_and_answered(world: World) -> None:
    await world.says("via Borgo Palazzo 60")
    await world.taps("Non è la mia")

    answer = await world.says("via Corridoni 60")

    assert answer.text.startswith("La tua rete è Redona")
    assert world.said()[-2].text.startswith("Segnato, grazie.")
    assert (await world.says("Celadina")).text.startswith("La tua rete è Celadina")
    [report] = await world.store.reports()
    assert report.comment == "via Corridoni 60"


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
    await world.taps("Non è la mia")

    [report] = await world.store.reports()

    assert (report.asked, report.answered) == ("", ("redona",))
    assert not {str(world.resident.id), "Ada", "45.7079"} & set(map(str, vars_of(report)))


async def test_a_long_question_still_fits_the_key(world: World) -> None:
    await world.says("per favore mi sa dire qual è la rete di via Borgo Palazzo 60 a Bergamo? È così così così")

    await world.taps("Non è la mia")

    [report] = await world.store.reports()
    assert report.asked.startswith("per favore mi sa dire")


def vars_of(report: object) -> list[object]:
    return [getattr(report, name) for name in report.__slots__]  # type: ignore[attr-defined]
