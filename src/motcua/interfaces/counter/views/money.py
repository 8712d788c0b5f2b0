"""Take cash for what a dossier owes."""

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
def collect(request: Request, dossier_id: UUID) -> HttpResponse:
    """Show what is owed and ask for the amount taken, or take it and order the receipt."""
    request.actor.require("payment.collect")
    with dossiers.scope_of(request.actor):
        seen = dossiers.get_dossier(request.actor, dossier_id)
        asked = intake.find_obligation(seen)
        # What holds up the work comes first, then the fees of the dossier itself.
        charge = asked.charge if asked else payments.get_charge([dossier_id]).get(dossier_id)
    if charge is None or (request.method != "POST" and not charge.is_open):
        return to_dossier(seen, Flash("Hồ sơ này không còn khoản nào phải thu.", "info"))
    if request.method != "POST":
        return _page(request, seen, charge, NONE)
    try:
        amount, decided = _typed(request, charge)
        receipt = intake.collect_fee(request.actor, charge, amount, clock.now(), decided, dossier_id=seen.id)
    except InvalidInput as refusal:
        return _page(request, seen, charge, trouble_of(refusal))
    except Conflict as refusal:
        return to_dossier(seen, Flash(refusal.message, "warning"))
    words = f"Đã thu {payments.money(receipt.amount)}. Biên lai số {receipt.code}, hồ sơ {seen.reference}."
    return to_dossier(seen, Flash(words))


def _page(
    request: Request, seen: dossiers.DossierInfo, charge: payments.ChargeInfo, trouble: Trouble
) -> HttpResponse:
    boxes = [(line, _box(line), request.POST.get(_box(line), "")) for line in charge.undecided]
    context = {
        "charge": charge,
        "words": payments.amount_in_words(charge.amount),
        "boxes": boxes,
        "typed": request.POST.get("amount", ""),
    }
    return show_action(request, "counter/collect.html", seen, trouble, context)


def _box(line: payments.ChargeLine) -> str:
    return f"line-{line.code}"


def _typed(request: Request, charge: payments.ChargeInfo) -> tuple[int, dict[str, int]]:
    """Return the amount taken, and by code what was set for the lines without one."""
    names = {"amount": "amount", **{line.code: _box(line) for line in charge.undecided}}
    read = {key: read_amount(request.POST.get(name, "")) for key, name in names.items()}
    errors = {names[key]: AMOUNT_HINT for key, amount in read.items() if amount is None}
    if errors:
        raise InvalidInput(errors)
    sure = {key: amount for key, amount in read.items() if amount is not None}
    return sure.pop("amount"), sure
