"""How the bot presents itself."""

import pytest

COMMANDS = [{"command": "rete", "description": "La rete della mia via"}]
ENGLISH = [{"command": "network", "description": "The network of my street"}]


async def test_who_the_bot_is(api):
    me = await api("getMe")
    assert (me["is_bot"], me["username"], me["can_join_groups"]) == (True, "reti_demo_bot", True)


async def test_commands_by_scope_and_language(api, ada, unlimited):
    private = {"type": "all_private_chats"}
    own = {"type": "chat", "chat_id": ada.id}
    await api("setMyCommands", commands=COMMANDS)
    await api("setMyCommands", commands=ENGLISH, scope=private, language_code="en")
    await api("setMyCommands", commands=[{"command": "/Annuncio".lower(), "description": "a"}], scope=own)
    assert await api("getMyCommands") == COMMANDS
    assert await api("getMyCommands", scope={"type": "default"}) == COMMANDS
    assert await api("getMyCommands", scope=private) == []
    assert await api("getMyCommands", scope=private, language_code="en") == ENGLISH
    assert await api("getMyCommands", scope=own) == [{"command": "annuncio", "description": "a"}]
    scopes = [private, {"type": "default"}]
    assert unlimited.commands.shown(scopes, "en-GB") == ENGLISH
    assert unlimited.commands.shown(scopes, "it") == COMMANDS
    await api("deleteMyCommands")
    assert unlimited.commands.shown(scopes, "it") == []
    await api("setMyCommands", scope=private, language_code="en")
    assert unlimited.commands.shown(scopes, "en") == []


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"commands": COMMANDS * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [{"command": "Rete", "description": "a"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a" * 33, "description": "a"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "realtà", "description": "a"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "rete", "description": "a" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "rete", "description": " "}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "rete"}]}, "can't parse BotCommand: Can't find field \"description\""),
        ({"commands": "["}, "can't parse commands JSON object"),
        ({"commands": "{}"}, "expected an Array of BotCommand"),
        ({"commands": [], "scope": {"type": "world"}}, 'can\'t parse BotCommandScope: type "world" is unsupported'),
        ({"commands": [], "scope": {}}, "can't parse BotCommandScope: Can't find field \"type\""),
        ({"commands": [], "scope": "["}, "can't parse BotCommandScope JSON object"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
        ({"commands": [], "language_code": "italian"}, "invalid language code specified"),
    ],
)
async def test_wrong_commands_are_refused(api, params, said):
    assert await api.refused("setMyCommands", **params) == f"Bad Request: {said}"


async def test_names_and_descriptions_by_language(api, unlimited):
    for kind, longest in {"Name": 64, "Description": 512, "ShortDescription": 120}.items():
        field = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}[kind]
        await api(f"setMy{kind}", **{field: "a" * longest})
        await api(f"setMy{kind}", **{field: "English"}, language_code="en")
        assert await api(f"getMy{kind}") == {field: "a" * longest}
        assert await api(f"getMy{kind}", language_code="en") == {field: "English"}
        assert await api(f"getMy{kind}", language_code="de") == {field: "a" * longest}
        await api(f"setMy{kind}", language_code="en")
        assert await api(f"getMy{kind}", language_code="en") == {field: "a" * longest}
        said = await api.refused(f"setMy{kind}", **{field: "a" * (longest + 1)})
        assert said == f"Bad Request: BOT_{field.upper()}_INVALID"
    assert (await api("getMe"))["first_name"] == "a" * 64
