"""A commune and the people in it."""

from datetime import UTC, date, datetime
from itertools import count

from motcua.blocks.identity import api as identity
from motcua.blocks.identity.models import Account, SecondFactor
from motcua.blocks.identity.ports import CitizenIdentity
from motcua.blocks.organisation import api as organisation
from motcua.blocks.organisation.api import Appointment, CommuneInfo, NewCommune, StaffInfo
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor, system

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


def make_officer_account(commune_id: int, role: str = "receptionist", **changes) -> tuple[Account, str]:
    """Open the account of a new member of staff with a role and a second factor; return it and its secret."""
    chief = system(commune_id)
    # One transaction for the three acts: nearly every test begins with some people.
    with tenancy.scope(communes=[commune_id]):
        person = make_staff(commune_id, **changes)
        identity.grant_role(chief, person.id, role, FOUNDED, now=NOW)
        made = identity.create_officer(chief, person.id, f"{role}.{next(_numbers)}", now=NOW, demo=True)
    account = Account.objects.get(id=made.account_id)
    return account, SecondFactor.objects.get(account=account).secret


def make_officer(commune_id: int, role: str = "receptionist", **changes) -> Actor:
    """Return an officer at work: appointed, with an account and the permissions of a role."""
    return identity.officer_actor(make_officer_account(commune_id, role, **changes)[0], NOW)


def make_identity(**changes) -> CitizenIdentity:
    """Return what the identity provider says of Nguyễn Văn An, or of someone like him."""
    given = {
        "issuer": "https://vneid.example.vn",
        "subject": f"subject-{next(_numbers)}",
        "account_type": "citizen",
        "level": 2,
        "full_name": "Nguyễn Văn An",
        "citizen_id": "051090004521",
        "birth_date": "1990-04-12",
        "gender": "male",
        "ethnicity": "Kinh",
        "religion": "Không",
        "nationality": "Việt Nam",
        "residence": "Số 12 đường Phạm Kiệt, xã Ba Tô, tỉnh Quảng Ngãi",
        "phone": "0905123401",
    }
    return CitizenIdentity(**{**given, **changes})


def make_citizen(commune_id: int, **changes) -> Actor:
    """Return a citizen who has logged in at a commune's portal; `level=1` for one not yet identified."""
    account = identity.log_in_citizen(make_identity(**changes), commune_id=commune_id, now=NOW)
    return identity.citizen_actor(account)
