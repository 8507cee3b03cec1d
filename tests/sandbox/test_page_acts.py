"""What people do on the page: each act becomes a person's verb, and everything else a refusal in words."""

import base64
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import JSONResponse

from sandbox.page import PageOptions
from sandbox.page.acts import ActError, perform
from sandbox.page.cast import assemble
from sandbox.page.snapshot import Snapshots
from sandbox.telegram import Telegram

LINK = {"type": "text_link", "offset": 0, "length": 4, "url": "https://example.com/"}
PHOTO = base64.b64encode(b"\xff\xd8\xff").decode()


@pytest.fixture
def telegram():
    telegram = Telegram()
    assemble(telegram, PageOptions())
    return telegram


@pytest.fixture
def resident(telegram):
    return next(iter(telegram.people.values()))


@pytest.fixture
def group_id(telegram, resident):
    return telegram.group("Un altro gruppo", resident).id


@pytest.mark.parametrize(
    ("act", "details", "part"),
    [
        ("says", {"text": "via Corridoni 60"}, "text"),
        ("sends_location", {"latitude": 45.69, "longitude": 9}, "location"),
        ("sends_photo", {"caption": "eccola", "content": PHOTO}, "photo"),
        ("sends_document", {"name": "a.ics", "mime": "text/calendar", "caption": "", "content": "QQ=="}, "document"),
        ("sends_sticker", {}, "sticker"),
        ("sends_voice", {}, "voice"),
        ("sends_contact", {}, "contact"),
    ],
)
def test_all_that_can_be_sent_is_sent_in_both_kinds_of_chat(telegram, resident, group_id, act, details, part):
    for chat_id in (resident.id, group_id):
        assert perform(telegram, {"act": act, "person": resident.id, "chat": chat_id, **details})

        [message] = telegram.messages(chat_id)
        assert part in message.raw
        assert message.sender_id == resident.id


def test_what_a_person_formats_and_an_album_are_sent_as_they_are(telegram, resident, group_id):
    perform(telegram, {"act": "says", "person": resident.id, "text": "qui", "entities": [{**LINK, "length": 3}]})
    assert telegram.messages(resident.id)[-1].html == '<a href="https://example.com/">qui</a>'
    perform(telegram, {"act": "edits", "person": resident.id, "message": 1, "text": "qui", "entities": []})
    assert telegram.messages(resident.id)[-1].html == "qui"
    files = [{"name": "a.csv", "mime": "text/csv", "content": PHOTO}] * 2
    for kind in ("photo", "document"):
        album = {"act": "sends_album", "kind": kind, "files": files, "caption": "due", "person": resident.id}
        perform(telegram, {**album, "chat": group_id})
        first, second = telegram.messages(group_id)[-2:]
        assert kind in first.raw
        assert first.raw["media_group_id"] == second.raw["media_group_id"]
        assert (first if kind == "photo" else second).text == "due"


def test_a_link_opens_the_bot_even_for_one_who_had_blocked_it(telegram, resident):
    perform(telegram, {"act": "starts", "person": resident.id})
    perform(telegram, {"act": "blocks", "person": resident.id})
    perform(telegram, {"act": "starts", "person": resident.id, "payload": "redona"})

    assert not resident.has_blocked
    assert [message.text for message in telegram.messages(resident.id)] == ["/start", "/start redona"]


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"act": "flies"}, "questo non si può fare"),
        ({}, "manca «act»"),
        ({"act": "says"}, "manca «text»"),
        ({"act": "says", "text": 5}, "manca «text»"),
        ({"act": "says", "text": "\ud83d"}, "manca «text»"),
        ({"act": "says", "text": "ciao", "chat": 99}, "Questa chat non c'è"),
        ({"act": "says", "text": "ciao", "chat": []}, "manca «chat»"),
        ({"act": "says", "text": "ciao", "person": 99}, "Questa persona non c'è"),
        ({"act": "says", "text": "ciao", "person": {}}, "manca «person»"),
        ({"act": "presses", "message": True, "data": "a"}, "manca «message»"),
        ({"act": "presses", "message": 9, "data": "a"}, "Non si può"),
        ({"act": "unblocks"}, "Non si può"),
        ({"act": "sends_location", "latitude": 91, "longitude": 0}, "latitudine"),
        ({"act": "sends_location", "latitude": float("nan"), "longitude": 0}, "latitudine"),
        ({"act": "sends_photo", "caption": "", "content": "§"}, "rovinato"),
        ({"act": "sends_photo", "caption": "", "content": "A"}, "rovinato"),
        ({"act": "sends_photo", "caption": "", "content": "A" * 13_400_000}, "troppo grande"),
        ({"act": "says", "text": "ciao", "entities": {}}, "manca «entities»"),
        ({"act": "says", "text": "ciao", "entities": ["bold"]}, "manca «entities»"),
        ({"act": "says", "text": "ciao", "entities": [{"type": "bold"}]}, "manca «offset»"),
        ({"act": "says", "text": "ciao", "entities": [{"type": "mention", "offset": 0, "length": 1}]}, "manca «type»"),
        ({"act": "says", "text": "ciao", "entities": [{**LINK, "url": "a"}]}, "Non si può"),
        ({"act": "sends_album", "kind": "photo", "caption": "", "files": []}, "Non si può"),
        ({"act": "sends_album", "kind": "photo", "caption": "", "files": [{}, {}]}, "manca «content»"),
        ({"act": "sends_album", "kind": "document", "caption": "", "files": [{"content": PHOTO}]}, "manca «name»"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(telegram, resident, asked, refusal):
    with pytest.raises(ActError, match=refusal):
        perform(telegram, {"person": resident.id, **asked})
    assert telegram.messages(resident.id) == []


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)
_ACTS = (
    "says",
    "edits",
    "presses",
    "starts",
    "blocks",
    "sends_location",
    "sends_photo",
    "sends_document",
    "sends_album",
)
_FIELDS = (
    "person",
    "chat",
    "text",
    "reply_to",
    "message",
    "data",
    "payload",
    "latitude",
    "longitude",
    "content",
    "entities",
    "files",
    "kind",
)


@given(st.sampled_from(_ACTS), st.dictionaries(st.sampled_from(_FIELDS), _ANYTHING))
def test_after_any_request_the_page_can_still_be_shown(act, fields):
    telegram = Telegram()
    options = PageOptions()
    snapshots = Snapshots(telegram, options, assemble(telegram, options))
    with suppress(ActError):
        perform(telegram, {"act": act, "person": next(iter(telegram.people)), **fields})

    assert JSONResponse(snapshots.everything()).body
