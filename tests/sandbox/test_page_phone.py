"""The chat page in the hand: a narrow window under fingers."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.chromium import PHONE

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser's


async def test_a_phone_opens_at_the_bot_and_goes_back_to_the_list(opened):
    async with opened(PHONE) as story:
        await expect(story.see("start")).to_be_visible()
        await expect(story.see("person").first).to_be_hidden()
        await story.see("back").tap()
        await expect(story.see("start")).to_be_hidden()
        await story.see("person").nth(1).tap()
        await expect(story.see("start")).to_be_visible()
        await story.page.go_back()
        await story.see("chat").first.tap()
        await story.starts()
        assert [message.sender_id for message in story.telegram.messages(story.resident.id)] == [story.resident.id]


async def test_a_place_is_sent_once_a_point_is_chosen(opened):
    async with opened(PHONE) as story:
        await story.starts()

        rows = [[{"text": "📍 Invia la mia posizione", "request_location": True}]]
        await story.bot("sendMessage", chat_id=story.resident.id, text="Dove?", reply_markup={"keyboard": rows})
        await story.see("reply-key").tap()
        pin = story.see("map").locator(".map-pin")
        await expect(story.see("where")).to_have_text("Nessun punto scelto")
        await expect(pin).to_be_hidden()
        await expect(story.see("map-send")).to_be_disabled()
        await expect(story.see("latitude")).to_be_hidden()

        await story.see("map-area").select_option("Ponente")
        await expect(story.see("where")).to_contain_text("Ponente")
        name, point = await story.see("map").locator(".chosen").bounding_box(), await pin.bounding_box()
        apart = abs((name["y"] + name["height"] / 2) - (point["y"] + point["height"] / 2))
        assert apart > point["height"] / 2 + 6  # half a letter
        box = await story.see("map").bounding_box()
        await story.see("map").tap(position={"x": box["width"] * 0.75, "y": box["height"] / 2})
        await expect(story.see("where")).to_contain_text("Levante")
        await story.see("map-send").tap()
        place = story.see("place")
        await expect(place).to_be_visible()
        location = (await story.updates())[-1]["message"]["location"]
        assert 9.65 < location["longitude"] < 9.70
        assert 45.68 < location["latitude"] < 45.72

        await story.see("reply-key").tap()
        await expect(story.see("map-send")).to_be_disabled()
        await story.see("numbers").tap()
        await story.see("latitude").fill("45.7")
        await story.see("longitude").fill("9.61")
        await expect(story.see("where")).to_have_text("Il punto è in Ponente")
        await expect(story.see("map-send")).to_be_enabled()


async def test_commands_are_offered_and_nothing_is_wider_than_the_phone(opened):
    async with opened(PHONE) as story:
        await story.starts()
        commands = [{"command": name, "description": name.title()} for name in ("rete", "realta", "aiuto")]
        await story.bot("setMyCommands", commands=commands)
        await expect(story.see("commands")).to_be_visible()
        await story.see("compose").fill("/re")
        await expect(story.see("command-option")).to_have_count(2)
        await story.see("compose").press("ArrowDown")
        await story.see("compose").press("Enter")
        await expect(story.see("text").last).to_have_text("/realta")
        assert await story.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


async def test_what_one_can_do_with_a_message_shows_when_a_finger_rests_on_it(opened):
    async with opened(PHONE) as story:
        await story.starts()
        await story.bot("sendMessage", chat_id=story.resident.id, text="Dove abiti?")
        asked = story.see("message").last
        await expect(asked.locator(".tools")).to_have_css("pointer-events", "none")
        await expect(asked.locator(".tools")).to_have_css("opacity", "0")

        await story.holds(asked.get_by_test_id("text"))
        await asked.get_by_test_id("reply").tap()
        await expect(story.page.locator(".held")).to_have_count(0)
        await story.says("via Moroni")
        await expect(story.see("message")).to_have_count(3)
        assert (await story.updates())[-1]["message"]["reply_to_message"]["text"] == "Dove abiti?"

        mine = story.see("message").last
        await story.holds(mine.get_by_test_id("text"))
        await mine.get_by_test_id("edit").tap()
        await story.says("via Moroni 5")
        await expect(mine.get_by_test_id("text")).to_have_text("via Moroni 5")


async def test_a_message_taller_than_the_window_is_shown_from_its_start(opened):
    async with opened(PHONE) as story:
        await story.starts()
        await story.bot("sendMessage", chat_id=story.resident.id, text="Breve")
        await expect(story.see("text").last).to_have_text("Breve")
        await story.bot("sendMessage", chat_id=story.resident.id, text="Inizio" + "\nriga" * 60)
        await expect(story.see("text").last).to_contain_text("Inizio")
        scroller = await story.page.locator("#scroller").bounding_box()

        async def start():
            return (await story.see("message").last.bounding_box())["y"] - scroller["y"]

        assert 0 <= await start() < 40
        await story.page.get_by_label("Vai all'ultimo messaggio").tap()
        await expect(story.page.get_by_label("Vai all'ultimo messaggio")).to_be_hidden()
        async with asyncio.timeout(5):
            while await start() >= 0:  # it glides
                await story.page.wait_for_timeout(20)


async def test_the_newest_message_stays_in_sight_unless_one_reads_back(opened):
    async with opened(PHONE) as story:
        await story.starts()
        for number in range(12):
            await story.bot("sendMessage", chat_id=story.resident.id, text=f"{number}" + "\nriga" * 5)
        await expect(story.see("text").last).to_be_in_viewport()
        await expect(story.see("text").last).to_contain_text("11")

        await story.see("text").nth(3).scroll_into_view_if_needed()
        to_end = story.page.get_by_label("Vai all'ultimo messaggio")
        await expect(to_end).to_be_visible()
        await story.bot("sendMessage", chat_id=story.resident.id, text="nuovo")
        await expect(story.see("text").last).to_have_text("nuovo")
        await expect(story.see("text").last).not_to_be_in_viewport()
        await to_end.click()
        await expect(story.see("text").last).to_be_in_viewport()
