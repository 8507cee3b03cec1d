"""Parameters: what is missing, mistyped, unknown, or simply text."""

import json

import pytest

from sandbox.compile_facts import compile_facts
from sandbox.facts import load_facts
from sandbox.methods import PLAYED


async def test_numbers_and_truths_are_read_from_text(api, ada):
    sent = await api("sendMessage", chat_id=f"{ada.id}", text=12, protect_content="True", message_thread_id="0x")
    assert (sent["text"], sent["has_protected_content"]) == ("12", True)
    again = await api("sendMessage", chat_id=ada.id, text=True, protect_content="no")
    assert again["text"] == "true"
    assert "has_protected_content" not in again


async def test_text_where_a_number_should_be_is_none(api, ada):
    said = await api.refused("deleteMessage", chat_id=ada.id, message_id="first")
    assert said == "Bad Request: message to delete not found"
    assert (await api("sendLocation", chat_id=ada.id, latitude="x", longitude="9"))["location"]["latitude"] == 0


@pytest.mark.parametrize(
    ("method", "params", "said"),
    [
        ("sendMessage", {"text": "a"}, "chat_id is empty"),
        ("sendMessage", {"text": "a", "chat_id": ""}, "chat_id is empty"),
        ("deleteMessage", {"chat_id": 5}, "message identifier is not specified"),
        ("deleteMessage", {}, "message identifier is not specified"),
        ("getChatMember", {"chat_id": 5}, "invalid user_id specified"),
        ("sendChatAction", {"chat_id": 5}, "wrong parameter action in request"),
        ("sendChatAction", {"chat_id": 5, "action": "sleeping"}, "wrong parameter action in request"),
        ("sendVenue", {"latitude": 1, "longitude": 1, "address": "a"}, 'parameter "title" is required'),
        ("forwardMessage", {"chat_id": 5, "message_id": 5}, "chat_id is empty"),
        ("sendMessage", {"text": "a", "reply_parameters": "5"}, "object expected as reply parameters"),
        ("sendMessage", {"text": "a", "reply_parameters": "{"}, "can't parse reply parameters JSON object"),
        ("sendMessage", {"text": "a", "link_preview_options": []}, "object expected as link preview options"),
        (
            "sendMessage",
            {"text": "a", "link_preview_options": {"is_disabled": "yes"}},
            'field "is_disabled" must be of type Boolean',
        ),
        (
            "sendMessage",
            {"text": "a", "reply_markup": {"keyboard": [["a"], "b"]}},
            'field "keyboard" must be an Array of Arrays',
        ),
        (
            "sendMessage",
            {"text": "a", "reply_markup": {"inline_keyboard": [5]}},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (
            "sendMessage",
            {"text": "a", "reply_markup": {"keyboard": [[5]]}},
            "can't parse keyboard button: KeyboardButton must be a String or an Object",
        ),
        (
            "sendMessage",
            {"text": "a", "reply_parameters": {"message_id": True}},
            'field "message_id" must be of type Number',
        ),
        ("setMessageReaction", {"chat_id": 5, "message_id": 5, "reaction": "{}"}, "expected an Array of ReactionType"),
    ],
)
async def test_what_is_missing_or_mistyped_is_refused_in_the_servers_words(api, method, params, said):
    assert await api.refused(method, **params) == f"Bad Request: {said}"


async def test_reactions(api, ada):
    message = {"chat_id": ada.id, "message_id": 1}
    thumb = {"type": "emoji", "emoji": "👍"}
    assert await api("setMessageReaction", **message, reaction=[thumb]) is True
    assert await api("setMessageReaction", **message) is True
    for reaction, said in {
        json.dumps([thumb, thumb]): "REACTIONS_TOO_MANY",
        json.dumps([{"type": "paid"}]): "can't parse ReactionType: invalid reaction type specified",
        json.dumps([{"type": "emoji"}]): "can't parse ReactionType: Can't find field \"emoji\"",
    }.items():
        assert await api.refused("setMessageReaction", **message, reaction=reaction) == f"Bad Request: {said}"
    said = await api.refused("setMessageReaction", chat_id=ada.id, message_id=9, reaction=[thumb])
    assert said == "Bad Request: message to react not found"


async def test_what_the_api_does_not_know_is_ignored(api, ada):
    keys = {"inline_keyboard": [[{"text": "Sì", "callback_data": "a", "colour": "red"}]], "more": 1}
    sent = await api("sendMessage", chat_id=ada.id, text="a", volume="loud", reply_markup=keys)
    assert sent["reply_markup"] == {"inline_keyboard": [[{"text": "Sì", "callback_data": "a"}]]}


async def test_an_update_of_the_specification_keeps_the_facts_of_what_is_played():
    facts = load_facts()
    assert {*facts.methods} == PLAYED
    assert facts.unplayed["sendpoll"] == "sendPoll"
    assert {"InlineKeyboardButton", "MessageEntity", "InputMediaPhoto"} <= {*facts.types}
    assert facts.unions["InputMedia"].tags["photo"] == ("InputMediaPhoto",)


def described(name, *types, required=False, prose=""):
    return {"name": name, "types": list(types), "required": required, "description": prose}


def test_facts_are_compiled_without_prose():
    specification = {
        "version": "Bot API 99",
        "methods": {name: {"fields": []} for name in PLAYED} | {"sendStory": {"fields": []}},
        "types": {
            "Shape": {"subtypes": ["Circle", "Square"]},
            "Circle": {"fields": [described("type", "String", required=True, prose="Kind, must be circle")]},
            "Square": {"fields": [described("type", "String", prose="Kind, always 'square'"), described("s", "Side")]},
            "Side": {"fields": [described("length", "Integer", prose="How long it is")]},
            "Unused": {"fields": []},
        },
    }
    specification["methods"]["sendMessage"]["fields"] = [described("shapes", "Array of Array of Shape", required=True)]
    facts = compile_facts(specification)
    assert facts["methods"]["sendMessage"] == {"shapes": [["Array of Array of Shape"], True]}
    assert facts["unplayed"] == ["sendStory"]
    assert facts["types"] == {
        "Circle": {"fields": {"type": [["String"], True]}},
        "Shape": {
            "one_of": ["Circle", "Square"],
            "tag": "type",
            "tags": {"circle": ["Circle"], "square": ["Square"]},
        },
        "Side": {"fields": {"length": [["Integer"], False]}},
        "Square": {"fields": {"type": [["String"], False], "s": [["Side"], False]}},
    }
