"""Formatting typed with markers, and own messages changed, in a real browser."""

import pytest
from playwright.async_api import expect

from sandbox.pictures import drawn
from tests.chromium import WINDOW

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser's

TYPED = "👍 **Rete __Redona__ viva** [qui](example.com/a_b) `x*y` ~~no~~ ||sì||"
HTML = (
    '👍 <b>Rete <i>Redona</i> viva</b> <a href="https://example.com/a_b">qui</a> <code>x*y</code> <s>no</s>'
    " <tg-spoiler>sì</tg-spoiler>"
)


def newest(story):
    return story.telegram.messages(story.resident.id)[-1]


async def test_markers_become_formatting(opened):
    async with opened(WINDOW) as story:
        await story.starts()
        await story.says(TYPED)
        shown = story.see("text").last
        await expect(shown.locator("strong")).to_have_text("Rete Redona viva")
        await expect(shown.locator("strong em")).to_have_text("Redona")
        await expect(shown.locator("a")).to_have_attribute("href", "https://example.com/a_b")
        message = (await story.updates())[-1]["message"]
        assert message["text"] == "👍 Rete Redona viva qui x*y no sì"
        assert message["entities"][0] == {"type": "bold", "offset": 3, "length": 16}
        assert newest(story).html == HTML


@pytest.mark.parametrize(
    "typed",
    [
        "5 ** 3 ** 2",
        "**",
        "un_nome e_due",
        "t.me/a_bot?start=a__b__c",
        "?start=__b__",
        "[qui](nessun posto)",
        "[a](javascript:b)",
        "`",
    ],
)
async def test_what_only_looks_like_markers_stays_as_it_was_typed(opened, typed):
    async with opened(WINDOW) as story:
        await story.starts()
        await story.says(typed)
        await expect(story.see("text").last).to_have_text(typed)
        assert newest(story).text == typed
        assert {entity["type"] for entity in newest(story).entities} <= {"url"}


async def test_one_changes_ones_text_with_its_formatting(opened):
    async with opened(WINDOW) as story:
        await story.starts()
        await story.says(TYPED)
        await expect(story.see("message")).to_have_count(2)
        await story.see("compose").press("ArrowUp")
        await expect(story.see("compose")).to_have_value(TYPED.replace("(example", "(https://example"))
        await story.see("compose").fill("**Domani**")
        await story.see("compose").press("Enter")
        await expect(story.see("text").last).to_have_text("Domani")
        edited = (await story.updates())[-1]["edited_message"]
        assert edited["entities"] == [{"type": "bold", "offset": 0, "length": 6}]
        await expect(story.see("compose")).to_have_value("")
        await expect(story.see("send")).to_be_disabled()


async def test_one_changes_the_caption_of_ones_album_and_takes_it_away(opened):
    async with opened(WINDOW) as story:
        await story.starts()
        story.resident.sends_album([drawn(80, 60)] * 2, caption="Oggi")
        mine = story.see("message").last
        await expect(mine.get_by_test_id("text")).to_have_text("Oggi")
        await mine.hover()
        await mine.get_by_test_id("edit").click()
        await expect(story.see("compose")).to_have_value("Oggi")
        await story.says("__Domani__")
        await expect(mine.locator("em")).to_have_text("Domani")
        edited = (await story.updates())[-1]["edited_message"]
        assert (edited["caption"], edited["caption_entities"][0]["type"]) == ("Domani", "italic")
        assert edited["media_group_id"]

        await mine.hover()
        await mine.get_by_test_id("edit").click()
        await story.see("compose").fill("")
        await expect(story.see("send")).to_be_enabled()
        await story.see("send").click()
        await expect(mine.get_by_test_id("text")).to_have_count(0)
        assert "caption" not in (await story.updates())[-1]["edited_message"]


async def test_what_others_wrote_has_no_pencil_and_says_where_it_comes_from(opened):
    async with opened(WINDOW) as story:
        await story.starts()
        story.english.says("/annuncio")
        story.resident.forwards(story.telegram.messages(story.english.id)[-1])
        mine = story.see("message").last
        await expect(mine.get_by_test_id("forwarded")).to_have_text("Inoltrato da Seconda residente")
        await expect(mine.get_by_test_id("edit")).to_have_count(0)


async def test_what_is_written_in_a_groups_own_name_is_shown_with_it(opened):
    async with opened(WINDOW) as story:
        group = story.telegram.group("Rete", story.resident, admins=[story.operator], supergroup=True)
        channel = story.telegram.channel("Avvisi", story.resident)
        story.operator.says("Buongiorno", chat=group, in_name_of=group)
        story.resident.says("Avviso", chat=channel)
        await story.bot("setMyCommands", commands=[])  # tells the page of the new chats
        for chat, name in ((group, "Rete"), (channel, "Avvisi")):
            await story.page.evaluate(f"location.hash = '{story.resident.id}/{chat.id}'")
            await expect(story.see("message").first.locator(".sender")).to_have_text(name)
