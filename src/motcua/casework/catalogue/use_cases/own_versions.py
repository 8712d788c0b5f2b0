"""A version that holds in one commune alone: written for a day, taken back before it, or ended.

It repeats the common version it rests on but for the form, the process, or both. ADR 12 and 16.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from motcua.blocks.audit import api as audit
from motcua.casework.catalogue.keeping import BASIS_WANTED
from motcua.casework.catalogue.listing import forget_cached
from motcua.casework.catalogue.local_forms import OF_BOTH, OF_FORM, OF_PROCESS
from motcua.casework.catalogue.models import LocalPublication, Procedure, ProcedureVersion
from motcua.casework.catalogue.rules.folder import parts_of
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound
from motcua.kernel.validity import in_force

Part = Literal["form", "process"]
WORDS: Mapping[Part, str] = {"form": "biểu mẫu", "process": "quy trình"}


def publish_part(
    actor: Actor,
    code: str,
    part: Part,
    data: Mapping[str, Any],
    *,
    basis: str,
    on: date,
    now: datetime,
    note: str = "",
) -> UUID:
    """Publish the commune's form or process of a procedure from a day on; return the new version.

    The other of the two stays as the commune has it on that day, all else as the common version has it.
    Permission: config.manage. Raises: InvalidInput without a basis or for a day gone by; CatalogueError for faulty
    data; Conflict while another own version waits for its day.
    """
    actor.require("config.manage")
    if len(basis.strip()) < 5:
        raise InvalidInput({"basis": BASIS_WANTED})
    if on < clock.local_date(now):
        raise InvalidInput({"on": "Ngày có hiệu lực: chọn hôm nay hoặc một ngày sau hôm nay."})
    with tenancy.scope(communes=[actor.home]):
        Procedure.objects.select_for_update().filter(code=code).first()
        if _waiting(actor, code, clock.local_date(now)):
            raise Conflict("Đã có một bản chờ có hiệu lực. Hãy thu hồi bản đó trước khi công bố bản khác.")
        common, standing = _on(actor, code, on)
        parts: dict[str, Any] = {"form": standing.form, "process": standing.process}
        version = _write(actor, common, {**parts, part: data}, part, on=on, now=now)
        _told(actor, version, basis.strip(), note.strip(), now)
        told = f"{code} từ {on:%d/%m/%Y}: {basis.strip()}"
        audit.config(actor, f"{part}.published", "procedure_version", version.id, now=now, purpose=told)
    forget_cached()
    return version.id


def _on(actor: Actor, code: str, on: date) -> tuple[ProcedureVersion, ProcedureVersion]:
    """Return the common version in force on a day, and the commune's own that rests on it, else the same."""
    common = ProcedureVersion.common.filter(in_force(on), procedure_id=code).order_by("-number").first()
    if common is None:
        raise NotFound(f"Thủ tục {code} không có hiệu lực vào ngày {on:%d/%m/%Y}.")
    own = ProcedureVersion.objects.filter(in_force(on), procedure_id=code, only_in=actor.home)
    latest = own.order_by("-number").first()
    return common, latest if latest is not None and latest.rests_on == common.id else common


def _waiting(actor: Actor, code: str, today: date) -> bool:
    own = ProcedureVersion.objects.filter(procedure_id=code, only_in=actor.home)
    return any(_waits(one, today) for one in own.only("valid_from", "valid_to"))


def _waits(one: ProcedureVersion, today: date) -> bool:
    return one.valid_from > today and (one.valid_to is None or one.valid_to >= one.valid_from)


def _write(
    actor: Actor, common: ProcedureVersion, parts: Mapping[str, Any], part: Part, *, on: date, now: datetime
) -> ProcedureVersion:
    _, form, process = parts_of(common.content, parts["form"], parts["process"])
    own = ProcedureVersion.objects.filter(procedure_id=common.procedure_id, only_in=actor.home)
    number = (own.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    made = json.loads(json.dumps({"form": form.raw, "process": process.raw}))
    whole = json.dumps([common.content, made, actor.home, number], sort_keys=True, default=str)
    return ProcedureVersion.objects.create(
        procedure_id=common.procedure_id, number=number, valid_from=on, valid_to=None, content=common.content,
        form=made["form"], process=made["process"], templates=common.templates,
        checksum=hashlib.sha256(whole.encode()).hexdigest(), created_at=now, origin=_origin(common, made, part),
        only_in=actor.home, rests_on=common.id,
    )  # fmt: skip


def _origin(common: ProcedureVersion, made: Mapping[str, Any], part: Part) -> str:
    """Return what differs; the part that is published counts as the commune's own even where it does not."""
    form = part == "form" or made["form"] != common.form
    process = part == "process" or made["process"] != common.process
    if form and process:
        return OF_BOTH
    return OF_PROCESS if process else OF_FORM


def _told(actor: Actor, version: ProcedureVersion, basis: str, note: str, now: datetime) -> None:
    LocalPublication.objects.create(
        commune_id=actor.home, procedure_code=version.procedure_id, version_id=version.id,
        effective_on=version.valid_from, basis=basis[:300], note=note[:1000], published_at=now,
        published_by=actor.name[:200],
    )  # fmt: skip


def withdraw(actor: Actor, version_id: UUID, *, now: datetime) -> None:
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


def end_part(actor: Actor, code: str, part: Part, *, now: datetime) -> None:
    """Give the commune's own form or process up from today on: the common one holds again.

    Where the commune has both of its own, the other goes on in a version of its own. Permission: config.manage.
    Conflict when there is none, or one that waits for its day.
    """
    actor.require("config.manage")
    today = clock.local_date(now)
    with tenancy.scope(communes=[actor.home]):
        Procedure.objects.select_for_update().filter(code=code).first()
        if _waiting(actor, code, today):
            raise Conflict("Có một bản chờ có hiệu lực. Hãy thu hồi bản đó trước.")
        own = ProcedureVersion.objects.filter(procedure_id=code, only_in=actor.home, valid_to__isnull=True)
        last = own.order_by("-number").first()
        if last is None or last.origin not in (OF_BOTH, OF_FORM if part == "form" else OF_PROCESS):
            raise Conflict(f"Xã không có bản riêng của {WORDS[part]} này.")
        ended = list(own.values_list("id", flat=True))
        own.update(valid_to=today - timedelta(days=1))
        LocalPublication.objects.filter(version_id__in=ended, withdrawn_at=None).update(
            ended_on=today, ended_by=actor.name[:200]
        )
        audit.config(actor, f"{part}.ended", "procedure_version", last.id, now=now, purpose=code)
        if last.origin == OF_BOTH:
            _go_on(actor, last, part, today, now)
    forget_cached()


def _go_on(actor: Actor, last: ProcedureVersion, part: Part, today: date, now: datetime) -> None:
    """Write the version that keeps the other part, unless it rests by now."""
    common = ProcedureVersion.common.filter(in_force(today), procedure_id=last.procedure_id)
    here = common.order_by("-number").first()
    if here is None or here.id != last.rests_on:
        return
    parts: dict[str, Any] = {"form": last.form, "process": last.process}
    other: Part = "process" if part == "form" else "form"
    made = _write(actor, here, {**parts, part: getattr(here, part)}, other, on=today, now=now)
    _told(actor, made, f"Thôi dùng {WORDS[part]} riêng, giữ {WORDS[other]} riêng", "", now)
