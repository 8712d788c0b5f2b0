"""End a fee or a term that the province or commune set of its own."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from motcua.blocks.audit import api as audit
from motcua.casework.catalogue.listing import forget_cached
from motcua.casework.catalogue.models import FeeOverride, TermOverride
from motcua.casework.catalogue.rules.succession import spans
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound


def end_local_amount(actor: Actor, amount_id: UUID, *, on: date | None, now: datetime) -> str:
    """End it: from a day after today it no longer holds; return its procedure's code.

    One that has not begun by then never holds, and the one before it goes on. Permission: config.manage. NotFound;
    InvalidInput without such a day; Conflict when it ends before that day already.
    """
    actor.require("config.manage")
    if on is None or on <= clock.local_date(now):
        raise InvalidInput({"on": "Thôi áp dụng từ ngày: chọn một ngày sau hôm nay."})
    with tenancy.scope(communes=[actor.home]):
        row = _locked(actor.home, amount_id)
        if not _holds_on(row, on):
            raise Conflict("Mức riêng này đã có ngày kết thúc sớm hơn.")
        row.valid_to = on - timedelta(days=1)
        row.save(update_fields=["valid_to"])
        what = "term" if isinstance(row, TermOverride) else "fee"
        told = f"{row.procedure_code} {row.channel} thôi từ {on:%d/%m/%Y}"
        audit.config(actor, f"{what}s.ended", f"local_{what}", row.id, now=now, purpose=told)
    forget_cached()
    return row.procedure_code


def _locked(commune_id: int, amount_id: UUID) -> FeeOverride | TermOverride:
    for rows in (TermOverride.objects, FeeOverride.objects):
        row: FeeOverride | TermOverride | None = (
            rows.select_for_update().filter(commune_id=commune_id, id=amount_id).first()
        )
        if row is not None:
            return row
    raise NotFound("Không tìm thấy mức riêng này.")


def _holds_on(row: FeeOverride | TermOverride, day: date) -> bool:
    """Tell whether it holds on a day or begins later, as things stand."""
    rows: QuerySet[FeeOverride | TermOverride] = type(row).objects.filter(
        commune_id=row.commune_id, procedure_code=row.procedure_code
    )
    return any(one.pk == row.pk and (last is None or last >= day) for one, last in spans(rows))
