"""The door of the quality context."""

from motcua.oversight.quality.queries import FilingTimes, get_filing_times, list_filing_moments
from motcua.oversight.quality.rules.filing_times import BEFORE, Figures, Group, Idleness
from motcua.oversight.quality.rules.targets import Target

__all__ = [
    "BEFORE", "Figures", "FilingTimes", "Group", "Idleness", "Target", "get_filing_times", "list_filing_moments",
]  # fmt: skip
