"""What may stand under a message."""

import json

import pytest


def inline(*rows):
    return {"inline_keyboard": [list(row) for row in rows]}


def button(**action):
    return {"text": "Sì", **(action or {"callback_data": "a"})}


async def refusal(api, ada, markup):
    return await api.refused("sendMessage", chat_id=ada.id, text="a", reply_markup=markup)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (button(callback_data="è" * 33), "BUTTON_DATA_INVALID"),
        (button(callback_data="a" * 65), "BUTTON_DATA_INVALID"),
        (
            {"text": "Sì"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            button(callback_data=""),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"callback_data": "a"}, "can't parse inline keyboard button: Can't find field \"text\""),
        (
            {"text": ["a"], "callback_data": "a"},
            'can\'t parse inline keyboard button: Field "text" must be of type String',
        ),
        ("Sì", "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        (button(callback_data="a", url="https://example.com"), "BUTTON_TYPE_INVALID"),
        (button(url="nowhere"), "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
        (
            button(url="ftp://example.com"),
            "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
        ),
    ],
)
async def test_a_wrong_inline_button_is_refused(api, ada, wrong, said):
    assert await refusal(api, ada, inline([wrong])) == f"Bad Request: {said}"


@pytest.mark.parametrize(
    "good",
    [
        button(callback_data="a" * 64),
        button(callback_data="è" * 32),
        button(url="https://example.com/a?b=c"),
        button(url="tg://user?id=5"),
        button(switch_inline_query=""),
        button(switch_inline_query_current_chat="a"),
        button(copy_text={"text": "a"}),
    ],
)
async def test_a_good_inline_button_stands_as_it_was_sent(api, ada, good):
    sent = await api("sendMessage", chat_id=ada.id, text="a", reply_markup=inline([good]))
    assert sent["reply_markup"] == inline([good])
    assert [[shown.text for shown in row] for row in ada.last.buttons] == [["Sì"]]


async def test_an_address_in_a_button_is_written_out(api, ada):
    sent = await api("sendMessage", chat_id=ada.id, text="a", reply_markup=inline([button(url="Example.com")]))
    assert sent["reply_markup"]["inline_keyboard"][0][0]["url"] == "http://example.com/"


async def test_a_keyboard_that_is_too_big_is_refused(api, ada):
    rows = [[button() for _ in range(5)] for _ in range(21)]
    assert await refusal(api, ada, inline(*rows)) == "Bad Request: reply markup is too long"
    await api("sendMessage", chat_id=ada.id, text="a", reply_markup=inline(*rows[:20]))
    wordy = [[{"text": "a" * 200, "callback_data": "a" * 64}] for _ in range(50)]
    assert await refusal(api, ada, inline(*wordy)) == "Bad Request: reply markup is too long"


async def test_a_row_is_cut_at_twelve_buttons_and_empty_ones_fall_out(api, ada):
    row = [{"text": "", "callback_data": "a"}, *(button(callback_data=str(number)) for number in range(14))]
    await api("sendMessage", chat_id=ada.id, text="a", reply_markup=inline(row, []))
    assert [[shown.data for shown in shown_row] for shown_row in ada.last.buttons] == [[str(n) for n in range(11)]]


async def test_markup_as_json_text_and_broken_markup(api, ada):
    sent = await api("sendMessage", chat_id=ada.id, text="a", reply_markup=json.dumps(inline([button()])))
    assert sent["reply_markup"] == inline([button()])
    assert await refusal(api, ada, "{") == "Bad Request: can't parse reply keyboard markup JSON object"
    assert await refusal(api, ada, "[]") == "Bad Request: object expected as reply markup"
    assert (
        await refusal(api, ada, {"inline_keyboard": {}}) == 'Bad Request: field "inline_keyboard" must be of type Array'
    )


async def test_a_reply_keyboard_stands_until_it_is_removed(api, ada, unlimited):
    keys = {"keyboard": [["Cerca", {"text": "Posizione", "request_location": True}]], "resize_keyboard": True}
    sent = await api("sendMessage", chat_id=ada.id, text="a", reply_markup=keys)
    assert "reply_markup" not in sent
    shown = [[{"text": "Cerca"}, {"text": "Posizione", "request_location": True}]]
    assert ada.last.keyboard == shown
    await api("sendMessage", chat_id=ada.id, text="b")
    assert unlimited.keyboard(ada.id) == shown
    await api("sendMessage", chat_id=ada.id, text="c", reply_markup={"remove_keyboard": True})
    assert unlimited.keyboard(ada.id) == []


async def test_a_position_is_asked_for_in_private_only(api, ada, unlimited):
    group = unlimited.group("Rete", ada)
    keys = {"keyboard": [[{"text": "Posizione", "request_location": True}]]}
    refused = await api.refused("sendMessage", chat_id=group.id, text="a", reply_markup=keys)
    assert refused == "Bad Request: location can be requested in private chats only"


async def test_only_an_inline_keyboard_can_be_put_under_an_edited_message(api, ada):
    sent = await api("sendMessage", chat_id=ada.id, text="a")
    refused = await api.refused(
        "editMessageText",
        chat_id=ada.id,
        message_id=sent["message_id"],
        text="b",
        reply_markup={"keyboard": [["Cerca"]]},
    )
    assert refused == "Bad Request: inline keyboard expected"
