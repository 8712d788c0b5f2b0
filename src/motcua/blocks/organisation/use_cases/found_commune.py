"""Found a commune: the ground everything else of it stands on."""

from datetime import datetime

from django.db import connection

from motcua.blocks.audit.api import config
from motcua.blocks.organisation.calendars import write_week
from motcua.blocks.organisation.models import Commune, Province, Site, Unit, WorkingWeek
from motcua.blocks.organisation.queries import find_commune, forget_places, get_commune
from motcua.blocks.organisation.rules.days import OFFICE_WEEK, Week, require_week
from motcua.blocks.organisation.values import CommuneInfo, NewCommune
from motcua.kernel import tenancy
from motcua.kernel.actors import system
from motcua.kernel.errors import Conflict, InvalidInput


def found_commune(new: NewCommune, *, now: datetime, week: Week = OFFICE_WEEK) -> CommuneInfo:
    """Make a commune with its province, site, centre, leadership and working week.

    Raises: Conflict when it exists; InvalidInput when the province's name does not tell its kind, for it heads
    every paper as it stands. Only the command line calls it: there is no one yet whose right could be asked for.
    """
    require_week(week)
    if not new.province_name.startswith(("tỉnh ", "thành phố ")):
        raise InvalidInput({"province_name": "Tên viết kèm loại: «tỉnh Quảng Ngãi», «thành phố Đà Nẵng»."})
    if find_commune(new.code, new.valid_from) is not None:
        raise Conflict(f"Xã, phường mang mã {new.code} đã có rồi.")
    commune_id = _next_number()
    with tenancy.scope(communes=[commune_id]):
        _place(commune_id, new)
        for kind in (Unit.Kind.CENTRE, Unit.Kind.LEADERSHIP):
            Unit.objects.create(
                commune_id=commune_id,
                kind=kind,
                name=str(kind.label),
                phone=new.phone,
                valid_from=new.valid_from,
            )
        WorkingWeek.objects.create(
            commune_id=commune_id, valid_from=new.valid_from, sessions=write_week(week)
        )
        config(system(commune_id), "commune.founded", "commune", None, now=now, purpose=new.code)
    forget_places()
    return get_commune(commune_id)


def _next_number() -> int:
    # Drawn before the scope, which has to name the commune that is being made.
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('organisation_commune', 'id'))")
        return int(cursor.fetchone()[0])


def _place(commune_id: int, new: NewCommune) -> None:
    province, _ = Province.objects.get_or_create(
        code=new.province_code,
        defaults={"name": new.province_name, "identifier": new.province_identifier},
    )
    commune = Commune.objects.create(
        id=commune_id, province=province, code=new.code, kind=new.kind, name=new.name,
        identifier=new.identifier, identifier_old=new.identifier_old, address=new.address,
        phone=new.phone, email=new.email, valid_from=new.valid_from,
        ethnic_groups=list(new.ethnic_groups),
    )  # fmt: skip
    Site.objects.update_or_create(host=new.host, defaults={"commune": commune})
