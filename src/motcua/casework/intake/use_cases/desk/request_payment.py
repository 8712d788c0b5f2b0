"""Ask for money during the work: the clock stands until it is paid, let off or taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import FinancialObligation
from motcua.casework.intake.use_cases.desk.extend_term import day_off
from motcua.kernel import clock, tenancy
from motcua.kernel.errors import InvalidInput
from motcua.kernel.identifiers import new_id
from motcua.kernel.money import AMOUNT_HINT


@dataclass(frozen=True)
class AskedLine:
    """One amount asked for as typed; `amount` in đồng, None for nothing that can be read. Empty lines do not count."""

    name: str
    amount: int | None
    blank: bool = False


def request_payment(
    call: dossiers.Call, lines: Sequence[AskedLine], limit_on: date | None
) -> dossiers.DossierInfo:
    """Ask for these amounts until the close of a working day; the note is the ground the citizen reads.

    Raises InvalidInput at `line-<place>-name`, `line-<place>-amount`, `limit_on` and `note`, and what
    `dossiers.act` raises. Legal basis: Decree 118/2025/NĐ-CP, Articles 17 and 18.
    """
    with tenancy.scope(communes=[call.actor.home]):
        seen = dossiers.lock_for(call)
        errors = _problems(call, lines, limit_on)
        if errors or limit_on is None:
            dossiers.require_allowed(call.actor, seen, call.action, call.now)
            raise InvalidInput(errors)
        limit_at, obligation_id = _closing(seen.commune_id, limit_on, call.now), new_id()
        charged = [
            payments.ChargeLine(f"nghia_vu_{place}", one.name.strip(), one.amount)
            for place, one in enumerate(lines, start=1)
            if not one.blank
        ]
        amount = sum(line.amount or 0 for line in charged)
        call = replace(call, facts=dossiers.facts.Obliging(obligation_id, limit_at))
        told = dossiers.PaymentRequested(obligation_id, amount, limit_at)
        asked = dossiers.act(call, lambda before, after: told)
        payments.charge(asked.commune_id, asked.applicant_id, obligation_id, charged, call.now)
        FinancialObligation.objects.create(
            id=obligation_id,
            commune_id=asked.commune_id,
            applicant_id=asked.applicant_id,
            dossier_id=asked.id,
            limit_at=limit_at,
            asked_by_id=call.actor.staff,
            asked_at=call.now,
        )
        return asked


def _problems(call: dossiers.Call, lines: Sequence[AskedLine], limit_on: date | None) -> dict[str, str]:
    errors = _line_problems(lines)
    limit = _limit_problem(call, limit_on)
    if limit:
        errors["limit_on"] = limit
    if not call.note.strip():
        errors["note"] = "Hãy ghi căn cứ, lý do phải nộp; người dân sẽ đọc."
    return errors


def _line_problems(lines: Sequence[AskedLine]) -> dict[str, str]:
    """Say what the lines lack; of none at all, what the first one lacks."""
    errors = {}
    written = [(place, one) for place, one in enumerate(lines, start=1) if not one.blank]
    for place, one in written or [(1, AskedLine("", None))]:
        if not one.name.strip():
            errors[f"line-{place}-name"] = "Ghi tên khoản phải nộp."
        if not one.amount:
            errors[f"line-{place}-amount"] = AMOUNT_HINT
    return errors


def _limit_problem(call: dossiers.Call, limit_on: date | None) -> str:
    if limit_on is None:
        return "Ghi hạn nộp tiền."
    if limit_on <= clock.local_date(call.now):
        return "Hạn nộp tiền phải sau hôm nay."
    if day_off(call.actor.home, limit_on, call.now):
        return "Ngày này cơ quan nghỉ, người dân không nộp được. Hãy chọn ngày làm việc."
    return ""


def _closing(commune_id: int, on: date, now: datetime) -> datetime:
    return organisation.working_calendar(commune_id, clock.local_date(now)).close(on)
