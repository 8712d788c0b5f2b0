"""What the sandbox did, in order: in memory, and a line of JSON in `ledger.jsonl`. No PIN, SAD or hash."""

import json
import threading
from datetime import UTC, datetime
from pathlib import Path


class Ledger:
    """Append-only; begins empty at every start, the file keeps the past."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "ledger.jsonl"
        self._lock = threading.Lock()
        self._rows: list[dict[str, str | int]] = []

    def write(self, action: str, outcome: str, *, credential: str = "", count: int = 0) -> None:
        """Add a row."""
        with self._lock:
            row: dict[str, str | int] = {
                "number": len(self._rows) + 1,
                "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "action": action,
                "outcome": outcome,
                "credential": credential,
                "count": count,
            }
            self._rows.append(row)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")

    def rows(self, after: int = 0) -> list[dict[str, str | int]]:
        """Return the rows with a number above `after`."""
        with self._lock:
            return self._rows[after:]
