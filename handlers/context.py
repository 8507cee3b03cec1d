"""What a handler is given with an update: whom it talks to, in which language, and what it may use.

`show` decides once how a view is shown: in the place of the message whose key was tapped, or as a new message.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from markupsafe import Markup
from telegram import InlineKeyboardMarkup, InputMediaPhoto, LinkPreviewOptions, Message, ReplyParameters, Update
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import Application, CallbackContext, ExtBot

from domain.calendar import Defaults
from domain.calendar import Reading as Calendar
from domain.city.model import Area, City, Network, NetworkId
from domain.lookup import Index
from domain.model import Chat, ChatKind
from domain.networks import Profile, profile
from domain.ports import Clock, Store
from handlers.buttons.button import Button
from handlers.i18n import Languages, Translator
from handlers.pictures import Drawings, File, show_picture
from handlers.views.privacy import Notice
from handlers.views.view import Attachment, Picture, Pin, View, plain_keyboard

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_PREVIEW = NO_PREVIEW.to_dict()
log = logging.getLogger("reti.context")
_SERVICES = "services"
_FILE_NAME = "picture.png"
T = TypeVar("T")
B = TypeVar("B", bound=Button)
_GONE = ("message to edit not found", "can't be edited", "message identifier is not specified")
"""What Telegram says of a message that is gone, too old to change, or ephemeral (the last has no number)."""


ReadFile = Callable[[bytes, Defaults, datetime], Awaitable[Calendar]]
"""Reads a calendar or a table; never raises, and ends soon whatever is in it."""


class Expired(Exception):  # noqa: N818 - it is no mistake: an old button names what is no more
    """A button names something that is not there any more: the answer is "this button has expired"."""


@dataclass(frozen=True, slots=True, repr=False)  # in words it would be a whole city
class Services:
    """All that handlers use, made once at start.

    `read_file` reads what somebody else wrote, apart from us; `admins` are the Telegram ids of administrators whom
    settings name.
    """

    store: Store
    city: City
    lookup: Index
    clock: Clock
    languages: Languages
    notice: Notice
    read_file: ReadFile
    admins: frozenset[int] = frozenset()
    drawings: Drawings = field(default_factory=Drawings)
    _profiles: dict[NetworkId, Profile] = field(default_factory=dict)

    def profile(self, network: Network) -> Profile:
        """All that the pack says of a network, gathered once."""
        if network.id not in self._profiles:
            self._profiles[network.id] = profile(self.city, network)
        return self._profiles[network.id]


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """An update's context. `who` and `t` are set by `meet`, before any other handler runs.

    A tap is `answered` once; `released` is one that was, with nothing, before it was handled.
    """

    who: Chat
    t: Translator
    answered: bool = False
    said: int | None = None
    """The number of the first message in words that was sent with this update."""
    released: bool = False

    @property
    def services(self) -> Services:
        """What the application was given at start."""
        return services_of(self.application)

    @property
    def met(self) -> bool:
        """Whether `meet` has run."""
        return hasattr(self, "who")

    @property
    def in_private(self) -> bool:
        """Whether this is a talk with one person."""
        return self.who.kind is ChatKind.PRIVATE

    def network(self, code: str) -> Network:
        """The network that a button names. Raises Expired where this pack does not know it."""
        return _there(self.services.city.network_by_code(code))

    def area(self, code: str) -> Area:
        """The area that a button names. Raises Expired where this pack does not know it."""
        return _there(self.services.city.area_by_code(code))

    def keys_under(self, update: Update, kind: type[B]) -> list[B]:
        """The buttons of one kind under the message whose key was tapped."""
        message = update.effective_message
        markup = message.reply_markup if isinstance(message, Message) else None
        data = [key.callback_data for row in markup.inline_keyboard for key in row] if markup else []
        buttons = (kind.unpack(packed) for packed in data if isinstance(packed, str))
        return [button for button in buttons if button]

    async def show(self, update: Update, view: View) -> None:
        """Show a view: in the place of the message whose key was tapped, or as an answer to what was written.

        A picture or a file cannot become a text (Bot API 10.3, editMessageText). Between them, either way, a new
        message follows and the keys of the old one are taken away: what was read stays, and only the newest can be
        tapped.
        """
        message = update.effective_message
        if update.callback_query and isinstance(message, Message) and _takes(view):
            alike = message.photo if view.picture else message.text is not None
            show = self._edit if alike else self._follow
            await asyncio.gather(self.answer(update), show(update, message, view))
        else:
            await asyncio.gather(self.answer(update), self.say(update, view))

    async def follow(self, update: Update, view: View) -> None:
        """Show a view as a new message; the keys of the message that was tapped, which stays, have served."""
        message = update.effective_message
        if update.callback_query and isinstance(message, Message):
            await asyncio.gather(self.answer(update), self._follow(update, message, view))
        else:
            await self.say(update, view)

    async def say(self, update: Update, view: View) -> None:
        """Show a view as a new message, whatever it answers."""
        chat = update.effective_chat
        if chat is None:
            return
        there = self._there(update) | {"parse_mode": ParseMode.HTML, "reply_markup": view.keyboard}

        def send(file: File) -> Awaitable[object]:
            if isinstance(file, str):
                return self._tell("sendphoto", chat_id=chat.id, photo=file, caption=view.text, **there)
            return chat.send_photo(file, view.text, filename=_FILE_NAME, **there)

        if view.picture is None or not await self._show_picture(view.picture, send):
            sent = await self._tell(
                "sendmessage", chat_id=chat.id, text=view.text, link_preview_options=_PREVIEW, **there
            )
            self.said = self.said or sent["message_id"]

    async def unsay(self, update: Update, message_id: int) -> None:
        """Delete a message of the bot's that something better takes the place of; one that is gone already is none."""
        chat = update.effective_chat
        if chat is None:
            return
        try:
            await chat.delete_message(message_id)
        except BadRequest as error:
            log.info("message not deleted", extra={"error": error.message})

    async def say_file(self, update: Update, file: Attachment, view: View) -> None:
        """Send a file, with a view under it whose text is a caption's length."""
        chat = update.effective_chat
        if chat is None:
            return
        there = self._there(update) | {"parse_mode": ParseMode.HTML, "reply_markup": view.keyboard}
        send = chat.send_document(file.content, view.text, filename=file.name, **there)
        await asyncio.gather(self.answer(update), send)

    async def say_place(self, update: Update, pin: Pin) -> None:
        """Send a place on the map."""
        chat = update.effective_chat
        if chat is None:
            return
        send = chat.send_venue(pin.latitude, pin.longitude, pin.title, pin.address, **self._there(update))
        await asyncio.gather(self.answer(update), send)

    def _there(self, update: Update) -> dict[str, Any]:
        """Where an answer goes: into the topic, and in a group under the message that it answers."""
        chat, message = update.effective_chat, update.effective_message
        quoted = message.message_id if message and chat and chat.type != ChatType.PRIVATE else None
        return {
            "message_thread_id": topic(update),
            "reply_parameters": ReplyParameters(quoted, allow_sending_without_reply=True) if quoted else None,
        }

    async def _tell(self, method: str, **what: Any) -> Any:
        """Call a method of the Bot API; give its answer as it came.

        Read into a `Message`, as the library's own methods do, it would be an eighth of all that answering costs. The
        names of methods are case-insensitive (Bot API 10.3, "Making requests"); so spelt the library lets them through.
        """
        plain = {"reply_markup": plain_keyboard(keyboard)} if (keyboard := what.get("reply_markup")) else {}
        return await self.bot.do_api_request(method, what | plain)

    async def turn(self, update: Update, keyboard: InlineKeyboardMarkup) -> None:
        """Change the keys under the message and leave its text.

        Raises:
            Expired: that message cannot be changed any more.

        """
        message = update.effective_message
        if not isinstance(message, Message):
            raise Expired
        try:
            await asyncio.gather(self.answer(update), _unless_same(message.edit_reply_markup(keyboard)))
        except BadRequest as error:
            if not _is_gone(error):
                raise
            raise Expired from error

    async def answer(self, update: Update, text: str | None = None, *, alert: bool = False) -> None:
        """Answer a tapped key, once, so that it stops turning; with a text, over the chat (at most 200 characters).

        What stands in the way of that is logged and no more: the answer that counts is the message. An alert for a key
        that was released already comes as a message.
        """
        query = update.callback_query
        if query and self.released and text and alert:
            await self.say(update, View(Markup.escape(text)))
        if query is None or self.answered:
            return
        self.answered = True
        try:
            await unless_too_late(query.answer(text, show_alert=alert))
        except TelegramError as error:
            log.info("tap not answered", extra={"error": type(error).__name__})

    async def refuse(self, update: Update, why: str) -> None:
        """Say why something is not done: over the chat for a tap, else as a message."""
        if update.callback_query:
            await self.answer(update, why, alert=True)
        else:
            await self.say(update, View(Markup.escape(why)))

    async def _edit(self, update: Update, message: Message, view: View) -> None:
        """Show a view in the place of a message; where that message is gone, or too old to change, as a new one."""
        markup = view.keyboard if isinstance(view.keyboard, InlineKeyboardMarkup) else None

        def edit_picture(file: File) -> Awaitable[object]:
            media = InputMediaPhoto(file, view.text, ParseMode.HTML, filename=_FILE_NAME)
            return _unless_same(message.edit_media(media, markup))

        try:
            if view.picture is None:
                await _unless_same(
                    message.edit_text(view.text, ParseMode.HTML, markup, link_preview_options=NO_PREVIEW)
                )
            elif not await self._show_picture(view.picture, edit_picture):
                await self._follow(update, message, replace(view, picture=None))
        except BadRequest as error:
            if not _is_gone(error):
                raise
            await self.say(update, view)

    async def _follow(self, update: Update, message: Message, view: View) -> None:
        """Show a view after a message whose keys have served."""
        await self.say(update, view)
        try:
            await _unless_same(message.edit_reply_markup())
        except BadRequest as error:
            if not _is_gone(error):
                raise

    async def _show_picture(self, picture: Picture, send: Callable[[File], Awaitable[object]]) -> bool:
        services = self.services
        return await show_picture(picture, services.drawings, services.store, services.clock, send)

    def thread(self, update: Update) -> int | None:
        """The topic of a forum that what is kept belongs to: what one follows, how one is told, what was asked.

        In a private chat a topic is only where an answer goes (`topic`): somebody follows, and is told, once.
        """
        return None if self.in_private else topic(update)


def topic(update: Update) -> int | None:
    """The topic that an answer to the update goes to: of a forum or, since Bot API 9.3, of a private chat."""
    message = update.effective_message
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None


def services_of(application: Application[Any, Any, Any, Any, Any, Any]) -> Services:
    """What handlers use in this application."""
    services: Services = application.bot_data[_SERVICES]
    return services


def give_services(application: Application[Any, Any, Any, Any, Any, Any], services: Services) -> None:
    """Hand the services to the application's handlers."""
    application.bot_data[_SERVICES] = services


def _there(found: T | None) -> T:
    if found is None:
        raise Expired
    return found


def _takes(view: View) -> bool:
    """Whether a view can stand in an edited message: only inline keys can (Bot API 10.3, editMessageText)."""
    return view.keyboard is None or isinstance(view.keyboard, InlineKeyboardMarkup)


def _is_gone(error: BadRequest) -> bool:
    return any(gone in error.message.lower() for gone in _GONE)


async def unless_too_late(answer: Awaitable[object]) -> None:
    """Await the answer to a tap or an inline query; that nobody waits for it any more is no mistake."""
    try:
        await answer
    except BadRequest as error:
        if not is_too_late(error):
            raise


def is_too_late(error: BadRequest) -> bool:
    """Whether Telegram says so of the answer to a tap or an inline query."""
    return "query is too old" in error.message.lower()


async def _unless_same(edit: Awaitable[T]) -> T | None:
    """Await an edit; that it changes nothing, as after a second tap on the same key, is no mistake."""
    try:
        return await edit
    except BadRequest as error:
        if "message is not modified" not in error.message.lower():
            raise
        return None
