"""The only door of the catalogue."""

from motcua.casework.catalogue.errors import CatalogueError, FileProblem
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
from motcua.casework.catalogue.rules.fees import FeeLine, FeeOverride, fees_due, total_due
from motcua.casework.catalogue.rules.folder import parts_of
from motcua.casework.catalogue.rules.loading import load_folder
from motcua.casework.catalogue.rules.process import due_offsets, next_step
from motcua.casework.catalogue.rules.search import SearchEntry, SearchIndex, TextPart, index_text, rank

__all__ = [
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
    "components_due",
    "due_offsets",
    "fees_due",
    "index_text",
    "load_folder",
    "next_step",
    "parts_of",
    "rank",
    "total_due",
]
