"""Photos, documents and albums."""

from typing import Any

from sandbox.calls import Call
from sandbox.errors import ApiError, bad_request
from sandbox.files import StoredFile, Upload
from sandbox.methods.sending import post, send
from sandbox.pictures import photo_size
from sandbox.text.formatted import message_caption

_ATTACHED = "attach://"
_ALBUM = 10


def send_photo(call: Call) -> dict[str, Any]:
    """Send a photo (sendPhoto)."""
    return send(call, _photo(call, call.params["photo"], call.params))


def send_document(call: Call) -> dict[str, Any]:
    """Send a file (sendDocument)."""
    return send(call, _document(call, call.params["document"], call.params))


def send_media_group(call: Call) -> list[dict[str, Any]]:
    """Send an album (sendMediaGroup): up to ten photos, or up to ten documents."""
    media = call.params["media"]
    if not media:
        raise bad_request("there are no messages to send")
    if len(media) > _ALBUM:
        raise bad_request("too many messages to send as an album")
    if len({item["type"] for item in media}) > 1:
        raise bad_request("document can't be mixed with other media types")
    chat = call.telegram.chats.writable(call.params["chat_id"])
    contents = [media_content(call, item) for item in media]
    call.telegram.flood.admit(chat.id, group=chat.is_group, messages=len(contents))
    album = {"media_group_id": call.telegram.next_album_id()} if len(contents) > 1 else {}
    return [post(call, chat, album | content, counted=False).raw for content in contents]


def media_content(call: Call, media: dict[str, Any]) -> dict[str, Any]:
    """Give the message fields for an InputMedia. Raises ApiError 501 for the kinds that the sandbox does not play."""
    kinds = {"photo": _photo, "document": _document}
    if media["type"] not in kinds:
        raise ApiError(501, f"Not Implemented: the sandbox does not play media of type {media['type']}")
    return kinds[media["type"]](call, media["media"], media)


def _photo(call: Call, given: Upload | str, described: dict[str, Any]) -> dict[str, Any]:
    stored = _stored(call, "photo", given)
    width, height = photo_size(stored.content)
    size = {**stored.as_part(), "width": width, "height": height}
    return {"photo": [size], **_captioned(call, described)}


def _document(call: Call, given: Upload | str, described: dict[str, Any]) -> dict[str, Any]:
    stored = _stored(call, "document", given)
    document = {"file_name": stored.name, "mime_type": stored.mime_type, **stored.as_part()}
    return {"document": document, **_captioned(call, described)}


def _captioned(call: Call, described: dict[str, Any]) -> dict[str, Any]:
    fields = message_caption(described, call.telegram.user).fields("caption")
    for flag in ("show_caption_above_media", "has_spoiler"):
        if described.get(flag):
            fields[flag.replace("has_spoiler", "has_media_spoiler")] = True
    return fields


def _stored(call: Call, kind: str, given: Upload | str) -> StoredFile:
    """Keep a file of the request, or find one that was sent before. The sandbox fetches nothing from the web."""
    if isinstance(given, str) and given.startswith(_ATTACHED):
        attached = call.files.get(given.removeprefix(_ATTACHED))
        if attached is None:
            raise bad_request("can't parse InputMedia: media not found")
        given = attached
    if isinstance(given, Upload):
        if not given.content:
            raise bad_request("file must be non-empty")
        return call.telegram.files.keep(kind, given)
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = call.telegram.files.known(given)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return stored
