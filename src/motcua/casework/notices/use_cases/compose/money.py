"""Gather the papers about money."""

from collections.abc import Iterable
from datetime import datetime

from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices.addresses import lookup_url
from motcua.casework.notices.rules.forms import AmountNotice, CashReceipt, CashRefund, FeeLine
from motcua.casework.notices.use_cases.compose.shared import (
    common,
    desk_of,
    issued_at,
    office_of,
    party,
    procedure_of,
)
from motcua.kernel import clock

WHY_BACK = {
    dossiers.State.STOPPED: "Hồ sơ dừng giải quyết",
    dossiers.State.WITHDRAWN: "Hồ sơ được rút theo đề nghị của người nộp",
    dossiers.State.REFUSED: "Hồ sơ không được tiếp nhận",
}


def cash_receipt(
    dossier: dossiers.DossierInfo, receipt: payments.ReceiptInfo, cashier: str, now: datetime
) -> CashReceipt:
    """Gather the receipt for cash."""
    desk = desk_of(dossier, now)
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
        procedure=procedure_of(dossier),
        lines=_fees(receipt.lines),
        cashier=cashier,
        lookup_url=lookup_url(dossier.reference, dossier.id),
    )


def cash_refund(dossier: dossiers.DossierInfo, refund: payments.RefundInfo, cashier: str) -> CashRefund:
    """Gather the slip of cash that was given back: the receipt, why, and who took the money."""
    # Taken up again since, it ended all the same when the money was given back.
    why, ended_at = WHY_BACK.get(dossier.state, WHY_BACK[dossiers.State.STOPPED]), dossier.finished_at
    return CashRefund(
        office=office_of(organisation.get_commune(dossier.commune_id)),
        number=refund.code,
        issued_at=issued_at(refund.refunded_at),
        receiver=refund.receiver_name,
        payer=dossier.owner_name,
        dossier_code=dossier.reference,
        procedure=procedure_of(dossier),
        receipt_number=refund.receipt.code,
        receipt_at=issued_at(refund.receipt.collected_at),
        reason=f"{why}, ngày {clock.local(ended_at):%d/%m/%Y}" if ended_at else why,
        lines=_fees(refund.receipt.lines),
        cashier=cashier,
        lookup_url=lookup_url(dossier.reference, dossier.id),
    )


def _fees(lines: Iterable[payments.ChargeLine]) -> tuple[FeeLine, ...]:
    return tuple(
        FeeLine(line.name, line.quantity, line.amount // line.quantity)
        for line in lines
        if line.amount is not None
    )


def amount_notice(
    dossier: dossiers.DossierInfo,
    charge: payments.ChargeInfo,
    limit_at: datetime,
    line: dossiers.HistoryLine,
) -> AmountNotice:
    """Gather the notice of what is to be paid before the work goes on."""
    told = common(dossier, desk_of(dossier, line.at))
    law = catalogue.law(clock.local_date(dossier.accepted_at or line.at), dossier.commune_id)
    return AmountNotice(
        office=told["office"],
        number=dossier.reference,
        issued_at=issued_at(line.at),
        payer=told["owner"],
        dossier_code=dossier.reference,
        procedure=told["procedure"],
        lines=_fees(charge.lines),
        reason=line.note,
        limit_at=issued_at(limit_at),
        pay_at=f"Nộp tại {told['office'].unit}",
        officer=line.actor_name,
        clock_stops=law.obligation_stops_clock and dossier.accepted_at is not None,
        undecided=tuple(line.name for line in charge.undecided),
        lookup_url=told["lookup_url"],
    )
