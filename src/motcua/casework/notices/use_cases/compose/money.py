"""Gather the papers about money."""

from datetime import datetime

from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices.addresses import lookup_url
from motcua.casework.notices.rules.forms import AmountNotice, CashReceipt, FeeLine
from motcua.casework.notices.use_cases.compose.shared import (
    common,
    desk_of,
    issued_at,
    office_of,
    party,
    procedure_of,
)
from motcua.kernel import clock


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
        lines=tuple(
            FeeLine(line.name, line.quantity, line.amount // line.quantity)
            for line in receipt.lines
            if line.amount is not None
        ),
        cashier=cashier,
        lookup_url=lookup_url(dossier.reference, dossier.id),
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
        lines=tuple(
            FeeLine(line.name, line.quantity, line.amount // line.quantity)
            for line in charge.lines
            if line.amount is not None
        ),
        reason=line.note,
        limit_at=issued_at(limit_at),
        pay_at=f"Nộp tại {told['office'].unit}",
        officer=line.actor_name,
        clock_stops=law.obligation_stops_clock and dossier.accepted_at is not None,
        undecided=tuple(line.name for line in charge.undecided),
        lookup_url=told["lookup_url"],
    )
