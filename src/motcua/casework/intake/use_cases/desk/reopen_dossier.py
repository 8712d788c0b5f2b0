"""Take up again what was over, by written order of the head: a correction, or a second look."""

from dataclasses import replace
from datetime import date, datetime
from typing import IO

from motcua.blocks.organisation import api as organisation
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import FinancialObligation
from motcua.casework.intake.refunds import line_without_demand
from motcua.casework.intake.use_cases.desk import scans
from motcua.casework.intake.use_cases.desk.extend_term import day_off
from motcua.casework.intake.use_cases.desk.money import open_obligation, take_back
from motcua.kernel import clock, tenancy
from motcua.kernel.errors import InvalidInput

KINDS = {
    "correct_result": "Đính chính kết quả đã ký",
    "reconsider_stop": "Giải quyết tiếp hồ sơ đã dừng",
    "reconsider_withdrawal": "Giải quyết tiếp hồ sơ đã rút",
    "reconsider_refusal": "Tiếp nhận lại hồ sơ đã từ chối",
}

DEMAND_OVER = "Yêu cầu nộp tiền trước khi dừng không còn hiệu lực."


def reopen_dossier(
    call: dossiers.Call,
    kind: str,
    order: dossiers.OrderPaper,
    new_day: date | None,
    scan: "IO[bytes] | None" = None,
) -> dossiers.DossierInfo:
    """Take a dossier up again until the close of a working day; before its acceptance no day is needed.

    Money demanded before a stop that kept it owed is demanded no more; who works on it demands it anew.
    For `correct_result` each result gets a new edition to be changed; the old one holds until then.
    Raises InvalidInput at `kind`, `new_day`, the boxes of the order and `scan`, and what `dossiers.act` raises.
    """
    _require_whole(call, kind, order, new_day)
    # Before the transaction: a look at the scan takes half a second.
    checked = scans.look_at(scan)
    with tenancy.scope(communes=[call.actor.home]):
        seen = dossiers.lock_for(call)
        order = replace(order, file_id=scans.keep(call.actor.home, checked, call.now))
        call, order_id = dossiers.keep_order(call, "reopen", order)
        if kind == "correct_result":
            told = decisions.start_correction(seen.commune_id, seen.id)
            call = replace(call, contents={**call.contents, **told})
        demand = open_obligation(seen)
        note = f"Văn bản số {order.number.strip()} ngày {order.dated_on:%d/%m/%Y}. {order.ground.strip()}"
        call = replace(
            call,
            facts=dossiers.facts.Reopening(kind, _due(seen, new_day, call.now)),
            note=f"{note} {DEMAND_OVER}" if demand else note,
        )
        done = dossiers.act(call, lambda before, after: dossiers.DossierReopened(kind, order_id))
        return done if demand is None else _without(demand, call, done)


def _without(
    demand: FinancialObligation, call: dossiers.Call, dossier: dossiers.DossierInfo
) -> dossiers.DossierInfo:
    """Take back what was demanded before the stop that kept it owed: only a dossier that waits for it can end it."""
    take_back(demand, call.now)
    # What was given back has its slip; nothing is owed.
    line = {"refunded": "none"}.get(told := line_without_demand(dossier), told)
    if line == dossier.finance_state:
        return dossier
    moved = replace(
        call, action=dossiers.Action.SET_LINE, action_key=None, revision=None, note="", contents={}
    )
    return dossiers.set_line(moved, "finance", line)


def _require_whole(call: dossiers.Call, kind: str, order: dossiers.OrderPaper, new_day: date | None) -> None:
    """Raise InvalidInput for what the page lacks; before that, what stands against the act itself."""
    with tenancy.scope(communes=[call.actor.home]):
        seen = dossiers.lock_for(call)
        dossiers.require_allowed(call.actor, seen, call.action, call.now)
        errors = order.problems(clock.local_date(call.now))
        if kind not in dossiers.reopening_kinds(seen, call.now):
            errors["kind"] = "Hãy chọn việc cần làm lại."
        problem = _day_problem(call, seen, new_day)
        if problem:
            errors["new_day"] = problem
        if errors:
            raise InvalidInput(errors)


def _day_problem(call: dossiers.Call, seen: dossiers.DossierInfo, new_day: date | None) -> str:
    if seen.accepted_at is None:
        return ""
    if new_day is None:
        return "Ghi ngày phải làm xong."
    if new_day < clock.local_date(call.now):
        return "Ngày phải làm xong không thể trước hôm nay."
    return day_off(seen.commune_id, new_day, call.now)


def _due(seen: dossiers.DossierInfo, new_day: date | None, now: datetime) -> datetime | None:
    if seen.accepted_at is None or new_day is None:
        return None
    return organisation.working_calendar(seen.commune_id, clock.local_date(now)).close(new_day)
