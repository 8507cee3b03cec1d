"""The wiring: the application, with its client, its limiter and what handlers use."""

from typing import Any

from telegram.ext import Application, ContextTypes, ExtBot

from bot.api.client import AiohttpRequest
from bot.failures import StartError
from bot.outbox.throttle.limiter import Lane, Limiter
from bot.outbox.throttle.rates import Rates
from bot.settings import Settings
from handlers.context import Context, Services, give_services

Reti = Application[ExtBot[Lane], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]


def build_application(settings: Settings, services: Services, limiter: Limiter | None = None) -> Reti:
    """Put the application together. It fetches and answers nothing by itself: `bot.intake` does.

    Whoever sends beside it shares its limiter. By default there are no limits, as there are none in the sandbox.

    Raises:
        StartError: there is no token.

    """
    if settings.token is None:
        raise StartError(
            "RETI_TOKEN is not set: write the token that @BotFather gave you, in the environment or in .env."
        )
    client = AiohttpRequest(proxy=settings.proxy)
    application = (
        Application.builder()
        .token(settings.token.get_secret_value())
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .request(client)
        .get_updates_request(
            client
        )  # the intake's polls are calls like others; by default there would be a second pool
        .rate_limiter(limiter or Limiter(Rates.none()))
        .context_types(ContextTypes(context=Context))
        .updater(None)
        .job_queue(None)
        .build()
    )
    give_services(application, services)
    return application
