"""Give back in cash what was paid for a dossier that ended without a result."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.acting import NONE, Trouble, show_action, trouble_of
from motcua.interfaces.counter.flash import Flash
from motcua.interfaces.counter.pages import to_dossier
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput
from motcua.kernel.money import AMOUNT_HINT, read_amount


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def refund(request: Request, dossier_id: UUID) -> HttpResponse:
    """Show what goes back and ask for the amount and who takes it, or give it and order the slips."""
    request.actor.require("payment.collect")
    with dossiers.scope_of(request.actor):
        seen = dossiers.get_dossier(request.actor, dossier_id)
        refunds = intake.find_refunds(seen)
    if refunds is None or (request.method != "POST" and not refunds.owed):
        return to_dossier(seen, Flash("Hồ sơ này không có khoản nào phải trả lại.", "info"))
    if request.method != "POST":
        return _page(request, seen, refunds, NONE)
    try:
        given = _give(request, seen)
    except InvalidInput as refusal:
        if not refunds.owed:
            slips = ", ".join(one.code for one in refunds.given)
            return to_dossier(seen, Flash(f"Khoản này đã trả lại rồi, phiếu số {slips}.", "warning"))
        return _page(request, seen, refunds, trouble_of(refusal))
    except Conflict as refusal:
        return to_dossier(seen, Flash(refusal.message, "warning"))
    amount, slips = sum(one.amount for one in given), ", ".join(one.code for one in given)
    words = f"Đã trả lại {payments.money(amount)}. Phiếu hoàn trả số {slips}, hồ sơ {seen.reference}."
    return to_dossier(seen, Flash(words))


def _give(request: Request, seen: dossiers.DossierInfo) -> list[payments.RefundInfo]:
    amount = read_amount(request.POST.get("amount", ""))
    if amount is None:
        raise InvalidInput({"amount": AMOUNT_HINT})
    receiver = request.POST.get("receiver", "")
    return intake.refund_fees(request.actor, seen.id, amount, receiver, clock.now())


def _page(
    request: Request, seen: dossiers.DossierInfo, refunds: intake.RefundsInfo, trouble: Trouble
) -> HttpResponse:
    context = {
        "refunds": refunds,
        "words": payments.amount_in_words(refunds.amount),
        "typed": request.POST.get("amount", ""),
        "receiver": request.POST.get("receiver", seen.owner_name),
    }
    return show_action(request, "counter/refund.html", seen, trouble, context)
