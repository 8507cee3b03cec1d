"""In groups the bot is quiet: it answers commands, mentions, and replies to what it asked."""

from telegram import Message, MessageEntity, Update

from domain.lookup import Status, by_text
from domain.talk import everyday
from handlers.context import Context
from handlers.messages import SAID
from handlers.network import find_network, show_answer
from handlers.questions import answer_question, understood


async def take_mention(update: Update, context: Context) -> None:
    """Answer a message that names the bot, or that replies to it with the name of a place or what it asked for."""
    message = update.effective_message
    if message is None:
        return
    text = message.text or message.caption or ""
    if names_bot(message, context.bot.username):
        asked = _without_mention(text, context.bot.username)
        said, question = everyday(asked), understood(context, asked)
        if said is not None:
            await SAID[said](update, context, asked)
        elif question is None:
            await find_network(update, context, asked)
        else:
            await answer_question(update, context, question, asked)
    elif text:
        answer = by_text(context.services.lookup, text)
        if answer.status is not Status.UNKNOWN:
            await show_answer(update, context, answer, text)


async def follow_migration(update: Update, context: Context) -> None:
    """A group became a supergroup: it is the same chat under another id."""
    message = update.effective_message
    if message and message.migrate_to_chat_id:
        services = context.services
        await services.store.migrate(message.chat_id, message.migrate_to_chat_id, services.clock())


def speaks_to(message: Message, username: str) -> bool:
    """Whether a person speaks to this bot: what was forwarded, or came through a bot, was said to somebody else."""
    if message.forward_origin or message.is_automatic_forward or message.via_bot:
        return False
    return names_bot(message, username) or replies_to(message, username)


def names_bot(message: Message, username: str) -> bool:
    """Whether a message mentions this bot by its name."""
    in_text = message.parse_entities([MessageEntity.MENTION]) if message.text else {}
    in_caption = message.parse_caption_entities([MessageEntity.MENTION]) if message.caption else {}
    return f"@{username}".lower() in {mention.lower() for mention in (in_text | in_caption).values()}


def replies_to(message: Message, username: str) -> bool:
    """Whether a message replies to one of this bot's."""
    answered = message.reply_to_message
    return bool(answered and answered.from_user and answered.from_user.username == username)


def _without_mention(text: str, username: str) -> str:
    start = text.lower().find(f"@{username}".lower())
    return (text[:start] + text[start + len(username) + 1 :]).strip() if start >= 0 else text
