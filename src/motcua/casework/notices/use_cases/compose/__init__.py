"""Gather what each paper prints, from the dossier and what lies on its desk; one function a paper."""

from motcua.casework.notices.use_cases.compose.control import control_slip
from motcua.casework.notices.use_cases.compose.ending import stop_notice, withdrawal_slip
from motcua.casework.notices.use_cases.compose.handing import (
    Handed,
    Posted,
    hand_over_list,
    post_list,
    receivers,
)
from motcua.casework.notices.use_cases.compose.money import amount_notice, cash_receipt, cash_refund
from motcua.casework.notices.use_cases.compose.reception import (
    joint_receipt,
    receipt_form,
    refusal_form,
    supplement_form,
)
from motcua.casework.notices.use_cases.compose.register import note_of, register
from motcua.casework.notices.use_cases.compose.shared import desk_of, form_on, office_of, party, term_words
from motcua.casework.notices.use_cases.compose.term import apology, extension

__all__ = [
    "Handed",
    "Posted",
    "amount_notice",
    "apology",
    "cash_receipt",
    "cash_refund",
    "control_slip",
    "desk_of",
    "extension",
    "form_on",
    "hand_over_list",
    "joint_receipt",
    "note_of",
    "office_of",
    "party",
    "post_list",
    "receipt_form",
    "receivers",
    "refusal_form",
    "register",
    "stop_notice",
    "supplement_form",
    "term_words",
    "withdrawal_slip",
]
