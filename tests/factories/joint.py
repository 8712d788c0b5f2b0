"""A joint procedure at work: the acts of whoever keeps the contact with the agencies outside."""

import io
from uuid import uuid4

import pikepdf

from motcua.blocks.forms import api as forms
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.kernel import tenancy
from motcua.kernel.actors import system
from motcua.kernel.clock import local_date
from tests.casework.birth import photo
from tests.factories.organisation import NOW
from tests.factories.samples import citizen_for, samples_of

CODE = "2.000986"
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


def submitted(commune_id: int):
    """Return a joint dossier as its citizen sent it, and the citizen."""
    version = catalogue.current_version(CODE, local_date(NOW))
    answers = samples_of(CODE)[0]["answers"]
    citizen = citizen_for(commune_id, version.form, answers)
    draft = intake.start_draft(citizen, commune_id, CODE, now=NOW)
    for page in draft.version.form.pages:
        raw = {}
        for field in page.fields:
            if field.id in answers and field.id not in draft.verified:
                raw |= forms.input_values(field, answers[field.id])
        draft = intake.save_page(citizen, draft.id, page.id, raw, now=NOW, seen=intake.Seen())
    for component in draft.missing_papers(local_date(NOW)):
        intake.lay_paper(citizen, draft.id, component, io.BytesIO(photo(component)), "giay.jpg", now=NOW)
    # The people of the samples live in another commune of their own.
    done = intake.submit_draft(citizen, draft.id, commune_id=commune_id, now=NOW, lives_here=True)
    return done, citizen


def accepted(office):
    """Return a joint dossier the commune took in, and its citizen."""
    dossier, citizen = submitted(office.commune.id)
    return intake.accept_dossier(call_of(office.receptionist, dossier, "accept")), citizen


def own_results_issued(office, dossier, now=NOW) -> dossiers.DossierInfo:
    """Carry a joint dossier past the stamp, without the signing service: what is tested comes after."""
    decision = uuid4()
    by_system = system(office.commune.id)
    with tenancy.scope(communes=[office.commune.id]):
        for actor, action, event in (
            (office.handler, "propose", dossiers.ResultProposed(decision)),
            (office.chair, "approve", dossiers.ResultApproved((decision,))),
            (by_system, "sign", dossiers.ResultSigned((decision,))),
            (office.clerk, "issue", dossiers.IssueOrdered((decision,), ("1/2026",))),
            (by_system, "await_parts", dossiers.OwnResultsIssued((decision,))),
        ):
            moved = dossiers.move(call_of(actor, dossier, action, now), event)
    return moved


def call_of(actor, dossier, action: str, now=NOW, **more):
    return dossiers.Call(actor, dossier.id, dossiers.Action(action), now, action_key=uuid4(), **more)
