"""Which networks a chat follows: one screen, a tap each."""

from collections.abc import Collection, Sequence

from domain.city.model import Network, NetworkId
from handlers.buttons import FollowNetwork, ListEvents, ListFollowed
from handlers.i18n import Translator
from handlers.views.paging import page_of
from handlers.views.view import View, in_rows, key, keyboard, paragraphs

_NETWORKS_A_PAGE = 12


def followed(networks: Sequence[Network], mine: Collection[NetworkId], page: int, t: Translator) -> View:
    """All networks, those that are followed marked; a tap changes one."""
    shown = page_of(networks, page, _NETWORKS_A_PAGE)
    names = [network.name for network in networks if network.id in mine]
    keys = [
        key(f"✓ {network.name}", FollowNetwork(network.code, 0, shown.number))
        if network.id in mine
        else key(network.name, FollowNetwork(network.code, 1, shown.number))
        for network in shown.items
    ]
    return View(
        paragraphs(
            t("<b>Which networks do you want to follow?</b>"),
            t("You follow {names}.", names=t.both(names)) if names else t("You follow none yet."),
            t("Tap one to follow it, or to stop. “Initiatives” then shows you those of your networks first."),
        ),
        keyboard(*in_rows(keys, 2), shown.turning(ListFollowed, t), [key(t.label("What is coming up"), ListEvents())]),
    )


def following(network: Network, t: Translator) -> View:
    """A network is followed from now on."""
    return View(
        paragraphs(
            t("<b>You now follow {name}.</b>", name=network.name),
            t("“Initiatives” shows you what it does first. I do not send you reminders yet."),
        ),
        keyboard(
            [key(t.label("What is coming up"), ListEvents()), key(t.label("Networks I follow"), ListFollowed())],
        ),
    )


def not_following(network: Network, t: Translator) -> View:
    """A network is followed no longer."""
    return View(
        t("<b>You no longer follow {name}.</b>", name=network.name),
        keyboard([key(t.label("Networks I follow"), ListFollowed())]),
    )


def only_administrators(t: Translator) -> str:
    """In a group somebody else decides."""
    return t.label("Only the administrators of this group decide what it follows.")
