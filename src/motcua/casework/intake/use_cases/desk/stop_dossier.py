"""The head stops the work on a dossier: no result follows."""

from dataclasses import replace

from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.refunds import refundable
from motcua.casework.intake.use_cases.desk.money import let_off
from motcua.kernel import clock, tenancy
from motcua.kernel.errors import InvalidInput

TREATMENTS = {
    "none": "Không có khoản tiền nào",
    "kept": "Không hoàn trả khoản đã thu; khoản chưa thu vẫn phải nộp",
    "waived": "Không thu khoản còn phải nộp",
    "refunded": "Hoàn trả khoản đã thu; khoản chưa thu không phải nộp",
}


def treatments_for(dossier: dossiers.DossierInfo) -> dict[str, str]:
    """Return what can become of the money of this dossier: of what is due, and of what was paid."""
    with tenancy.scope(communes=[dossier.commune_id]):
        paid = bool(refundable(dossier))
    due = dossier.finance_state == "due"
    fitting = {"waived": due, "kept": due or paid, "refunded": paid, "none": not due and not paid}
    return {key: TREATMENTS[key] for key, fits in fitting.items() if fits}


def stop_dossier(call: dossiers.Call, ground: str, fee_treatment: str) -> dossiers.DossierInfo:
    """Stop the work; the note is the reason the citizen reads.

    Raises InvalidInput at `note`, `ground` and `fee_treatment`, and what `dossiers.act` raises.
    Legal basis: Decree 118/2025/NĐ-CP, Article 18; form 05 of Circular 03/2025/TT-VPCP.
    """
    with tenancy.scope(communes=[call.actor.home]):
        # The dossier first: whether the result is being sealed is asked behind its lock.
        seen = dossiers.lock_for(call)
        errors = _problems(call, seen, ground, fee_treatment)
        if errors:
            dossiers.require_allowed(call.actor, seen, call.action, call.now)
            raise InvalidInput(errors)
        ordered = decisions.issue_ordered(seen.commune_id, seen.id)
        call = replace(call, facts=dossiers.facts.Stopping(fee_treatment))
        stopped = dossiers.act(
            call, lambda before, after: dossiers.DossierStopped(ground, fee_treatment), issue_ordered=ordered
        )
        if fee_treatment in ("waived", "refunded"):
            let_off(stopped, call.now)
        return stopped


def _problems(
    call: dossiers.Call, seen: dossiers.DossierInfo, ground: str, fee_treatment: str
) -> dict[str, str]:
    errors = {}
    if ground not in {one.code for one in catalogue.stop_grounds(clock.local_date(call.now))}:
        errors["ground"] = "Hãy chọn căn cứ dừng giải quyết."
    if not call.note.strip():
        errors["note"] = "Hãy ghi rõ lý do dừng; người dân sẽ đọc lý do này."
    if fee_treatment not in treatments_for(seen):
        errors["fee_treatment"] = "Hãy chọn cách xử lý phí, lệ phí của hồ sơ."
    return errors
