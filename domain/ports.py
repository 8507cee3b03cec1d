"""What the domain and the handlers need from memory: one small Protocol a topic, kept by `storage`.

Each method is one transaction. Instants go in and come out aware, in UTC.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any, Protocol

from domain.agenda.entry import Entry, Happening, Wish
from domain.agenda.event import Event, EventId, OccurrenceId
from domain.agenda.taking import Taken
from domain.announcements.announcement import Announcement, AnnouncementId, Audience, Content, Medium, Panel
from domain.announcements.life import Step, Turn
from domain.announcements.progress import Progress, Reach
from domain.attendance import Attendance
from domain.audit import Record
from domain.city.model import NetworkId
from domain.feeds import FeedState, Vanished
from domain.invitations import Invitation, InvitationId
from domain.managing import Filed, Managed, Rehearsal, Revision, Whole
from domain.model import Chat, ChatId, ChatKind, Draft, Feedback, FeedbackId
from domain.operators import Colleague, Followers, Grants, Operator
from domain.outbox.outcome import Outcome
from domain.outbox.port import Outbox
from domain.reminders import Leads
from domain.subscriptions import Followed, Preferences

Clock = Callable[[], datetime]
"""The one source of "now": an aware instant in UTC."""


class Gone(LookupError):  # noqa: N818 - it is no mistake of anybody: what was there is not any more
    """What was to be changed is not there any more."""


class Chats(Protocol):
    """The chats that the bot has met."""

    async def meet(self, telegram_id: int, kind: ChatKind, heard_language: str | None, now: datetime) -> Chat:
        """Find the chat, or make it; note a changed kind or heard language, and that it writes again."""
        ...

    async def choose_language(self, chat: ChatId, language: str) -> Chat:
        """Keep the language that the chat chose. Raises Gone."""
        ...

    async def mark_blocked(self, telegram_id: int, now: datetime) -> None:
        """Note that this chat cannot be written to; `meet` with a message from it takes the mark away."""
        ...

    async def migrate(self, old_telegram_id: int, new_telegram_id: int, now: datetime) -> Chat:
        """Move a group that became a supergroup; where both are known already, the two become one."""
        ...


class Drafts(Protocol):
    """The dialogue under way: at most one in a chat and topic (`thread` is None outside forums)."""

    async def keep_draft(self, chat: ChatId, thread: int | None, draft: Draft) -> None:
        """Begin or go on with a dialogue, in the place of the one before. Raises Gone."""
        ...

    async def draft(self, chat: ChatId, thread: int | None, now: datetime) -> Draft | None:
        """Give the dialogue under way, unless it has expired."""
        ...

    async def drop_draft(self, chat: ChatId, thread: int | None) -> bool:
        """End the dialogue; say whether there was one."""
        ...

    async def sweep_drafts(self, now: datetime) -> int:
        """Delete what has expired; say how many."""
        ...


class Reports(Protocol):
    """Wrong answers that residents reported."""

    async def report(self, asked: str, answered: Sequence[str], city_version: str, now: datetime) -> FeedbackId:
        """Keep a report of a wrong answer."""
        ...

    async def comment(self, feedback: FeedbackId, text: str) -> None:
        """Add the resident's own line to their report. Raises Gone."""
        ...

    async def sweep_reports(self, before: datetime) -> int:
        """Delete the reports made before an instant; say how many."""
        ...

    async def reports(self, limit: int = 1000) -> Sequence[Feedback]:
        """The latest reports, newest first."""
        ...


class Pictures(Protocol):
    """The pictures that Telegram has: by our key, the `file_id` that shows them again (Bot API, "Sending files")."""

    async def picture(self, key: str) -> str | None:
        """Give the `file_id` of a picture; None where it has to be uploaded."""
        ...

    async def keep_picture(self, key: str, file_id: str, now: datetime) -> None:
        """Note under which `file_id` Telegram has a picture, in the place of the one before."""
        ...

    async def drop_picture(self, key: str) -> None:
        """Forget a `file_id` that Telegram does not take any more."""
        ...


class Events(Protocol):
    """The events, with their occurrences worked out as far as `placing.HORIZON`."""

    async def take(
        self,
        events: Sequence[Event],
        now: datetime,
        *,
        feed: str | None = None,
        whole: bool = True,
        dry_run: bool = False,
    ) -> Taken:
        """Keep what came in, all of it or nothing; a dry run keeps nothing and says the same.

        With a `feed`, the events are all that it has now: what it had before and has no more is marked as vanished.
        With `whole` false they may be a part of it, and nothing is.
        """
        ...

    async def events(self, network: NetworkId | None = None) -> Sequence[Event]:
        """The events, until they are swept, of a network or of all, those of the whole city among both."""
        ...

    async def extend(self, now: datetime) -> int:
        """Work out recurring events further, up to the horizon of now; say how many."""
        ...

    async def sweep_events(self, before: datetime) -> int:
        """Delete the occurrences that were over before an instant, and the events that have none left; say how many."""
        ...


class Agenda(Protocol):
    """What residents are shown of the events; never a draft."""

    async def listed(
        self,
        wish: Wish,
        since: datetime,
        until: datetime,
        limit: int,
        offset: int = 0,
        *,
        starting: bool = False,
    ) -> Sequence[Entry]:
        """The lines of a list, by time: what takes place between two instants, and what was moved away from there.

        With `starting`, only what is certain to take place and begins in that time.
        """
        ...

    async def happening(self, occurrence: OccurrenceId) -> Happening | None:
        """Give one occurrence whole."""
        ...

    async def next_meeting(self, network: NetworkId, now: datetime) -> Entry | None:
        """The next time that a network itself meets; None where no date is known."""
        ...

    async def next_of(self, event: EventId, now: datetime) -> OccurrenceId | None:
        """The occurrence of an event that comes next or, when all are over, the last."""
        ...


class Managing(Protocol):
    """Events as operators manage them; each deed is noted for the audit."""

    async def managed(self, grants: Grants, now: datetime, limit: int, offset: int = 0) -> Sequence[Managed]:
        """The events still to come, and the drafts, that somebody looks after, by time."""
        ...

    async def whole(self, event: EventId, now: datetime) -> Whole | None:
        """Give an event as those see it who look after it, a draft too."""
        ...

    async def photo(self, event: EventId) -> str | None:
        """What Telegram calls the photo of an event."""
        ...

    async def known(self, uids: Collection[str]) -> Mapping[str, Event]:
        """Those of some events that are known, by their UID."""
        ...

    async def rehearse(self, revision: Revision, now: datetime) -> Rehearsal:
        """Say what a revision would do; nothing is kept. Raises Outdated."""
        ...

    async def revise(self, revision: Revision, thread: int | None, now: datetime) -> EventId:
        """Keep a revision, and end the dialogue that made it; a new event that is known by its UID stays as it is.

        Raises Outdated.
        """
        ...

    async def delete_draft(self, event: EventId, seen: int, by: ChatId, now: datetime) -> None:
        """Delete an event that nobody was shown. Raises Outdated."""
        ...

    async def answer_vanished(self, event: EventId, by: ChatId, now: datetime, *, keep: bool) -> None:
        """Let an event stay that its feed has no more, or call it off. Raises Gone."""
        ...

    async def take_file(self, filed: Filed, thread: int | None, now: datetime) -> Taken:
        """Take in the events of a file, and end the dialogue about it. Raises Outdated."""
        ...


class Subscriptions(Protocol):
    """What a chat follows and how it wants to be told (`thread` is None outside forums)."""

    async def follow(
        self, chat: ChatId, thread: int | None, what: Followed, now: datetime, by: int | None = None
    ) -> None:
        """Follow something; who follows it already goes on. Raises Gone.

        In a group or channel `by` is Telegram's number of the person who decided it, as far as that is known: they hear
        when the bot may not write there any more.
        """
        ...

    async def unfollow(self, chat: ChatId, thread: int | None, what: Followed) -> None:
        """Follow something no longer."""
        ...

    async def followed(self, chat: ChatId, thread: int | None) -> Sequence[Followed]:
        """What is followed, in the order in which that began."""
        ...

    async def preferences(self, chat: ChatId, thread: int | None) -> Preferences:
        """How a chat wants to be told; the defaults where it has not said."""
        ...

    async def prefer(self, chat: ChatId, thread: int | None, wanted: Preferences, now: datetime) -> None:
        """Keep how a chat wants to be told. Raises Gone."""
        ...

    async def leads_for(self, chat: ChatId, thread: int | None, event: EventId) -> Leads | None:
        """The leads that a chat wants for one event; None where it is as for all."""
        ...

    async def choose_leads(self, chat: ChatId, thread: int | None, event: EventId, leads: Leads | None) -> None:
        """Keep the leads that a chat wants for one event; with None, as for all. Raises Gone."""
        ...


class Feeds(Protocol):
    """What is remembered of calendar feeds, and what becomes of events that vanished from them."""

    async def feeds(self) -> Mapping[str, FeedState]:
        """What is remembered of each feed, by its name."""
        ...

    async def note_feed(self, name: str, state: FeedState) -> None:
        """Remember how a feed is, in the place of how it was."""
        ...

    async def release_events(self, read: Collection[str]) -> int:
        """Let the events of feeds that are read no more go: who brings them next has them. Say how many."""
        ...

    async def vanished(self, now: datetime) -> Sequence[Vanished]:
        """The events still to come that their feed has no more, by the time of their next occurrence."""
        ...

    async def keep_vanished(self, event: EventId) -> None:
        """Let an event that vanished stay, on its own from now on. Raises Gone."""
        ...

    async def cancel_vanished(self, event: EventId, now: datetime) -> None:
        """Call off an event that vanished; it is on again if its feed has it again. Raises Gone."""
        ...


class Answers(Protocol):
    """Who said that they come (`thread` is None outside forums). Only numbers are shown."""

    async def answer(
        self, chat: ChatId, thread: int | None, occurrence: OccurrenceId, now: datetime, *, coming: bool | None
    ) -> Attendance | None:
        """Note whether a chat comes; None takes back what it said. None comes back of an occurrence that is gone.

        Where all places are taken, who was not among them stays out. Raises Gone.
        """
        ...

    async def attendance(self, chat: ChatId, thread: int | None, occurrence: OccurrenceId) -> Attendance | None:
        """How many come, and what this chat said."""
        ...


class Operators(Protocol):
    """Who may do more than ask: administrators, operators, coordinators."""

    async def operator(self, chat: ChatId) -> Operator | None:
        """Give the operator whose private chat this is; None for everybody else, and for who was removed."""
        ...

    async def colleagues(self) -> Sequence[Colleague]:
        """Everybody who is or was an operator, by when they became one; who is one no more has no grants."""
        ...

    async def name_operator(self, chat: ChatId, name: str, now: datetime) -> None:
        """Note what an operator is called; whom nobody invited is noted without grants. Raises Gone."""
        ...

    async def remove_operator(self, chat: ChatId, by: ChatId, now: datetime) -> bool:
        """End all that somebody is trusted with, at once; say whether they were an operator. Raises Gone."""
        ...

    async def followers(self) -> Mapping[NetworkId, Followers]:
        """How many chats follow each network that anybody follows; who blocked the bot is not counted."""
        ...


class Invitations(Protocol):
    """How somebody becomes an operator. A `token` here is the digest of what the link carries."""

    async def invite(self, grants: Grants, token: str, by: ChatId, now: datetime) -> datetime:
        """Keep an invitation; give until when it can be taken up."""
        ...

    async def invitations(self, now: datetime) -> Sequence[Invitation]:
        """Those that can still be taken up, newest first."""
        ...

    async def revoke_invitation(self, invitation: InvitationId, by: ChatId, now: datetime) -> bool:
        """Take an invitation back; False where it could not be taken up any more."""
        ...

    async def join(
        self, token: str, chat: ChatId, name: str, now: datetime, admins: Collection[int]
    ) -> Operator | None:
        """Take up an invitation: None where there is none to take up, or who invited is no administrator any more.

        `admins` are the Telegram ids of those whom the settings name. Who took it up already is what they are.
        Raises Gone.
        """
        ...


class Audit(Protocol):
    """Who did what. It is written by whatever does it."""

    async def deeds(self, limit: int, offset: int = 0) -> Sequence[Record]:
        """Who did what, newest first: so many, after so many that are left out."""
        ...

    async def export_deeds(self, by: ChatId, now: datetime) -> Sequence[Record]:
        """All of it, newest first, with who asked for it as the newest."""
        ...

    async def sweep_deeds(self, before: datetime) -> int:
        """Delete what was done before an instant, and what only served to understand it; say how many deeds."""
        ...


class Announcements(Protocol):
    """What operators write to the people of their networks."""

    async def begin_announcement(self, by: ChatId, content: Content, audience: Audience, now: datetime) -> Announcement:
        """Keep a new draft."""
        ...

    async def announcement(self, identity: AnnouncementId) -> Announcement | None:
        """Give an announcement as it stands."""
        ...

    async def announcements(self, limit: int = 200) -> Sequence[Announcement]:
        """The latest announcements, newest first."""
        ...

    async def write_announcement(self, changed: Announcement, now: datetime) -> Announcement | None:
        """Keep what a draft says now; None where it is no draft any more, or somebody changed it meanwhile."""
        ...

    async def add_medium(self, identity: AnnouncementId, medium: Medium, words: str) -> None:
        """Add a picture to the album of a draft; its words where there are none yet. It is the same revision still."""
        ...

    async def discard_announcement(self, identity: AnnouncementId) -> bool:
        """Delete a draft; say whether there was one."""
        ...

    async def reach(self, audience: Audience, now: datetime, zone: tzinfo, *, urgent: bool = False) -> Reach:
        """Count whom an announcement would reach now."""
        ...

    async def take_step(self, identity: AnnouncementId, step: Step, turn: Turn) -> Announcement | None:
        """Take a step, once; None where it cannot be taken (any more). Raises NotAllowed without a second's yes."""
        ...

    async def try_announcement(self, identity: AnnouncementId, chat: ChatId, now: datetime) -> None:
        """Let one chat get a copy, as everybody would."""
        ...

    async def show_panel(self, identity: AnnouncementId, panel: Panel | None) -> None:
        """Note which message shows how it goes."""
        ...

    async def progress(self, announcement: Announcement, now: datetime) -> Progress:
        """Count what became of its copies."""
        ...

    async def unfollowed(self, announcement: Announcement) -> int:
        """How many of those reached follow nothing any more of what it was for."""
        ...

    async def mending(self, announcement: Announcement, now: datetime) -> Progress:
        """Count what became of the edits that bring its copies up to what it says now."""
        ...

    async def latest_ends(self, announcement: Announcement) -> Sequence[Outcome]:
        """The latest ends of its copies, newest first, as many as say whether something is wrong."""
        ...

    async def mend(self, announcement: Announcement, now: datetime) -> bool:
        """Plan an edit of every copy that says something else; say whether there is none left, and note it."""
        ...

    async def announcements_due(self, now: datetime) -> Sequence[Announcement]:
        """Those whose time has come."""
        ...

    async def announcements_under_way(self) -> Sequence[Announcement]:
        """Those that are being sent, pause, or are being corrected."""
        ...

    async def approvers(self, author: ChatId, admins: Collection[int]) -> Sequence[ChatId]:
        """Who may say yes to what somebody wrote to the whole city: the other operators; without any, administrators.

        `admins` are Telegram's numbers of those whom the settings name.
        """
        ...

    async def administrators(self, admins: Collection[int]) -> Sequence[ChatId]:
        """The private chats of the administrators."""
        ...

    async def sweep_announcements(self, before: datetime) -> int:
        """Delete the announcements that nobody changed since an instant and that are over or never began."""
        ...


class Privacy(Protocol):
    """What is stored about a chat."""

    async def stored(self, chat: ChatId) -> dict[str, Any]:
        """Every row about a chat, by table, in plain JSON values."""
        ...

    async def forget(self, chat: ChatId) -> None:
        """Delete every row about a chat, the chat itself among them."""
        ...


class Store(
    Chats,
    Drafts,
    Reports,
    Pictures,
    Events,
    Agenda,
    Managing,
    Subscriptions,
    Feeds,
    Answers,
    Outbox,
    Operators,
    Invitations,
    Audit,
    Announcements,
    Privacy,
    Protocol,
):
    """All that is remembered."""
