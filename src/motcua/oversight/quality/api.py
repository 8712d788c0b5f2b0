"""The door of the quality context."""

from motcua.oversight.quality.queries import (
    FilingTimes,
    get_filing_times,
    get_remote_share,
    list_filing_moments,
)
from motcua.oversight.quality.rules.filing_times import Figures, Group, Idleness
from motcua.oversight.quality.rules.remote_share import RemoteShare
from motcua.oversight.quality.rules.targets import Target

__all__ = [
    "Figures", "FilingTimes", "Group", "Idleness", "RemoteShare", "Target", "get_filing_times",
    "get_remote_share", "list_filing_moments",
]  # fmt: skip
