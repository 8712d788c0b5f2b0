"""The door of the decision context."""

from motcua.casework.decisions.errors import (
    MoneyOwed,
    NoCredential,
    NothingProposed,
    OtherWay,
    SigningUnderWay,
)
from motcua.casework.decisions.papers import preview_paper
from motcua.casework.decisions.queries import (
    Replacement,
    ResultInfo,
    handed_over,
    issue_ordered,
    list_many,
    list_results,
    read_result,
    replacement_of,
    stuck_signatures,
)
from motcua.casework.decisions.rules.drafting import Drafted, offered, read_fields, shown_fields
from motcua.casework.decisions.use_cases.approve import approve_result, send_back
from motcua.casework.decisions.use_cases.correct import start_correction
from motcua.casework.decisions.use_cases.issue import agency_user, issue_result
from motcua.casework.decisions.use_cases.many import SignOne, authorise_many
from motcua.casework.decisions.use_cases.propose import DraftResult, propose
from motcua.casework.decisions.use_cases.record_answer import record_answer
from motcua.casework.decisions.use_cases.return_result import POST, WAYS, post_result, return_result
from motcua.casework.decisions.use_cases.sign import sign_ordered

__all__ = [
    "POST",
    "WAYS",
    "DraftResult",
    "Drafted",
    "MoneyOwed",
    "NoCredential",
    "NothingProposed",
    "OtherWay",
    "Replacement",
    "ResultInfo",
    "SignOne",
    "SigningUnderWay",
    "agency_user",
    "approve_result",
    "authorise_many",
    "handed_over",
    "issue_ordered",
    "issue_result",
    "list_many",
    "list_results",
    "offered",
    "post_result",
    "preview_paper",
    "propose",
    "read_fields",
    "read_result",
    "record_answer",
    "replacement_of",
    "return_result",
    "send_back",
    "shown_fields",
    "sign_ordered",
    "start_correction",
    "stuck_signatures",
]  # fmt: skip
