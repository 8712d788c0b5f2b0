"""The demonstration commune: a made-up xã of Quảng Ngãi with its people, procedures and signatures."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import requests
from django.conf import settings

from motcua.blocks.identity import api as identity
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import api as decisions
from motcua.interfaces.cli.demonstration.hall import open_hall
from motcua.kernel.actors import Actor, system

CODE = "21523"
FOUNDED = date(2025, 7, 1)
PIN = "246810"
# Demonstration figures: a real commune enters its province's resolution.
LOCAL_FEES = {
    ("1.001193", "le_phi_qua_han"): 5_000,
    ("1.000656", "le_phi_qua_han"): 5_000,
    ("2.000986", "le_phi_khai_sinh_qua_han"): 5_000,
    ("1.001022", "le_phi"): 15_000,
    ("1.004873", "le_phi"): 10_000,
    ("1.004859", "le_phi"): 15_000,
    ("1.004884", "le_phi"): 5_000,
    ("1.001612", "le_phi"): 100_000,
    ("1.013225", "le_phi"): 75_000,
}
RESOLUTION = "Nghị quyết mẫu của HĐND tỉnh, số liệu trình diễn"


@dataclass(frozen=True)
class Person:
    """A person of the demonstration and the posts and roles they hold."""

    username: str
    full_name: str
    unit: str
    position: str
    roles: tuple[str, ...]
    signs: bool = False


PEOPLE = (
    Person(
        "tiepnhan", "Phạm Thị Dung", "centre", "Cán bộ tiếp nhận", ("receptionist", "cashier", "return_desk")
    ),
    Person("hotich", "Đinh Văn Nơ", "office", "Công chức Tư pháp - Hộ tịch", ("handler",)),
    Person(
        "truongphong", "Võ Thị Thu Hà", "office", "Trưởng phòng Văn hóa - Xã hội", ("unit_head", "handler")
    ),
    Person("chutich", "Nguyễn Tấn Phát", "leadership", "Chủ tịch", ("chair",), signs=True),
    Person("phochutich", "Lê Thị Kim Oanh", "leadership", "Phó Chủ tịch", ("vice_chair",), signs=True),
    Person("vanthu", "Trần Quốc Bảo", "centre", "Văn thư", ("clerk",)),
    Person(
        "giamdoc", "Huỳnh Ngọc Sơn", "centre", "Giám đốc Trung tâm Phục vụ hành chính công", ("director",)
    ),
    Person("quantri", "Bùi Minh Trí", "centre", "Quản trị hệ thống", ("admin",)),
    Person("tinhnguyen", "Hồ Văn Thật", "centre", "Tình nguyện viên, tổ công nghệ số", ("volunteer",)),
    Person("buudien", "Phạm Thị Thư", "centre", "Nhân viên bưu điện", ("post_clerk",)),
    Person("kiemtra", "Đỗ Thị Hằng", "centre", "Kiểm tra nhật ký", ("auditor",)),
)


def build(now: datetime, founded: date = FOUNDED) -> organisation.CommuneInfo:
    """Make the demonstration; safe to repeat, and it goes on where an earlier attempt broke off.

    `founded`: since when it is there, for one that is not there yet. Its signatures are registered apart.
    """
    identity.load_roles()
    organisation.load_national_days(range(now.year - 1, now.year + 3))
    commune = _commune(now, founded)
    chief = system(commune.id)
    _people(commune, chief, now, founded)
    catalogue.publish_all(Path(settings.MOTCUA_PROCEDURES), now=now)
    _fees(chief, founded)
    open_hall(chief, now)
    return commune


def at_work(now: datetime) -> tuple[organisation.CommuneInfo, dict[str, Actor]]:
    """Return the commune and its officers by login name, as they act at a moment. LookupError before it was built."""
    commune = organisation.find_commune(CODE, now.date())
    if commune is None:
        raise LookupError("the demonstration commune was not built")
    return commune, {person.username: identity.demo_actor(person.username, now) for person in PEOPLE}


def _commune(now: datetime, founded: date) -> organisation.CommuneInfo:
    found = organisation.find_commune(CODE, now.date())
    if found is not None:
        return found
    commune = organisation.found_commune(
        organisation.NewCommune(
            province_code="51",
            province_name="tỉnh Quảng Ngãi",
            province_identifier="H48",
            code=CODE,
            kind="xa",
            name="Ba Tô",
            identifier="H48.53.01",
            identifier_old="000.01.53.H48",
            address="Thôn Mang Lùng, xã Ba Tô, tỉnh Quảng Ngãi",
            phone="0255 3500 100",
            email="mot-cua@xa-ba-to.example.vn",
            valid_from=founded,
            ethnic_groups=("Kinh", "Hrê"),
        ),
        now=now,
    )
    chief = system(commune.id)
    organisation.open_unit(chief, "office", "Phòng Văn hóa - Xã hội", valid_from=founded, now=now)
    for name in ("Mang Lùng", "Trà Nô", "Mô Lang", "Làng Xi", "Mang Mu"):
        organisation.open_hamlet(chief, f"Thôn {name}", valid_from=founded, now=now)
    return commune


def _people(commune: organisation.CommuneInfo, chief: Actor, now: datetime, founded: date) -> None:
    present = {person.full_name for person in organisation.list_staff(commune.id, now.date())}
    units = {unit.kind: unit.id for unit in organisation.list_units(commune.id, now.date())}
    for person in PEOPLE:
        if person.full_name in present:
            continue
        staff = organisation.appoint(
            chief,
            organisation.Appointment(
                full_name=person.full_name,
                unit_id=units[person.unit],
                position=person.position,
                signing_title=_title(person.position),
                valid_from=founded,
                credential_id=f"person-{person.username}" if person.signs else "",
            ),
            now=now,
        )
        for role in person.roles:
            identity.grant_role(chief, staff.id, role, founded, now=now)
        identity.create_officer(chief, staff.id, person.username, now=now, demo=True)


def _title(position: str) -> str:
    """Return the title under a signature: a deputy signs for the head. Legal basis: Decree 30/2020/NĐ-CP."""
    return "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH" if position == "Phó Chủ tịch" else position.upper()


def _fees(chief: Actor, founded: date) -> None:
    for (procedure, fee), amount in LOCAL_FEES.items():
        catalogue.set_local_fee(chief, procedure, fee, amount, basis=RESOLUTION, valid_from=founded)


def register_signatures(commune: organisation.CommuneInfo) -> None:
    """Register the signatures with the signing sandbox and keep its roots as those we trust.

    Raises requests.ConnectionError while the sandbox does not run.
    """
    agency = commune.committee_name
    wanted = [
        {
            "user": f"person-{person.username}",
            "common_name": person.full_name,
            "organisation": agency,
            "title": person.position,
            "pin": PIN,
            "kind": "person",
        }
        for person in PEOPLE
        if person.signs
    ]
    wanted.append(
        {
            "user": decisions.agency_user(commune.code),
            "common_name": agency,
            "organisation": agency,
            "title": "",
            "pin": PIN,
            "kind": "agency",
        }
    )
    for credential in wanted:
        requests.post(f"{settings.TRUST_URL}/_credentials", json=credential, timeout=20).raise_for_status()
    roots = requests.get(f"{settings.TRUST_URL}/_trust", timeout=20)
    roots.raise_for_status()
    folder = Path(settings.MOTCUA_TRUST_ROOTS)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "demonstration.pem").write_bytes(roots.content)


def people_text(base_url: str) -> str:
    """Return how to enter as each person, for the console."""
    lines = [
        f"Người dân     {base_url}/  → Đăng nhập VNeID (thử) và chọn một người, ví dụ «Nguyễn Văn An»",
        f"Cán bộ        {base_url}/can-bo/dang-nhap/  mật khẩu chung: {identity.DEMO_PASSWORD}",
        "              mã xác thực hiện ngay trên trang đăng nhập",
    ]
    lines += [f"  {p.username:<12}{p.full_name:<20}{p.position}" for p in PEOPLE]
    lines.append(f"Mã PIN ký số (chủ tịch, phó chủ tịch, con dấu): {PIN}")
    return "\n".join(lines) + "\n"
