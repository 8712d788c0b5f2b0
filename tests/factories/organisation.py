"""A commune and the people in it."""

from datetime import UTC, date, datetime
from itertools import count

from motcua.blocks.organisation import api as organisation
from motcua.blocks.organisation.api import Appointment, CommuneInfo, NewCommune, StaffInfo
from motcua.kernel.actors import system

# A Monday, 08:00 in Vietnam.
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
FOUNDED = date(2025, 7, 1)
_numbers = count(20_000)


def make_commune(**changes) -> CommuneInfo:
    """Found Ba Tô, or a commune like it under another code; `host=""` makes it answer for every host."""
    organisation.forget_cached()
    code = str(next(_numbers))
    given = {
        "province_code": "51",
        "province_name": "tỉnh Quảng Ngãi",
        "province_identifier": "H48",
        "code": code,
        "kind": "xa",
        "name": "Ba Tô",
        "identifier": f"H48.{code}",
        "identifier_old": "000.37.30.H48",
        "valid_from": FOUNDED,
        "address": "thôn Mô Lang, xã Ba Tô",
        "phone": "0255 3861 000",
        "host": f"{code}.example.vn",
    }
    return organisation.found_commune(NewCommune(**{**given, **changes}), now=NOW)


def make_staff(
    commune_id: int, full_name: str = "Phạm Thị Dung", unit: str = "centre", **changes
) -> StaffInfo:
    """Appoint a person in the unit of a kind."""
    units = organisation.list_units(commune_id, TODAY)
    unit_id = next(u.id for u in units if u.kind == unit)
    given = {"position": "Công chức", "signing_title": "CÔNG CHỨC", "valid_from": FOUNDED, **changes}
    return organisation.appoint(
        system(commune_id), Appointment(full_name=full_name, unit_id=unit_id, **given), now=NOW
    )
