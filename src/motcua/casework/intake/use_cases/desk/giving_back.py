"""What becomes of money that was paid, where a dossier ends other than by the head's stop."""

from dataclasses import replace

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.refunds import refundable
from motcua.kernel import tenancy
from motcua.kernel.errors import InvalidInput

ENDED_TREATMENTS = {"kept": "Không hoàn trả khoản đã thu", "refunded": "Hoàn trả khoản đã thu"}


def treatments_at_end(dossier: dossiers.DossierInfo) -> dict[str, str]:
    """Return what can become of the money that was paid; nothing where none was."""
    # Most that are refused or withdrawn were never asked for any, and their row says so.
    if dossier.finance_state == "none":
        return {}
    with tenancy.scope(communes=[dossier.commune_id]):
        return ENDED_TREATMENTS if refundable(dossier) else {}


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
