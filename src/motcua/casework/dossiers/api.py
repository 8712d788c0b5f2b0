"""The door of the dossier context."""

from motcua.casework.dossiers.answering import AnswerTerm, answer_term
from motcua.casework.dossiers.errors import (
    ActionRefused,
    DoneBefore,
    DossierNotFound,
    HeldByAnother,
    StalePage,
)
from motcua.casework.dossiers.events import (
    DossierAccepted,
    DossierAssigned,
    DossierRefused,
    DossierSubmitted,
    IssueOrdered,
    ResultApproved,
    ResultIssued,
    ResultProposed,
    ResultReturned,
    ResultSentBack,
    ResultSigned,
    SigningFailed,
    SupplementAnswered,
    SupplementRequested,
)
from motcua.casework.dossiers.lists import (
    Cursor,
    Page,
    PublicInfo,
    count_by_channel_and_place,
    list_for_applicant,
    list_public,
    list_work,
    look_up,
    lookup_secret,
    read_code,
)
from motcua.casework.dossiers.queries import (
    DossierInfo,
    HistoryLine,
    StepLine,
    allowed_actions,
    get_dossier,
    history,
    line_of_event,
    scope_of,
    steps,
)
from motcua.casework.dossiers.rules.channels import law_channel
from motcua.casework.dossiers.rules.masking import mask_name
from motcua.casework.dossiers.rules.states import Action, State, workers_of
from motcua.casework.dossiers.use_cases.accept import accept, deadline_if_accepted, term_at
from motcua.casework.dossiers.use_cases.acting import Call, require_allowed
from motcua.casework.dossiers.use_cases.assign import assign
from motcua.casework.dossiers.use_cases.move import move
from motcua.casework.dossiers.use_cases.open_dossier import Submission, open_dossier
from motcua.casework.dossiers.use_cases.refuse import refuse
from motcua.casework.dossiers.use_cases.set_line import find_submission, is_at, set_finance_state
from motcua.casework.dossiers.use_cases.supplement import answer_supplement, request_supplement

__all__ = [
    "Action",
    "ActionRefused",
    "AnswerTerm",
    "Call",
    "Cursor",
    "DoneBefore",
    "DossierAccepted",
    "DossierAssigned",
    "DossierInfo",
    "DossierNotFound",
    "DossierRefused",
    "DossierSubmitted",
    "HeldByAnother",
    "HistoryLine",
    "IssueOrdered",
    "Page",
    "PublicInfo",
    "ResultApproved",
    "ResultIssued",
    "ResultProposed",
    "ResultReturned",
    "ResultSentBack",
    "ResultSigned",
    "SigningFailed",
    "StalePage",
    "State",
    "StepLine",
    "Submission",
    "SupplementAnswered",
    "SupplementRequested",
    "accept",
    "allowed_actions",
    "answer_supplement",
    "answer_term",
    "assign",
    "count_by_channel_and_place",
    "deadline_if_accepted",
    "find_submission",
    "get_dossier",
    "history",
    "is_at",
    "law_channel",
    "line_of_event",
    "list_for_applicant",
    "list_public",
    "list_work",
    "look_up",
    "lookup_secret",
    "mask_name",
    "move",
    "open_dossier",
    "read_code",
    "refuse",
    "request_supplement",
    "require_allowed",
    "scope_of",
    "set_finance_state",
    "steps",
    "term_at",
    "workers_of",
]  # fmt: skip
