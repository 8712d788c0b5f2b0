"""What synchronisation needs from the outside: the National Public Service Portal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from motcua.kernel.errors import DomainError


@dataclass(frozen=True)
class PortalFile:
    """A file of a told dossier. `reference`: where the portal keeps it, opaque here. `component`: which paper it is."""

    reference: str = field(repr=False)
    name: str = field(repr=False)
    component: str = ""


@dataclass(frozen=True)
class PortalDossier:
    """A dossier that a citizen handed in at the portal, as the portal tells it; empty where it tells nothing.

    `code` is the national code, `told` the record word for word. `unreadable`: our names of what could not be read.
    """

    code: str
    procedure_code: str
    owner_name: str = field(repr=False)
    citizen_id: str = field(repr=False)
    phone: str = field(repr=False)
    email: str = field(repr=False)
    address: str = field(repr=False)
    submitted_at: datetime | None
    files: tuple[PortalFile, ...]
    told: Mapping[str, Any] = field(repr=False)
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True)
class DossierReport:
    """A dossier as reported to the portal. `state` is one of the ten national states (1 to 10).

    `unit`: the identifier of the agency that reports. `facts`: texts by our names, see the mapping of the adapter;
    `moments`: refused_at, finished_at, returned_at, where the state brings one.
    """

    unit: str
    dossier_code: str
    procedure_code: str
    state: int
    received_at: datetime
    due_at: datetime | None
    facts: Mapping[str, str] = field(repr=False)
    moments: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class ProgressReport:
    """One step of a dossier: who did what, when, and the state after it."""

    unit_code: str
    dossier_code: str
    state: int
    officer: str
    position: str
    unit: str
    at: datetime
    note: str = field(repr=False)


FileTrouble = Literal["file_missing", "file_too_large", "file_foreign"]


class FileRefused(DomainError):
    """A file of a told dossier cannot be had; `reason` says why. Asking again soon gives the same."""

    code = "file_refused"

    def __init__(self, reason: FileTrouble, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class NationalPortal(Protocol):
    """The National Public Service Portal. Raises `kernel.errors.NotAvailable` when it does not answer."""

    def serves(self, unit: str) -> bool:
        """Tell whether the agency of this identifier is connected; nothing is asked of the portal."""
        ...

    def new_dossiers(self, unit: str, since: datetime) -> tuple[PortalDossier, ...]:
        """Return what citizens handed in for an agency since a moment; the same may be told any number of times."""
        ...

    def read(self, told: Mapping[str, Any]) -> PortalDossier:
        """Read a record that was told before; nothing is asked of the portal."""
        ...

    def fetch(self, file: PortalFile) -> bytes:
        """Return a file of a told dossier. Raises FileRefused."""
        ...

    def report_dossier(self, report: DossierReport) -> None:
        """Create or update the dossier there; the same report twice changes nothing."""
        ...

    def report_progress(self, report: ProgressReport) -> None:
        """Add one step; steps of one dossier must be sent in their order."""
        ...
