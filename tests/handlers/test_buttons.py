"""Buttons survive restarts and upgrades, fit into 64 bytes, and whatever comes back is read without a fall."""

from dataclasses import dataclass, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.city import City
from handlers.buttons.button import MOST_BYTES, Button, fitted
from handlers.buttons.network import ListOrganisations, MoreChoices, NotMine
from handlers.buttons.talk import About, ShowAbout
from handlers.routes import BUTTONS

KINDS = list(BUTTONS)

PLAIN = {str: st.text(), int: st.integers()}


@st.composite
def buttons(draw: st.DrawFn) -> Button:
    """Any button with any values: accents, emoji, colons, nothing at all, numbers below zero."""
    kind = draw(st.sampled_from(KINDS))
    return kind(**{field.name: draw(values_of(field.type)) for field in fields(kind)})


def values_of(sort: type) -> st.SearchStrategy:
    return PLAIN[sort] if sort in PLAIN else st.sampled_from(sort)


def fits(button: Button) -> bool:
    values = [str(getattr(button, field.name)) for field in fields(button)]
    return len(":".join([button.prefix, *values]).encode()) <= MOST_BYTES and ":" not in "".join(values[:-1])


@given(buttons())
def test_a_button_comes_back_as_it_was_or_is_not_made(button: Button) -> None:
    if fits(button):
        data = button.pack()
        assert len(data.encode()) <= MOST_BYTES
        assert [kind.unpack(data) for kind in KINDS] == [button if kind is type(button) else None for kind in KINDS]
    else:
        with pytest.raises(ValueError, match="does not fit"):
            button.pack()


@given(st.text() | st.builds("{}:{}".format, st.sampled_from([kind.prefix for kind in KINDS]), st.text()))
def test_any_data_is_read_or_refused_without_a_fall(data: str) -> None:
    for kind in KINDS:
        assert kind.unpack(data) is None or data.partition(":")[0] == kind.prefix


def test_prefixes_are_told_apart() -> None:
    prefixes = [kind.prefix for kind in KINDS]

    assert len(set(prefixes)) == len(prefixes)


@given(st.text(max_size=200), st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=4))
def test_what_was_asked_is_cut_to_fit_and_no_shorter(asked: str, area: str) -> None:
    button = fitted(NotMine, area, last=asked)

    assert asked.strip().startswith(button.asked)
    assert button.asked == asked.strip() or len(f"nm:{area}:{asked}".encode()) > MOST_BYTES
    assert NotMine.unpack(button.pack()) == button


def test_the_last_text_may_hold_colons_and_no_other() -> None:
    assert NotMine.unpack("nm:red:via: x") == NotMine("red", "via: x")
    with pytest.raises(ValueError, match="does not fit"):
        NotMine("r:d", "x").pack()
    with pytest.raises(ValueError, match="does not fit"):
        NotMine("red", "x" * 64).pack()


def test_a_button_from_before_a_field_was_added_still_opens() -> None:
    assert ListOrganisations.unpack("lo:red") == ListOrganisations("red", 0)
    assert ListOrganisations.unpack("lo:red:3:more") is None
    assert ShowAbout.unpack("ab:o") == ShowAbout(About.OPERATORS)


def test_only_fields_that_can_be_read_back_are_allowed() -> None:
    @dataclass(frozen=True)
    class Odd(Button, prefix="odd"):
        share: float

    with pytest.raises(TypeError, match="Odd.share"):
        Odd.unpack("odd:1.0")


def test_twelve_areas_fit_under_a_question(city: City) -> None:
    widest = sorted((area.code for area in city.areas.values()), key=len)[-12:]

    assert MoreChoices(9, ".".join(widest)).pack()
