"""The supervisor keeps children alive, tells of trouble, and leaves none behind."""

import os
import resource
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from motcua.interfaces.cli.processes.child import Child, Program
from motcua.interfaces.cli.processes.journal import Journal
from motcua.interfaces.cli.processes.supervisor import Interrupted, Supervisor
from motcua.interfaces.cli.processes.watch import Database
from motcua.kernel.embedded.errors import StartRefused

pytestmark = pytest.mark.slow

SLEEP = "import time; time.sleep(600)"
FAMILY = f"""
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "{SLEEP}"])
print(child.pid, flush=True)
time.sleep(600)
"""
LISTEN = (
    "import socket, sys, time; s = socket.create_server(('127.0.0.1', int(sys.argv[1]))); time.sleep(600)"
)


class CalmDatabase(Database):
    """A database that restarts when a test says so."""

    restarts = 0

    def restarted(self) -> bool:
        self.restarts -= 1
        return self.restarts >= 0


class Stage:
    """A supervisor, what it said, and a way to run its loop until something holds."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.said: list[str] = []
        self.database = CalmDatabase()
        self.supervisor = Supervisor(self.database, self.said.append)

    def child(self, name: str, code: str, *arguments: str, **options: object) -> Child:
        command = [sys.executable, "-c", code, *arguments]
        return Child(Program(name, command, dict(os.environ), **options), self.log)  # type: ignore[arg-type]

    def run_until(self, holds: Callable[[], bool], patience: float = 15.0) -> None:
        deadline = time.monotonic() + patience

        def look(_number: int, _frame: object) -> None:
            if holds() or time.monotonic() > deadline:
                signal.setitimer(signal.ITIMER_REAL, 0)
                self.supervisor._asked_to_stop(0, None)

        signal.signal(signal.SIGALRM, look)
        signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
        self.supervisor.run()
        assert holds()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path)
    yield stage
    signal.setitimer(signal.ITIMER_REAL, 0)
    stage.supervisor.stop()


def _all_gone(pids: list[int], patience: float = 3.0) -> bool:
    """Whether the processes end within seconds: a kill takes a moment."""
    deadline = time.monotonic() + patience
    lines = [Path(f"/proc/{pid}/cmdline") for pid in pids]
    while any(line.exists() and line.read_bytes() for line in lines):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def _printed_pid(child: Child) -> int:
    while not child.journal.tail():
        time.sleep(0.01)
    return int(child.journal.tail())


def test_a_killed_child_comes_back(stage: Stage) -> None:
    child = stage.child("web", SLEEP)
    stage.supervisor.start([child])
    first = child.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    stage.run_until(lambda: child.pid != first and child.exit_code() is None)
    assert any("web: đã dừng bất ngờ (mã -9)" in text for text in stage.said)


def test_the_pause_of_a_child_that_crashes_grows(stage: Stage) -> None:
    child = stage.child("web", "raise SystemExit(7)")
    stage.supervisor.start([child])
    stage.run_until(lambda: len(stage.said) == 3)
    pauses = [text.split("sau ")[1].split(" giây")[0] for text in stage.said]
    assert pauses == ["0.5", "1", "2"]


def test_what_a_killed_child_left_is_gone_before_it_comes_back(stage: Stage) -> None:
    child = stage.child("web", FAMILY)
    stage.supervisor.start([child])
    orphan, first = _printed_pid(child), child.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    stage.run_until(lambda: child.pid != first)
    assert _all_gone([orphan])


def test_stop_leaves_nobody(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.interfaces.cli.processes.supervisor._STOP_PATIENCE", 1.0)
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(0, flush=True)\n"
    family, stubborn = stage.child("family", FAMILY), stage.child("stubborn", deaf + SLEEP)
    stage.supervisor.start([family, stubborn])
    grandchild, pids = _printed_pid(family), [family.pid, stubborn.pid]
    assert _printed_pid(stubborn) == 0
    stage.supervisor.stop()
    assert _all_gone([grandchild, *(pid for pid in pids if pid)])


def test_children_die_with_a_killed_supervisor(tmp_path: Path) -> None:
    program = textwrap.dedent(
        f"""
        import os, sys, time
        from pathlib import Path
        from motcua.interfaces.cli.processes.child import Child, Program
        child = Child(Program("x", [sys.executable, "-c", "{SLEEP}"], dict(os.environ)), Path(sys.argv[1]))
        child.start()
        print(child.pid, flush=True)
        time.sleep(600)
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as supervisor:
        assert supervisor.stdout is not None
        pid = int(supervisor.stdout.readline())
        while b"launch.py" in Path(f"/proc/{pid}/cmdline").read_bytes():
            time.sleep(0.01)
        supervisor.kill()
    assert _all_gone([pid])


def test_only_listeners_restart_with_the_database(stage: Stage) -> None:
    web = stage.child("web", SLEEP)
    worker = stage.child("worker", SLEEP, restart_with_database=True)
    stage.supervisor.start([web, worker])
    before = web.pid, worker.pid
    stage.database.restarts = 1
    stage.run_until(lambda: worker.pid != before[1])
    assert web.pid == before[0]
    assert any("cơ sở dữ liệu" in text for text in stage.said)


def test_problems_in_a_log_are_told_with_the_name(stage: Stage) -> None:
    code = "print('INFO fine'); print('ERROR no disk', flush=True); " + SLEEP
    child = stage.child("worker", code)
    stage.supervisor.start([child])
    stage.run_until(lambda: bool(stage.said))
    assert stage.said == ["worker: ERROR no disk"]


def test_a_child_that_cannot_start_is_told_with_its_last_words(stage: Stage) -> None:
    stage.supervisor.start([stage.child("web", "import no_such_module", port=1)])
    with pytest.raises(StartRefused, match="no_such_module"):
        stage.supervisor.wait_ready(10)


def test_ready_means_that_the_port_answers(stage: Stage, free_port: int) -> None:
    stage.supervisor.start([stage.child("web", LISTEN, str(free_port), port=free_port)])
    stage.supervisor.wait_ready(10)
    silent = stage.child("silent", SLEEP, port=1)
    stage.supervisor.start([silent])
    with pytest.raises(StartRefused, match="silent"):
        stage.supervisor.wait_ready(0.5)


def test_pages_are_ready_when_they_answer_not_when_the_port_listens(stage: Stage, free_port: int) -> None:
    stage.supervisor.start([stage.child("web", LISTEN, str(free_port), port=free_port, pages=True)])
    with pytest.raises(StartRefused, match="web"):
        stage.supervisor.wait_ready(0.5)
    stage.supervisor.stop()
    serve = "import http.server, sys; http.server.test(port=int(sys.argv[1]), bind='127.0.0.1')"
    stage.supervisor.start([stage.child("pages", serve, str(free_port), port=free_port, pages=True)])
    stage.supervisor.wait_ready(10)


def test_a_stop_while_starting_ends_the_start(stage: Stage) -> None:
    with pytest.raises(Interrupted):
        stage.supervisor._asked_to_stop(signal.SIGINT, None)


def test_a_big_log_is_cut_and_kept_while_the_child_writes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.interfaces.cli.processes.journal._LIMIT", 100)
    path = tmp_path / "web.log"
    journal = Journal(path)
    with path.open("ab", buffering=0) as writer:
        for run in range(5):
            writer.write(f"ERROR number {run}\n".encode() * 10)
            assert len(journal.problems()) == 10
            journal.rotate()
        writer.write(b"ERROR last\n")
    assert journal.problems() == ["ERROR last"]
    assert path.read_bytes() == b"ERROR last\n"
    kept = [(tmp_path / f"web.{n}.log").read_bytes()[6:14] for n in (1, 2, 3)]
    assert kept == [b"number 4", b"number 3", b"number 2"]
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.parametrize(
    ("soft", "hard", "after"), [(256, 900, 900), (256, 20_000, 8_500), (9_000, 9_500, 9_000)]
)
def test_as_many_senders_as_the_system_allows(soft: int, hard: int, after: int) -> None:
    script = (
        "import resource as r; from motcua.interfaces.cli import programs; "
        f"r.setrlimit(r.RLIMIT_NOFILE, ({soft}, {hard})); programs.allow_senders(); "
        "print(r.getrlimit(r.RLIMIT_NOFILE)[0])"
    )
    if resource.getrlimit(resource.RLIMIT_NOFILE)[1] < hard:
        pytest.skip("this machine allows fewer files")
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(said.stdout) == after
