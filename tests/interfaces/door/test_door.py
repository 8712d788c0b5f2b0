"""Nobody waits for a slow phone or a slow server of others, and nobody's request is lost or mixed."""

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from motcua.interfaces.door import door as module
from motcua.interfaces.door.door import NOT_KEPT, Door
from tests.interfaces.door.conftest import GONE, ask, part

Echo = Callable[..., list[bytes]]
KB = 1024


def run(coroutine: Any) -> Any:
    return asyncio.run(asyncio.wait_for(coroutine, 30))


def test_a_body_in_pieces_arrives_whole(echo: Echo) -> None:
    async def scene() -> None:
        pieces = [part(b"a" * 700_000, more=True), 0.01, part(b"b" * 700_000, more=True), part(b"c")]
        heard = await ask(Door(echo), pieces)
        assert (heard.status, heard.body) == (200, b"a" * 700_000 + b"b" * 700_000 + b"c")
        assert (await ask(Door(echo))).body == b""

    run(scene())


def test_many_slow_senders_keep_nobody_waiting(echo: Echo) -> None:
    async def scene() -> None:
        one = Door(echo)
        slow = [asyncio.create_task(ask(one, [part(b"a", more=True), 3600.0])) for _ in range(100)]
        await asyncio.sleep(0.01)
        assert (await ask(one, [part(b"nhanh")])).body == b"nhanh"
        assert not any(task.done() for task in slow)
        for task in slow:
            task.cancel()

    run(scene())


def test_a_sender_who_falls_silent_is_told_to_send_again(echo: Echo) -> None:
    async def scene() -> None:
        heard = await ask(Door(echo, silence=0.05), [part(b"a", more=True), 3600.0])
        assert heard.status == 408
        assert "Hãy gửi lại" in heard.body.decode()

    run(scene())


def test_a_sender_who_only_trickles_is_given_up_too(echo: Echo) -> None:
    async def scene() -> None:
        trickle = [step for _ in range(200) for step in (part(b"a", more=True), 0.02)]
        heard = await ask(Door(echo, silence=0.1), trickle)
        assert heard.status == 408
        # One who keeps sending at a fair pace may take longer than the silence.
        steady = [step for _ in range(5) for step in (part(b"a" * 10 * KB, more=True), 0.25)]
        heard = await ask(Door(echo, silence=1.0), [*steady, part(b"")])
        assert heard.status == 200

    run(scene())


def test_a_request_that_broke_off_never_reaches_the_application() -> None:
    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        raise AssertionError("half a request was answered")

    async def scene() -> None:
        heard = await ask(Door(application), [part(b"nop=1", more=True), GONE])
        assert heard.messages == []

    run(scene())


def test_too_much_is_not_kept_and_the_application_is_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str | None, str, bytes]] = []

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response("200 OK", [])
        seen.append((environ.get(NOT_KEPT), environ["CONTENT_LENGTH"], environ["wsgi.input"].read()))
        return []

    async def scene() -> None:
        one = Door(application, largest=10 * KB, room=15 * KB)
        # The room of one that is too large is free as soon as that is known.
        huge = [part(b"a" * 9 * KB, more=True), part(b"b" * 6 * KB, more=True), 0.2, part(b"c")]
        slow = [part(b"a" * 8 * KB, more=True), 0.4, part(b"b")]
        tasks = [asyncio.create_task(ask(one, script)) for script in (huge, slow)]
        await asyncio.sleep(0.05)
        await ask(one, [part(b"c" * 8 * KB)])
        await ask(one, [part(b"small")])
        await asyncio.gather(*tasks)
        # All room is free again.
        await ask(one, [part(b"d" * 10 * KB)])

    monkeypatch.setattr(module, "IN_MEMORY", KB)
    run(scene())
    assert [(reason, length) for reason, length, _ in seen] == [
        (module.TOO_MANY, "0"),
        (None, "5"),
        (module.TOO_LARGE, "0"),
        (None, str(8 * KB + 1)),
        (None, str(10 * KB)),
    ]
    assert [len(body) for _, _, body in seen] == [int(length) for _, length, _ in seen]


def test_a_disk_that_is_full_is_told(echo: Echo, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> int:
        raise OSError("no space left")

    monkeypatch.setattr(module.Spool, "write", full)

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response("200 OK", [])
        return [str(environ.get(NOT_KEPT)).encode()]

    async def scene() -> None:
        assert (await ask(Door(application), [part(b"a")])).body == module.TOO_MANY.encode()

    run(scene())


def test_requests_are_answered_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    # Nobody goes in beside another because the machine is slow.
    monkeypatch.setattr(module, "PATIENCE", 20.0)
    inside, most = 0, 0
    guard = threading.Lock()

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        nonlocal inside, most
        with guard:
            inside += 1
            most = max(most, inside)
        time.sleep(0.001)
        with guard:
            inside -= 1
        start_response("200 OK", [])
        return []

    async def scene() -> None:
        one = Door(application)
        await asyncio.gather(*(ask(one) for _ in range(10)))

    run(scene())
    assert most == 1


def test_a_request_that_stands_still_is_passed_by() -> None:
    released = threading.Event()

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response("200 OK", [])
        if "HTTP_SLOW" in environ:
            released.wait(20)
            return [b"slow"]
        return [b"quick"]

    async def scene() -> None:
        one = Door(application)
        slow = [asyncio.create_task(ask(one, headers=[(b"slow", b"1")])) for _ in range(3)]
        await asyncio.sleep(0.01)
        try:
            assert [(await ask(one)).body for _ in range(3)] == [b"quick"] * 3
        finally:
            released.set()
        assert {(await task).body for task in slow} == {b"slow"}

    run(scene())


def test_a_header_cannot_pass_for_another() -> None:
    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response("200 OK", [])
        return [environ["HTTP_X_FORWARDED_FOR"].encode()]

    async def scene() -> None:
        headers = [(b"x_forwarded_for", b"203.0.113.9"), (b"x-forwarded-for", b"198.51.100.7")]
        assert (await ask(Door(application), headers=headers)).body == b"198.51.100.7"

    run(scene())


def test_an_address_in_plain_vietnamese_is_understood() -> None:
    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response("200 OK", [])
        return [environ["QUERY_STRING"].encode("latin-1")]

    async def scene() -> None:
        assert (await ask(Door(application), query="q=đất".encode())).body.decode() == "q=đất"

    run(scene())


def test_the_answer_is_closed_so_that_its_request_ends() -> None:
    closed = []

    class Answer(list[bytes]):
        def close(self) -> None:
            closed.append(1)

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Answer:
        start_response("200 OK", [])
        return Answer([b"a"])

    run(ask(Door(application)))
    assert closed == [1]
