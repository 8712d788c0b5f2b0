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
    seen, due = _look(request, dossier_id)
    if request.method != "POST":
        return _page(request, seen, due, NONE)
    try:
        shown = _shown(request)
        amount, decided = _typed(request, due if due and due.id == shown else None)
        receipt = intake.collect_fee(request.actor, seen.id, shown, amount, clock.now(), decided=decided)
    except InvalidInput as refusal:
        return _page(request, seen, due, trouble_of(refusal))
    except intake.ChargeChanged as refusal:
        return _page(request, *_look(request, dossier_id), trouble_of(refusal))
    except Conflict as refusal:
        return to_dossier(seen, Flash(refusal.message, "warning"))
    words = f"Đã thu {payments.money(receipt.amount)}. Biên lai số {receipt.code}, hồ sơ {seen.reference}."
    return to_dossier(seen, Flash(words))


def _look(request: Request, dossier_id: UUID) -> tuple[dossiers.DossierInfo, payments.ChargeInfo | None]:
    with dossiers.scope_of(request.actor):
        seen = dossiers.get_dossier(request.actor, dossier_id)
        return seen, intake.find_due(seen)


def _page(
    request: Request, seen: dossiers.DossierInfo, charge: payments.ChargeInfo | None, trouble: Trouble
) -> HttpResponse:
    if charge is None:
        return to_dossier(seen, Flash("Hồ sơ này không còn khoản nào phải thu.", "info"))
    # What was typed for another charge is not for this one.
    typed = {} if trouble.message else request.POST
    context = {
        "charge": charge,
        "words": payments.amount_in_words(charge.amount),
        "boxes": [(line, _box(line), typed.get(_box(line), "")) for line in charge.undecided],
        "typed": typed.get("amount", ""),
        "gone": True,
    }
    return show_action(request, "counter/collect.html", seen, trouble, context)


def _shown(request: Request) -> UUID:
    """Return the charge that the page showed. Raises ChargeChanged where the hidden box is gone or spoilt."""
    try:
        return UUID(request.POST["charge"])
    except (KeyError, ValueError) as spoilt:
        raise intake.ChargeChanged from spoilt


def _box(line: payments.ChargeLine) -> str:
    return f"line-{line.code}"


def _typed(request: Request, charge: payments.ChargeInfo | None) -> tuple[int, dict[str, int]]:
    """Return the amount taken, and by code what was set for the lines without one.

    None: what the page showed is not due any more, so nothing is to be mended in its boxes.
    """
    if charge is None:
        return read_amount(request.POST.get("amount", "")) or 0, {}
    names = {"amount": "amount", **{line.code: _box(line) for line in charge.undecided}}
    read = {key: read_amount(request.POST.get(name, "")) for key, name in names.items()}
    errors = {names[key]: AMOUNT_HINT for key, amount in read.items() if amount is None}
    if errors:
        raise InvalidInput(errors)
    sure = {key: amount for key, amount in read.items() if amount is not None}
    return sure.pop("amount"), sure
