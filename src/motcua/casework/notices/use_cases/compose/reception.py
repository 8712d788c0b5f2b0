"""Gather forms 01, 02 and 03."""

from datetime import datetime

from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices.addresses import lookup_url
from motcua.casework.notices.rules.forms import (
    CertificationOrder,
    Form01,
    Form02,
    Form03,
    Guide,
    JointReceipt,
    MissingItem,
    ReceiptLine,
)
from motcua.casework.notices.rules.forms.parts import ReturnMethod
from motcua.casework.notices.use_cases.compose.shared import (
    GROUND,
    desk_of,
    form_of,
    issued_at,
    office_of,
    party,
    procedure_of,
    received_papers,
    term_words,
)
from motcua.kernel import clock, tenancy


def receipt_form(dossier: dossiers.DossierInfo, receiver: str, due_at: datetime, now: datetime) -> Form01:
    """Gather form 01 as of the acceptance: its due time, and the papers that lay there then.

    Legal basis: Circular 03/2025/TT-VPCP, Annex I.
    """
    desk = desk_of(dossier, now)
    # Who took it in heads the paper and hands the result over, whoever handles it.
    commune = organisation.get_commune(dossier.receiving_id)
    owner = party(dossier, desk)
    assert dossier.code and dossier.accepted_at
    charge = payments.find_charge(dossier.commune_id, dossier.id)
    with tenancy.scope(communes=[dossier.commune_id]):
        # As it was wished then: whoever wants it otherwise since has the paper that was given out, and the history.
        wish = intake.wish_at(dossier, dossier.accepted_at)
    method, place = _returned(wish, office_of(commune).unit)
    return Form01(
        name=form_of(dossier, "01"),
        office=office_of(commune),
        number=dossier.code,
        issued_at=issued_at(dossier.accepted_at),
        lookup_url=lookup_url(dossier.code, dossier.id),
        lookup_secret=dossiers.lookup_secret(dossier.id),
        submitter=owner,
        channel=dossier.channel,  # type: ignore[arg-type]  # the model's choices are the form's
        owner=owner,
        procedure=procedure_of(dossier),
        papers=received_papers(dossier, desk, dossier.accepted_at),
        term=term_words(dossiers.term_at(dossier, dossier.accepted_at)),
        received_at=issued_at(dossier.accepted_at),
        due_at=issued_at(due_at),
        return_method=method,
        return_place=place,
        receiver=receiver,
        book=str(dossier.book_year or ""),
        book_entry=str(dossier.book_entry or ""),
        certification=_certification(dossier, desk, charge),
        fee=charge.words if charge else "",
        handler=_handler(dossier),
    )


def _returned(wish: intake.Wish, unit: str) -> tuple[ReturnMethod, str]:
    """Return how and where the result is received, as the citizen chose."""
    if wish.delivery == "online":
        return "electronic", "Cổng dịch vụ công của xã"
    return ("post", wish.address) if wish.by_post else ("counter", unit)


def _handler(dossier: dossiers.DossierInfo) -> str:
    """Return who handles what another commune took in; "" where that is the same."""
    if dossier.receiving_id == dossier.commune_id:
        return ""
    return organisation.get_commune(dossier.commune_id).committee_name


def _certification(
    dossier: dossiers.DossierInfo, desk: intake.FileOnDesk, charge: payments.ChargeInfo | None
) -> CertificationOrder | None:
    """Return pages and copies where a fee of the procedure is counted by page, as certification of copies is."""
    fees = catalogue.content_of(dossier.version_id).fees
    by_page = next((fee for fee in fees if fee.per == "page"), None)
    if by_page is None:
        return None
    pages, copies = (int(desk.answers.get(name) or 0) for name in (by_page.pages_from, by_page.copies_from))
    electronic = desk.answers.get("form_of_copy") == "electronic"
    return CertificationOrder(
        pages=pages,
        paper_copies=0 if electronic else copies,
        electronic_copies=copies if electronic else 0,
        fee=charge.amount if charge else 0,
    )


def joint_receipt(
    together: list[dossiers.DossierInfo], receiver: str, number: str, now: datetime
) -> JointReceipt:
    """Gather one receipt for dossiers that one person handed in and an officer accepted at once."""
    first = together[0]
    desk = desk_of(first, now)
    office = office_of(organisation.get_commune(first.commune_id))
    assert first.accepted_at is not None
    return JointReceipt(
        name=form_of(first, "01"),
        office=office,
        number=number,
        issued_at=issued_at(first.accepted_at),
        submitter=party(first, desk),
        channel=first.channel,  # type: ignore[arg-type]  # the model's choices are the form's
        received_at=issued_at(first.accepted_at),
        lines=tuple(_line(one, now) for one in together),
        return_place=office.unit,
        receiver=receiver,
        lookup_url=lookup_url(),
    )


def _line(dossier: dossiers.DossierInfo, now: datetime) -> ReceiptLine:
    assert dossier.accepted_at is not None and dossier.due_at is not None
    charge = payments.find_charge(dossier.commune_id, dossier.id)
    papers = received_papers(dossier, desk_of(dossier, now), dossier.accepted_at)
    return ReceiptLine(
        dossier_code=dossier.reference,
        lookup_secret=dossiers.lookup_secret(dossier.id),
        procedure=procedure_of(dossier),
        owner=dossier.owner_name,
        papers=sum(paper.count for paper in papers),
        term=term_words(dossiers.term_at(dossier, dossier.accepted_at)),
        due_at=issued_at(dossier.due_at),
        fee=charge.words if charge else "",
    )


def supplement_form(dossier: dossiers.DossierInfo, receiver: str, at: datetime, now: datetime) -> Form02:
    """Gather form 02: every item of the one request."""
    desk = desk_of(dossier, now)
    commune = organisation.get_commune(dossier.commune_id)
    assert desk.supplement is not None
    again = desk.supplement.number > 1
    order = dossiers.last_order(dossier, "second_supplement") if again else None
    return Form02(
        name=form_of(dossier, "02"),
        office=office_of(commune),
        number=str(desk.supplement.number),
        issued_at=issued_at(at),
        dossier_code=dossier.code or "",
        owner=party(dossier, desk),
        procedure=procedure_of(dossier),
        items=tuple(MissingItem(item.label, item.what) for item in desk.supplement.items),
        reason=desk.supplement.reason,
        legal_ground=GROUND,
        guide=Guide(receiver, commune.phone, lookup_url()),
        receiver=receiver,
        limit=clock.local_date(desk.supplement.answer_by),
        order_number=order.number if order else "",
        order_dated_on=order.dated_on if order else None,
        submission_id=dossier.submission_code,
        lookup_url=lookup_url(dossier.reference, dossier.id),
    )


def refusal_form(
    dossier: dossiers.DossierInfo, receiver: str, reason: str, at: datetime, now: datetime
) -> Form03:
    """Gather form 03: the reason, its ground, and where to go instead."""
    desk = desk_of(dossier, now)
    commune = organisation.get_commune(dossier.commune_id)
    return Form03(
        name=form_of(dossier, "03"),
        office=office_of(commune),
        number=dossier.submission_code,
        issued_at=issued_at(at),
        dossier_code=dossier.code or "",
        owner=party(dossier, desk),
        procedure=procedure_of(dossier),
        reason=reason,
        legal_ground=GROUND,
        instead=f"Liên hệ {office_of(commune).unit} để được hướng dẫn làm lại hồ sơ hoặc nộp đúng nơi có thẩm quyền.",
        guide=Guide(receiver, commune.phone, lookup_url()),
        receiver=receiver,
        submission_id=dossier.submission_code,
        lookup_url=lookup_url(dossier.reference, dossier.id),
    )
