"""Who may change the common catalogue from the console: the administrator of its only commune."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.blocks.audit import api as audit
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.communes import all_communes
from motcua.kernel.errors import InvalidInput, NotAllowed

PERMISSION = "config.manage"
SHARED = (
    "Danh mục này dùng chung cho nhiều xã, nên không xã nào sửa được một mình. "
    "Người quản trị máy chủ quyết định bằng lệnh «motcua catalogue»."
)
BASIS_WANTED = (
    "Căn cứ: ghi số, ngày của quyết định hoặc văn bản, ví dụ Quyết định 15/QĐ-UBND ngày 20/11/2026."
)

LONGEST_LOCAL_BASIS = 200


def basis_problems(basis: str, wanted: str) -> dict[str, str]:
    """Return what is wrong with the basis of a local fee or term, at its box; `wanted`: what to say without one."""
    if not basis.strip():
        return {"basis": wanted}
    if (length := len(basis.strip())) > LONGEST_LOCAL_BASIS:
        return {"basis": f"Căn cứ: ghi nhiều nhất {LONGEST_LOCAL_BASIS} ký tự (đang có {length})."}
    return {}


def may_keep(actor: Actor) -> bool:
    """Tell whether the actor may change the common catalogue."""
    return actor.kind == "system" or (actor.may(PERMISSION) and all_communes() == [actor.commune_id])


@contextmanager
def keeping(actor: Actor) -> Iterator[None]:
    """Open the transaction of a change of the common catalogue. NotAllowed unless the actor may change it."""
    actor.require(PERMISSION)
    if not may_keep(actor):
        raise NotAllowed(SHARED)
    if actor.commune_id is None:
        with transaction.atomic():
            yield
    else:
        with tenancy.scope(communes=[actor.commune_id]):
            yield


def note(actor: Actor, action: str, purpose: str, *, now: datetime, subject: UUID | None = None) -> None:
    """Leave an audit row in the actor's commune; the command line has none."""
    if actor.commune_id is not None:
        audit.config(actor, f"catalogue.{action}", "catalogue", subject, now=now, purpose=purpose)


def decided(on: date | None, basis: str, now: datetime) -> str:
    """Return the basis as it is kept. InvalidInput without one, or for a day gone by."""
    errors = {}
    if on is None:
        errors["on"] = "Có hiệu lực từ ngày: chọn một ngày."
    elif on < clock.local_date(now):
        errors["on"] = "Có hiệu lực từ ngày: chọn hôm nay hoặc một ngày sau hôm nay."
    if len(basis.strip()) < 5:
        errors["basis"] = BASIS_WANTED
    if errors:
        raise InvalidInput(errors)
    return basis.strip()[:300]
