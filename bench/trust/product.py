"""The product as real processes in a folder of its own: started, killed with -9 part by part, brought back.

It is put together from the pieces of `motcua up`, with one difference: what was killed comes back at once, where
the supervisor would wait longer after each crash, for hundreds of kills follow each other here.
"""

import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil  # type: ignore[import-untyped]

from motcua.interfaces.cli import programs
from motcua.interfaces.cli.database import Addresses
from motcua.interfaces.cli.environment import Ports, for_child, prepare
from motcua.interfaces.cli.processes.child import Child
from motcua.interfaces.cli.processes.ports import answers
from motcua.kernel.embedded.server import Server
from motcua.kernel.embedded.state import State

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("web", "worker", "database")
_PATIENCE = 60.0
# Every so many kills of the web the whole server goes, not one of its workers.
_WHOLE_WEB = 5


def _import_path() -> list[str]:
    """Where the web finds `bench` too."""
    return [str(ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]


def free_ports() -> Ports:
    """Return a port nobody uses at the moment, with four more behind it."""
    for base in random.sample(range(21000, 32000, 10), 200):
        if all(_is_free(base + step) for step in range(5)):
            return Ports(base)
    raise RuntimeError("no five free ports in a row")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


class Product:
    """Database, sandboxes, web and worker. Call it from the main thread: children follow the death of theirs."""

    def __init__(self, folder: Path, application: str = "motcua.config.asgi:application") -> None:
        self.state, self.ports = State(folder), free_ports()
        self.url = f"http://localhost:{self.ports.web}"
        self.kills = dict.fromkeys(PARTS, 0)
        self._application = application
        self._server = Server(self.state)
        self._children: dict[str, Child] = {}

    def start(self) -> None:
        """Start everything and fill it with the demonstration commune."""
        os.environ["MOTCUA_BASE_URL"] = self.url
        prepare(self.state, "demo", self.ports)
        urls = self._server.start()
        # For this process too: it prepares drafts, and looks at every row as the owner.
        os.environ.update(DATABASE_URL=urls.application, MOTCUA_OWNER_URL=urls.owner)
        addresses = Addresses(urls.application, urls.owner, embedded=True)
        for program in programs.sandboxes(self.state, self.ports):
            self._children[program.name] = Child(program, self.state.log)
        self._start_children()
        for command in ("migrate", "demo"):
            subprocess.run(
                programs.motcua_command(command),
                env=for_child(addresses, owner=True),
                check=True,
                stdout=subprocess.DEVNULL,
            )
        web = programs.web(addresses, "127.0.0.1", self.ports.web)
        self._children["web"] = Child(
            replace(
                web,
                command=[*web.command[:-1], self._application],
                environment={**web.environment, "PYTHONPATH": os.pathsep.join(_import_path())},
            ),
            self.state.log,
        )
        self._children["worker"] = Child(programs.worker(addresses), self.state.log)
        self._start_children()

    def _start_children(self) -> None:
        for child in self._children.values():
            if child.pid is None:
                child.start()
        _wait(lambda: all(answers(c.program.port) for c in self._children.values() if c.program.port))

    def stop(self) -> None:
        """Stop everything."""
        for child in self._children.values():
            child.ask_to_stop()
        for child in self._children.values():
            child.wait_stopped(15.0)
        self._server.stop()

    def kill(self, part: str) -> None:
        """Kill a part with SIGKILL and bring it back; returns when it answers again."""
        self.tend()
        self.kills[part] += 1
        if part == "web":
            self._kill_web()
        elif part == "worker":
            self._kill_worker()
        else:
            self._kill_database()

    def strike(self, part: str) -> None:
        """Kill a part, or for the web one of its processes, with SIGKILL and leave it so; for any thread."""
        self.kills[part] += 1
        if part == "database":
            assert self._server.pid is not None
            os.kill(self._server.pid, signal.SIGKILL)
            return
        one = psutil.Process(self._children[part].pid)
        workers = [child for child in one.children(recursive=True) if _serves(child)]
        random.choice([*workers, one]).send_signal(signal.SIGKILL)

    def mend(self, part: str) -> None:
        """Bring back a part that was struck, and wait until it answers; from the main thread."""
        if part == "database":
            _wait(lambda: self._server.poll() is not None)
            self._restart_database()
            return
        child = self._children[part]
        # The whole server, not one of its processes, may need a moment to be seen dead.
        time.sleep(0.1)
        if child.exit_code() is not None:
            child.kill_group()
            child.start()
        _wait(self._web_answers)

    def tend(self) -> None:
        """Start a web server that gave up: it does so when the same worker dies twice within seconds."""
        web = self._children["web"]
        if web.exit_code() is not None:
            web.start()
            _wait(lambda: answers(self.ports.web))

    def _kill_web(self) -> None:
        web = self._children["web"]
        assert web.pid is not None
        workers: list[psutil.Process] = []
        with suppress(psutil.NoSuchProcess):
            workers = [one for one in psutil.Process(web.pid).children(recursive=True) if _serves(one)]
        if workers and self.kills["web"] % _WHOLE_WEB:
            # The server starts another in its place by itself.
            with suppress(psutil.NoSuchProcess):
                random.choice(workers).send_signal(signal.SIGKILL)
        else:
            web.kill_group()
            _wait(lambda: web.exit_code() is not None)
            web.start()
        _wait(self._web_answers)

    def _web_answers(self) -> bool:
        self.tend()
        return answers(self.ports.web)

    def _kill_worker(self) -> None:
        worker = self._children["worker"]
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        _wait(lambda: worker.exit_code() is not None)
        worker.start()

    def _kill_database(self) -> None:
        assert self._server.pid is not None
        os.kill(self._server.pid, signal.SIGKILL)
        _wait(lambda: self._server.poll() is not None)
        self._restart_database()

    def _restart_database(self) -> None:
        self._server.start()
        worker = self._children["worker"]
        worker.ask_to_stop()
        worker.wait_stopped(15.0)
        worker.start()

    def log(self, name: str) -> str:
        """Return the end of the log of a part, for what went wrong."""
        return self._children[name].journal.tail(40)


def _serves(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return "resource_tracker" not in " ".join(process.cmdline())
    return False


def _wait(holds: Callable[[], bool], patience: float = _PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError("a part of the product did not come back")
        time.sleep(0.02)


@contextmanager
def running(application: str = "motcua.config.asgi:application") -> Iterator[Product]:
    """Run the product in a folder that is thrown away; the environment is put back afterwards."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("MOTCUA_") or name == "DATABASE_URL"]:
        del os.environ[name]
    with TemporaryDirectory(prefix="motcua-trust-", ignore_cleanup_errors=True) as folder:
        product = Product(Path(folder), application)
        try:
            product.start()
            yield product
        finally:
            product.stop()
            os.environ.clear()
            os.environ.update(before)
