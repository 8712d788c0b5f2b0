"""The log file of one child: followed for problems, kept small."""

import os
import re
import shutil
from pathlib import Path

_LIMIT = 10 * 1024 * 1024
_KEPT = 3
_PROBLEM = re.compile(r"\b(?:ERROR|CRITICAL|FATAL|PANIC)\b|^\w[\w.]*(?:Error|Exception)\b")
_SERIOUS = re.compile(r"\b(?:FATAL|PANIC)\b")


class Journal:
    """Follows one log file from its end of today."""

    def __init__(self, path: Path, *, only_serious: bool = False) -> None:
        self.path = path
        self._pattern = _SERIOUS if only_serious else _PROBLEM
        self._position = path.stat().st_size if path.exists() else 0
        self._rest = b""

    def problems(self) -> list[str]:
        """New lines that tell of a problem since the last call."""
        if not self.path.exists():
            return []
        size = self.path.stat().st_size
        if size <= self._position:
            self._position = min(size, self._position)
            return []
        with self.path.open("rb") as file:
            file.seek(self._position)
            new = file.read(size - self._position)
        self._position += len(new)
        *lines, self._rest = (self._rest + new).split(b"\n")
        texts = (line.decode("utf-8", "replace") for line in lines)
        return [text for text in texts if self._pattern.search(text)]

    def tail(self, lines: int = 15) -> str:
        """The last lines, for a child that could not start."""
        if not self.path.exists():
            return ""
        with self.path.open("rb") as file:
            file.seek(max(0, self.path.stat().st_size - 8192))
            return "\n".join(file.read().decode("utf-8", "replace").splitlines()[-lines:])

    def rotate(self) -> None:
        """Copy and cut a file grown too big: the child goes on writing at its end."""
        if not self.path.exists() or self.path.stat().st_size < _LIMIT:
            return
        for number in range(_KEPT - 1, 0, -1):
            older = self.path.with_suffix(f".{number}.log")
            if older.exists():
                older.rename(self.path.with_suffix(f".{number + 1}.log"))
        shutil.copyfile(self.path, self.path.with_suffix(".1.log"))
        os.truncate(self.path, 0)
        self._position, self._rest = 0, b""
