"""The head puts the due time off, once and in time."""

from dataclasses import replace
from datetime import date, datetime

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import clock, tenancy
from motcua.kernel.errors import InvalidInput


def extend_term(call: dossiers.Call, new_day: date | None) -> dossiers.DossierInfo:
    """Put the due time off to a working day, at the hour it had; the note is the reason the citizen reads.

    Raises InvalidInput at `note` and `new_day`, and what `dossiers.act` raises: once, in time, by who may.
    Legal basis: Decree 118/2025/NĐ-CP, Article 18; form 04 of Circular 03/2025/TT-VPCP.
    """
    with tenancy.scope(communes=[call.actor.home]):
        seen = dossiers.lock_for(call)
        errors = {}
        problem = _problem(seen, new_day, call.now)
        if problem:
            errors["new_day"] = problem
        if not call.note.strip():
            errors["note"] = "Hãy ghi lý do gia hạn; người dân sẽ đọc lý do này."
        if errors or new_day is None or seen.due_at is None:
            # Whoever may not do it at all is told so, not what is missing.
            dossiers.require_allowed(call.actor, seen, call.action, call.now)
            raise InvalidInput(errors)
        call = replace(call, facts=dossiers.facts.Extending(at_hour_of(seen.due_at, new_day)))
        return dossiers.act(call, _told)


def _problem(seen: dossiers.DossierInfo, new_day: date | None, now: datetime) -> str:
    if new_day is None:
        return "Hãy ghi ngày hẹn trả mới."
    if seen.due_at is not None and new_day <= clock.local_date(seen.due_at):
        return f"Ngày hẹn mới phải sau ngày hẹn cũ, {organisation.tell_moment(clock.local(seen.due_at))}."
    return day_off(seen.commune_id, new_day, now)


def day_off(commune_id: int, on: date, now: datetime) -> str:
    """Return what to say of a day on which the office is closed; nothing for a working day."""
    calendar = organisation.working_calendar(commune_id, clock.local_date(now))
    return "" if calendar.is_working_day(on) else "Ngày này cơ quan nghỉ. Hãy chọn ngày làm việc."


def at_hour_of(due_at: datetime, on: date) -> datetime:
    """Return a day at the hour of another due time."""
    return clock.local(due_at).replace(year=on.year, month=on.month, day=on.day)


def _told(before: dossiers.Snapshot, after: dossiers.Snapshot) -> dossiers.TermExtended:
    assert before.due_at is not None and after.due_at is not None
    return dossiers.TermExtended(before.due_at, after.due_at)
