"""The chat page over HTTP, as a browser sees it."""

import json
from collections.abc import AsyncIterator

import aiohttp

from sandbox.telegram import Telegram


class Page:
    """The page as a browser sees it, and the bot behind it."""

    def __init__(self, base: str, telegram: Telegram, session: aiohttp.ClientSession) -> None:
        self.base = base
        self.telegram = telegram
        self.session = session
        self.resident, self.english, self.operator = telegram.people.values()

    async def state(self):
        async with self.session.get(f"{self.base}/page/state") as response:
            return await response.json()

    async def chat(self, chat_id):
        return next(chat for chat in (await self.state())["chats"] if chat["id"] == chat_id)

    async def group(self):
        return next(chat for chat in (await self.state())["chats"] if chat["id"] < 0)

    async def act(self, act, person=None, status=200, **details):
        asked = {"act": act, "person": (person or self.resident).id, **details}
        async with self.session.post(f"{self.base}/page/act", json=asked) as response:
            assert response.status == status, await response.text()
            return await response.json()

    async def bot(self, method, **params):
        async with self.session.post(f"{self.base}/bot{self.telegram.token}/{method}", json=params) as response:
            answer = await response.json()
            assert answer["ok"], answer
            return answer["result"]

    async def updates(self):
        return await self.bot("getUpdates")

    async def events(self) -> AsyncIterator[tuple[str, dict]]:
        async with self.session.get(f"{self.base}/page/events") as response:
            assert response.content_type == "text/event-stream"
            name = ""
            async for line in response.content:
                if line.startswith(b"event: "):
                    name = line[7:].decode().strip()
                elif line.startswith(b"data: "):
                    yield name, json.loads(line[6:])
