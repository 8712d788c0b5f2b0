"""What an action brings along that the dossier itself does not know. One class for each that needs any."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Accepting:
    """`owes`: fees are due."""

    owes: bool = False


@dataclass(frozen=True)
class Asking:
    """A supplement: its round, how many items, until when (None while it is only proposed to the desk); `ordered`: by
    written order of the head."""

    number: int
    items_count: int
    answer_by: datetime | None = None
    ordered: bool = False


@dataclass(frozen=True)
class Answering:
    """The answer to a supplement; `turns`: where the answers now lead off the plain way."""

    number: int
    turns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Obliging:
    """Money asked for during the work, and until when it is to be paid."""

    obligation_id: UUID
    limit_at: datetime


@dataclass(frozen=True)
class Settling:
    """`how` the line of the money stands after a demand was paid, let off or taken back."""

    how: str


@dataclass(frozen=True)
class Withdrawing:
    """`how` the citizen asked: online, or paper at the desk."""

    how: str


@dataclass(frozen=True)
class Stopping:
    """`fee_treatment`: one of FEE_TREATMENTS."""

    fee_treatment: str


FEE_TREATMENTS = ("none", "kept", "waived", "refunded")
"""What becomes of the money of a dossier that is stopped: nothing was owed, kept, let off, given back."""


@dataclass(frozen=True)
class Transferring:
    """The dossier as which it goes on at the competent commune."""

    dossier_id: UUID


@dataclass(frozen=True)
class Assigning:
    """`able`: the new holder may work the step that day."""

    holder_id: UUID
    able: bool


@dataclass(frozen=True)
class AskingOpinion:
    """`required`: no draft goes to the head before it; `forced`: due later than the step, knowingly."""

    opinion_id: UUID
    due_at: datetime
    required: bool = False
    forced: bool = False


@dataclass(frozen=True)
class Entering:
    """`complete`: the declaration is typed in whole. `turns`: where it leads off the plain way, None to leave that."""

    complete: bool = True
    turns: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Extending:
    """The new due moment."""

    new_due: datetime


@dataclass(frozen=True)
class Apologising:
    """`promise`: the one new date promised, if any."""

    promise: datetime | None = None


@dataclass(frozen=True)
class Reopening:
    """`kind`: a key of REOPENED_FROM in `transitions`; `due_at`: the new due moment where a term ran."""

    kind: str
    due_at: datetime | None = None


@dataclass(frozen=True)
class Returning:
    """`how` the result was handed over."""

    how: str


@dataclass(frozen=True)
class Line:
    """A side line moves: finance or delivery."""

    line: str
    value: str


Facts = (
    Accepting | Asking | Answering | Obliging | Settling | Withdrawing | Stopping | Transferring | Assigning
    | AskingOpinion | Entering | Extending | Apologising | Reopening | Returning | Line
)  # fmt: skip
