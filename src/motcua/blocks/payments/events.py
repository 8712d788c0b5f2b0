"""What payments tell the others."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class CashCollected:
    """Cash was taken for a charge and a receipt was written. `amount` in đồng. Stream: the charge."""

    NAME: ClassVar[str] = "CashCollected"

    subject_id: UUID
    receipt_id: UUID
    amount: int
