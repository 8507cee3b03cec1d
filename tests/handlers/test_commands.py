"""The commands as a whole: unique, within Telegram's rules, the same in menu, help and routing."""

import re

from handlers.commands import MENU, listed
from handlers.i18n import Languages
from handlers.introduction import DESCRIPTION, SHORT_DESCRIPTION
from handlers.routes import COMMANDS
from tests.conftest import World, until


def test_no_two_commands_share_a_name() -> None:
    names = [name for command in COMMANDS for name in set(command.names.values())]

    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in names)


def test_what_the_menu_offers_is_answered() -> None:
    assert set(MENU) <= set(COMMANDS)


def test_texts_of_telegrams_own_screens_fit(languages: Languages) -> None:
    for t in languages.translators.values():
        assert len(t.label(DESCRIPTION)) <= 512
        assert len(t.label(SHORT_DESCRIPTION, city="Bergamo")) <= 120
        assert all(1 <= len(says) <= 256 for _, says in listed(t))


async def test_the_menus_and_descriptions_are_set_at_start_for_each_scope_and_language(world: World) -> None:
    await until(lambda: len(world.telegram.transcript.calls("setMyShortDescription")) == 2)

    calls = world.telegram.transcript.calls("setMyCommands")
    seen = {(call.params["scope"]["type"], call.params.get("language_code")) for call in calls}

    scopes = ("all_private_chats", "all_group_chats", "all_chat_administrators")
    assert seen == {(scope, tag) for scope in scopes for tag in (None, "en")}
    shown = {
        (call.params["scope"]["type"], call.params.get("language_code")): call.params["commands"] for call in calls
    }
    assert [command["command"] for command in shown["all_private_chats", None]][:2] == ["rete", "iniziative"]
    assert [command["command"] for command in shown["all_private_chats", "en"]][:2] == ["network", "events"]
    for_all, for_some = (
        {command["command"] for command in shown[scope, None]}
        for scope in ("all_group_chats", "all_chat_administrators")
    )
    assert for_some - for_all == {"promemoria", "segui", "stop"}
    assert "privacy" not in for_some
    assert len(world.telegram.transcript.calls("setMyDescription", "setMyShortDescription")) == 4
