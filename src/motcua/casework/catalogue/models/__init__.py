"""Tables of the catalogue: procedures, what is decided of them by date, what communes set, and imports."""

from motcua.casework.catalogue.models.decisions import ChangeProposal, ListMembership, ReplacedComponent
from motcua.casework.catalogue.models.imports import ImportEntry, ImportRun
from motcua.casework.catalogue.models.local import (
    ConstantOverride,
    FeeOverride,
    LocalPublication,
    TermOverride,
    TermPolicy,
)
from motcua.casework.catalogue.models.procedures import Procedure, ProcedureVersion, Publication

__all__ = [
    "ChangeProposal", "ConstantOverride", "FeeOverride", "ImportEntry", "ImportRun", "ListMembership",
    "LocalPublication", "Procedure", "ProcedureVersion", "Publication", "ReplacedComponent", "TermOverride",
    "TermPolicy",
]  # fmt: skip
