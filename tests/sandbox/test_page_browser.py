"""The chat page in a real browser: what a resident sees and can do there."""

import pytest
from playwright.async_api import expect

from tests.chromium import WINDOW

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser's


async def test_talking_with_the_bot_on_a_wide_window(opened):
    async with opened(WINDOW) as story:
        await story.bot("setMyDescription", description="Ti dico la rete")
        await expect(story.see("notice")).to_contain_text("non è Telegram")
        await expect(story.see("description")).to_have_text("Ti dico la rete")
        await story.starts()
        await expect(story.page.locator("[data-testid=message][data-from=me]")).to_contain_text("/start")

        keys = {
            "inline_keyboard": [[{"text": "Avanti", "callback_data": "next"}, {"text": "Altro", "callback_data": "b"}]]
        }
        sent = await story.bot("sendMessage", chat_id=story.resident.id, text="Uno", reply_markup=keys)
        await story.see("key").get_by_text("Avanti").focus()
        await story.page.keyboard.press("Enter")
        await expect(story.see("key").first).to_have_attribute("aria-busy", "true")

        query = (await story.updates())[-1]["callback_query"]
        here = {"chat_id": story.resident.id, "message_id": sent["message_id"]}
        await story.bot("editMessageText", **here, text="Due", reply_markup=keys)
        await story.bot("answerCallbackQuery", callback_query_id=query["id"], text="Fatto")
        bubble = story.page.locator(f"[data-message-id='{sent['message_id']}']")
        await expect(bubble.get_by_test_id("text")).to_have_text("Due")
        await expect(bubble.get_by_test_id("edited")).to_be_visible()
        await expect(story.see("toast")).to_have_text("Fatto")
        await expect(story.see("key").first).not_to_have_attribute("aria-busy", "true")
        await expect(story.see("key").first).to_be_focused()

        await story.bot("deleteMessage", **here)
        await expect(bubble).to_have_count(0)

        await story.says("via Moroni")
        await expect(story.see("text").last).to_have_text("via Moroni")
        await story.see("compose").press("ArrowUp")
        await expect(story.see("compose")).to_have_value("via Moroni")
        await story.says("via Moroni 5")
        await expect(story.see("edited")).to_have_count(1)
        assert (await story.updates())[-1]["edited_message"]["text"] == "via Moroni 5"


async def test_what_the_bot_writes_is_shown_and_never_run(opened):
    nasty = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    formatted = (
        "<b>a</b><i>b</i><u>c</u><s>d</s><code>e</code><pre>f</pre><blockquote>g</blockquote>"
        '<a href="https://example.org/x">h</a><tg-spoiler>i</tg-spoiler> /aiuto'
    )
    async with opened(WINDOW) as story:
        await story.starts()
        key = {"inline_keyboard": [[{"text": nasty, "callback_data": nasty[:60]}]]}
        await story.bot("sendMessage", chat_id=story.resident.id, text=nasty, reply_markup=key)
        await story.bot("sendMessage", chat_id=story.resident.id, text=formatted, parse_mode="HTML")

        texts = story.see("text")
        await expect(texts.nth(1)).to_have_text(nasty)
        await expect(story.see("key")).to_have_text(nasty)
        await expect(texts.nth(1).locator("*")).to_have_count(0)
        for tag, words in {"strong": "a", "em": "b", "u": "c", "s": "d", "pre": "f", "blockquote": "g"}.items():
            await expect(texts.nth(2).locator(tag)).to_have_text(words)
        await expect(texts.nth(2).locator("a")).to_have_attribute("rel", "noopener noreferrer")
        await story.see("spoiler").click()
        await expect(story.see("spoiler")).to_have_class("spoiler revealed")

        await texts.nth(2).get_by_test_id("command").click()
        await expect(texts.nth(3)).to_have_text("/aiuto")


async def test_a_result_of_an_inline_question_is_picked_in_the_group(opened):
    async with opened(WINDOW) as story:
        await story.starts()
        key = {"text": "Invita il gruppo", "switch_inline_query": "red"}
        keys = {"inline_keyboard": [[key]]}
        await story.bot("sendMessage", chat_id=story.resident.id, text="?", reply_markup=keys)
        await story.see("key").click()
        await expect(story.see("compose")).to_have_value("@reti_demo_bot red")
        await expect(story.see("chat").nth(1)).to_have_attribute("aria-current", "page")

        async def question():
            return next((update["inline_query"] for update in await story.updates() if "inline_query" in update), None)

        while not (asked := await question()):
            await story.page.wait_for_timeout(50)
        assert asked["query"] == "red"
        result = {
            "type": "article",
            "id": "1",
            "title": "Redona",
            "input_message_content": {"message_text": "Rete di Redona"},
        }
        await story.bot("answerInlineQuery", inline_query_id=asked["id"], results=[result])
        await story.see("inline-result").click()
        await expect(story.see("text").last).to_have_text("Rete di Redona")
        await expect(story.see("compose")).to_have_value("")


async def test_unread_marks_the_group_and_a_block(opened):
    async with opened(WINDOW) as story:
        await story.starts()
        await story.see("person").nth(2).click()
        await story.bot("sendMessage", chat_id=story.resident.id, text="Promemoria")
        await expect(story.see("person").nth(0).get_by_test_id("unread")).to_contain_text("1")

        await story.see("person").nth(0).click()
        await expect(story.see("unread")).to_have_count(0)
        await story.see("chat").nth(1).click()
        await expect(story.see("chat").nth(1)).to_have_attribute("aria-current", "page")
        await story.says("ciao a tutti")
        await story.see("person").nth(1).click()
        await expect(story.see("chat").nth(1)).to_contain_text("Residente: ciao a tutti")

        await story.see("person").nth(0).click()
        await story.see("chat-menu").click()
        await story.see("block").click()
        await expect(story.see("compose")).to_be_hidden()
        await story.see("unblock").click()
        await expect(story.see("compose")).to_be_visible()
