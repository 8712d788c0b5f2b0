"""What becomes of money that was paid, where a dossier ends other than by the head's stop."""

from dataclasses import replace

from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.refunds import refundable
from motcua.kernel import tenancy
from motcua.kernel.errors import InvalidInput

ENDED_TREATMENTS = {"kept": "Không hoàn trả khoản đã thu", "refunded": "Hoàn trả khoản đã thu"}

KEPT = "Không hoàn trả số tiền đã nộp"


def treatments_at_end(dossier: dossiers.DossierInfo) -> dict[str, str]:
    """Return what can become of the money that was paid; nothing where none was."""
    # Most that are refused or withdrawn were never asked for any, and their row says so.
    if dossier.finance_state == "none":
        return {}
    with tenancy.scope(communes=[dossier.commune_id]):
        return ENDED_TREATMENTS if refundable(dossier) else {}


def say_kept(call: dossiers.Call, seen: dossiers.DossierInfo, treatment: str) -> dossiers.Call:
    """Have the note say what is kept of the money that was paid, within the caller's scope.

    The citizen reads it, and whoever asks later.
    """
    paid = sum(one.amount for one in refundable(seen)) if treatment == "kept" else 0
    if not paid:
        return call
    return replace(call, note=f"{call.note.strip()} {KEPT}: {payments.money(paid)}.".lstrip())


def give_back(call: dossiers.Call, ended: dossiers.DossierInfo, treatment: str) -> dossiers.DossierInfo:
    """Let what was paid wait for the citizen where it goes back, within the caller's scope.

    Raises InvalidInput at `fee_treatment` where money was paid and nothing is said of it.
    """
    if treatment not in (treatments_at_end(ended) or ("", "kept")):
        raise InvalidInput({"fee_treatment": "Hãy chọn cách xử lý phí, lệ phí đã thu."})
    if treatment != "refunded":
        return ended
    moved = replace(call, action=dossiers.Action.SET_LINE, action_key=None, revision=None, note="")
    return dossiers.set_line(moved, "finance", "refund_due")
