"""Links to the bot, opened by whoever looks; and people who are added, and the commands they are given."""

import pytest
from playwright.async_api import expect

from tests.chromium import PHONE, WINDOW

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser's

LINK = "https://t.me/reti_demo_bot?start=op-7_A"


async def adds(story, name, language="italiano"):
    await story.see("add-person").click()
    await story.see("person-name").fill(name)
    await story.see("person-language").select_option(language)
    await story.see("person-add").click()
    await expect(story.see("person").last).to_contain_text(name)
    return list(story.telegram.people.values())[-1]


async def test_a_link_in_a_message_is_opened_as_the_one_who_looks(opened):
    async with opened(WINDOW) as story:
        await story.see("chat").nth(1).click()
        await expect(story.see("chat").nth(1)).to_have_attribute("aria-current", "page")
        await story.says(f"Ecco l'invito: {LINK}")
        await story.see("person").nth(1).click()
        await story.see("chat").nth(1).click()
        await story.see("text").last.locator("a").click()
        await expect(story.see("text").last).to_have_text("/start op-7_A")
        message = (await story.updates())[-1]["message"]
        assert (message["from"]["id"], message["chat"]["id"]) == (story.english.id, story.english.id)


@pytest.mark.parametrize("size", [PHONE, WINDOW], ids=["phone", "window"])
async def test_somebody_new_opens_the_link_that_another_was_given(opened, size):
    async with opened(size) as story:
        await story.starts()
        await story.bot("sendMessage", chat_id=story.resident.id, text=f"Il tuo invito, per un'ora:\n{LINK}")
        await expect(story.see("text").last).to_contain_text("op-7_A")
        if size == PHONE:
            await story.see("back").click()
        new = await adds(story, "Chiara", "inglese")
        assert (new.first_name, new.language_code) == ("Chiara", "en")
        await expect(story.see("start")).to_be_visible()
        assert (await story.updates())[-1]["message"]["new_chat_members"] == [new.user]

        await story.see("chat-menu").click()
        await story.see("open-link").click()
        await story.see("link").fill(f"Il tuo invito, per un'ora:\n{LINK}")
        await story.see("link-open").click()
        await expect(story.see("text").last).to_have_text("/start op-7_A")
        assert (await story.updates())[-1]["message"]["from"]["id"] == new.id


async def test_a_link_that_leads_elsewhere_is_a_sentence(opened):
    async with opened(WINDOW) as story:
        for pasted, said in {"ciao": "non c'è un collegamento", "t.me/another_bot?start=a": "solo queste chat"}.items():
            await story.see("chat-menu").click()
            await story.see("open-link").click()
            await story.see("link").fill(pasted)
            await story.see("link-open").click()
            await expect(story.see("toast")).to_contain_text(said)
        assert await story.updates() == []


async def test_the_menu_is_the_one_of_this_chat_as_soon_as_the_bot_changes_it(opened):
    async with opened(WINDOW) as story:
        await story.starts()

        async def offered():
            await story.see("commands").click()
            names = await story.see("command-option").locator("strong").all_text_contents()
            await story.see("commands").click()
            return names

        async def tell(method, *names, **where):
            commands = {"commands": [{"command": name, "description": name} for name in names]} if names else {}
            await story.bot(method, **commands, **where)

        here = {"scope": {"type": "chat", "chat_id": story.resident.id}}
        await tell("setMyCommands", "aiuto")
        await expect(story.see("commands")).to_be_visible()
        assert await offered() == ["/aiuto"]
        await tell("setMyCommands", "operatore", "nuovo", **here)
        assert await story.bot("getMyCommands", **here) == [
            {"command": "operatore", "description": "operatore"},
            {"command": "nuovo", "description": "nuovo"},
        ]
        await story.page.wait_for_timeout(100)
        assert await offered() == ["/operatore", "/nuovo"]
        await story.see("person").nth(1).click()
        story.english.starts()
        await expect(story.see("commands")).to_be_visible()
        assert await offered() == ["/aiuto"]
        await tell("deleteMyCommands", **here)
        await story.see("person").nth(0).click()
        await story.page.wait_for_timeout(100)
        assert await offered() == ["/aiuto"]


async def test_an_answer_stays_in_sight_when_the_menu_changes(opened):
    async with opened(WINDOW) as story:
        await story.starts()
        keys = {"inline_keyboard": [[{"text": "Accetta", "callback_data": "yes"}]]}
        await story.bot("sendMessage", chat_id=story.resident.id, text="?", reply_markup=keys)
        await story.see("key").click()
        await expect(story.see("key")).to_have_attribute("aria-busy", "true")
        query = (await story.updates())[-1]["callback_query"]
        await story.bot("answerCallbackQuery", callback_query_id=query["id"], text="Fatto")
        await story.bot("setMyCommands", commands=[{"command": "nuovo", "description": "a"}])
        await expect(story.see("commands")).to_be_visible()
        await expect(story.see("toast")).to_have_text("Fatto")
