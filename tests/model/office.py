"""What the sequences are played in: six shapes of a process, the people of a commune, the law's figures.

Plain data without the product: the drivers tell it to the product in its own words.
"""

from dataclasses import dataclass, field

Term = tuple[int, str] | tuple[int, str, int]


@dataclass(frozen=True)
class Step:
    """A step; `share` in hundredths of the term. `branch`: where some answers lead instead of `next`."""

    key: str
    role: str
    share: int
    actions: tuple[str, ...]
    next: str = ""
    back: str = ""
    unit: str = ""
    branch: str = ""


@dataclass(frozen=True)
class Shape:
    """A process with its term. `consults`: each opinion asked is required; `children`: joint procedures."""

    name: str
    term: Term
    steps: tuple[Step, ...]
    consults: str = ""
    children: int = 0

    def step(self, key: str) -> Step:
        """The step with this key."""
        return next(step for step in self.steps if step.key == key)

    def following(self, key: str, turns: dict[str, str]) -> str:
        """The step after this one; empty at the end."""
        return turns.get(key) or self.step(key).next

    def behind(self, key: str, minutes: int) -> int:
        """Working minutes of the term kept for the steps after this one."""
        passed = 0
        for step in self.steps:
            passed += step.share
            if step.key == key:
                break
        return minutes - (2 * passed * minutes + 100) // 200


_INTAKE = ("accept", "refuse", "request_supplement", "request_payment")
_HANDLE = ("assign", "request_supplement", "propose_supplement", "request_payment", "propose")
_RETURN = ("post_result", "return_result")


def _plain(handle: int = 50, approve: int = 25, issue: int = 15) -> tuple[Step, ...]:
    rest = 100 - handle - approve - issue
    return (
        Step("intake", "receptionist", 0, _INTAKE, "process", unit="centre"),
        Step("process", "handler", handle, _HANDLE, "approve"),
        Step("approve", "chair", approve, ("approve", "send_back"), "issue", "process"),
        Step("issue", "clerk", issue, ("issue",), "return"),
        Step("return", "return_desk", rest, _RETURN, unit="centre"),
    )


_BRANCH = (
    Step("intake", "receptionist", 0, _INTAKE, "examine", unit="centre"),
    Step("examine", "handler", 40, _HANDLE, "check", branch="approve"),
    Step("check", "unit_head", 25, ("assign", "propose", "send_back"), "approve", "examine"),
    Step("approve", "chair", 20, ("approve", "send_back"), "issue", "examine"),
    Step("issue", "clerk", 10, ("issue",), "return"),
    Step("return", "return_desk", 5, _RETURN, unit="centre"),
)

SHAPES = (
    Shape("plain", (5, "working_day"), _plain()),
    Shape("branch", (20, "day"), _BRANCH),
    Shape("consult required", (15, "working_day"), _plain(60, 15, 15), consults="required"),
    Shape("consult optional", (10, "working_day"), _plain(), consults="optional"),
    Shape("joint", (1, "month"), _plain(75, 10, 10), children=2),
    Shape("same day", (1, "same_day", 15 * 60), _plain(40, 30, 20)),
    Shape("hours", (8, "hour"), _plain(33, 33, 17)),
)

_COMMON = frozenset({"dossier.view"})
PERMISSIONS = {
    "receptionist": {"accept", "refuse", "supplement", "return", "withdraw", "obligation"},
    "handler": {"assign", "process", "supplement", "obligation", "opinion", "withdraw"},
    "unit_head": {"assign", "review", "process", "supplement", "stop", "extend", "opinion"},
    "chair": {"assign", "review", "approve", "stop", "extend", "reopen"},
    "vice_chair": {"assign", "review", "approve"},
    "clerk": {"issue"},
    "return_desk": {"return"},
    "director": {"accept", "refuse", "supplement", "assign"},
    "auditor": set(),
}


@dataclass(frozen=True)
class Person:
    """Who acts. Staff are known by their name."""

    name: str
    kind: str = "officer"
    roles: frozenset[str] = frozenset()
    unit: str = ""
    stands_in_for: frozenset[str] = frozenset()
    permissions: frozenset[str] = field(default=frozenset())

    @property
    def staff(self) -> str | None:
        """The name of a member of staff; the citizen and the system are none."""
        return self.name if self.kind == "officer" else None

    def may(self, permission: str) -> bool:
        """Whether the person holds the permission."""
        return permission in self.permissions


def _officer(name: str, *roles: str, unit: str = "office", stands_in_for: str = "") -> Person:
    permissions = _COMMON | {f"dossier.{one}" for role in roles for one in PERMISSIONS[role]}
    absent = frozenset({stands_in_for} - {""})
    return Person(name, "officer", frozenset(roles), unit, absent, permissions)


CITIZEN = Person("citizen", "citizen")
SYSTEM = Person("system", "system")
OFFICERS = (
    _officer("receptionist", "receptionist", unit="centre"),
    _officer("director", "director", unit="centre"),
    _officer("desk", "return_desk", unit="centre"),
    _officer("handler", "handler"),
    _officer("second handler", "handler"),
    _officer("stand-in", "handler", stands_in_for="handler"),
    _officer("head", "unit_head"),
    _officer("handling head", "unit_head", "handler"),
    _officer("chair", "chair"),
    _officer("vice chair", "vice_chair"),
    _officer("clerk", "clerk"),
    _officer("auditor", "auditor"),
    _officer("stranger", "receptionist", unit="office"),
    _officer("approving handler", "handler", "chair"),
)
PEOPLE = (*OFFICERS, CITIZEN, SYSTEM)
BY_NAME = {person.name: person for person in PEOPLE}

# Who may also work a step of the role on the left.
STAND_INS = {"chair": {"vice_chair"}, "receptionist": {"director"}, "return_desk": {"receptionist"}}


@dataclass(frozen=True)
class Figures:
    """The law's figures that the rules read, in minutes where they are times."""

    answer_minutes: int = 480
    withdrawal_minutes: int = 480
    rounds: int = 1
    expiry_days: int = 1
    notice: int = 24 * 60
    obligation_stops: bool = True
    reopen_refusal: bool = False


FIGURES = (
    Figures(),
    Figures(obligation_stops=False, reopen_refusal=True),
    Figures(rounds=2, withdrawal_minutes=960, expiry_days=3),
)
