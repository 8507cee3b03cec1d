"""Where the bot may write, and what it is told where it may not."""

import pytest

from sandbox.chats import Standing


async def refusal(api, chat_id):
    return await api.refused("sendMessage", chat_id=chat_id, text="a")


async def test_a_chat_that_is_not_there(api, ada):
    for chat_id in (1, "nobody", "@nobody", -5):
        assert await refusal(api, chat_id) == "Bad Request: chat not found"
    await api("sendMessage", chat_id=f"{ada.id}", text="a")


async def test_a_person_who_never_started_the_bot(api, unlimited):
    bruna = unlimited.person("Bruna")
    assert await refusal(api, bruna.id) == "Forbidden: bot can't initiate conversation with a user"
    bruna.says("Buongiorno")
    await api("sendMessage", chat_id=bruna.id, text="a")


async def test_a_person_who_blocked_the_bot(api, ada, unlimited):
    ada.blocks()
    assert ada.has_blocked
    assert await refusal(api, ada.id) == "Forbidden: bot was blocked by the user"
    change = (await api("getUpdates", offset=-1))[0]["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    assert change["new_chat_member"]["user"]["id"] == unlimited.bot["id"]
    with pytest.raises(AssertionError, match="unblocks"):
        ada.says("a")
    ada.starts()
    await api("sendMessage", chat_id=ada.id, text="a")
    assert not ada.has_blocked
    with pytest.raises(AssertionError, match="not blocked"):
        ada.unblocks()


async def test_a_person_who_closed_the_account(api, ada):
    ada.deletes_account()
    assert await refusal(api, ada.id) == "Forbidden: user is deactivated"


async def test_a_group_without_the_bot(api, ada, unlimited):
    group = unlimited.group("Rete", ada)
    group.makes_bot(Standing.KICKED, by=ada)
    assert await refusal(api, group.id) == "Forbidden: bot was kicked from the group chat"
    assert ada.says("Siete qui?", chat=group) == 0
    group.makes_bot(Standing.MEMBER, by=ada)
    assert await api("leaveChat", chat_id=group.id) is True
    assert await refusal(api, group.id) == "Forbidden: bot is not a member of the group chat"


async def test_a_group_that_was_deleted(api, ada, unlimited):
    group = unlimited.group("Rete", ada)
    group.is_deleted()
    assert await refusal(api, group.id) == "Forbidden: the group chat was deleted"


async def test_a_forum_without_the_bot_cannot_even_be_read(api, ada, unlimited):
    forum = unlimited.group("Rete", ada, forum=True)
    forum.makes_bot(Standing.KICKED, by=ada)
    assert await refusal(api, forum.id) == "Forbidden: bot was kicked from the supergroup chat"
    refused = await api.refused("getChat", chat_id=forum.id)
    assert refused == "Forbidden: bot was kicked from the supergroup chat"


async def test_a_channel_is_for_administrators(api, ada, unlimited):
    channel = unlimited.channel("Avvisi", ada)
    sent = await api("sendMessage", chat_id=channel.id, text="a")
    assert "from" not in sent
    assert sent["sender_chat"]["id"] == channel.id
    post = ada.says("b", chat=channel)
    assert (await api("getUpdates", offset=post))[0]["channel_post"]["text"] == "b"
    channel.makes_bot(Standing.MEMBER, by=ada)
    assert await refusal(api, channel.id) == "Bad Request: need administrator rights in the channel chat"


async def test_a_group_that_became_a_supergroup(api, ada, unlimited):
    group = unlimited.group("Rete", ada)
    old = group.id
    await api("getUpdates", offset=-1)
    await api("sendMessage", chat_id=old, text="a")
    group.migrates()
    assert group.id < -1_000_000_000_000
    status, body = await api.raw("sendMessage", chat_id=old, text="b")
    assert status == 400
    assert body == (
        '{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat",'
        f'"parameters":{{"migrate_to_chat_id":{group.id}}}}}'
    )
    left, came = (update["message"] for update in (await api("getUpdates", offset=-2)))
    assert (left["chat"]["id"], left["migrate_to_chat_id"]) == (old, group.id)
    assert (came["chat"]["id"], came["chat"]["type"], came["migrate_from_chat_id"]) == (group.id, "supergroup", old)
    sent = await api("sendMessage", chat_id=group.id, text="b")
    # The supergroup counts its messages anew: the first one told of the move.
    assert sent["message_id"] == 2
    with pytest.raises(AssertionError, match="not a basic group"):
        group.migrates()


async def test_topics_are_for_forums(api, ada, unlimited):
    forum = unlimited.group("Rete", ada, forum=True)
    sent = await api("sendMessage", chat_id=forum.id, text="a", message_thread_id=7)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (7, True)
    refused = await api.refused("sendMessage", chat_id=ada.id, text="a", message_thread_id=7)
    assert refused == "Bad Request: message thread not found"
    ada.says("b", chat=forum, thread=7)
    assert unlimited.messages(forum.id)[-1].raw["message_thread_id"] == 7


async def test_who_is_in_a_chat(api, ada, unlimited):
    bruna = unlimited.person("Bruna")
    group = unlimited.group("Rete", ada, admins=[bruna])
    assert await api("getChatMemberCount", chat_id=group.id) == 3
    assert await api("getChatMemberCount", chat_id=ada.id) == 2
    administrators = await api("getChatAdministrators", chat_id=group.id)
    assert [member["user"]["id"] for member in administrators] == [bruna.id]
    assert (await api("getChatMember", chat_id=group.id, user_id=ada.id))["status"] == "member"
    assert (await api("getChatMember", chat_id=group.id, user_id=unlimited.bot["id"]))["status"] == "member"
    ada.leaves(group)
    assert (await api("getChatMember", chat_id=group.id, user_id=ada.id))["status"] == "left"
    assert group.members == [bruna.id, unlimited.bot["id"]]
    for user_id, said in {0: "invalid user_id specified", 5: "user not found"}.items():
        assert await api.refused("getChatMember", chat_id=group.id, user_id=user_id) == f"Bad Request: {said}"
    assert (
        await api.refused("getChatAdministrators", chat_id=ada.id)
        == "Bad Request: there are no administrators in the private chat"
    )
    assert (
        await api.refused("leaveChat", chat_id=ada.id)
        == "Bad Request: chat member status can't be changed in private chats"
    )


async def test_a_chat_is_described(api, ada, unlimited):
    group = unlimited.group("Rete", ada)
    described = await api("getChat", chat_id=group.id)
    assert (described["id"], described["title"], described["type"]) == (group.id, "Rete", "group")
    assert (await api("getChat", chat_id=ada.id))["first_name"] == "Ada"
