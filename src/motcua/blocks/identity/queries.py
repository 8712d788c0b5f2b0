"""Who is asking: accounts turned into actors, and what is proven of a citizen."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from motcua.blocks.identity.models import Account, CitizenProfile, Representation, Role, RoleGrant
from motcua.blocks.identity.rules import duties_clash
from motcua.blocks.identity.seeds import duty_of
from motcua.blocks.identity.values import RoleInfo
from motcua.blocks.organisation.api import StaffInfo, find_staff_by_account
from motcua.kernel import sealing, tenancy
from motcua.kernel.actors import Actor, StandIn
from motcua.kernel.cache import Cache
from motcua.kernel.clock import local_date
from motcua.kernel.errors import NotAllowed
from motcua.kernel.validity import in_force, not_over

PREFILL = (
    "full_name", "citizen_id", "birth_date", "gender", "ethnicity", "nationality", "residence", "phone",
    "email",
)  # fmt: skip
"""What of the proven identity forms may be filled in with."""


def list_roles() -> list[RoleInfo]:
    """Return all roles in the order they were loaded."""
    return [RoleInfo(r.key, r.name, frozenset(r.permissions)) for r in Role.objects.order_by("id")]


_names: Cache[str, Mapping[str, str]] = Cache()


def role_names() -> Mapping[str, str]:
    """Return the name of each role by its key; read anew every few seconds."""
    known = _names.get("")
    return _names.keep("", {one.key: one.name for one in list_roles()}) if known is None else known


def roles_held(commune_id: int, staff_id: UUID, on: date) -> list[str]:
    """Return the keys of the roles a member of staff holds on a day, the first granted first."""
    with tenancy.scope(communes=[commune_id]):
        rows = RoleGrant.objects.filter(in_force(on), commune_id=commune_id, staff_id=staff_id)
        return list(dict.fromkeys(rows.order_by("valid_from", "id").values_list("role_key", flat=True)))


def staff_with_roles(commune_id: int, roles: Iterable[str], on: date) -> set[UUID]:
    """Return the staff who hold at least one of these roles on a day."""
    with tenancy.scope(communes=[commune_id]):
        rows = RoleGrant.objects.filter(in_force(on), commune_id=commune_id, role_key__in=list(roles))
        return set(rows.values_list("staff_id", flat=True))


def officer_actor(account: Account, now: datetime) -> Actor:
    """Return the officer behind an account with the roles in force today; the first granted is the main role.

    Whoever stands in for absent colleagues has their roles as well, after its own. Raises: NotAllowed when the
    account is disabled, or its owner holds no post today.
    """
    if account.kind != Account.Kind.OFFICER or not account.is_active or account.commune_id is None:
        raise NotAllowed("Tài khoản này đã bị khóa. Hãy liên hệ quản trị của đơn vị.")
    today = local_date(now)
    with tenancy.scope(communes=[account.commune_id]):
        staff = find_staff_by_account(account.commune_id, account.id, today)
        grants = _granted(account.commune_id, staff, today) if staff else {}
    if staff is None:
        raise NotAllowed("Ông/bà không còn giữ chức vụ tại đơn vị nên không vào được. Hãy liên hệ quản trị.")
    own = grants.get(staff.id, [])
    stand_ins = _stand_ins(staff, own, grants)
    held = [*own, *(role for one in stand_ins for role in sorted(one.roles))]
    granted = dict(Role.objects.filter(key__in=held).values_list("key", "permissions"))
    # Of two roles that carry a permission, the one granted first speaks.
    carriers = {permission: key for key in reversed(held) for permission in granted.get(key, ())}
    return Actor(
        kind="officer",
        account_id=account.id,
        name=staff.full_name,
        commune_id=account.commune_id,
        staff_id=staff.id,
        unit_id=staff.unit_id,
        unit_kind=staff.unit_kind,
        roles=frozenset(held),
        permissions=frozenset(carriers),
        carriers=carriers,
        role=held[0] if held else "",
        title=staff.position,
        unit_name=staff.unit_name,
        stands_in_for=frozenset(one.staff_id for one in stand_ins),
        stand_ins=stand_ins,
    )


def _granted(commune_id: int, staff: StaffInfo, on: date) -> dict[UUID, list[str]]:
    """Return the roles of a member of staff and of those it stands in for, the first granted first."""
    people = [staff.id, *(one.id for one in staff.replaces)]
    rows = RoleGrant.objects.filter(in_force(on), commune_id=commune_id, staff_id__in=people)
    found: dict[UUID, list[str]] = {}
    for staff_id, key in rows.order_by("valid_from", "id").values_list("staff_id", "role_key"):
        if key not in found.setdefault(staff_id, []):
            found[staff_id].append(key)
    return found


def _stand_ins(staff: StaffInfo, own: list[str], grants: Mapping[UUID, list[str]]) -> tuple[StandIn, ...]:
    """Return for whom it stands in today. A colleague whose duty does not go with the others is left out.

    Delegating and granting look at the duties beforehand; this is the last bar, should a role have come later.
    """
    taken, found = list(own), []
    for one in staff.replaces:
        theirs = grants.get(one.id, [])
        if duties_clash([duty_of(key) for key in (*taken, *theirs)]):
            continue
        gained = frozenset(theirs) - frozenset(taken)
        found.append(StandIn(one.id, one.full_name, one.unit_id, one.order_number, one.last, gained))
        taken += sorted(gained)
    return tuple(found)


def citizen_actor(account: Account, now: datetime | None = None) -> Actor:
    """Return the citizen behind an account, who acts for themself and for whom an officer confirmed, to its last day.

    NotAllowed when the account is closed. Without `now` the citizen acts for nobody else.
    """
    if account.kind != Account.Kind.CITIZEN or not account.is_active:
        raise NotAllowed("Tài khoản này đã bị khóa. Xin đến quầy Một cửa để được giúp.")
    with tenancy.scope(applicants=[account.id]):
        rows = CitizenProfile.objects.filter(applicant_id=account.id)
        found = rows.values_list("full_name", "assurance", "person_id").first()
        others = _represented(account.id, local_date(now)) if now else ()
    if found is None:
        raise NotAllowed("Chưa có thông tin định danh. Mời ông/bà đăng nhập lại bằng VNeID.")
    name, assurance, person = found
    applicants = (account.id, *(() if person is None else (person,)), *others)
    return Actor(kind="citizen", account_id=account.id, name=name, applicants=applicants, assurance=assurance)


def _represented(account_id: UUID, on: date) -> tuple[UUID, ...]:
    """Return for whom the citizen acts on a day, within the caller's scope."""
    rows = Representation.objects.filter(applicant_id=account_id, state=Representation.State.CONFIRMED)
    return tuple(rows.filter(not_over(on)).order_by("proposed_at").values_list("person_id", flat=True))


def list_representatives(commune_id: int, person_id: UUID, on: date) -> list[UUID]:
    """Return who acts for a person by a representation of this commune in force on a day, within the caller's scope."""
    confirmed = Representation.State.CONFIRMED
    rows = Representation.objects.filter(commune_id=commune_id, person_id=person_id, state=confirmed)
    return list(rows.filter(not_over(on)).order_by("id").values_list("applicant_id", flat=True))


def own_person(actor: Actor) -> UUID | None:
    """Return whom a citizen is known as at the counter, None when their number was not proven."""
    if actor.account_id is None:
        return None
    with tenancy.scope(applicants=[actor.account_id]):
        profiles = CitizenProfile.objects.filter(applicant_id=actor.account_id)
        return profiles.values_list("person_id", flat=True).first()


def citizen_identity(actor: Actor) -> dict[str, str]:
    """Return what is proven of a citizen by source name ("identity.full_name"); the unproven is absent."""
    if actor.citizen is None:
        raise NotAllowed("Chỉ người dân đã đăng nhập mới có thông tin định danh.")
    with tenancy.scope(applicants=[actor.citizen]):
        profile = CitizenProfile.objects.filter(applicant_id=actor.citizen).first()
    proven = profile.identity if profile is not None else {}
    said = {f"identity.{name}": proven[name] for name in PREFILL if proven.get(name)}
    if proven.get("hometown"):
        said["identity.home_town"] = proven["hometown"]
    return said


def citizen_index(number: str) -> bytes:
    """Return the blind index of an identity number: equal for equal numbers, and telling nothing else."""
    return sealing.blind_index("".join(number.split()), purpose="citizen_id")
