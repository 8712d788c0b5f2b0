"""What can be looked at beside the data: papers, results, papers replaced by later ones."""

from dataclasses import dataclass, replace

from django.urls import reverse

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.ui.templatetags.ui import file_size


@dataclass(frozen=True)
class Sheet:
    """One thing to look at, with its address; `kind` is image or pdf."""

    title: str
    url: str
    kind: str
    meta: str
    current: bool = False


def sheets_of(
    dossier: dossiers.DossierInfo, desk: intake.FileOnDesk, results: list[decisions.ResultInfo]
) -> list[Sheet]:
    """Return the sheets: papers in force, then results, then replaced papers."""
    now = [_paper(dossier, paper) for paper in desk.papers if not paper.superseded]
    old = [_paper(dossier, paper) for paper in desk.papers if paper.superseded]
    return now + [result_sheet(dossier, result) for result in results] + old


def papers_of(dossier: dossiers.DossierInfo, desk: intake.FileOnDesk, codes: frozenset[str]) -> list[Sheet]:
    """Return the papers in force of some components."""
    return [_paper(dossier, one) for one in desk.papers if one.component_code in codes and not one.superseded]


def _paper(dossier: dossiers.DossierInfo, paper: intake.PaperInfo) -> Sheet:
    url = reverse("counter:file", args=[dossier.id, paper.file.id])
    pages = f"PDF, {paper.file.pages} trang" if paper.file.pages and paper.file.is_pdf else "PDF"
    meta = f"{'ảnh' if paper.file.is_image else pages}, {file_size(paper.file.size)}"
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
    if result.replaced_at is not None:
        title = f"{title} (bản cũ)"
    url = reverse("counter:result", args=[dossier.id, result.id])
    return Sheet(title, url, "pdf", result.state_label.lower())


def choose(sheets: list[Sheet], wanted: str) -> tuple[list[Sheet], Sheet | None]:
    """Mark the sheet of a number (from 1) as the current one, the first one otherwise, and return it too."""
    number = int(wanted) if wanted.isdecimal() and 1 <= int(wanted) <= len(sheets) else 1
    marked = [replace(sheet, current=place == number) for place, sheet in enumerate(sheets, start=1)]
    return marked, (marked[number - 1] if marked else None)
