"""The only door of the catalogue."""

from motcua.casework.catalogue.errors import CatalogueError, FileProblem
from motcua.casework.catalogue.guidance import (
    get_life_event,
    list_audiences,
    list_legal_documents,
    list_life_events,
    national_portal,
)
from motcua.casework.catalogue.importing import Change, ImportPlan, Refused
from motcua.casework.catalogue.in_force import versions_in_force
from motcua.casework.catalogue.law import law
from motcua.casework.catalogue.local_forms import (
    FormVersion,
    OwnForm,
    list_form_versions,
    own_forms,
    valid_since,
)
from motcua.casework.catalogue.printing import print_notice
from motcua.casework.catalogue.publications import (
    Notice,
    ProposalInfo,
    PublicationInfo,
    PublishedChange,
    get_notice,
    list_proposals,
    list_publications,
    lists_of,
)
from motcua.casework.catalogue.queries import (
    Summary,
    Version,
    content_of,
    current_version,
    fees_of,
    forget_cached,
    get_version,
    is_online,
    list_current,
    list_fees,
    list_online,
    list_summaries,
    local_terms,
    process_of,
    search,
    step_offsets,
    successors,
    term_of,
    turns_of,
)
from motcua.casework.catalogue.rules.components import ComponentDue, components_due
from motcua.casework.catalogue.rules.content import (
    UNIT_WORDS,
    Band,
    Branch,
    Component,
    Fee,
    LegalBasis,
    Origin,
    ProcedureContent,
    ProcedureFolder,
    ProcessDefinition,
    ResultField,
    ResultKind,
    Step,
    Term,
)
from motcua.casework.catalogue.rules.fees import (
    BY_CASE,
    FeeLine,
    FeeOverride,
    copies_ordered,
    fees_due,
    total_due,
)
from motcua.casework.catalogue.rules.folder import DECLARATION, parts_of, read_yaml
from motcua.casework.catalogue.rules.guidance import (
    Audience,
    EventProcedure,
    EventStage,
    LegalDocument,
    LifeEvent,
    NationalPortal,
)
from motcua.casework.catalogue.rules.law import Law
from motcua.casework.catalogue.rules.lists import ListRefused, Membership, read_membership
from motcua.casework.catalogue.rules.loading import load_folder
from motcua.casework.catalogue.rules.process import due_offsets
from motcua.casework.catalogue.rules.records.cleaning import shortened
from motcua.casework.catalogue.rules.records.files import FileRefused, RecordFile, read_file
from motcua.casework.catalogue.rules.sample_answers import SampleAnswers, folder_samples
from motcua.casework.catalogue.use_cases.apply_import import apply_import, only_import
from motcua.casework.catalogue.use_cases.decide_proposals import (
    accept_proposal,
    refuse_proposal,
    review_catalogue,
)
from motcua.casework.catalogue.use_cases.load_lists import load_lists
from motcua.casework.catalogue.use_cases.plan_import import plan_import
from motcua.casework.catalogue.use_cases.publish import publish_all, publish_folder, set_local_fee
from motcua.casework.catalogue.use_cases.publish_own_form import (
    BASIS_WANTED,
    end_own_form,
    publish_own_form,
    withdraw_own_form,
)
from motcua.casework.catalogue.use_cases.replace_procedure import replace_procedure
from motcua.casework.catalogue.use_cases.set_constant import set_constant
from motcua.casework.catalogue.use_cases.set_local_term import set_local_term

__all__ = [
    "BASIS_WANTED",
    "BY_CASE",
    "DECLARATION",
    "UNIT_WORDS",
    "Audience",
    "Band",
    "Branch",
    "CatalogueError",
    "Change",
    "Component",
    "ComponentDue",
    "EventProcedure",
    "EventStage",
    "Fee",
    "FeeLine",
    "FeeOverride",
    "FileProblem",
    "FileRefused",
    "FormVersion",
    "ImportPlan",
    "Law",
    "LegalBasis",
    "LegalDocument",
    "LifeEvent",
    "ListRefused",
    "Membership",
    "NationalPortal",
    "Notice",
    "Origin",
    "OwnForm",
    "ProcedureContent",
    "ProcedureFolder",
    "ProcessDefinition",
    "ProposalInfo",
    "PublicationInfo",
    "PublishedChange",
    "RecordFile",
    "Refused",
    "ResultField",
    "ResultKind",
    "SampleAnswers",
    "Step",
    "Summary",
    "Term",
    "Version",
    "accept_proposal",
    "apply_import",
    "components_due",
    "content_of",
    "copies_ordered",
    "current_version",
    "due_offsets",
    "end_own_form",
    "fees_due",
    "fees_of",
    "folder_samples",
    "forget_cached",
    "get_life_event",
    "get_notice",
    "get_version",
    "is_online",
    "law",
    "list_audiences",
    "list_current",
    "list_fees",
    "list_form_versions",
    "list_legal_documents",
    "list_life_events",
    "list_online",
    "list_proposals",
    "list_publications",
    "list_summaries",
    "lists_of",
    "load_folder",
    "load_lists",
    "local_terms",
    "national_portal",
    "only_import",
    "own_forms",
    "parts_of",
    "plan_import",
    "print_notice",
    "process_of",
    "publish_all",
    "publish_folder",
    "publish_own_form",
    "read_file",
    "read_membership",
    "read_yaml",
    "refuse_proposal",
    "replace_procedure",
    "review_catalogue",
    "search",
    "set_constant",
    "set_local_fee",
    "set_local_term",
    "shortened",
    "step_offsets",
    "successors",
    "term_of",
    "total_due",
    "turns_of",
    "valid_since",
    "versions_in_force",
    "withdraw_own_form",
]
