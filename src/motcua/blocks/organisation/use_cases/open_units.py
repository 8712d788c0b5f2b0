"""Open a unit or a hamlet of the authority."""

from datetime import date, datetime

from motcua.blocks.audit.api import config
from motcua.blocks.organisation.models import Hamlet, Unit
from motcua.blocks.organisation.queries import forget_places
from motcua.blocks.organisation.values import HamletInfo, UnitInfo
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput


def open_unit(
    actor: Actor, kind: str, name: str, *, valid_from: date, now: datetime, phone: str = ""
) -> UnitInfo:
    """Open a unit from a day on. `kind` is centre, office or leadership."""
    actor.require("staff.manage")
    if kind not in Unit.Kind.values:
        raise InvalidInput({"kind": "Chọn loại đơn vị."})
    with tenancy.scope(communes=[actor.home]):
        row = Unit.objects.create(
            commune_id=actor.home, kind=kind, name=name, phone=phone, valid_from=valid_from
        )
        config(actor, "unit.opened", "unit", row.id, now=now)
    return UnitInfo(row.id, row.kind, row.name, row.phone)


def open_hamlet(actor: Actor, name: str, *, valid_from: date, now: datetime) -> HamletInfo:
    """Add a hamlet, neighbourhood or residential group from a day on."""
    actor.require("config.manage")
    with tenancy.scope(communes=[actor.home]):
        row = Hamlet.objects.create(commune_id=actor.home, name=name, valid_from=valid_from)
        config(actor, "hamlet.opened", "hamlet", row.id, now=now)
    forget_places()
    return HamletInfo(row.id, row.name)
