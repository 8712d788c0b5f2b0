"""The door of the intake context."""

from motcua.casework.intake.concerns import Concern
from motcua.casework.intake.declarations import (
    Filed,
    Stated,
    declaration_data,
    preview_declaration,
    print_declaration,
    read_declaration,
)
from motcua.casework.intake.drafts import DraftInfo, get_draft, list_drafts
from motcua.casework.intake.errors import (
    ChangedElsewhere,
    DraftNotFound,
    IdentityTooWeak,
    Incomplete,
    NotEligible,
    ProcedureChanged,
    SupplementClosed,
)
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
from motcua.casework.intake.use_cases.lay_papers import lay_paper, remove_paper
from motcua.casework.intake.use_cases.propose_result import preview_result, propose_result
from motcua.casework.intake.use_cases.save_draft import (
    DELIVERIES,
    Seen,
    delete_draft,
    save_page,
    unsaved_key,
)
from motcua.casework.intake.use_cases.send_papers import (
    Laid,
    begin_paper,
    get_sent,
    lay_sent,
    send_piece,
    stop_paper,
)
from motcua.casework.intake.use_cases.start_draft import start_draft
from motcua.casework.intake.use_cases.submit_draft import submit_draft

__all__ = [
    "DELIVERIES",
    "AcceptancePreview",
    "ChangedElsewhere",
    "Concern",
    "DraftInfo",
    "DraftNotFound",
    "FileOnDesk",
    "Filed",
    "IdentityTooWeak",
    "Incomplete",
    "Laid",
    "NotEligible",
    "PaperInfo",
    "ProcedureChanged",
    "Seen",
    "Stated",
    "SupplementClosed",
    "SupplementInfo",
    "SupplementItem",
    "accept_dossier",
    "answer_supplement",
    "ask_supplement",
    "assign_dossier",
    "begin_paper",
    "bind_papers",
    "charge_lines",
    "copies_of",
    "declaration_data",
    "delete_draft",
    "get_draft",
    "get_sent",
    "lay_paper",
    "lay_sent",
    "lay_supplement_paper",
    "list_assignable",
    "list_draft_files",
    "list_drafts",
    "look_over",
    "move_paper_up",
    "open_desk",
    "preview_acceptance",
    "preview_declaration",
    "preview_draft_file",
    "preview_result",
    "print_declaration",
    "propose_result",
    "read_declaration",
    "read_draft_file",
    "read_paper",
    "refuse_dossier",
    "remove_paper",
    "remove_supplement_paper",
    "save_page",
    "save_supplement_fields",
    "send_piece",
    "start_draft",
    "stop_paper",
    "submit_draft",
    "turn_paper",
    "unsaved_key",
]
