"""Who acts. Every use case takes an actor and asks it for the permission it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from motcua.kernel.errors import NotAllowed

Kind = Literal["citizen", "officer", "system", "anonymous"]


@dataclass(frozen=True)
class Visit:
    """From a login to the end of its session. `id` is drawn at the login and tells nothing of who came.

    `commune_id` is where the person knocked; `channel` how they came: self, or the place of whoever helps.
    """

    id: UUID
    began_at: datetime
    commune_id: int
    channel: str = "self"


@dataclass(frozen=True)
class Helper:
    """Who does it with and for a person, by that person's consent; it ends at a time.

    `help_id` is its record, `subject` what it is for, `at` the moment of this request; `by_card`: the person
    was known by the card they showed, not by a login.
    """

    help_id: UUID
    commune_id: int
    staff_id: UUID
    name: str
    role: str
    place: str
    subject: str
    at: datetime
    ends_at: datetime
    by_card: bool = False


@dataclass(frozen=True)
class StandIn:
    """An absent colleague whose work somebody may do today, and the written order that says so.

    `roles`: what the actor holds through this order alone. `order`: its number.
    """

    staff_id: UUID
    name: str
    unit_id: UUID
    order: str
    last_day: date
    roles: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """How the history tells it: «thay Nguyễn Văn An, theo văn bản số 12/QĐ»."""
        return f"thay {self.name}, theo văn bản số {self.order}"


@dataclass(frozen=True)
class Actor:
    """A person or the system itself, with what it may do, as known at the start of the request.

    `role` is the main role, or the one in which it acts now; `carriers` names the role that carries each
    permission; `title` the post and `unit_name` the unit as they are told to people.
    `stands_in_for`: the absent staff whose work it may do today; `stand_ins` tells by which orders, and
    `instead_of` in whose place it acts right now, as the history has it.
    `assurance` is the level of the proven identity: 0 none, 1 basic, 2 verified (Legal basis: Decree 69/2024).
    """

    kind: Kind
    account_id: UUID | None = None
    name: str = ""
    commune_id: int | None = None
    staff_id: UUID | None = None
    unit_id: UUID | None = None
    unit_kind: str = ""
    roles: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    carriers: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    applicants: tuple[UUID, ...] = ()
    stands_in_for: frozenset[UUID] = frozenset()
    assurance: int = 0
    role: str = field(default="", compare=False)
    title: str = field(default="", compare=False)
    unit_name: str = field(default="", compare=False)
    visit: Visit | None = field(default=None, compare=False, repr=False)
    helper: Helper | None = field(default=None, repr=False)
    stand_ins: tuple[StandIn, ...] = field(default=(), compare=False, repr=False)
    instead_of: str = field(default="", compare=False, repr=False)

    def may(self, permission: str) -> bool:
        """Tell whether the actor holds the permission."""
        return self.kind == "system" or permission in self.permissions

    def require(self, permission: str) -> None:
        """Raise NotAllowed unless the actor holds the permission."""
        if not self.may(permission):
            raise NotAllowed(
                "Ông/bà không có quyền làm việc này. Nếu cần, hãy nhờ quản trị của đơn vị cấp quyền."
            )

    def in_role_for(self, permission: str) -> "Actor":
        """Return the actor in the role that carries the permission; NotAllowed when none does."""
        self.require(permission)
        return replace(self, role=self.carriers.get(permission, self.role))

    @property
    def citizen(self) -> UUID | None:
        """The account of the citizen who acts, be it with help; None for everybody else."""
        return self.account_id if self.kind == "citizen" else None

    @property
    def citizen_alone(self) -> UUID | None:
        """The account of the citizen who acts with nobody's help; None for everybody else."""
        return None if self.helper else self.citizen

    @property
    def staff(self) -> UUID:
        """The member of staff who acts; NotAllowed when the actor is none."""
        if self.staff_id is None:
            raise NotAllowed("Việc này do cán bộ của đơn vị làm; tài khoản này không phải tài khoản cán bộ.")
        return self.staff_id

    @property
    def home(self) -> int:
        """The commune the actor acts for; NotAllowed when there is none."""
        if self.commune_id is None:
            raise NotAllowed("Tài khoản này không thuộc cơ quan nào nên không xử lý được hồ sơ.")
        return self.commune_id


ANONYMOUS = Actor(kind="anonymous")


def system(commune_id: int | None) -> Actor:
    """Return the actor of a background job of a commune."""
    return Actor(kind="system", name="Hệ thống", commune_id=commune_id)
