"""What people do, and what the bot gets to see of it."""

import pytest

from sandbox.events import EventKind


async def newest(api):
    return (await api("getUpdates", offset=-1))[0]


async def message(api):
    return (await newest(api))["message"]


def keys(*labels):
    return {"inline_keyboard": [[{"text": label, "callback_data": f"data:{label}"} for label in labels]]}


async def test_somebody_writes(api, unlimited):
    bruna = unlimited.person("Bruna", language_code="en", last_name="B.")
    update_id = bruna.says("/rete@reti_demo_bot via Roma 1, @qualcuno")
    assert await newest(api) == {
        "update_id": update_id,
        "message": {
            "message_id": 1,
            "from": {
                "id": bruna.id,
                "is_bot": False,
                "first_name": "Bruna",
                "last_name": "B.",
                "language_code": "en",
            },
            "chat": {"id": bruna.id, "first_name": "Bruna", "last_name": "B.", "type": "private"},
            "date": 1772442000,
            "text": "/rete@reti_demo_bot via Roma 1, @qualcuno",
            "entities": [
                {"offset": 0, "length": 19, "type": "bot_command"},
                {"offset": 32, "length": 9, "type": "mention"},
            ],
        },
    }


async def test_a_deep_link_starts_with_its_payload(api, ada):
    ada.starts("bt-bp_60")
    assert (await message(api))["text"] == "/start bt-bp_60"
    for payload in ("a" * 65, "via Roma", "è"):
        with pytest.raises(AssertionError, match="deep link"):
            ada.starts(payload)


async def test_a_tap_finds_the_newest_button_with_the_label(api, ada, unlimited):
    await api("sendMessage", chat_id=ada.id, text="a", reply_markup=keys("Sì", "No"))
    sent = await api("sendMessage", chat_id=ada.id, text="b", reply_markup=keys("Altro", "Sì, certo"))
    ada.taps("Sì")
    query = (await newest(api))["callback_query"]
    assert (query["data"], query["message"]["message_id"]) == ("data:Sì, certo", sent["message_id"])
    assert query["from"] == ada.user
    assert query["chat_instance"]
    ada.taps("No")
    assert (await newest(api))["callback_query"]["data"] == "data:No"
    with pytest.raises(AssertionError, match=r"\['Altro', 'Sì, certo', 'Sì', 'No'\]"):
        ada.taps("Forse")
    with pytest.raises(AssertionError, match="there are"):
        ada.taps("No", message=ada.last)


async def test_a_button_that_opens_something_tells_the_bot_nothing(api, ada):
    opens = {"inline_keyboard": [[{"text": "Fonte", "url": "https://example.com/"}]]}
    await api("sendMessage", chat_id=ada.id, text="a", reply_markup=opens)
    with pytest.raises(AssertionError, match="url"):
        ada.taps("Fonte")
    ((shown,),) = ada.last.buttons
    assert (shown.url, shown.data) == ("https://example.com/", None)


async def test_a_key_says_its_text_or_asks_for_something(api, ada):
    rows = {"keyboard": [["Cerca", {"text": "Posizione", "request_location": True}]]}
    await api("sendMessage", chat_id=ada.id, text="a", reply_markup=rows)
    ada.taps("Cerca")
    assert (await message(api))["text"] == "Cerca"
    with pytest.raises(AssertionError, match="request_location"):
        ada.taps("Posizione")


async def test_old_and_forged_buttons_can_be_pressed(api, ada, unlimited):
    await api("sendMessage", chat_id=ada.id, text="a", reply_markup=keys("Sì"))
    old = ada.last
    await api("deleteMessage", chat_id=ada.id, message_id=old.id)
    ada.presses("made up", message=old)
    assert (await newest(api))["callback_query"]["data"] == "made up"


async def test_places(api, ada):
    ada.sends_location(45.7, 9.67, live_period=900)
    assert (await message(api))["location"] == {"latitude": 45.7, "longitude": 9.67, "live_period": 900}
    ada.sends_venue(45.7, 9.67, "Biblioteca", "via Roma 1")
    venue = await message(api)
    assert venue["venue"]["title"] == "Biblioteca"
    assert venue["location"] == {"latitude": 45.7, "longitude": 9.67}


async def test_other_things_people_send(api, ada, unlimited):
    ada.sends_sticker()
    assert (await message(api))["sticker"]["emoji"] == "👍"
    ada.sends_voice(4)
    assert (await message(api))["voice"]["duration"] == 4
    ada.sends_contact()
    assert (await message(api))["contact"]["user_id"] == ada.id
    ada.sends_photo("Ecco @reti_demo_bot")
    photo = await message(api)
    assert photo["caption_entities"][0]["type"] == "mention"
    assert (photo["photo"][0]["width"], photo["photo"][0]["height"]) == (1280, 960)
    ada.sends_document("orari.csv", b"a;b", "text/csv")
    document = (await message(api))["document"]
    assert document["file_name"] == "orari.csv"
    file = await api("getFile", file_id=document["file_id"])
    assert unlimited.files.at(file["file_path"]).content == b"a;b"
    assert unlimited.files[document["file_id"]].mime_type == "text/csv"
    assert unlimited.messages(ada.id)[-1].file_id == document["file_id"]


async def test_an_edit_is_an_update_of_its_own(api, ada, unlimited, clock):
    ada.says("via Roma")
    written = unlimited.messages(ada.id)[-1]
    clock.turn(seconds=3)
    ada.edits(written.id, "/rete")
    edited = (await newest(api))["edited_message"]
    assert (edited["text"], edited["edit_date"]) == ("/rete", written.date + 3)
    assert edited["entities"][0]["type"] == "bot_command"
    await api("sendMessage", chat_id=ada.id, text="a")
    with pytest.raises(AssertionError, match="of their own"):
        ada.edits(ada.last.id, "b")
    with pytest.raises(AssertionError, match="there is no message"):
        ada.edits(99, "b")


async def test_in_a_group(api, ada, unlimited):
    bruna = unlimited.person("Bruna")
    group = unlimited.group("Rete", ada)
    ada.says("/rete", chat=group)
    assert (await message(api))["chat"] == {
        "id": group.id,
        "title": "Rete",
        "all_members_are_administrators": False,
        "type": "group",
    }
    with pytest.raises(AssertionError, match="is not in"):
        bruna.says("a", chat=group)
    bruna.joins(group)
    assert (await message(api))["new_chat_members"] == [bruna.user]
    sent = await api("sendMessage", chat_id=group.id, text="a", reply_markup=keys("Sì"))
    bruna.taps("Sì", chat=group)
    assert (await newest(api))["callback_query"]["message"]["chat"]["id"] == group.id
    bruna.says("b", chat=group, reply_to=sent["message_id"])
    assert (await message(api))["reply_to_message"]["message_id"] == sent["message_id"]
    bruna.leaves(group)
    assert (await message(api))["left_chat_member"] == bruna.user


async def test_a_message_shows_itself_as_html_with_its_formatting(api, ada):
    html = '<b>Rete</b> &amp; <i>qua<u>rt</u>iere</i> <a href="https://example.com/">qui</a> /rete'
    await api("sendMessage", chat_id=ada.id, text=html, parse_mode="HTML")
    assert ada.last.html == html
    assert ada.last.text == "Rete & quartiere qui /rete"
    assert repr(ada.last).startswith("Message(")


async def test_before_the_bot_wrote_there_is_no_last_message(unlimited):
    with pytest.raises(AssertionError, match="not written"):
        _ = unlimited.person("Bruna").last


async def test_who_watches_is_told_of_everything_until_they_stop(api, ada, unlimited):
    events = []
    stop = unlimited.subscribe(lambda event: events.append(event.kind))
    await api("sendChatAction", chat_id=ada.id, action="typing")
    sent = await api("sendMessage", chat_id=ada.id, text="a", reply_markup=keys("Sì"))
    ada.taps("Sì")
    query = (await newest(api))["callback_query"]["id"]
    await api("answerCallbackQuery", callback_query_id=query, text="Fatto")
    named = {"chat_id": ada.id, "message_id": sent["message_id"]}
    await api("editMessageText", **named, text="b")
    await api("setMessageReaction", **named, reaction=[{"type": "emoji", "emoji": "👍"}])
    await api("deleteMessage", **named)
    ada.blocks()
    await api("setMyName", name="Reti")
    assert events == [
        EventKind.CHAT_ACTION,
        EventKind.MESSAGE,
        EventKind.CALLBACK_ANSWERED,
        EventKind.EDITED,
        EventKind.REACTION,
        EventKind.DELETED,
        EventKind.CHAT_CHANGED,
        EventKind.PROFILE_CHANGED,
    ]
    stop()
    ada.unblocks()
    assert len(events) == 8


async def test_every_call_is_in_the_transcript(api, ada, unlimited):
    await api("sendMessage", chat_id=ada.id, text="a", disable_notification="true")
    await api.refused("sendMessage", chat_id=5, text="b")
    sent, refused = unlimited.transcript.calls("sendMessage")
    assert sent.params == {"chat_id": str(ada.id), "text": "a", "disable_notification": True}
    assert (sent.status, sent.result["text"], sent.error) == (200, "a", None)
    assert (refused.status, refused.result, refused.error) == (400, None, "Bad Request: chat not found")
    assert unlimited.transcript[-1] is refused
    assert unlimited.transcript.calls() == list(unlimited.transcript)
    unlimited.transcript.clear()
    assert len(unlimited.transcript) == 0
