"""The chat page over HTTP: what it shows, what one can do on it, what it refuses."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest

from sandbox.groups import Group
from sandbox.limits import Limits
from sandbox.page import PageOptions, PersonSpec
from sandbox.server import serve
from sandbox.telegram import Telegram

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
NASTY = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"


class Page:
    """The page as a browser sees it, and the bot behind it."""

    def __init__(self, base: str, telegram: Telegram, session: aiohttp.ClientSession) -> None:
        self.base = base
        self.telegram = telegram
        self.session = session
        self.resident, self.english, self.operator = telegram.people.values()

    async def state(self):
        async with self.session.get(f"{self.base}/page/state") as response:
            return await response.json()

    async def chat(self, chat_id):
        return next(chat for chat in (await self.state())["chats"] if chat["id"] == chat_id)

    async def group(self):
        return next(chat for chat in (await self.state())["chats"] if chat["id"] < 0)

    async def act(self, act, person=None, status=200, **details):
        asked = {"act": act, "person": (person or self.resident).id, **details}
        async with self.session.post(f"{self.base}/page/act", json=asked) as response:
            assert response.status == status, await response.text()
            return await response.json()

    async def bot(self, method, **params):
        async with self.session.post(f"{self.base}/bot{self.telegram.token}/{method}", json=params) as response:
            answer = await response.json()
            assert answer["ok"], answer
            return answer["result"]

    async def updates(self):
        return await self.bot("getUpdates")

    async def events(self) -> AsyncIterator[tuple[str, dict]]:
        async with self.session.get(f"{self.base}/page/events") as response:
            assert response.content_type == "text/event-stream"
            name = ""
            async for line in response.content:
                if line.startswith(b"event: "):
                    name = line[7:].decode().strip()
                elif line.startswith(b"data: "):
                    yield name, json.loads(line[6:])


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    areas = tmp_path / "areas.geojson"
    areas.write_text('{"type": "FeatureCollection", "features": []}')
    telegram = Telegram(limits=Limits.none())
    async with (
        serve(telegram, page=PageOptions(map_file=areas)) as base,
        aiohttp.ClientSession() as session,
    ):
        yield Page(base, telegram, session)


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


async def test_the_stream_begins_with_all_there_is_and_goes_on_with_what_happens(page):
    async with asyncio.timeout(5), aclosing(page.events()) as events:
        name, snapshot = await anext(events)
        assert (name, len(snapshot["people"])) == ("snapshot", 3)

        await page.act("starts")
        assert [(await anext(events))[0] for _ in range(2)] == ["chat", "message"]

        keyboard = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
        sent = await page.bot("sendMessage", chat_id=page.resident.id, text=NASTY, reply_markup=keyboard)
        name, _ = await anext(events)
        assert await anext(events) == ("message", {"chat": page.resident.id, "message": sent})

        edited = await page.bot(
            "editMessageText", chat_id=page.resident.id, message_id=sent["message_id"], text="Nuovo"
        )
        await anext(events)
        assert await anext(events) == ("message", {"chat": page.resident.id, "message": edited})

        await page.bot("sendChatAction", chat_id=page.resident.id, action="typing")
        assert await anext(events) == ("action", {"chat": page.resident.id, "action": "typing"})

        await page.act("presses", message=sent["message_id"], data="a")
        query = (await page.updates())[-1]["callback_query"]
        await page.bot("answerCallbackQuery", callback_query_id=query["id"], text="Fatto", show_alert=True)
        name, answer = await anext(events)
        assert name == "answer"
        assert (answer["person"], answer["text"], answer["show_alert"]) == (page.resident.id, "Fatto", True)

        await page.bot("deleteMessage", chat_id=page.resident.id, message_id=sent["message_id"])
        gone = {"chat": page.resident.id, "message": sent["message_id"]}
        assert await anext(events) == ("deleted", gone)
        assert (await anext(events))[0] == "chat"

        await page.act("blocks")
        name, snapshot = await anext(events)
        assert (name, snapshot["people"][0]["blocked"]) == ("snapshot", True)


async def test_a_reader_who_goes_away_is_no_longer_told():
    gone = asyncio.Event()

    class Watched(Telegram):
        def subscribe(self, listener):
            unsubscribe = super().subscribe(listener)
            return lambda: (unsubscribe(), gone.set())

    telegram = Watched()
    async with serve(telegram, page=PageOptions()) as base, aiohttp.ClientSession() as session:
        async with aclosing(Page(base, telegram, session).events()) as events:
            await anext(events)
            assert not gone.is_set()
        await asyncio.wait_for(gone.wait(), 5)


async def test_a_server_that_stops_ends_the_stream(caplog):
    telegram = Telegram()
    async with aiohttp.ClientSession() as session:
        async with serve(telegram, page=PageOptions()) as base:
            response = await session.get(f"{base}/page/events")
            await response.content.readline()
        await response.read()

    assert "Traceback" not in caplog.text


async def test_a_refusal_is_a_sentence(page):
    answer = await page.act("says", status=400, text="ciao", chat=page.operator.id)
    assert answer == {"error": "Nessuno può scrivere nella chat di un altro."}


async def test_only_json_of_the_page_itself_is_taken(page):
    for body, content_type in (
        (b"{}", "text/plain"),
        (b"act=says", "application/x-www-form-urlencoded"),
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"\xff", "application/json"),
    ):
        headers = {"Content-Type": content_type}
        async with page.session.post(f"{page.base}/page/act", data=body, headers=headers) as response:
            assert response.status == 400, body


async def test_a_request_without_end_is_refused(page):
    async with page.session.post(
        f"{page.base}/page/act", data=BytesIO(b" " * 14_000_000), headers={"Content-Type": "application/json"}
    ) as response:
        assert "troppo grande" in (await response.json())["error"]


async def test_a_photo_is_shown_and_a_document_only_saved(page):
    await page.act("sends_photo", caption="", content=base64.b64encode(PNG).decode())
    html = base64.b64encode(NASTY.encode()).decode()
    await page.act("sends_document", name="già.html", mime="text/html", caption="", content=html)
    await page.act("sends_photo", caption="", content=html)
    photo, document, fake = (await page.chat(page.resident.id))["messages"]

    async def fetched(file_id):
        async with page.session.get(f"{page.base}/page/files/{file_id}") as response:
            return response.status, response.headers, await response.read()

    status, headers, content = await fetched(photo["photo"][-1]["file_id"])
    assert (status, headers["Content-Type"], content) == (200, "image/png", PNG)
    for file_id in (document["document"]["file_id"], fake["photo"][-1]["file_id"]):
        status, headers, content = await fetched(file_id)
        assert headers["Content-Type"] == "application/octet-stream"
        assert headers["Content-Disposition"].startswith("attachment")
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert (await fetched("nessuno"))[0] == 404


async def test_the_page_allows_nothing_inline_and_nothing_from_elsewhere(page):
    async with page.session.get(f"{page.base}/") as response:
        policy = response.headers["Content-Security-Policy"]
        html = await response.text()

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http://" not in html
    assert "https://" not in html
    assert " style=" not in html
    assert " onclick=" not in html


async def test_the_scripts_never_parse_what_was_written_as_html(page):
    static = Path(__file__).parents[2] / "sandbox" / "page" / "static"
    scripts = {script.name: script.read_text() for script in static.glob("*.js")}

    assert "main.js" in scripts
    for name, script in scripts.items():
        for parser in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "eval("):
            assert parser not in script, f"{name} uses {parser}"
        async with page.session.get(f"{page.base}/page/static/{name}") as response:
            assert response.status == 200
            assert response.headers["Cache-Control"] == "no-cache"
