"""python-telegram-bot as it comes: its default HTTP client, its own polling, one update after the other.

`python -m bench.rivals.ptb ADDRESS` runs a bot that echoes every text.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters
from telegram.request import BaseRequest

from bench.rivals import BUTTONS, CHAT, TEXT, TOKEN, Send


@asynccontextmanager
async def sender(address: str, request: BaseRequest | None = None) -> AsyncIterator[Send]:
    """Open a Bot, over another HTTP client if one is given."""
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data=text)] for text in BUTTONS])
    async with Bot(TOKEN, base_url=f"{address}/bot", request=request) as bot:
        yield lambda: bot.send_message(CHAT, TEXT, parse_mode="HTML", reply_markup=keyboard)


async def _echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


def run(address: str) -> None:
    """Echo until ended."""
    application = ApplicationBuilder().token(TOKEN).base_url(f"{address}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    application.run_polling()


if __name__ == "__main__":
    run(sys.argv[1])
