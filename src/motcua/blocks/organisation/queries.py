"""Reads of places and units. All answers are frozen values."""

from datetime import date

from motcua.blocks.organisation.models import Commune, Hamlet, Site, Unit
from motcua.blocks.organisation.values import CommuneInfo, HamletInfo, UnitInfo
from motcua.kernel import tenancy
from motcua.kernel.cache import Cache
from motcua.kernel.errors import NotFound
from motcua.kernel.validity import in_force
from motcua.kernel.vietnamese import sort_key

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


def forget_places() -> None:
    """Drop what this process remembers of communes, their hamlets, and hosts."""
    _communes.clear()
    _listed.clear()
    _hamlets.clear()
    _sites.clear()
