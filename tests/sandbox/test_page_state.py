"""What the chat page shows: people, chats, messages, keyboards, commands."""

import json

import aiohttp

from sandbox.groups import Group
from sandbox.page import PageOptions, PersonSpec
from sandbox.server import serve
from sandbox.telegram import Telegram


async def test_it_shows_everybody_with_a_chat_of_their_own_and_the_group(page):
    state = await page.state()

    assert [person["first_name"] for person in state["people"]] == ["Residente", "Seconda residente", "Operatrice"]
    assert page.english.language_code == "en"
    private, group = state["chats"][0], state["chats"][-1]
    assert (private["type"], private["messages"]) == ("private", [])
    assert group["title"] == "Gruppo di prova"
    assert group["members"] == [page.resident.id, page.english.id, page.operator.id]


async def test_people_and_group_are_as_one_chooses():
    telegram = Telegram()
    options = PageOptions(people=(PersonSpec("Ada", "scrive poco"),), group=None, title="Prova")
    async with serve(telegram, page=options) as base, aiohttp.ClientSession() as session:
        async with session.get(f"{base}/page/state") as response:
            state = await response.json()
        async with session.get(f"{base}/page/map") as response:
            assert response.status == 404

    assert state["title"] == "Prova"
    assert [(person["first_name"], person["note"]) for person in state["people"]] == [("Ada", "scrive poco")]
    assert [chat["type"] for chat in state["chats"]] == ["private"]


async def test_every_area_of_the_map_has_a_name(tmp_path):
    def area(**properties):
        return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": []}}

    areas = tmp_path / "areas.geojson"
    areas.write_text(json.dumps({"features": [area(name="Redona"), area(id="colli"), area(id="loreto", note="x")]}))
    options = PageOptions(map_file=areas, area_names={"colli": "Colli"})
    async with (
        serve(Telegram(), page=options) as base,
        aiohttp.ClientSession() as session,
        session.get(f"{base}/page/map") as response,
    ):
        shown = await response.json()

    assert [feature["properties"] for feature in shown["features"]] == [
        {"name": "Redona"},
        {"name": "Colli"},
        {"name": "loreto"},
    ]


async def test_what_a_person_says_reaches_the_bot_and_its_answer_the_page(page):
    assert (await page.act("starts", payload="redona"))["update_id"]
    [update] = await page.updates()
    assert update["message"]["text"] == "/start redona"
    sent = await page.bot("sendMessage", chat_id=page.resident.id, text="<b>Ciao</b>", parse_mode="HTML")

    assert (await page.chat(page.resident.id))["messages"] == [update["message"], sent]


async def test_an_inline_key_an_answer_and_an_edit(page):
    await page.act("starts")
    keyboard = {"inline_keyboard": [[{"text": "Avvisami", "callback_data": "follow"}]]}
    sent = await page.bot("sendMessage", chat_id=page.resident.id, text="?", reply_markup=keyboard)

    await page.act("presses", message=sent["message_id"], data="follow")
    await page.act("edits", message=sent["message_id"] - 1, text="/aiuto")
    await page.act("says", text="questo", reply_to=sent["message_id"])

    _, pressed, edited, replied = await page.updates()
    assert pressed["callback_query"]["data"] == "follow"
    assert edited["edited_message"]["text"] == "/aiuto"
    assert replied["message"]["reply_to_message"]["message_id"] == sent["message_id"]


async def test_blocking_and_unblocking_show_on_the_page(page):
    await page.act("starts")
    await page.act("blocks")
    assert [person["blocked"] for person in (await page.state())["people"]] == [True, False, False]

    await page.act("unblocks")
    assert not (await page.state())["people"][0]["blocked"]


async def test_the_reply_keyboard_is_the_newest_until_it_is_taken_away(page):
    await page.act("starts")
    keyboard = {"keyboard": [[{"text": "Aiuto"}]], "resize_keyboard": True, "is_persistent": True}
    await page.bot("sendMessage", chat_id=page.resident.id, text="1", reply_markup=keyboard)
    await page.bot("sendMessage", chat_id=page.resident.id, text="2")
    assert (await page.chat(page.resident.id))["keyboard"] == keyboard

    await page.bot("sendMessage", chat_id=page.resident.id, text="3", reply_markup={"remove_keyboard": True})
    assert (await page.chat(page.resident.id))["keyboard"] is None


async def test_everybody_has_the_commands_of_their_scope_and_language(page):
    async def set_commands(name, **where):
        await page.bot("setMyCommands", commands=[{"command": name, "description": name}], **where)

    def offered(chat, person):
        return [command["command"] for command in chat["commands"][str(person.id)]]

    await set_commands("aiuto")
    await set_commands("help", language_code="en")
    await set_commands("rete", scope={"type": "all_group_chats"})
    await set_commands("avviso", scope={"type": "all_chat_administrators"})
    await set_commands("nuovo", scope={"type": "chat", "chat_id": page.operator.id})

    private = [offered(await page.chat(person.id), person) for person in (page.resident, page.english, page.operator)]
    assert private == [["aiuto"], ["help"], ["nuovo"]]
    group = await page.group()
    assert [offered(group, person) for person in (page.resident, page.operator)] == [["rete"], ["avviso"]]


async def test_everybody_reads_the_description_in_their_language(page):
    await page.bot("setMyDescription", description="Ti dico la rete")
    await page.bot("setMyDescription", description="I tell the network", language_code="en")

    described = [person["description"] for person in (await page.state())["people"]]
    assert described == ["Ti dico la rete", "I tell the network", "Ti dico la rete"]


async def test_the_group_stays_on_the_page_when_it_becomes_a_supergroup(page):
    group = await page.group()
    await page.act("says", chat=group["id"], text="ciao")
    Group(page.telegram, page.telegram.chats[group["id"]]).migrates()

    now = await page.group()
    assert now["type"] == "supergroup"
    assert now["id"] != group["id"]
    assert now["members"] == group["members"]


async def test_somebody_is_added_with_a_name_and_a_language(page):
    async def add(status=200, **asked):
        async with page.session.post(f"{page.base}/page/people", json=asked) as response:
            assert response.status == status
            return await response.json()

    added = (await add(name=" Chiara ", language="en"))["person"]
    state = await page.state()
    assert state["people"][-1] | {"description": ""} == {
        "id": added,
        "first_name": "Chiara",
        "note": "Telegram in inglese",
        "blocked": False,
        "description": "",
    }
    assert added in (await page.group())["members"]
    for name, language in (("", "it"), ("a" * 65, "it"), ("Chiara", "de")):
        assert (await add(status=400, name=name, language=language))["error"]
    assert len((await page.state())["people"]) == 4


async def test_without_a_group_somebody_is_added_all_the_same():
    telegram = Telegram()
    async with serve(telegram, page=PageOptions(group=None)) as base, aiohttp.ClientSession() as session:
        async with session.post(f"{base}/page/people", json={"name": "Chiara", "language": "it"}) as response:
            added = (await response.json())["person"]
        async with session.get(f"{base}/page/state") as response:
            state = await response.json()

    assert (state["people"][-1]["id"], state["chats"][-1]["id"]) == (added, added)
