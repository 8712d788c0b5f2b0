"""The web servers that are measured, started as the product starts its own, and what they use."""

import http.client
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil  # type: ignore[import-untyped]

from bench.machine.stage import BARE_PORT, FOLDER, ROOT, WEB_PORT, Stage
from motcua.interfaces.cli import programs
from motcua.interfaces.cli.processes.ports import require_free

HOST = "127.0.0.1"
_PATIENCE = 60.0


@dataclass(frozen=True)
class Web:
    """A running web server and when its process was started (seconds of the monotonic clock)."""

    port: int
    process: psutil.Process
    started_at: float

    def workers(self) -> list[psutil.Process]:
        """Return the processes that answer requests."""
        # multiprocessing keeps a process of its own beside them, which answers nothing.
        return [p for p in self.process.children() if "resource_tracker" not in " ".join(p.cmdline())]


@contextmanager
def product(stage: Stage) -> Iterator[Web]:
    """Run the product's web server."""
    program = programs.web(stage.addresses, HOST, WEB_PORT)
    with _running(list(program.command), dict(program.environment), WEB_PORT) as web:
        yield web


@contextmanager
def bare(stage: Stage) -> Iterator[Web]:
    """Run the bare Django under the same server settings, database and role."""
    program = programs.web(stage.addresses, HOST, BARE_PORT)
    command = [*program.command[:-1], "bench.machine.bare.asgi:application"]
    settings = {"DJANGO_SETTINGS_MODULE": "bench.machine.bare.settings", "PYTHONPATH": str(ROOT)}
    with _running(command, {**program.environment, **settings}, BARE_PORT) as web:
        yield web


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[Web]:
    # A second server starts silently on a used port, and the kernel shares the requests out.
    require_free(HOST, {"bench": port})
    with (FOLDER / f"web-{port}.log").open("ab") as log:
        started_at = time.monotonic()
        child = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log, process_group=0)
        try:
            yield Web(port, psutil.Process(child.pid), started_at)
        finally:
            child.terminate()
            try:
                child.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()


def await_page(web: Web, path: str = "/") -> float:
    """Wait for the first 200 of a page; return the seconds since the start of the process."""
    while time.monotonic() - web.started_at < _PATIENCE:
        try:
            connection = http.client.HTTPConnection(HOST, web.port, timeout=10)
            connection.request("GET", path, headers={"Host": f"localhost:{web.port}"})
            answer = connection.getresponse()
            answer.read()
            connection.close()
            if answer.status == http.client.OK:
                return time.monotonic() - web.started_at
            raise SystemExit(f"{path} answers {answer.status}: see {FOLDER}/web-{web.port}.log")
        except OSError:
            time.sleep(0.005)
    raise SystemExit(f"no answer within {_PATIENCE:.0f} s: see {FOLDER}/web-{web.port}.log")


def cpu_seconds(*roots: psutil.Process) -> float:
    """Return the processor time so far of these processes, their children, and children already ended."""
    total = 0.0
    for root in roots:
        for process in (root, *root.children(recursive=True)):
            try:
                times = process.cpu_times()
            except psutil.NoSuchProcess:
                continue  # Its time is in its parent's children_user by now.
            total += times.user + times.system + times.children_user + times.children_system
    return total


def postgres(stage: Stage) -> psutil.Process:
    """Return the first process of the database."""
    return psutil.Process(stage.postmaster)
