"""Which networks a chat follows."""

from tests.conftest import World, labels
from tests.events import event, on


async def test_a_tap_follows_and_another_stops(world: World) -> None:
    shown = await world.says("/segui")
    assert "Per ora non ne segui nessuna." in shown.text

    await world.taps("Avanti ▸")
    marked = await world.taps("Loreto")
    assert marked.id == shown.id
    assert "✓ Loreto" in labels(marked)
    assert "Segui Loreto." in marked.text

    again = await world.taps("✓ Loreto")
    assert "Per ora non ne segui nessuna." in again.text


async def test_a_network_is_followed_from_its_card_and_what_will_come_is_said(world: World) -> None:
    await world.says("via Corridoni 60")

    said = await world.taps("🔔 Avvisami")

    assert said.text == (
        "Ora segui Redona.\n\n"
        "Ti avviso il giorno prima alle 18 e due ore prima.\n"
        "Non ti scrivo dalle 21:30 alle 8:00.\n"
        "Le novità te le dico appena le so.\n\n"
        "Se qualcosa cambia o non si fa, te lo dico."
    )
    assert labels(said) == ["Vedi le iniziative", "Cambia i promemoria", "Non seguire più"]

    left = await world.taps("Non seguire più")
    assert left.text.startswith("Non segui più Redona.")
    assert (await world.taps("Segui di nuovo")).text.startswith("Ora segui Redona.")


async def test_themes_are_followed_in_the_whole_city(world: World) -> None:
    shown = await world.says("/segui")

    page = await world.taps("Scegli i temi")
    assert page.id == shown.id
    marked = await world.taps("Ambiente")
    assert "✓ Ambiente" in labels(marked)
    assert "Segui Ambiente." in marked.text

    again = await world.taps("✓ Ambiente")
    assert "✓ Ambiente" not in labels(again)
    assert "Scegli i temi" in labels(await world.taps("Scegli le reti"))


async def test_who_is_silent_is_told_so_when_following(world: World) -> None:
    await world.says("/stop")

    said = await world.says("/segui Redona")

    assert "Per ora non ti scrivo: me l’hai chiesto con /stop." in said.text
    shown = await world.taps("Riprendi a scrivermi")
    assert "Ti avviso il giorno prima" in shown.text


async def test_the_command_takes_a_place(world: World) -> None:
    said = await world.says("/segui via Corridoni 60")

    assert said.text.startswith("Ora segui Redona.")


async def test_in_a_group_its_administrators_decide(world: World) -> None:
    chief, member = world.telegram.person("Capo"), world.telegram.person("Membro")
    group = world.telegram.group("Vicini", member, admins=[chief])
    await world.store.take([event("Coro", on(1, "18:00"), "redona")], world.clock())

    refused = await world.says("/segui Redona", by=member, chat=group)
    assert refused.text == "In questo gruppo lo decidono gli amministratori."
    agreed = await world.says("/segui Redona", by=chief, chat=group)
    assert agreed.text.startswith("Ora segui Redona.")

    shown = await world.says("/iniziative", by=member, chat=group)
    assert "Queste sono le reti che segui." in shown.text


async def test_who_may_not_decide_is_told_over_the_chat(world: World) -> None:
    chief, member = world.telegram.person("Capo"), world.telegram.person("Membro")
    group = world.telegram.group("Vicini", member, admins=[chief])
    await world.says("/rete Redona", by=member, chat=group)

    await world.taps("🔔 Avvisami", by=member, chat=group)

    [answered] = world.telegram.transcript.calls("answerCallbackQuery")
    assert answered.params["text"] == "In questo gruppo lo decidono gli amministratori."


async def test_a_group_that_becomes_a_supergroup_goes_on_following(world: World) -> None:
    chief = world.telegram.person("Capo")
    group = world.telegram.group("Vicini", admins=[chief])
    await world.says("/segui Redona", by=chief, chat=group)

    await world.telegram.handled(group.migrates())

    shown = await world.says("/segui", by=chief, chat=group)
    assert "Segui Redona." in shown.text


async def test_the_card_of_a_network_that_is_followed_says_so(world: World) -> None:
    assert "🔔 Avvisami" in labels(await world.says("via Corridoni 60"))
    await world.taps("🔔 Avvisami")
    card = await world.says("via Corridoni 60")
    assert "✓ La segui" in labels(card)
    assert "🔔 Avvisami" not in labels(card)
    assert "Segui la rete Redona" in (await world.taps("✓ La segui")).text
