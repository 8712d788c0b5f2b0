"""What the sandboxes have in common that misbehave on command: armed faults, and a ledger of what was asked."""

import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(kw_only=True)
class Commanded:
    """The state of a sandbox. Whatever is changed is changed behind `lock`; a fault that was used up is gone."""

    KNOWN: ClassVar[Collection[str]]
    """Names of the faults that can be armed."""

    ledger: list[dict[str, Any]] = field(default_factory=list)
    faults: dict[str, list[float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, action: str, outcome: str) -> None:
        """Write a row of the ledger; no names, numbers, endpoints and contents."""
        with self.lock:
            self.ledger.append({"number": len(self.ledger) + 1, "action": action, "outcome": outcome})

    def arm(self, command: dict[str, Any]) -> None:
        """Arm `{"name", "times": 1, "seconds": 1}`. Raises ValueError."""
        name, times = str(command.get("name")), command.get("times", 1)
        if name not in self.KNOWN or not isinstance(times, int) or times < 1:
            raise ValueError("unknown fault, or times is no whole number from 1")
        with self.lock:
            self.faults[name] = [float(command.get("seconds", 1))] * times

    def take(self, name: str) -> float | None:
        """Return the seconds of a fault when it is armed, and use it once."""
        with self.lock:
            armed = self.faults.get(name)
            return armed.pop() if armed else None
