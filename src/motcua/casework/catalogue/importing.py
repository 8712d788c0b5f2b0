"""What an import would do, and the report of what it did."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from motcua.casework.catalogue.rules.records.making import Made
from motcua.casework.catalogue.rules.records.proposing import Proposal
from motcua.casework.catalogue.rules.search import TextPart


@dataclass(frozen=True)
class Refused:
    """A record that was not taken, and why."""

    file: str
    record: int
    code: str
    name: str
    reason: str


@dataclass
class Change:
    """What happens to one procedure. `kind`: new, changed, replaced, ended.

    `current_id`: the version that ends the day before; `until`: the last day, when a later version is known.
    """

    code: str
    name: str
    kind: str
    number: int
    differences: list[str] = field(default_factory=list)
    current_id: UUID | None = None
    until: date | None = None
    made: Made | None = None
    facts: str = ""
    replaced_by: tuple[str, ...] = ()
    search_parts: tuple[TextPart, ...] = ()


@dataclass
class ImportPlan:
    """The difference between files and what is in force on a day; nothing is written yet."""

    effective_on: date
    key: str
    sources: list[dict[str, Any]]
    changes: list[Change] = field(default_factory=list)
    proposals: list[tuple[str, Proposal]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    # Where each record taken stands, by code: file and number.
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    read: int = 0
    unchanged: int = 0
    handwritten: int = 0

    @property
    def totals(self) -> dict[str, int]:
        """How many records came to what."""
        counts = {kind: len(self.of(kind)) for kind in ("new", "changed", "replaced", "ended")}
        return {
            "read": self.read,
            **counts,
            "unchanged": self.unchanged,
            "handwritten": self.handwritten,
            "proposals": len(self.proposals),
            "refused": len(self.refused),
        }

    def of(self, kind: str) -> list[Change]:
        """Changes of one kind."""
        return [change for change in self.changes if change.kind == kind]

    def as_data(self) -> dict[str, Any]:
        """The report for another program."""
        return {
            "effective_on": self.effective_on.isoformat(),
            "sources": self.sources,
            "totals": self.totals,
            "changes": [
                {
                    "code": one.code,
                    "name": one.name,
                    "kind": one.kind,
                    "version": one.number,
                    "differences": one.differences,
                    "replaced_by": list(one.replaced_by),
                }
                for one in self.changes
            ],
            "proposals": [
                {
                    "code": code,
                    "path": one.path,
                    "current": one.current,
                    "proposed": one.proposed,
                    "reason": one.reason,
                }
                for code, one in self.proposals
            ],
            "refused": [vars(one) for one in self.refused],
            "kept": self.kept,
            "warnings": self.warnings,
        }
