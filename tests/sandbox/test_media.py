"""Photos, documents, albums and places."""

import struct
import zlib

import pytest

from sandbox.files import Upload


def png(width=4, height=3):
    """A PNG picture as far as its size can be read."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(header)) + chunk + struct.pack(">I", zlib.crc32(chunk))


def jpeg(width=4, height=3):
    """A JPEG picture as far as its size can be read: an application segment, then the frame."""
    return b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03"


def picture(content=None):
    return {"photo": Upload("map.png", content or png(), "image/png")}


async def test_a_photo_is_sent_and_sent_again_by_its_id(api, ada, unlimited):
    sent = await api("sendPhoto", files=picture(), chat_id=ada.id, caption="<b>Mappa</b>", parse_mode="HTML")
    (size,) = sent["photo"]
    assert (size["width"], size["height"], size["file_size"]) == (4, 3, len(png()))
    assert (sent["caption"], sent["caption_entities"]) == ("Mappa", [{"type": "bold", "offset": 0, "length": 5}])
    assert ada.last.html == "<b>Mappa</b>"
    again = await api("sendPhoto", chat_id=ada.id, photo=size["file_id"])
    assert again["photo"] == sent["photo"]
    assert "caption" not in again
    assert unlimited.files[ada.last.file_id].content == png()


async def test_a_jpeg_is_a_photo_too(api, ada):
    sent = await api("sendPhoto", files=picture(jpeg(8, 6)), chat_id=ada.id)
    assert (sent["photo"][0]["width"], sent["photo"][0]["height"]) == (8, 6)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg/>", "IMAGE_PROCESS_FAILED"),
        (b"\x89PNG\r\n\x1a\n", "IMAGE_PROCESS_FAILED"),
        (b"\xff\xd8\xff\xd9", "IMAGE_PROCESS_FAILED"),
        (png(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        (png(21, 1), "PHOTO_INVALID_DIMENSIONS"),
        (png(0, 1), "PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_what_is_no_photo_is_refused(api, ada, content, said):
    assert await api.refused("sendPhoto", files=picture(content), chat_id=ada.id) == f"Bad Request: {said}"


async def test_what_is_no_file_is_refused(api, ada):
    document = (await api("sendDocument", files={"document": Upload("a.txt", b"a")}, chat_id=ada.id))["document"]
    for photo, said in {
        None: "there is no photo in the request",
        (): "wrong file identifier/HTTP URL specified",
        "made up": "wrong file identifier/HTTP URL specified",
        "https://example.com/a.png": "failed to get HTTP URL content",
        document["file_id"]: "can't use file of type Document as Photo",
    }.items():
        assert await api.refused("sendPhoto", chat_id=ada.id, photo=photo) == f"Bad Request: {said}"
    empty = {"document": Upload("a.txt", b"")}
    assert await api.refused("sendDocument", files=empty, chat_id=ada.id) == "Bad Request: file must be non-empty"
    said = await api.refused("sendDocument", chat_id=ada.id)
    assert said == "Bad Request: there is no document in the request"
    assert await api.refused("getFile", file_id="made up") == "Bad Request: invalid file_id"
    assert await api.refused("getFile") == "Bad Request: file_id not specified"


async def test_a_caption_is_measured_in_utf16_units(api, ada):
    await api("sendPhoto", files=picture(), chat_id=ada.id, caption="👍" * 512)
    said = await api.refused("sendPhoto", files=picture(), chat_id=ada.id, caption="👍" * 513)
    assert said == "Bad Request: message caption is too long"


def album(*media):
    return [{"type": kind, "media": f"attach://{name}"} for kind, name in media]


async def test_an_album_is_several_messages_of_one_group(api, ada, unlimited):
    files = {"one": Upload("a.png", png()), "two": Upload("b.png", png(5, 5))}
    media = album(("photo", "one"), ("photo", "two"))
    media[0] |= {"caption": "Mappe", "show_caption_above_media": True}
    first, second = await api("sendMediaGroup", files=files, chat_id=ada.id, media=media)
    assert first["media_group_id"] == second["media_group_id"]
    assert second["message_id"] == first["message_id"] + 1
    assert (first["caption"], first["show_caption_above_media"]) == ("Mappe", True)
    assert "caption" not in second
    (alone,) = await api("sendMediaGroup", files=files, chat_id=ada.id, media=media[:1])
    assert "media_group_id" not in alone


async def test_what_is_no_album_is_refused(api, ada):
    files = {"one": Upload("a.png", png())}

    async def refusal(media):
        return await api.refused("sendMediaGroup", files=files, chat_id=ada.id, media=media)

    assert await refusal([]) == "Bad Request: there are no messages to send"
    assert await refusal(album(*[("photo", "one")] * 11)) == "Bad Request: too many messages to send as an album"
    mixed = album(("photo", "one"), ("document", "one"))
    assert await refusal(mixed) == "Bad Request: document can't be mixed with other media types"
    assert await refusal(album(("photo", "two"))) == "Bad Request: can't parse InputMedia: media not found"
    assert await refusal(album(("song", "one"))) == 'Bad Request: can\'t parse InputMedia: type "song" is unsupported'
    assert (
        await refusal([{"media": "attach://one"}]) == "Bad Request: can't parse InputMedia: Can't find field \"type\""
    )
    assert await refusal("x") == "Bad Request: can't parse media JSON object"
    assert await refusal({}) == "Bad Request: expected an Array of InputMedia"
    assert await refusal(None) == 'Bad Request: parameter "media" is required'
    assert (await refusal(album(("video", "one")))).startswith("Not Implemented")


async def test_a_caption_and_the_picture_itself_can_be_changed(api, ada):
    sent = await api("sendPhoto", files=picture(), chat_id=ada.id, caption="a")
    named = {"chat_id": ada.id, "message_id": sent["message_id"]}
    edited = await api("editMessageCaption", **named, caption="b", caption_entities=[])
    assert (edited["caption"], edited["photo"]) == ("b", sent["photo"])
    media = {"type": "photo", "media": "attach://new", "caption": "c"}
    changed = await api("editMessageMedia", files={"new": Upload("b.png", png(7, 7))}, **named, media=media)
    assert (changed["photo"][0]["width"], changed["caption"]) == (7, "c")
    assert "caption" not in await api("editMessageCaption", **named)
    same = {"type": "photo", "media": changed["photo"][0]["file_id"]}
    assert "message is not modified" in await api.refused("editMessageMedia", **named, media=same)
    assert "message is not modified" in await api.refused("editMessageCaption", **named)
    said = await api.refused("editMessageCaption", **named, caption="a" * 1025)
    assert said == "Bad Request: message caption is too long"


async def test_a_piece_of_an_album_stays_of_its_kind(api, ada):
    files = {"one": Upload("a.png", png()), "two": Upload("b.png", png(5, 5)), "text": Upload("a.txt", b"a")}
    first, second = await api(
        "sendMediaGroup", files=files, chat_id=ada.id, media=album(("photo", "one"), ("photo", "two"))
    )
    named = {"chat_id": ada.id, "message_id": second["message_id"]}
    said = await api.refused("editMessageMedia", files=files, **named, media=album(("document", "text"))[0])
    assert said == "Bad Request: can't change media type in the album"
    other = {"type": "photo", "media": first["photo"][0]["file_id"], "caption": "b"}
    edited = await api("editMessageMedia", **named, media=other)
    assert (edited["photo"], edited["caption"]) == (first["photo"], "b")
    assert edited["media_group_id"] == first["media_group_id"]


async def test_a_copy_can_have_another_caption(api, ada):
    sent = await api("sendPhoto", files=picture(), chat_id=ada.id, caption="a")
    source = {"chat_id": ada.id, "from_chat_id": ada.id, "message_id": sent["message_id"]}
    await api("copyMessage", **source)
    assert ada.last.text == "a"
    await api("copyMessage", **source, caption="b")
    assert (ada.last.text, ada.last.raw["photo"]) == ("b", sent["photo"])


async def test_a_large_file_stays_with_telegram(api, ada, unlimited):
    ada.sends_document("film.mp4", bytes(20 * 1024 * 1024 + 1))
    file_id = unlimited.messages(ada.id)[-1].file_id
    assert await api.refused("getFile", file_id=file_id) == "Bad Request: file is too big"


async def test_places(api, ada):
    here = {"latitude": 45.7, "longitude": 9.67}
    assert (await api("sendLocation", chat_id=ada.id, **here))["location"] == here
    live = await api("sendLocation", chat_id=ada.id, latitude="45.7", longitude="9.67", live_period=60)
    assert live["location"] == {**here, "live_period": 60}
    venue = await api("sendVenue", chat_id=ada.id, **here, title="Biblioteca", address="via Roma 1")
    assert venue["venue"] == {"location": here, "title": "Biblioteca", "address": "via Roma 1"}


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"longitude": 9}, "latitude is empty"),
        ({"latitude": 45}, "longitude is empty"),
        ({"latitude": 91, "longitude": 9}, "wrong location specified"),
        ({"latitude": 45, "longitude": -181}, "wrong location specified"),
        ({"latitude": 45, "longitude": 9, "live_period": 59}, "wrong live location period specified"),
    ],
)
async def test_a_place_that_is_none_is_refused(api, ada, params, said):
    assert await api.refused("sendLocation", chat_id=ada.id, **params) == f"Bad Request: {said}"
