"""Answering button presses and inline queries."""

import pytest

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
async def pressed(api, ada):
    """The id of a callback query."""
    keys = {"inline_keyboard": [[{"text": "Sì", "callback_data": "a"}]]}
    await api("sendMessage", chat_id=ada.id, text="a", reply_markup=keys)
    ada.taps("Sì")
    return (await api("getUpdates", offset=-1))[0]["callback_query"]["id"]


@pytest.fixture
async def asked(api, ada):
    """The id of an inline query."""
    ada.asks_inline("via Roma")
    query = (await api("getUpdates", offset=-1))[0]["inline_query"]
    assert (query["query"], query["from"], query["offset"]) == ("via Roma", ada.user, "")
    return query["id"]


def article(identifier="1", title="Rete", **content):
    message = {"message_text": "<b>Rete</b>", "parse_mode": "HTML"} | content
    return {"type": "article", "id": identifier, "title": title, "input_message_content": message}


async def test_a_press_is_answered(api, pressed, unlimited):
    assert [query.id for query in unlimited.callback_queries.unanswered()] == [pressed]
    assert await api("answerCallbackQuery", callback_query_id=pressed, text="👍" * 100, show_alert=True) is True
    assert unlimited.callback_queries.unanswered() == []
    (answer,) = unlimited.callback_queries[pressed].answers
    assert (answer["text"], answer["show_alert"]) == ("👍" * 100, True)


async def test_an_answer_may_be_too_long_too_late_or_to_nothing(api, pressed, clock):
    assert await api.refused("answerCallbackQuery", callback_query_id="5") == TOO_OLD
    assert await api.refused("answerCallbackQuery") == TOO_OLD
    said = await api.refused("answerCallbackQuery", callback_query_id=pressed, text="👍" * 101)
    assert said == "Bad Request: MESSAGE_TOO_LONG"
    clock.turn(seconds=15)
    await api("answerCallbackQuery", callback_query_id=pressed)
    clock.turn(seconds=1)
    assert await api.refused("answerCallbackQuery", callback_query_id=pressed) == TOO_OLD


async def test_a_result_is_offered_picked_and_sent(api, ada, asked, unlimited):
    keys = {"inline_keyboard": [[{"text": "Sì", "callback_data": "a"}]]}
    results = [article(), article("2", "Altra") | {"reply_markup": keys}]
    assert await api("answerInlineQuery", inline_query_id=asked, results=results, cache_time=0) is True
    ada.picks("Altra")
    message = (await api("getUpdates", offset=-1))[0]["message"]
    assert message["text"] == "Rete"
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    assert message["via_bot"]["id"] == unlimited.bot["id"]
    assert unlimited.messages(ada.id)[-1].buttons[0][0].data == "a"
    with pytest.raises(AssertionError, match=r"\['Rete', 'Altra'\]"):
        ada.picks("Terza")


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ([article(str(number)) for number in range(51)], "too many inline query results specified"),
        ([article(), article()], "RESULT_ID_DUPLICATE"),
        ([article("è" * 33)], "RESULT_ID_INVALID"),
        ([article(message_text="<b>")], "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ([{"type": "article", "id": "1"}], "can't parse inline query result: Can't find field \"title\""),
        ([{"type": "song", "id": "1"}], 'can\'t parse inline query result: type "song" is unsupported'),
        (["a"], "can't parse inline query result: expected an Object"),
        ({}, "expected an Array of inline query results"),
    ],
)
async def test_wrong_results_are_refused(api, asked, results, said):
    refused = await api.refused("answerInlineQuery", inline_query_id=asked, results=results)
    assert refused == f"Bad Request: {said}"


async def test_results_that_are_not_played_say_so(api, asked):
    location = article() | {"input_message_content": {"latitude": 45.0, "longitude": 9.0}}
    contact = {"type": "contact", "id": "1", "phone_number": "1", "first_name": "Ada"}
    for result in (location, contact):
        refused = await api.refused("answerInlineQuery", inline_query_id=asked, results=[result])
        assert refused.startswith("Not Implemented")


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ({"text": "Apri", "start_parameter": "a" * 65}, "too long start parameter specified"),
        ({"text": "Apri", "start_parameter": "via Roma"}, "unallowed characters in the start parameter are used"),
        (
            {"text": "Apri"},
            "can't parse inline query results button: InlineQueryResultsButton must have exactly one optional field",
        ),
    ],
)
async def test_a_wrong_button_above_the_results_is_refused(api, asked, button, said):
    refused = await api.refused("answerInlineQuery", inline_query_id=asked, results=[], button=button)
    assert refused == f"Bad Request: {said}"


async def test_an_inline_query_waits_for_half_a_minute(api, asked, clock):
    clock.turn(seconds=30)
    button = {"text": "Apri", "start_parameter": "aiuto"}
    await api("answerInlineQuery", inline_query_id=asked, results=[], button=button)
    clock.turn(seconds=1)
    assert await api.refused("answerInlineQuery", inline_query_id=asked, results=[]) == TOO_OLD
