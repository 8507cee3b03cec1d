"""The authority matrix, of what no single key shows: four eyes for the whole city, files, lists, and drafts."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.announcements.announcement import Audience, Content, Status
from domain.operators import Refusal
from handlers.buttons.announcements import (
    Act,
    ActOn,
    Asked,
    AskFor,
    Choice,
    ChooseAudience,
    ListAnnouncements,
    MarkUrgent,
    SendAnnouncement,
    SendCorrection,
    ShowAnnouncement,
)
from handlers.buttons.button import Button
from handlers.buttons.managing import DeleteDraft, ListManaged, ManageEvent
from handlers.context import Services
from handlers.routes import BUTTONS
from sandbox.telegram import Telegram
from tests.authority import Stage, mistakes, staged
from tests.authority_rights import ANNOUNCEMENTS, EVENTS, NOT_YOURS, A, B, Owner, Role
from tests.conftest import TurnedClock

OF_EVENTS = {"handlers.buttons.event", "handlers.buttons.event_reminders"}
OPERATORS = [role for role in Role if role not in {Role.RESIDENT, Role.REMOVED}]
ANNOUNCERS = [role for role in OPERATORS if role is not Role.COORDINATOR]


@pytest.fixture
async def stage(
    telegram: Telegram, services: Services, clock: TurnedClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Stage]:
    async with staged(telegram, services, clock, tmp_path / "reti.db") as set_up:
        yield set_up
    assert mistakes(caplog.records) == []


async def presses(stage: Stage, role: Role, button: Button) -> str:
    """Press a key that was never there; what is heard."""
    person, under = stage.people[role], stage.under[role]
    outcome = await stage.outcome(lambda: person.presses(button.pack(), message=under), under.chat_id)
    return outcome.words


class TestFourEyes:
    """What goes to the whole city goes by two, whatever one of them presses."""

    async def status(self, stage: Stage, one: int) -> Status:
        announcement = await stage.world.store.announcement(one)
        assert announcement is not None
        return announcement.status

    async def everything(self, stage: Stage, role: Role, one: int) -> None:
        """Press all that could send it."""
        revision = (await stage.world.store.announcement(one)).revision
        later = int(stage.world.clock().timestamp()) + 86400
        for button in (
            SendAnnouncement(one, revision),
            SendAnnouncement(one, revision, later),
            *(ActOn(one, revision, act) for act in (Act.APPROVE, Act.RESUME, Act.APPROVE)),
            SendAnnouncement(one, revision),
            SendAnnouncement(one, revision, later),
        ):
            await presses(stage, role, button)

    async def writes(self, stage: Stage, role: Role) -> int:
        content, audience = Content("A tutta la città."), Audience(whole_city=True)
        by, now = stage.chats[role].id, stage.world.clock()
        return (await stage.world.store.begin_announcement(by, content, audience, now)).id

    async def test_nobody_sends_their_own_and_another_says_yes(self, stage: Stage) -> None:
        for role in ANNOUNCERS:
            one = await self.writes(stage, role)
            await self.everything(stage, role, one)
            assert await self.status(stage, one) is Status.ASKED
            waits = await stage.world.store.announcement(one)
            assert stage.refusal(Refusal.ANOTHER) in await presses(stage, role, ActOn(one, waits.revision, Act.APPROVE))

            second = Role.OTHER if role is not Role.OTHER else Role.BOTH
            await presses(stage, second, ActOn(one, waits.revision, Act.APPROVE))
            assert await self.status(stage, one) in {Status.SENDING, Status.SCHEDULED}

    async def test_who_rewrites_what_another_wrote_does_not_say_yes_to_it(self, stage: Stage) -> None:
        for role in ANNOUNCERS:
            author = Role.OTHER if role is not Role.OTHER else Role.BOTH
            one = await self.writes(stage, author)
            await presses(stage, role, AskFor(one, Asked.WORDS))
            await stage.world.says("Altre parole.", by=stage.people[role])
            assert (await stage.world.store.announcement(one)).content.words == "Altre parole."

            await self.everything(stage, role, one)
            assert await self.status(stage, one) is Status.ASKED, role

    async def test_who_asks_for_it_does_not_say_yes_to_it(self, stage: Stage) -> None:
        one = await self.writes(stage, Role.BOTH)
        await self.everything(stage, Role.OTHER, one)
        assert await self.status(stage, one) is Status.ASKED

    async def test_nobody_corrects_alone_what_went_to_it(self, stage: Stage) -> None:
        one = stage.announcements[Owner.CITY, Status.SENT]
        for role in ANNOUNCERS:
            await presses(stage, role, AskFor(one.id, Asked.CORRECTION))
            await stage.world.says(f"Corretto da {role}.", by=stage.people[role])
            for button in (SendCorrection(one.id, one.revision), ActOn(one.id, one.revision, Act.ACCEPT)):
                await presses(stage, role, button)
            stands = await stage.world.store.announcement(one.id)
            assert (stands.content, stands.revision) == (one.content, one.revision)
            assert stands.proposal.by == stage.chats[role].id
        await presses(stage, Role.OTHER, ActOn(one.id, one.revision, Act.ACCEPT))
        assert (await stage.world.store.announcement(one.id)).content.words == f"Corretto da {ANNOUNCERS[-1]}."

    async def test_who_takes_it_back_does_not_send_it_alone(self, stage: Stage) -> None:
        """Said yes to, set to a time, taken off it, changed: it needs a yes again."""
        one = stage.announcements[Owner.CITY, Status.SCHEDULED]
        await presses(stage, Role.BOTH, ActOn(one.id, one.revision, Act.WITHDRAW))
        await presses(stage, Role.BOTH, MarkUrgent(one.id, one.revision, 1))
        await self.everything(stage, Role.BOTH, one.id)
        assert await self.status(stage, one.id) is Status.ASKED

    async def test_what_is_ones_own_networks_cannot_grow_to_the_whole_city_alone(self, stage: Stage) -> None:
        one = stage.announcements[Owner.A, Status.DRAFT]
        await presses(stage, Role.OPERATOR, ChooseAudience(one.id, one.revision, Choice.CITY))
        assert (await stage.world.store.announcement(one.id)).audience.whole_city
        await self.everything(stage, Role.OPERATOR, one.id)
        assert await self.status(stage, one.id) is Status.ASKED

    async def test_what_waits_or_is_sent_is_aimed_at_nobody_else(self, stage: Stage) -> None:
        for status in Status:
            if status in {Status.DRAFT, Status.ASKED}:
                continue
            one = stage.announcements[Owner.A, status]
            for button in (
                ChooseAudience(one.id, one.revision, Choice.CITY),
                ChooseAudience(one.id, one.revision, Choice.NETWORK, stage.code(B)),
                MarkUrgent(one.id, one.revision, 1),
            ):
                await presses(stage, Role.NAMED, button)
            assert (await stage.world.store.announcement(one.id)).audience == one.audience
            assert await self.status(stage, one.id) is status


async def test_a_draft_that_is_aimed_at_nobody_yet_is_its_authors(stage: Stage) -> None:
    store = stage.world.store
    one = await store.begin_announcement(stage.chats[Role.BOTH].id, Content("x"), Audience(), stage.world.clock())
    for role in (Role.OPERATOR, Role.OTHER):
        assert await presses(stage, role, ShowAnnouncement(one.id)) == stage.refusal(NOT_YOURS)
    for role in (Role.BOTH, Role.INVITED, Role.NAMED):
        assert "Chi lo deve ricevere?" in await presses(stage, role, ShowAnnouncement(one.id))


THEIRS = {
    Role.RESIDENT: set(),
    Role.REMOVED: set(),
    Role.COORDINATOR: {"Ritrovo"},
    Role.OPERATOR: {"Ritrovo", "Gita"},
    Role.OTHER: {"Ballo"},
    Role.BOTH: {"Ritrovo", "Gita", "Ballo"},
    Role.INVITED: {"Ritrovo", "Gita", "Ballo", "Rapina"},
    Role.NAMED: {"Ritrovo", "Gita", "Ballo", "Rapina"},
}
IN_FILE = (
    ("Ritrovo", A, "incontro", "u1"),
    ("Gita", A, "iniziativa", "u2"),
    ("Ballo", B, "iniziativa", "u3"),
    ("Rapina", A, "incontro", Owner.CITY.value),  # the number of an event of the whole city
)


async def test_of_a_file_only_what_is_theirs_is_taken_in(stage: Stage) -> None:
    events = [
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nSEQUENCE:9\r\nSUMMARY:{title}\r\nDTSTART:20261203T194500Z\r\n"
        f"CATEGORIES:{network.title()},{kind}\r\nEND:VEVENT"
        for title, network, kind, uid in IN_FILE
    ]
    calendar = "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//", *events, "END:VCALENDAR", ""))
    before, records = {one.uid: one for one in await stage.world.store.events()}, stage.records()
    came = {}
    for role, person in stage.people.items():
        shown = await stage.world.sends_document("c.ics", calendar.encode(), by=person)
        if any("Importa" in button.text for row in shown.buttons for button in row):
            await stage.world.taps("Importa", by=person)
        after = {one.uid: one for one in await stage.world.store.events()}
        came[role] = {one.title for uid, one in after.items() if before.get(uid) != one}
        stage.put_back(records)
    assert came == THEIRS


async def test_lists_name_what_is_theirs(stage: Stage) -> None:
    for role in OPERATORS:
        listed = await presses(stage, role, ListManaged())
        of_a = EVENTS[Owner.A][role] is None
        sees = {
            "meeting": of_a or role is Role.COORDINATOR,
            "vanished": of_a,
            "draft": of_a,
            "A and B": role is not Role.COORDINATOR,
            "the whole city": EVENTS[Owner.CITY][role] is None,
        }
        assert {name: name in listed for name in sees} == sees, role


async def test_announcements_are_listed_to_who_may_see_them(stage: Stage) -> None:
    for role in ANNOUNCERS:
        offered = set()
        for page in range(8):
            await presses(stage, role, ListAnnouncements(page))
            keys = stage.world.telegram.message(stage.under[role].chat_id, stage.under[role].id).buttons
            opened = [ShowAnnouncement.unpack(key.data or "") for row in keys for key in row]
            offered |= {one.announcement for one in opened if one}
        for (owner, _), one in stage.announcements.items():
            if owner is not Owner.BOTH or ANNOUNCEMENTS[owner][role] is None:
                assert (one.id in offered) is (ANNOUNCEMENTS[owner][role] is None), role


async def test_nobody_sees_a_draft_by_a_residents_key(stage: Stage) -> None:
    [number] = [row[0] for row in stage.records()["occurrences"] if row[1] == stage.draft]
    kinds = [kind for kind in BUTTONS if kind.__module__ in OF_EVENTS]
    made = [kind.unpack(f"{kind.prefix}:{number}") or kind.unpack(f"{kind.prefix}:{number}:1") for kind in kinds]
    buttons = [button for button in made if button]
    assert len(buttons) > 5
    for role in (Role.RESIDENT, Role.REMOVED, Role.OTHER):
        person = stage.people[role]
        for button in buttons:
            assert "draft" not in await presses(stage, role, button), button
        outcome = await stage.outcome(
            lambda person=person: person.says(f"/start ev_{stage.draft}_{number}"), person.chat
        )
        assert "draft" not in outcome.words
        assert not outcome.silent


async def test_what_is_not_there_is_refused_like_what_is(stage: Stage) -> None:
    for role in (Role.RESIDENT, Role.REMOVED):
        for there, gone in (
            (ManageEvent(stage.draft), ManageEvent(999)),
            (DeleteDraft(stage.draft, 0, 1), DeleteDraft(999, 0, 1)),
        ):
            assert await presses(stage, role, there) == await presses(stage, role, gone)
