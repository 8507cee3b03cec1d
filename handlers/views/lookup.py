"""The honest answers to "which network serves me" that are not a plain yes: asking, unserved, outside, unknown."""

from collections.abc import Sequence

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from domain.city.model import Area, City, Network
from domain.lookup import Answer, Why
from handlers.buttons.button import fitted
from handlers.buttons.network import ChooseArea, MoreChoices, NoneOfThese, ShowNetwork
from handlers.i18n import Translator
from handlers.views.keys import all_networks
from handlers.views.network import lies_in, wrong_answer
from handlers.views.paging import page_of
from handlers.views.view import View, first_up, in_rows, key, keyboard, lines, paragraphs

CHOICES_AT_ONCE = 5
SEVERAL = " / "
"""What stands between the places in `Answer.understood` where more than one is meant."""


def ask_which(answer: Answer, city: City, asked: str, t: Translator, *, in_private: bool) -> View:
    """Ask which of several areas is meant, and say why."""
    areas = [city.areas[area] for area in answer.areas]
    return View(_question(answer, areas, t, in_private=in_private), choices(areas, 0, t, answer.understood or asked))


def choices(areas: Sequence[Area], page: int, t: Translator, asked: str = "") -> InlineKeyboardMarkup:
    """A key for each area; six or more are paged."""
    shown = page_of(areas, page, CHOICES_AT_ONCE)
    keys = [key(area.name, ChooseArea(area.code)) for area in shown.items]
    codes = ".".join(area.code for area in areas)
    return keyboard(
        *in_rows(keys, across=2),
        shown.turning(lambda number: MoreChoices(number, codes), t),
        [key(t.label("It is none of these"), fitted(NoneOfThese, last=asked))],
    )


def unserved(area: Area, nearest: Sequence[Network], understood: str | None, asked: str, t: Translator) -> View:
    """No network is known in this area: say so, and which ones are nearest."""
    names = t.both(network.name for network in nearest)
    return View(
        paragraphs(
            t("<b>{area}: as far as I know, there is no neighbourhood network here yet.</b>", area=area.name),
            lies_in(area, understood, t) if understood not in {None, area.name, *area.aliases} else None,
            t.plural("The nearest is {names}.", "The nearest are {names}.", len(nearest), names=names)
            if nearest
            else None,
            t("Networks are open to everyone: you can take part in one of these too."),
        ),
        keyboard(
            *in_rows([key(network.name, ShowNetwork(network.code)) for network in nearest], across=2),
            [all_networks(t), _mistake(area, understood or asked, t)],
        ),
    )


def outside(town: str | None, city: City, asked: str, t: Translator) -> View:
    """The place is in another town."""
    answer = (
        t("<b>{town} is another town.</b>", town=town)
        if town
        else t("<b>This place is outside {city}.</b>", city=city.name)
    )
    return View(
        paragraphs(
            answer + " " + t("I know the networks of the city of {city}.", city=city.name),
            t("If you also live, work or study in {city}, write me that street.", city=city.name),
        ),
        keyboard([all_networks(t), _mistake(None, asked, t)]),
    )


def unknown(asked: str, city: City, t: Translator, *, in_private: bool) -> View:
    """The place was not found: say what to try."""
    if in_private:
        try_this = t(
            "Try with the name of the street alone (for example: <i>{address}</i>), send me your position, or choose "
            "from the list.",
            address=city.example_address,
        )
    else:
        try_this = t(
            "Try with the name of the street alone (for example: <i>{address}</i>), or choose from the list.",
            address=city.example_address,
        )
    return View(
        paragraphs(t("<b>I did not find “{asked}”.</b>", asked=_shortened(asked)), try_this),
        keyboard([all_networks(t), _mistake(None, asked, t)]),
    )


def not_understood(asked: str, city: City, t: Translator) -> View:
    """A text that is neither a place nor a question: what one can write, with three examples."""
    return View(
        paragraphs(
            t("<b>I did not understand “{asked}”.</b>", asked=_shortened(asked)),
            lines(t("You can write me, for example:"), *examples(city, t)),
        ),
        keyboard([all_networks(t), _mistake(None, asked, t)]),
    )


def examples(city: City, t: Translator) -> Sequence[Markup]:
    """Three things to write, a line each."""
    return (
        Markup("• <i>{}</i>").format(city.example_address),
        t("• <i>what is on this weekend in {area}?</i>", area=city.example_area),
        t("• <i>when does the network of {area} meet?</i>", area=city.example_area),
    )


def _question(answer: Answer, areas: Sequence[Area], t: Translator, *, in_private: bool) -> Markup:
    place = first_up(answer.understood or "")
    match answer.why:
        case Why.NUMBER_NEEDED:
            return paragraphs(
                t("<b>{place} runs through several neighbourhoods.</b>", place=answer.street or place),
                t("At which number? Write it to me, or choose:")
                if in_private
                else t("At which number? Reply to this message with it, or choose:"),
            )
        case Why.NAMESAKES:
            return paragraphs(
                t("<b>There is more than one “{place}”.</b>", place=place),
                t("Which neighbourhood do you mean?"),
            )
        case Why.MEANINGS if SEVERAL in place:
            return paragraphs(
                t("<b>There are several places of that name:</b> {places}.", places=t.both(place.split(SEVERAL))),
                t("Which neighbourhood do you mean?"),
            )
        case Why.MEANINGS:
            return paragraphs(
                t("<b>I am not sure in which neighbourhood {place} is.</b>", place=place),
                t("Which one do you feel is your neighbourhood?"),
            )
        case Why.POSTCODE:
            return paragraphs(
                t("<b>The postcode {place} covers several neighbourhoods.</b>", place=place),
                t("Write me street and number, or choose:"),
            )
        case Why.NEAR_BORDER | None:
            return _border_question(place, areas, t)


def _border_question(place: str, areas: Sequence[Area], t: Translator) -> Markup:
    likeliest, others = areas[0].name, t.either(area.name for area in areas[1:])
    if place:
        where = t(
            "{place} should be in {likeliest}, but the borders I know are approximate: it may also be in {others}.",
            place=place,
            likeliest=likeliest,
            others=others,
        )
    else:
        where = t(
            "You should be in {likeliest}, but the borders I know are approximate: it may also be {others}.",
            likeliest=likeliest,
            others=others,
        )
    title = (
        t("<b>This place is near the border between neighbourhoods.</b>")
        if place
        else t("<b>You are near the border between neighbourhoods.</b>")
    )
    return paragraphs(title, where + " " + t("Which one do you feel is your neighbourhood?"))


def _shortened(asked: str, most: int = 60) -> str:
    words = " ".join(asked.split())
    return words if len(words) <= most else words[:most].rstrip() + "…"


def _mistake(area: Area | None, asked: str, t: Translator) -> InlineKeyboardButton:
    return key(t.label("Report a mistake"), wrong_answer(area, asked))
