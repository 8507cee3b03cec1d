"""Where the talk stands: kept in the dialogue of the chat, looked up by every text and every tap."""

from telegram import Update

from domain.agenda.event import Event, Kind
from domain.calendar.words import kind_of_title
from domain.city.model import City, Network
from domain.composing import DIALOGUE_LASTS, Ask, Composition, read, with_kind, written
from domain.composing import settled as settle
from domain.dialogues.dialogue import EVENT
from domain.managing import Outdated, Whole
from domain.operators import Action, Grants, Operator, Target, target_of
from handlers.agenda import today_of
from handlers.authority import authorised
from handlers.context import Context
from handlers.dialogues import dialogue as dialogues
from handlers.views.composing.setting import Setting


class StepGoneError(Exception):
    """A key belongs to an earlier step of the talk, or to one that has ended."""


async def under_way(update: Update, context: Context) -> Composition | None:
    """What is being made in this chat; None where nothing is."""
    dialogue = await dialogues.under_way(update, context, EVENT)
    return read(dialogue.payload) if dialogue else None


async def at_step(update: Update, context: Context, step: int) -> Composition:
    """What is being made, for a key of its present step. Raises StepGoneError."""
    composition = await under_way(update, context)
    if composition is None or composition.step != step:
        raise StepGoneError
    return composition


async def keep(update: Update, context: Context, composition: Composition) -> None:
    """Remember where the talk stands."""
    await dialogues.keep(update, context, EVENT, written(composition), DIALOGUE_LASTS)


async def drop(update: Update, context: Context) -> None:
    """End the talk."""
    await dialogues.end(update, context, EVENT)


async def allowed(update: Update, context: Context, composition: Composition) -> Operator:
    """The operator, who must be trusted with what it is and, of what changes, with what it was. Raises NotAllowed."""
    operator = await authorised(update, context, Action.EVENT)
    if composition.of is not None:
        whole = await whole_of(context, composition)
        await authorised(update, context, Action.EVENT, target_of(whole.event))
    kinded = with_kind(composition, operator.grants)
    if Ask.WHOSE in composition.known:
        target = Target(kinded.networks, meeting=kind_of(kinded) is Kind.MEETING)
        await authorised(update, context, Action.EVENT, target)
    return operator


async def whole_of(context: Context, composition: Composition) -> Whole:
    """The event that is being changed, as it was when that began. Raises Outdated."""
    services = context.services
    whole = await services.store.whole(composition.of, services.clock()) if composition.of is not None else None
    if whole is None or whole.event.sequence != composition.seen:
        raise Outdated("the event is not any more as it was")
    return whole


def completed(composition: Composition, operator: Operator, city: City) -> Composition:
    """Take what goes without saying: the one network of an operator, the kind that somebody may make."""
    networks = choices(operator.grants, city)
    open_still = composition.asks is Ask.WHOSE and Ask.WHOSE not in composition.known
    if open_still and len(networks) == 1 and not operator.grants.administrator:
        composition = settle(composition, Ask.WHOSE, networks=(networks[0].id,))
    return with_kind(composition, operator.grants)


def choices(grants: Grants, city: City) -> tuple[Network, ...]:
    """The networks that somebody may make events for, in the order of the pack."""
    mine = {*grants.networks, *grants.meetings_of}
    return tuple(network for network in city.networks.values() if grants.administrator or network.id in mine)


def kind_of(composition: Composition, before: Event | None = None) -> Kind:
    """The kind: as somebody said, else as it was, else as the title begins."""
    if composition.kind is not None:
        return composition.kind
    return before.kind if before else kind_of_title(composition.title or "") or Kind.INITIATIVE


def setting_of(context: Context, operator: Operator, page: int = 0) -> Setting:
    """Where and by whom it is made."""
    city = context.services.city
    return Setting(city, today_of(context), choices(operator.grants, city), operator.grants.administrator, page)
