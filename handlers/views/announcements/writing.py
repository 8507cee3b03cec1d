"""Writing an announcement: what is asked, to whom it goes, how it looks, when it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from telegram import InlineKeyboardButton

from domain.announcements.announcement import Announcement, AnnouncementId
from domain.announcements.life import needs_another
from domain.announcements.progress import Reach
from domain.city.model import Network
from handlers.buttons.announcements import (
    Asked,
    AskFor,
    Choice,
    ChooseAudience,
    DiscardAnnouncement,
    DropLink,
    ListAnnouncements,
    MarkUrgent,
    Part,
    PreviewAnnouncement,
    SendAnnouncement,
    ShowAnnouncement,
    ShowPart,
    TryAnnouncement,
)
from handlers.i18n import Translator
from handlers.outbox.telling import Telling
from handlers.views.announcements.reach import reach_in_words
from handlers.views.dates import moment_in_words
from handlers.views.kinds import theme_name
from handlers.views.paging import page_of
from handlers.views.view import View, in_rows, key, keyboard, lines, marked, paragraphs

NETWORKS_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """A draft, whom it would reach, and which networks its operator may write to."""

    announcement: Announcement
    reach: Reach
    networks: Sequence[Network]


def ask_for_words(t: Translator) -> View:
    """The beginning: what can be sent."""
    return View(
        paragraphs(
            t("<b>Write me the announcement, just as people should read it.</b>"),
            t("It does not go yet: first I show it to you."),
            t(
                "You can send a photo, a document or an album with the words under it. Bold, italics and links stay as "
                "you write them."
            ),
            t("To leave it: /cancel"),
        )
    )


def ask_for_words_of_medium(t: Translator) -> View:
    """A picture came without words."""
    return View(
        paragraphs(
            t("<b>Now write me the words that go with it.</b>"),
            t("Not everybody can see a picture: say in words what it is about, when and where."),
        )
    )


def ask_for_link(t: Translator) -> View:
    """What a key that opens a page needs."""
    return View(
        paragraphs(
            t("<b>What should the button say, and which page does it open?</b>"),
            t("Write both in one message, for example: <i>Book your place https://example.org/booking</i>"),
        )
    )


def not_a_link(t: Translator) -> View:
    """What was written is no label with an address."""
    return View(
        paragraphs(
            t("<b>I have not found an address in there.</b>"),
            t("Write what the button says and then the page, which begins with https://, in one message."),
        )
    )


def ask_for_time(t: Translator) -> View:
    """When it is to go, in words."""
    return View(
        paragraphs(
            t("<b>When should it go?</b>"),
            t("Write it as you would say it, for example: <i>tomorrow at 9</i>, or <i>Thursday at 18:30</i>."),
        )
    )


def ask_for_correction(t: Translator) -> View:
    """The text as it should have been."""
    return View(
        paragraphs(
            t("<b>Write me the whole text as it should be.</b>"),
            t("I put it in the place of the old one in every copy that was sent. Photos and documents stay."),
            t("To leave it: /cancel"),
        )
    )


def words_alone(t: Translator) -> View:
    """A correction came with a picture."""
    return View(
        paragraphs(
            t("<b>A correction changes only the words.</b>"),
            t("Send me the text alone. For another picture, take the announcement back and write a new one."),
        )
    )


def how_to_change(announcement: AnnouncementId, t: Translator) -> View:
    """The message with the announcement was edited."""
    return View(
        t("<b>I keep the text as you sent it first.</b> To change it, tap here and write it anew."),
        keyboard([key(t.label("Change the text"), AskFor(announcement, Asked.WORDS))]),
    )


def other_talk(t: Translator) -> View:
    """Something else is being written, which an announcement would push aside."""
    return View(
        paragraphs(
            t("<b>You are still writing something else.</b>"),
            t("Finish it first, keep it as a draft, or leave it with /cancel. Then write the announcement."),
        )
    )


def too_long(length: int, room: int, t: Translator, *, with_medium: bool) -> View:
    """The words do not fit."""
    more = t("Or send the words alone: then there is more room.") if with_medium else None
    return View(
        paragraphs(
            t(
                "<b>It is too long by {count} characters.</b> There is room for {room}, and you wrote {length}.",
                count=length - room,
                room=room,
                length=length,
            ),
            lines(t("Shorten it and send it to me again."), more),
        )
    )


def cannot_send(t: Translator) -> View:
    """What came is nothing that announcements carry."""
    return View(
        paragraphs(
            t("<b>I cannot send this to people.</b>"),
            t("An announcement is text, with a photo, a document or an album if you like."),
        )
    )


def audience_page(sheet: Sheet, about: Telling, t: Translator, page: int = 0) -> View:
    """To whom: networks, the whole city, people and groups, a tap each."""
    announcement = sheet.announcement
    shown = page_of(sheet.networks, page, NETWORKS_A_PAGE)
    audience, this = announcement.audience, (announcement.id, announcement.revision)
    networks = [
        key(
            marked(network.name, chosen=not audience.whole_city and network.id in audience.networks),
            ChooseAudience(*this, Choice.NETWORK, network.code),
        )
        for network in shown.items
    ]
    turning = shown.turning(lambda number: ShowPart(announcement.id, Part.NETWORKS, number), t)
    city = key(marked(t.label("The whole city"), chosen=audience.whole_city), ChooseAudience(*this, Choice.CITY))
    people = key(marked(t.label("People"), chosen=audience.people), ChooseAudience(*this, Choice.PEOPLE))
    groups = key(marked(t.label("Groups and channels"), chosen=audience.groups), ChooseAudience(*this, Choice.GROUPS))
    themes = key(t.label("Only some themes"), ShowPart(announcement.id, Part.THEMES))
    onward = key(t.label("Go on: see it"), PreviewAnnouncement(announcement.id))
    return View(
        paragraphs(
            t("<b>Who should get it?</b> Only those who follow are told."),
            reach_in_words(sheet.reach, about, t)
            if audience.is_chosen
            else t("Choose at least one network, and people or groups."),
            _themes_in_words(announcement, about, t),
            t("To the whole city nobody sends alone: a second operator is asked.") if audience.whole_city else None,
        ),
        keyboard(
            *in_rows(networks, 2), turning, [city, themes], [people, groups], [onward] if audience.is_chosen else []
        ),
    )


def themes_page(sheet: Sheet, about: Telling, t: Translator) -> View:
    """Which themes: who follows none of those chosen does not get it."""
    announcement = sheet.announcement
    keys = [
        key(
            marked(theme_name(theme, t), chosen=theme.id in announcement.audience.themes),
            ChooseAudience(announcement.id, announcement.revision, Choice.THEME, theme.code),
        )
        for theme in about.city.themes.values()
    ]
    back = key(t.label("◂ Back"), ShowPart(announcement.id))
    return View(
        paragraphs(
            t("<b>Only who follows a theme?</b>"),
            t("With none chosen, everybody who follows the networks gets it."),
            reach_in_words(sheet.reach, about, t),
        ),
        keyboard(*in_rows(keys, 2), [back]),
    )


def control(sheet: Sheet, about: Telling, t: Translator) -> View:
    """Under the preview: whom it reaches, and what can be done."""
    announcement, reach = sheet.announcement, sheet.reach
    this = (announcement.id, announcement.revision)
    city = needs_another(announcement.audience)
    send = t.label("Ask a second operator") if city else t.label("Send now")
    urgent = announcement.urgent
    quiet = t.label("Respect quiet hours") if urgent else t.label("It is urgent: now for all")
    button = (
        key(t.label("Take the button away"), DropLink(*this))
        if announcement.content.link
        else key(t.label("Add a button"), AskFor(announcement.id, Asked.LINK))
    )
    sendable = reach.total > 0
    return View(
        paragraphs(
            reach_in_words(reach, about, t),
            t("It is marked as urgent: quiet hours do not hold it back.") if urgent else None,
            t("To the whole city nobody sends alone: a second operator is asked.") if city else None,
        ),
        keyboard(
            [key(send, SendAnnouncement(*this)), key(t.label("Choose when"), ShowPart(announcement.id, Part.TIME))]
            if sendable
            else [],
            [key(t.label("Try it on me"), TryAnnouncement(announcement.id)), button],
            [key(quiet, MarkUrgent(*this, int(not urgent)))] if reach.resting or urgent else [],
            [
                key(t.label("Change the text"), AskFor(announcement.id, Asked.WORDS)),
                key(t.label("Change who gets it"), ShowPart(announcement.id)),
            ],
            [key(t.label("Leave it"), DiscardAnnouncement(announcement.id))],
        ),
    )


def time_page(sheet: Sheet, times: Sequence[datetime], about: Telling, t: Translator) -> View:
    """When it goes: a few usual times, or in words."""
    announcement = sheet.announcement
    keys = [_at(announcement, at, about, t) for at in times]
    return View(
        paragraphs(
            t("<b>When should it go?</b>"),
            t("If I could not send it in time, I ask you before I send it late."),
        ),
        keyboard(
            *in_rows(keys, 1),
            [key(t.label("Write another time"), AskFor(announcement.id, Asked.TIME))],
            [key(t.label("◂ Back"), PreviewAnnouncement(announcement.id))],
        ),
    )


def times_read(announcement: Announcement, times: Sequence[datetime], about: Telling, t: Translator) -> View:
    """What was written as a time, read back; where it could mean several, to choose from."""
    keys = [_at(announcement, at, about, t) for at in times]
    again = key(t.label("Write another time"), AskFor(announcement.id, Asked.TIME))
    if not keys:
        return View(
            paragraphs(
                t("<b>I have not understood when.</b>"),
                t("Write a day and a time that are still to come, for example: <i>Thursday at 18:30</i>."),
            ),
            keyboard([key(t.label("◂ Back"), PreviewAnnouncement(announcement.id))]),
        )
    return View(
        t("<b>Shall I send it then?</b>") if len(keys) == 1 else t("<b>Which of these do you mean?</b>"),
        keyboard(*in_rows(keys, 1), [again], [key(t.label("◂ Back"), PreviewAnnouncement(announcement.id))]),
    )


def discarded(t: Translator) -> View:
    """A draft is gone."""
    back = key(t.label("See the announcements"), ListAnnouncements())
    return View(t("<b>Left.</b> Nothing was sent, and nothing of it is kept."), keyboard([back]))


def changed_meanwhile(announcement: Announcement, t: Translator) -> View:
    """A key of an older revision, or of an earlier step."""
    return View(
        t("<b>This has changed meanwhile.</b> Look at it as it is now."),
        keyboard([key(t.label("See it"), ShowAnnouncement(announcement.id))]),
    )


def _at(announcement: Announcement, at: datetime, about: Telling, t: Translator) -> InlineKeyboardButton:
    words = moment_in_words(at, about.city.zone, about.today, t)
    return key(words, SendAnnouncement(announcement.id, announcement.revision, int(at.timestamp())))


def _themes_in_words(announcement: Announcement, about: Telling, t: Translator) -> Markup | None:
    themes = [theme for theme in about.city.themes.values() if theme.id in announcement.audience.themes]
    names = [theme_name(theme, t) for theme in themes]
    return t("Only who follows {names}.", names=t.either(names)) if names else None
