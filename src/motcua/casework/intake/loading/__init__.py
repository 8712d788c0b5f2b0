"""What was handed in, asked for and paid, as rows: for years of a demonstration."""

from motcua.casework.intake.loading.case import Case
from motcua.casework.intake.loading.filing import Filed, forget_cached

__all__ = ["Case", "Filed", "forget_cached"]
