"""A throw-away server for tests: quick, not durable, gone with the process that started it."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from motcua.kernel.embedded.server import Server, Urls
from motcua.kernel.embedded.state import State

_PREFIX = "motcua-postgres-"
# Seconds between making the lock file and holding it, with plenty to spare.
_STARTING = 60
# Tests have nothing to lose at a power cut.
_QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "120",
    "max_wal_size": "2GB",
    "autovacuum_naptime": "10min",
}


@contextmanager
def throwaway_server(major: int = 18) -> Iterator[Urls]:
    """Run a server of its own for a test session and give the addresses of its three roles.

    Call it from the main thread: the server dies when the calling thread ends. ``major`` is 18 (what
    the product embeds) or 16 (the oldest supported).

    Raises:
        StartRefused: it cannot start.
    """
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    server = Server(State(folder), major=major, settings=_QUICK, initdb=["--no-sync"])
    try:
        yield server.start()
    finally:
        server.stop()
        shutil.rmtree(folder)


def _sweep() -> None:
    """Remove what test runs killed with -9 left behind: folders whose lock nobody holds."""
    for lock in Path(tempfile.gettempdir()).glob(_PREFIX + "*/lock"):
        status = lock.stat()
        if status.st_uid != os.geteuid() or time.time() - status.st_mtime < _STARTING:
            continue
        with lock.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            shutil.rmtree(lock.parent, ignore_errors=True)
