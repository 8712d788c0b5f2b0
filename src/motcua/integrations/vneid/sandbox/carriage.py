"""Faults of the carriage, applied to the answer of any endpoint."""

import socket
import time
from collections.abc import Callable, Iterator

from flask import Response, request

from motcua.integrations.vneid.sandbox.faults import SECONDS, Faults


def spoil(response: Response, endpoint: str, faults: Faults) -> Response:
    """Return `response`, or what the armed faults make of it. The work behind it was done already."""
    for kind in ("delay", "timeout"):
        if fault := faults.take(f"{endpoint}_{kind}"):
            time.sleep(SECONDS[kind] if fault.seconds is None else fault.seconds)
    if faults.take(f"{endpoint}_wrong_content_type"):
        response.content_type = "text/html; charset=utf-8"
    for kind, replacement in REPLACED.items():
        if faults.take(f"{endpoint}_{kind}"):
            return replacement()
    if faults.take(f"{endpoint}_truncated"):
        return truncated(response)
    if fault := faults.take(f"{endpoint}_slow_drip"):
        pause = SECONDS["slow_drip"] if fault.seconds is None else fault.seconds
        return Response(drip(response.get_data(), pause), response.status_code, mimetype=response.mimetype)
    return response


def truncated(response: Response) -> Response:
    """Promise the whole answer, send half, and close."""
    content = response.get_data()
    half = Response(iter([content[: len(content) // 2]]), response.status_code, mimetype=response.mimetype)
    half.content_length = len(content)
    return half


def thirty_megabytes() -> Iterator[bytes]:
    """Yield one JSON object of 30 MB."""
    yield b'{"sub":"'
    for _ in range(30):
        yield b"x" * 1_000_000
    yield b'"}'


def hang_up(connection: socket.socket) -> Iterator[bytes]:
    """Close the connection before the first byte."""
    connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionAbortedError
    yield b""


def drip(content: bytes, pause: float) -> Iterator[bytes]:
    """Yield byte by byte, `pause` seconds apart."""
    for position in range(len(content)):
        time.sleep(pause)
        yield content[position : position + 1]


REPLACED: dict[str, Callable[[], Response]] = {
    "500": lambda: Response('{"error":"server_error"}', 500, mimetype="application/json"),
    "30mb": lambda: Response(thirty_megabytes(), 200, mimetype="application/json"),
    "dropped": lambda: Response(hang_up(request.environ["werkzeug.socket"])),
}
