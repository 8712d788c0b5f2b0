"""What is asked of a list, and the page that answers."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from motcua.casework.dossiers.queries import DossierInfo
from motcua.casework.dossiers.rules.states import State

PAGE = 30


@dataclass(frozen=True)
class Cursor:
    """Where the next page begins: the sorting value and the id of the last row shown."""

    at: str
    id: str

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """Return the cursor of a query string, or None when it is absent or spoilt."""
        at, _, key = text.partition("~")
        try:
            datetime.fromisoformat(at)
            UUID(key)
        except ValueError:
            return None
        return cls(at, key)

    def __str__(self) -> str:
        return f"{self.at}~{self.id}"


@dataclass(frozen=True)
class Team:
    """A unit as lists know it: its kind, by which steps are bound to it, and who works there."""

    kind: str
    people: frozenset[UUID]


@dataclass(frozen=True)
class Filters:
    """What narrows a list; what is not set narrows nothing.

    `since` and `until` (inclusive) are days of the end in a closed list, days of submission everywhere else.
    `among`: ids that another context chose.
    """

    procedure: str = ""
    channel: str = ""
    unit: Team | None = None
    holder: UUID | None = None
    state: State | None = None
    hamlet: UUID | None = None
    since: date | None = None
    until: date | None = None
    late: bool = False
    next_action: str = ""
    among: frozenset[UUID] | None = None


@dataclass(frozen=True)
class Asked:
    """One list: a view or what was searched, narrowed, from a cursor on. `team`: the unit of who asks."""

    view: str = "todo"
    query: str = ""
    filters: Filters = field(default_factory=Filters)
    cursor: Cursor | None = None
    team: Team | None = None


@dataclass(frozen=True)
class Page:
    """One page of dossiers and the cursor of the next, if any.

    `guessed`: nothing is spelled as asked; these sound alike.
    """

    rows: list[DossierInfo]
    following: Cursor | None
    guessed: bool = False
