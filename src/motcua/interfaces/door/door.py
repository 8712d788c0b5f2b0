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

from motcua.interfaces.door.spool import IN_MEMORY, Spool

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
# Seconds for which a sender may be silent, and on top of them one second for each so many bytes: the slowest
# line is a hundred times quicker, one who means to hold the place is not.
SILENCE = 60.0
LEAST_RATE = 1_000
# Bytes of one request; a page asks for less than the half.
LARGEST = 128 * 1024 * 1024
# Bytes on the disk for all that are being sent. Who sends less than a spool keeps in memory always finds room.
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
        body = _Body()
        try:
            if _has_body(scope):
                async with asyncio.timeout(self._silence) as patience:
                    await self._take_in(receive, body, patience)
            start, content = await self._answer(scope, body)
        except TimeoutError:
            start, content = _plain(408, "Đường truyền bị ngắt khi đang gửi. Hãy gửi lại.")
        except _Gone:
            return
        finally:
            self._forget(body)
        await send(start)
        await send({"type": "http.response.body", "body": content})

    async def _take_in(self, receive: Receive, body: "_Body", patience: asyncio.Timeout) -> None:
        """Keep what is sent up to its end, or note why it is not kept; either way it is heard out."""
        now = asyncio.get_running_loop().time
        began, more = now(), True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                raise _Gone
            data = message.get("body", b"")
            body.received += len(data)
            patience.reschedule(self._silence + min(now(), began + body.received / LEAST_RATE))
            if not body.refused:
                body.refused = self._keep(body, data)
                if body.refused:
                    self._forget(body)
            more = message.get("more_body", False)
        body.spool.rewind()

    def _keep(self, body: "_Body", data: bytes) -> str:
        """Keep a piece; why not, if it cannot be."""
        if body.received > self._largest:
            return TOO_LARGE
        if body.received > IN_MEMORY:
            needed = body.received - body.room
            if needed > self._room:
                return TOO_MANY
            self._room -= needed
            body.room += needed
        try:
            body.spool.write(data)
        except OSError:
            _log.exception("the disk takes no more of what is sent up")
            return TOO_MANY
        return ""

    def _forget(self, body: "_Body") -> None:
        """Give back what it holds."""
        self._room += body.room
        body.room = 0
        body.spool.close()
        body.spool = Spool()

    async def _answer(self, scope: Message, body: "_Body") -> tuple[Message, bytes]:
        loop = asyncio.get_running_loop()
        async with self._in_turn():
            return await loop.run_in_executor(self._threads, self._run, scope, body)

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        """Wait for the turn, but not longer than `PATIENCE`."""
        alone = True
        try:
            async with asyncio.timeout(PATIENCE):
                await self._turn.acquire()
        except TimeoutError:
            alone = False
        try:
            yield
        finally:
            if alone:
                self._turn.release()

    def _run(self, scope: Message, body: "_Body") -> tuple[Message, bytes]:
        """Call the application, in a thread."""
        call = cast(Any, WsgiToAsgiInstance)(self._application)
        # A name with "_" would pass for the one with "-" that only our proxy may set.
        named = [(name, text) for name, text in scope["headers"] if b"_" not in name]
        call.scope = {**scope, "headers": named, "query_string": b""}
        environ = call.build_environ(call.scope, BufferedReader(body.spool))
        environ["QUERY_STRING"] = scope["query_string"].decode("latin-1")
        environ["CONTENT_LENGTH"] = str(body.spool.size)
        if body.refused:
            environ[NOT_KEPT] = body.refused
        answer = self._application(environ, call.start_response)
        try:
            return call.response_start, b"".join(answer)
        finally:
            if close := getattr(answer, "close", None):
                close()


class _Body:
    """What one request brings: how much came, where it is kept, and the share of the room it takes."""

    def __init__(self) -> None:
        self.spool = Spool()
        self.received, self.room = 0, 0
        self.refused = ""


def _has_body(scope: Message) -> bool:
    return any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])


def _plain(status: int, text: str) -> tuple[Message, bytes]:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    return {"type": "http.response.start", "status": status, "headers": headers}, text.encode()
