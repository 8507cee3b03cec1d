"""Topics of private chats, posts that Telegram forwards by itself, and albums: one answer each, in the right place."""

import pytest

from domain.model import ChatKind
from domain.subscriptions import network
from handlers.context import Services
from sandbox.files import Upload
from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.conftest import TurnedClock, World, bot_at_work
from tests.operators import let_operate

LONG = "https://example.org/" + "x" * 400
READS_TEXT_ALONE = "So leggere solo"


def said_since(world: World, before: int, person: Person | None = None) -> list[str]:
    """What the bot has said in private after so many messages of its own, as far as it stands."""
    chat = (person or world.resident).chat
    own = [one for one in world.telegram.messages(chat) if one.sender_id == world.telegram.bot["id"]]
    return [one.text for one in own[before:]]


class TestTopicsOfAPrivateChat:
    @pytest.fixture(autouse=True)
    def topics(self, telegram: Telegram) -> None:
        telegram.topics_in_private = True

    async def test_somebody_follows_once_and_stops_once(self, world: World) -> None:
        for thread in (11, 12, None):
            await world.says("/segui Redona", thread=thread)
        chat = await world.store.meet(world.resident.chat, ChatKind.PRIVATE, None, world.clock())
        stored = await world.store.stored(chat.id)
        assert [one["thread"] for one in stored["subscriptions"]] == [0]
        await world.says("/stop", thread=12)
        assert (await world.store.preferences(chat.id, None)).silent_since == world.clock()

    async def test_an_answer_goes_to_the_topic_of_what_was_written(self, world: World) -> None:
        for thread in (11, 12):
            said = await world.says("via Corridoni 60", thread=thread)
            assert said.raw["message_thread_id"] == thread
        assert "message_thread_id" not in (await world.says("via Corridoni 60")).raw

    async def test_a_dialogue_is_the_chats(self, world: World) -> None:
        await world.says("via Borgo Palazzo", thread=11)
        assert "Via Borgo Palazzo 12" in (await world.says("12", thread=12)).text

    async def test_an_announcement_is_shown_where_it_was_asked_for(self, world: World) -> None:
        olga = world.telegram.person("Olga")
        await let_operate(world, olga, "redona")
        await world.says("/annuncio", by=olga, thread=11)
        await world.sends_album(photos=[None, None], caption="Sabato il parco è chiuso.", by=olga)
        await world.says("/annuncio", by=olga, thread=11)
        await world.says("Sabato il parco è chiuso.", by=olga, thread=11)
        await world.taps("Avanti: guardalo", by=olga)
        own = [one for one in world.telegram.messages(olga.chat) if one.sender_id == world.telegram.bot["id"]]
        assert {one.raw.get("message_thread_id") for one in own[-2:]} == {11}


class TestForwardedByTelegram:
    async def test_a_post_is_answered_in_its_channel_alone(self, world: World) -> None:
        carla = world.telegram.person("Carla")
        channel = world.telegram.channel("Redona informa", carla)
        group = world.telegram.group("Discussione", carla, supergroup=True)
        channel.is_discussed_in(group)
        for text in ("/segui Redona", "@reti_demo_bot via Corridoni 60", "Buongiorno a tutti"):
            await world.telegram.handled(carla.says(text, chat=channel))
            await world.telegram.idle()
        forwarded = world.telegram.messages(group.id)
        assert [one.raw["is_automatic_forward"] for one in forwarded] == [True] * len(forwarded)
        assert "/segui Redona" in [one.text for one in forwarded]
        assert not [one for one in forwarded if one.sender_id == world.telegram.bot["id"]]
        here = await world.store.meet(channel.id, ChatKind.CHANNEL, None, world.clock())
        assert await world.store.followed(here.id, None) == [network("redona")]
        there = await world.store.meet(group.id, ChatKind.SUPERGROUP, None, world.clock())
        assert not await world.store.followed(there.id, None)


class TestAlbums:
    async def test_photos_alone_get_one_answer(self, world: World) -> None:
        await world.sends_album(photos=[None] * 3)
        [said] = said_since(world, 0)
        assert READS_TEXT_ALONE in said

    async def test_the_words_of_the_first_get_the_answer(self, world: World) -> None:
        await world.sends_album(photos=[None] * 3, caption="via Corridoni 60")
        [said] = said_since(world, 0)
        assert "Redona" in said

    async def test_words_that_come_with_the_last_get_the_answer(self, world: World) -> None:
        files = [Upload(f"{name}.pdf", b"%PDF", "application/pdf") for name in "abc"]
        await world.sends_album(documents=files, caption="via Corridoni 60")
        [said] = said_since(world, 0)
        assert "Redona" in said

    async def test_two_albums_get_two(self, world: World) -> None:
        for _ in range(2):
            await world.sends_album(photos=[None] * 2)
        assert len(said_since(world, 0)) == 2

    async def test_what_comes_after_a_restart_is_no_album_of_its_own(
        self, telegram: Telegram, services: Services, clock: TurnedClock
    ) -> None:
        for _ in range(3):
            async with bot_at_work(telegram, services) as application:
                world = World(telegram, services, application, clock)
                await world.sends_photo(album="77", by=next(iter(telegram.people.values())))
        [ada, *_] = telegram.people.values()
        assert len(said_since(world, 0, ada)) == 1

    async def test_a_photo_that_was_asked_for_is_the_first_of_an_album(self, world: World) -> None:
        olga = world.telegram.person("Olga")
        await let_operate(world, olga, "redona")
        await world.says("/nuovo Assemblea giovedì 3 dicembre alle 20:45, spazio di quartiere, Redona", by=olga)
        await world.taps("Modifica", by=olga)
        await world.taps("Foto", by=olga)
        before = len(said_since(world, 0, olga))
        await world.sends_album(photos=[None] * 3, by=olga)
        assert len(said_since(world, before, olga)) == 1

    async def test_an_album_in_an_announcement_is_whole(self, world: World) -> None:
        olga = world.telegram.person("Olga")
        await let_operate(world, olga, "redona")
        await world.says("/annuncio", by=olga)
        await world.sends_album(photos=[None] * 3, caption="Sabato il parco è chiuso.", by=olga)
        [draft] = await world.store.announcements()
        assert len(draft.content.media) == 3


class TestTooRich:
    @pytest.mark.parametrize(
        "entities",
        [
            [
                {"type": "text_link", "offset": 7 * n, "length": 6, "url": "https://e.org/" + "x" * 400}
                for n in range(90)
            ],
            [{"type": "bold", "offset": 7 * n, "length": 6} for n in range(110)],
        ],
        ids=["bytes", "entities"],
    )
    async def test_more_formatting_than_telegram_takes_is_refused_as_it_is_written(
        self, world: World, entities: list[dict[str, object]]
    ) -> None:
        olga = world.telegram.person("Olga")
        await let_operate(world, olga, "redona")
        await world.says("/annuncio", by=olga)
        said = await world.says("parole " * 110, entities=entities, by=olga)
        assert "troppi link" in said.text
        assert await world.store.announcements() == []
        await world.says("Sabato il parco è chiuso.", by=olga)
        assert len(await world.store.announcements()) == 1
