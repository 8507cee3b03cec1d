"""Texts and captions: lengths, trimming, entities that are given and entities that are recognised."""

import pytest


async def text_of(api, ada, text, **params):
    sent = await api("sendMessage", chat_id=ada.id, text=text, **params)
    return sent["text"], sent.get("entities", [])


async def test_a_text_is_measured_in_utf16_units_after_parsing_and_trimming(api, ada):
    assert await api.refused("sendMessage", chat_id=ada.id, text="a" * 4097) == "Bad Request: message is too long"
    assert await api.refused("sendMessage", chat_id=ada.id, text="👍" * 2049) == "Bad Request: message is too long"
    await api("sendMessage", chat_id=ada.id, text="👍" * 2048)
    await api("sendMessage", chat_id=ada.id, text=f"  <b>{'a' * 4096}</b>\n ", parse_mode="HTML")


async def test_a_text_is_measured_in_bytes_before_parsing(api, ada):
    padding = "<b></b>" * 5000
    refused = await api.refused("sendMessage", chat_id=ada.id, text=padding + "a", parse_mode="HTML")
    assert refused == "Bad Request: text is too long"


@pytest.mark.parametrize("text", ["   ", "\n\n", "<b> </b>", "<i></i>"])
async def test_a_text_of_nothing_is_refused(api, ada, text):
    refused = await api.refused("sendMessage", chat_id=ada.id, text=text, parse_mode="HTML")
    assert refused == "Bad Request: text must be non-empty"


async def test_a_missing_text_is_refused_before_a_missing_chat(api, ada):
    assert await api.refused("sendMessage", chat_id=ada.id) == "Bad Request: message text is empty"
    assert await api.refused("sendMessage", text="") == "Bad Request: message text is empty"
    assert await api.refused("sendMessage", text="a") == "Bad Request: chat_id is empty"


async def test_markup_that_cannot_be_read_is_refused_with_its_byte_offset(api, ada):
    status, body = await api.raw("sendMessage", chat_id=ada.id, text="è <k>a</k>", parse_mode="html")
    assert status == 400
    assert body == (
        '{"ok":false,"error_code":400,"description":"Bad Request: can\'t parse entities:'
        ' Unsupported start tag \\"k\\" at byte offset 3"}'
    )


async def test_parse_modes(api, ada):
    assert await text_of(api, ada, "<b>a</b>", parse_mode="None") == ("<b>a</b>", [])
    assert (
        await api.refused("sendMessage", chat_id=ada.id, text="a", parse_mode="bbcode")
        == "Bad Request: unsupported parse_mode"
    )
    assert (await api.refused("sendMessage", chat_id=ada.id, text="*a*", parse_mode="MarkdownV2")).startswith(
        "Not Implemented"
    )


async def test_blanks_at_both_ends_go_and_entities_come_along(api, ada):
    text, entities = await text_of(api, ada, " \n 👍 <b>a </b>  ", parse_mode="HTML")
    assert text == "👍 a"
    assert entities == [{"type": "bold", "offset": 3, "length": 1}]


async def test_entities_can_be_given_instead_of_markup(api, ada):
    given = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "url", "offset": 0, "length": 4},
        {"type": "text_link", "offset": 5, "length": 99, "url": "example.com"},
        {"type": "italic", "offset": 50, "length": 1},
    ]
    text, entities = await text_of(api, ada, "Ciao a tutti", entities=given)
    assert text == "Ciao a tutti"
    assert entities == [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "text_link", "offset": 5, "length": 7, "url": "http://example.com/"},
    ]


@pytest.mark.parametrize(
    ("entity", "said"),
    [
        ({"type": "bold", "offset": 0}, "can't parse MessageEntity: Can't find field \"length\""),
        (
            {"type": "bold", "offset": "x", "length": 1},
            'can\'t parse MessageEntity: Field "offset" must be a valid Number',
        ),
        ({"type": "loud", "offset": 0, "length": 1}, "can't parse MessageEntity: Unsupported type specified"),
        ({"type": "text_link", "offset": 0, "length": 1}, "can't parse MessageEntity: Can't find field \"url\""),
        (
            {"type": "text_link", "offset": 0, "length": 1, "url": "nowhere"},
            "entity URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
    ],
)
async def test_a_wrong_entity_is_refused(api, ada, entity, said):
    assert await api.refused("sendMessage", chat_id=ada.id, text="a", entities=[entity]) == f"Bad Request: {said}"


async def test_a_mention_names_a_person_the_bot_knows_and_nobody_else(api, ada):
    text = f'<a href="tg://user?id={ada.id}">Ada</a> <a href="tg://user?id=1">nobody</a>'
    _, entities = await text_of(api, ada, text, parse_mode="HTML")
    assert entities == [{"type": "text_mention", "offset": 0, "length": 3, "user": ada.user}]


async def test_commands_mentions_and_addresses_are_recognised(api, ada):
    text = "Vedi /rete di @reti_demo_bot, https://example.com/a_b. e.it oppure posta@example.org #rete <code>/no</code>"
    plain, entities = await text_of(api, ada, text, parse_mode="HTML")
    found = [(entity["type"], plain[entity["offset"] :][: entity["length"]]) for entity in entities]
    assert found == [
        ("bot_command", "/rete"),
        ("mention", "@reti_demo_bot"),
        ("url", "https://example.com/a_b"),
        ("url", "e.it"),
        ("email", "posta@example.org"),
        ("hashtag", "#rete"),
        ("code", "/no"),
    ]


async def test_what_only_looks_like_a_command_is_none(api, ada):
    assert await text_of(api, ada, "12/a e/o 3/4 </x>") == ("12/a e/o 3/4 </x>", [])
