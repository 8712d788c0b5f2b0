"""The door of the conformance context."""

from motcua.oversight.conformance.functions import (
    Conformance,
    Function,
    Group,
    Page,
    Standing,
    read_conformance,
)

__all__ = ["Conformance", "Function", "Group", "Page", "Standing", "read_conformance"]
