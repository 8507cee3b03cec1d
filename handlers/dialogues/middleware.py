"""What becomes of the dialogues of a chat whenever something comes from it: the one place that sees to it.

An answer goes to the dialogue that has the floor, before anything else is made of it: a title such as "Stop al
traffico" is no command, and the text of an announcement no question. Whatever else is answered meanwhile, work that
asked for words waits, and is offered again.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from telegram import Message, Update

from domain.dialogues.dialogue import ALBUM, ANNOUNCEMENT, COMMENT, CORRECTION, EVENT, NUMBER, Dialogue, Owner
from domain.talk import Everyday, everyday
from handlers import composing, feedback, network
from handlers.announcements import writing as announcing
from handlers.context import Context
from handlers.dialogues.dialogue import all_here, end, note, suspend, under_way, with_the_floor
from handlers.i18n import Translator
from handlers.views.start import EVENTS, HELP, MY_NETWORK, REMINDERS, SEND_POSITION
from handlers.views.view import View

Answering = Callable[[Update, Context], Awaitable[None]]

_LARGE_KEYS = (EVENTS, HELP, MY_NETWORK, REMINDERS, SEND_POSITION)
_ALBUM_LASTS = timedelta(hours=1)
"""The pictures of an album come within seconds; after an outage of the bot's, when it is back."""


@dataclass(frozen=True, slots=True)
class Work:
    """What an operator makes in a dialogue.

    `take` gives it a message, and is False where that is no answer of it; `asks` says whether it asks for words;
    `waiting` is the line that it waits, with a key to go on, or None where nothing would be lost with it. `abandon`
    deletes what stands outside the dialogue when it is left.
    """

    take: Callable[[Update, Context, Dialogue], Awaitable[bool]]
    asks: Callable[[Dialogue], bool]
    waiting: Callable[[Dialogue, Translator], View | None]
    abandon: Callable[[Context, Dialogue], Awaitable[None]] | None = None


WORK: Mapping[Owner, Work] = {
    EVENT: Work(composing.take, composing.asks, composing.waiting),
    ANNOUNCEMENT: Work(announcing.take, announcing.asks, announcing.waiting, announcing.abandon),
    CORRECTION: Work(announcing.take, announcing.asks, announcing.waiting),
}
"""What is long: it is never lost to anything else. A file and an invitation are gone on with by keys alone."""

QUESTIONS: Mapping[Owner, Callable[[Update, Context, Dialogue, str], Awaitable[bool]]] = {
    NUMBER: network.take_number,
    COMMENT: feedback.take_comment,
}
"""The small questions of residents' screens, with what takes a text; False where it is no answer."""


async def answer(update: Update, context: Context, otherwise: Answering) -> None:
    """Give a message to the dialogue that has the floor; where it takes none, answer it `otherwise`."""
    message = update.effective_message
    if not isinstance(message, Message):
        return
    if message.media_group_id and update.edited_message is None:
        await _answer_album(update, context, message, otherwise)
    elif not await _take(update, context, message):
        await aside(update, context, otherwise)


async def aside(update: Update, context: Context, answering: Answering) -> None:
    """Answer something that is nobody's answer. Work that asked for words waits from then on, and says so.

    A tap leaves it the floor, unless it began something else.
    """
    before = await with_the_floor(update, context)
    await answering(update, context)
    work = WORK.get(before.owner) if before else None
    if before is None or work is None or not work.asks(before):
        return
    now = await under_way(update, context, before.owner)
    if now is None or (now.payload, now.expires_at) != (before.payload, before.expires_at):
        return  # it was gone on with, or ended
    if not now.waits and update.callback_query:
        return
    waiting = work.waiting(now, context.t)
    if waiting is None:
        await end(update, context, now.owner)
        return
    await suspend(update, context, now)
    await context.say(update, waiting)


async def leave(update: Update, context: Context) -> bool:
    """End the dialogue that has the floor and leave nothing of it behind; say whether there was one."""
    dialogue = await with_the_floor(update, context)
    if dialogue is None:
        return False
    work = WORK.get(dialogue.owner)
    if work and work.abandon:
        await work.abandon(context, dialogue)
    await end(update, context, dialogue.owner)
    return True


async def offer_again(update: Update, context: Context) -> bool:
    """Show what waits to be gone on with; False where nothing does."""
    waiting = [one for one in (await all_here(update, context)).values() if one.waits and one.owner in WORK]
    views = [view for one in waiting if (view := WORK[one.owner].waiting(one, context.t))]
    for view in views:
        await context.show(update, view)
    return bool(views)


async def _take(update: Update, context: Context, message: Message) -> bool:
    dialogue = await with_the_floor(update, context)
    said = everyday(message.text) if dialogue and message.text else None
    if dialogue is None or said is Everyday.CANCEL or _is_large_key(context, message.text):
        return False
    if dialogue.owner in WORK:
        return await WORK[dialogue.owner].take(update, context, dialogue)
    ask, text = QUESTIONS.get(dialogue.owner), message.text or message.caption
    if ask is None or said is not None or not text or message.document:
        return False
    return await ask(update, context, dialogue, text)


def _is_large_key(context: Context, text: str | None) -> bool:
    languages = context.services.languages
    return text is not None and any(text in languages.labels(label) for label in _LARGE_KEYS)


async def _answer_album(update: Update, context: Context, message: Message, otherwise: Answering) -> None:
    """Answer an album once: with its first message, or with the one that brings its words.

    What was answered to a first message without words goes when they come.
    """
    here, group = await all_here(update, context), message.media_group_id
    gathers = next((one for one in here.values() if one.owner in WORK and one.payload.get("group") == group), None)
    if gathers and await WORK[gathers.owner].take(update, context, gathers):
        return
    known = here.get(ALBUM)
    if known and known.payload["group"] == group:
        if not (message.caption and known.payload["said"]):
            return
        await context.unsay(update, known.payload["said"])
    taken = await _take(update, context, message)
    if not taken:
        await aside(update, context, otherwise)
    said = None if taken or message.caption else context.said
    await note(update, context, ALBUM, {"group": group, "said": said}, _ALBUM_LASTS)
