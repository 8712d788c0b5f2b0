"""Whether a port is free, and whether somebody answers there."""

import http.client
import socket
from collections.abc import Mapping

from motcua.kernel.embedded.errors import StartRefused


def require_free(host: str, ports: Mapping[str, int]) -> None:
    """Bind each port once: some servers start silently beside another one on the same port.

    Raises:
        StartRefused: a port is in use or may not be used, with its number and purpose.
    """
    for purpose, port in ports.items():
        try:
            with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
                probe.listen(1)
        except (OSError, OverflowError) as error:
            raise StartRefused(
                f"Không dùng được cổng {port} ({purpose}) trên máy này ({_reason(error)}): hãy dừng chương "
                "trình đang dùng cổng đó, hoặc chọn cổng khác, ví dụ 'motcua up --port 9100'."
            ) from error


def answers(port: int, host: str = "127.0.0.1") -> bool:
    """Whether something accepts connections on a port."""
    try:
        socket.create_connection((host, port), timeout=0.5).close()
    except OSError:
        return False
    return True


def serves(port: int, host: str = "127.0.0.1") -> bool:
    """Whether an HTTP server gives any answer: a port can listen long before the pages are loaded."""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("HEAD", "/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _reason(error: OSError | OverflowError) -> str:
    known = {98: "đang có chương trình khác dùng", 13: "không đủ quyền"}
    if isinstance(error, OSError) and error.errno in known:
        return known[error.errno]
    return str(error)
