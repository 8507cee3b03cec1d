"""What must hold of every view."""

from handlers.views.view import LONGEST_TEXT, View
from sandbox.text.html import parse_html


def check(view: View) -> None:
    """Telegram takes it: the HTML parses, the text is not too long, keys have data of 64 bytes at most."""
    text, _ = parse_html(str(view.text))
    assert 0 < len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    markup = view.keyboard.to_dict() if view.keyboard else {}
    for row in markup.get("inline_keyboard", []):
        for key in row:
            assert key["text"]
            assert (
                1
                <= len(key.get("callback_data", key.get("url", "")).encode())
                <= (64 if "callback_data" in key else 999)
            )
