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


async def test_a_network_is_followed_from_its_card(world: World) -> None:
    await world.says("via Corridoni 60")

    said = await world.taps("Segui questa rete")

    assert said.text.startswith("Ora segui Redona.")
    assert "Per ora non so ancora avvisarti io." in said.text


async def test_the_command_takes_a_place(world: World) -> None:
    said = await world.says("/segui via Corridoni 60")

    assert said.text.startswith("Ora segui Redona.")


async def test_in_a_group_its_administrators_decide(world: World) -> None:
    chief, member = world.telegram.person("Capo"), world.telegram.person("Membro")
    group = world.telegram.group("Vicini", member, admins=[chief])
    await world.store.take([event("Coro", on(1, "18:00"), "redona")], world.clock())

    refused = await world.says("/segui Redona", by=member, chat=group)
    assert refused.text == "Quali reti segue questo gruppo lo decidono i suoi amministratori."
    agreed = await world.says("/segui Redona", by=chief, chat=group)
    assert agreed.text.startswith("Ora segui Redona.")

    shown = await world.says("/iniziative", by=member, chat=group)
    assert "Queste sono le reti che segui." in shown.text


async def test_who_may_not_decide_is_told_over_the_chat(world: World) -> None:
    chief, member = world.telegram.person("Capo"), world.telegram.person("Membro")
    group = world.telegram.group("Vicini", member, admins=[chief])
    await world.says("/rete Redona", by=member, chat=group)

    await world.taps("Segui questa rete", by=member, chat=group)

    [answered] = world.telegram.transcript.calls("answerCallbackQuery")
    assert answered.params["text"] == "Quali reti segue questo gruppo lo decidono i suoi amministratori."


async def test_a_group_that_becomes_a_supergroup_goes_on_following(world: World) -> None:
    chief = world.telegram.person("Capo")
    group = world.telegram.group("Vicini", admins=[chief])
    await world.says("/segui Redona", by=chief, chat=group)

    await world.telegram.handled(group.migrates())

    shown = await world.says("/segui", by=chief, chat=group)
    assert "Segui Redona." in shown.text
