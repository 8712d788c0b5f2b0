"""The only door of the catalogue."""

from motcua.casework.catalogue.errors import CatalogueError, FileProblem
from motcua.casework.catalogue.importing import Change, ImportPlan, Refused
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
    fees_by_channel,
    fees_of,
    forget_cached,
    get_version,
    list_current,
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
from motcua.casework.catalogue.rules.folder import parts_of
from motcua.casework.catalogue.rules.lists import LISTS, ListRefused, Membership, read_membership
from motcua.casework.catalogue.rules.loading import load_folder
from motcua.casework.catalogue.rules.process import due_offsets
from motcua.casework.catalogue.rules.records.cleaning import shortened
from motcua.casework.catalogue.rules.records.files import FileRefused, RecordFile, read_file
from motcua.casework.catalogue.rules.search import SearchEntry, SearchIndex, TextPart, index_text, rank
from motcua.casework.catalogue.use_cases.apply_import import apply_import, only_import
from motcua.casework.catalogue.use_cases.decide_proposals import (
    accept_proposal,
    refuse_proposal,
    review_catalogue,
)
from motcua.casework.catalogue.use_cases.load_lists import load_lists
from motcua.casework.catalogue.use_cases.plan_import import plan_import
from motcua.casework.catalogue.use_cases.publish import publish_all, publish_folder, set_local_fee
from motcua.casework.catalogue.use_cases.replace_procedure import replace_procedure
from motcua.casework.catalogue.use_cases.set_local_term import set_local_term

__all__ = [
    "BY_CASE",
    "LISTS",
    "Band",
    "Branch",
    "CatalogueError",
    "Change",
    "Component",
    "ComponentDue",
    "Fee",
    "FeeLine",
    "FeeOverride",
    "FileProblem",
    "FileRefused",
    "ImportPlan",
    "LegalBasis",
    "ListRefused",
    "Membership",
    "Notice",
    "Origin",
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
    "SearchEntry",
    "SearchIndex",
    "Step",
    "Summary",
    "Term",
    "TextPart",
    "Version",
    "accept_proposal",
    "apply_import",
    "components_due",
    "content_of",
    "copies_ordered",
    "current_version",
    "due_offsets",
    "fees_by_channel",
    "fees_due",
    "fees_of",
    "forget_cached",
    "get_notice",
    "get_version",
    "index_text",
    "list_current",
    "list_proposals",
    "list_publications",
    "list_summaries",
    "lists_of",
    "load_folder",
    "load_lists",
    "local_terms",
    "only_import",
    "parts_of",
    "plan_import",
    "print_notice",
    "process_of",
    "publish_all",
    "publish_folder",
    "rank",
    "read_file",
    "read_membership",
    "refuse_proposal",
    "replace_procedure",
    "review_catalogue",
    "search",
    "set_local_fee",
    "set_local_term",
    "shortened",
    "step_offsets",
    "successors",
    "term_of",
    "total_due",
    "turns_of",
]
