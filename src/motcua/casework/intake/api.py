"""The door of the intake context."""

from motcua.casework.intake.awaited import ObligationInfo, WithdrawalInfo, find_obligation, paid_for
from motcua.casework.intake.competence import neighbours, routing_of
from motcua.casework.intake.concerns import Concern
from motcua.casework.intake.declarations import (
    preview_declaration,
    read_declaration,
)
from motcua.casework.intake.declared import answers_of, said_of
from motcua.casework.intake.drafts import DraftInfo, get_draft, list_drafts, show_draft
from motcua.casework.intake.due import find_due
from motcua.casework.intake.errors import (
    ChangedElsewhere,
    ChargeChanged,
    DeclarationMissing,
    DraftNotFound,
    HandledElsewhere,
    IdentityTooWeak,
    Incomplete,
    NotEligible,
    ProcedureChanged,
    SupplementClosed,
)
from motcua.casework.intake.help import (
    PLACES,
    HelpInfo,
    HelpNotFound,
    act_as_helped,
    get_help,
    handed_in,
    list_helps,
)
from motcua.casework.intake.moments import MomentInfo, read_moments
from motcua.casework.intake.preflight import look_over
from motcua.casework.intake.proposed import ProposalInfo, find_proposal
from motcua.casework.intake.queries import (
    FileOnDesk,
    HandedInfo,
    PaperInfo,
    SupplementInfo,
    copies_of,
    list_draft_files,
    open_desk,
    preview_draft_file,
    read_draft_file,
    read_paper,
)
from motcua.casework.intake.receptions import (
    PAPER_FORMS,
    UNSCANNED,
    LaidPaper,
    ReceptionInfo,
    ReceptionNotFound,
    get_reception,
    list_open_receptions,
    list_visit,
)
from motcua.casework.intake.refunds import RefundsInfo, charges_of, find_refunds
from motcua.casework.intake.relays import PERMISSION as RELAY_PERMISSION
from motcua.casework.intake.relays import RelayInfo, RelayNotFound, get_relay, guest_of, list_relays
from motcua.casework.intake.rules.routing import Routing, Where
from motcua.casework.intake.use_cases.accept_dossier import (
    AcceptancePreview,
    accept_dossier,
    assign_dossier,
    charge_lines,
    list_assignable,
    preview_acceptance,
    refuse_dossier,
)
from motcua.casework.intake.use_cases.answer_supplement import (
    answer_supplement,
    lay_supplement_paper,
    remove_supplement_paper,
    save_supplement_fields,
)
from motcua.casework.intake.use_cases.arrange_papers import bind_papers, move_paper_up, turn_paper
from motcua.casework.intake.use_cases.assist import (
    Card,
    agree_to_help,
    begin_with_card,
    begin_with_code,
    find_offered,
    help_text,
    place_faults,
    stop_help,
)
from motcua.casework.intake.use_cases.change_wish import (
    TOLD_BY,
    change_own_wish,
    change_wish,
    require_wish_open,
)
from motcua.casework.intake.use_cases.collect_fee import collect_fee
from motcua.casework.intake.use_cases.desk.answer_withdrawal import confirm_withdrawal, decline_withdrawal
from motcua.casework.intake.use_cases.desk.apologise import apologise, may_promise
from motcua.casework.intake.use_cases.desk.ask_supplement import SupplementItem, ask_supplement
from motcua.casework.intake.use_cases.desk.end_payment import WAIVES, cancel_payment, waive_payment
from motcua.casework.intake.use_cases.desk.enter_withdrawal import enter_withdrawal
from motcua.casework.intake.use_cases.desk.extend_term import extend_term
from motcua.casework.intake.use_cases.desk.giving_back import treatments_at_end
from motcua.casework.intake.use_cases.desk.hold import release_dossier, take_dossier
from motcua.casework.intake.use_cases.desk.propose_supplement import decline_supplement, propose_supplement
from motcua.casework.intake.use_cases.desk.reopen_dossier import KINDS, reopen_dossier
from motcua.casework.intake.use_cases.desk.request_payment import AskedLine, request_payment
from motcua.casework.intake.use_cases.desk.stop_dossier import stop_dossier, treatments_for
from motcua.casework.intake.use_cases.desk.transfer_dossier import competent_elsewhere, transfer_dossier
from motcua.casework.intake.use_cases.hand_over_relay import hand_over_relay
from motcua.casework.intake.use_cases.lay_papers import lay_paper, remove_paper
from motcua.casework.intake.use_cases.propose_result import preview_result, propose_result
from motcua.casework.intake.use_cases.reception.begin import (
    CHANNELS,
    begin_again,
    begin_reception,
    choose_procedure,
    drop_reception,
)
from motcua.casework.intake.use_cases.reception.enter_answers import enter_answers, settled_fields
from motcua.casework.intake.use_cases.reception.handling import handling_words, suggested
from motcua.casework.intake.use_cases.reception.note_down import (
    lay_scan,
    list_scans,
    note_down,
    read_scan,
    take_away_scan,
)
from motcua.casework.intake.use_cases.reception.receive_at_desk import receive_at_desk
from motcua.casework.intake.use_cases.reception.reusable import Reusable, reusable
from motcua.casework.intake.use_cases.reception.sheets import (
    Sheet,
    faults_of_sheet,
    hand_out_sheets,
    list_sheets,
)
from motcua.casework.intake.use_cases.refund_fees import refund_fees
from motcua.casework.intake.use_cases.represent import propose_with_proof, read_proof
from motcua.casework.intake.use_cases.request_withdrawal import request_withdrawal, require_withdrawable
from motcua.casework.intake.use_cases.save_draft import (
    Seen,
    delete_draft,
    save_page,
    unsaved_key,
)
from motcua.casework.intake.use_cases.send_papers import (
    DraftTray,
    SentPaper,
    SupplementTray,
    Tray,
    begin_paper,
    get_sent,
    lay_sent,
    list_coming,
    send_piece,
    stop_paper,
)
from motcua.casework.intake.use_cases.start_draft import start_draft
from motcua.casework.intake.use_cases.submit_draft import submit_draft
from motcua.casework.intake.use_cases.take_in_elsewhere import OTHER_PAPERS, Elsewhere, take_in_elsewhere
from motcua.casework.intake.wishes import (
    DELIVERIES,
    LONGEST_ADDRESS,
    NO_ADDRESS,
    NO_DELIVERY,
    Told,
    Wish,
    is_address,
    told_of,
    wanted_by_post,
    wish_at,
    wish_of,
)

__all__ = [
    "CHANNELS",
    "DELIVERIES",
    "KINDS",
    "LONGEST_ADDRESS",
    "NO_ADDRESS",
    "NO_DELIVERY",
    "OTHER_PAPERS",
    "PAPER_FORMS",
    "PLACES",
    "RELAY_PERMISSION",
    "TOLD_BY",
    "UNSCANNED",
    "WAIVES",
    "AcceptancePreview",
    "AskedLine",
    "Card",
    "ChangedElsewhere",
    "ChargeChanged",
    "Concern",
    "DeclarationMissing",
    "DraftInfo",
    "DraftNotFound",
    "DraftTray",
    "Elsewhere",
    "FileOnDesk",
    "HandedInfo",
    "HandledElsewhere",
    "HelpInfo",
    "HelpNotFound",
    "IdentityTooWeak",
    "Incomplete",
    "LaidPaper",
    "MomentInfo",
    "NotEligible",
    "ObligationInfo",
    "PaperInfo",
    "ProcedureChanged",
    "ProposalInfo",
    "ReceptionInfo",
    "ReceptionNotFound",
    "RefundsInfo",
    "RelayInfo",
    "RelayNotFound",
    "Reusable",
    "Routing",
    "Seen",
    "SentPaper",
    "Sheet",
    "SupplementClosed",
    "SupplementInfo",
    "SupplementItem",
    "SupplementTray",
    "Told",
    "Tray",
    "Where",
    "Wish",
    "WithdrawalInfo",
    "accept_dossier",
    "act_as_helped",
    "agree_to_help",
    "answer_supplement",
    "answers_of",
    "apologise",
    "ask_supplement",
    "assign_dossier",
    "begin_again",
    "begin_paper",
    "begin_reception",
    "begin_with_card",
    "begin_with_code",
    "bind_papers",
    "cancel_payment",
    "change_own_wish",
    "change_wish",
    "charge_lines",
    "charges_of",
    "choose_procedure",
    "collect_fee",
    "competent_elsewhere",
    "confirm_withdrawal",
    "copies_of",
    "decline_supplement",
    "decline_withdrawal",
    "delete_draft",
    "drop_reception",
    "enter_answers",
    "enter_withdrawal",
    "extend_term",
    "faults_of_sheet",
    "find_due",
    "find_obligation",
    "find_offered",
    "find_proposal",
    "find_refunds",
    "get_draft",
    "get_help",
    "get_reception",
    "get_relay",
    "get_sent",
    "guest_of",
    "hand_out_sheets",
    "hand_over_relay",
    "handed_in",
    "handling_words",
    "help_text",
    "is_address",
    "lay_paper",
    "lay_scan",
    "lay_sent",
    "lay_supplement_paper",
    "list_assignable",
    "list_coming",
    "list_draft_files",
    "list_drafts",
    "list_helps",
    "list_open_receptions",
    "list_relays",
    "list_scans",
    "list_sheets",
    "list_visit",
    "look_over",
    "may_promise",
    "move_paper_up",
    "neighbours",
    "note_down",
    "open_desk",
    "paid_for",
    "place_faults",
    "preview_acceptance",
    "preview_declaration",
    "preview_draft_file",
    "preview_result",
    "propose_result",
    "propose_supplement",
    "propose_with_proof",
    "read_declaration",
    "read_draft_file",
    "read_moments",
    "read_paper",
    "read_proof",
    "read_scan",
    "receive_at_desk",
    "refund_fees",
    "refuse_dossier",
    "release_dossier",
    "remove_paper",
    "remove_supplement_paper",
    "reopen_dossier",
    "request_payment",
    "request_withdrawal",
    "require_wish_open",
    "require_withdrawable",
    "reusable",
    "routing_of",
    "said_of",
    "save_page",
    "save_supplement_fields",
    "send_piece",
    "settled_fields",
    "show_draft",
    "start_draft",
    "stop_dossier",
    "stop_help",
    "stop_paper",
    "submit_draft",
    "suggested",
    "take_away_scan",
    "take_dossier",
    "take_in_elsewhere",
    "told_of",
    "transfer_dossier",
    "treatments_at_end",
    "treatments_for",
    "turn_paper",
    "unsaved_key",
    "waive_payment",
    "wanted_by_post",
    "wish_at",
    "wish_of",
]
