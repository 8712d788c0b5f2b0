"""What payments tell the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class CashCollected:
    """Cash was taken for a charge and a receipt was written. Stream: the charge.

    `amount` in đồng; `decided`: the amounts by code that the cashier set for lines that had none.
    """

    NAME: ClassVar[str] = "CashCollected"

    subject_id: UUID
    receipt_id: UUID
    amount: int
    decided: Mapping[str, int]


@dataclass(frozen=True)
class FeesRefunded:
    """The cash of a receipt was given back and a slip was written. Stream: the charge.

    `amount` in đồng.
    """

    NAME: ClassVar[str] = "FeesRefunded"

    subject_id: UUID
    receipt_id: UUID
    refund_id: UUID
    amount: int
