"""The tables. What is here is what the migrations make: a test compares the two.

Instants are in UTC; the text of people is neither sorted nor folded by the database.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    String,
    Table,
)

from storage.columns import BigId, Instant, Words

metadata = MetaData(
    naming_convention={  # a constraint needs a name before a migration can change it
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

chats = Table(
    "chats",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("language", String),
    Column("heard_language", String),
    Column("blocked_at", Instant),
    Column("created_at", Instant, nullable=False),
    sqlite_autoincrement=True,  # the id of a chat that is gone is never given to another
)

drafts = Table(
    "drafts",
    metadata,
    Column("chat_id", BigInteger, ForeignKey(chats.c.id, ondelete="CASCADE"), primary_key=True),
    Column("thread", BigInteger, primary_key=True, autoincrement=False),  # 0 outside topics
    Column("kind", String, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("asked", Words, nullable=False),
    Column("answered", JSON, nullable=False),  # a list of ids
    Column("city_version", String, nullable=False),
    Column("reported_at", Instant, nullable=False),
    Column("comment", Words),
    sqlite_autoincrement=True,
)

pictures = Table(
    "pictures",
    metadata,
    Column("key", String, primary_key=True),
    Column("file_id", String, nullable=False),
    Column("kept_at", Instant, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("uid", String, nullable=False, unique=True),
    Column("came_as", Integer, nullable=False),  # the SEQUENCE it last came with; ours is in `content`
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
    Column("city_wide", Boolean, nullable=False),
    Column("content", Words, nullable=False),  # the whole `Event`, in JSON
    Column("first_on", Date, nullable=False),
    Column("worked_out_on", Date),  # up to which day its occurrences are there; none for what does not repeat
    Column("feed", String, index=True),  # the name of the feed that brings it
    Column("vanished_at", Instant),  # since when that feed has it no more
    Column("changed_at", Instant, nullable=False),
    Column("announced_at", Instant, index=True),  # since when it is news; none for what a network began with
    sqlite_autoincrement=True,  # links carry the id: that of an event that is gone is never given to another
)

event_networks = Table(
    "event_networks",
    metadata,
    Column("event_id", BigInteger, ForeignKey(events.c.id, ondelete="CASCADE"), primary_key=True),
    Column("network", String, primary_key=True),
    Column("place", Integer, nullable=False),  # in the event's own order
)

event_themes = Table(
    "event_themes",
    metadata,
    Column("event_id", BigInteger, ForeignKey(events.c.id, ondelete="CASCADE"), primary_key=True),
    Column("theme", String, primary_key=True),
)

occurrences = Table(
    "occurrences",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("event_id", BigInteger, ForeignKey(events.c.id, ondelete="CASCADE"), nullable=False),
    Column("original_on", Date, nullable=False),
    Column("status", String, nullable=False),
    Column("timing", String, nullable=False),  # timed, days or month: how the next four are read
    Column("begins_at", Instant, nullable=False),
    Column("ends_at", Instant),
    Column("first_on", Date),
    Column("last_on", Date),
    Column("over_at", Instant, nullable=False),
    Column("listed_at", Instant, nullable=False),
    Column("moved_from_at", Instant),
    Column("left_at", Instant),
    Column("title", Words, nullable=False),
    Column("place", Words),
    Column("facts", Words, nullable=False),  # status, time and place: what counts as a change
    Column("revision", Integer, nullable=False),  # the event's SEQUENCE when they were written
    Column("changed_at", Instant, index=True),  # when they last became others
    Column("fixed_at", Instant, nullable=False),  # since when it is to take place then, or not to: status and time
    Index("uq_occurrences_event_id_original_on", "event_id", "original_on", unique=True),
    Index("ix_occurrences_begins_at_over_at", "begins_at", "over_at"),
    Index("ix_occurrences_left_at", "left_at"),
    sqlite_autoincrement=True,
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("chat_id", BigInteger, ForeignKey(chats.c.id, ondelete="CASCADE"), primary_key=True),
    Column("thread", BigInteger, primary_key=True, autoincrement=False),  # 0 outside topics
    Column("subject", String, primary_key=True),  # network, theme or event
    Column("subject_id", String, primary_key=True),
    Column("followed_at", Instant, nullable=False),
    Column("followed_by", BigInteger, ForeignKey(chats.c.id, ondelete="SET NULL"), index=True),  # who did so in a group
    Index("ix_subscriptions_subject_subject_id", "subject", "subject_id"),
)

preferences = Table(
    "preferences",
    metadata,
    Column("chat_id", BigInteger, ForeignKey(chats.c.id, ondelete="CASCADE"), primary_key=True),
    Column("thread", BigInteger, primary_key=True, autoincrement=False),
    Column("leads", String, nullable=False),  # a letter each
    Column("quiet", String, nullable=False),
    Column("digest", String, nullable=False),  # its rhythm; empty for none
    Column("digest_weekday", Integer, nullable=False),
    Column("digest_hour", Integer, nullable=False),
    Column("silent_since", Instant),
    Column("changed_at", Instant, nullable=False),
    Index("ix_preferences_leads_quiet", "leads", "quiet"),
    Index("ix_preferences_digest", "digest", "digest_weekday", "digest_hour"),
)

event_leads = Table(
    "event_leads",  # where a chat wants other leads for one event
    metadata,
    Column("chat_id", BigInteger, ForeignKey(chats.c.id, ondelete="CASCADE"), primary_key=True),
    Column("thread", BigInteger, primary_key=True, autoincrement=False),
    Column("event_id", BigInteger, ForeignKey(events.c.id, ondelete="CASCADE"), primary_key=True, index=True),
    Column("leads", String, nullable=False),
)

answers = Table(
    "answers",  # who comes, and who said they cannot
    metadata,
    Column("chat_id", BigInteger, ForeignKey(chats.c.id, ondelete="CASCADE"), primary_key=True),
    Column("thread", BigInteger, primary_key=True, autoincrement=False),
    Column("occurrence_id", BigInteger, ForeignKey(occurrences.c.id, ondelete="CASCADE"), primary_key=True),
    Column("coming", Boolean, nullable=False),
    Index("ix_answers_occurrence_id_coming", "occurrence_id", "coming"),
)

reminder_times = Table(
    "reminder_times",  # worked out in Python for those leads and quiet hours that somebody has
    metadata,
    Column("occurrence_id", BigInteger, ForeignKey(occurrences.c.id, ondelete="CASCADE"), primary_key=True),
    Column("leads", String, primary_key=True),
    Column("quiet", String, primary_key=True),
    Column("lead", String, primary_key=True),  # empty: worked out, and there is none
    Column("begins_at", Instant, nullable=False),
    Column("remind_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("version", String, nullable=False),
    Column("planned_at", Instant),  # when it was first planned
    Index("ix_reminder_times_remind_at", "remind_at"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("chat_id", BigInteger, ForeignKey(chats.c.id, ondelete="CASCADE"), nullable=False),
    Column("thread", BigInteger, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", BigInteger, nullable=False),  # an occurrence, a delivery, or 0
    Column("version", String, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("leased_until", Instant),  # so long it is somebody's who claimed it
    Column("again_at", Instant),  # not before then: put off
    Column("attempts", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),
    Column("settled_at", Instant),
    Column("outcome", String),
    Column("message_id", BigInteger),
    Column("facts", Words),  # what the message said of its occurrence
    Index("uq_deliveries_key", "chat_id", "thread", "kind", "subject", "version", unique=True),
    Index("ix_deliveries_waiting", "settled_at", "priority", "expires_at", "id"),
    Index("ix_deliveries_due", "settled_at", "due_at"),
    Index("ix_deliveries_subject_kind", "subject", "kind"),
    sqlite_autoincrement=True,
)

told = Table(
    "told",  # what each chat was last told of an occurrence
    metadata,
    Column("occurrence_id", BigInteger, ForeignKey(occurrences.c.id, ondelete="CASCADE"), primary_key=True),
    Column("chat_id", BigInteger, ForeignKey(chats.c.id, ondelete="CASCADE"), primary_key=True),
    Column("thread", BigInteger, primary_key=True, autoincrement=False),
    Column("facts", Words, nullable=False),
    Column("told_at", Instant, nullable=False),
    Index("ix_told_chat_id_thread", "chat_id", "thread"),
)

unwelcome = Table(
    "unwelcome",  # groups, channels and topics where the bot may not write just now
    metadata,
    Column("chat_id", BigInteger, ForeignKey(chats.c.id, ondelete="CASCADE"), primary_key=True),
    Column("thread", BigInteger, primary_key=True, autoincrement=False),
    Column("since", Instant, nullable=False),
    Column("next_at", Instant),  # when it is tried again; none: only what comes new is
    Column("reason", String, nullable=False),  # in Telegram's words
)

leases = Table(
    "leases",  # what only one process may do at a time
    metadata,
    Column("name", String, primary_key=True),
    Column("holder", String, nullable=False),
    Column("until", Instant, nullable=False),
)

feeds = Table(
    "feeds",
    metadata,
    Column("name", String, primary_key=True),  # host and digest: the address may hold a secret, and is not kept
    Column("outcome", String, nullable=False),
    Column("status", Integer),  # of the HTTP answer that refused
    Column("asked_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("succeeded_at", Instant),
    Column("failing_since", Instant),
    Column("failures", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("problems", Integer, nullable=False),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("read_as", String),
)

operators = Table(
    "operators",
    metadata,
    Column("chat_id", BigInteger, ForeignKey(chats.c.id, ondelete="CASCADE"), primary_key=True),
    Column("name", Words, nullable=False),  # as Telegram has it
    Column("administrator", Boolean, nullable=False),
    Column("since", Instant, nullable=False),
    Column("removed_at", Instant),  # kept for its name: who did what is shown to administrators
)

operator_networks = Table(
    "operator_networks",
    metadata,
    Column("chat_id", BigInteger, ForeignKey(operators.c.chat_id, ondelete="CASCADE"), primary_key=True),
    Column("network", String, primary_key=True),
    Column("meetings_only", Boolean, nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("token_hash", String, nullable=False, unique=True),
    Column("administrator", Boolean, nullable=False),
    Column("networks", JSON, nullable=False),
    Column("meetings_of", JSON, nullable=False),
    Column("invited_by", BigInteger, ForeignKey(chats.c.id, ondelete="SET NULL"), index=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_by", BigInteger, ForeignKey(chats.c.id, ondelete="SET NULL"), index=True),
    Column("used_at", Instant),
    Column("revoked_at", Instant),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("by", BigInteger, ForeignKey(chats.c.id, ondelete="SET NULL"), index=True),  # none: the bot itself
    Column("deed", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("details", JSON, nullable=False),
    sqlite_autoincrement=True,
)

announcements = Table(
    "announcements",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("by", BigInteger, ForeignKey(chats.c.id, ondelete="SET NULL"), index=True),
    Column("status", String, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("content", Words, nullable=False),  # the whole `Content`, in JSON
    Column("audience", Words, nullable=False),  # the whole `Audience`, in JSON
    Column("urgent", Boolean, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("send_at", Instant),
    Column("approved_by", BigInteger, ForeignKey(chats.c.id, ondelete="SET NULL"), index=True),
    Column("begun_at", Instant),
    Column("ended_at", Instant),
    Column("recipients", Integer, nullable=False),
    Column("pause", String),  # why it pauses
    Column("mending_since", Instant, index=True),  # so long copies of it say something else than it does
    Column("panel_chat", BigInteger),  # Telegram's number of the chat with the message that shows how it goes
    Column("panel_message", BigInteger),
    Column("panel_language", String),
    Column("proposal", Words),  # a correction that waits for a second operator: a `Content` in JSON
    Column("proposed_by", BigInteger, ForeignKey(chats.c.id, ondelete="SET NULL"), index=True),
    sqlite_autoincrement=True,
)
