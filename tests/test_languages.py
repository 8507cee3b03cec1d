"""Italian first, English as well, and the choice is the chat's."""

import pytest

from tests.conftest import World, labels


async def test_a_resident_chooses_english_and_everything_follows(world: World) -> None:
    await world.says("/lingua")

    answer = await world.taps("English")

    assert answer.text.startswith("From now on I speak English.")
    assert answer.keyboard is not None
    assert answer.keyboard[0][0]["text"] == "📍 Send my position"
    assert (await world.says("Redona")).text.startswith("Your network is Redona")


async def test_the_choice_outlives_what_telegram_says(world: World) -> None:
    await world.says("/language")
    await world.taps("English")
    world.resident.language_code = "it"

    assert (await world.says("Redona")).text.startswith("Your network is Redona")


@pytest.mark.parametrize("code", ["uk", "ar", None])
async def test_who_has_a_language_without_a_catalogue_reads_italian(world: World, code: str | None) -> None:
    newcomer = world.telegram.person("Olha", language_code=code)

    assert (await world.starts(by=newcomer)).text.startswith("Ciao!")


async def test_the_large_keys_work_in_the_language_they_were_shown_in(world: World) -> None:
    await world.starts()
    await world.says("/lingua")
    await world.taps("English")

    assert (await world.says("❓ Aiuto")).text.startswith("Write me a street")


async def test_each_language_is_named_in_itself(world: World) -> None:
    assert labels(await world.says("/lingua")) == ["Italiano", "English"]


async def test_a_group_speaks_the_language_it_chose(world: World) -> None:
    foreigner = world.telegram.person("Bo", language_code="en")
    group = world.telegram.group("Prova", world.resident, foreigner)

    assert (await world.says("/rete Redona", by=foreigner, chat=group)).text.startswith("La tua rete è Redona")
    await world.says("/lingua", chat=group)
    await world.taps("English", chat=group)
    assert (await world.says("/rete Redona", chat=group)).text.startswith("Your network is Redona")
