"""Pictures in the chat, with their captions and keys, on a phone and in a wide window."""

import pytest
from playwright.async_api import expect

from tests.chromium import PHONE, WINDOW

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser's

KEYS = {"inline_keyboard": [[{"text": "Chi c'è", "callback_data": "who"}]]}
CAPTION = "La tua rete è Redona. " * 12


@pytest.mark.parametrize("size", [PHONE, WINDOW], ids=["phone", "window"])
async def test_a_picture_stands_over_its_caption_and_keys_and_opens_large(opened, size):
    async with opened(size) as story:
        await story.starts()
        await story.bot_draws(
            "sendPhoto",
            "photo",
            size=(800, 600),
            colour="green",
            chat_id=story.resident.id,
            caption=CAPTION,
            reply_markup=KEYS,
        )
        newest = story.see("message").last
        places = [await newest.get_by_test_id(hook).bounding_box() for hook in ("photo", "text", "key")]
        picture, caption, key = places
        assert picture["y"] + picture["height"] <= caption["y"]
        assert caption["y"] + caption["height"] <= key["y"]
        assert picture["width"] == pytest.approx(key["width"])
        assert 300 < picture["width"] <= 400
        assert picture["height"] == pytest.approx(picture["width"] * 3 / 4, abs=1)

        await newest.get_by_test_id("photo").click()
        await expect(story.see("picture")).to_be_visible()
        large = await story.see("picture").locator("img").bounding_box()
        assert large["width"] == size["width"]
        await story.see("picture-close").click()
        await expect(story.see("picture")).to_be_hidden()


async def test_another_picture_and_caption_in_place_are_seen(opened):
    async with opened(PHONE) as story:
        await story.starts()
        here = {"chat_id": story.resident.id}
        sent = await story.bot_draws("sendPhoto", "photo", size=(80, 60), colour="green", caption="Redona", **here)
        photo = story.see("photo").locator("img")
        before = await photo.get_attribute("src")

        media = {"type": "photo", "media": "attach://new", "caption": "Loreto"}
        here["message_id"] = sent["message_id"]
        await story.bot_draws("editMessageMedia", "new", size=(40, 60), colour="red", media=media, **here)
        await expect(story.see("text").last).to_have_text("Loreto")
        await expect(story.see("photo")).to_have_count(1)
        await expect(photo).not_to_have_attribute("src", before)
        await expect(photo).to_have_js_property("naturalWidth", 40)

        await story.bot("editMessageCaption", caption="San Paolo", **here)
        await expect(story.see("text").last).to_have_text("San Paolo")
        await expect(story.see("message").last.get_by_test_id("edited")).to_be_visible()
