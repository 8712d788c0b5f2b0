"""What has to be typed in while a person stands at the desk; the rest is typed later from the signed declaration.

Only what decides something at reception: whose dossier it is and how to reach them, which papers it needs, and every
answer that a fee, a branch of the process or a stop reads, with all that these answers hang on. The addresses that tell
which commune handles it may be left empty.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from motcua.blocks.forms.api import Field, FormDefinition, Page, depends_on, fields_of
from motcua.casework.catalogue.rules.content import ProcedureContent, ProcessDefinition

OWNER = frozenset({"identity.full_name", "identity.citizen_id", "identity.residence", "identity.phone"})
DESK = "desk"


def desk_form(content: ProcedureContent, form: FormDefinition, process: ProcessDefinition) -> FormDefinition:
    """Return the form with the fields of the desk alone, on one page."""
    owner = {field.id for field in form.fields if OWNER & set(field.sources)}
    papers = set().union(*(fields_of(one.required) for one in content.components))
    decides = _with_what_they_need(form, owner | papers | _read(content, form, process))
    form = _without_need(form, set(content.competence.fields) - decides)
    wanted = decides | _with_what_they_need(form, content.competence.fields)
    fields = tuple(
        _judged_here(_on_its_page(page, field), wanted)
        for page in form.pages
        for field in page.fields
        if field.id in wanted
    )
    return replace(form, pages=(Page(DESK, form.title, fields),), declaration="")


def _without_need(form: FormDefinition, fields: set[str]) -> FormDefinition:
    """Return the form with these fields to be left empty at will."""
    return replace(
        form,
        pages=tuple(
            replace(
                page, fields=tuple(replace(f, required=False) if f.id in fields else f for f in page.fields)
            )
            for page in form.pages
        ),
    )


def whole_form(form: FormDefinition) -> FormDefinition:
    """Return the form on one page, as it is typed from paper."""
    fields = tuple(_on_its_page(page, field) for page in form.pages for field in page.fields)
    return replace(form, pages=(Page(DESK, form.title, fields),), declaration="")


def _judged_here(field: Field, wanted: set[str]) -> Field:
    """Return the field without the checks that speak of what is typed later; they are made then."""
    return replace(field, checks=tuple(one for one in field.checks if fields_of(one.fail_if) <= wanted))


def _on_its_page(page: Page, field: Field) -> Field:
    """Return the field with the condition of the page it comes from; nothing is folded away at the desk."""
    shown = field.show_if if page.show_if is True else {"and": [page.show_if, field.show_if]}
    return replace(field, show_if=shown, fold="")


def deciding_fields(
    content: ProcedureContent, form: FormDefinition, process: ProcessDefinition
) -> tuple[str, ...]:
    """Return the desk fields by which fees, way and admission were decided: they are not changed afterwards."""
    wanted = _with_what_they_need(form, _read(content, form, process))
    return tuple(field.id for field in form.fields if field.id in wanted)


def _read(content: ProcedureContent, form: FormDefinition, process: ProcessDefinition) -> set[str]:
    expressions: list[Any] = [fee.due_if for fee in content.fees]
    expressions += [branch.when for step in process.steps for branch in step.branches]
    expressions += [stop.when for stop in form.stops]
    counted = {name for fee in content.fees for name in (fee.pages_from, fee.copies_from) if name}
    return counted.union(*map(fields_of, expressions))


def _with_what_they_need(form: FormDefinition, fields: Iterable[str]) -> set[str]:
    needs = {field.id: depends_on(page, field) for page in form.pages for field in page.fields}
    found: set[str] = set()
    waiting = [name for name in fields if name in needs]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += needs[name]
    return found
