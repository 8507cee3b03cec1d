"""Changing and taking away what was sent."""

import pytest

from sandbox.chats import Standing

SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)
KEYS = {"inline_keyboard": [[{"text": "Sì", "callback_data": "a"}]]}


@pytest.fixture
async def sent(api, ada):
    return await api("sendMessage", chat_id=ada.id, text="<b>a</b>", parse_mode="HTML", reply_markup=KEYS)


async def test_an_edit_replaces_text_and_buttons(api, ada, sent, clock):
    clock.turn(seconds=5)
    edited = await api("editMessageText", chat_id=ada.id, message_id=sent["message_id"], text="b")
    assert edited["text"] == "b"
    assert edited["edit_date"] == sent["date"] + 5
    assert edited.keys().isdisjoint({"entities", "reply_markup"})
    assert ada.last.text == "b"
    assert ada.last.edit_date == edited["edit_date"]
    assert sent["text"] == "a"


async def test_an_edit_that_changes_nothing_is_refused(api, ada, sent):
    same = {"chat_id": ada.id, "message_id": sent["message_id"], "reply_markup": KEYS}
    assert await api.refused("editMessageText", **same, text="<b>a</b> ", parse_mode="HTML") == SAME
    assert await api.refused("editMessageReplyMarkup", **same) == SAME
    await api("editMessageText", **same, text="a")


async def test_buttons_alone_can_be_taken_away(api, ada, sent):
    edited = await api("editMessageReplyMarkup", chat_id=ada.id, message_id=sent["message_id"])
    assert "reply_markup" not in edited
    assert edited["text"] == "a"
    assert ada.last.buttons == []


async def test_what_cannot_be_edited(api, ada, sent, unlimited):
    async def refusal(**params):
        return await api.refused("editMessageText", text="b", **params)

    assert await refusal() == "Bad Request: message identifier is not specified"
    assert await refusal(chat_id=ada.id) == "Bad Request: message identifier is not specified"
    assert await refusal(message_id=5) == "Bad Request: chat_id is empty"
    assert await refusal(inline_message_id="x") == "Bad Request: MESSAGE_ID_INVALID"
    assert await refusal(chat_id=ada.id, message_id=99) == "Bad Request: message to edit not found"
    own = unlimited.messages(ada.id)[0]
    assert await refusal(chat_id=ada.id, message_id=own.id) == "Bad Request: message can't be edited"
    keyboard = await api("sendMessage", chat_id=ada.id, text="a", reply_markup={"keyboard": [["Cerca"]]})
    assert await refusal(chat_id=ada.id, message_id=keyboard["message_id"]) == "Bad Request: message can't be edited"
    place = await api("sendLocation", chat_id=ada.id, latitude=45.7, longitude=9.7)
    said = await refusal(chat_id=ada.id, message_id=place["message_id"])
    assert said == "Bad Request: there is no text in the message to edit"
    said = await api.refused("editMessageCaption", chat_id=ada.id, message_id=sent["message_id"], caption="b")
    assert said == "Bad Request: there is no caption in the message to edit"


async def test_an_edit_is_checked_like_a_message(api, ada, sent):
    params = {"chat_id": ada.id, "message_id": sent["message_id"]}
    assert await api.refused("editMessageText", **params) == "Bad Request: message text is empty"
    assert await api.refused("editMessageText", **params, text="a" * 4097) == "Bad Request: message is too long"


async def test_deleting(api, ada, sent, unlimited):
    message = {"chat_id": ada.id, "message_id": sent["message_id"]}
    assert await api("deleteMessage", **message) is True
    assert await api.refused("deleteMessage", **message) == "Bad Request: message to delete not found"
    assert [left.text for left in unlimited.messages(ada.id)] == ["/start"]
    assert await api("deleteMessage", chat_id=ada.id, message_id=1) is True


async def test_after_two_days_a_message_stays(api, ada, sent, clock):
    clock.turn(hours=48)
    last = await api("sendMessage", chat_id=ada.id, text="b")
    await api("deleteMessage", chat_id=ada.id, message_id=sent["message_id"])
    clock.turn(hours=48, seconds=1)
    said = await api.refused("deleteMessage", chat_id=ada.id, message_id=last["message_id"])
    assert said == "Bad Request: message can't be deleted for everyone"


async def test_in_a_group_only_an_administrator_deletes_what_others_wrote(api, ada, unlimited, clock):
    group = unlimited.group("Rete", ada)
    ada.says("a", chat=group)
    (message,) = unlimited.messages(group.id)
    said = await api.refused("deleteMessage", chat_id=group.id, message_id=message.id)
    assert said == "Bad Request: message can't be deleted for everyone"
    group.makes_bot(Standing.ADMINISTRATOR, by=ada)
    assert await api("deleteMessage", chat_id=group.id, message_id=message.id) is True
    sent = await api("sendMessage", chat_id=group.id, text="b")
    clock.turn(hours=48, seconds=1)
    for method, named in {"deleteMessage": "message_id", "deleteMessages": "message_ids"}.items():
        ids = sent["message_id"] if method == "deleteMessage" else [sent["message_id"]]
        said = await api.refused(method, chat_id=group.id, **{named: ids})
        assert said == "Bad Request: message can't be deleted for everyone"


async def test_an_old_message_can_still_be_edited(api, ada, sent, clock):
    clock.turn(days=400)
    edited = await api("editMessageText", chat_id=ada.id, message_id=sent["message_id"], text="Annullato")
    assert edited["text"] == "Annullato"


async def test_deleting_several_skips_what_is_not_there(api, ada, sent, unlimited):
    other = await api("sendMessage", chat_id=ada.id, text="b")
    ids = [sent["message_id"], other["message_id"], 99]
    assert await api("deleteMessages", chat_id=ada.id, message_ids=ids) is True
    assert [left.text for left in unlimited.messages(ada.id)] == ["/start"]
    for wrong, said in {
        "[]": "message identifiers are not specified",
        "": "message identifiers are not specified",
        "{}": "expected an Array of message identifiers",
        "[": "can't parse message_ids JSON object",
        "[[1]]": "message identifier must be a Number",
        '["first"]': "can't parse message identifier as Number",
        "[1.5]": "can't parse message identifier as Number",
        "[0]": "invalid message identifier specified",
        str(list(range(1, 102))): "too many message identifiers specified",
    }.items():
        assert await api.refused("deleteMessages", chat_id=ada.id, message_ids=wrong) == f"Bad Request: {said}"


async def test_a_reply_needs_its_message(api, ada):
    refused = await api.refused("sendMessage", chat_id=ada.id, text="a", reply_parameters={"message_id": 99})
    assert refused == "Bad Request: message to be replied not found"
    lenient = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await api("sendMessage", chat_id=ada.id, text="a", reply_parameters=lenient)
    replied = await api("sendMessage", chat_id=ada.id, text="a", reply_parameters={"message_id": 1})
    assert replied["reply_to_message"]["text"] == "/start"


async def test_forwarding_and_copying(api, ada, sent, unlimited):
    bruna = unlimited.person("Bruna")
    bruna.starts()
    source = {"chat_id": bruna.id, "from_chat_id": ada.id}
    forwarded = await api("forwardMessage", **source, message_id=sent["message_id"])
    assert forwarded["forward_origin"]["sender_user"]["id"] == unlimited.bot["id"]
    assert (forwarded["text"], forwarded["entities"]) == (sent["text"], sent["entities"])
    named = {"chat_id": bruna.id, "message_id": forwarded["message_id"]}
    assert await api.refused("editMessageText", **named, text="b") == "Bad Request: message can't be edited"
    copied = await api("copyMessage", **source, message_id=sent["message_id"], reply_markup=KEYS)
    assert bruna.last.id == copied["message_id"]
    assert bruna.last.html == "<b>a</b>"
    assert "forward_origin" not in bruna.last.raw
    for method, said in {
        "forwardMessage": "message to forward not found",
        "copyMessage": "message to copy not found",
    }.items():
        assert await api.refused(method, **source, message_id=99) == f"Bad Request: {said}"


async def test_a_service_message_is_not_sent_on(api, ada, unlimited):
    group = unlimited.group("Rete", ada)
    unlimited.person("Bruna").joins(group)
    (joined,) = unlimited.messages(group.id)
    source = {"chat_id": ada.id, "from_chat_id": group.id, "message_id": joined.id}
    assert await api.refused("forwardMessage", **source) == "Bad Request: the message can't be forwarded"
    assert await api.refused("copyMessage", **source) == "Bad Request: the message can't be copied"
