"""One child process: its own group, dies with us, comes back with a growing pause."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from motcua.interfaces.cli.processes.journal import Journal
from motcua.interfaces.cli.processes.ports import answers, serves
from motcua.kernel.embedded import launch

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_STEADY = 60.0


@dataclass(frozen=True)
class Program:
    """What to run: a name for people and logs, the command, and the port that shows readiness.

    With ``pages`` the port must give an HTTP answer, not only accept connections.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    port: int | None = None
    pages: bool = False
    restart_with_database: bool = False


class Child:
    """A running program and its log."""

    def __init__(self, program: Program, log: Path) -> None:
        self.program = program
        self.journal = Journal(log / f"{program.name}.log")
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0
        self._pause = _FIRST_PAUSE
        self._retry_at: float | None = None

    @property
    def pid(self) -> int | None:
        """Process number of the leader of the child's group."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start it; whatever is left of an earlier run is killed first, it may hold the port."""
        self.kill_group()
        prefix = [sys.executable, "-I", "-S", launch.__file__]
        options = ["--parent", str(os.getpid()), "--signal", str(int(signal.SIGTERM)), "--"]
        with self.journal.path.open("ab") as log:
            self._process = subprocess.Popen(
                [*prefix, *options, *self.program.command],
                env=self.program.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0,
            )
        self._started_at = time.monotonic()
        self._retry_at = None

    def is_ready(self) -> bool:
        """Whether it answers at its port; a program without one is ready when it runs."""
        port = self.program.port
        return port is None or (serves(port) if self.program.pages else answers(port))

    def exit_code(self) -> int | None:
        """Exit code of the last run, None while it runs."""
        return self._process.poll() if self._process else None

    def revive(self, now: float) -> str | None:
        """Start a crashed child again when its pause is over; say what happened, once a crash."""
        if self._process is None or self._process.poll() is None:
            return None
        if self._retry_at is None:
            if now - self._started_at > _STEADY:
                self._pause = _FIRST_PAUSE
            self._retry_at = now + self._pause
            message = (
                f"đã dừng bất ngờ (mã {self._process.returncode}), khởi động lại sau {self._pause:g} giây"
            )
            self._pause = min(self._pause * 2, _LONGEST_PAUSE)
            return message
        if now >= self._retry_at:
            self.start()
        return None

    def ask_to_stop(self) -> None:
        """Send SIGTERM to the leader, which ends its own workers in good order."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def wait_stopped(self, patience: float) -> None:
        """Wait for the end, then kill whatever of the group is left."""
        if self._process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
        self.kill_group()
        self._process.wait()
        self._process = None

    def kill_group(self) -> None:
        """Kill what is left of the child's process group."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
