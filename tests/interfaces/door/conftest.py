"""The door without a server: what comes in is played from a list."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from motcua.interfaces.door.door import Door

Message = dict[str, Any]
# A message, or the seconds for which nothing comes.
Script = Sequence[Message | float]


@dataclass
class Heard:
    """What one request was answered."""

    messages: list[Message] = field(default_factory=list)

    @property
    def status(self) -> int:
        return int(self.messages[0]["status"])

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.messages)


def part(data: bytes, *, more: bool = False) -> Message:
    return {"type": "http.request", "body": data, "more_body": more}


GONE: Message = {"type": "http.disconnect"}


async def ask(
    door: Door, script: Script = (), headers: Iterable[tuple[bytes, bytes]] = (), query: bytes = b""
) -> Heard:
    """Send one request through the door."""
    heard, coming = Heard(), iter(script)

    async def receive() -> Message:
        for step in coming:
            if not isinstance(step, float):
                return step
            await asyncio.sleep(step)
        raise AssertionError("nothing more comes")

    async def send(message: Message) -> None:
        heard.messages.append(message)

    told = [(b"transfer-encoding", b"chunked"), *headers] if script else [*headers]
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST" if script else "GET",
        "path": "/tiep-nhan/",
        "query_string": query,
        "headers": told,
        "client": ("192.0.2.1", 5000),
        "server": ("127.0.0.1", 80),
        "scheme": "http",
    }
    await door(scope, receive, send)
    return heard


@pytest.fixture
def echo() -> Callable[..., list[bytes]]:
    """Return an application that answers with what it was sent."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response("200 OK", [])
        return [environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))]

    return application
