"""What people had in the database of commit 5026a9f they have after all the migrations since."""

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.agenda.event import EventId, OccurrenceId
from domain.model import ChatId, ChatKind
from domain.operators import Operator
from domain.ports import Store
from domain.reminders import Lead, Quiet
from domain.subscriptions import Digest, Followed, Preferences, Rhythm, Subject
from storage import open_store
from storage.engine import open_database
from storage.migrate import MIGRATIONS, migrate
from tests.support.kept import NOW, VERSION, asked, fill, write_file

FOLLOWS = "SELECT * FROM subscriptions JOIN chats ON chats.id = chat_id ORDER BY followed_at"


@pytest.fixture
async def store(database_url: str, tmp_path: Path) -> AsyncIterator[Store]:
    """The kept database, brought to the present version."""
    if database_url.startswith("sqlite"):
        write_file(Path(database_url.removeprefix("sqlite:///")))
    else:
        scripts = tmp_path / "migrations"
        later = [one.name for one in (MIGRATIONS / "versions").glob("[0-9]*.py") if one.name[:4] > VERSION]
        shutil.copytree(MIGRATIONS, scripts, ignore=shutil.ignore_patterns(*later))
        async with open_database(database_url) as database:
            await migrate(database, scripts)
            await database.write(fill)
    async with open_store(database_url) as opened:
        yield opened


async def test_everybody_is_known_as_before(store: Store) -> None:
    for row in asked("SELECT * FROM chats"):
        chat = await store.meet(row["telegram_id"], ChatKind(row["kind"]), row["heard_language"], NOW)
        assert (chat.id, chat.kind, chat.language) == (row["id"], row["kind"], row["language"])


async def test_nobody_loses_what_they_follow(store: Store) -> None:
    """In a private chat a topic is only where one wrote: what was followed in one is followed."""
    before = defaultdict(set)
    topics = defaultdict(set)
    for row in asked(FOLLOWS):
        is_private = row["kind"] == "private"
        before[row["chat_id"], 0 if is_private else row["thread"]].add(
            Followed(Subject(row["subject"]), row["subject_id"])
        )
        topics[row["chat_id"], 0 if is_private else row["thread"]].add(row["thread"])
    after = {
        (chat, thread): {
            one for topic in {thread, *topics[chat, thread]} for one in await store.followed(chat, topic or None)
        }
        for chat, thread in before
    }
    assert after == before


async def test_everybody_is_told_when_and_how_they_chose(store: Store) -> None:
    chosen = defaultdict(list)
    for row in asked("SELECT preferences.*, kind FROM preferences JOIN chats ON id = chat_id"):
        wanted = Preferences(
            frozenset(map(Lead, row["leads"])),
            Quiet(row["quiet"]),
            Digest(Rhythm(row["digest"]), row["digest_weekday"], row["digest_hour"]),
        )
        chosen[row["chat_id"], None if row["kind"] == "private" else row["thread"] or None].append((row, wanted))
    assert chosen
    for (chat, thread), rows in chosen.items():
        found = [
            await store.preferences(chat, topic) for topic in {thread, *(row["thread"] or None for row, _ in rows)}
        ]
        for row, wanted in rows:
            same = [
                one
                for one in found
                if (one.leads, one.quiet, one.digest) == (wanted.leads, wanted.quiet, wanted.digest)
            ]
            assert same
            assert (row["silent_since"] is None) == (same[0].silent_since is None)


async def test_the_leads_and_answers_of_single_events_stay(store: Store) -> None:
    for row in asked("SELECT * FROM event_leads"):
        leads = await store.leads_for(ChatId(row["chat_id"]), None, EventId(row["event_id"]))
        assert leads == frozenset(map(Lead, row["leads"]))
    answers = asked("SELECT * FROM answers")
    for row in answers:
        said = await store.attendance(ChatId(row["chat_id"]), None, OccurrenceId(row["occurrence_id"]))
        assert said is not None
        assert (said.mine, said.coming) == (bool(row["coming"]), sum(one["coming"] for one in answers))


async def test_operators_may_do_what_they_might(store: Store) -> None:
    networks = asked("SELECT * FROM operator_networks ORDER BY network")
    for row in asked("SELECT * FROM operators"):
        found = await store.operator(ChatId(row["chat_id"]))
        if row["removed_at"]:
            assert found is None
            continue
        assert isinstance(found, Operator)
        theirs = [(one["network"], bool(one["meetings_only"])) for one in networks if one["chat_id"] == row["chat_id"]]
        has = [*((one, False) for one in found.grants.networks), *((one, True) for one in found.grants.meetings_of)]
        assert (found.grants.administrator, sorted(has)) == (bool(row["administrator"]), theirs)
    [(open_still,)] = asked("SELECT count(*) FROM invitations WHERE used_at IS NULL AND revoked_at IS NULL")
    assert len(await store.invitations(NOW)) == open_still
    [(deeds,)] = asked("SELECT count(*) FROM audit")
    assert len(await store.deeds(1000)) == deeds


async def test_events_announcements_feeds_and_reports_stay(store: Store) -> None:
    assert {one.uid for one in await store.events()} == {one["uid"] for one in asked("SELECT uid FROM events")}
    kept = {one.id: (one.status, one.by, one.content.words) for one in await store.announcements()}
    before = asked("SELECT * FROM announcements")
    assert kept == {one["id"]: (one["status"], one["by"], json.loads(one["content"])["words"]) for one in before}
    assert set(await store.feeds()) == {one["name"] for one in asked("SELECT name FROM feeds")}
    assert [one.title for one in await store.vanished(NOW)] == ["Svanita"]
    assert [one.asked for one in await store.reports()] == [one["asked"] for one in asked("SELECT * FROM feedback")]


async def test_no_delivery_is_lost_or_made_anew(store: Store) -> None:
    """What waits in several topics of a private chat may have become one."""
    every = """
        SELECT d.kind, outcome, subject, version, chat_id, thread, c.kind AS chat_kind
        FROM deliveries d JOIN chats c ON c.id = chat_id
    """
    rows = asked(every)
    most = Counter((row["kind"], row["outcome"]) for row in rows)
    distinct = {
        (row["kind"], row["outcome"], row["subject"], row["version"], row["chat_id"])
        + ((row["thread"],) if row["chat_kind"] != "private" else ())
        for row in rows
    }
    least = Counter((kind, outcome) for kind, outcome, *_ in distinct)
    after = {(one.kind, one.outcome): one.number for one in await store.counts()}
    assert set(after) == set(most)
    assert all(least[one] <= number <= most[one] for one, number in after.items())
