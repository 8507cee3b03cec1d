"""Announcements as rows and in the ledger, on both databases: whom they are for, each step once, and what adds up."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.announcements.announcement import (
    Announcement,
    Audience,
    Content,
    Link,
    Medium,
    MediumKind,
    Panel,
    Pause,
    Status,
)
from domain.announcements.life import LASTS, MOVES, Step, Turn
from domain.audit import Deed
from domain.city.model import NetworkId, ThemeId
from domain.model import ChatKind
from domain.operators import Grants, NotAllowed
from domain.outbox.delivery import Kind
from domain.outbox.outcome import Outcome, PutOff, Settled
from domain.reminders import Quiet
from domain.subscriptions import Preferences, network
from tests.domain.some_events import ROME, at
from tests.ledger import Ledger, theme

NOON = at("2026-11-23 12:00")
EVENING = at("2026-11-23 22:00")
PHOTO = Medium(MediumKind.PHOTO, "photo")
LORETO = Audience((NetworkId("loreto"),))
CIAO = Content("Ciao")


@pytest.fixture
def ledger(store) -> Ledger:
    return Ledger(store, NOON)


class Desk:
    """An operator and the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.store = ledger.store
        self.by = None

    def turn(self, **more) -> Turn:
        return Turn(**{"by": self.by, "now": self.ledger.now, "zone": ROME} | more)

    async def draft(self, audience: Audience = LORETO, content: Content = CIAO, **more) -> Announcement:
        self.by = self.by or await self.ledger.chat(900)
        draft = await self.store.begin_announcement(self.by, content, audience, self.ledger.now)
        return await self.store.write_announcement(replace(draft, **more), self.ledger.now) if more else draft

    async def sent(self, audience: Audience = LORETO, content: Content = CIAO, **more) -> Announcement:
        draft = await self.draft(audience, content, **more)
        return await self.store.take_step(draft.id, Step.START, self.turn())

    async def step(self, one: Announcement, step: Step, **more) -> Announcement | None:
        return await self.store.take_step(one.id, step, self.turn(**more))

    async def claims(self, limit: int = 500):
        """What is due now: whom it is for and of which kind."""
        claimed = await self.ledger.claim(limit)
        return sorted((one.telegram_id, one.kind) for one in claimed)

    async def settles(self, outcome: Outcome = Outcome.SENT, *, says: str = "1") -> int:
        """All that is due comes to an end."""
        claimed = await self.ledger.claim()
        ends = [
            Settled(
                one.id,
                outcome,
                10 + one.id,
                says="[1, 2]" if one.kind is Kind.ALBUM else says,
                is_album=one.kind is Kind.ALBUM,
            )
            for one in claimed
        ]
        await self.store.settle(ends, self.ledger.now)
        return len(ends)

    async def stands(self, one: Announcement) -> Announcement:
        return await self.store.announcement(one.id)

    async def progress(self, one: Announcement):
        return await self.store.progress(await self.stands(one), self.ledger.now)


@pytest.fixture
def desk(ledger) -> Desk:
    return Desk(ledger)


class TestDrafts:
    async def test_all_of_it_comes_back(self, desk):
        content = Content("<b>Ciao</b> 😀", (PHOTO,), Link("Vai", "https://example.org/"))
        audience = Audience((NetworkId("loreto"),), (ThemeId("verde"),), people=False)
        draft = await desk.draft(audience, content, urgent=True, send_at=EVENING)
        assert await desk.stands(draft) == draft
        assert (draft.content, draft.audience, draft.urgent, draft.send_at) == (content, audience, True, EVENING)
        assert (draft.status, draft.revision, draft.by) == (Status.DRAFT, 2, desk.by)

    async def test_who_writes_over_an_older_revision_does_nothing(self, desk):
        draft = await desk.draft()
        changed = [replace(draft, content=Content(words)) for words in ("uno", "due")]
        kept = await asyncio.gather(*(desk.store.write_announcement(one, desk.ledger.now) for one in changed))
        assert [one is None for one in kept].count(True) == 1

    async def test_an_album_grows_in_silence(self, desk):
        draft = await desk.draft(content=Content("", (PHOTO,)))
        second = Medium(MediumKind.PHOTO, "second")
        for medium in (second, second):
            await desk.store.add_medium(draft.id, medium, "Parole")
        grown = await desk.stands(draft)
        assert (grown.content, grown.revision) == (Content("Parole", (PHOTO, second)), draft.revision)

    async def test_what_was_sent_is_not_discarded_nor_written_over(self, desk):
        draft, sent = await desk.draft(), await desk.sent()
        assert [await desk.store.discard_announcement(one.id) for one in (draft, draft, sent)] == [True, False, False]
        assert await desk.store.write_announcement(sent, desk.ledger.now) is None
        await desk.store.add_medium(sent.id, PHOTO, "")
        assert (await desk.stands(sent)).content == sent.content

    async def test_they_are_listed_newest_first(self, desk):
        first, second = await desk.draft(), await desk.draft()
        assert await desk.store.announcements() == [second, first]
        assert await desk.store.announcements(1) == [second]


class TestAudience:
    async def followers(self, desk):
        for number, follows in enumerate((["loreto"], ["redona"], ["loreto", "redona"], [], ["loreto"]), start=1):
            await desk.ledger.chat(number, follows=follows)
        await desk.ledger.chat(-6, follows=["loreto"], kind=ChatKind.GROUP)
        await desk.ledger.chat(-7, follows=["loreto"], kind=ChatKind.CHANNEL)
        await desk.store.follow(await desk.ledger.chat(3), None, theme("verde"), NOON)
        await desk.store.follow(await desk.ledger.chat(4), None, theme("verde"), NOON)

    async def reaches(self, desk, audience):
        announcement = await desk.sent(audience)
        claimed = [one for one in await desk.ledger.claim() if one.subject == announcement.id]
        reach = await desk.store.reach(audience, desk.ledger.now, ROME)
        assert reach.total == announcement.recipients == len(claimed)
        return sorted(one.telegram_id for one in claimed)

    async def test_of_networks_themes_and_the_whole_city(self, desk):
        await self.followers(desk)
        loreto, redona, verde = NetworkId("loreto"), NetworkId("redona"), ThemeId("verde")
        assert await self.reaches(desk, Audience((loreto,))) == [-7, -6, 1, 3, 5]
        assert await self.reaches(desk, Audience((loreto, redona))) == [-7, -6, 1, 2, 3, 5]
        assert await self.reaches(desk, Audience((loreto,), groups=False)) == [1, 3, 5]
        assert await self.reaches(desk, Audience((loreto,), people=False)) == [-7, -6]
        assert await self.reaches(desk, Audience((loreto,), (verde,))) == [3]

    async def test_the_whole_city_with_a_second_operators_yes(self, desk):
        await self.followers(desk)
        second = await desk.ledger.chat(901)
        for audience, who in (
            (Audience(whole_city=True), [-7, -6, 1, 2, 3, 4, 5]),
            (Audience(whole_city=True, themes=(ThemeId("verde"),)), [3, 4]),
        ):
            draft = await desk.draft(audience)
            await desk.step(draft, Step.ASK)
            await desk.step(draft, Step.START, by=second, approves=True)
            claimed = [one for one in await desk.ledger.claim() if one.subject == draft.id]
            assert sorted(one.telegram_id for one in claimed) == who

    async def test_who_is_silent_or_blocked_is_not_among_them(self, desk):
        await self.followers(desk)
        silent = Preferences(silent_since=NOON)
        await desk.store.prefer(await desk.ledger.chat(1), None, silent, NOON)
        await desk.store.mark_blocked(5, NOON)
        assert await self.reaches(desk, LORETO) == [-7, -6, 3]

    async def test_numbers_by_network_and_who_rests(self, desk):
        await self.followers(desk)
        awake = Preferences(quiet=Quiet.NONE)
        await desk.store.prefer(await desk.ledger.chat(1), None, awake, NOON)
        both = Audience((NetworkId("loreto"), NetworkId("redona")))
        reach = await desk.store.reach(both, EVENING, ROME)
        assert (reach.total, reach.groups, reach.several) == (6, 2, 1)
        assert reach.by_network == {"loreto": 5, "redona": 2}
        assert (reach.resting, reach.rested_at) == (5, at("2026-11-24 08:00"))
        assert (await desk.store.reach(both, EVENING, ROME, urgent=True)).resting == 0
        assert (await desk.store.reach(Audience(), EVENING, ROME)).total == 0


class TestSteps:
    @pytest.mark.parametrize("step", [step for step in Step if step not in {Step.PROPOSE, Step.REJECT}])
    async def test_each_is_taken_once_of_many_who_press(self, desk, step):
        await desk.ledger.chat(1, follows=["loreto"])
        one = await desk.draft()
        for before in _ways_to(MOVES[step].since[0]):
            await desk.step(one, before, send_at=EVENING)
        stands = await desk.stands(one)
        pressed = await asyncio.gather(
            *(desk.step(one, step, send_at=EVENING, revision=stands.revision) for _ in range(4))
        )
        assert len([taken for taken in pressed if taken]) == 1
        if MOVES[step].to:
            assert (await desk.stands(one)).status is MOVES[step].to

    @pytest.mark.parametrize("step", Step)
    async def test_none_is_taken_from_elsewhere_and_nothing_changes(self, desk, step):
        await desk.ledger.chat(1, follows=["loreto"])
        for status in Status:
            if status in MOVES[step].since:
                continue
            one = await desk.draft()
            for before in _ways_to(status):
                await desk.step(one, before, send_at=EVENING)
            stands = await desk.stands(one)
            assert stands.status is status
            assert await desk.step(one, step) is None
            assert await desk.stands(one) == stands

    async def test_the_whole_city_does_not_go_without_a_second_operator(self, desk):
        await desk.ledger.chat(1, follows=["loreto"])
        draft = await desk.draft(Audience(whole_city=True))
        for step in (Step.START, Step.SCHEDULE):
            for more in ({}, {"approves": True}):  # also who would approve what they wrote themselves
                with pytest.raises(NotAllowed):
                    await desk.step(draft, step, **more)
        assert (await desk.stands(draft)).status is Status.DRAFT
        assert await desk.claims() == []
        await desk.step(draft, Step.ASK)
        with pytest.raises(NotAllowed):
            await desk.step(draft, Step.START, approves=True)

    async def test_nor_is_it_corrected_but_as_another_proposed_and_agreed(self, desk):
        await desk.ledger.chat(1, follows=["loreto"])
        second = await desk.ledger.chat(901)
        one = await desk.draft(Audience(whole_city=True))
        await desk.step(one, Step.ASK)
        await desk.step(one, Step.START, by=second, approves=True)
        said, other = Content("Salve"), Content("Tutto falso")
        for by in (desk.by, second):
            with pytest.raises(NotAllowed):
                await desk.step(one, Step.CORRECT, by=by, content=said)
        proposed = await asyncio.gather(*(desk.step(one, Step.PROPOSE, content=said) for _ in range(3)))
        assert len([taken for taken in proposed if taken]) == 1
        for by, content in ((desk.by, said), (second, other)):
            with pytest.raises(NotAllowed):
                await desk.step(one, Step.CORRECT, by=by, content=content)
        rejected = [await desk.step(one, Step.REJECT, by=second) for _ in range(2)]
        assert [taken and taken.proposal for taken in rejected] == [None, None]
        assert rejected[1] is None
        await desk.step(one, Step.PROPOSE, content=said)
        corrected = await desk.step(one, Step.CORRECT, by=second, content=said, approves=True)
        assert (corrected.content, corrected.proposal) == (said, None)

    async def test_who_did_what_is_noted(self, desk):
        await desk.ledger.chat(1, follows=["loreto"])
        one = await desk.sent()
        for step in (Step.PAUSE, Step.RESUME, Step.CORRECT, Step.STOP, Step.RECALL):
            await desk.step(one, step)
        noted = [deed.deed for deed in await desk.store.deeds(10)]
        assert noted == [
            Deed.ANNOUNCEMENT_RECALLED,
            Deed.ANNOUNCEMENT_STOPPED,
            Deed.ANNOUNCEMENT_CORRECTED,
            Deed.ANNOUNCEMENT_RESUMED,
            Deed.ANNOUNCEMENT_PAUSED,
            Deed.ANNOUNCEMENT_STARTED,
        ]

    async def test_operators_are_told_each_thing_once(self, desk):
        one = await desk.sent()
        for step in (Step.PAUSE, Step.RESUME):
            await desk.step(one, step, tells=((desk.by, "report/1"),))
        assert await desk.claims() == [(900, Kind.NOTE)]


class TestSending:
    async def test_a_pause_holds_what_waits_and_going_on_lets_it_last(self, desk):
        for number in range(1, 4):
            await desk.ledger.chat(number, follows=["loreto"])
        one = await desk.sent()
        assert len(await desk.claims(1)) == 1
        await desk.step(one, Step.PAUSE)
        assert await desk.claims() == []
        desk.ledger.turn(days=10)
        assert await desk.claims() == []
        await desk.step(one, Step.RESUME)
        claimed = await desk.ledger.claim()
        assert len(claimed) == 3  # the one that was on its way at the pause among them: its lease has run out
        assert {claim.expires_at for claim in claimed} == {desk.ledger.now + LASTS}

    async def test_in_quiet_hours_it_waits_for_their_end(self, desk):
        desk.ledger.now = EVENING
        await desk.ledger.chat(1, follows=["loreto"])
        await desk.store.prefer(
            await desk.ledger.chat(2, follows=["loreto"]), None, Preferences(quiet=Quiet.NONE), NOON
        )
        one = await desk.sent()
        assert await desk.claims() == [(2, Kind.ANNOUNCEMENT)]
        assert (await desk.progress(one)).resting == 1
        await desk.step(one, Step.PAUSE)
        await desk.step(one, Step.RESUME)
        desk.ledger.turn(minutes=6)
        assert await desk.claims() == [(2, Kind.ANNOUNCEMENT)]
        desk.ledger.now = at("2026-11-24 08:00")
        assert (1, Kind.ANNOUNCEMENT) in await desk.claims()

    async def test_what_is_late_into_the_quiet_hours_waits_unless_it_is_urgent(self, desk):
        desk.ledger.now = at("2026-11-23 21:29")
        await desk.ledger.chat(1, follows=["loreto"])
        await desk.sent()
        urgent = await desk.sent(urgent=True)
        desk.ledger.now = at("2026-11-23 21:31")
        await desk.ledger.plan()
        assert [one.subject for one in await desk.ledger.claim()] == [urgent.id]

    async def test_stopped_what_waits_ends_and_what_is_on_its_way_is_left(self, desk):
        for number in range(1, 4):
            await desk.ledger.chat(number, follows=["loreto"])
        one = await desk.sent()
        [claimed] = await desk.ledger.claim(1)
        await desk.step(one, Step.STOP)
        progress = await desk.progress(one)
        assert (progress.outcomes, progress.waiting) == ({Outcome.STALE: 2}, 1)
        await desk.store.settle([Settled(claimed.id, Outcome.SENT, 7, says="1")], desk.ledger.now)
        assert (await desk.progress(one)).outcomes == {Outcome.STALE: 2, Outcome.SENT: 1}

    async def test_after_an_album_the_words_and_both_count_as_one(self, desk):
        for number in range(1, 4):
            await desk.ledger.chat(number, follows=["loreto"])
        one = await desk.sent(content=Content("Ciao", (PHOTO, Medium(MediumKind.PHOTO, "b"))))
        first, second, third = await desk.ledger.claim()
        assert {first.kind, second.kind, third.kind} == {Kind.ALBUM}
        ends = [
            Settled(first.id, Outcome.SENT, 5, says="[5, 6]", is_album=True),
            Settled(second.id, Outcome.GONE, is_album=True),
            PutOff(third.id, desk.ledger.now + timedelta(minutes=1)),
        ]
        await desk.store.settle(ends, desk.ledger.now)
        assert [claim.kind for claim in await desk.ledger.claim()] == [Kind.ANNOUNCEMENT]
        progress = await desk.progress(one)
        assert (progress.recipients, progress.outcomes, progress.waiting) == (3, {Outcome.GONE: 1}, 2)

    async def test_speed_and_reasons(self, desk):
        for number in range(1, 11):
            await desk.ledger.chat(number, follows=["loreto"])
        one = await desk.sent()
        desk.ledger.turn(seconds=30)
        await desk.settles()
        progress = await desk.progress(one)
        assert (progress.sent, progress.waiting, progress.speed) == (10, 0, 0)
        other = await desk.sent()
        desk.ledger.turn(seconds=5)
        claimed = await desk.ledger.claim(6)
        ends = [Settled(claim.id, Outcome.REFUSED, says="TOPIC_CLOSED") for claim in claimed]
        await desk.store.settle(ends, desk.ledger.now)
        progress = await desk.progress(other)
        assert progress.reasons == {"TOPIC_CLOSED": 6}
        assert progress.speed == pytest.approx(6 / 5)
        assert progress.left == timedelta(seconds=4 / (6 / 5))
        assert list(await desk.store.latest_ends(other)) == [Outcome.REFUSED] * 6

    async def test_the_latest_ends_are_those_since_it_went_on(self, desk):
        for number in range(1, 4):
            await desk.ledger.chat(number, follows=["loreto"])
        one = await desk.sent()
        desk.ledger.turn(seconds=1)
        [claimed] = await desk.ledger.claim(1)
        await desk.store.settle([Settled(claimed.id, Outcome.GONE)], desk.ledger.now)
        assert list(await desk.store.latest_ends(one)) == [Outcome.GONE]
        desk.ledger.turn(seconds=1)
        await desk.step(one, Step.PAUSE, pause=Pause.FAILURES)
        assert (await desk.stands(one)).pause is Pause.FAILURES
        resumed = await desk.step(one, Step.RESUME)
        assert resumed.pause is None
        assert list(await desk.store.latest_ends(resumed)) == []


class TestMending:
    async def sent_to_all(self, desk, content=CIAO):
        for number in range(1, 4):
            await desk.ledger.chat(number, follows=["loreto"])
        one = await desk.sent(content=content)
        while await desk.settles():
            pass
        return one

    async def test_every_copy_is_corrected_once(self, desk):
        one = await self.sent_to_all(desk)
        corrected = await desk.step(one, Step.CORRECT, content=Content("Salve"))
        assert (corrected.revision, corrected.content) == (2, Content("Salve"))
        for _ in range(2):
            assert not await desk.store.mend(corrected, desk.ledger.now)
        claimed = await desk.ledger.claim()
        assert [claim.kind for claim in claimed] == [Kind.CORRECTION] * 3
        loaded = await desk.store.load(claimed, desk.ledger.now, ROME)
        matters = [one.matter for one in loaded.values()]
        assert {matter.said for matter in matters} == {"1"}
        ends = [Settled(claim.id, Outcome.SENT, amended=(claim.subject, "2")) for claim in claimed]
        await desk.store.settle(ends, desk.ledger.now)
        assert await desk.store.mend(corrected, desk.ledger.now)
        assert (await desk.stands(one)).mending_since is None
        assert (await desk.store.mending(await desk.stands(one), desk.ledger.now)).sent == 3

    async def test_who_is_gone_is_no_reason_to_wait(self, desk):
        one = await self.sent_to_all(desk)
        corrected = await desk.step(one, Step.CORRECT, content=Content("Salve"))
        await desk.settles(Outcome.GONE)
        assert await desk.store.mend(corrected, desk.ledger.now)

    async def test_taken_back_albums_go_too(self, desk):
        one = await self.sent_to_all(desk, Content("Ciao", (PHOTO, Medium(MediumKind.PHOTO, "b"))))
        await desk.step(one, Step.CORRECT, content=replace(one.content, words="Salve"))
        assert [kind for _, kind in await desk.claims()] == [Kind.CORRECTION] * 3  # the words alone
        recalled = await desk.step(one, Step.RECALL)
        claimed = await desk.ledger.claim()
        assert len(claimed) == 6
        loaded = await desk.store.load(claimed, desk.ledger.now, ROME)
        matters = [one.matter for one in loaded.values()]
        assert sorted({matter.sort for matter in matters}) == [Kind.ALBUM, Kind.ANNOUNCEMENT]
        assert {matter.announcement.id for matter in matters} == {recalled.id}


class TestLookingAfter:
    async def test_what_is_due_and_what_is_under_way(self, desk):
        await desk.ledger.chat(1, follows=["loreto"])
        draft, scheduled, sent = await desk.draft(), await desk.draft(), await desk.sent()
        await desk.step(scheduled, Step.SCHEDULE, send_at=EVENING)
        due = desk.store.announcements_due
        assert [one.id for one in await due(EVENING - timedelta(seconds=1))] == []
        assert [one.id for one in await due(EVENING)] == [scheduled.id]
        assert [one.id for one in await desk.store.announcements_under_way()] == [sent.id]
        await desk.step(sent, Step.FINISH)
        assert await desk.store.announcements_under_way() == []
        await desk.step(sent, Step.CORRECT)
        assert [one.id for one in await desk.store.announcements_under_way()] == [sent.id]
        assert (await desk.stands(draft)).status is Status.DRAFT

    async def test_the_panel(self, desk):
        draft = await desk.draft()
        panel = Panel(900, 17, "it")
        await desk.store.show_panel(draft.id, panel)
        assert (await desk.stands(draft)).panel == panel
        await desk.store.show_panel(draft.id, None)
        assert (await desk.stands(draft)).panel is None

    async def test_the_panel_of_who_has_their_data_deleted_goes_with_them(self, desk):
        draft = await desk.draft()
        await desk.store.show_panel(draft.id, Panel(900, 17, "it"))
        await desk.store.forget(await desk.ledger.chat(1))
        assert (await desk.stands(draft)).panel is not None
        await desk.store.forget(desk.by)
        assert (await desk.stands(draft)).panel is None

    async def test_who_can_say_yes(self, desk):
        store, now = desk.store, desk.ledger.now
        chief, author, other, coordinator = [await desk.ledger.chat(number) for number in (1, 2, 3, 4)]
        assert await store.approvers(author, {1}) == [chief]
        assert await store.approvers(chief, {1}) == []
        grants = {
            author: Grants(networks=(NetworkId("loreto"),)),
            other: Grants(networks=(NetworkId("redona"),)),
            coordinator: Grants(meetings_of=(NetworkId("redona"),)),
        }
        for chat, given in grants.items():
            await store.invite(given, f"token {chat}", chief, now)
            await store.join(f"token {chat}", chat, "Nome", now, {1})
        assert await store.approvers(author, {1}) == [other]
        await store.remove_operator(other, chief, now)
        assert await store.approvers(author, {1}) == [chief]
        assert await store.administrators({1}) == [chief]
        assert await store.administrators(()) == []

    async def test_who_has_stopped_following_since(self, desk):
        for number in range(1, 4):
            await desk.ledger.chat(number, follows=["loreto"])
        one = await desk.sent()
        await desk.settles()
        assert await desk.store.unfollowed(one) == 0
        await desk.store.unfollow(await desk.ledger.chat(2), None, network(NetworkId("loreto")))
        assert await desk.store.unfollowed(one) == 1

    async def test_a_trial_goes_to_one(self, desk):
        await desk.ledger.chat(1, follows=["loreto"])
        draft = await desk.draft()
        await desk.store.try_announcement(draft.id, desk.by, desk.ledger.now)
        desk.ledger.turn(seconds=1)
        await desk.store.try_announcement(draft.id, desk.by, desk.ledger.now)
        assert await desk.claims() == [(900, Kind.TRIAL)] * 2
        assert (await desk.progress(draft)).recipients == 0

    async def test_what_is_long_over_is_swept(self, desk):
        await desk.ledger.chat(1, follows=["loreto"])
        over, going = await desk.sent(), await desk.sent()
        await desk.step(over, Step.STOP)
        assert await desk.store.sweep_announcements(NOON) == 0
        assert await desk.store.sweep_announcements(NOON + timedelta(seconds=1)) == 1
        assert [one.id for one in await desk.store.announcements()] == [going.id]

    async def test_whoever_has_their_data_deleted_leaves_the_announcement(self, desk):
        await desk.ledger.chat(1, follows=["loreto"])
        one = await desk.sent()
        await desk.store.forget(desk.by)
        await desk.store.forget(await desk.ledger.chat(1))
        stands = await desk.stands(one)
        assert stands.by is None
        progress = await desk.store.progress(stands, desk.ledger.now)
        assert (progress.recipients, progress.done, progress.waiting) == (1, 0, 0)


def _ways_to(status: Status) -> tuple[Step, ...]:
    """Steps that lead from a draft to a status."""
    return {
        Status.DRAFT: (),
        Status.ASKED: (Step.ASK,),
        Status.SCHEDULED: (Step.SCHEDULE,),
        Status.LATE: (Step.SCHEDULE, Step.FALL_LATE),
        Status.SENDING: (Step.START,),
        Status.PAUSED: (Step.START, Step.PAUSE),
        Status.SENT: (Step.START, Step.FINISH),
        Status.STOPPED: (Step.START, Step.STOP),
        Status.RECALLED: (Step.START, Step.RECALL),
    }[status]
