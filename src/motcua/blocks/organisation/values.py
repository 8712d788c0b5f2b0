"""What the context hands out: frozen values, never rows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class CommuneInfo:
    """A commune as pages and papers name it. `display_name` is "Xã Ba Tơ"; `ethnic_groups`: who lives there, the
    most usual first."""

    id: int
    code: str
    kind: str
    name: str
    display_name: str
    province_name: str
    province_identifier: str
    identifier: str
    identifier_old: str
    address: str
    phone: str
    email: str
    valid_from: date
    valid_to: date | None
    successor_id: int | None
    ethnic_groups: tuple[str, ...] = ()

    @property
    def inner_name(self) -> str:
        """Return the name as it stands inside a phrase: "xã Ba Tơ"."""
        return f"{self.display_name[0].lower()}{self.display_name[1:]}"

    @property
    def centre_name(self) -> str:
        """Return the name of its one-stop: "Trung tâm Phục vụ hành chính công xã Ba Tơ"."""
        return f"Trung tâm Phục vụ hành chính công {self.inner_name}"

    @property
    def committee_name(self) -> str:
        """Return the name of its authority: "Ủy ban nhân dân xã Ba Tơ"."""
        return f"Ủy ban nhân dân {self.inner_name}"


@dataclass(frozen=True)
class UnitInfo:
    """A unit of the authority. `kind` is centre, office or leadership."""

    id: UUID
    kind: str
    name: str
    phone: str


@dataclass(frozen=True)
class HamletInfo:
    """A hamlet, neighbourhood or residential group."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Absent:
    """A colleague whose work somebody does, until the last day, by an order of this number."""

    id: UUID
    full_name: str
    unit_id: UUID
    order_number: str
    last: date


@dataclass(frozen=True)
class StaffInfo:
    """A member of staff in the post held on the day that was asked for.

    `replaces`: whose work they do that day besides; only `find_staff_by_account` tells it.
    """

    id: UUID
    full_name: str
    unit_id: UUID
    unit_kind: str
    unit_name: str
    position: str
    signing_title: str
    credential_id: str
    account_id: UUID | None
    replaces: tuple[Absent, ...] = ()


@dataclass(frozen=True)
class NewCommune:
    """What is needed to found a commune. `kind` is xa, phuong or dac_khu; an empty `host` answers for all."""

    province_code: str
    province_name: str
    province_identifier: str
    code: str
    kind: str
    name: str
    identifier: str
    valid_from: date
    identifier_old: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    host: str = ""
    ethnic_groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Appointment:
    """Who gets which post in which unit from which day; `staff_id` None means a person new here."""

    full_name: str
    unit_id: UUID
    position: str
    valid_from: date
    signing_title: str = ""
    phone: str = ""
    credential_id: str = ""
    staff_id: UUID | None = None


@dataclass(frozen=True)
class NewDelegation:
    """Who (`by`) does the work of whom (`absent`) from a day to a day, both included, by which written order."""

    absent: UUID
    by: UUID
    first: date
    last: date
    reason: str
    order_number: str
