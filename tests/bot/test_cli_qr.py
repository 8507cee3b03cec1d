"""`reti qr`: the code for a poster."""

import asyncio
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Event, Thread

import pytest
import segno
from PIL import Image, ImageFont, ImageOps

from bot.__main__ import main
from bot.cli.qr_images import DRAWN
from domain.city import City
from handlers.views.map_canvas import FONT
from sandbox.server import serve
from sandbox.telegram import Telegram
from tests.conftest import World

LINK = "https://t.me/RetiProvaBot?start=rete_red"
FOR_REDONA = ["qr", "redona", "--username", "@RetiProvaBot"]
QUIET, STRIP, PIXELS = 6, 4, 24


@pytest.fixture
def small_telegram(monkeypatch: pytest.MonkeyPatch) -> Iterator[Telegram]:
    """A Telegram to ask who the bot is: it serves on a thread, since a command runs a loop of its own."""
    telegram = Telegram()
    ready, done = Event(), Event()

    async def play() -> None:
        async with serve(telegram) as address:
            monkeypatch.setenv("RETI_API_URL", address)
            ready.set()
            await asyncio.to_thread(done.wait)

    playing = Thread(target=asyncio.run, args=[play()])
    playing.start()
    assert ready.wait(10)
    yield telegram
    done.set()
    playing.join()


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["qr", *arguments]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    return told


def expected() -> list[list[bool]]:
    code = segno.make_qr(LINK, error="m", boost_error=False)
    return [[bool(module) for module in row] for row in code.matrix_iter(border=QUIET)]


def test_a_png_has_the_code_with_white_around_it_and_the_name_below(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*FOR_REDONA, "--out", "redona.png"]) == 0

    assert capsys.readouterr().out == f"Redona: {LINK}\n"
    image = Image.open(elsewhere / "redona.png").convert("L")
    side = image.width // PIXELS
    assert image.size == (side * PIXELS, (side + STRIP) * PIXELS)
    drawn = [
        [image.getpixel((x * PIXELS + PIXELS // 2, y * PIXELS + PIXELS // 2)) < 128 for x in range(side)]
        for y in range(side - QUIET + 4)
    ]
    assert drawn == expected()[: side - QUIET + 4]
    name = image.crop((0, (side - QUIET + 4) * PIXELS, *image.size))
    assert name.getextrema() == (0, 255)


def test_an_svg_has_the_name_as_text_and_room_for_both(elsewhere: Path) -> None:
    assert main([*FOR_REDONA, "--out", "redona.SVG"]) == 0

    root = ET.parse(elsewhere / "redona.SVG").getroot()
    texts = {element.tag.partition("}")[2]: element.text for element in root.iter()}
    side = len(expected())
    assert texts["text"] == "Redona"
    assert texts["title"] == f"Redona: {LINK}"
    assert root.attrib["viewBox"] == f"0 0 {side} {side + STRIP}"
    assert (root.attrib["width"], root.attrib["height"]) == (f"{2 * side}mm", f"{2 * side + 2 * STRIP}mm")


@pytest.fixture(params=[1, 2], ids=["the longest name", "a name twice as long"])
def long_name(request: pytest.FixtureRequest, city: City) -> str:
    return " e ".join([max((network.name for network in city.networks.values()), key=len)] * request.param)


def test_a_long_name_has_room_in_a_png(long_name: str) -> None:
    image = Image.open(BytesIO(DRAWN[".png"](LINK, long_name)))
    width, height = image.size
    left, _, right, bottom = ImageOps.invert(image.crop((0, height - (STRIP + 1) * PIXELS, *image.size))).getbbox()

    assert min(left, width - right, (STRIP + 1) * PIXELS - bottom) >= PIXELS
    assert right - left > width / 2


def test_a_long_name_has_room_in_an_svg(long_name: str) -> None:
    root = ET.fromstring(DRAWN[".svg"](LINK, long_name))
    [text] = [element for element in root.iter() if element.tag.endswith("text")]
    width = ImageFont.truetype(FONT, 100).getlength(long_name) / 100 * float(text.attrib["font-size"])
    side = len(expected())

    assert text.text == long_name
    assert (text.attrib["text-anchor"], float(text.attrib["x"])) == ("middle", side / 2)
    assert side / 2 < width < side - 2


def test_without_a_file_the_code_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["qr", "red", "--username", "RetiProvaBot"]) == 0
    *code, link = capsys.readouterr().out.splitlines()
    assert link == f"Redona: {LINK}"
    assert len(code) > 15
    assert {len(line) for line in code if line.strip()} == {len(code[0])}


def test_telegram_says_which_bot_the_token_is_of(
    small_telegram: Telegram, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RETI_TOKEN", small_telegram.token)
    assert main(["qr", "redona", "--out", "redona.svg"]) == 0
    assert capsys.readouterr().out == f"Redona: https://t.me/{small_telegram.bot['username']}?start=rete_red\n"


def test_a_token_that_telegram_refuses_is_one_sentence(
    small_telegram: Telegram, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RETI_TOKEN", "1:another")
    told = refused(capsys, "redona")
    assert "refuses the token" in told
    assert "another" not in told


def test_no_telegram_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("RETI_TOKEN", "1:secret")
    monkeypatch.setenv("RETI_API_URL", "http://127.0.0.1:9")
    told = refused(capsys, "redona")
    assert "cannot be reached" in told
    assert "secret" not in told


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["redonna", "--username", "RetiProvaBot"], "There is no network redonna. Did you mean 'redona'?"),
        (["xyzzy", "--username", "RetiProvaBot"], "See networks.yaml."),
        (["redona", "--username", "reti bot"], "letters, digits and underscores"),
        (["redona", "--username", "RetiProvaBot", "--out", "redona.jpg"], "must end in .svg or .png"),
        (["redona", "--username", "RetiProvaBot", "--out", "nowhere/redona.svg"], "cannot be written"),
        (["redona"], "set RETI_TOKEN, or write --username"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert sentence in refused(capsys, *arguments)


def test_a_wrong_pack_is_one_sentence(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RETI_CITY", str(elsewhere / "nowhere"))
    assert "see `reti check`" in refused(capsys, "redona")


async def test_the_link_opens_the_networks_card(world: World) -> None:
    """What the code says is what the bot understands."""
    card = await world.starts(LINK.partition("start=")[2])
    assert "Redona" in card.text
