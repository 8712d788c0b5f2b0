"""What synchronisation needs from the outside: the National Public Service Portal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class DossierReport:
    """A dossier as reported to the portal. `state` is one of the ten national states (1 to 10)."""

    dossier_code: str
    procedure_code: str
    state: int
    received_at: datetime
    due_at: datetime | None
    facts: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class ProgressReport:
    """One step of a dossier: who did what, when, and the state after it."""

    dossier_code: str
    state: int
    officer: str
    position: str
    unit: str
    at: datetime
    note: str = field(repr=False)


class NationalPortal(Protocol):
    """The National Public Service Portal. Raises `kernel.errors.NotAvailable` when it does not answer."""

    def report_dossier(self, report: DossierReport) -> None:
        """Create or update the dossier there; the same report twice changes nothing."""
        ...

    def report_progress(self, report: ProgressReport) -> None:
        """Add one step; steps of one dossier must be sent in their order."""
        ...
