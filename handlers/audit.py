"""Who did what: shown to administrators, and given as a table."""

from telegram import Update

from domain.operators import Action
from handlers.authority import authorised
from handlers.buttons.audit import ExportDeeds, ListDeeds
from handlers.context import Context
from handlers.operators import desk_of
from handlers.views import audit as views

_A_PAGE = 8
_LAST_PAGE = 100_000
"""More than there are; a key that was tampered with asks for more than a database counts."""


async def list_deeds(update: Update, context: Context, button: ListDeeds) -> None:
    """Show a page of who did what, newest first."""
    await authorised(update, context, Action.AUDIT)
    page = min(max(button.page, 0), _LAST_PAGE)
    found = await context.services.store.deeds(_A_PAGE + 1, page * _A_PAGE)
    shown, more = found[:_A_PAGE], len(found) > _A_PAGE
    await context.show(update, views.deeds(shown, page, desk_of(context), context.t, more=more))


async def export_deeds(update: Update, context: Context, _button: ExportDeeds) -> None:
    """Send all of it as a table; that it was taken stands in it."""
    administrator = await authorised(update, context, Action.AUDIT)
    services = context.services
    records = await services.store.export_deeds(administrator.id, services.clock())
    await context.say_file(update, views.table(records, services.city, context.t), views.about_table(context.t))
