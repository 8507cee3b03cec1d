"""Flood limits, by the sandbox's own clock."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sandbox.dispatch import answer
from sandbox.errors import ApiError
from sandbox.flood import Flood
from sandbox.limits import Limits
from sandbox.telegram import Telegram

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


async def send(telegram, chat_id):
    return await answer(telegram, "sendMessage", {"chat_id": chat_id, "text": "a"}, {})


def crowd(telegram, number):
    people = [telegram.person("Ada") for _ in range(number)]
    for person in people:
        person.starts()
    return people


async def test_a_chat_takes_three_at_once_and_one_a_second(telegram, clock):
    (ada,) = crowd(telegram, 1)
    assert [(await send(telegram, ada.id)).status for _ in range(4)] == [200, 200, 200, 429]
    clock.turn(seconds=0.9)
    refused = await send(telegram, ada.id)
    assert refused.body == (
        b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}'
    )
    assert refused.retry_after == 1
    clock.turn(seconds=0.1)
    assert (await send(telegram, ada.id)).status == 200
    assert (await send(telegram, ada.id)).status == 429


async def test_thirty_a_second_go_out_in_all(telegram, clock):
    people = crowd(telegram, 31)
    statuses = [(await send(telegram, person.id)).status for person in people]
    assert statuses == [200] * 30 + [429]
    clock.turn(seconds=1)
    assert (await send(telegram, people[-1].id)).status == 200


async def test_a_group_takes_twenty_a_minute(telegram, clock):
    group = telegram.group("Rete", *crowd(telegram, 1))
    for _ in range(20):
        assert (await send(telegram, group.id)).status == 200
        clock.turn(seconds=1)
    refused = await send(telegram, group.id)
    assert (refused.status, refused.retry_after) == (429, 40)
    clock.turn(seconds=40)
    assert (await send(telegram, group.id)).status == 200


async def test_an_album_counts_its_pictures(telegram, clock):
    (ada,) = crowd(telegram, 1)
    telegram.flood.admit(ada.id, group=False, messages=10)
    statuses = []
    for _ in range(8):
        clock.turn(seconds=1)
        statuses.append((await send(telegram, ada.id)).status)
    assert statuses == [429] * 7 + [200]


async def test_albums_and_copies_count_as_messages(telegram, limited_api, clock):
    people = crowd(telegram, 4)
    people[0].sends_photo()
    photo = telegram.messages(people[0].id)[-1]
    media = [{"type": "photo", "media": photo.file_id}] * 10
    for person in people[:3]:
        await limited_api("sendMediaGroup", chat_id=person.id, media=media)
    copied = {"chat_id": people[3].id, "from_chat_id": people[0].id, "message_id": photo.id}
    assert (await limited_api.refused("copyMessage", **copied)) == "Too Many Requests: retry after 1"
    clock.turn(seconds=1)
    await limited_api("copyMessage", **copied)
    group = telegram.group("Rete", *people)
    for _ in range(2):
        clock.turn(seconds=10)
        await limited_api("sendMediaGroup", chat_id=group.id, media=media)
    clock.turn(seconds=10)
    refused = await limited_api.refused("sendMessage", chat_id=group.id, text="a")
    assert refused == "Too Many Requests: retry after 40"


async def test_answers_edits_and_reading_are_not_counted(telegram, limited_api):
    (ada,) = crowd(telegram, 1)
    for _ in range(3):
        sent = await limited_api("sendMessage", chat_id=ada.id, text="a")
    for number in range(40):
        await limited_api("editMessageText", chat_id=ada.id, message_id=sent["message_id"], text=str(number))
        await limited_api("sendChatAction", chat_id=ada.id, action="typing")


async def test_without_limits_nothing_is_refused(clock):
    telegram = Telegram(clock=clock, limits=Limits.none())
    (ada,) = crowd(telegram, 1)
    assert {(await send(telegram, ada.id)).status for _ in range(200)} == {200}


CALLS = st.lists(
    st.tuples(st.integers(min_value=1, max_value=3), st.floats(min_value=0, max_value=2)), min_size=1, max_size=150
)


@given(CALLS)
def test_no_window_ever_holds_more_than_it_may_and_waiting_as_told_always_helps(calls):
    now = START

    def clock():
        return now

    flood = Flood(Limits.telegram(), clock)
    admitted = []
    for chat_id, pause in calls:
        now += timedelta(seconds=pause)
        try:
            flood.admit(chat_id, group=True)
        except ApiError as refused:
            now += timedelta(seconds=refused.parameters["retry_after"])
            flood.admit(chat_id, group=True)
        admitted.append((chat_id, now.timestamp()))
    for chat_id, at in admitted:
        assert sum(at <= other < at + 1 for _, other in admitted) <= 30
        own = [other for other_id, other in admitted if other_id == chat_id]
        assert sum(at <= other < at + 60 for other in own) <= 20
        assert sum(at <= other < at + 1 for other in own) <= 4
