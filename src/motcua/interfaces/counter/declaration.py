"""The declaration as officers read it: page by page, with what the State itself confirms marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.blocks.forms import api as forms
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.kernel import clock


@dataclass(frozen=True)
class Line:
    """One answer. `verified`: taken from the proven identity; `asked`: a person can answer it anew;
    `problem`: why it does not fit the form or the other answers."""

    id: str
    label: str
    value: str
    verified: bool
    asked: bool
    problem: str


@dataclass(frozen=True)
class Group:
    """The answers of one page of the form."""

    title: str
    lines: tuple[Line, ...]


def groups_of(
    dossier: dossiers.DossierInfo, desk: intake.FileOnDesk, *, only: frozenset[str] = frozenset()
) -> list[Group]:
    """Return the answers in force in the order of the form, pages without an answer left out; `only` these fields."""
    form = catalogue.get_version(dossier.version_id).form
    today = clock.local_date(dossier.submitted_at)
    problems = forms.validate_all(form, desk.answers, today, verified=desk.verified)
    groups = []
    for page in forms.visible_pages(form, desk.answers, today):
        states = forms.page_fields(form, page.id, desk.answers, today, desk.verified)
        lines = tuple(_line(state, problems) for state in states if _worth_showing(state, only))
        if lines:
            groups.append(Group(page.title, lines))
    return groups


def _worth_showing(state: forms.FieldState, only: frozenset[str]) -> bool:
    if only and state.field.id not in only:
        return False
    return state.shown and state.field.type != "declaration" and (
        state.required or forms.is_answered(state.value)
    )  # fmt: skip


def _line(state: forms.FieldState, problems: Mapping[str, str]) -> Line:
    field = state.field
    value = forms.display(field, state.value) if forms.is_answered(state.value) else ""
    return Line(field.id, field.label, value, state.verified, field.ask, problems.get(field.id, ""))


def papers_due(dossier: dossiers.DossierInfo, answers: Mapping[str, Any]) -> list[catalogue.ComponentDue]:
    """Return the papers of the procedure that these answers call for and that can be sent."""
    version = catalogue.get_version(dossier.version_id)
    today = clock.local_date(dossier.submitted_at)
    due = catalogue.components_due(version.content, version.form, answers, today)
    return [one for one in due if one.to_upload]
