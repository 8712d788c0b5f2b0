"""The paper of a result of a demonstration, made when it is opened: as it was approved, without signatures."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf

from motcua.blocks.documents import api as documents
from motcua.blocks.signatures import api as signatures
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions.models import Decision
from motcua.casework.decisions.papers import build_paper
from motcua.casework.decisions.use_cases.sign import clerk_values
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import clock
from motcua.kernel.actors import system

MAKER = "decisions.result"
ANSWERED = "decisions.answer"
_ANSWER = Path(__file__).parent / "templates_typst" / "made_up_answer.typ"
# Written across the foot of every page, so that nobody takes it for a paper that holds.
_MARK = """#set page(width: 210mm, height: 297mm, margin: 8mm, fill: none)
#set text(font: "Tinos", size: 10pt, fill: rgb("#8c1d18"), weight: "bold")
#place(bottom + center)[BẢN TRÌNH DIỄN, CHƯA KÝ SỐ, KHÔNG CÓ GIÁ TRỊ SỬ DỤNG]
"""


def make_result(commune_id: int, recipe: Mapping[str, Any]) -> bytes:
    """Return the paper of a decision; `sealed`: with the number and the day that the clerk wrote."""
    row = Decision.objects.get(commune_id=commune_id, id=UUID(recipe["decision"]))
    version = catalogue.get_version(dossiers.get_dossier(system(commune_id), row.dossier_id).version_id)
    paper = build_paper(version, row.result_code, row.content, row.approved_at)
    if recipe["sealed"] and row.issued_at is not None:
        paper = signatures.fill(paper, clerk_values(row, paper), at=clock.local(row.issued_at))
        return _marked(paper, row)
    return paper


def make_answer(commune_id: int, recipe: Mapping[str, Any]) -> bytes:
    """Return what an agency outside would have sent as the result of a part, and that it is not that."""
    row = Decision.objects.get(commune_id=commune_id, id=UUID(recipe["decision"]))
    dossier = dossiers.get_dossier(system(commune_id), row.dossier_id)
    assert row.dated_on is not None and row.issued_at is not None
    told = {
        "agency": row.agency,
        "name": row.result_name,
        "number": row.number,
        "on": f"{row.dated_on:%d/%m/%Y}",
        "owner": dossier.owner_name,
        "reference": dossier.reference,
    }
    return documents.typeset(_ANSWER, told, created_at=clock.local(row.issued_at))


def _marked(paper: bytes, row: Decision) -> bytes:
    assert row.issued_at is not None
    mark = documents.typeset(_MARK, {}, created_at=clock.local(row.issued_at))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper)) as pdf, pikepdf.open(io.BytesIO(mark)) as over:
        for page in pdf.pages:
            page.add_overlay(over.pages[0], pikepdf.Rectangle(*page.mediabox))
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
