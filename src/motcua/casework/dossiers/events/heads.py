"""What heads and other units do to a dossier, and what moves its term."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class DossierStopped:
    """The head stopped the work, with reason and ground; no result follows."""

    NAME: ClassVar[str] = "DossierStopped"
    ground_code: str
    fee_treatment: str


@dataclass(frozen=True)
class DossierTransferred:
    """The head moved the dossier to the competent commune, where it goes on under this id and code.

    `ground_code` and `fee_treatment`: as form 05 tells them.
    """

    NAME: ClassVar[str] = "DossierTransferred"
    to_commune: int
    to_dossier: UUID
    code: str
    ground_code: str
    fee_treatment: str


@dataclass(frozen=True)
class OpinionAsked:
    """Another unit is asked for its opinion."""

    NAME: ClassVar[str] = "OpinionAsked"
    opinion_id: UUID
    unit_id: UUID
    due_at: datetime
    required: bool


@dataclass(frozen=True)
class OpinionGiven:
    """The unit asked gave its opinion."""

    NAME: ClassVar[str] = "OpinionGiven"
    opinion_id: UUID
    verdict: str


@dataclass(frozen=True)
class OpinionWithdrawn:
    """The opinion is no longer wanted."""

    NAME: ClassVar[str] = "OpinionWithdrawn"
    opinion_id: UUID


@dataclass(frozen=True)
class TermExtended:
    """The due time was put off, once and in time."""

    NAME: ClassVar[str] = "TermExtended"
    old_due: datetime
    new_due: datetime


@dataclass(frozen=True)
class LatenessApologised:
    """The citizen was asked pardon for lateness; `promised_at`: the one new date, if any."""

    NAME: ClassVar[str] = "LatenessApologised"
    promised_at: datetime | None


@dataclass(frozen=True)
class DossierReopened:
    """By written order the work begins again."""

    NAME: ClassVar[str] = "DossierReopened"
    kind: str
    order_id: UUID


@dataclass(frozen=True)
class DueRecomputed:
    """The calendar changed, and with it the due time."""

    NAME: ClassVar[str] = "DueRecomputed"
    old_due: datetime
    new_due: datetime
    cause: str
