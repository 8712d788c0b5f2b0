"""What the context hands out: frozen values."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class RoleInfo:
    """A role and what it permits."""

    key: str
    name: str
    permissions: frozenset[str]


@dataclass(frozen=True)
class NewOfficer:
    """A new or reopened account with its first password, shown once to whoever made it."""

    account_id: UUID
    username: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Enrolment:
    """What an authenticator application needs: the key in groups of four, and its QR as a data address."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)
    qr: str = field(repr=False)


@dataclass(frozen=True)
class DemoOfficer:
    """How to enter the demonstration as an officer."""

    username: str
    full_name: str
    position: str
    roles: str
    password: str
    code: str
