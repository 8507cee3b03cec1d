"""Answers by keys, and questions that are asked again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from telegram import Update

from domain.agenda.event import Booking, Kind, Recurrence, Status, Timed, WholeDays
from domain.agenda.timing import first_day
from domain.city.model import City, Network
from domain.composing import Ask, Composition, at, place_of, rhythms, settled, turned
from domain.moments import Doubt
from handlers.buttons.composing import AskField, PickAnswer, SkipAnswer, TurnAnswers
from handlers.composing.showing import go_on, total
from handlers.composing.state import StepGoneError, allowed, at_step, keep, setting_of
from handlers.context import Context
from handlers.views.composing import choices, questions
from handlers.views.composing.preview import choose_one


@total
async def pick_answer(update: Update, context: Context, button: PickAnswer) -> None:
    """Take the answer that a key gives; of several that go together, one more or one less."""
    composition = await at_step(update, context, button.step)
    if composition.asks is not button.ask:
        raise StepGoneError
    if button.ask in {Ask.WHOSE, Ask.THEMES} and button.value != choices.WHOLE_CITY:
        await _toggle(update, context, composition, button)
    else:
        await go_on(update, context, _picked(composition, button, context.services.city))


@total
async def turn_answers(update: Update, context: Context, button: TurnAnswers) -> None:
    """Show another page of the answers to choose from."""
    composition = await at_step(update, context, button.step)
    if composition.asks is not Ask.WHOSE:
        raise StepGoneError
    operator = await allowed(update, context, composition)
    setting = setting_of(context, operator, button.page)
    await context.show(update, questions.question(composition, setting, context.t))


@total
async def skip_answer(update: Update, context: Context, button: SkipAnswer) -> None:
    """Leave something out, or take what was chosen of several."""
    composition = await at_step(update, context, button.step)
    if composition.asks is not button.ask or button.ask in {Ask.TITLE, Ask.WHEN}:
        raise StepGoneError
    if button.ask is Ask.WHOSE and not composition.networks:
        await context.answer(update, choose_one(context.t), alert=True)
        return
    await go_on(update, context, settled(composition, button.ask, **_left_out(composition, button.ask)))


@total
async def ask_field(update: Update, context: Context, button: AskField) -> None:
    """Ask something of the event that is being looked at."""
    composition = await at_step(update, context, button.step)
    await go_on(update, context, turned(composition, asks=button.ask, offered=(), doubt=None))


def _picked(composition: Composition, button: PickAnswer, city: City) -> Composition:
    match button.ask:
        case Ask.WHEN:
            return _date(composition, button.value, city)
        case Ask.REPEATS:
            rhythm = choices.rhythm_named(button.value)
            rules = rhythms(first_day(composition.when, city.zone)) if composition.when else {}
            if rhythm is None or rhythm not in rules:
                raise StepGoneError
            rule = rules[rhythm]
            return settled(composition, Ask.REPEATS, recurrence=Recurrence(rule) if rule else None)
        case Ask.WHOSE:
            return settled(composition, Ask.WHOSE, networks=())
        case Ask.PLACE:
            place = _numbered(city.places, button.value)
            return settled(composition, Ask.PLACE, venue=place_of(place))
        case Ask.KIND:
            kind = Kind.MEETING if button.value == choices.MEETING else Kind.INITIATIVE
            return settled(composition, Ask.KIND, kind=kind)
        case Ask.BOOKING:
            until = composition.booking.until if composition.booking else None
            return settled(composition, Ask.BOOKING, booking=Booking(None, until))
        case _:
            raise StepGoneError


def _date(composition: Composition, value: str, city: City) -> Composition:
    if value == choices.NOT_YET:
        return replace(settled(composition, Ask.WHEN, status=Status.POSTPONED), asks=Ask.REASON)
    moment = _numbered(composition.offered, value)
    if isinstance(moment.when, WholeDays) and composition.doubt is not Doubt.NO_TIME:
        return turned(composition, offered=(moment,), doubt=Doubt.NO_TIME)
    return at(composition, moment, city)


async def _toggle(update: Update, context: Context, composition: Composition, button: PickAnswer) -> None:
    """One more or one less; the question stays open, and its keys as they are."""
    city = context.services.city
    if button.ask is Ask.WHOSE:
        network = context.network(button.value).id
        changed = replace(composition, networks=_toggled(composition.networks, network))
    else:
        theme = next((theme.id for theme in city.themes.values() if theme.code == button.value), None)
        if theme is None:
            raise StepGoneError
        changed = replace(composition, themes=_toggled(composition.themes, theme))
    operator = await allowed(update, context, composition)
    await keep(update, context, changed)
    page = _page_of(button, setting_of(context, operator).networks)
    await context.show(update, questions.question(changed, setting_of(context, operator, page), context.t))


def _page_of(button: PickAnswer, networks: Sequence[Network]) -> int:
    codes = [network.code for network in networks]
    return choices.page_with(codes.index(button.value), len(codes)) if button.value in codes else 0


def _toggled(chosen: tuple[Any, ...], one: Any) -> tuple[Any, ...]:
    return tuple(other for other in chosen if other != one) if one in chosen else (*chosen, one)


def _left_out(composition: Composition, ask: Ask) -> dict[str, Any]:
    """What an answer is that is left out; of several answers that go together, what was chosen holds."""
    booking, when = composition.booking, composition.when
    left_out: dict[Ask, dict[str, Any]] = {
        Ask.PLACE: {"venue": None},
        Ask.DESCRIPTION: {"description": None},
        Ask.RAIN: {"rain_plan": None},
        Ask.BRING: {"bring": None},
        Ask.BOOKING: {"booking": None},
        Ask.BOOK_BY: {"booking": replace(booking, until=None) if booking else None},
        Ask.SEATS: {"seats": None},
        Ask.PHOTO: {"photo": None},
        Ask.REASON: {"reason": None},
        Ask.END: {"when": Timed(when.starts_at) if isinstance(when, Timed) else when},
    }
    return left_out.get(ask, {})


def _numbered(items: Any, value: str) -> Any:
    if not (value.isascii() and value.isdigit() and int(value) < len(items)):
        raise StepGoneError
    return items[int(value)]
