"""The authority matrix, of all that is written or sent: commands, links, and what belongs to a talk of operators."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.announcements.announcement import Status
from domain.composing import Ask, begun
from domain.dialogues import dialogue
from domain.dialogues.dialogue import ANNOUNCEMENT, CORRECTION, FILE, INVITATION
from domain.invitations import digest
from domain.operators import Action, Grants, Refusal
from handlers import commands
from handlers.context import Services
from handlers.routes import COMMANDS
from handlers.views import invitations as invitation_views
from sandbox.groups import Group
from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.authority import STEP, Stage, agree, composed, composition, mistakes, staged, token
from tests.authority_rights import (
    ADMINISTRATORS,
    EVERY_OPERATOR,
    NOT_YOURS,
    WHO_ANNOUNCES,
    YES,
    A,
    B,
    Owner,
    Rights,
    Role,
    rights,
)
from tests.conftest import TurnedClock

RIGHTS: Mapping[Action, Rights] = {
    Action.OPEN: EVERY_OPERATOR,
    Action.EVENT: EVERY_OPERATOR,
    Action.ANNOUNCE: WHO_ANNOUNCES,
}
OF_RESIDENTS = {*commands.MENU, commands.START, commands.SETTINGS}


@pytest.fixture
async def stage(
    telegram: Telegram, services: Services, clock: TurnedClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Stage]:
    async with staged(telegram, services, clock, tmp_path / "reti.db") as set_up:
        yield set_up
    assert mistakes(caplog.records) == []


@dataclass(frozen=True)
class Way:
    """How a text comes to the bot: the chat in which it is answered, and what is heard there whoever writes.

    `prepares` does what comes before, and gives the wish itself.
    """

    name: str
    prepares: Callable[[Person, str], Callable[[], int]]
    chat: Group | None = None
    refusal: Refusal | None = None


def ways(stage: Stage) -> Iterator[Way]:
    """All of them."""
    telegram, group, channel = stage.world.telegram, stage.group, stage.channel

    def says(chat: Group | None = None, name: Group | None = None) -> Callable[[Person, str], Callable[[], int]]:
        return lambda person, text: lambda: person.says(text, chat=chat, in_name_of=name)

    def edits(chat: Group | None = None, name: Group | None = None) -> Callable[[Person, str], Callable[[], int]]:
        def prepares(person: Person, text: str) -> Callable[[], int]:
            person.says("buongiorno", chat=chat, in_name_of=name)
            said = telegram.messages(chat.id if chat else person.chat)[-1]
            return lambda: person.edits(said.id, text, chat)

        return prepares

    def forwards(person: Person, text: str) -> Callable[[], int]:
        """What the operator of A wrote elsewhere."""
        stage.people[Role.OPERATOR].says(text, chat=stage.elsewhere)
        said = telegram.messages(stage.elsewhere.id)[-1]
        return lambda: person.forwards(said)

    yield Way("in private", says())
    yield Way("forwarded", forwards)
    yield Way("edited", edits(), refusal=Refusal.EDITED)
    yield Way("in a group", says(group), group, Refusal.NOT_IN_PRIVATE)
    yield Way("edited in a group", edits(group), group, Refusal.NOT_IN_PRIVATE)
    yield Way("in the name of the group", says(group, group), group, Refusal.NOBODY)
    yield Way("edited in the name of the group", edits(group, group), group, Refusal.NOBODY)
    yield Way("in the name of a channel", says(group, channel), group, Refusal.NOBODY)
    yield Way("as a post", says(channel), channel, Refusal.NOBODY)


async def wrong(stage: Stage, text: str, may: Rights, changes: str, *names: str) -> list[str]:
    """What is wrong with what came of a text, of everybody in every way, or in some."""
    found = []
    for way in ways(stage):
        for role, person in stage.people.items():
            if names and way.name not in names:
                continue
            wish = way.prepares(person, text)
            await stage.world.telegram.idle()
            chat, refusal = way.chat.id if way.chat else person.chat, way.refusal or may[role]
            why = await stage.tries(wish, chat, refusal, frozenset(changes.split()), by_tap=False)
            if why:
                found.append(f"{text} of {role} {way.name}: {why}")
    return found


def test_no_command_is_left_out() -> None:
    assert set(commands.FOR_OPERATORS.values()) == set(RIGHTS)
    assert set(COMMANDS) == {*commands.FOR_OPERATORS, *OF_RESIDENTS}
    assert not OF_RESIDENTS & set(commands.FOR_OPERATORS)


@pytest.mark.parametrize("command", commands.FOR_OPERATORS, ids=lambda command: command.names["it"])
async def test_a_command_by_everybody_in_every_way(stage: Stage, command: commands.Command) -> None:
    action = commands.FOR_OPERATORS[command]
    changes = "" if action is Action.OPEN else "dialogues"
    agree(await wrong(stage, f"/{command.names['it']}", RIGHTS[action], changes))
    agree(await wrong(stage, f"/{command.names['en']}", RIGHTS[action], changes, "in private", "in a group"))


@pytest.mark.parametrize(
    ("whose", "may"),
    [
        ("rete Longuelo", rights(NOT_YOURS, NOT_YOURS, YES, YES)),
        ("tutta la città", rights(*[ADMINISTRATORS] * 4)),
    ],
)
async def test_an_event_of_others_is_not_begun_by_words(stage: Stage, whose: str, may: Rights) -> None:
    text = f"/nuovo Assemblea giovedì 3 dicembre alle 20:45, {whose}"
    agree(await wrong(stage, text, may, "dialogues", "in private", "forwarded"))


async def test_a_changed_post_never_comes(stage: Stage) -> None:
    person = stage.people[Role.NAMED]
    await stage.world.telegram.handled(person.says("buongiorno", chat=stage.channel))
    said = stage.world.telegram.messages(stage.channel.id)[-1]
    assert person.edits(said.id, "/operatore", stage.channel) == 0


async def invited(stage: Stage, name: str, by: Role = Role.INVITED, *, days: float = 0) -> str:
    """The words that open an invitation, made so many days ago."""
    made_at = stage.world.clock() - timedelta(days=days)
    await stage.world.store.invite(Grants(networks=(B,)), digest(token(name)), stage.chats[by].id, made_at)
    return f"/start op_{token(name)}"


class TestLinks:
    """The link of an invitation, by whichever way, of whatever state."""

    async def test_it_is_taken_up_in_private_alone(self, stage: Stage) -> None:
        opens = await invited(stage, "good")
        found = []
        for way in ways(stage):
            for role, person in stage.people.items():
                if way.name == "as a post":  # there nothing but commands of channels is answered
                    continue
                text = opens.replace("/start", f"/start@{stage.world.telegram.username}")
                wish = way.prepares(person, text)
                await stage.world.telegram.idle()
                before = stage.records()
                outcome = await stage.outcome(wish, way.chat.id if way.chat else person.chat)
                stage.put_back(before)
                if way.refusal:
                    why = stage.why_not_refused(outcome, way.refusal, by_tap=False)
                elif role is Role.INVITED:  # who invited
                    why = self.why_not_closed(stage, outcome)
                else:
                    why = stage.why_not_allowed(outcome, None)
                    joined = {"audit", "invitations"} <= outcome.changed
                    why = why or (None if joined else f"changed {sorted(outcome.changed)}")
                if why:
                    found.append(f"{role} {way.name}: {why}")
        agree(found)

    async def test_as_a_post_it_is_for_its_readers(self, stage: Stage) -> None:
        opens, channel = await invited(stage, "good"), stage.channel
        outcome = await stage.outcome(lambda: stage.people[Role.OTHER].says(opens, chat=channel), channel.id)
        assert outcome.silent
        assert not outcome.changed

    async def test_one_that_is_over_opens_for_nobody(self, stage: Stage) -> None:
        world, now = stage.world, stage.world.clock()
        over = {"used": await invited(stage, "used"), "revoked": await invited(stage, "revoked")}
        over["expired"] = await invited(stage, "expired", days=7)
        over["forged"] = f"/start op_{token('forged')}"
        over["empty"] = "/start op_"
        over["of who is an administrator no more"] = await invited(stage, "orphan", Role.OTHER)
        over["used by who was removed"] = await invited(stage, "left")
        over["used by a coordinator"] = await invited(stage, "back")
        leaver, removed, coordinator = stage.leaver, stage.chats[Role.REMOVED].id, stage.chats[Role.COORDINATOR].id
        await world.store.join(digest(token("used")), leaver, "Lia", now, set())
        await world.store.join(digest(token("left")), removed, "Rino", now, set())
        await world.store.remove_operator(removed, stage.chats[Role.NAMED].id, now)
        await world.store.join(digest(token("back")), coordinator, "Carla", now, set())
        open_ones = {one.id: one for one in await world.store.invitations(now)}
        revoked = sorted(open_ones)[-2]
        await world.store.revoke_invitation(revoked, stage.chats[Role.NAMED].id, now)

        found = []
        for name, opens in over.items():
            for role, person in stage.people.items():
                outcome = await stage.outcome(lambda person=person, opens=opens: person.says(opens), person.chat)
                mine = name == "used by a coordinator" and role is Role.COORDINATOR
                why = stage.why_not_allowed(outcome, frozenset()) if mine else self.why_not_closed(stage, outcome)
                if why:
                    found.append(f"{name}, {role}: {why}")
        agree(found)

    def why_not_closed(self, stage: Stage, outcome: Any) -> str | None:
        if outcome.changed or outcome.elsewhere:
            return f"changed {sorted(outcome.changed)}, told {outcome.elsewhere}"
        closed = invitation_views.not_open(stage.t).text
        return None if list(outcome.said) == [closed] else f"heard {outcome.words!r}"


def talks(stage: Stage) -> Iterator[tuple[dialogue.Owner, Mapping[str, Any]]]:
    """Every talk of operators, at each point where it may take what is written."""
    draft = stage.announcements[Owner.A, Status.DRAFT].id
    sent = stage.announcements[Owner.A, Status.SENT].id
    yield ANNOUNCEMENT, {"announcement": None, "asked": "w"}
    for asked in "wlt":
        yield ANNOUNCEMENT, {"announcement": draft, "asked": asked}
    yield ANNOUNCEMENT, {"announcement": draft, "asked": "", "group": ALBUM}
    yield CORRECTION, {"announcement": sent, "asked": "c"}
    yield composed(begun())
    for ask in (Ask.WHEN, Ask.PHOTO, Ask.PLACE, None):
        yield composed(composition(A, asks=ask))
    yield composed(composition(A, asks=Ask.DESCRIPTION, of=stage.events[Owner.A], uid="A"))
    yield FILE, {"file": stage.file, "step": STEP, "owner": "", "counted": [1, 0, 0, 0]}
    yield INVITATION, {"role": "o", "networks": [A]}


ALBUM = "77"
OF_ALBUMS = {2, 4}
"""The messages below that are of an album: which one came last is remembered."""

TABLE = b"titolo,data,ora,rete\nRapina,3/12/2026,20:45,Redona\n"


def messages(person: Person) -> Iterator[Callable[[], int]]:
    """What somebody may send into a talk."""
    yield lambda: person.says("Domani alle 18 festa https://example.org/x")
    yield lambda: person.sends_photo("Festa")
    yield lambda: person.sends_photo("Festa", album=ALBUM)
    yield lambda: person.sends_document("eventi.csv", TABLE, "text/csv")
    yield lambda: person.sends_document("a.pdf", b"%PDF", "application/pdf", album=ALBUM)
    yield lambda: person.sends_venue(45.7, 9.7, "Sala", "via Roma 1")


class TestTalks:
    """What is sent into a talk that belongs to operators."""

    @pytest.mark.parametrize("role", [Role.RESIDENT, Role.REMOVED])
    async def test_who_is_no_operator_any_more_writes_as_everybody_does(self, stage: Stage, role: Role) -> None:
        """Even where the talk were still there: it ends, and nothing of what it was about changes."""
        person, found = stage.people[role], []
        for kind, payload in talks(stage):
            for number, wish in enumerate((*messages(person), lambda: person.says("/annulla"))):
                await stage.in_dialogue(role, kind, payload)
                outcome = await stage.outcome(wish, person.chat)
                await stage.out_of_dialogue(role)
                if outcome.silent or outcome.elsewhere or not outcome.changed <= {"dialogues"}:
                    found.append(f"{kind} {payload}, {number}: {outcome}")
        agree(found)

    async def test_what_is_anothers_is_not_written_to(self, stage: Stage) -> None:
        """Who may announce, but not this: they are told so, whatever they send."""
        found = []
        for role, refusal in ((Role.OTHER, NOT_YOURS), (Role.COORDINATOR, Refusal.MEETINGS_ONLY)):
            person = stage.people[role]
            for kind, payload in talks(stage):
                if kind.topic != "announcements" or payload["announcement"] is None:
                    continue
                for number, wish in enumerate(messages(person)):
                    if not payload["asked"] and number not in OF_ALBUMS:  # it goes on with pictures alone
                        continue
                    await stage.in_dialogue(role, kind, payload)
                    why = await stage.tries(wish, person.chat, refusal, None, by_tap=False)
                    if why:
                        found.append(f"{role}, {payload}, {number}: {why}")
        agree(found)

    async def test_a_changed_message_is_no_answer(self, stage: Stage) -> None:
        role = Role.OPERATOR
        person, telegram, found = stage.people[role], stage.world.telegram, []
        for sends in (lambda: person.says("ciao"), lambda: person.sends_photo("ciao")):
            await telegram.handled(sends())
            said = [one for one in telegram.messages(person.chat) if one.sender_id == person.id][-1]
            for kind, payload in talks(stage):
                asks = payload.get("asked") or payload.get("asks")
                if not asks or (said.raw.get("photo") is None and asks == Ask.PHOTO and kind.topic != "announcements"):
                    continue
                await stage.in_dialogue(role, kind, payload)
                why = await stage.tries(
                    lambda said=said: person.edits(said.id, "Sabato alle 18, no"),
                    person.chat,
                    Refusal.EDITED,
                    None,
                    by_tap=False,
                )
                if why:
                    found.append(f"{kind} {payload}: {why}")
        agree(found)

    @pytest.mark.parametrize("command", ["/annuncio", "/nuovo", "/nuovo Assemblea"])
    async def test_who_is_removed_in_the_middle_goes_no_further(self, stage: Stage, command: str) -> None:
        world, olga = stage.world, stage.people[Role.OPERATOR]
        await world.says(command, by=olga)
        removes = f"rc:{stage.chats[Role.OPERATOR].id}:1"
        await world.presses(removes, stage.under[Role.NAMED], by=stage.people[Role.NAMED])
        assert await world.store.operator(stage.chats[Role.OPERATOR].id) is None

        for number, wish in enumerate(messages(olga)):
            outcome = await stage.outcome(wish, olga.chat)
            assert outcome.silent is (number == max(OF_ALBUMS))  # with the first of its album it was answered
            assert outcome.changed <= ({"dialogues"} if number in OF_ALBUMS else set())
        agree(
            await wrong(
                stage, "/annuncio", {**WHO_ANNOUNCES, Role.OPERATOR: Refusal.NOT_AN_OPERATOR}, "dialogues", "in private"
            )
        )
