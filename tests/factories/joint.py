"""A joint procedure at work: the acts of whoever keeps the contact with the agencies outside."""

import io
from uuid import uuid4

import pikepdf

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.kernel.clock import local_date

_A = dossiers.PartAction


def agency_paper() -> io.BytesIO:
    """Return a PDF of one page, as an agency sends its result."""
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.save(out, deterministic_id=True)
    out.seek(0)
    out.name = "thong-bao.pdf"
    return out


def part_of(actor, dossier_id, key: str) -> dossiers.PartInfo:
    seen = dossiers.get_dossier(actor, dossier_id)
    return {one.what.key: one for one in dossiers.list_parts(actor, seen)}[key]


def act_on(actor, dossier_id, key: str, action: str, now, note: str = "") -> dossiers.DossierInfo:
    """Do something to a part: send it, or write down what its agency said."""
    part = part_of(actor, dossier_id, key)
    call = dossiers.PartCall(actor, part.id, _A(action), now, note, uuid4(), part.revision)
    if call.action is _A.ANSWER:
        return decisions.record_answer(call, part, "12/TB", local_date(now), agency_paper())
    return dossiers.act_on_part(call, dossier_id)
