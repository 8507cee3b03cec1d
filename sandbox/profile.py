"""What the bot says of itself: its name and its descriptions, by language."""

from sandbox.commands import checked_language
from sandbox.errors import bad_request

NAME = "name"
DESCRIPTION = "description"
SHORT_DESCRIPTION = "short_description"
_LONGEST = {NAME: 64, DESCRIPTION: 512, SHORT_DESCRIPTION: 120}
_TOO_LONG = {
    NAME: "BOT_NAME_INVALID",
    DESCRIPTION: "BOT_DESCRIPTION_INVALID",
    SHORT_DESCRIPTION: "BOT_SHORT_DESCRIPTION_INVALID",
}


class Profile:
    """The bot's name and descriptions (Bot API, setMyName, setMyDescription, setMyShortDescription)."""

    def __init__(self, name: str) -> None:
        self._texts: dict[tuple[str, str], str] = {(NAME, ""): name}

    def set(self, kind: str, text: str, language: str) -> None:
        """Set a text of a kind (`NAME`, `DESCRIPTION`, …); an empty one takes it away. Raises ApiError 400."""
        if len(text) > _LONGEST[kind]:
            raise bad_request(_TOO_LONG[kind])
        key = (kind, checked_language(language))
        if text:
            self._texts[key] = text
        else:
            self._texts.pop(key, None)

    def get(self, kind: str, language: str) -> str:
        """Give the text for a language; where there is none, the one for all languages."""
        return self._texts.get((kind, checked_language(language)), self._texts.get((kind, ""), ""))
