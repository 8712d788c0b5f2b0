"""Errors of the catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class FileProblem:
    """One fault of a procedure folder: file, place in it, and what, in Vietnamese and English."""

    file: str
    path: str
    vi: str
    en: str

    def __str__(self) -> str:
        return f"{self.file}: {self.path}: {self.vi} ({self.en})"


class CatalogueError(ValueError):
    """A procedure folder that must not be published; `problems` says where and why."""

    def __init__(self, problems: Sequence[FileProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
