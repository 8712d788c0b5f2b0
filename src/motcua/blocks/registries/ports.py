"""What registries need from the outside: the national registers of people and of civil status."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol
from uuid import UUID


@dataclass(frozen=True)
class LookupReason:
    """Who looks a person up and for which dossier; no register is asked without it.

    Legal basis: Law 91/2025/QH15 on personal data protection: a stated, recorded purpose.
    """

    dossier_id: UUID
    staff_id: UUID
    purpose: str


@dataclass(frozen=True)
class PersonQuery:
    """The person sought: a number of twelve (or nine) digits, with name and birth date to confirm it."""

    citizen_id: str = field(repr=False)
    full_name: str = field(repr=False)
    birth_date: str = field(repr=False)
    """ISO 8601, possibly the year only."""


@dataclass(frozen=True)
class RegisteredPerson:
    """A person as the population register has them. An empty text means: the register does not say."""

    citizen_id: str
    full_name: str
    birth_date: str
    gender: Literal["male", "female", ""]
    ethnicity: str
    nationality: str
    residence: str
    alive: bool


class PopulationRegister(Protocol):
    """The national population database. Raises `kernel.errors.NotAvailable` when it does not answer."""

    def look_up(self, query: PersonQuery, reason: LookupReason) -> RegisteredPerson | None:
        """Return the one person who matches, or None when the register has nobody like that."""
        ...


CivilStatusKind = Literal["birth", "death", "marriage", "marital_status"]


@dataclass(frozen=True)
class CivilStatusEntry:
    """An entry of a civil status book that the commune decided, sent to the electronic register."""

    dossier_code: str
    kind: CivilStatusKind
    facts: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class CivilStatusRegistration:
    """The register's own number for an entry, and the personal number it gave (birth only, else empty)."""

    register_number: str
    citizen_id: str


class CivilStatusRegister(Protocol):
    """The electronic civil status register. Raises `kernel.errors.NotAvailable` when it does not answer."""

    def register(self, entry: CivilStatusEntry) -> CivilStatusRegistration:
        """Enter it; asking twice for the same dossier code returns the first registration."""
        ...
