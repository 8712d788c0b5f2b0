"""The functions that the law asks for, read from their file once."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

Standing = Literal["whole", "part", "missing"]


@dataclass(frozen=True)
class Page:
    """A page by the name of its address, and what people call it."""

    name: str
    label: str


@dataclass(frozen=True)
class Function:
    """A function. `tests` are node ids that show it; `lacks` says what is not built yet."""

    code: str
    name: str
    where: tuple[Page, ...]
    commands: tuple[str, ...]
    tests: tuple[str, ...]
    lacks: str

    @property
    def standing(self) -> Standing:
        """Whether it is there: what nothing shows is missing, whatever else is said of it."""
        if not self.tests or not (self.where or self.commands):
            return "missing"
        return "part" if self.lacks else "whole"


@dataclass(frozen=True)
class Group:
    """Functions of one kind."""

    name: str
    functions: tuple[Function, ...]


@dataclass(frozen=True)
class Conformance:
    """All functions by group. Legal basis: `basis`."""

    basis: str
    groups: tuple[Group, ...]

    @property
    def functions(self) -> tuple[Function, ...]:
        """All of them in the order of the law."""
        return tuple(one for group in self.groups for one in group.functions)

    def count(self, standing: Standing) -> int:
        """How many stand so."""
        return sum(one.standing == standing for one in self.functions)


@cache
def read_conformance() -> Conformance:
    """Return what `functions.yaml` says."""
    raw = yaml.safe_load(Path(__file__).with_name("functions.yaml").read_text(encoding="utf-8"))
    pages = {name: Page(name, label) for name, label in raw["pages"].items()}
    groups = tuple(
        Group(group["name"], tuple(_function(one, pages) for one in group["functions"]))
        for group in raw["groups"]
    )
    return Conformance(raw["basis"], groups)


def _function(raw: dict[str, Any], pages: dict[str, Page]) -> Function:
    return Function(
        code=raw["code"],
        name=raw["name"],
        where=tuple(pages[name] for name in raw.get("where", ())),
        commands=tuple(raw.get("commands", ())),
        tests=tuple(raw.get("tests", ())),
        lacks=raw.get("lacks", ""),
    )
