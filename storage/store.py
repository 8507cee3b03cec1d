"""The store: every topic over one database, ready to use."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from domain.ports import Store
from storage.address import parse_address
from storage.agenda import SqlAgenda
from storage.announcements import SqlAnnouncements
from storage.answers import SqlAnswers
from storage.audit import SqlAudit
from storage.chats import SqlChats
from storage.database import Database
from storage.dialogues import SqlDrafts
from storage.engine import is_made, open_database
from storage.events import SqlEvents
from storage.feedback import SqlReports
from storage.feeds import SqlFeeds
from storage.invitations import SqlInvitations
from storage.managing import SqlManaging
from storage.migrate import is_current, migrate
from storage.operators import SqlOperators
from storage.outbox.topic import SqlOutbox
from storage.pictures import SqlPictures
from storage.privacy import SqlPrivacy
from storage.subscriptions import SqlSubscriptions


class SqlStore:
    """`domain.ports.Store`, put together from its topics."""

    def __init__(self, database: Database) -> None:  # noqa: PLR0915 - a line a method
        chats = SqlChats(database)
        self.meet = chats.meet
        self.choose_language = chats.choose_language
        self.mark_blocked = chats.mark_blocked
        self.migrate = chats.migrate

        drafts = SqlDrafts(database)
        self.keep_draft = drafts.keep_draft
        self.draft = drafts.draft
        self.drop_draft = drafts.drop_draft
        self.sweep_drafts = drafts.sweep_drafts

        reports = SqlReports(database)
        self.report = reports.report
        self.comment = reports.comment
        self.sweep_reports = reports.sweep_reports
        self.reports = reports.reports

        pictures = SqlPictures(database)
        self.picture = pictures.picture
        self.keep_picture = pictures.keep_picture
        self.drop_picture = pictures.drop_picture

        events = SqlEvents(database)
        self.take = events.take
        self.events = events.events
        self.extend = events.extend
        self.sweep_events = events.sweep_events

        agenda = SqlAgenda(database)
        self.listed = agenda.listed
        self.happening = agenda.happening
        self.next_meeting = agenda.next_meeting
        self.next_of = agenda.next_of

        managing = SqlManaging(database)
        self.managed = managing.managed
        self.whole = managing.whole
        self.photo = managing.photo
        self.known = managing.known
        self.rehearse = managing.rehearse
        self.revise = managing.revise
        self.delete_draft = managing.delete_draft
        self.answer_vanished = managing.answer_vanished
        self.take_file = managing.take_file

        subscriptions = SqlSubscriptions(database)
        self.follow = subscriptions.follow
        self.unfollow = subscriptions.unfollow
        self.followed = subscriptions.followed
        self.preferences = subscriptions.preferences
        self.prefer = subscriptions.prefer
        self.leads_for = subscriptions.leads_for
        self.choose_leads = subscriptions.choose_leads

        answers = SqlAnswers(database)
        self.answer = answers.answer
        self.attendance = answers.attendance

        outbox = SqlOutbox(database)
        self.plan = outbox.plan
        self.lead = outbox.lead
        self.claim = outbox.claim
        self.renew = outbox.renew
        self.release_claims = outbox.release_claims
        self.load = outbox.load
        self.look = outbox.look
        self.settle = outbox.settle
        self.set_aside = outbox.set_aside
        self.welcome_back = outbox.welcome_back
        self.snooze = outbox.snooze
        self.counts = outbox.counts
        self.sweep_deliveries = outbox.sweep_deliveries

        operators = SqlOperators(database)
        self.operator = operators.operator
        self.colleagues = operators.colleagues
        self.name_operator = operators.name_operator
        self.remove_operator = operators.remove_operator
        self.followers = operators.followers

        invitations = SqlInvitations(database)
        self.invite = invitations.invite
        self.invitations = invitations.invitations
        self.revoke_invitation = invitations.revoke_invitation
        self.join = invitations.join

        audit = SqlAudit(database)
        self.deeds = audit.deeds
        self.export_deeds = audit.export_deeds
        self.sweep_deeds = audit.sweep_deeds

        announcements = SqlAnnouncements(database)
        self.begin_announcement = announcements.begin_announcement
        self.announcement = announcements.announcement
        self.announcements = announcements.announcements
        self.write_announcement = announcements.write_announcement
        self.add_medium = announcements.add_medium
        self.discard_announcement = announcements.discard_announcement
        self.reach = announcements.reach
        self.take_step = announcements.take_step
        self.try_announcement = announcements.try_announcement
        self.show_panel = announcements.show_panel
        self.progress = announcements.progress
        self.unfollowed = announcements.unfollowed
        self.mending = announcements.mending
        self.latest_ends = announcements.latest_ends
        self.mend = announcements.mend
        self.announcements_due = announcements.announcements_due
        self.announcements_under_way = announcements.announcements_under_way
        self.approvers = announcements.approvers
        self.administrators = announcements.administrators
        self.sweep_announcements = announcements.sweep_announcements

        privacy = SqlPrivacy(database)
        self.stored = privacy.stored
        self.forget = privacy.forget

        feeds = SqlFeeds(database)
        self.feeds = feeds.feeds
        self.note_feed = feeds.note_feed
        self.release_events = feeds.release_events
        self.vanished = feeds.vanished
        self.keep_vanished = feeds.keep_vanished
        self.cancel_vanished = feeds.cancel_vanished


@asynccontextmanager
async def open_store(url: str) -> AsyncIterator[Store]:
    """Open the database that the URL names, bring it up to date, and close it at the end.

    Raises a StoreError that says in one sentence what is wrong: the URL, the path, the server, or a database that is
    newer than this program or belongs to another.
    """
    async with open_database(url) as database:
        await migrate(database)
        yield SqlStore(database)


@asynccontextmanager
async def open_as_it_is(url: str) -> AsyncIterator[Store | None]:
    """Open the database without making or changing anything: None where it is not made yet, or of an older version.

    Raises a StoreError where `open_store` would.
    """
    if not is_made(parse_address(url)):
        yield None
        return
    async with open_database(url) as database:
        yield SqlStore(database) if await is_current(database) else None
