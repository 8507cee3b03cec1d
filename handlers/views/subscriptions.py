"""What a chat follows: networks, themes and single events, a tap each."""

from collections.abc import Collection, Sequence

from domain.agenda.event import EventId
from domain.city.model import City, Network, NetworkId, Theme, ThemeId
from domain.subscriptions import Preferences
from handlers.buttons.agenda import ListEvents
from handlers.buttons.subscriptions import (
    FollowNetwork,
    FollowTheme,
    ListFollowed,
    ListFollowedEvents,
    ListThemes,
    UnfollowEvent,
)
from handlers.i18n import Translator
from handlers.views.keys import reminders_key, resume_key, see_reminders_key
from handlers.views.kinds import theme_name
from handlers.views.paging import page_of
from handlers.views.told import how_told
from handlers.views.view import View, in_rows, key, keyboard, marked, paragraphs, shortened

_NETWORKS_A_PAGE = 12
_EVENTS_A_PAGE = 6
_ROOM_ON_A_KEY = 40


def followed(networks: Sequence[Network], mine: Collection[NetworkId], page: int, t: Translator) -> View:
    """All networks, those that are followed marked; a tap changes one."""
    shown = page_of(networks, page, _NETWORKS_A_PAGE)
    names = [network.name for network in networks if network.id in mine]
    keys = [
        key(
            marked(network.name, chosen=network.id in mine),
            FollowNetwork(network.code, int(network.id not in mine), shown.number),
        )
        for network in shown.items
    ]
    return View(
        paragraphs(
            t("<b>Which networks do you want to follow?</b>"),
            t("You follow {names}.", names=t.both(names)) if names else t("You follow none yet."),
            t("Tap one to follow it, or to stop. I’ll remind you of what it does."),
        ),
        keyboard(
            *in_rows(keys, 2),
            shown.turning(ListFollowed, t),
            [key(t.label("Choose themes"), ListThemes()), see_reminders_key(t)],
        ),
    )


def themes(city: City, mine: Collection[ThemeId], t: Translator) -> View:
    """All themes, those that are followed marked; a tap changes one."""
    names = [theme_name(theme, t) for theme in city.themes.values() if theme.id in mine]
    keys = [
        key(
            marked(theme_name(theme, t), chosen=theme.id in mine),
            FollowTheme(theme.code, int(theme.id not in mine)),
        )
        for theme in city.themes.values()
    ]
    return View(
        paragraphs(
            t("<b>Which themes do you want to follow, in the whole city?</b>"),
            t("You follow {names}.", names=t.both(names)) if names else t("You follow no theme yet."),
            t("Tap one to follow it, or to stop. I’ll remind you of what any network does about it."),
        ),
        keyboard(*in_rows(keys, 2), [key(t.label("Choose networks"), ListFollowed()), see_reminders_key(t)]),
    )


def events(titles: Sequence[tuple[EventId, str]], page: int, t: Translator) -> View:
    """The events that are followed by themselves; a tap ends one."""
    shown = page_of(titles, page, _EVENTS_A_PAGE)
    keys = [
        key(f"✓ {shortened(title, _ROOM_ON_A_KEY)}", UnfollowEvent(event, shown.number)) for event, title in shown.items
    ]
    return View(
        paragraphs(
            t("<b>Single events I remind you of</b>"),
            t("Tap one to stop its reminders.") if keys else t("There are none any more."),
        ),
        keyboard(
            *in_rows(keys, 1),
            shown.turning(ListFollowedEvents, t),
            [see_reminders_key(t)],
        ),
    )


def following(network: Network, wanted: Preferences, t: Translator) -> View:
    """A network is followed from now on: what will come, when, and how to change that."""
    silent = wanted.silent_since is not None
    return View(
        paragraphs(
            t("<b>You now follow {name}.</b>", name=network.name),
            how_told(wanted, t),
            None if silent else t("If something changes or is called off, I’ll tell you."),
        ),
        keyboard(
            [resume_key(t)] if silent else [],
            [key(t.label("What is coming up"), ListEvents()), reminders_key(t)],
            [key(t.label("Stop following"), FollowNetwork(network.code, 0))],
        ),
    )


def not_following(network: Network, t: Translator) -> View:
    """A network is followed no longer."""
    return View(
        t("<b>You no longer follow {name}.</b>\nI’ll stop writing to you about it.", name=network.name),
        keyboard([key(t.label("Follow it again"), FollowNetwork(network.code)), reminders_key(t)]),
    )


def not_following_theme(theme: Theme, t: Translator) -> View:
    """A theme is followed no longer."""
    return View(
        t(
            "<b>You no longer follow the theme {name}.</b>\nI’ll stop writing to you about it.",
            name=theme_name(theme, t),
        ),
        keyboard([key(t.label("Follow it again"), FollowTheme(theme.code)), reminders_key(t)]),
    )
