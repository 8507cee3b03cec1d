"""`reti qr`: the code for a network's poster; it opens the network's card in the bot."""

import argparse
import asyncio
import re
from pathlib import Path

import segno
from telegram import Bot
from telegram.error import InvalidToken, NetworkError

from bot.api.client import AiohttpRequest
from bot.cli import OK
from bot.cli.qr_images import DRAWN
from bot.failures import StartError
from bot.settings import Settings, read_settings
from domain.city import City, CityPackError, load
from domain.city.model import Network, NetworkId
from domain.city.problem import did_you_mean
from handlers.links import to_network

_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("network", metavar="ID", help="the network's id, or its code")
    parser.add_argument("--out", type=Path, metavar="FILE", help="an image, .svg or .png; without it, the terminal")
    parser.add_argument("--username", help="the bot's name, such as RetiBergamoBot; without it, Telegram is asked")


def main(options: argparse.Namespace) -> int:
    """Draw the code into the file, or show it; say where it leads."""
    if options.out and options.out.suffix.lower() not in DRAWN:
        raise StartError(f"{options.out} must end in .svg or .png.")
    settings = read_settings()
    network = _network(_city(settings.city), options.network)
    username = _checked(options.username) if options.username else asyncio.run(_asked(settings))
    link = to_network(username, network.code)
    if options.out:
        _write(options.out, DRAWN[options.out.suffix.lower()](link, network.name))
    else:
        segno.make_qr(link, error="m").terminal(compact=True)
    print(f"{network.name}: {link}")
    return OK


def _city(folder: Path) -> City:
    try:
        return load(folder)
    except CityPackError as error:
        raise StartError(f"The city pack in {folder} has problems: see `reti check`.") from error


def _network(city: City, named: str) -> Network:
    network = city.networks.get(NetworkId(named)) or city.network_by_code(named)
    if network is None:
        raise StartError(f"There is no network {named}. {did_you_mean(named, city.networks, 'See networks.yaml.')}")
    return network


def _checked(username: str) -> str:
    plain = username.removeprefix("@")
    if not _USERNAME.fullmatch(plain):
        raise StartError(f"{username} cannot be a bot's name: it has letters, digits and underscores alone.")
    return plain


async def _asked(settings: Settings) -> str:
    """Ask Telegram who the bot is (Bot API, getMe)."""
    if settings.token is None:
        raise StartError("Say which bot it leads to: set RETI_TOKEN, or write --username.")
    bot = Bot(
        settings.token.get_secret_value(),
        base_url=f"{settings.api_url.rstrip('/')}/bot",
        request=AiohttpRequest(proxy=settings.proxy),
        get_updates_request=AiohttpRequest(proxy=settings.proxy),
    )
    try:
        async with bot:
            return bot.username
    except InvalidToken:
        raise StartError("Telegram refuses the token: check RETI_TOKEN, or write --username.") from None
    except NetworkError:
        raise StartError("Telegram cannot be reached: try again, or write --username.") from None


def _write(target: Path, image: bytes) -> None:
    try:
        target.write_bytes(image)
    except OSError as error:
        raise StartError(f"{target} cannot be written ({error.strerror}).") from error
