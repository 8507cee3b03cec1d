"""Invitations: putting one together, the message that carries it, the open ones, and what opening one gives."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from markupsafe import Markup

from domain.city.model import City, Network
from domain.invitations import Invitation, Role, Wanted
from domain.operators import Grants, Operator
from handlers.buttons.colleagues import ListColleagues
from handlers.buttons.invitations import (
    ChooseRole,
    Invite,
    ListInvitations,
    MakeInvitation,
    RevokeInvitation,
    TurnNetwork,
)
from handlers.buttons.talk import About, ShowAbout
from handlers.i18n import Translator, mark
from handlers.views.keys import see_help
from handlers.views.operators import Desk, back_to_menu, moment
from handlers.views.paging import page_of
from handlers.views.start import menu as large_keys
from handlers.views.trust import can_do, names_of, trusted_with
from handlers.views.view import View, in_rows, key, keyboard, lines, link, marked, paragraphs

_NETWORKS_A_PAGE = 8
_INVITATIONS_A_PAGE = 6

_ROLES = {
    Role.OPERATOR: mark("Operator"),
    Role.COORDINATOR: mark("Meetings only"),
    Role.ADMINISTRATOR: mark("Administrator"),
}
_SAID_OF_ROLES = (
    mark("• <b>Operator</b>: writes events and announcements of some networks."),
    mark("• <b>Meetings only</b>: writes the meetings of some networks, and nothing else."),
    mark("• <b>Administrator</b>: can do everything, and invites and removes the others."),
)


def roles(t: Translator) -> View:
    """The beginning: what somebody is invited for."""
    keys = [key(t.label(name), ChooseRole(role)) for role, name in _ROLES.items()]
    return View(
        paragraphs(t("<b>What is somebody invited for?</b>"), lines(*(t(said) for said in _SAID_OF_ROLES))),
        keyboard(keys[:2], keys[2:], [key(t.label("◂ Operators"), ListColleagues())]),
    )


def putting_together(wanted: Wanted, networks: Sequence[Network], page: int, city: City, t: Translator) -> View:
    """Choose the networks, a tap each; then the link."""
    shown = page_of(networks, page, _NETWORKS_A_PAGE)
    choices = [
        key(marked(network.name, chosen=network.id in wanted.networks), TurnNetwork(shown.number, network.code))
        for network in shown.items
    ]
    whole_city = wanted.role is Role.ADMINISTRATOR
    back, make = key(t.label("◂ Another role"), Invite()), key(t.label("Make the link"), MakeInvitation())
    return View(
        paragraphs(
            t("<b>An administrator, for all networks</b>") if whole_city else t("<b>For which networks?</b>"),
            _chosen(wanted, city, t),
            t("Then I give you a link to send to them."),
        ),
        keyboard(
            *([] if whole_city else in_rows(choices, 2)),
            [] if whole_city else shown.turning(TurnNetwork, t),
            [back, make] if wanted.complete else [back],
        ),
    )


def made(address: str, letter: Markup, expires_at: datetime, desk: Desk, t: Translator) -> View:
    """The link is made: what to do with it."""
    return View(
        paragraphs(
            t("<b>The invitation is ready: it is the message above.</b>"),
            t(
                "Forward it to the person you invite, and to nobody else: whoever opens it first is in. It works once, "
                "until {when}.",
                when=moment(expires_at, desk, t),
            ),
            t("I cannot show the link again. If it gets lost, take it back and make another."),
        ),
        keyboard(
            [link(t.label("Send it to somebody"), _share_link(address, letter))],
            [key(t.label("Open invitations"), ListInvitations()), back_to_menu(t)],
        ),
    )


def letter(inviter: Operator, grants: Grants, expires_at: datetime, desk: Desk, t: Translator) -> Markup:
    """What the invited person reads."""
    return paragraphs(
        t(
            "<b>{name} invites you to write for the neighbourhood networks of {city}.</b>",
            name=inviter.name,
            city=desk.city.name,
        ),
        can_do(grants, desk.city, t),
        t(
            "To accept, open the link and tap START. It is for you alone: it works once, until {when}.",
            when=moment(expires_at, desk, t),
        ),
    )


def to_forward(address: str, letter: Markup, t: Translator) -> View:
    """The message to be forwarded: the link stands in its text, and under it."""
    return View(paragraphs(letter, Markup.escape(address)), keyboard([link(t.label("Accept the invitation"), address)]))


def invitations(listed: Sequence[Invitation], page: int, desk: Desk, t: Translator) -> View:
    """The invitations that nobody has taken up yet: for what, by whom, until when; a tap takes one back."""
    shown = page_of(listed, page, _INVITATIONS_A_PAGE)
    numbered = list(enumerate(shown.items, start=1))
    keys = [
        key(t.label("Take back {number}", number=number), RevokeInvitation(one.id, shown.number))
        for number, one in numbered
    ]
    return View(
        paragraphs(
            t("<b>Invitations that are still open</b>"),
            *(_line(number, one, desk, t) for number, one in numbered),
            None if listed else t("There are none."),
        ),
        keyboard(
            *in_rows(keys, 2),
            shown.turning(ListInvitations, t),
            [key(t.label("Invite somebody"), Invite()), key(t.label("◂ Operators"), ListColleagues())],
        ),
    )


def taken_back(t: Translator) -> str:
    """An invitation works no more: a notice over the chat."""
    return t.label("Done: that link does not work any more.")


def joined(operator: Operator, t: Translator) -> View:
    """Somebody is an operator from now on; the menu with what they can do comes below."""
    return View(
        paragraphs(
            t("<b>Welcome, {name}: you are in.</b>", name=operator.name),
            t("What you can do comes right below; you find it again by /operator. For the rest I am there as before."),
        ),
        large_keys(t),
    )


def not_open(t: Translator) -> View:
    """The link cannot be taken up; which of the reasons it is helps nobody but who tries links."""
    return View(
        paragraphs(
            t("<b>This invitation is not valid, or not any more.</b>"),
            t("An invitation works once, and for a few days. Ask whoever sent it to you for a new one."),
        ),
        keyboard([key(t.label("Who are the operators?"), ShowAbout(About.OPERATORS)), see_help(t)]),
    )


def _chosen(wanted: Wanted, city: City, t: Translator) -> Markup | None:
    if wanted.role is Role.ADMINISTRATOR:
        return None
    names = t.both(names_of(wanted.grants.networks or wanted.grants.meetings_of, city))
    return t("Chosen: {names}.", names=names) if wanted.networks else t("Tap one or more.")


def _line(number: int, one: Invitation, desk: Desk, t: Translator) -> Markup:
    return t(
        "<b>{number}</b> · {trusted}\nby {name}, until {when}",
        number=number,
        trusted=trusted_with(one.grants, desk.city, t),
        name=one.inviter or "?",
        when=moment(one.expires_at, desk, t),
    )


def _share_link(address: str, letter: Markup) -> str:
    """Telegram's own page to send a link to somebody ("Share links")."""
    return f"https://t.me/share/url?url={quote(address, safe='')}&text={quote(letter.striptags(), safe='')}"
