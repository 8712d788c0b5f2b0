"""The whole product in a process of its own: started once, used by every journey, stopped at the end."""

import fcntl
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from motcua.kernel.embedded.testing import throwaway_server

# The product listens on a port and the six after it.
_PORTS = 7
_START_PATIENCE = 180.0
_STOP_PATIENCE = 30.0
_READY = "đã sẵn sàng"
# The hours of today and tomorrow, for a run that goes over midnight.
_DAYS = """
import django
from datetime import time, timedelta
from motcua.interfaces.cli import environment
from motcua.interfaces.cli.database import database
from motcua.kernel.embedded.state import State
state = State.from_environment()
environment.prepare(state, "demo", environment.Ports(environment.port_from_environment()))
with database(state):
    django.setup()
    from motcua.blocks.organisation import api as organisation
    from motcua.kernel import clock
    from motcua.kernel.actors import system
    chief, now = system(organisation.site_commune("").id), clock.now()
    hours = [organisation.Session(time(0, 0), time(23, 59))]
    for day in (clock.local_date(now), clock.local_date(now) + timedelta(days=1)):
        organisation.set_commune_day(chief, day, "swap_work", "Trực", "Thử nghiệm", now=now, sessions=hours)
"""


class DidNotStart(Exception):
    """`motcua up` ended or took too long; the message carries what it said."""


@dataclass(frozen=True)
class Product:
    """A running product: its address, its folder, the process that watches over it."""

    url: str
    folder: str
    pid: int

    @property
    def inbox(self) -> str:
        """Address of the mails sent."""
        return f"http://localhost:{int(self.url.rsplit(':', 1)[1]) + 3}"

    @property
    def said(self) -> Path:
        """What it wrote on the console."""
        return Path(self.folder) / "up.txt"

    def logs(self, lines: int = 40) -> str:
        """Return the end of every log, for a failure that nobody watches."""
        files = [self.said, *sorted(Path(self.folder, "log").rglob("*.log"))]
        ends = {file.name: file.read_text(errors="replace").splitlines() for file in files if file.exists()}
        return "\n".join("\n".join([f"== {name}", *text[-lines:]]) for name, text in ends.items())

    def database_process(self) -> psutil.Process:
        """Return the server process of the embedded database."""
        for child in psutil.Process(self.pid).children(recursive=True):
            if child.name() == "postgres" and child.parent().name() != "postgres":
                return child
        raise LookupError("no postgres runs under this product")


def free_ports() -> int:
    """Return a port that is free, as are the ones after it.

    They lie below the range from which the system takes the ports of outgoing connections.
    """
    for base in random.sample(range(11000, 20000, 10), 200):
        if all(_is_free(base + more) for more in range(_PORTS)):
            return base
    raise DidNotStart("no seven free ports in a row")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


@contextmanager
def running(folder: Path, *, given: int | None = None) -> Iterator[Product]:
    """Run the demonstration under `folder` until the block ends, whatever ends it.

    `given`: the version of a PostgreSQL of its own that it is pointed to, instead of the embedded one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    port = free_ports()
    inherited = {
        key: text for key, text in os.environ.items() if not key.startswith(("MOTCUA_", "DATABASE_"))
    }
    wanted = {"MOTCUA_MODE": "demo", "MOTCUA_VAR": str(folder), "MOTCUA_PORT": str(port)}
    with _database_server(given) as addresses, (folder / "up.txt").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "motcua.interfaces.cli.main", "up"],
            env={**inherited, **wanted, **addresses},
            stdout=said,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
        product = Product(f"http://localhost:{port}", str(folder), process.pid)
        try:
            _await_ready(product, process)
            _work_around_the_clock(product)
            yield product
        finally:
            _stop(process)


@contextmanager
def _database_server(version: int | None) -> Iterator[dict[str, str]]:
    if version is None:
        yield {}
        return
    with throwaway_server(version) as urls:
        yield {"DATABASE_URL": urls.application, "MOTCUA_OWNER_URL": urls.owner}


def _await_ready(product: Product, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _START_PATIENCE
    while _READY not in product.said.read_text():
        if process.poll() is not None or time.monotonic() > deadline:
            raise DidNotStart(f"`motcua up` is not ready, exit {process.poll()}:\n{product.logs()}")
        time.sleep(0.1)


def _work_around_the_clock(product: Product) -> None:
    """Let the commune work at every hour of the days of the run: its journeys go the same way at any time.

    Before anybody asks for a page: processes remember a calendar for some seconds.
    """
    told = psutil.Process(product.pid).environ()
    subprocess.run([sys.executable, "-c", _DAYS], env=told, check=True, timeout=120)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(_STOP_PATIENCE)
    except subprocess.TimeoutExpired:
        children = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        for child in children:
            child.kill()
        process.wait(_STOP_PATIENCE)


@contextmanager
def shared(folder: Path) -> Iterator[Product]:
    """Give the one product of a run of tests; with several test processes the first starts it for all.

    `MOTCUA_JOURNEYS=<url>,<folder>,<pid>` names a product that runs already.
    """
    given = os.environ.get("MOTCUA_JOURNEYS")
    if given:
        url, place, pid = given.split(",")
        yield Product(url, place, int(pid))
        return
    folder.mkdir(parents=True, exist_ok=True)
    note = folder / "product.json"
    with (folder / "users.lock").open("w") as users, (folder / "start.lock").open("w") as start:
        fcntl.flock(start, fcntl.LOCK_EX)
        if note.exists():
            fcntl.flock(users, fcntl.LOCK_SH)
            fcntl.flock(start, fcntl.LOCK_UN)
            yield Product(**json.loads(note.read_text()))
            return
        with running(folder / "var") as product:
            note.write_text(json.dumps(asdict(product)))
            fcntl.flock(start, fcntl.LOCK_UN)
            try:
                yield product
            finally:
                # Nobody may start using it any more, and whoever still does is waited for.
                fcntl.flock(start, fcntl.LOCK_EX)
                fcntl.flock(users, fcntl.LOCK_EX)
                note.unlink()
