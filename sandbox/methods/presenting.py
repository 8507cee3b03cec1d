"""How the bot presents itself: who it is, its names and descriptions, its commands."""

from collections.abc import Callable
from typing import Any

from sandbox import profile
from sandbox.calls import Call
from sandbox.events import Event, EventKind


def get_me(call: Call) -> dict[str, Any]:
    """Tell who the bot is (getMe)."""
    return {
        **call.telegram.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": call.telegram.topics_in_private,
    }


def set_my_commands(call: Call) -> bool:
    """Replace the commands of a scope and language (setMyCommands)."""
    params = call.params
    _check_scope(call)
    call.telegram.commands.set(params.get("commands", []), params.get("scope"), params.get("language_code", ""))
    return _changed(call)


def delete_my_commands(call: Call) -> bool:
    """Take the commands of a scope and language away (deleteMyCommands)."""
    _check_scope(call)
    call.telegram.commands.set([], call.params.get("scope"), call.params.get("language_code", ""))
    return _changed(call)


def get_my_commands(call: Call) -> list[dict[str, Any]]:
    """Tell the commands of a scope and language (getMyCommands)."""
    _check_scope(call)
    return call.telegram.commands.get(call.params.get("scope"), call.params.get("language_code", ""))


def setter(kind: str) -> Callable[[Call], bool]:
    """Make setMyName, setMyDescription or setMyShortDescription."""

    def set_text(call: Call) -> bool:
        call.telegram.profile.set(kind, call.params.get(kind, ""), call.params.get("language_code", ""))
        if kind == profile.NAME and not call.params.get("language_code"):
            call.telegram.bot["first_name"] = call.telegram.profile.get(kind, "")
        return _changed(call)

    return set_text


def getter(kind: str) -> Callable[[Call], dict[str, str]]:
    """Make getMyName, getMyDescription or getMyShortDescription."""

    def get_text(call: Call) -> dict[str, str]:
        return {kind: call.telegram.profile.get(kind, call.params.get("language_code", ""))}

    return get_text


def _check_scope(call: Call) -> None:
    chat_id = call.params.get("scope", {}).get("chat_id")
    if chat_id is not None:
        call.telegram.chats.readable(str(chat_id))


def _changed(call: Call) -> bool:
    call.telegram.tell(Event(EventKind.PROFILE_CHANGED, call.telegram.bot["id"]))
    return True
