"""Two Bot API libraries take the sandbox for Telegram: every kind of answer is one of their objects."""

import aiogram
import pytest
import telegram as ptb
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from sandbox.chats import Standing
from sandbox.server import serve

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x04\x00\x00\x00\x03"


@pytest.fixture
async def base(unlimited):
    async with serve(unlimited) as url:
        yield url


async def test_python_telegram_bot(base, ada, unlimited):
    group = unlimited.group("Rete", ada, admins=[unlimited.person("Bruna")])
    keys = ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("Sì", callback_data="a")]])
    async with ptb.Bot(unlimited.token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as bot:
        assert bot.username == "reti_demo_bot"
        sent = await bot.send_message(ada.id, "<b>Sì</b>", parse_mode="HTML", reply_markup=keys)
        assert sent.text_html == "<b>Sì</b>"
        edited = await bot.edit_message_text("No", ada.id, sent.message_id)
        assert edited.edit_date is not None
        photo = await bot.send_photo(ada.id, PNG, caption="a")
        assert await (await bot.get_file(photo.photo[-1].file_id)).download_as_bytearray() == PNG
        media = [ptb.InputMediaPhoto(PNG, caption="a"), ptb.InputMediaPhoto(photo.photo[-1].file_id)]
        assert len(await bot.send_media_group(ada.id, media)) == 2
        forwarded = await bot.forward_message(ada.id, ada.id, sent.message_id)
        assert forwarded.forward_origin.sender_user.id == bot.id
        assert (await bot.send_venue(ada.id, 45.7, 9.67, "a", "b")).venue.title == "a"
        assert (await bot.get_chat(group.id)).title == "Rete"
        (administrator,) = await bot.get_chat_administrators(group.id)
        assert administrator.status == "administrator"
        assert (await bot.get_chat_member(group.id, ada.id)).status == "member"
        await bot.set_my_commands([ptb.BotCommand("rete", "a")], ptb.BotCommandScopeChat(ada.id))
        assert len(await bot.get_my_commands(ptb.BotCommandScopeChat(ada.id))) == 1
        assert (await bot.get_webhook_info()).url == ""
        await bot.get_updates(offset=-1, allowed_updates=ptb.Update.ALL_TYPES)
        first = everything_people_do(ada, group, unlimited.message(ada.id, sent.message_id))
        updates = await bot.get_updates(offset=first)
        assert [kind_of(update) for update in updates] == [
            "callback_query",
            *["message"] * 7,
            "inline_query",
            "edited_message",
            *["my_chat_member"] * 3,
            "message",
        ]
        with pytest.raises(ptb.error.BadRequest, match="Message text is empty"):
            await bot.send_message(ada.id, "")


def everything_people_do(ada, group, message):
    """Give the id of the first of the updates that come of it."""
    first = ada.presses("a", message=message)
    ada.sends_sticker()
    ada.sends_voice()
    ada.sends_photo("a")
    ada.sends_document("a.txt", b"a")
    ada.sends_contact()
    ada.sends_location(45.7, 9.67)
    ada.sends_venue(45.7, 9.67, "a", "b")
    ada.asks_inline("a")
    ada.edits(1, "b")
    group.makes_bot(Standing.ADMINISTRATOR, by=ada)
    ada.blocks()
    ada.starts()
    return first


def kind_of(update):
    return next(kind for kind in update.to_dict() if kind != "update_id")


async def test_aiogram(base, ada, unlimited):
    session = AiohttpSession(api=TelegramAPIServer.from_base(base))
    async with aiogram.Bot(unlimited.token, session=session) as bot:
        assert (await bot.me()).username == "reti_demo_bot"
        sent = await bot.send_message(ada.id, "<b>Sì</b>", parse_mode="HTML")
        assert sent.html_text == "<b>Sì</b>"
        document = aiogram.types.BufferedInputFile(b"a", "attività.txt")
        assert (await bot.send_document(ada.id, document)).document.file_name == "attività.txt"
        ada.says("a")
        assert (await bot.get_updates(offset=-1))[0].message.text == "a"
        assert await bot.delete_messages(ada.id, [sent.message_id]) is True
