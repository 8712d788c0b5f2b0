"""What can be looked at beside the data: papers, results, papers replaced by later ones."""

from dataclasses import dataclass

from django.template.defaultfilters import floatformat
from django.urls import reverse

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake


@dataclass(frozen=True)
class Sheet:
    """One thing to look at, with its address; `kind` is image or pdf."""

    title: str
    url: str
    kind: str
    meta: str


def sheets_of(
    dossier: dossiers.DossierInfo, desk: intake.FileOnDesk, results: list[decisions.ResultInfo]
) -> list[Sheet]:
    """Return the sheets: papers in force, then results, then replaced papers."""
    now = [_paper(dossier, paper) for paper in desk.papers if not paper.superseded]
    old = [_paper(dossier, paper) for paper in desk.papers if paper.superseded]
    return now + [result_sheet(dossier, result) for result in results] + old


def _paper(dossier: dossiers.DossierInfo, paper: intake.PaperInfo) -> Sheet:
    url = reverse("counter:file", args=[dossier.id, paper.file.id])
    pages = f"PDF, {paper.file.pages} trang" if paper.file.pages and paper.file.is_pdf else "PDF"
    size = floatformat(paper.file.size / 1_048_576, 1)
    meta = f"{'ảnh' if paper.file.is_image else pages}, {size} MB"
    title = paper.component_name
    if paper.superseded:
        title = f"{title} (bản cũ)"
    elif paper.answer_version > 1:
        meta = f"{meta}, nộp bổ sung"
    return Sheet(title, url, "image" if paper.file.is_image else "pdf", meta)


def result_sheet(dossier: dossiers.DossierInfo, result: decisions.ResultInfo) -> Sheet:
    """Return the sheet of a result: the draft until it is signed."""
    draft = result.file_id is None
    title = f"Dự thảo: {result.name}" if draft else result.name
    url = reverse("counter:result", args=[dossier.id, result.id])
    return Sheet(title, url, "pdf", result.state_label.lower())


def chosen(sheets: list[Sheet], wanted: str) -> tuple[int, Sheet | None]:
    """Return the number (from 1) and the sheet asked for, the first one otherwise."""
    number = int(wanted) if wanted.isdecimal() and 1 <= int(wanted) <= len(sheets) else 1
    return number, (sheets[number - 1] if sheets else None)
