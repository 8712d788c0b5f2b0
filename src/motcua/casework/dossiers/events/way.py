"""The way of a dossier through its steps: what happens to most of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class DossierSubmitted:
    """A citizen, or an officer for them, handed in a dossier.

    `place` and `help_id`: where somebody helped, and the record of it.
    `came_by`: the commune at whose desk or portal that was, when it is another one.
    `from_commune`: the commune that transferred it, when one did.
    `declaration`: the SHA-256 of the declaration given, as the form of this version words it; empty when none was.
    """

    NAME: ClassVar[str] = "DossierSubmitted"
    procedure_code: str
    version_id: UUID
    channel: str
    declaration: str
    place: str = ""
    help_id: UUID | None = None
    came_by: int | None = None
    from_commune: int | None = None


@dataclass(frozen=True)
class DossierAccepted:
    """The dossier has a code, an entry in the year's register and a due time; the clock runs.

    Those of older versions of the software tell no entry.
    """

    NAME: ClassVar[str] = "DossierAccepted"
    code: str
    due_at: datetime
    book_year: int | None = None
    book_entry: int | None = None


@dataclass(frozen=True)
class DossierRefused:
    """The dossier was not taken in."""

    NAME: ClassVar[str] = "DossierRefused"


@dataclass(frozen=True)
class DossierAssigned:
    """A member of staff holds the dossier."""

    NAME: ClassVar[str] = "DossierAssigned"
    holder_id: UUID


@dataclass(frozen=True)
class ResultProposed:
    """The handler put a draft result before the head."""

    NAME: ClassVar[str] = "ResultProposed"
    decision_id: UUID


@dataclass(frozen=True)
class ResultSentBack:
    """The head returned the draft result to the handler."""

    NAME: ClassVar[str] = "ResultSentBack"
    decision_id: UUID


@dataclass(frozen=True)
class ResultApproved:
    """The head approved and authorised the personal signature."""

    NAME: ClassVar[str] = "ResultApproved"
    decision_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class ResultSigned:
    """The personal signature is on the result."""

    NAME: ClassVar[str] = "ResultSigned"
    decision_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class SigningFailed:
    """An ordered signature could not be made; it must be authorised anew."""

    NAME: ClassVar[str] = "SigningFailed"
    decision_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class IssueOrdered:
    """The clerk gave number and date and authorised the agency's signature."""

    NAME: ClassVar[str] = "IssueOrdered"
    decision_ids: tuple[UUID, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class ResultIssued:
    """The result carries both signatures; the clock ends."""

    NAME: ClassVar[str] = "ResultIssued"
    decision_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class ResultReturned:
    """The result was handed over."""

    NAME: ClassVar[str] = "ResultReturned"
    how: str


@dataclass(frozen=True)
class ReturnTakenBack:
    """The result was noted as handed over by mistake: the post still has it."""

    NAME: ClassVar[str] = "ReturnTakenBack"


@dataclass(frozen=True)
class DossierReleased:
    """Whoever held the dossier gave it back to the step."""

    NAME: ClassVar[str] = "DossierReleased"


@dataclass(frozen=True)
class AnswersEntered:
    """The declaration on paper was typed in; `complete`: in whole."""

    NAME: ClassVar[str] = "AnswersEntered"
    version: int
    complete: bool


@dataclass(frozen=True)
class ResultPosted:
    """The result went out by post."""

    NAME: ClassVar[str] = "ResultPosted"
    parcel: str


@dataclass(frozen=True)
class ParcelFollowed:
    """The post told of a parcel, or what was noted of it was put right; `tell`: the citizen has to hear of it.

    `what`: numbered, corrected, or how the parcel ended.
    """

    NAME: ClassVar[str] = "ParcelFollowed"
    parcel_id: UUID
    what: str
    number: str
    tell: bool
