"""The web application as the server runs it: an ASGI application around Django's WSGI one.

A phone on a bad line takes minutes to send a photo, or vanishes while it does; somebody else's server takes ten
seconds to answer ours. Neither may keep the other people of the commune waiting.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from io import BufferedReader
from typing import Any, cast

from asgiref.wsgi import WsgiToAsgiInstance

from motcua.interfaces.door.spool import Spool

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# In the environ of a request whose body was not kept, why: the middleware answers it.
NOT_KEPT = "motcua.not_kept"
TOO_LARGE, TOO_MANY = "too_large", "too_many"

THREADS = 8
# Seconds: longer than nearly every request takes, shorter than a person notices.
PATIENCE = 0.05
# Seconds without a byte after which the sender is given up.
SILENCE = 60.0
LARGEST = 256 * 1024 * 1024
# What all that are being sent may hold together.
ROOM = 1024 * 1024 * 1024

_log = logging.getLogger(__name__)


class _Gone(Exception):
    """Whoever sent the request went away."""


class Door:
    """Takes requests in side by side, and lets them through to the application one by one.

    One by one, because threads that compute at the same time only take the interpreter from each other. A request
    whose turn does not come within `PATIENCE` goes in beside the one that stands still.
    """

    def __init__(
        self,
        application: Application,
        *,
        silence: float = SILENCE,
        largest: int = LARGEST,
        room: int = ROOM,
    ) -> None:
        self._application = application
        self._silence, self._largest, self._room = silence, largest, room
        self._threads = ThreadPoolExecutor(THREADS, "request")
        self._turn = asyncio.Lock()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        spool = Spool()
        try:
            not_kept = await self._take_in(receive, spool) if _has_body(scope) else None
            start, body = await self._answer(scope, spool, not_kept)
        except TimeoutError:
            start, body = _plain(408, "Đường truyền bị ngắt khi đang gửi. Hãy gửi lại.")
        except _Gone:
            return
        finally:
            self._room += spool.size
            spool.close()
        await send(start)
        await send({"type": "http.response.body", "body": body})

    async def _take_in(self, receive: Receive, spool: Spool) -> str | None:
        """Keep what is sent up to its end; return why it was not kept if it was too much."""
        not_kept, received = None, 0
        more = True
        while more:
            async with asyncio.timeout(self._silence):
                message = await receive()
            if message["type"] != "http.request":
                raise _Gone
            data = message.get("body", b"")
            received += len(data)
            if received > self._largest:
                not_kept = TOO_LARGE
            elif len(data) > self._room:
                not_kept = TOO_MANY
            if not_kept is None:
                self._room -= len(data)
                not_kept = _keep(spool, data)
            more = message.get("more_body", False)
        spool.rewind()
        return not_kept

    async def _answer(self, scope: Message, spool: Spool, not_kept: str | None) -> tuple[Message, bytes]:
        loop = asyncio.get_running_loop()
        async with self._in_turn():
            return await loop.run_in_executor(self._threads, self._run, scope, spool, not_kept)

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        """Wait for the turn, but not longer than `PATIENCE`."""
        alone = True
        try:
            async with asyncio.timeout(PATIENCE if self._turn.locked() else None):
                await self._turn.acquire()
        except TimeoutError:
            alone = False
        try:
            yield
        finally:
            if alone:
                self._turn.release()

    def _run(self, scope: Message, spool: Spool, not_kept: str | None) -> tuple[Message, bytes]:
        """Call the application in a thread of its own."""
        call = cast(Any, WsgiToAsgiInstance)(self._application)
        # A name with "_" would pass for the one with "-" that only our proxy may set.
        named = [(name, text) for name, text in scope["headers"] if b"_" not in name]
        call.scope = {**scope, "headers": named}
        environ = call.build_environ(call.scope, BufferedReader(spool))
        environ["CONTENT_LENGTH"] = str(0 if not_kept else spool.size)
        if not_kept:
            environ[NOT_KEPT] = not_kept
        answer = self._application(environ, call.start_response)
        try:
            return call.response_start, b"".join(answer)
        finally:
            if close := getattr(answer, "close", None):
                close()


def _has_body(scope: Message) -> bool:
    """Whether something may be sent up: with HTTP/1 a header says so."""
    if not scope["http_version"].startswith("1"):
        return True
    return any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])


def _keep(spool: Spool, data: bytes) -> str | None:
    try:
        spool.write(data)
    except OSError:
        _log.exception("the disk takes no more of what is sent up")
        return TOO_MANY
    return None


def _plain(status: int, text: str) -> tuple[Message, bytes]:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    return {"type": "http.response.start", "status": status, "headers": headers}, text.encode()
