"""Reads of places, units and people. All answers are frozen values."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery

from motcua.blocks.organisation.delegations import as_absent, replaced_by_outer
from motcua.blocks.organisation.models import Assignment, Commune, Hamlet, Position, Site, StaffMember, Unit
from motcua.blocks.organisation.values import CommuneInfo, HamletInfo, StaffInfo, UnitInfo
from motcua.kernel import tenancy
from motcua.kernel.cache import Cache
from motcua.kernel.errors import NotFound
from motcua.kernel.validity import in_force
from motcua.kernel.vietnamese import given_name_sort_key, sort_key

_communes: Cache[int, CommuneInfo] = Cache()
_listed: Cache[date, tuple[CommuneInfo, ...]] = Cache()
_sites: Cache[str, int] = Cache()
_hamlets: Cache[tuple[int, date], tuple[HamletInfo, ...]] = Cache()


def _commune_info(row: Commune) -> CommuneInfo:
    kind = Commune.Kind(row.kind).label
    return CommuneInfo(
        id=row.id,
        code=row.code,
        kind=row.kind,
        name=row.name,
        display_name=f"{kind[0].upper()}{kind[1:]} {row.name}",
        province_name=row.province.name,
        province_identifier=row.province.identifier,
        identifier=row.identifier,
        identifier_old=row.identifier_old,
        address=row.address,
        phone=row.phone,
        email=row.email,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        successor_id=row.successor_id,
        ethnic_groups=tuple(row.ethnic_groups),
    )


def get_commune(commune_id: int) -> CommuneInfo:
    """Return a commune; NotFound when there is none of this number."""
    known = _communes.get(commune_id)
    if known is None:
        row = Commune.objects.select_related("province").filter(id=commune_id).first()
        if row is None:
            raise NotFound("Không có xã, phường nào như vậy.")
        known = _communes.keep(commune_id, _commune_info(row))
    return known


def find_commune(code: str, on: date) -> CommuneInfo | None:
    """Return the commune that bears this administrative code on a day."""
    rows = Commune.objects.select_related("province").filter(in_force(on), code=code)
    row = rows.order_by("-valid_from").first()
    return None if row is None else _commune_info(row)


def site_commune(host: str) -> CommuneInfo:
    """Return the commune a host name serves, else the one that answers for the rest; NotFound without one."""
    name = host.rsplit(":", 1)[0].lower() if not host.endswith("]") else host.lower()
    known = _sites.get(name)
    if known is None:
        rows = Site.objects.filter(host__in=[name, ""]).order_by("-host")
        row = rows.values_list("commune_id", flat=True).first()
        if row is None:
            raise NotFound("Địa chỉ này chưa được gắn với xã, phường nào.")
        known = _sites.keep(name, row)
    return get_commune(known)


def all_commune_ids() -> list[int]:
    """Return the ids of all communes of this installation, merged ones too: their records live on."""
    return list(Commune.objects.order_by("id").values_list("id", flat=True))


def list_communes(on: date) -> tuple[CommuneInfo, ...]:
    """Return the communes of this installation on a day, by number."""
    known = _listed.get(on)
    if known is None:
        rows = Commune.objects.select_related("province").filter(in_force(on)).order_by("id")
        known = _listed.keep(on, tuple(_commune_info(row) for row in rows))
    return known


def list_units(commune_id: int, on: date) -> list[UnitInfo]:
    """Return the units of a commune on a day, centre first, then by name."""
    with tenancy.scope(communes=[commune_id]):
        rows = list(Unit.objects.filter(in_force(on), commune_id=commune_id).order_by("id"))
    rows.sort(key=lambda u: (u.kind != Unit.Kind.CENTRE, sort_key(u.name)))
    return [UnitInfo(u.id, u.kind, u.name, u.phone) for u in rows]


def unit_words(kind: str) -> str:
    """Return what a kind of unit is called."""
    return Unit.Kind(kind).label


def list_hamlets(commune_id: int, on: date) -> list[HamletInfo]:
    """Return the hamlets of a commune on a day, by name."""
    known = _hamlets.get((commune_id, on))
    if known is None:
        with tenancy.scope(communes=[commune_id]):
            rows = list(Hamlet.objects.filter(in_force(on), commune_id=commune_id).order_by("id"))
        told = sorted((HamletInfo(h.id, h.name) for h in rows), key=lambda h: sort_key(h.name))
        known = _hamlets.keep((commune_id, on), tuple(told))
    return list(known)


def _assignments(commune_id: int) -> "QuerySet[Assignment, Any]":
    """Assignments with the names of person, unit and post, in one statement."""

    def of(model: type[Any], key: str, column: str) -> Subquery:
        rows = model.objects.filter(commune_id=OuterRef("commune_id"), id=OuterRef(key))
        return Subquery(rows.values(column)[:1])

    return Assignment.objects.filter(commune_id=commune_id).values(
        "staff_id",
        "unit_id",
        full_name=of(StaffMember, "staff_id", "full_name"),
        credential_id=of(StaffMember, "staff_id", "credential_id"),
        account_id=of(StaffMember, "staff_id", "account_id"),
        unit_kind=of(Unit, "unit_id", "kind"),
        unit_name=of(Unit, "unit_id", "name"),
        position=of(Position, "position_id", "name"),
        signing_title=of(Position, "position_id", "signing_title"),
    )


def _staff_info(row: dict[str, Any]) -> StaffInfo:
    return StaffInfo(id=row.pop("staff_id"), **row)


def get_staff(commune_id: int, staff_id: UUID, on: date | None = None) -> StaffInfo:
    """Return a member of staff in the post held on a day, else in the latest; NotFound for a stranger."""
    with tenancy.scope(communes=[commune_id]):
        rows = _assignments(commune_id).filter(staff_id=staff_id).order_by("-valid_from", "-id")
        row = (rows.filter(in_force(on)).first() if on else None) or rows.first()
    if row is None:
        raise NotFound("Không có cán bộ này trong đơn vị.")
    return _staff_info(row)


def find_staff_by_account(commune_id: int, account_id: UUID, on: date) -> StaffInfo | None:
    """Return whose account this is, in the post held on a day; None when no assignment is in force."""
    with tenancy.scope(communes=[commune_id]):
        holder = StaffMember.objects.filter(commune_id=commune_id, account_id=account_id).values("id")
        rows = _assignments(commune_id).filter(in_force(on), staff_id__in=holder)
        told = rows.annotate(replaced=ArraySubquery(replaced_by_outer(on)))
        row = told.order_by("-valid_from", "-id").first()
    if row is None:
        return None
    replaced = row.pop("replaced")
    return replace(_staff_info(row), replaces=tuple(as_absent(one) for one in replaced))


def list_staff(commune_id: int, on: date, unit_id: UUID | None = None) -> list[StaffInfo]:
    """Return who holds a post on a day, by given name as Vietnamese lists have it."""
    with tenancy.scope(communes=[commune_id]):
        rows = _assignments(commune_id).filter(in_force(on)).order_by("staff_id", "-valid_from", "-id")
        found = list(rows.filter(unit_id=unit_id) if unit_id else rows)
    people: dict[UUID, StaffInfo] = {}
    for row in found:
        person = _staff_info(row)
        people.setdefault(person.id, person)
    return sorted(people.values(), key=lambda p: given_name_sort_key(p.full_name))


def forget_places() -> None:
    """Drop what this process remembers of communes, their hamlets, and hosts."""
    _communes.clear()
    _listed.clear()
    _hamlets.clear()
    _sites.clear()
