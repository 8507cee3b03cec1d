"""Invitations: administrators make a link, and who opens it is an operator."""

from datetime import timedelta

from telegram import Update

from domain.city.model import NetworkId
from domain.dialogues.dialogue import INVITATION
from domain.invitations import InvitationId, Role, Wanted, digest, new_token
from domain.operators import Action
from handlers.authority import authorised, name_of, only_in_private, show_commands
from handlers.buttons.invitations import (
    ChooseRole,
    Invite,
    ListInvitations,
    MakeInvitation,
    RevokeInvitation,
    TurnNetwork,
)
from handlers.context import Context, Expired
from handlers.dialogues.dialogue import end, keep, under_way
from handlers.links import to_join
from handlers.operators import desk_of
from handlers.views import invitations as views
from handlers.views import operators as operator_views

_INVITING_LASTS = timedelta(days=1)


async def invite(update: Update, context: Context, _button: Invite) -> None:
    """Begin to put an invitation together: ask for the role."""
    await authorised(update, context, Action.INVITE)
    await _keep(update, context, Wanted())
    await context.show(update, views.roles(context.t))


async def choose_role(update: Update, context: Context, button: ChooseRole) -> None:
    """Choose what somebody is invited for."""
    await authorised(update, context, Action.INVITE)
    await _go_on(update, context, Wanted(button.role, (await _wanted(update, context)).networks))


async def turn_network(update: Update, context: Context, button: TurnNetwork) -> None:
    """Invite for a network, or no longer; or show another page of them."""
    await authorised(update, context, Action.INVITE)
    wanted = await _wanted(update, context)
    if button.code:
        wanted = wanted.turned(context.network(button.code).id)
    await _go_on(update, context, wanted, button.page)


async def make_invitation(update: Update, context: Context, _button: MakeInvitation) -> None:
    """Make the link, and the message to forward. It is shown this once: only its digest is kept."""
    administrator = await authorised(update, context, Action.INVITE)
    wanted = await _wanted(update, context)
    if not wanted.complete:
        raise Expired
    services, t, token, desk = context.services, context.t, new_token(), desk_of(context)
    await end(update, context, INVITATION)
    expires_at = await services.store.invite(wanted.grants, digest(token), administrator.id, services.clock())
    address, letter = (
        to_join(context.bot.username, token),
        views.letter(administrator, wanted.grants, expires_at, desk, t),
    )
    await context.show(update, views.to_forward(address, letter, t))
    await context.say(update, views.made(address, letter, expires_at, desk, t))


async def list_invitations(update: Update, context: Context, button: ListInvitations) -> None:
    """Show the invitations that nobody has taken up yet."""
    await authorised(update, context, Action.INVITE)
    services = context.services
    listed = await services.store.invitations(services.clock())
    await context.show(update, views.invitations(listed, button.page, desk_of(context), context.t))


async def revoke_invitation(update: Update, context: Context, button: RevokeInvitation) -> None:
    """Take an invitation back."""
    administrator = await authorised(update, context, Action.INVITE)
    services = context.services
    now = services.clock()
    listed = {one.id for one in await services.store.invitations(now)}
    invitation = InvitationId(button.invitation)
    if invitation in listed and await services.store.revoke_invitation(invitation, administrator.id, now):
        await context.answer(update, views.taken_back(context.t))
    await list_invitations(update, context, ListInvitations(button.page))


async def join(update: Update, context: Context, token: str) -> None:
    """Take up the invitation of a link: who opens it is an operator from now on, and sees what that means."""
    only_in_private(update)
    services, t = context.services, context.t
    operator = await services.store.join(
        digest(token), context.who.id, name_of(update), services.clock(), services.admins
    )
    if operator is None:
        await context.show(update, views.not_open(t))
        return
    await context.show(update, views.joined(operator, t))
    await context.say(update, operator_views.menu(operator, services.city, t))
    await show_commands(context)


async def _wanted(update: Update, context: Context) -> Wanted:
    """What was chosen so far. Raises Expired where it is over."""
    dialogue = await under_way(update, context, INVITATION)
    if dialogue is None:
        raise Expired
    networks, known = dialogue.payload["networks"], context.services.city.networks
    return Wanted(Role(dialogue.payload["role"]), tuple(NetworkId(network) for network in networks if network in known))


async def _go_on(update: Update, context: Context, wanted: Wanted, page: int = 0) -> None:
    await _keep(update, context, wanted)
    city = context.services.city
    networks = tuple(city.networks.values())
    await context.show(update, views.putting_together(wanted, networks, page, city, context.t))


async def _keep(update: Update, context: Context, wanted: Wanted) -> None:
    payload = {"role": wanted.role, "networks": list(wanted.networks)}
    await keep(update, context, INVITATION, payload, _INVITING_LASTS)
