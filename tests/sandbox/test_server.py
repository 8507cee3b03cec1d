"""The server as clients meet it: paths, tokens, encodings, files, and scripted faults on the real connection."""

import asyncio
import json

import aiohttp
import pytest

from sandbox.errors import ApiError
from sandbox.faults import Answers, DropAfter, DropBefore, Held, Silent, Slow
from sandbox.server import serve
from sandbox.wire import read_request
from tests.conftest import until

TEXT = {"chat_id": 5_000_001, "text": "Perché no? & sì 👍"}


@pytest.fixture
async def base(unlimited):
    async with serve(unlimited) as url:
        yield url


@pytest.fixture
async def client():
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def bot(base, unlimited):
    return f"{base}/bot{unlimited.token}"


async def got(response):
    return response.status, await response.text()


async def test_paths_and_tokens(base, bot, client, unlimited):
    async def get(path):
        async with client.get(f"{base}{path}") as response:
            return await got(response)

    not_found = (404, '{"ok":false,"error_code":404,"description":"Not Found"}')
    unauthorized = (401, '{"ok":false,"error_code":401,"description":"Unauthorized"}')
    assert await get("/") == not_found
    assert await get("/botnonsense/getMe") == not_found
    assert await get("/bot/getMe") == not_found
    assert await get("/bot123456:another-token/getMe") == unauthorized
    assert await get(f"/bot{unlimited.token}/getEverything") == not_found
    assert await get(f"/bot{unlimited.token}/") == not_found
    assert await get("/file/bot123456:another-token/a") == unauthorized
    assert await get(f"/file/bot{unlimited.token}/a") == not_found
    status, body = await get(f"/bot{unlimited.token}/GETME")
    assert (status, json.loads(body)["result"]["username"]) == (200, "reti_demo_bot")


async def test_a_method_that_is_not_played_says_so(bot, client):
    async with client.get(f"{bot}/sendpoll") as response:
        assert await got(response) == (
            501,
            '{"ok":false,"error_code":501,"description":"Not Implemented: the sandbox does not play sendPoll"}',
        )


async def test_parameters_come_in_four_ways(bot, client, ada, unlimited):
    form = {name: str(value) for name, value in TEXT.items()}
    parts = aiohttp.FormData(form)
    parts.add_field("extra", b"a", filename="a.bin")
    ways = [{"json": TEXT}, {"data": form}, {"data": parts}, {"params": form}]
    for way in ways:
        async with client.post(f"{bot}/sendMessage", **way) as response:
            assert response.status == 200
            assert response.content_type == "application/json"
            assert (await response.json())["result"]["text"] == TEXT["text"]
    assert len(unlimited.messages(ada.id)) == 1 + len(ways)


async def test_the_wire_form_of_an_answer(bot, client, ada, unlimited):
    async with client.post(f"{bot}/sendMessage", json={"chat_id": ada.id, "text": "Sì"}) as response:
        assert await response.text() == (
            '{"ok":true,"result":{"message_id":2,"from":{"id":700000001,"is_bot":true,"first_name":"Reti (demo)",'
            '"username":"reti_demo_bot"},"chat":{"id":5000001,"first_name":"Ada","type":"private"},'
            '"date":1772442000,"text":"S\\u00ec"}}'
        )


async def test_bodies_that_cannot_be_read(bot, client):
    async def post(content_type, body):
        async with client.post(f"{bot}/sendMessage", data=body, headers={"content-type": content_type}) as response:
            return json.loads(await response.text())["description"]

    assert await post("application/json", b"[1]") == "Bad Request: can't parse parameters: a JSON object is expected"
    assert await post("application/json", b"{") == "Bad Request: can't parse parameters: a JSON object is expected"
    assert await post("multipart/form-data", b"--a--") == "Bad Request: boundary not found"
    assert await post("text/plain", b"text=a") == "Bad Request: message text is empty"


def test_a_file_name_can_be_written_in_the_old_and_in_the_new_way():
    for header in ('filename="attività.txt"', "filename*=utf-8''attivit%C3%A0.txt"):
        body = f'--x\r\nContent-Disposition: form-data; name="document"; {header}\r\n\r\na\r\n--x--\r\n'
        _, files = read_request(b"", "multipart/form-data; boundary=x", body.encode())
        upload = files["document"]
        assert (upload.name, upload.content, upload.mime_type) == ("attività.txt", b"a", "application/octet-stream")


def test_a_request_of_more_than_fifty_megabytes_is_refused():
    with pytest.raises(ApiError) as refused:
        read_request(b"", "application/json", bytes(50 * 1024 * 1024 + 1))
    assert (refused.value.status, refused.value.description) == (413, "Request Entity Too Large")


async def test_a_file_goes_up_and_comes_down(base, bot, client, ada, unlimited):
    parts = aiohttp.FormData({"chat_id": str(ada.id), "caption": "Volantino"}, quote_fields=False)
    content = b"BEGIN:VCALENDAR\r\n\r\n--\r\nEND:VCALENDAR\r\n"
    parts.add_field("document", content, filename="attività.ics", content_type="text/calendar")
    async with client.post(f"{bot}/sendDocument", data=parts) as response:
        document = (await response.json())["result"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("attività.ics", "text/calendar")
    assert document["file_size"] == len(content)
    async with client.get(f"{bot}/getFile", params={"file_id": document["file_id"]}) as response:
        path = (await response.json())["result"]["file_path"]
    async with client.get(f"{base}/file/bot{unlimited.token}/{path}") as response:
        assert await response.read() == content


async def test_a_429_says_how_long_to_wait_twice(bot, client, unlimited):
    unlimited.faults.add(Answers.too_many_requests(7), method="getMe")
    async with client.get(f"{bot}/getMe") as response:
        assert response.status == 429
        assert response.headers["retry-after"] == "7"
        assert (await response.json())["parameters"] == {"retry_after": 7}


FAULTS = [
    (Answers.forbidden(), 403, "Forbidden: bot was blocked by the user"),
    (Answers.forbidden("user is deactivated"), 403, "Forbidden: user is deactivated"),
    (Answers.bad_request("chat not found"), 400, "Bad Request: chat not found"),
    (Answers.unauthorized(), 401, "Unauthorized"),
    (Answers.not_found(), 404, "Not Found"),
    (Answers.restarting(), 500, "Internal Server Error: restart"),
    (
        Answers.conflict(),
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    ),
]


async def test_scripted_answers(bot, client, unlimited):
    for fault, status, description in FAULTS:
        unlimited.faults.add(fault)
        async with client.get(f"{bot}/getMe") as response:
            assert response.status == status
            assert (await response.json()) == {"ok": False, "error_code": status, "description": description}
    assert len(unlimited.faults) == 0
    assert [record.status for record in unlimited.transcript] == [status for _, status, _ in FAULTS]


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 429, 500, 502, 503, 504])
@pytest.mark.parametrize("carried_out", [False, True])
async def test_a_gateway_answers_in_html_whatever_became_of_the_call(bot, client, ada, unlimited, status, carried_out):
    unlimited.faults.add(Answers.page(status, carried_out=carried_out))
    async with client.post(f"{bot}/sendMessage", json={"chat_id": ada.id, "text": "a"}) as response:
        assert (response.status, response.content_type) == (status, "text/html")
        assert f"<h1>{status} " in await response.text()
    assert len(unlimited.messages(ada.id)) == 1 + carried_out
    [record] = unlimited.transcript
    assert record.answered is not carried_out
    assert record.status == (200 if carried_out else status)


async def test_a_fault_waits_for_its_method_chat_and_turn(bot, client, ada, unlimited):
    bruna = unlimited.person("Bruna")
    bruna.starts()
    unlimited.faults.add(Answers.forbidden(), method="sendMessage", chat_id=ada.id, after=1, times=2)

    async def send(person):
        async with client.post(f"{bot}/sendMessage", json={"chat_id": person.id, "text": "a"}) as response:
            return response.status

    async with client.get(f"{bot}/getMe") as response:
        assert response.status == 200
    assert [await send(bruna), await send(bruna)] == [200, 200]
    assert [await send(ada) for _ in range(4)] == [200, 403, 403, 200]
    unlimited.faults.add(Answers.forbidden(), times=5)
    unlimited.faults.clear()
    assert await send(ada) == 200


async def test_a_fault_may_last_for_a_time(bot, client, ada, unlimited, clock):
    async def send():
        async with client.post(f"{bot}/sendMessage", json={"chat_id": ada.id, "text": "a"}) as response:
            return response.status

    unlimited.faults.add(Answers.restarting(), method="sendMessage", seconds=30)
    assert [await send() for _ in range(3)] == [500] * 3
    clock.turn(seconds=29)
    assert await send() == 500
    clock.turn(seconds=1)
    assert await send() == 200
    assert len(unlimited.faults) == 0


async def test_a_hold_says_how_long_it_still_lasts(bot, client, ada, unlimited, clock):
    async def asked_to_wait():
        async with client.post(f"{bot}/sendMessage", json={"chat_id": ada.id, "text": "a"}) as response:
            return (await response.json()).get("parameters", {}).get("retry_after")

    unlimited.faults.add(Held(), method="sendMessage", seconds=20)
    assert await asked_to_wait() == 20
    clock.turn(seconds=12.5)
    assert await asked_to_wait() == 8
    clock.turn(seconds=7.5)
    assert await asked_to_wait() is None
    with pytest.raises(ValueError, match="seconds"):
        unlimited.faults.add(Held())


@pytest.mark.parametrize(("fault", "accepted"), [(DropBefore(), 0), (DropAfter(), 1)])
async def test_a_dropped_connection_gives_no_answer(bot, client, ada, unlimited, fault, accepted):
    unlimited.faults.add(fault, method="sendMessage")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await client.post(f"{bot}/sendMessage", json={"chat_id": ada.id, "text": "a"})
    assert len(unlimited.messages(ada.id)) == 1 + accepted
    assert [record.answered for record in unlimited.transcript.calls() if record.status] == [False] * accepted
    async with client.post(f"{bot}/sendMessage", json={"chat_id": ada.id, "text": "b"}) as response:
        assert response.status == 200


async def test_a_silent_server_keeps_the_connection_and_says_nothing(bot, client, ada, unlimited):
    unlimited.faults.add(Silent(), method="sendMessage")
    message = {"chat_id": ada.id, "text": "a"}
    with pytest.raises(TimeoutError):
        await client.post(f"{bot}/sendMessage", json=message, timeout=aiohttp.ClientTimeout(0.2))
    assert len(unlimited.messages(ada.id)) == 1
    assert [record.status for record in unlimited.transcript] == [0]
    async with client.post(f"{bot}/sendMessage", json=message) as response:
        assert response.status == 200


async def test_a_slow_answer_comes_late_to_what_was_done_at_once(bot, client, ada, unlimited):
    unlimited.faults.add(Slow(0.2), times=2)
    message = {"chat_id": ada.id, "text": "a"}
    async with client.post(f"{bot}/sendMessage", json=message) as response:
        assert response.status == 200
    with pytest.raises(TimeoutError):
        await client.post(f"{bot}/sendMessage", json=message, timeout=aiohttp.ClientTimeout(0.05))
    # The second one was accepted, too, although nobody waited for its answer.
    await until(lambda: len(unlimited.messages(ada.id)) == 3)
    assert [sent.text for sent in unlimited.messages(ada.id)] == ["/start", "a", "a"]


async def test_a_poll_ends_when_its_client_hangs_up(bot, client, ada, unlimited):
    async with client.get(f"{bot}/getUpdates", params={"offset": "-1"}):
        pass
    with pytest.raises(TimeoutError):
        await client.get(
            f"{bot}/getUpdates", params={"timeout": "20", "offset": "1000000000"}, timeout=aiohttp.ClientTimeout(0.05)
        )
    await until(lambda: not unlimited.updates.polling)
    # So the next poll terminates nobody.
    ada.says("a")
    async with client.get(f"{bot}/getUpdates", params={"timeout": "20"}) as response:
        assert len((await response.json())["result"]) == 1
    assert [record.status for record in unlimited.transcript.calls("getUpdates")] == [200, 200]


async def test_the_server_stops_while_a_poll_is_open(unlimited, client):
    async with serve(unlimited) as base:
        poll = asyncio.create_task(client.get(f"{base}/bot{unlimited.token}/getUpdates?timeout=30"))
        await until(lambda: unlimited.updates.polling)
    async with await poll as response:
        assert (await response.json())["result"] == []


async def test_a_port_that_is_taken_is_an_error_at_once(base, unlimited):
    with pytest.raises(OSError, match="in use"):
        async with serve(unlimited, port=int(base.rpartition(":")[2])):
            pass


async def test_an_answer_is_not_held_back_by_the_network_stack(bot, client):
    loop = asyncio.get_running_loop()
    waits = []
    for _ in range(50):
        began = loop.time()
        async with client.get(f"{bot}/getMe") as response:
            assert response.status == 200
        waits.append(loop.time() - began)
    # With Nagle's algorithm each of them waits 40 ms for an acknowledgement, but for some of the first.
    assert min(waits[25:]) < 0.03
