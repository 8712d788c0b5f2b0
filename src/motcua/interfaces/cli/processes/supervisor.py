"""The loop that keeps the product running until it is told to stop."""

import signal
import time
from collections.abc import Callable, Sequence
from types import FrameType

from motcua.interfaces.cli.processes.child import Child
from motcua.interfaces.cli.processes.journal import Journal
from motcua.interfaces.cli.processes.watch import Database
from motcua.kernel.embedded.errors import StartRefused

_TICK = 0.2
_ROTATE_EVERY = 60.0
_STOP_PATIENCE = 15.0
_LINES_A_MINUTE = 30


class Interrupted(Exception):
    """Somebody asked the product to stop while it was still starting."""


class Supervisor:
    """Children in the order of their start; the database is stopped last."""

    def __init__(self, database: Database, say: Callable[[str], None]) -> None:
        self._database = database
        self._say = say
        self._children: list[Child] = []
        self._stopping = False
        self._starting = True
        self._rotated_at = time.monotonic()
        self._lines_left = _LINES_A_MINUTE

    def listen_for_stop(self) -> None:
        """Let Ctrl-C, SIGTERM and a closed terminal stop the product in good order."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
        if self._starting:
            self._starting = False
            raise Interrupted

    def start(self, children: Sequence[Child]) -> None:
        """Start children side by side."""
        for child in children:
            self._children.append(child)
            child.start()

    def wait_ready(self, patience: float) -> None:
        """Wait until every child with a port answers there.

        Raises:
            StartRefused: one ended instead or took too long, with the end of its log.
        """
        deadline = time.monotonic() + patience
        waiting = [child for child in self._children if child.program.port]
        while waiting:
            for child in self._children:
                if child.exit_code() is not None or time.monotonic() > deadline:
                    raise self._not_ready(child if child.exit_code() is not None else waiting[0])
            waiting = [child for child in waiting if not child.is_ready()]
            time.sleep(0.02 if waiting else 0)

    def run(self) -> None:
        """Watch until asked to stop: revive children, follow logs, restart workers with the database.

        Raises:
            StartRefused: the database died and cannot be started again.
        """
        self._starting = False
        while not self._stopping:
            if self._database.restarted():
                self._say("cơ sở dữ liệu: đã khởi động lại, khởi động lại các tiến trình nghe nó")
                self._restart_listeners()
            for child in self._children:
                problem = child.revive(time.monotonic())
                if problem:
                    self._say(f"{child.program.name}: {problem}; xem {child.journal.path}")
            self._report()
            time.sleep(_TICK)

    def stop(self) -> None:
        """Stop every child, the last started first, and wait for each."""
        self._starting = False
        for child in reversed(self._children):
            child.ask_to_stop()
        deadline = time.monotonic() + _STOP_PATIENCE
        for child in reversed(self._children):
            child.wait_stopped(max(0.1, deadline - time.monotonic()))
        self._children.clear()

    def _restart_listeners(self) -> None:
        for child in self._children:
            if child.program.restart_with_database:
                child.ask_to_stop()
                child.wait_stopped(_STOP_PATIENCE)
                child.start()

    def _report(self) -> None:
        """Show new problems, at most so many lines a minute, and keep the log files small."""
        journals: list[tuple[str, Journal]] = [(c.program.name, c.journal) for c in self._children]
        if self._database.journal is not None:
            journals.append(("cơ sở dữ liệu", self._database.journal))
        for name, journal in journals:
            for line in journal.problems():
                self._lines_left -= 1
                if self._lines_left >= 0:
                    self._say(f"{name}: {line}")
                elif self._lines_left == -1:
                    self._say(f"{name}: còn nhiều dòng nữa, xem {journal.path}")
        if time.monotonic() - self._rotated_at > _ROTATE_EVERY:
            self._rotated_at, self._lines_left = time.monotonic(), _LINES_A_MINUTE
            for _, journal in journals:
                journal.rotate()

    @staticmethod
    def _not_ready(child: Child) -> StartRefused:
        return StartRefused(
            f"Tiến trình '{child.program.name}' không khởi động được, xem {child.journal.path}; "
            f"những dòng cuối:\n{child.journal.tail()}"
        )
