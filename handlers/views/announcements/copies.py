"""An announcement as people get it: the words as they were written, why one gets it, and one tap to stop following."""

from collections.abc import Sequence

from markupsafe import Markup
from telegram import InlineKeyboardButton

from domain.announcements.announcement import Announcement, Content
from domain.city.model import City, NetworkId, ThemeId
from domain.subscriptions import Followed, Subject
from handlers.buttons.subscriptions import FollowNetwork, FollowTheme, ListFollowed
from handlers.i18n import Translator
from handlers.views.kinds import theme_name
from handlers.views.view import LONGEST_CAPTION, LONGEST_TEXT, View, key, keyboard, link, paragraphs, telegram_length

ROOM_FOR_REASON = 200
"""So much of a message is kept for its closing line, in every language."""

_RAW_BYTES = 32_768 - 2_048
"""So long may the words be as HTML: Telegram refuses more than 32,768 bytes before it reads the formatting,
with "text is too long" (telegram-bot-api, Client.cpp, get_formatted_text). The rest is for the closing line."""

_MOST_ENTITIES = 100 - 5
"""Of more than 100 formatted parts a message Telegram drops the last ones (Bot API, "Formatting options")."""

_MOST_NAMED = 2
"""More reasons than these are not named one by one."""


def room_for_words(content: Content) -> int:
    """How long the words may be, in UTF-16 units as Telegram counts: under one photo or document there is less room."""
    under_medium = bool(content.media) and not content.is_album
    return (LONGEST_CAPTION if under_medium else LONGEST_TEXT) - ROOM_FOR_REASON


def length_of(words: str) -> int:
    """How long words are as Telegram counts them."""
    return telegram_length(Markup(words))  # noqa: S704 - Telegram wrote this HTML, and escaped what was typed


def is_too_rich(words: str) -> bool:
    """Whether there is more formatting in the words than Telegram takes, however short they are."""
    return len(words.encode()) > _RAW_BYTES or words.count("</") > _MOST_ENTITIES


def announcement_copy(
    announcement: Announcement, reasons: Sequence[Followed], city: City, t: Translator, *, to_person: bool = True
) -> View:
    """One copy; `reasons` are what its reader follows that brings it. A group has no key: its administrators decide."""
    content = announcement.content
    words = Markup(content.words)  # noqa: S704 - the same
    page = [[link(content.link.label, content.link.url)]] if content.link else []
    stop = _stop_keys(reasons, city, t) if to_person else []
    rows = [*page, *([one] for one in stop)]
    return View(paragraphs(words, _why(reasons, city, t)), keyboard(*rows) if rows else None)


def recalled_copy(t: Translator) -> View:
    """What is left of a copy that was taken back, where it cannot be deleted."""
    return View(t("⚠️ <b>Cancelled.</b> This announcement no longer holds: whoever wrote it has taken it back."))


def _why(reasons: Sequence[Followed], city: City, t: Translator) -> Markup:
    names = _named(reasons, city, t)
    if names and len(names) <= _MOST_NAMED:
        why = t("You get this because you follow {name}.", name=t.both(names))
    else:
        why = t("You get this because you follow the neighbourhood networks.")
    return t("<i>{sorry}{why} To change or stop this: /reminders</i>", sorry="", why=why)


def _named(reasons: Sequence[Followed], city: City, t: Translator) -> list[str]:
    networks = [city.networks.get(NetworkId(one.id)) for one in reasons if one.subject is Subject.NETWORK]
    themes = [city.themes.get(ThemeId(one.id)) for one in reasons if one.subject is Subject.THEME]
    return [*(network.name for network in networks if network), *(theme_name(theme, t) for theme in themes if theme)]


def _stop_keys(reasons: Sequence[Followed], city: City, t: Translator) -> list[InlineKeyboardButton]:
    if len(reasons) > _MOST_NAMED:
        return [key(t.label("Stop following…"), ListFollowed(apart=1))]
    keys = []
    for one in reasons:
        network, theme = city.networks.get(NetworkId(one.id)), city.themes.get(ThemeId(one.id))
        if one.subject is Subject.NETWORK and network:
            keys.append(key(t.label("Stop following {name}", name=network.name), FollowNetwork(network.code, 0)))
        elif one.subject is Subject.THEME and theme:
            keys.append(
                key(t.label("Stop following {name}", name=theme_name(theme, t)), FollowTheme(theme.code, 0, apart=1))
            )
    return keys
