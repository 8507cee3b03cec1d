"""Photos, files and albums that people send from the page, and those that the bot sends back by their ids."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.async_api import expect

from tests.chromium import PHONE, WINDOW

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser's


def picture(colour="green", size=(80, 60), kind="PNG"):
    drawn = BytesIO()
    Image.new("RGB", size, colour).save(drawn, kind)
    return {"name": f"foto.{kind.lower()}", "mimeType": f"image/{kind.lower()}", "buffer": drawn.getvalue()}


async def sends(story, kind, files, caption=""):
    async with story.page.expect_file_chooser() as chooser:
        await story.see("attach").click()
        await story.see(f"attach-{kind}").click()
    await (await chooser.value).set_files(files)
    await expect(story.see("file-dialog")).to_be_visible()
    await story.see("caption").fill(caption)
    await story.see("file-send").click()
    await expect(story.see("file-dialog")).to_be_hidden()


async def messages(story, number):
    return [update["message"] for update in (await story.updates())[-number:]]


@pytest.mark.parametrize("size", [PHONE, WINDOW], ids=["phone", "window"])
async def test_an_album_with_a_caption_goes_out_and_comes_back(opened, size):
    async with opened(size) as story:
        await story.starts()
        colours = [picture("green"), picture("red", (60, 80)), picture("blue")]
        await sends(story, "photo", colours, "**Festa**\nin piazza")
        await expect(story.see("photo")).to_have_count(3)
        await expect(story.see("text").last).to_have_text("Festa\nin piazza")
        pieces = await messages(story, 3)
        assert len({piece["media_group_id"] for piece in pieces}) == 1
        assert [piece.get("caption") for piece in pieces] == ["Festa\nin piazza", None, None]
        assert pieces[0]["caption_entities"] == [{"type": "bold", "offset": 0, "length": 5}]
        assert story.telegram.files[pieces[1]["photo"][-1]["file_id"]].content == colours[1]["buffer"]

        media = [{"type": "photo", "media": piece["photo"][-1]["file_id"]} for piece in pieces[:2]]
        await story.bot("sendMediaGroup", chat_id=story.resident.id, media=media)
        await expect(story.see("message")).to_have_count(3)
        shown = story.see("message").last.get_by_test_id("photo").locator("img")
        await expect(shown).to_have_count(2)
        await expect(shown.last).to_have_js_property("naturalWidth", 60)
        boxes = [await shown.nth(place).bounding_box() for place in range(2)]
        assert boxes[0]["y"] == boxes[1]["y"]
        assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]


async def test_files_go_out_and_stand_below_each_other(opened):
    async with opened(WINDOW) as story:
        await story.starts()
        calendar = {"name": "incontri.ics", "mimeType": "text/calendar", "buffer": b"BEGIN:VCALENDAR"}
        table = {"name": "incontri.csv", "mimeType": "text/csv", "buffer": b"a;b"}
        await sends(story, "document", [calendar], "Da importare")
        await expect(story.see("text").last).to_have_text("Da importare")
        (message,) = await messages(story, 1)
        assert (message["document"]["file_name"], message["caption"]) == ("incontri.ics", "Da importare")
        found = await story.bot("getFile", file_id=message["document"]["file_id"])
        address = f"{story.base}/file/bot{story.telegram.token}/{found['file_path']}"
        async with story.session.get(address) as response:
            assert await response.read() == b"BEGIN:VCALENDAR"

        await sends(story, "document", [calendar, table], "Tutti e due")
        first, last = await messages(story, 2)
        assert first["media_group_id"] == last["media_group_id"]
        assert ("caption" in first, last["caption"]) == (False, "Tutti e due")
        cards = story.see("message").last.get_by_test_id("document")
        boxes = [await cards.nth(place).bounding_box() for place in range(2)]
        assert boxes[0]["x"] == boxes[1]["x"]
        assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]


async def test_a_large_or_strange_picture_becomes_a_photo_that_the_bot_can_send(opened):
    async with opened(WINDOW) as story:
        await story.starts()
        await sends(story, "photo", [picture(size=(2560, 1000)), picture(kind="WEBP")])
        large, strange = await messages(story, 2)
        sizes = [(piece["photo"][-1]["width"], piece["photo"][-1]["height"]) for piece in (large, strange)]
        assert sizes == [(1280, 500), (80, 60)]
        for piece in (large, strange):
            await story.bot("sendPhoto", chat_id=story.resident.id, photo=piece["photo"][-1]["file_id"])


async def test_what_is_no_photo_and_what_is_too_many_is_refused_in_a_sentence(opened):
    async with opened(WINDOW) as story:
        await story.starts()
        fake = {"name": "a.png", "mimeType": "image/png", "buffer": b"no picture"}
        await story.see("photo-input").set_input_files([fake])
        await expect(story.see("toast")).to_contain_text("non si può aprire")
        await story.see("document-input").set_input_files([fake] * 11)
        await expect(story.see("toast")).to_contain_text("al massimo 10")
        await expect(story.see("file-dialog")).to_be_hidden()
