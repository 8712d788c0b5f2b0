"""Take cash for what a dossier owes."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.counter.acting import NONE, Trouble, show_action
from motcua.interfaces.counter.flash import Flash
from motcua.interfaces.counter.pages import to_dossier
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def collect(request: Request, dossier_id: UUID) -> HttpResponse:
    """Show what is owed and ask for the amount taken, or take it and order the receipt."""
    request.actor.require("payment.collect")
    with dossiers.scope_of(request.actor):
        seen = dossiers.get_dossier(request.actor, dossier_id)
        charge = payments.get_charge([dossier_id]).get(dossier_id)
    if charge is None or (request.method != "POST" and not charge.outstanding):
        return to_dossier(seen, Flash("Hồ sơ này không còn khoản nào phải thu.", "info"))
    typed = request.POST.get("amount", "")
    if request.method != "POST":
        return _page(request, seen, charge, NONE)
    try:
        receipt = payments.collect_cash(request.actor, charge.id, _amount(typed), clock.now())
    except InvalidInput as refusal:
        return _page(request, seen, charge, Trouble(refusal.errors, status=refusal.status), typed)
    except Conflict as refusal:
        return to_dossier(seen, Flash(refusal.message, "warning"))
    words = f"Đã thu {payments.money(receipt.amount)}. Biên lai số {receipt.code}, hồ sơ {seen.reference}."
    return to_dossier(seen, Flash(words))


def _page(
    request: Request,
    seen: dossiers.DossierInfo,
    charge: payments.ChargeInfo,
    trouble: Trouble,
    typed: str = "",
) -> HttpResponse:
    context = {"charge": charge, "words": payments.amount_in_words(charge.amount), "typed": typed}
    return show_action(request, "counter/collect.html", seen, trouble, context)


def _amount(typed: str) -> int:
    digits = typed.replace(".", "").replace(" ", "").removesuffix("đồng").removesuffix("đ")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 12):
        raise InvalidInput({"amount": "Ghi số tiền đã nhận bằng chữ số, ví dụ 8000."})
    return int(digits)
