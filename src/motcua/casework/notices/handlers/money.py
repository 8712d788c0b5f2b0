"""What is asked for and paid while a dossier is worked on, the receipt for cash, and what is given back."""

from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import news
from motcua.casework.notices.handlers.shared import dossier_of, line_of, tell_news
from motcua.casework.notices.use_cases import compose
from motcua.casework.notices.use_cases.issue_form import issue_form
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import system
from motcua.kernel.events import RecordedEvent, on_effect


@on_effect(payments.CashCollected, "notices.cash_receipt")
def cash_receipt(event: RecordedEvent) -> None:
    """Print the receipt for cash paid for a dossier; what was paid on demand is printed when it is settled."""
    with tenancy.scope(communes=[event.commune_id]):
        receipt = payments.receipt(UUID(event.payload["receipt_id"]))
    paid_for = intake.paid_for(event.commune_id, receipt.subject_id)
    dossier = dossiers.get_dossier(system(event.commune_id), paid_for)
    # A debt that was kept when the work stopped settles nothing any more: it has its receipt here.
    if paid_for != receipt.subject_id and dossier.state is not dossiers.State.STOPPED:
        return
    _print_receipt(event, dossier, receipt)


def _print_receipt(
    event: RecordedEvent, dossier: dossiers.DossierInfo, receipt: payments.ReceiptInfo
) -> None:
    cashier = organisation.get_staff(event.commune_id, receipt.collected_by_id)
    form = compose.cash_receipt(dossier, receipt, cashier.full_name, clock.now())
    file_id = issue_form(dossier, event.id, "receipt", form, now=event.at)
    payments.attach_file(event.commune_id, receipt, file_id)


@on_effect(payments.FeesRefunded, "notices.cash_refund")
def cash_refund(event: RecordedEvent) -> None:
    """Print the slip of the cash that was given back, and tell it."""
    with tenancy.scope(communes=[event.commune_id]):
        refund = payments.refund(UUID(event.payload["refund_id"]))
    paid_for = intake.paid_for(event.commune_id, refund.receipt.subject_id)
    dossier = dossiers.get_dossier(system(event.commune_id), paid_for)
    cashier = organisation.get_staff(event.commune_id, refund.refunded_by_id)
    form = compose.cash_refund(dossier, refund, cashier.full_name)
    file_id = issue_form(dossier, event.id, "refund", form, now=event.at)
    payments.attach_file(event.commune_id, refund, file_id)
    tell_news(event, dossier, *news.refunded(dossier, payments.money(refund.amount), refund.code))


@on_effect(dossiers.PaymentRequested, "notices.amount")
def amount_notice(event: RecordedEvent) -> None:
    """Issue the notice of what is to be paid, and tell it."""
    dossier, line = dossier_of(event), line_of(event)
    limit_at = datetime.fromisoformat(event.payload["limit_at"])
    with tenancy.scope(communes=[event.commune_id]):
        obligation = UUID(event.payload["obligation_id"])
        charge = payments.get_charge([obligation])[obligation]
    form = compose.amount_notice(dossier, charge, limit_at, line)
    issue_form(dossier, event.id, "amount", form, now=event.at)
    tell_news(event, dossier, *news.payment_requested(dossier, charge.words, limit_at, line.note))


@on_effect(dossiers.PaymentSettled, "notices.payment_settled")
def payment_settled(event: RecordedEvent) -> None:
    """Print the receipt when cash was paid, and tell that the work goes on."""
    dossier = dossier_of(event)
    with tenancy.scope(communes=[event.commune_id]):
        obligation = UUID(event.payload["obligation_id"])
        receipt = payments.get_receipt([obligation]).get(obligation)
    if receipt is not None:
        _print_receipt(event, dossier, receipt)
    waived = event.payload["how"] == "waived"
    tell_news(event, dossier, *news.payment_settled(dossier, waived=waived))


@on_effect(dossiers.PaymentCancelled, "notices.payment_cancelled")
def payment_cancelled(event: RecordedEvent) -> None:
    """Tell that the request to pay was taken back, and why."""
    dossier, line = dossier_of(event), line_of(event)
    tell_news(
        event,
        dossier,
        f"Hồ sơ {dossier.reference}: ông/bà không phải nộp tiền nữa",
        f"Yêu cầu nộp tiền đã hủy; hồ sơ được giải quyết tiếp. Lý do: {line.note}",
    )
