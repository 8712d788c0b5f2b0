"""A commune publishes its own form of a procedure from a day on, takes it back before, or gives it up."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from motcua.blocks.audit import api as audit
from motcua.casework.catalogue.keeping import BASIS_WANTED
from motcua.casework.catalogue.listing import forget_cached
from motcua.casework.catalogue.models import LocalPublication, Procedure, ProcedureVersion
from motcua.casework.catalogue.rules.folder import parts_of
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound
from motcua.kernel.validity import in_force


def publish_own_form(
    actor: Actor, code: str, form: Mapping[str, Any], *, basis: str, on: date, now: datetime, note: str = ""
) -> UUID:
    """Publish the commune's form of a procedure from a day on; return the new version.

    All else of the procedure stays as the common version in force on that day has it. Drafts are carried over
    when they are handed in, dossiers stay on their version. Permission: config.manage. Raises: InvalidInput
    without a basis or for a day gone by; CatalogueError for a faulty form; Conflict while another one waits.
    """
    actor.require("config.manage")
    if len(basis.strip()) < 5:
        raise InvalidInput({"basis": BASIS_WANTED})
    if on < clock.local_date(now):
        raise InvalidInput({"on": "Ngày có hiệu lực: chọn hôm nay hoặc một ngày sau hôm nay."})
    with tenancy.scope(communes=[actor.home]):
        Procedure.objects.select_for_update().filter(code=code).first()
        version = _write(actor, code, form, on, now)
        LocalPublication.objects.create(
            commune_id=actor.home, procedure_code=code, version_id=version.id, effective_on=on,
            basis=basis.strip()[:300], note=note.strip()[:1000], published_at=now, published_by=actor.name[:200],
        )  # fmt: skip
        told = f"{code} từ {on:%d/%m/%Y}: {basis.strip()}"
        audit.config(actor, "form.published", "procedure_version", version.id, now=now, purpose=told)
    forget_cached()
    return version.id


def _write(actor: Actor, code: str, form: Mapping[str, Any], on: date, now: datetime) -> ProcedureVersion:
    common = ProcedureVersion.common.filter(in_force(on), procedure_id=code).order_by("-number").first()
    if common is None:
        raise NotFound(f"Thủ tục {code} không có hiệu lực vào ngày {on:%d/%m/%Y}.")
    _, checked, _ = parts_of(common.content, form, common.process)
    own = ProcedureVersion.objects.filter(procedure_id=code, only_in=actor.home)
    if any(_waits(one, clock.local_date(now)) for one in own.only("valid_from", "valid_to")):
        raise Conflict("Đã có một bản chờ có hiệu lực. Hãy thu hồi bản đó trước khi công bố bản khác.")
    number = (own.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    whole = json.dumps([common.content, checked.raw, actor.home, number], sort_keys=True, default=str)
    return ProcedureVersion.objects.create(
        procedure_id=code, number=number, valid_from=on, valid_to=None, content=common.content,
        form=json.loads(json.dumps(checked.raw)), process=common.process, templates=common.templates,
        checksum=hashlib.sha256(whole.encode()).hexdigest(), created_at=now, origin="own",
        only_in=actor.home, rests_on=common.id,
    )  # fmt: skip


def _waits(one: ProcedureVersion, today: date) -> bool:
    return one.valid_from > today and (one.valid_to is None or one.valid_to >= one.valid_from)


def withdraw_own_form(actor: Actor, version_id: UUID, *, now: datetime) -> None:
    """Take a publication back before its day. Permission: config.manage. NotFound; Conflict when it is in force."""
    actor.require("config.manage")
    with tenancy.scope(communes=[actor.home]):
        row = LocalPublication.objects.select_for_update().filter(version_id=version_id).first()
        if row is None:
            raise NotFound("Không tìm thấy lần công bố này.")
        if row.effective_on <= clock.local_date(now) or row.withdrawn_at is not None:
            raise Conflict("Bản này đã có hiệu lực hoặc đã thu hồi. Muốn thôi dùng, hãy bỏ bản của xã.")
        row.withdrawn_at, row.withdrawn_by = now, actor.name[:200]
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        ProcedureVersion.objects.filter(id=version_id, only_in=actor.home).update(
            valid_to=row.effective_on - timedelta(days=1)
        )
        told = f"{row.procedure_code} từ {row.effective_on:%d/%m/%Y}"
        audit.config(actor, "form.withdrawn", "procedure_version", version_id, now=now, purpose=told)
    forget_cached()


def end_own_form(actor: Actor, code: str, *, now: datetime) -> None:
    """Give the commune's own form up from today on: the common one holds again.

    Permission: config.manage. Conflict when there is none, or one that waits for its day.
    """
    actor.require("config.manage")
    today = clock.local_date(now)
    with tenancy.scope(communes=[actor.home]):
        Procedure.objects.select_for_update().filter(code=code).first()
        own = ProcedureVersion.objects.filter(procedure_id=code, only_in=actor.home, valid_to__isnull=True)
        if any(_waits(one, today) for one in own.only("valid_from", "valid_to")):
            raise Conflict("Có một bản chờ có hiệu lực. Hãy thu hồi bản đó trước.")
        ended = list(own.values_list("id", flat=True))
        if not ended:
            raise Conflict("Xã không có bản riêng của biểu mẫu này.")
        own.update(valid_to=today - timedelta(days=1))
        LocalPublication.objects.filter(version_id__in=ended, withdrawn_at=None).update(
            ended_on=today, ended_by=actor.name[:200]
        )
        audit.config(actor, "form.ended", "procedure_version", ended[-1], now=now, purpose=code)
    forget_cached()
