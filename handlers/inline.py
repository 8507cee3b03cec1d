"""Inline mode: whoever types the bot's name and a street in any chat gets cards of networks to share there."""

from telegram import InlineQueryResultsButton, Update

from domain.lookup import by_text
from domain.networks import served_by
from handlers.context import Context, unless_too_late
from handlers.views import inline as views

CACHE_SECONDS = 300
"""How long Telegram may give the same answer to the same person (Bot API 10.3, answerInlineQuery.cache_time)."""


async def offer_cards(update: Update, context: Context) -> None:
    """Offer the card of each network that the text may mean; with nothing to offer, the way to the bot."""
    query = update.inline_query
    if query is None:
        return
    services = context.services
    city, t = services.city, services.languages.choose(query.from_user.language_code)
    answer = by_text(services.lookup, query.query) if query.query.strip() else None
    networks = served_by(city, answer.areas) if answer else ()
    cards = [views.card(services.profile(network), context.bot.username, t) for network in networks]
    await unless_too_late(
        query.answer(
            cards,
            cache_time=CACHE_SECONDS,
            is_personal=True,
            button=None
            if cards
            else InlineQueryResultsButton(views.way_on(answer.status if answer else None, t), start_parameter="inline"),
        )
    )
