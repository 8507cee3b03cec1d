"""The operators as administrators see them: who, for which networks, and the way to remove one."""

from collections.abc import Sequence

from markupsafe import Markup
from telegram import InlineKeyboardButton

from domain.city.model import City
from domain.operators import Colleague
from handlers.buttons.colleagues import ListColleagues, RemoveColleague, ShowColleague
from handlers.buttons.invitations import Invite, ListInvitations
from handlers.i18n import Translator
from handlers.views.operators import Desk, back_to_menu, moment
from handlers.views.paging import page_of
from handlers.views.trust import trusted_with
from handlers.views.view import View, in_rows, key, keyboard, lines, paragraphs, shortened

_A_PAGE = 10
_ROOM_ON_A_KEY = 30


def colleagues(listed: Sequence[Colleague], page: int, city: City, t: Translator) -> View:
    """Everybody who is an operator; a tap shows one."""
    shown = page_of(listed, page, _A_PAGE)
    keys = [
        key(shortened(colleague.operator.name, _ROOM_ON_A_KEY), ShowColleague(colleague.operator.id))
        for colleague in shown.items
    ]
    return View(
        paragraphs(
            t("<b>The operators</b>"),
            lines(*(_line(colleague, city, t) for colleague in shown.items)),
            t("Tap a name to remove somebody."),
        ),
        keyboard(
            *in_rows(keys, 2),
            shown.turning(ListColleagues, t),
            [key(t.label("Invite somebody"), Invite()), key(t.label("Open invitations"), ListInvitations())],
            [back_to_menu(t)],
        ),
    )


def colleague(one: Colleague, desk: Desk, t: Translator, *, stays: str | None) -> View:
    """One operator. `stays` says why they cannot be removed here."""
    removal = [] if stays else [key(t.label("Remove {name}", name=_short(one)), RemoveColleague(one.operator.id))]
    return View(
        paragraphs(
            _line(one, desk.city, t),
            t("Operator since {when}.", when=moment(one.since, desk, t)),
            Markup.escape(stays) if stays else None,
        ),
        keyboard(removal, [_back(t)]),
    )


def before_removing(one: Colleague, t: Translator) -> View:
    """What removing means, and the question whether it shall be."""
    return View(
        paragraphs(
            t("<b>Shall I remove {name}?</b>", name=one.operator.name),
            t(
                "From that moment they can do nothing as an operator, and their open invitations end. What they have "
                "published stays."
            ),
        ),
        keyboard(
            [key(t.label("Yes, remove {name}", name=_short(one)), RemoveColleague(one.operator.id, sure=1))],
            [key(t.label("No, leave it"), ShowColleague(one.operator.id))],
        ),
    )


def removed(one: Colleague, t: Translator) -> View:
    """Somebody is an operator no more."""
    return View(t("<b>Done: {name} is not an operator any more.</b>", name=one.operator.name), keyboard([_back(t)]))


def is_you(t: Translator) -> str:
    """Why one is not removed here: it is oneself."""
    return t.label("This is you. Only another administrator can remove you.")


def named_in_settings(t: Translator) -> str:
    """Why one is not removed here: whoever runs the machine named them."""
    return t.label("Named in the bot’s settings (RETI_ADMINS): only whoever runs the bot can remove them.")


def _line(one: Colleague, city: City, t: Translator) -> Markup:
    return t("<b>{name}</b>: {trusted}", name=one.operator.name, trusted=trusted_with(one.operator.grants, city, t))


def _short(one: Colleague) -> str:
    return shortened(one.operator.name, _ROOM_ON_A_KEY)


def _back(t: Translator) -> InlineKeyboardButton:
    return key(t.label("◂ Operators"), ListColleagues())
