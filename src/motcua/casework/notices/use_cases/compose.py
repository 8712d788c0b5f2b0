"""Gather what each form prints, one function a form."""

from datetime import datetime

from motcua.blocks.forms import api as forms
from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices.addresses import lookup_url
from motcua.casework.notices.rules.forms import (
    CashReceipt,
    FeeLine,
    Form01,
    Form02,
    Form03,
    Guide,
    MissingItem,
    Party,
    Procedure,
    ReceivedPaper,
)
from motcua.casework.notices.use_cases.issue_form import issued_at, office_of
from motcua.kernel import clock
from motcua.kernel.actors import system

GROUND = "Nghị định số 118/2025/NĐ-CP, Điều 17"


def term_words(term: organisation.Term) -> str:
    """Return a term as forms print it: "03 ngày làm việc"."""
    if term.unit == "same_day":
        cutoff = f"{term.cutoff:%H:%M}" if term.cutoff else "15:00"
        return f"trong ngày; tiếp nhận sau {cutoff} thì trả trong ngày làm việc tiếp theo"
    return f"{term.value:02d} {catalogue.UNIT_WORDS[term.unit]}"


def _desk(dossier: dossiers.DossierInfo, now: datetime) -> intake.FileOnDesk:
    return intake.open_desk(
        system(dossier.commune_id), dossier, purpose="Lập phiếu của bộ phận Một cửa", now=now
    )


def party(dossier: dossiers.DossierInfo, desk: intake.FileOnDesk) -> Party:
    """Return the owner with what the declaration says of phone, e-mail, number and residence."""
    form = catalogue.get_version(dossier.version_id).form
    said: dict[str, str] = {}
    for field in form.fields:
        source = next((s.removeprefix("identity.") for s in field.sources if s.startswith("identity.")), "")
        if source and forms.is_answered(desk.answers.get(field.id)):
            said.setdefault(source, forms.display(field, desk.answers[field.id]))
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


def receipt_form(dossier: dossiers.DossierInfo, receiver: str, due_at: datetime, now: datetime) -> Form01:
    """Gather form 01 as of the acceptance: its due time, and the papers that lay there then.

    Legal basis: Circular 03/2025/TT-VPCP, Annex I.
    """
    desk = _desk(dossier, now)
    version = catalogue.get_version(dossier.version_id)
    commune = organisation.get_commune(dossier.commune_id)
    owner = party(dossier, desk)
    counts: dict[str, int] = {}
    assert dossier.code and dossier.accepted_at
    charge = payments.find_charge(dossier.commune_id, dossier.id)
    for paper in _papers_at(desk, dossier.accepted_at):
        counts[paper.component_name] = counts.get(paper.component_name, 0) + 1
    form_paper = next((c.name for c in version.content.components if c.form), version.form.title)
    papers = [ReceivedPaper(form_paper, "electronic", 1)]
    papers += [ReceivedPaper(name, "electronic", count) for name, count in counts.items()]
    return Form01(
        office=office_of(commune),
        number=dossier.code,
        issued_at=issued_at(dossier.accepted_at),
        lookup_url=lookup_url(dossier.code, dossier.id),
        lookup_secret=dossiers.lookup_secret(dossier.id),
        submitter=owner,
        channel=dossier.channel,  # type: ignore[arg-type]  # the model's choices are the form's
        owner=owner,
        procedure=Procedure(dossier.procedure_code, dossier.procedure_name),
        papers=tuple(papers),
        term=term_words(dossiers.term_at(dossier, dossier.accepted_at)),
        received_at=issued_at(dossier.accepted_at),
        due_at=issued_at(due_at),
        return_method="electronic" if desk.delivery == "online" else "counter",
        return_place="Cổng dịch vụ công của xã" if desk.delivery == "online" else office_of(commune).unit,
        receiver=receiver,
        fee=charge.words if charge else "",
    )


def supplement_form(dossier: dossiers.DossierInfo, receiver: str, at: datetime, now: datetime) -> Form02:
    """Gather form 02: every item of the one request."""
    desk = _desk(dossier, now)
    commune = organisation.get_commune(dossier.commune_id)
    assert desk.supplement is not None
    return Form02(
        office=office_of(commune),
        number=str(desk.supplement.number),
        issued_at=issued_at(at),
        dossier_code=dossier.code or "",
        owner=party(dossier, desk),
        procedure=Procedure(dossier.procedure_code, dossier.procedure_name),
        items=tuple(MissingItem(item.label, item.what) for item in desk.supplement.items),
        reason=desk.supplement.reason,
        legal_ground=GROUND,
        guide=Guide(receiver, commune.phone, lookup_url()),
        receiver=receiver,
        limit=clock.local_date(desk.supplement.answer_by),
        submission_id=dossier.submission_code,
        lookup_url=lookup_url(dossier.reference, dossier.id),
    )


def refusal_form(
    dossier: dossiers.DossierInfo, receiver: str, reason: str, at: datetime, now: datetime
) -> Form03:
    """Gather form 03: the reason, its ground, and where to go instead."""
    desk = _desk(dossier, now)
    commune = organisation.get_commune(dossier.commune_id)
    return Form03(
        office=office_of(commune),
        number=dossier.submission_code,
        issued_at=issued_at(at),
        dossier_code=dossier.code or "",
        owner=party(dossier, desk),
        procedure=Procedure(dossier.procedure_code, dossier.procedure_name),
        reason=reason,
        legal_ground=GROUND,
        instead=f"Liên hệ {office_of(commune).unit} để được hướng dẫn làm lại hồ sơ hoặc nộp đúng nơi có thẩm quyền.",
        guide=Guide(receiver, commune.phone, lookup_url()),
        receiver=receiver,
        submission_id=dossier.submission_code,
        lookup_url=lookup_url(dossier.reference, dossier.id),
    )


def cash_receipt(
    dossier: dossiers.DossierInfo, receipt: payments.ReceiptInfo, cashier: str, now: datetime
) -> CashReceipt:
    """Gather the receipt for cash."""
    desk = _desk(dossier, now)
    commune = organisation.get_commune(dossier.commune_id)
    return CashReceipt(
        office=office_of(commune),
        tax_code="",
        template_mark="01BLP",
        series=f"MC-{receipt.year % 100:02d}E",
        number=receipt.code,
        issued_at=issued_at(receipt.collected_at),
        payer=party(dossier, desk),
        dossier_code=dossier.reference,
        procedure=Procedure(dossier.procedure_code, dossier.procedure_name),
        lines=tuple(
            FeeLine(line.name, line.quantity, line.amount // line.quantity)
            for line in receipt.lines
            if line.amount is not None
        ),
        cashier=cashier,
        lookup_url=lookup_url(dossier.reference, dossier.id),
    )
