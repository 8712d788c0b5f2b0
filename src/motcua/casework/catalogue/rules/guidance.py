"""What stands around the procedures: life events, audiences, legal documents, the national portal's pages."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator

from motcua.blocks.forms.api import schema_problems
from motcua.casework.catalogue.errors import CatalogueError, FileProblem
from motcua.casework.catalogue.rules.folder import in_file, read_yaml

_LEGAL_KINDS = ("law", "resolution", "decree", "decision", "circular")


@dataclass(frozen=True)
class EventProcedure:
    """A procedure of a life event: why it is done, in a few words, and its name where it is not published here."""

    code: str
    name: str
    why: str


@dataclass(frozen=True)
class EventStage:
    """A stage of a life event, in the order of doing. `choose_one`: one of its procedures is enough."""

    title: str
    procedures: tuple[EventProcedure, ...]
    when: str = ""
    text: str = ""
    choose_one: bool = False


@dataclass(frozen=True)
class LifeEvent:
    """Something that happens in a life, and the procedures that belong to it. Valid on both days inclusive."""

    key: str
    slug: str
    name: str
    name_en: str
    rank: int
    valid_from: date
    valid_to: date | None
    audiences: tuple[str, ...]
    summary: str
    prepare: tuple[str, ...]
    stages: tuple[EventStage, ...]
    advice: tuple[str, ...]
    basis: tuple[str, ...]

    def in_force(self, on: date) -> bool:
        """Tell whether the guidance holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Audience:
    """Whom a procedure is for; `guidance` is said to them above their list."""

    key: str
    slug: str
    name: str
    name_en: str
    guidance: tuple[str, ...] = ()


@dataclass(frozen=True)
class LegalDocument:
    """A legal text. A day that was not checked is None; `general`: the product itself stands on it."""

    number: str
    kind: str
    subject: str
    issued_on: date | None = None
    effective_on: date | None = None
    ends_on: date | None = None
    replaced_by: str = ""
    general: bool = False

    def standing(self, on: date) -> str:
        """Return "future", "ended", "ending" (an end is known) or "in_force", as far as its days are known."""
        if self.effective_on is not None and on < self.effective_on:
            return "future"
        if self.ends_on is None:
            return "in_force"
        return "ended" if self.ends_on < on else "ending"


@dataclass(frozen=True)
class NationalPortal:
    """Where the national portal tells of each procedure."""

    portal: str
    page: str
    pages: Mapping[str, str]

    def page_of(self, code: str) -> str:
        """Return the address of the procedure's page, empty when its identifier is not known."""
        known = self.pages.get(code)
        return self.page.format(id=known) if known else ""


def read_life_event(name: str, text: str) -> LifeEvent:
    """The life event of a file. Errors: CatalogueError with every fault found."""
    data = _checked(name, "life_event", text)
    stages = tuple(
        EventStage(
            **{key: value for key, value in stage.items() if key != "procedures"},
            procedures=tuple(EventProcedure(**one) for one in stage["procedures"]),
        )
        for stage in data["stages"]
    )
    texts = {key: tuple(data.get(key, ())) for key in ("audiences", "prepare", "advice", "basis")}
    return LifeEvent(
        key=data["key"], slug=data["slug"], name=data["name"], name_en=data["name_en"], rank=data["rank"],
        valid_from=_day(name, data["valid_from"]),
        valid_to=_day(name, data["valid_to"]) if "valid_to" in data else None,
        summary=data["summary"], stages=stages, **texts,
    )  # fmt: skip


def read_audiences(name: str, text: str) -> tuple[Audience, ...]:
    """The audiences of a file, in their order. Errors: CatalogueError."""
    return tuple(
        Audience(**{**one, "guidance": tuple(one.get("guidance", ()))})
        for one in _checked(name, "audiences", text)
    )


def read_legal_documents(name: str, text: str) -> tuple[LegalDocument, ...]:
    """The legal documents of a file: laws first, then by the rank of their kind. Errors: CatalogueError."""
    found = []
    for one in _checked(name, "legal_documents", text):
        days = {key: _day(name, value) for key, value in one.items() if key.endswith("_on")}
        found.append(LegalDocument(**{**one, **days}))
    no_twice(name, [one.number for one in found])
    return tuple(sorted(found, key=lambda one: _LEGAL_KINDS.index(one.kind)))


def read_national_portal(name: str, text: str) -> NationalPortal:
    """The pages of the national portal. Errors: CatalogueError."""
    return NationalPortal(**_checked(name, "national_portal", text))


def _checked(name: str, part: str, text: str) -> Any:
    data = read_yaml(text)
    problems = schema_problems(_validator(part), data)
    if problems:
        raise CatalogueError(in_file(name, problems))
    return data


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CatalogueError([FileProblem(name, text, "ngày không có trong lịch", str(error))]) from error


def no_twice(name: str, keys: Sequence[str]) -> None:
    """Errors: CatalogueError with every key that is there twice."""
    twice = sorted(key for key, count in Counter(keys).items() if count > 1)
    if twice:
        raise CatalogueError([FileProblem(name, one, "có hai lần", "is there twice") for one in twice])


@cache
def _validator(part: str) -> Draft202012Validator:
    place = files("motcua.casework.catalogue").joinpath("schema/guidance.schema.json")
    schema = json.loads(place.read_text(encoding="utf-8"))
    return Draft202012Validator({"$defs": schema["$defs"], "$ref": f"#/$defs/{part}"})
