"""Faults on command: what the sandbox shall do wrong, and how often."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ENDPOINTS = ("token", "list", "info", "authorize", "signHash", "tsa")
CARRIAGE = ("500", "503", "delay", "dropped", "truncated", "garbage")
"""For every endpoint: `signHash_dropped`, `tsa_503` and so on. `dropped`: the work was done, and the answer
never left; `truncated`: half of it did; `garbage`: an answer that means nothing; `delay`: `seconds` late."""
PROTOCOL = frozenset({"expired_sad", "locked", "wrong_signature", "tsa_rejects", "tsa_wrong_digest"})
LASTING = frozenset({"clock_offset"})
"""`clock_offset`: the clock of the sandbox runs `seconds` ahead (negative: behind) until set again."""
KNOWN = PROTOCOL | LASTING | {f"{endpoint}_{kind}" for endpoint in ENDPOINTS for kind in CARRIAGE}


@dataclass
class Fault:
    """An armed fault: how many times more, and how long where that means something."""

    times: int
    seconds: float


class Faults:
    """What is armed. A fault that was used up is gone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._armed: dict[str, Fault] = {}
        self.clock_offset = 0.0

    def arm(self, command: Mapping[str, Any]) -> None:
        """Arm `{"name", "times": 1, "seconds": 1}`. Raises ValueError."""
        name, times, seconds = command.get("name"), command.get("times", 1), command.get("seconds", 1)
        if name not in KNOWN:
            raise ValueError("unknown fault")
        if isinstance(times, bool) or not isinstance(times, int) or times < 1:
            raise ValueError("times: a whole number from 1")
        if isinstance(seconds, bool) or not isinstance(seconds, int | float):
            raise ValueError("seconds: a number")
        if name == "clock_offset":
            self.clock_offset = float(seconds)
            return
        with self._lock:
            self._armed[str(name)] = Fault(times, float(seconds))

    def clear(self) -> None:
        """Disarm all, and set the clock right."""
        with self._lock:
            self._armed.clear()
        self.clock_offset = 0.0

    def take(self, name: str) -> Fault | None:
        """Return the fault when it is armed, and use it once."""
        with self._lock:
            fault = self._armed.get(name)
            if fault is not None:
                fault.times -= 1
                if fault.times == 0:
                    del self._armed[name]
            return fault
