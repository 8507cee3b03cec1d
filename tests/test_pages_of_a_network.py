"""What is behind the keys of a network's card."""

from tests.conftest import World, labels


async def test_the_bodies_are_told_apart_and_paged_in_place(world: World) -> None:
    await world.says("Conca Fiorita")

    first = await world.taps("Chi c’è nel quartiere")
    assert first.text.startswith("Chi c’è nel quartiere: Conca Fiorita")
    assert "Fanno parte della rete" in first.text
    assert "L’elenco non è completo. Pagina 1 di" in first.text
    pages = [first.text]

    while "Avanti ▸" in labels(world.resident.last):
        turned = await world.taps("Avanti ▸")
        assert turned.id == first.id
        pages.append(turned.text)

    assert "Hanno fatto qualcosa insieme alla rete" in pages[-1]
    listed = [line for page in pages for line in page.splitlines() if line.startswith("• ")]
    bodies = [body for body in world.services.city.organisations if body.network == "conca-fiorita"]
    assert len(listed) == len(set(listed)) == len(bodies)

    back = await world.taps("Torna alla rete")
    assert back.text.splitlines()[0] == "La rete Conca Fiorita\N{NO-BREAK SPACE}🏘"


async def test_a_body_published_as_part_of_the_network_comes_before_a_neighbour(world: World) -> None:
    await world.says("Monterosso")

    page = (await world.taps("Chi c’è nel quartiere")).text

    headings = ["Fanno parte della rete", "Hanno fatto qualcosa insieme", "Attive nel quartiere"]
    places = [page.find(heading) for heading in headings if heading in page]
    assert places == sorted(places)


async def test_the_places_have_their_address_and_what_was_deduced(world: World) -> None:
    await world.says("Longuelo")

    await world.taps("Come si partecipa")
    page = await world.taps("Vedi i luoghi")

    assert "Spazio di quartiere Longuelo\nlargo Quarenghi" in page.text
    assert "(quartiere o indirizzo da confermare)" in page.text


async def test_where_it_comes_from_names_source_attribution_and_version(world: World) -> None:
    await world.says("Redona")

    page = await world.taps("Da dove lo so")

    assert "Non è ancora confermato" in page.text
    assert "© OpenStreetMap contributors (ODbL 1.0)" in page.text
    assert world.services.city.version in page.text
    assert page.buttons[0][0].url == world.services.city.networks["redona"].source_url


async def test_how_to_take_part_says_only_what_is_published(world: World) -> None:
    await world.says("Celadina")

    page = await world.taps("Come si partecipa")

    assert "Può partecipare chiunque." in page.text
    assert "Al Civico 7, via Antonio Curò 7" in page.text
    assert "può essere cambiato" in page.text


async def test_all_networks_are_listed_once(world: World) -> None:
    await world.says("/rete")

    names = set()
    listed = await world.taps("Vedi tutte le reti")
    names |= set(labels(listed))
    names |= set(labels(await world.taps("Avanti ▸")))

    assert {network.name for network in world.services.city.networks.values()} <= names
    assert len(names - {"Avanti ▸", "◂ Indietro"}) == 24


async def test_realta_asks_which_network_and_lists_its_bodies(world: World) -> None:
    await world.says("/realta")

    page = await world.taps("Boccaleone")

    assert page.text.startswith("Chi c’è nel quartiere: Boccaleone")
    assert (await world.says("/realta Redona")).text.startswith("Chi c’è nel quartiere: Redona")


async def test_realta_of_an_uncertain_street_asks_first(world: World) -> None:
    question = await world.says("/realta via Moroni")

    assert question.text.startswith("Via Gianbattista Moroni attraversa più quartieri.")


async def test_what_a_network_is_who_the_operators_are_how_one_takes_part(world: World) -> None:
    await world.says("/aiuto")

    first = await world.taps("Che cos’è una rete?")
    assert "A Bergamo ne conosco 24." in first.text

    second = await world.taps("Chi sono gli operatori?")
    assert second.id == first.id
    assert "Non conosco i loro nomi" in second.text

    assert "Può partecipare chiunque" in (await world.taps("Come si partecipa?")).text
