"""What a sandbox did, in order: in memory, and one JSON object a line in `ledger.jsonl`.

People stand in it by the key of their persona or credential; codes, tokens, PINs, numbers, names and addresses do not.
"""

import json
import threading
from datetime import UTC, datetime
from pathlib import Path

Row = dict[str, str | int]


class Ledger:
    """Append-only; begins empty at every start, the file keeps the past."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "ledger.jsonl"
        self._lock = threading.Lock()
        self._rows: list[Row] = []

    def write(self, action: str, outcome: str, **said: str | int) -> None:
        """Add a row under the next number; `said`: what else it tells."""
        with self._lock:
            at = datetime.now(UTC).isoformat(timespec="milliseconds")
            row: Row = {"number": len(self._rows) + 1, "at": at, "action": action, "outcome": outcome, **said}
            self._rows.append(row)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")

    def rows(self, after: int = 0) -> list[Row]:
        """Return the rows with a number above `after`."""
        with self._lock:
            return self._rows[after:]
