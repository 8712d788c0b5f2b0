"""From checked data to the frozen values of `content`."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from motcua.blocks.forms.api import Bearer, Check, Option
from motcua.casework.catalogue.rules.content import (
    Band,
    Branch,
    Competence,
    Component,
    Consult,
    Fee,
    LegalBasis,
    Origin,
    Part,
    ProcedureContent,
    ProcessDefinition,
    ResultField,
    ResultKind,
    Step,
    Term,
)

Data = Mapping[str, Any]


def build_content(data: Data) -> ProcedureContent:
    """The procedure of data that satisfies the schema. Errors: ValueError for a day that does not exist."""
    return ProcedureContent(
        code=data["code"],
        name=data["name"],
        short_name=data["short_name"],
        field=data["field"],
        valid_from=date.fromisoformat(data["versions_from"]),
        valid_to=date.fromisoformat(data["valid_to"]) if "valid_to" in data else None,
        replaced_by=tuple(data.get("replaced_by", ())),
        level=data["level"],
        audiences=tuple(data["audiences"]),
        life_events=tuple(data.get("life_events", ())),
        synonyms=tuple(data.get("synonyms", ())),
        summary=data["summary"].strip(),
        who=data["who"].strip(),
        steps=tuple(step.strip() for step in data["steps"]),
        terms={channel: Term(**term) for channel, term in data["terms"].items()},
        fees=tuple(build_fee(fee) for fee in data["fees"]),
        components=tuple(_component(component) for component in data["components"]),
        conditions=tuple(condition.strip() for condition in data.get("conditions", ())),
        results=tuple(_result(result) for result in data["results"]),
        legal_basis=tuple(LegalBasis(**basis) for basis in data["legal_basis"]),
        agency=data["agency"],
        notes=tuple(note.strip() for note in data.get("notes", ())),
        record=_origin(data["record"]) if "record" in data else None,
        parts=tuple(_part(part) for part in data.get("parts", ())),
        competence=_competence(data.get("competence", {})),
        raw=data,
    )


def _part(data: Data) -> Part:
    lists = {name: tuple(data.get(name, ())) for name in ("answers", "papers", "after")}
    return Part(**{**data, **lists, "term": Term(**data["term"])})


def _competence(data: Data) -> Competence:
    return Competence(**{**data, "fields": tuple(data.get("fields", ()))})


def _origin(data: Data) -> Origin:
    return Origin(**{**data, "levels": tuple(data["levels"])})


def build_fee(data: Data) -> Fee:
    """One fee of data that satisfies the schema."""
    plain = {name: value for name, value in data.items() if name not in ("channels", "bands", "quantity")}
    quantity = data.get("quantity", {})
    return Fee(
        **plain,
        channels=tuple(data["channels"]),
        bands=tuple(Band(band["amount"], band.get("to")) for band in data.get("bands", ())),
        pages_from=quantity.get("pages", ""),
        copies_from=quantity.get("copies", ""),
    )


def _component(data: Data) -> Component:
    plain = {name: value for name, value in data.items() if name not in ("copies", "accept")}
    copies = data.get("copies", {})
    return Component(
        **plain,
        original=copies.get("original", 0),
        copy=copies.get("copy", 0),
        accept=tuple(data.get("accept", ("image", "pdf"))),
    )


def _result(data: Data) -> ResultKind:
    return ResultKind(
        code=data["code"],
        name=data["name"],
        template=data.get("template", ""),
        symbol=data.get("symbol", ""),
        fields=tuple(_result_field(field) for field in data.get("fields", ())),
    )


def _result_field(data: Data) -> ResultField:
    structured = ("from", "options", "checks", "bearer")
    plain = {name: value for name, value in data.items() if name not in structured}
    options = tuple(Option(option["value"], option["label"]) for option in data.get("options", ()))
    return ResultField(
        **plain,
        origin=data.get("from", ""),
        options=options,
        checks=tuple(Check(**rule) for rule in data.get("checks", ())),
        bearer=Bearer(**data["bearer"]) if "bearer" in data else None,
    )


def build_process(data: Data) -> ProcessDefinition:
    """The process of data that satisfies the schema."""
    return ProcessDefinition(steps=tuple(_step(step) for step in data["steps"]), raw=data)


def _step(data: Data) -> Step:
    return Step(
        key=data["key"],
        name=data["name"],
        role=data["role"],
        share=Decimal(str(data["share"])),
        actions=tuple(data["actions"]),
        next=data.get("next"),
        back=data.get("back"),
        branches=tuple(Branch(branch["if"], branch["to"]) for branch in data.get("branches", ())),
        unit=data.get("unit", ""),
        consults=tuple(_consult(consult) for consult in data.get("consults", ())),
        external=data.get("external", ""),
    )


def _consult(data: Data) -> Consult:
    plain = {name: value for name, value in data.items() if name not in ("if", "share")}
    share = Decimal(str(data["share"])) if "share" in data else None
    return Consult(**plain, share=share, when=data.get("if", True))
