"""Gather form 05, and the answer to a wish to withdraw."""

from collections.abc import Sequence
from datetime import datetime

from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices.rules.forms import Form05, WithdrawalSlip
from motcua.casework.notices.use_cases.compose.shared import (
    common,
    desk_of,
    form_of,
    issued_at,
    received_papers,
    signer,
)
from motcua.kernel import tenancy
from motcua.kernel.events import RecordedEvent

GROUND = "Nghị định số 118/2025/NĐ-CP, Điều 21"
FEES = {
    "none": "Không phải nộp, không phải hoàn trả",
    "kept": "Không hoàn trả số tiền đã nộp",
    "waived": "Không phải nộp số tiền còn nợ",
    "paid_here": "Số tiền đã nộp được tính cho hồ sơ này ở nơi giải quyết tiếp, không phải nộp lại",
    "due_there": "Chưa nộp; nộp tại nơi giải quyết tiếp theo quy định ở đó",
    "refunded": "Không phải nộp thêm, được hoàn trả số tiền đã nộp",
}
_OWED = {"kept": "Vẫn phải nộp số tiền còn nợ", "waived": FEES["waived"]}
ASKED = {"online": "Trực tuyến", "paper": "Bằng đơn, tại quầy"}


def stop_notice(dossier: dossiers.DossierInfo, stopped: RecordedEvent, line: dossiers.HistoryLine) -> Form05:
    """Gather form 05: the reason as the head wrote it, the ground by its code, the money."""
    assert dossier.accepted_at is not None
    title, name = signer(dossier.commune_id, stopped.actor_id, stopped.at)
    return Form05(
        name=form_of(dossier, "05"),
        issued_at=issued_at(stopped.at),
        received_at=issued_at(dossier.accepted_at),
        reason=line.note,
        legal_ground=_ground(stopped.payload["ground_code"]),
        fee_treatment=_fees(dossier, stopped.payload["fee_treatment"], stopped.at),
        signer_title=title,
        signer=name,
        goes_on=dossier.goes_on is not None,
        **common(dossier, desk_of(dossier, stopped.at)),
    )


def _ground(code: str) -> str:
    """Return name and basis of a ground; one from before the list of grounds prints the decree."""
    try:
        ground = catalogue.stop_ground(code)
    except KeyError:
        return GROUND
    return f"{ground.name} ({ground.basis})"


def _fees(dossier: dossiers.DossierInfo, treatment: str, at: datetime) -> str:
    if treatment == "refunded":
        amount = _going_back(dossier, at)
        return f"{FEES[treatment]}: {amount}" if amount else FEES[treatment]
    if treatment == "none" and dossier.finance_state == "paid" and dossier.came_from is not None:
        paid_at = organisation.get_commune(dossier.came_from.commune_id).committee_name
        return f"Đã nộp tại {paid_at}, nơi đó xem xét việc hoàn trả"
    with tenancy.scope(communes=[dossier.commune_id]):
        return fees_words(treatment, intake.charges_of(dossier), at)


def fees_words(treatment: str, charges: Sequence[payments.ChargeInfo], at: datetime) -> str:
    """Return what becomes of the money at an end: of what was paid by then, and of what was owed then."""
    paid = sum(one.amount for one in charges if _paid_by(one, at))
    owed = payments.lines_words(line for one in charges if _owed_at(one, at) for line in one.lines)
    told = []
    if treatment in ("kept", "waived"):
        told += [f"{FEES['kept']}: {payments.money(paid)}"] if paid else []
        told += [f"{_OWED[treatment]}: {owed}"] if owed else []
    elif treatment != "none" and charges:
        told = [f"{FEES[treatment]}: {charges[0].words}"]
    return ". ".join(told) or FEES[treatment]


def _paid_by(charge: payments.ChargeInfo, at: datetime) -> bool:
    return charge.paid_at is not None and charge.paid_at <= at


def _owed_at(charge: payments.ChargeInfo, at: datetime) -> bool:
    # What is let off at that very moment is let off by the end itself.
    return not _paid_by(charge, at) and (charge.waived_at is None or charge.waived_at >= at)


def _going_back(dossier: dossiers.DossierInfo, at: datetime) -> str:
    """Return what goes back from a moment on, be it fetched before the notice is printed or not; "" for nothing."""
    with tenancy.scope(communes=[dossier.commune_id]):
        refunds = intake.find_refunds(dossier)
    amount = refunds.going_back(at) if refunds else 0
    return payments.money(amount) if amount else ""


def _paid_back(dossier: dossiers.DossierInfo, at: datetime) -> str:
    amount = _going_back(dossier, at)
    return f"{FEES['refunded']}: {amount}" if amount else ""


def withdrawal_slip(
    dossier: dossiers.DossierInfo,
    wish: dossiers.HistoryLine,
    how: str,
    answer: dossiers.HistoryLine,
    *,
    granted: bool,
) -> WithdrawalSlip:
    """Gather the answer to a wish to withdraw: what was asked, and what was decided."""
    desk = desk_of(dossier, answer.at)
    papers = received_papers(dossier, desk, answer.at)
    return WithdrawalSlip(
        issued_at=issued_at(answer.at),
        granted=granted,
        asked_at=issued_at(wish.at),
        asked=ASKED.get(how, how),
        reason=wish.note,
        answer=answer.note,
        papers=tuple(paper.name for paper in papers) if granted else (),
        fees=_paid_back(dossier, answer.at) if granted else "",
        officer=answer.actor_name,
        **common(dossier, desk),
    )
