"""The only door of the catalogue."""

from motcua.casework.catalogue.errors import CatalogueError, FileProblem
from motcua.casework.catalogue.queries import (
    Version,
    content_of,
    current_version,
    fees_of,
    forget_cached,
    get_version,
    list_current,
    process_of,
    search,
    step_offsets,
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
    ProcedureContent,
    ProcedureFolder,
    ProcessDefinition,
    ResultField,
    ResultKind,
    Step,
    Term,
)
from motcua.casework.catalogue.rules.fees import FeeLine, FeeOverride, copies_ordered, fees_due, total_due
from motcua.casework.catalogue.rules.folder import DECLARATION, parts_of
from motcua.casework.catalogue.rules.loading import load_folder
from motcua.casework.catalogue.rules.process import due_offsets
from motcua.casework.catalogue.rules.search import SearchEntry, SearchIndex, TextPart, index_text, rank
from motcua.casework.catalogue.use_cases.publish import publish_all, publish_folder, set_local_fee

__all__ = [
    "DECLARATION",
    "Band",
    "Branch",
    "CatalogueError",
    "Component",
    "ComponentDue",
    "Fee",
    "FeeLine",
    "FeeOverride",
    "FileProblem",
    "LegalBasis",
    "ProcedureContent",
    "ProcedureFolder",
    "ProcessDefinition",
    "ResultField",
    "ResultKind",
    "SearchEntry",
    "SearchIndex",
    "Step",
    "Term",
    "TextPart",
    "Version",
    "components_due",
    "content_of",
    "copies_ordered",
    "current_version",
    "due_offsets",
    "fees_due",
    "fees_of",
    "forget_cached",
    "get_version",
    "index_text",
    "list_current",
    "load_folder",
    "parts_of",
    "process_of",
    "publish_all",
    "publish_folder",
    "rank",
    "search",
    "set_local_fee",
    "step_offsets",
    "term_of",
    "total_due",
    "turns_of",
]
