"""Requests as bytes, ready to send."""

from collections.abc import Mapping
from urllib.parse import urlencode


def get(port: int, path: str, cookies: str = "") -> bytes:
    """Return a GET as a telephone's browser sends it."""
    return _head("GET", port, path, cookies) + b"\r\n"


def post(port: int, path: str, fields: Mapping[str, str], cookies: str) -> bytes:
    """Return the POST of a form."""
    body = urlencode(fields).encode()
    kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    return _head("POST", port, path, cookies) + kind.encode() + body


def _head(method: str, port: int, path: str, cookies: str) -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: localhost:{port}",
        "User-Agent: Mozilla/5.0 (Linux; Android 12)",
        "Accept: text/html,application/xhtml+xml",
        "Accept-Language: vi-VN,vi;q=0.9",
        *([f"Cookie: {cookies}"] if cookies else []),
    ]
    return "".join(f"{line}\r\n" for line in lines).encode()
