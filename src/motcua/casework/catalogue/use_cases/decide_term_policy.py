"""Decide by how much online terms are shorter than the counter's; take it back before its day, or end it."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.blocks.audit import api as audit
from motcua.casework.catalogue.keeping import BASIS_WANTED, PERMISSION
from motcua.casework.catalogue.listing import forget_cached
from motcua.casework.catalogue.models import TermPolicy
from motcua.casework.catalogue.rules.promises import LARGEST_CUT
from motcua.casework.catalogue.term_policies import preview_term_policy
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound

_WAITS = "Đã có một quyết định chờ có hiệu lực. Hãy thu hồi quyết định đó trước."
_LATER = "chọn một ngày sau hôm nay, để hồ sơ đã tiếp nhận giữ nguyên thời hạn đã hẹn."


def publish_term_policy(
    actor: Actor,
    percent: int | None,
    *,
    basis: str,
    on: date | None,
    now: datetime,
    exceptions: Collection[str] = (),
    reason: str = "",
) -> UUID:
    """Cut the commune's online terms from a day on; the cut before it ends the day before.

    Dossiers accepted before that day keep their term. Permission: config.manage. Raises: InvalidInput for another
    percentage than 1 to 90, a day that is not after today, no basis, an unknown exception or exceptions without a
    reason; Conflict while another cut waits for its day.
    """
    actor.require(PERMISSION)
    today = clock.local_date(now)
    errors = _errors(percent, basis, on, today) | _of_exceptions(actor, exceptions, reason, on or today)
    if errors or percent is None or on is None:
        raise InvalidInput(errors)
    with tenancy.scope(communes=[actor.home]):
        rows = TermPolicy.objects.filter(commune_id=actor.home, withdrawn_at=None, valid_from__gt=today)
        if rows.exists():
            raise Conflict(_WAITS)
        row = TermPolicy(
            commune_id=actor.home, percent=percent, exceptions=sorted(set(exceptions)),
            exceptions_reason=reason.strip()[:500] if exceptions else "", basis=basis.strip()[:300],
            valid_from=on, published_at=now, published_by=actor.name[:200],
        )  # fmt: skip
        _keep(row)
        told = f"giảm {percent}% từ {on:%d/%m/%Y}: {basis.strip()}"
        audit.config(actor, "terms.cut", "term_policy", row.id, now=now, purpose=told)
    forget_cached()
    return row.id


def _keep(row: TermPolicy) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # Two decided for the same day at once: the constraint lets one in.
        raise Conflict(_WAITS) from None


def _errors(percent: int | None, basis: str, on: date | None, today: date) -> dict[str, str]:
    errors = {}
    if percent is None or not 1 <= percent <= LARGEST_CUT:
        errors["percent"] = f"Tỷ lệ giảm: ghi một số từ 1 đến {LARGEST_CUT}."
    if on is None or on <= today:
        errors["on"] = f"Có hiệu lực từ ngày: {_LATER}"
    if len(basis.strip()) < 5:
        errors["basis"] = BASIS_WANTED
    return errors


def _of_exceptions(actor: Actor, exceptions: Collection[str], reason: str, on: date) -> dict[str, str]:
    errors = {}
    known = {row.code for row in preview_term_policy(actor, LARGEST_CUT, (), on)}
    strange = sorted(set(exceptions) - known)
    if strange:
        errors["exceptions"] = f"Không có thủ tục nộp trực tuyến nào mang mã {', '.join(strange)[:200]}."
    if exceptions and len(reason.strip()) < 5:
        errors["reason"] = "Lý do không áp dụng: ghi vì sao những thủ tục này giữ thời hạn cũ."
    return errors


def withdraw_term_policy(actor: Actor, policy_id: UUID, *, now: datetime) -> None:
    """Take a cut back before its day. Permission: config.manage. NotFound; Conflict when it is in force or gone."""
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        row = _row(actor, policy_id)
        if row.valid_from <= clock.local_date(now) or row.withdrawn_at is not None:
            raise Conflict(
                "Quyết định này đã có hiệu lực hoặc đã thu hồi. Muốn thôi áp dụng, hãy cho kết thúc."
            )
        row.withdrawn_at, row.withdrawn_by = now, actor.name[:200]
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        told = f"giảm {row.percent}% từ {row.valid_from:%d/%m/%Y}"
        audit.config(actor, "terms.cut_withdrawn", "term_policy", row.id, now=now, purpose=told)
    forget_cached()


def end_term_policy(actor: Actor, policy_id: UUID, *, on: date | None, basis: str, now: datetime) -> None:
    """End the cut in force: from a day after today it no longer holds. Permission: config.manage.

    Raises: NotFound; Conflict unless it is the one in force and has no end; InvalidInput without a day or a basis.
    """
    actor.require(PERMISSION)
    today = clock.local_date(now)
    errors = {} if on is not None and on > today else {"on": f"Thôi áp dụng từ ngày: {_LATER}"}
    if len(basis.strip()) < 5:
        errors["basis"] = BASIS_WANTED
    with tenancy.scope(communes=[actor.home]):
        row = _row(actor, policy_id)
        later = TermPolicy.objects.filter(
            commune_id=actor.home, withdrawn_at=None, valid_from__gt=row.valid_from
        )
        if row.withdrawn_at or row.valid_to or row.valid_from > today or later.exists():
            raise Conflict("Quyết định này không còn là quyết định đang áp dụng, hoặc đã có ngày kết thúc.")
        if errors or on is None:
            raise InvalidInput(errors)
        row.valid_to, row.ended_by, row.end_basis = (
            on - timedelta(days=1), actor.name[:200], basis.strip()[:300],
        )  # fmt: skip
        row.save(update_fields=["valid_to", "ended_by", "end_basis"])
        told = f"thôi giảm {row.percent}% từ {on:%d/%m/%Y}: {basis.strip()}"
        audit.config(actor, "terms.cut_ended", "term_policy", row.id, now=now, purpose=told)
    forget_cached()


def _row(actor: Actor, policy_id: UUID) -> TermPolicy:
    row = TermPolicy.objects.select_for_update().filter(commune_id=actor.home, id=policy_id).first()
    if row is None:
        raise NotFound("Không tìm thấy quyết định này.")
    return row
