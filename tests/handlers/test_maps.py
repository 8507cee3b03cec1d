"""The maps of all networks, as they are read: names in their places, colours told apart, light enough to send."""

from dataclasses import dataclass
from io import BytesIO

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from shapely import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from domain.city import City
from domain.networks import profile
from handlers.i18n import Translator, load_languages
from handlers.views import map_canvas, maps, network
from handlers.views.map_frame import frame_around
from handlers.views.map_names import Naming, place_names
from handlers.views.view import LONGEST_CAPTION, Picture, View, telegram_length

LANGUAGES = load_languages()
EVERY_LANGUAGE = pytest.mark.parametrize("t", LANGUAGES.translators.values(), ids=LANGUAGES.translators)


@dataclass(frozen=True)
class Written:
    """A text that was written on a map, with the box of its ink."""

    text: str
    size: int
    colour: str
    box: Polygon


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Written]:
    """All that is written on maps from now on."""
    texts: list[Written] = []
    write = map_canvas.Canvas.write
    paper = ImageDraw.Draw(Image.new("L", (1, 1)))

    def noting(canvas, text, x, y, size, colour, *, anchor="mm", halo=None):
        font = ImageFont.truetype(map_canvas.FONT, size)
        ink = paper.multiline_textbbox((x, y), text, font, anchor, spacing=size * map_canvas.LEADING)
        texts.append(Written(text, size, colour, box(*ink)))
        write(canvas, text, x, y, size, colour, anchor=anchor, halo=halo)

    monkeypatch.setattr(map_canvas.Canvas, "write", noting)
    return texts


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> dict[str, BaseGeometry]:
    """What was last filled with each colour."""
    shapes: dict[str, BaseGeometry] = {}
    fill = map_canvas.Canvas.fill

    def noting(canvas, shape, colour):
        shapes[colour] = shape
        fill(canvas, shape, colour)

    monkeypatch.setattr(map_canvas.Canvas, "fill", noting)
    return shapes


@EVERY_LANGUAGE
def test_every_card_says_what_it_says_in_a_caption(t: Translator, city: City) -> None:
    for known in city.networks.values():
        shown = profile(city, known)
        picture = maps.network_map(city, known, t)
        for area in shown.areas:
            longest = max((street.name for street in city.streets), key=len) + " 1234/bis"
            for card in (
                network.network_card(shown, t),
                network.found_card(shown, area, None, "", t),
                network.found_card(shown, area, longest, longest, t),
            ):
                assert telegram_length(card.text) <= LONGEST_CAPTION
                assert card.with_picture(picture).picture is picture


def test_a_text_too_long_for_a_caption_goes_without_its_picture() -> None:
    picture = Picture(lambda: b"")
    assert View("x" * LONGEST_CAPTION).with_picture(picture).picture is picture
    assert View("x" * (LONGEST_CAPTION + 1)).with_picture(picture).picture is None
    with pytest.raises(ValueError, match="longer"):
        View("x" * (LONGEST_CAPTION + 1), picture=picture)


def test_every_map_is_light_and_names_its_network_and_neighbours(city: City, written: list[Written]) -> None:
    t = LANGUAGES.translators["it"]
    paper = box(0, 0, maps.SIDE, maps.SIDE)
    for known in city.networks.values():
        written.clear()
        png = maps.network_map(city, known, t).draw()

        image = Image.open(BytesIO(png))
        assert (image.format, image.size) == ("PNG", (maps.SIDE, maps.SIDE))
        assert len(png) <= 60_000

        texts = [text.text.replace("\n", " ") for text in written]
        assert texts.count(known.name) == 1
        assert "© OpenStreetMap contributors · confini indicativi" in texts
        assert len(set(texts) & {other.name for other in city.networks.values()}) >= 4
        for at, text in enumerate(written):
            assert text.size >= 28
            assert paper.buffer(-8).contains(text.box), text.text
            assert not any(text.box.intersects(other.box) for other in written[at + 1 :]), text.text


def test_a_pin_hides_no_name_wherever_it_stands(
    city: City, written: list[Written], filled: dict[str, BaseGeometry]
) -> None:
    t = LANGUAGES.translators["en"]
    known = city.networks["centro-sant-alessandro"]
    outline = city.areas[known.areas[0]].outline
    west, south, east, north = outline.bounds
    for across in (0.1, 0.4, 0.7):
        for up in (0.2, 0.5, 0.8):
            at = Point(west + across * (east - west), south + up * (north - south))
            written.clear()
            maps.network_map(city, known, t, at).draw()
            assert not any(text.box.intersects(filled[maps.PIN]) for text in written)


def test_a_map_is_known_by_pack_language_and_network_and_never_by_a_position(city: City) -> None:
    redona, celadina = city.networks["redona"], city.networks["celadina"]
    it, en = LANGUAGES.translators["it"], LANGUAGES.translators["en"]
    keys = {maps.network_map(city, known, t).key for known in (redona, celadina) for t in (it, en)}
    assert len(keys) == 4
    assert all(city.version in key for key in keys)
    assert maps.network_map(city, redona, it, Point(9.699, 45.7079)).key is None


def test_the_same_map_is_the_same_bytes(city: City) -> None:
    picture = maps.network_map(city, city.networks["loreto"], LANGUAGES.translators["it"])
    assert picture.draw() == picture.draw()


@pytest.mark.parametrize(
    ("letters", "ground"), [("_INK", "_LAND"), ("_INK", "_PAPER"), ("_WHITE", "_OWN"), ("_WHITE", "PIN")]
)
def test_what_is_read_stands_out_from_its_ground(letters: str, ground: str) -> None:
    """Contrast as WCAG 2.2 reckons it; 4.5 to 1 is level AA for letters of any size."""
    lights = sorted(luminance(getattr(maps, colour)) for colour in (letters, ground))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_north_is_up_and_a_metre_is_the_same_both_ways() -> None:
    subject = box(9.66, 45.69, 9.67, 45.70)
    frame = frame_around(subject, box(9.5, 45.5, 9.9, 45.9), 1000, 800, 40)
    left, top, right, bottom = frame.place(subject).bounds
    assert (left + right) / 2 == pytest.approx(500)
    assert (top + bottom) / 2 == pytest.approx(400)
    assert frame.place(Point(9.665, 45.71)).y < top
    assert (bottom - top) / frame.pixels_a_metre == pytest.approx(1112, rel=0.01)
    assert (right - left) / frame.pixels_a_metre == pytest.approx(777, rel=0.01)


def test_at_the_edge_of_the_city_the_subject_moves_off_the_middle() -> None:
    subject = box(9.66, 45.69, 9.67, 45.70)
    frame = frame_around(subject, box(9.66, 45.5, 9.9, 45.9), 1000, 800, 40)
    left, _, right, _ = frame.place(subject).bounds
    assert left >= 40
    assert (left + right) / 2 < 480


@given(metres=st.floats(min_value=150, max_value=30_000))
def test_the_scale_bar_is_a_round_way_that_fits(metres: float) -> None:
    degrees = metres / 111_195
    subject = box(9.66, 45.69, 9.66 + degrees, 45.69 + degrees)
    frame = frame_around(subject, subject.buffer(1), 1080, 1004, 48)
    way, pixels = frame.scale_bar(220)
    assert pixels == pytest.approx(way * frame.pixels_a_metre)
    assert pixels <= 220


rooms = st.tuples(*[st.integers(0, 600)] * 2, *[st.integers(20, 500)] * 2).map(
    lambda at: box(at[0], at[1], at[0] + at[2], at[1] + at[3])
)
texts = st.lists(st.text("abcàè'", min_size=1, max_size=12), min_size=1, max_size=4).map(" ".join)


@given(namings=st.lists(st.builds(Naming, texts, rooms, st.just((46, 34))), max_size=8), taken=rooms)
def test_names_stand_in_their_rooms_and_apart(namings: list[Naming], taken: Polygon) -> None:
    placed = place_names(namings, taken, letters)
    left = list(namings)
    for at, name in enumerate(placed):
        [naming] = [n for n in left if n.text.split() == name.text.split() and n.room.covers(name.box)][:1]
        left.remove(naming)
        assert (name.box.centroid.x, name.box.centroid.y) == pytest.approx((name.x, name.y))
        assert shapely.intersection(name.box, taken).area == 0
        assert all(shapely.intersection(name.box, other.box).area == 0 for other in placed[at + 1 :])


def test_a_name_is_broken_before_it_is_written_small_and_left_out_before_it_is_cut() -> None:
    nothing = Polygon()

    def in_room(width: int, height: int) -> list[tuple[str, int]]:
        naming = Naming("Borgo Santa Caterina", box(0, 0, width, height), (40, 20))
        return [(name.text, name.size) for name in place_names([naming], nothing, letters)]

    assert in_room(900, 200) == [("Borgo Santa Caterina", 40)]
    assert in_room(340, 200) == [("Borgo Santa\nCaterina", 40)]
    assert in_room(200, 200) == [("Borgo\nSanta\nCaterina", 40)]
    assert in_room(150, 200) == [("Borgo Santa\nCaterina", 20)]
    assert in_room(70, 200) == []


def letters(text: str, size: int) -> tuple[float, float]:
    """Letters half as wide as they are high."""
    lines = text.split("\n")
    return max(map(len, lines)) * size / 2, len(lines) * size
