"""Ask the citizen's pardon for a dossier that is late."""

from dataclasses import replace
from datetime import date

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.use_cases.desk.extend_term import at_hour_of, day_off
from motcua.kernel import clock, tenancy
from motcua.kernel.errors import InvalidInput


def apologise(call: dossiers.Call, promised_on: date | None) -> dossiers.DossierInfo:
    """Apologise once, with the reason (the note) and, where the due time was never put off, one new date.

    The apology cures no lateness. Raises InvalidInput at `note` and `promised_on`, and what `dossiers.act` raises.
    Legal basis: Decree 118/2025/NĐ-CP, Article 18; form 04 of Circular 03/2025/TT-VPCP.
    """
    with tenancy.scope(communes=[call.actor.home]):
        seen = dossiers.lock_for(call)
        errors = {}
        if not call.note.strip():
            errors["note"] = "Hãy ghi lý do trễ hẹn; người dân sẽ đọc lý do này."
        problem = _problem(seen, promised_on, call)
        if problem:
            errors["promised_on"] = problem
        if errors:
            dossiers.require_allowed(call.actor, seen, call.action, call.now)
            raise InvalidInput(errors)
        promise = at_hour_of(seen.due_at, promised_on) if promised_on and seen.due_at else None
        call = replace(call, facts=dossiers.facts.Apologising(promise))
        return dossiers.act(call, lambda before, after: dossiers.LatenessApologised(promise))


def may_promise(seen: dossiers.DossierInfo) -> bool:
    """Tell whether one new date may still be promised."""
    return seen.snapshot.extended_from is None and seen.snapshot.promised_at is None


def _problem(seen: dossiers.DossierInfo, promised_on: date | None, call: dossiers.Call) -> str:
    if promised_on is None:
        return ""
    if not may_promise(seen):
        return "Hồ sơ này đã được hẹn lại một lần; chỉ xin lỗi, không hẹn lại nữa."
    if promised_on <= clock.local_date(call.now):
        return "Ngày hẹn lại phải sau hôm nay."
    return day_off(seen.commune_id, promised_on, call.now)
