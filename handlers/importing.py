"""A calendar file or a table that an operator sends: first what would become of it, then, if they say so, it is kept.

Between the two only what Telegram calls the file is remembered: it is fetched and read anew.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

from telegram import Document, Update
from telegram.error import TelegramError

from domain.agenda.event import Kind
from domain.agenda.taking import Taken
from domain.calendar import Defaults, Reading, Why
from domain.calendar.limits import FILE_BYTES
from domain.city.model import NetworkId
from domain.dialogues.dialogue import FILE
from domain.importing import Sorted, sort_out
from domain.managing import Filed, Outdated
from domain.operators import Action, Operator, Target
from handlers.agenda import today_of
from handlers.authority import authorised, operator_here
from handlers.buttons.importing import ChooseOwner, ImportFile, TurnOwners
from handlers.composing.state import choices
from handlers.composing.taking import is_calendar
from handlers.context import Context
from handlers.dialogues.dialogue import end, keep, under_way
from handlers.views import importing as views

_LASTS = timedelta(days=1)
_WHOLE_CITY = "*"
_MANY = 1_000_000_000


@dataclass(frozen=True, slots=True)
class _Sent:
    """A file as it is remembered: whose the events are that do not say it, and what the dry run counted."""

    file: str
    step: int
    owner: str = ""
    counted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as it was read now, and what becomes of it."""

    reading: Reading
    sorted: Sorted
    taken: Taken

    @property
    def counted(self) -> tuple[int, ...]:
        taken = self.taken
        return len(taken.new), len(taken.changed), len(taken.cancelled), len(self.sorted.refused)


async def take_file(update: Update, context: Context, document: Document) -> bool:
    """Say what would become of the events of a file; False where it is none of ours, or its sender no operator."""
    if not context.in_private or not is_calendar(document):
        return False
    known = await operator_here(context)
    if known is None or not known.grants.any:
        return False
    operator = await authorised(update, context, Action.EVENT)
    if (document.file_size or 0) > FILE_BYTES:
        await context.show(update, views.too_large(context.t))
    else:
        await _say_what_would_become(update, context, operator, _Sent(document.file_id, uuid4().int % _MANY))
    return True


async def choose_owner(update: Update, context: Context, button: ChooseOwner) -> None:
    """Take whose the events are that do not say it."""
    operator = await authorised(update, context, Action.EVENT)
    sent = await _sent(update, context, button.step)
    if sent is None:
        await context.answer(update, views.key_expired(context.t), alert=True)
        return
    networks = () if button.network == _WHOLE_CITY else (context.network(button.network).id,)
    await authorised(update, context, Action.EVENT, Target(networks, meeting=True))
    await _say_what_would_become(update, context, operator, replace(sent, owner=button.network))


async def turn_owners(update: Update, context: Context, button: TurnOwners) -> None:
    """Show another page of the networks to choose from."""
    operator = await authorised(update, context, Action.EVENT)
    sent = await _sent(update, context, button.step)
    if sent is None:
        await context.answer(update, views.key_expired(context.t), alert=True)
    else:
        await _ask_owner(update, context, operator, sent, button.page)


async def import_file(update: Update, context: Context, button: ImportFile) -> None:
    """Take in the events of a file as the dry run said, or leave it."""
    operator = await authorised(update, context, Action.EVENT)
    sent = await _sent(update, context, button.step)
    if sent is None:
        await context.answer(update, views.key_expired(context.t), alert=True)
        return
    services = context.services
    if not button.sure:
        await end(update, context, FILE)
        await context.show(update, views.left(context.t))
        return
    found = await _read(context, operator, sent)
    if found is None:
        await context.show(update, views.not_fetched(context.t))
        return
    filed = Filed(found.sorted.theirs, operator.id, found.sorted.seen or {})
    if found.counted != sent.counted:  # something changed since it was shown
        await _say_what_would_become(update, context, operator, sent)
        return
    try:
        taken = await services.store.take_file(filed, context.thread(update), services.clock())
    except Outdated:
        await _say_what_would_become(update, context, operator, sent)
    else:
        await context.show(update, views.imported(taken, context.t))


async def _say_what_would_become(update: Update, context: Context, operator: Operator, sent: _Sent) -> None:
    found = await _read(context, operator, sent)
    if found is None:
        await context.show(update, views.not_fetched(context.t))
        return
    if any(problem.why is Why.TOO_HARD for problem in found.reading.problems):
        await context.show(update, views.too_hard(context.t))
        return
    if not sent.owner and any(problem.why is Why.NO_NETWORK for problem in found.reading.problems):
        mine = choices(operator.grants, context.services.city)
        if operator.grants.administrator or len(mine) != 1:
            await _keep(update, context, sent)
            await _ask_owner(update, context, operator, sent)
            return
        sent = replace(sent, owner=mine[0].code)
        found = await _read(context, operator, sent) or found
    await _keep(update, context, replace(sent, counted=found.counted))
    outcome = views.Outcome(found.taken, found.reading, found.sorted.refused, sent.step)
    city = context.services.city
    await context.show(update, views.dry_run(outcome, city, today_of(context), context.t))


async def _ask_owner(update: Update, context: Context, operator: Operator, sent: _Sent, page: int = 0) -> None:
    networks = choices(operator.grants, context.services.city)
    asked = views.owners(networks, sent.step, page, context.t, all_of_it=operator.grants.administrator)
    await context.show(update, asked)


async def _read(context: Context, operator: Operator, sent: _Sent) -> _Read | None:
    """Fetch a file and read it; None where Telegram does not give it."""
    services = context.services
    now, city = services.clock(), services.city
    try:
        file = await context.bot.get_file(sent.file)
        content = bytes(await file.download_as_bytearray())
    except TelegramError:
        return None
    defaults = Defaults(city.zone, _owners(context, sent), sent.owner == _WHOLE_CITY, _kind(operator))
    reading = await services.read_file(content, defaults, now)
    known = await services.store.known([event.uid for event in reading.events])
    found = sort_out(operator, reading.events, known)
    return _Read(reading, found, await services.store.take(found.theirs, now, dry_run=True))


def _owners(context: Context, sent: _Sent) -> tuple[NetworkId, ...]:
    return (context.network(sent.owner).id,) if sent.owner not in {"", _WHOLE_CITY} else ()


def _kind(operator: Operator) -> Kind | None:
    """Who looks after meetings alone sends a calendar of meetings."""
    grants = operator.grants
    return Kind.MEETING if not (grants.administrator or grants.networks) else None


async def _sent(update: Update, context: Context, step: int) -> _Sent | None:
    """The file that a key is about."""
    dialogue = await under_way(update, context, FILE)
    if dialogue is None or dialogue.payload.get("step") != step:
        return None
    kept = dialogue.payload
    return _Sent(kept["file"], kept["step"], kept.get("owner", ""), tuple(kept.get("counted", ())))


async def _keep(update: Update, context: Context, sent: _Sent) -> None:
    payload = {"file": sent.file, "step": sent.step, "owner": sent.owner, "counted": list(sent.counted)}
    await keep(update, context, FILE, payload, _LASTS)
