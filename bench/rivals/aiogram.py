"""aiogram as it comes: its own HTTP client and polling, each update a task.

`python -m bench.rivals.aiogram ADDRESS` runs a bot that echoes every text.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

from bench.rivals import BUTTONS, CHAT, TEXT, TOKEN, Send


def _bot(address: str) -> Bot:
    return Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))


@asynccontextmanager
async def sender(address: str) -> AsyncIterator[Send]:
    """Open a Bot."""
    buttons = [[InlineKeyboardButton(text=text, callback_data=text)] for text in BUTTONS]
    keyboard = InlineKeyboardMarkup(inline_keyboard=buttons)
    async with _bot(address) as bot:
        yield lambda: bot.send_message(CHAT, TEXT, parse_mode="HTML", reply_markup=keyboard)


async def _echo(message: Message) -> None:
    if message.text:
        await message.answer(message.text)


def run(address: str) -> None:
    """Echo until ended."""
    dispatcher = Dispatcher()
    dispatcher.message()(_echo)
    dispatcher.run_polling(_bot(address))


if __name__ == "__main__":
    run(sys.argv[1])
