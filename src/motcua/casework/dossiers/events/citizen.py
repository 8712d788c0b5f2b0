"""What a dossier waits for outside the office: papers, money, a wish to withdraw."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class SupplementProposed:
    """The handler wants a supplement; the centre asks for it. `proposal_number`: among those of the dossier."""

    NAME: ClassVar[str] = "SupplementProposed"
    proposal_number: int


@dataclass(frozen=True)
class SupplementDeclined:
    """The centre gave a proposal back to the handler, with a reason; the citizen was not asked."""

    NAME: ClassVar[str] = "SupplementDeclined"
    proposed_by: UUID | None


@dataclass(frozen=True)
class SupplementRequested:
    """The citizen must complete the dossier; the clock stands. `proposed_by`: who had the desk ask, if anybody."""

    NAME: ClassVar[str] = "SupplementRequested"
    request_number: int
    minutes_left: int | None
    proposed_by: UUID | None = None


@dataclass(frozen=True)
class SupplementAnswered:
    """The citizen completed the dossier; the clock runs again."""

    NAME: ClassVar[str] = "SupplementAnswered"
    request_number: int
    due_at: datetime | None


@dataclass(frozen=True)
class SupplementExpired:
    """The citizen did not answer in time; the head decides what becomes of the dossier."""

    NAME: ClassVar[str] = "SupplementExpired"
    request_number: int


@dataclass(frozen=True)
class PaymentRequested:
    """The citizen must pay before the work goes on. Amount in đồng."""

    NAME: ClassVar[str] = "PaymentRequested"
    obligation_id: UUID
    amount: int
    limit_at: datetime


@dataclass(frozen=True)
class PaymentSettled:
    """What was asked for is paid, or let off; the work goes on."""

    NAME: ClassVar[str] = "PaymentSettled"
    obligation_id: UUID
    how: str


@dataclass(frozen=True)
class PaymentCancelled:
    """The request to pay was taken back; the work goes on."""

    NAME: ClassVar[str] = "PaymentCancelled"
    obligation_id: UUID


@dataclass(frozen=True)
class WithdrawalRequested:
    """The citizen wants the dossier back; an officer has to answer."""

    NAME: ClassVar[str] = "WithdrawalRequested"
    request_id: UUID
    how: str


@dataclass(frozen=True)
class DossierWithdrawn:
    """The dossier was given back at the citizen's wish."""

    NAME: ClassVar[str] = "DossierWithdrawn"
    request_id: UUID


@dataclass(frozen=True)
class WithdrawalDeclined:
    """The dossier cannot be given back any more; the reason was told."""

    NAME: ClassVar[str] = "WithdrawalDeclined"
    request_id: UUID


@dataclass(frozen=True)
class WishChanged:
    """The result is wanted another way: `version` of the answers tells which; `how` the citizen told it."""

    NAME: ClassVar[str] = "WishChanged"
    version: int
    how: str


@dataclass(frozen=True)
class LineMoved:
    """A side line moved for a cause outside the dossier: money came in, a parcel went out."""

    NAME: ClassVar[str] = "LineMoved"
    line: str
    value: str
    cause_id: UUID | None = None
