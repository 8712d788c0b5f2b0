"""The door of the intake context."""

from motcua.casework.intake.concerns import Concern
from motcua.casework.intake.declarations import (
    preview_declaration,
    read_declaration,
)
from motcua.casework.intake.declared import answers_of
from motcua.casework.intake.drafts import DraftInfo, get_draft, list_drafts, show_draft
from motcua.casework.intake.errors import (
    ChangedElsewhere,
    DraftNotFound,
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
from motcua.casework.intake.queries import (
    FileOnDesk,
    PaperInfo,
    SupplementInfo,
    copies_of,
    list_draft_files,
    open_desk,
    preview_draft_file,
    read_draft_file,
    read_paper,
)
from motcua.casework.intake.use_cases.accept_dossier import (
    AcceptancePreview,
    SupplementItem,
    accept_dossier,
    ask_supplement,
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
from motcua.casework.intake.use_cases.collect_fee import collect_fee
from motcua.casework.intake.use_cases.lay_papers import lay_paper, remove_paper
from motcua.casework.intake.use_cases.propose_result import preview_result, propose_result
from motcua.casework.intake.use_cases.represent import propose_with_proof, read_proof
from motcua.casework.intake.use_cases.save_draft import (
    DELIVERIES,
    Seen,
    delete_draft,
    save_page,
    unsaved_key,
)
from motcua.casework.intake.use_cases.send_papers import (
    DraftTray,
    Laid,
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

__all__ = [
    "DELIVERIES",
    "PLACES",
    "AcceptancePreview",
    "Card",
    "ChangedElsewhere",
    "Concern",
    "DraftInfo",
    "DraftNotFound",
    "DraftTray",
    "FileOnDesk",
    "HelpInfo",
    "HelpNotFound",
    "IdentityTooWeak",
    "Incomplete",
    "Laid",
    "MomentInfo",
    "NotEligible",
    "PaperInfo",
    "ProcedureChanged",
    "Seen",
    "SupplementClosed",
    "SupplementInfo",
    "SupplementItem",
    "SupplementTray",
    "Tray",
    "accept_dossier",
    "act_as_helped",
    "agree_to_help",
    "answer_supplement",
    "answers_of",
    "ask_supplement",
    "assign_dossier",
    "begin_paper",
    "begin_with_card",
    "begin_with_code",
    "bind_papers",
    "charge_lines",
    "collect_fee",
    "copies_of",
    "delete_draft",
    "find_offered",
    "get_draft",
    "get_help",
    "get_sent",
    "handed_in",
    "help_text",
    "lay_paper",
    "lay_sent",
    "lay_supplement_paper",
    "list_assignable",
    "list_coming",
    "list_draft_files",
    "list_drafts",
    "list_helps",
    "look_over",
    "move_paper_up",
    "open_desk",
    "place_faults",
    "preview_acceptance",
    "preview_declaration",
    "preview_draft_file",
    "preview_result",
    "propose_result",
    "propose_with_proof",
    "read_declaration",
    "read_draft_file",
    "read_moments",
    "read_paper",
    "read_proof",
    "refuse_dossier",
    "remove_paper",
    "remove_supplement_paper",
    "save_page",
    "save_supplement_fields",
    "send_piece",
    "show_draft",
    "start_draft",
    "stop_help",
    "stop_paper",
    "submit_draft",
    "turn_paper",
    "unsaved_key",
]
