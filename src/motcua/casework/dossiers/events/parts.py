"""What happens to a sub-dossier of a joint procedure. Stream: the sub-dossier."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class OwnResultsIssued:
    """The commune's own results carry both signatures; the dossier waits for its parts. Stream: the dossier."""

    NAME: ClassVar[str] = "OwnResultsIssued"
    decision_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class PartOpened:
    """A part of an accepted dossier came to be."""

    NAME: ClassVar[str] = "PartOpened"
    dossier_id: UUID
    key: str


@dataclass(frozen=True)
class PartBegun:
    """What the part waited for is done: its clock runs."""

    NAME: ClassVar[str] = "PartBegun"
    dossier_id: UUID
    key: str


@dataclass(frozen=True)
class PartSent:
    """The part went to the agency that handles it."""

    NAME: ClassVar[str] = "PartSent"
    dossier_id: UUID
    key: str


@dataclass(frozen=True)
class PartSupplementAsked:
    """The agency wants more papers; the clock of the part stands."""

    NAME: ClassVar[str] = "PartSupplementAsked"
    dossier_id: UUID
    key: str


@dataclass(frozen=True)
class PartResumed:
    """The citizen completed the dossier; the part is to be sent again."""

    NAME: ClassVar[str] = "PartResumed"
    dossier_id: UUID
    key: str


@dataclass(frozen=True)
class PartDone:
    """The result of the part is there."""

    NAME: ClassVar[str] = "PartDone"
    dossier_id: UUID
    key: str


@dataclass(frozen=True)
class PartRefused:
    """The agency refused the part, or what it waits for was refused."""

    NAME: ClassVar[str] = "PartRefused"
    dossier_id: UUID
    key: str


@dataclass(frozen=True)
class PartEnded:
    """The dossier was stopped or given back, and its part with it."""

    NAME: ClassVar[str] = "PartEnded"
    dossier_id: UUID
    key: str


@dataclass(frozen=True)
class PartRenewed:
    """The dossier is taken up again, and the part with it."""

    NAME: ClassVar[str] = "PartRenewed"
    dossier_id: UUID
    key: str


@dataclass(frozen=True)
class PartDueRecounted:
    """The calendar changed, and the due time of the part with it; the old one stands in the event before."""

    NAME: ClassVar[str] = "PartDueRecounted"
    dossier_id: UUID
    key: str
