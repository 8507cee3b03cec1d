"""The sandbox's chat page: a Telegram-like chat in the browser, in which to be the bot's residents and operators."""

from sandbox.page.options import PageOptions, PersonSpec
from sandbox.page.routes import routes

__all__ = ["PageOptions", "PersonSpec", "routes"]
