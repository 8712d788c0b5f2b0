"""The declaration as a paper (tờ khai): typeset from the answers, before and after they are handed in.

Answers and the version they were given under never change once handed in, so the paper is made anew whenever
it is wanted and always comes out the same; nothing is kept but what it is made from.
Legal basis: Decree 118/2025/NĐ-CP (the declaration is a part of the dossier), Circular 04/2024/TT-BTP (layouts of
civil status).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from motcua.blocks.documents import api as documents
from motcua.blocks.forms import api as forms
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.drafts import DraftInfo
from motcua.casework.intake.queries import open_desk
from motcua.kernel import clock, vietnamese
from motcua.kernel.actors import Actor

# The layout of every procedure without an official one of its own.
GENERAL = Path(__file__).parent / "templates_typst" / "declaration.typ"
PURPOSE = "In tờ khai của hồ sơ"


@dataclass(frozen=True)
class Filed:
    """When a declaration was handed in, and the code it got."""

    at: datetime
    code: str


@dataclass(frozen=True)
class Stated:
    """Who states what the declaration says, on which day; `filed` is None before it is handed in."""

    owner: str
    on: date
    filed: Filed | None = None


def preview_declaration(actor: Actor, draft: DraftInfo, *, now: datetime) -> tuple[str, bytes]:
    """Return name and PDF of a declaration that is not handed in yet: it says so on every page."""
    today = clock.local_date(now)
    answers = forms.submission_answers(draft.version.form, draft.answers, today)
    stated = Stated(draft.owner.get("name") or actor.name, today)
    commune = organisation.get_commune(draft.commune_id)
    return _name(draft.version, "xem-truoc"), print_declaration(draft.version, answers, commune, stated)


def read_declaration(actor: Actor, dossier: dossiers.DossierInfo, *, now: datetime) -> tuple[str, bytes]:
    """Return name and PDF of the declaration in force of a dossier the caller got; the read is audited."""
    desk = open_desk(actor, dossier, purpose=PURPOSE, now=now)
    version = catalogue.get_version(dossier.version_id)
    commune = organisation.get_commune(dossier.commune_id)
    stated = Stated(
        dossier.owner_name,
        clock.local_date(desk.submitted_at),
        Filed(desk.submitted_at, dossier.reference),
    )
    return _name(version, dossier.reference), print_declaration(version, desk.answers, commune, stated)


def print_declaration(
    version: catalogue.Version,
    answers: Mapping[str, Any],
    commune: organisation.CommuneInfo,
    stated: Stated,
) -> bytes:
    """Return the PDF; equal input gives equal bytes."""
    template = version.templates.get(catalogue.DECLARATION, GENERAL)
    agency = {"name": commune.committee_name, "place": commune.name}
    data = declaration_data(version.form, answers, agency, stated)
    moment = stated.filed.at if stated.filed else datetime.combine(stated.on, time(), clock.VIETNAM)
    return documents.typeset(template, data, created_at=clock.local(moment))


def declaration_data(
    form: forms.FormDefinition, answers: Mapping[str, Any], agency: Mapping[str, str], stated: Stated
) -> dict[str, Any]:
    """Return what the template sees; see typst/declaring.typ of the documents."""
    return {
        **forms.paper_texts(form, answers),
        "answers": dict(answers),
        "form": {"title": form.title, "oath": form.declaration},
        "agency": dict(agency),
        "owner": stated.owner,
        "pages": _pages(form, answers, stated.on),
        "filed": _filed(stated.filed) if stated.filed else {},
    }


def _filed(filed: Filed) -> dict[str, Any]:
    at = clock.local(filed.at)
    return {"when": f"{at:%H:%M} {at:%d/%m/%Y}", "code": filed.code, "on": [at.year, at.month, at.day]}


def _pages(form: forms.FormDefinition, answers: Mapping[str, Any], today: date) -> list[dict[str, Any]]:
    """Return every answer in the order of the form; what was not answered is left out."""
    pages = []
    for page in forms.visible_pages(form, answers, today):
        rows = [
            {"id": one.field.id, "label": one.field.label, "text": forms.display(one.field, one.value)}
            for one in forms.page_fields(form, page.id, answers, today)
            if one.shown and forms.display(one.field, one.value)
        ]
        pages.append({"title": page.title, "rows": rows})
    return [page for page in pages if page["rows"]]


def _name(version: catalogue.Version, reference: str) -> str:
    title = version.form.title[:60].rsplit(" ", 1)[0] if len(version.form.title) > 60 else version.form.title
    return f"{vietnamese.fold(title).replace(' ', '-').replace(',', '')}-{reference}.pdf"
