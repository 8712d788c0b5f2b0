"""Fresh copies of the rows that one submission writes: new ids, the same sizes."""

import json
import uuid
from pathlib import Path
from typing import Any

_FILE = Path(__file__).resolve().parents[3] / "var" / "bench" / "rows.json"


class Copies:
    """The rows taken down, and copies of them under ids of their own."""

    def __init__(self) -> None:
        content = json.loads(_FILE.read_text(encoding="utf-8"))
        self.rows: list[dict[str, Any]] = content["rows"]
        self._lasting = set(content["lasting"])

    def fresh(self) -> list[dict[str, Any]]:
        """Return the values of each row; what were equal ids before are equal ids again."""
        renamed: dict[str, str] = {}
        return [self._renamed(row, renamed) for row in self.rows]

    def _renamed(self, row: dict[str, Any], renamed: dict[str, str]) -> dict[str, Any]:
        values = dict(row["values"])
        for name, kind in row["columns"].items():
            if kind == "uuid" and values[name] and name not in self._lasting:
                values[name] = renamed.setdefault(values[name], str(uuid.uuid4()))
        return values
