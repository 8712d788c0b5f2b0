"""Reading a form definition: schema, references, duplicates, cycles. A faulty one never loads."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from motcua.blocks.forms.errors import DefinitionError
from motcua.blocks.forms.rules.checking import check, judging_problems
from motcua.blocks.forms.rules.definition import (
    ADDRESS_PARTS,
    SOURCES,
    Bearer,
    Check,
    Copy,
    Field,
    Fill,
    FormDefinition,
    Option,
    Page,
    Stop,
)
from motcua.blocks.forms.rules.dependencies import cycle
from motcua.blocks.forms.rules.expressions import Problem
from motcua.blocks.forms.rules.schemas import form_validator, schema_problems
from motcua.blocks.forms.rules.suggestion_lists import LISTS
from motcua.blocks.forms.rules.validation import default_problem


def load(data: Mapping[str, Any]) -> FormDefinition:
    """A checked definition from its JSON. Errors: DefinitionError with every problem and its path."""
    problems = schema_problems(form_validator(), data)
    if problems:
        raise DefinitionError(problems)
    definition = build_form(data)
    problems = _reference_problems(definition)
    if problems:
        raise DefinitionError(problems)
    return definition


def build_form(data: Mapping[str, Any]) -> FormDefinition:
    """The definition of data that `load` has taken before."""
    return FormDefinition(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        pages=tuple(_page(page) for page in data["pages"]),
        stops=tuple(Stop(stop["if"], stop["title"], stop["message"]) for stop in data.get("stops", ())),
        declaration=data.get("declaration", ""),
        raw=data,
    )


def _page(data: Mapping[str, Any]) -> Page:
    return Page(
        id=data["id"],
        title=data["title"],
        fields=tuple(_field(field) for field in data["fields"]),
        hint=data.get("hint", ""),
        show_if=data.get("show_if", True),
    )


_PLAIN_WORDS = (
    "id type label help required show_if default max_length min max decimals normalize lock ask fold usual personal "
    "autocomplete calculate result most row_label keep_old_names"
)
_PLAIN = tuple(_PLAIN_WORDS.split())


def _field(data: Mapping[str, Any]) -> Field:
    plain = {name: data[name] for name in _PLAIN if name in data}
    source = data.get("source", ())
    parts = tuple(data.get("parts", ADDRESS_PARTS)) if data["type"] == "address" else ()
    return Field(
        **(plain | ({"ask": False} if data["type"] == "calculated" else {})),
        options=tuple(Option(**option) for option in data.get("options", ())),
        sources=(source,) if isinstance(source, str) else tuple(source),
        suggestions=_suggestions(data.get("suggestions", ())),
        parts=parts,
        columns=tuple(_field(column) for column in data.get("columns", ())),
        copy_from=tuple(Copy(rule["field"], rule.get("if", True)) for rule in data.get("copy_from", ())),
        fill_from=tuple(
            Fill(rule["field"], rule["as"], rule.get("if", True)) for rule in data.get("fill_from", ())
        ),
        checks=tuple(Check(rule["fail_if"], rule["message"]) for rule in data.get("checks", ())),
        bearer=Bearer(**data["bearer"]) if "bearer" in data else None,
    )


def _suggestions(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return LISTS.get(value, (f"?{value}",))
    return tuple(value)


def _reference_problems(definition: FormDefinition) -> list[Problem]:
    known = {field.id: field for field in definition.fields}
    problems = _duplicates("pages", (page.id for page in definition.pages))
    problems += _duplicates("pages[].fields", (field.id for field in definition.fields))
    for number, stop in enumerate(definition.stops):
        problems += check(stop.when, known, f"stops[{number}].if")
    for number, page in enumerate(definition.pages):
        problems += check(page.show_if, known, f"pages[{number}].show_if")
        for position, field in enumerate(page.fields):
            problems += _field_problems(field, known, f"pages[{number}].fields[{position}]")
    found = cycle(definition) if not problems else ()
    if found:
        chain = " → ".join(found)
        place = _place_of(definition, found[0])
        problems.append(Problem(place, f"điều kiện vòng tròn: {chain}", f"rules form a cycle: {chain}"))
    return problems


def _place_of(definition: FormDefinition, field_id: str) -> str:
    page = definition.page_of(field_id)
    return f"pages[{definition.pages.index(page)}].fields[{page.fields.index(definition.field(field_id))}]"


def _duplicates(path: str, ids: Iterable[str]) -> list[Problem]:
    return [
        Problem(path, f"mã “{one}” bị trùng", f"duplicate id {one!r}")
        for one, count in Counter(ids).items()
        if count > 1
    ]


def _field_problems(field: Field, known: Mapping[str, Field], path: str) -> list[Problem]:
    problems = check(field.required, known, f"{path}.required")
    problems += check(field.show_if, known, f"{path}.show_if")
    problems += check(field.calculate, known, f"{path}.calculate")
    problems += judging_problems(field.checks, field.bearer, known, path)
    problems += _column_problems(field, known, path)
    problems += _duplicates(f"{path}.options", (option.value for option in field.options))
    for source in field.sources:
        if source not in SOURCES:
            problems.append(
                Problem(f"{path}.source", f"không có nguồn “{source}”", f"unknown source {source!r}")
            )
    if field.suggestions and field.suggestions[0].startswith("?"):
        name = field.suggestions[0][1:]
        problems.append(
            Problem(f"{path}.suggestions", f"không có danh sách “{name}”", f"unknown list {name!r}")
        )
    reason = default_problem(field)
    if reason:
        problems.append(
            Problem(f"{path}.{reason}", "giá trị không hợp với kiểu của trường", "does not fit the type")
        )
    return problems + _borrowing_problems(field, known, path)


def _column_problems(field: Field, known: Mapping[str, Field], path: str) -> list[Problem]:
    problems = _duplicates(f"{path}.columns", (column.id for column in field.columns))
    for number, column in enumerate(field.columns):
        problems += _field_problems(column, known, f"{path}.columns[{number}]")
    return problems


_WIDER = {("date", "partial_date"), ("text", "textarea")}
_FILLS = {"birth_year": ("citizen_id", "partial_date"), "sex": ("citizen_id", "choice")}


def _borrowing_problems(field: Field, known: Mapping[str, Field], path: str) -> list[Problem]:
    problems: list[Problem] = []
    for number, copy in enumerate(field.copy_from):
        here = f"{path}.copy_from[{number}]"
        problems += check(copy.when, known, f"{here}.if")
        problems += _type_problems(field, copy.field, (field.type, field.type), known, here)
    for number, fill in enumerate(field.fill_from):
        here = f"{path}.fill_from[{number}]"
        problems += check(fill.when, known, f"{here}.if")
        types = _FILLS.get(fill.as_, (field.type, field.type))
        problems += _type_problems(field, fill.field, types, known, here)
        if fill.as_ == "sex" and not {"male", "female"} <= {option.value for option in field.options}:
            problems.append(Problem(here, "cần lựa chọn male và female", "needs the options male and female"))
    return problems


def _type_problems(
    field: Field, origin: str, types: tuple[str, str], known: Mapping[str, Field], path: str
) -> list[Problem]:
    """Faults of taking the answer of `origin`; `types`: what its type and the field's own type must be."""
    if origin not in known:
        return [Problem(f"{path}.field", f"không có trường “{origin}”", f"unknown field {origin!r}")]
    fits = known[origin].type == types[0] or (known[origin].type, field.type) in _WIDER
    if not fits or field.type != types[1]:
        return [Problem(path, "hai trường khác kiểu", f"needs {types[0]} -> {types[1]}")]
    return []
