"""What every paper of a dossier needs: the desk laid open, the owner as declared, the set of forms, the office."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices.addresses import lookup_url
from motcua.casework.notices.rules.forms import FormName, Office, Party, Procedure, ReceivedPaper, form_name
from motcua.kernel import clock
from motcua.kernel.actors import system

GROUND = "Nghị định số 118/2025/NĐ-CP, Điều 17"


def term_words(term: organisation.Term) -> str:
    """Return a term as forms print it: "03 ngày làm việc"."""
    if term.unit == "same_day":
        cutoff = f"{term.cutoff:%H:%M}" if term.cutoff else "15:00"
        return f"trong ngày; tiếp nhận sau {cutoff} thì trả trong ngày làm việc tiếp theo"
    return f"{term.value:02d} {catalogue.UNIT_WORDS[term.unit]}"


def desk_of(
    dossier: dossiers.DossierInfo, now: datetime, purpose: str = "Lập phiếu của bộ phận Một cửa"
) -> intake.FileOnDesk:
    """Lay a dossier open for the machine itself; the read is audited with its purpose."""
    return intake.open_desk(system(dossier.commune_id), dossier, purpose=purpose, now=now)


def party(dossier: dossiers.DossierInfo, desk: intake.FileOnDesk) -> Party:
    """Return the owner with what the declaration on the desk says of phone, e-mail, number and residence."""
    return declared_party(dossier, desk.answers)


def declared_party(dossier: dossiers.DossierInfo, answers: Mapping[str, Any]) -> Party:
    """Return the owner with what these answers say of phone, e-mail, number and residence."""
    said = intake.said_of(dossier, answers)
    return Party(
        name=dossier.owner_name,
        address=said.get("residence", ""),
        phone=said.get("phone", ""),
        email=said.get("email", ""),
        identity_number=said.get("citizen_id", ""),
    )


def _papers_at(desk: intake.FileOnDesk, at: datetime) -> list[intake.PaperInfo]:
    """Return the papers in force at a moment: those of the last version of answers handed in before it."""
    laid = [paper for paper in desk.papers if paper.file.created_at <= at]
    last = {
        paper.component_code: paper.answer_version for paper in sorted(laid, key=lambda p: p.answer_version)
    }
    return [paper for paper in laid if paper.answer_version == last[paper.component_code]]


def office_of(commune: organisation.CommuneInfo) -> Office:
    """Return the head of a form."""
    return Office(
        superior=commune.committee_name,
        agency=commune.centre_name,
        unit=commune.centre_name,
        place=commune.name,
        address=commune.address,
        phone=commune.phone,
        website=lookup_url().split("//")[-1].split("/")[0],
    )


def issued_at(at: datetime) -> datetime:
    """Return a moment on the clock of Vietnam, as forms print it."""
    return clock.local(at)


def form_of(dossier: dossiers.DossierInfo, form: str) -> FormName:
    """Return the name of a form in the set valid on the day the dossier was taken in, before that handed in."""
    return form_on(dossier.commune_id, dossier.accepted_at or dossier.submitted_at, form)


def form_on(commune_id: int, at: datetime, form: str) -> FormName:
    """Return the name of a form in the set valid at a moment."""
    return form_name(catalogue.law(clock.local_date(at), commune_id).forms_set, form)


def procedure_of(dossier: dossiers.DossierInfo) -> Procedure:
    """Return the procedure as papers name it."""
    return Procedure(dossier.procedure_code, dossier.procedure_name)


def received_papers(
    dossier: dossiers.DossierInfo, desk: intake.FileOnDesk, at: datetime
) -> tuple[ReceivedPaper, ...]:
    """Return the declaration and the papers that lay there at a moment, each kind with its number."""
    if desk.handed:
        return tuple(ReceivedPaper(one.name, one.form, one.count) for one in desk.handed)  # type: ignore[arg-type]
    version = catalogue.get_version(dossier.version_id)
    form_paper = next((c.name for c in version.content.components if c.form), version.form.title)
    counts: dict[str, int] = {}
    for paper in _papers_at(desk, at):
        counts[paper.component_name] = counts.get(paper.component_name, 0) + 1
    papers = [ReceivedPaper(form_paper, "electronic", 1)]
    return tuple(papers + [ReceivedPaper(name, "electronic", count) for name, count in counts.items()])


def common(dossier: dossiers.DossierInfo, desk: intake.FileOnDesk) -> dict[str, Any]:
    """Return what the papers addressed to the owner of an accepted dossier share."""
    return {
        "office": office_of(organisation.get_commune(dossier.commune_id)),
        "number": dossier.reference,
        "owner": party(dossier, desk),
        "procedure": procedure_of(dossier),
        "dossier_code": dossier.reference,
        "lookup_url": lookup_url(dossier.reference, dossier.id),
    }


def signer(commune_id: int, staff_id: UUID | None, at: datetime) -> tuple[str, str]:
    """Return title and name of whoever signs a paper; with nobody, the head of the centre and a line for the pen."""
    if staff_id is None:
        return "Thủ trưởng đơn vị", ""
    person = organisation.get_staff(commune_id, staff_id, clock.local_date(at))
    return person.signing_title or person.position, person.full_name
