"""Starts the child process, feeds it, bounds its time and its answer, and believes little of what it says."""

import contextlib
import json
import logging
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from motcua.kernel.errors import NotAvailable

log = logging.getLogger(__name__)
_SOURCES = Path(__file__).resolve().parents[4]
_WALL_SECONDS = 60.0
_MOST_ANSWER = 64 * 1024 * 1024
_KILLED_BY_LIMIT = {-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS}


@dataclass(frozen=True)
class Answer:
    """What the child found, and the bytes it gave back."""

    told: dict[str, Any]
    data: bytes

    @property
    def reason(self) -> str | None:
        """Return the code of the refusal, if the file was refused."""
        given = self.told.get("reason")
        return None if given is None else str(given)


def ask(task: dict[str, Any], data: bytes) -> Answer:
    """Have the child do a task. A child that dies of the file refuses it; one that cannot run is our fault.

    Raises NotAvailable in the latter case.
    """
    with subprocess.Popen(
        [sys.executable, "-s", "-P", "-m", "motcua.blocks.documents.inspection.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"PYTHONPATH": str(_SOURCES), "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    ) as child:
        raw = _converse(child, json.dumps(task).encode() + b"\n" + data)
    return _answer(raw, child.returncode)


def _converse(child: subprocess.Popen[bytes], question: bytes) -> bytes:
    timer = threading.Timer(_WALL_SECONDS, child.kill)
    feeder = threading.Thread(target=_feed, args=(child, question))
    timer.start()
    feeder.start()
    try:
        assert child.stdout is not None
        raw = child.stdout.read(_MOST_ANSWER)
        if len(raw) == _MOST_ANSWER:
            child.kill()
        child.wait()
        return raw
    finally:
        child.kill()
        timer.cancel()
        feeder.join()


def _feed(child: subprocess.Popen[bytes], question: bytes) -> None:
    # A child that ends early has answered already, or its exit code tells why not.
    assert child.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(question)
    with contextlib.suppress(BrokenPipeError):
        child.stdin.close()


def _answer(raw: bytes, code: int) -> Answer:
    if code in _KILLED_BY_LIMIT:
        log.warning("the check of a file was stopped by signal %s", -code)
        return Answer({"reason": "too_heavy"}, b"")
    head, _, body = raw.partition(b"\n")
    if code != 0 or not head:
        log.error("the check of a file could not run (exit code %s)", code)
        raise NotAvailable(
            "Lúc này chưa kiểm tra được tệp. Ông/bà thử lại sau ít phút; phần đã nhập vẫn còn."
        )
    told = json.loads(head)
    if not isinstance(told, dict):
        raise TypeError("the check of a file answered in an unknown form")
    return Answer(told, body)
