"""What people write and send: formatting of their own, albums, and what is forwarded, edited or in another's name."""

import pytest

from sandbox.chats import Standing
from sandbox.files import Upload
from sandbox.pictures import drawn

BOLD = {"type": "bold", "offset": 3, "length": 11}
ITALIC = {"type": "italic", "offset": 8, "length": 6}
LINK = {"type": "text_link", "offset": 15, "length": 3, "url": "HTTP://Example.com"}
WRITTEN = "👍 Rete Redona qui, anche /rete"
HTML = '👍 <b>Rete <i>Redona</i></b> <a href="http://example.com/">qui</a>, anche /rete'


async def updates(api, number):
    return [next(iter(update[kind] for kind in update if kind != "update_id")) for update in await newest(api, number)]


async def newest(api, number=1):
    return await api("getUpdates", offset=-number)


async def test_what_a_person_formats_reaches_the_bot_nested_and_in_utf16_units(api, ada, unlimited):
    ada.says(WRITTEN, entities=[ITALIC, BOLD, LINK])
    (message,) = await updates(api, 1)
    assert message["text"] == WRITTEN
    kinds = [(entity["type"], entity["offset"], entity["length"]) for entity in message["entities"]]
    assert kinds == [("bold", 3, 11), ("italic", 8, 6), ("text_link", 15, 3), ("bot_command", 26, 5)]
    assert unlimited.messages(ada.id)[-1].html == HTML
    ada.sends_photo(WRITTEN, entities=[BOLD, ITALIC, LINK])
    (message,) = await updates(api, 1)
    assert (message["caption"], len(message["caption_entities"])) == (WRITTEN, 4)
    ada.sends_document("a.ics", b"a", "text/calendar", caption=WRITTEN, entities=[LINK])
    assert unlimited.messages(ada.id)[-1].entities[0]["url"] == "http://example.com/"


def test_what_no_client_writes_is_a_mistake_of_the_test(ada):
    for wrong in (
        {**LINK, "url": "no link"},
        {**BOLD, "type": "large"},
        {"type": "text_link", "offset": 0, "length": 1},
    ):
        with pytest.raises(AssertionError, match="no client"):
            ada.says(WRITTEN, entities=[wrong])


async def test_what_a_person_formats_can_be_sent_on_by_the_bot(api, ada, unlimited):
    ada.says(WRITTEN, entities=[BOLD, ITALIC, LINK])
    (message,) = await updates(api, 1)
    sent = await api("sendMessage", chat_id=ada.id, text=message["text"], entities=message["entities"])
    assert sent["entities"] == message["entities"]


async def test_an_album_is_an_update_for_each_piece(api, ada, unlimited):
    last = ada.sends_album([drawn(8, 6), drawn(6, 8), None], caption="Foto", entities=[{**BOLD, "offset": 0}])
    pieces = await updates(api, 3)
    assert (await newest(api))[0]["update_id"] == last
    assert len({piece["media_group_id"] for piece in pieces}) == 1
    assert [piece.get("caption") for piece in pieces] == ["Foto", None, None]
    assert pieces[0]["caption_entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    sizes = [(piece["photo"][-1]["width"], piece["photo"][-1]["height"]) for piece in pieces]
    assert sizes == [(8, 6), (6, 8), (1280, 960)]
    ada.sends_album(documents=[Upload("a.ics", b"a", "text/calendar"), Upload("b.csv", b"b")], caption="Due file")
    files = await updates(api, 2)
    assert [(file["document"]["file_name"], file.get("caption")) for file in files] == [
        ("a.ics", None),
        ("b.csv", "Due file"),
    ]
    assert files[0]["media_group_id"] == files[1]["media_group_id"] != pieces[0]["media_group_id"]


async def test_the_pieces_of_an_album_can_come_late(api, ada):
    ada.sends_photo("Foto", album="7")
    ada.sends_photo(album="7")
    assert [piece["media_group_id"] for piece in await updates(api, 2)] == ["7", "7"]


def test_what_is_no_album_cannot_be_sent(ada):
    files = [Upload("a", b"a")] * 2
    for wrong in ({}, {"photos": [None]}, {"photos": [None] * 11}, {"photos": [None] * 2, "documents": files}):
        with pytest.raises(AssertionError, match="two to ten"):
            ada.sends_album(**wrong)


async def test_what_a_person_sent_is_sent_on_by_its_id(api, ada, unlimited):
    ada.sends_album([drawn(8, 6), None])
    ada.sends_document("orari.csv", b"a;b", "text/csv")
    *photos, document = [message.file_id for message in unlimited.messages(ada.id)[1:]]
    keys = {"inline_keyboard": [[{"text": "Sì", "callback_data": "a"}]]}
    sent = await api(
        "sendPhoto", chat_id=ada.id, photo=photos[0], caption="<b>a</b>", parse_mode="HTML", reply_markup=keys
    )
    assert (sent["photo"][0]["width"], sent["caption_entities"][0]["type"], sent["reply_markup"]) == (8, "bold", keys)
    sent = await api(
        "sendDocument", chat_id=ada.id, document=document, caption="a", caption_entities=[{**BOLD, "offset": 0}]
    )
    assert (sent["document"]["file_name"], sent["document"]["mime_type"]) == ("orari.csv", "text/csv")
    media = [{"type": "photo", "media": file_id, "caption": "a" * 1024} for file_id in photos]
    assert len(await api("sendMediaGroup", chat_id=ada.id, media=media)) == 2
    media[1]["caption"] += "a"
    before = len(unlimited.messages(ada.id))
    said = await api.refused("sendMediaGroup", chat_id=ada.id, media=media)
    assert said == "Bad Request: message caption is too long"
    assert len(unlimited.messages(ada.id)) == before
    mixed = [{"type": "photo", "media": photos[0]}, {"type": "document", "media": document}]
    said = await api.refused("sendMediaGroup", chat_id=ada.id, media=mixed)
    assert said == "Bad Request: document can't be mixed with other media types"


async def test_a_caption_is_edited_like_a_text(api, ada, unlimited, clock):
    ada.sends_photo("Domani")
    photo = unlimited.messages(ada.id)[-1]
    clock.turn(seconds=3)
    ada.edits(photo.id, "Giovedì", entities=[{**BOLD, "offset": 0, "length": 7}])
    edited = (await newest(api))[0]["edited_message"]
    assert (edited["caption"], edited["caption_entities"][0]["type"]) == ("Giovedì", "bold")
    assert (edited["photo"], edited["edit_date"]) == (photo.raw["photo"], photo.date + 3)
    ada.edits(photo.id, "")
    assert "caption" not in (await newest(api))[0]["edited_message"]
    ada.sends_location(45.7, 9.7)
    with pytest.raises(AssertionError, match="neither text nor caption"):
        ada.edits(unlimited.messages(ada.id)[-1].id, "a")


async def test_a_forwarded_message_says_where_it_comes_from(api, ada, unlimited):
    bruna = unlimited.person("Bruna")
    bruna.starts()
    ada.sends_photo("/annuncio", entities=[])
    command = unlimited.messages(ada.id)[-1]
    bruna.forwards(command)
    (message,) = await updates(api, 1)
    assert (message["from"], message["caption"]) == (bruna.user, "/annuncio")
    assert message["forward_origin"] == {"type": "user", "date": command.date, "sender_user": ada.user}
    assert message["photo"] == command.raw["photo"]
    unlimited.group("Rete", ada, bruna)
    ada.forwards(unlimited.messages(bruna.id)[-1])
    (again,) = await updates(api, 1)
    assert again["forward_origin"] == message["forward_origin"]
    with pytest.raises(AssertionError, match="of their own"):
        ada.edits(again["message_id"], "a")
    channel = unlimited.channel("Avvisi", ada)
    ada.says("Avviso", chat=channel)
    bruna.forwards(unlimited.messages(channel.id)[-1])
    (message,) = await updates(api, 1)
    assert (message["forward_origin"]["type"], message["forward_origin"]["chat"]["id"]) == ("channel", channel.id)


async def test_buttons_stay_behind_but_can_be_pressed_all_the_same(api, ada, unlimited):
    bruna = unlimited.person("Bruna")
    bruna.starts()
    keys = {"inline_keyboard": [[{"text": "Annulla", "callback_data": "stop"}]]}
    await api("sendMessage", chat_id=ada.id, text="a", reply_markup=keys)
    bruna.forwards(ada.last)
    forwarded = unlimited.messages(bruna.id)[-1]
    assert forwarded.buttons == []
    for message in (forwarded, ada.last):
        bruna.presses("stop", message=message)
        query = (await newest(api))[0]["callback_query"]
        assert (query["from"], query["data"], query["message"]) == (bruna.user, "stop", message.raw)


async def test_an_administrator_writes_in_the_groups_own_name(api, ada, unlimited):
    bruna = unlimited.person("Bruna")
    group = unlimited.group("Rete", bruna, admins=[ada], supergroup=True)
    ada.says("/operatore", chat=group, in_name_of=group)
    (message,) = await updates(api, 1)
    assert (message["from"]["id"], message["from"]["is_bot"]) == (1087968824, True)
    assert message["sender_chat"] == message["chat"]
    assert message["chat"]["type"] == "supergroup"
    ada.edits(message["message_id"], "/annuncio", group)
    assert (await newest(api))[0]["edited_message"]["from"]["username"] == "GroupAnonymousBot"
    with pytest.raises(AssertionError, match="of their own"):
        bruna.edits(message["message_id"], "a", group)
    bruna.forwards(unlimited.messages(group.id)[-1])
    (forwarded,) = await updates(api, 1)
    assert forwarded["forward_origin"]["type"] == "chat"
    assert forwarded["forward_origin"]["sender_chat"]["id"] == group.id


async def test_an_administrator_of_a_channel_writes_in_its_name(api, ada, unlimited):
    group = unlimited.group("Rete", ada)
    channel = unlimited.channel("Avvisi", ada)
    ada.sends_photo("/annuncio", chat=group, in_name_of=channel)
    (message,) = await updates(api, 1)
    assert (message["from"]["id"], message["sender_chat"]["id"]) == (136817688, channel.id)
    for name in (group, unlimited.channel("Altro"), unlimited.group("Altra rete", admins=[ada], supergroup=True)):
        with pytest.raises(AssertionError, match="in the name of"):
            ada.says("a", chat=group, in_name_of=name)


async def test_a_post_of_a_channel_is_edited_by_its_administrators(api, ada, unlimited):
    bruna = unlimited.person("Bruna")
    channel = unlimited.channel("Avvisi", ada)
    bruna.joins(channel)
    ada.says("/operatore", chat=channel)
    post = (await newest(api))[0]["channel_post"]
    ada.edits(post["message_id"], "/annuncio", channel)
    edited = (await newest(api))[0]["edited_channel_post"]
    assert (edited["text"], edited["sender_chat"]["id"]) == ("/annuncio", channel.id)
    with pytest.raises(AssertionError, match="of their own"):
        bruna.edits(post["message_id"], "a", channel)
    with pytest.raises(AssertionError, match="only reads"):
        bruna.says("a", chat=channel)
    channel.makes_bot(Standing.KICKED, by=ada)
    assert ada.edits(post["message_id"], "b", channel) == 0


@pytest.mark.parametrize(
    "link",
    [
        "https://t.me/reti_demo_bot?start=op-7_A",
        "t.me/Reti_Demo_Bot?start=op-7_A",
        "tg://resolve?domain=reti_demo_bot&start=op-7_A",
    ],
)
async def test_a_deep_link_is_opened(api, ada, link):
    ada.opens(link)
    assert (await updates(api, 1))[0]["text"] == "/start op-7_A"


def test_a_link_elsewhere_is_not_opened(ada):
    for link in ("https://t.me/another_bot?start=a", "https://example.com/reti_demo_bot?start=a", "tg://user?id=5"):
        with pytest.raises(AssertionError, match="no deep link"):
            ada.opens(link)
