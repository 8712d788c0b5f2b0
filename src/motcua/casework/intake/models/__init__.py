"""Tables of intake: what is filed, and what is asked for on the way."""

from motcua.casework.intake.models.asked import FinancialObligation, WithdrawalRequest
from motcua.casework.intake.models.filing import (
    AnswerVersion,
    AssistedFiling,
    Draft,
    FilingMoment,
    Paper,
    SupplementProposal,
    SupplementRequest,
)
from motcua.casework.intake.models.reception import HandedPaper, IntakeSheet, Reception, SheetRange
from motcua.casework.intake.models.relay import Relay

__all__ = [
    "AnswerVersion",
    "AssistedFiling",
    "Draft",
    "FilingMoment",
    "FinancialObligation",
    "HandedPaper",
    "IntakeSheet",
    "Paper",
    "Reception",
    "Relay",
    "SheetRange",
    "SupplementProposal",
    "SupplementRequest",
    "WithdrawalRequest",
]
