"""The only door of the catalogue."""

from motcua.casework.catalogue.errors import CatalogueError, FileProblem
from motcua.casework.catalogue.fees import fees_of, list_fees, local_fees
from motcua.casework.catalogue.guidance import (
    get_life_event,
    list_audiences,
    list_legal_documents,
    list_life_events,
    national_portal,
)
from motcua.casework.catalogue.import_runs import (
    EntryInfo,
    EntryPage,
    RunInfo,
    count_entries,
    get_run,
    list_runs,
    page_of_entries,
)
from motcua.casework.catalogue.importing import Change, ImportPlan, Refused
from motcua.casework.catalogue.in_force import versions_in_force
from motcua.casework.catalogue.keeping import BASIS_WANTED, SHARED, may_keep
from motcua.casework.catalogue.law import law
from motcua.casework.catalogue.listing import (
    Current,
    Summary,
    current_version,
    forget_cached,
    is_online,
    list_current,
    list_online,
    list_summaries,
    search,
    successors,
)
from motcua.casework.catalogue.local_amounts import LocalAmount, local_amounts
from motcua.casework.catalogue.local_forms import (
    FormVersion,
    OwnForm,
    list_form_versions,
    own_forms,
    valid_since,
)
from motcua.casework.catalogue.printing import print_notice
from motcua.casework.catalogue.proposals import (
    ProposalInfo,
    ProposalPage,
    ToldProposal,
    count_proposals,
    list_proposals,
    page_of_proposals,
)
from motcua.casework.catalogue.publications import (
    Notice,
    PublicationInfo,
    PublishedChange,
    get_notice,
    list_publications,
)
from motcua.casework.catalogue.rules.building import build_process
from motcua.casework.catalogue.rules.components import ComponentDue, components_due
from motcua.casework.catalogue.rules.content import (
    UNIT_WORDS,
    Band,
    Branch,
    Competence,
    Component,
    Consult,
    Fee,
    LegalBasis,
    Origin,
    Part,
    ProcedureContent,
    ProcedureFolder,
    ProcessDefinition,
    ResultField,
    ResultKind,
    Step,
    Term,
)
from motcua.casework.catalogue.rules.desk_fields import DESK
from motcua.casework.catalogue.rules.fees import (
    BY_CASE,
    PER,
    FeeLine,
    FeeOverride,
    copies_ordered,
    fees_due,
    total_due,
)
from motcua.casework.catalogue.rules.folder import DECLARATION, parts_of, process_faults, read_yaml
from motcua.casework.catalogue.rules.guidance import (
    Audience,
    EventProcedure,
    EventStage,
    LegalDocument,
    LifeEvent,
    NationalPortal,
)
from motcua.casework.catalogue.rules.law import Law
from motcua.casework.catalogue.rules.lists import LISTS, ListRefused, Membership, read_membership
from motcua.casework.catalogue.rules.loading import load_folder
from motcua.casework.catalogue.rules.process import due_offsets
from motcua.casework.catalogue.rules.promises import LARGEST_CUT
from motcua.casework.catalogue.rules.records.cleaning import shortened
from motcua.casework.catalogue.rules.records.differences import LEVEL_WORDS
from motcua.casework.catalogue.rules.records.files import FileRefused, RecordFile, read_bytes, read_file
from motcua.casework.catalogue.rules.sample_answers import SampleAnswers, folder_samples
from motcua.casework.catalogue.rules.stopping import StopGround, stop_ground, stop_grounds
from motcua.casework.catalogue.standing import (
    HeldPaper,
    MembershipInfo,
    count_lists,
    get_membership,
    held_papers,
    list_members,
    lists_of,
    memberships_of,
)
from motcua.casework.catalogue.term_policies import (
    CutRow,
    PolicyInfo,
    list_term_policies,
    preview_term_policy,
)
from motcua.casework.catalogue.terms import counted, local_terms, term_of
from motcua.casework.catalogue.use_cases.apply_import import apply_import, only_import
from motcua.casework.catalogue.use_cases.change_lists import add_to_list, end_membership, set_level
from motcua.casework.catalogue.use_cases.decide_import import (
    Chosen,
    accept_entries,
    give_up_import,
    leave_entries,
)
from motcua.casework.catalogue.use_cases.decide_proposals import (
    Decided,
    accept_proposal,
    accept_proposals,
    refuse_proposal,
    refuse_proposals,
)
from motcua.casework.catalogue.use_cases.decide_term_policy import (
    end_term_policy,
    publish_term_policy,
    withdraw_term_policy,
)
from motcua.casework.catalogue.use_cases.end_local_amount import end_local_amount
from motcua.casework.catalogue.use_cases.load_lists import load_lists
from motcua.casework.catalogue.use_cases.plan_import import plan_import
from motcua.casework.catalogue.use_cases.propose_changes import review_catalogue
from motcua.casework.catalogue.use_cases.publish import publish_all, publish_folder
from motcua.casework.catalogue.use_cases.publish_own_form import (
    end_own_form,
    publish_own_form,
    withdraw_own_form,
)
from motcua.casework.catalogue.use_cases.publish_own_process import (
    end_own_process,
    publish_own_process,
    withdraw_own_process,
)
from motcua.casework.catalogue.use_cases.replace_procedure import replace_procedure
from motcua.casework.catalogue.use_cases.run_import import begin_import
from motcua.casework.catalogue.use_cases.set_constant import set_constant
from motcua.casework.catalogue.use_cases.set_local_fee import set_local_fee
from motcua.casework.catalogue.use_cases.set_local_term import set_local_term
from motcua.casework.catalogue.versions import (
    Version,
    content_of,
    deciding_fields,
    desk_form,
    get_version,
    process_of,
    step_offsets,
    turns_of,
    whole_form,
)

__all__ = [
    "BASIS_WANTED", "BY_CASE", "DECLARATION", "DESK", "LARGEST_CUT", "LEVEL_WORDS", "LISTS", "PER", "SHARED",
    "UNIT_WORDS", "Audience", "Band", "Branch", "CatalogueError", "Change", "Chosen", "Competence", "Component",
    "ComponentDue", "Consult", "Current", "CutRow", "Decided", "EntryInfo", "EntryPage", "EventProcedure",
    "EventStage", "Fee", "FeeLine", "FeeOverride", "FileProblem", "FileRefused", "FormVersion", "HeldPaper",
    "ImportPlan", "Law", "LegalBasis", "LegalDocument", "LifeEvent", "ListRefused", "LocalAmount", "Membership",
    "MembershipInfo", "NationalPortal", "Notice", "Origin", "OwnForm", "Part", "PolicyInfo", "ProcedureContent",
    "ProcedureFolder", "ProcessDefinition", "ProposalInfo", "ProposalPage", "PublicationInfo",
    "PublishedChange", "RecordFile", "Refused", "ResultField", "ResultKind", "RunInfo", "SampleAnswers", "Step",
    "StopGround", "Summary", "Term", "ToldProposal", "Version", "accept_entries", "accept_proposal",
    "accept_proposals", "add_to_list", "apply_import", "begin_import", "build_process", "components_due",
    "content_of", "copies_ordered", "count_entries", "count_lists", "count_proposals", "counted", "current_version",
    "deciding_fields", "desk_form", "due_offsets", "end_local_amount", "end_membership", "end_own_form",
    "end_own_process", "end_term_policy", "fees_due", "fees_of", "folder_samples", "forget_cached",
    "get_life_event", "get_membership", "get_notice", "get_run", "get_version", "give_up_import", "held_papers",
    "is_online", "law", "leave_entries", "list_audiences", "list_current", "list_fees", "list_form_versions",
    "list_legal_documents", "list_life_events", "list_members", "list_online", "list_proposals",
    "list_publications", "list_runs", "list_summaries", "list_term_policies", "lists_of", "load_folder",
    "load_lists", "local_amounts", "local_fees", "local_terms", "may_keep", "memberships_of", "national_portal",
    "only_import", "own_forms", "page_of_entries", "page_of_proposals", "parts_of", "plan_import",
    "preview_term_policy", "print_notice", "process_faults", "process_of", "publish_all", "publish_folder",
    "publish_own_form", "publish_own_process", "publish_term_policy", "read_bytes", "read_file",
    "read_membership", "read_yaml", "refuse_proposal", "refuse_proposals", "replace_procedure",
    "review_catalogue", "search", "set_constant", "set_level", "set_local_fee", "set_local_term", "shortened",
    "step_offsets", "stop_ground", "stop_grounds", "successors", "term_of", "total_due", "turns_of",
    "valid_since", "versions_in_force", "whole_form", "withdraw_own_form", "withdraw_own_process",
    "withdraw_term_policy",
]  # fmt: skip
