"""What signing needs from outside: a remote signing service and a time-stamp authority, and how they fail."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from motcua.blocks.signatures.errors import (
    AuthorisationExpired,
    CredentialLocked,
    CredentialMissing,
    SigningOutcomeUnknown,
    SigningUnavailable,
    TimestampUnavailable,
    WrongPin,
)

__all__ = [
    "AuthorisationExpired",
    "Credential",
    "CredentialLocked",
    "CredentialMissing",
    "SigningOutcomeUnknown",
    "SigningService",
    "SigningUnavailable",
    "TimestampUnavailable",
    "Timestamper",
    "WrongPin",
]


@dataclass(frozen=True, slots=True)
class Credential:
    """A key kept by the service. `chain`: DER certificates, the signer's first; `subject` is for people."""

    id: str
    chain: tuple[bytes, ...]
    subject: str


class SigningService(Protocol):
    """Remote signing in the shape of the CSC API, version 2. Only SHA-256 is used.

    Raises `WrongPin`, `CredentialLocked`, `CredentialMissing`, `AuthorisationExpired`,
    `SigningUnavailable` (nothing happened) or `SigningOutcomeUnknown` (it may have).
    """

    def list_credentials(self, user: str) -> tuple[Credential, ...]:
        """Return the usable credentials of `user`, a name the service knows."""
        ...

    def authorise(self, credential_id: str, pin: str, count: int, description: str) -> str:
        """Return signature activation data for `count` signatures, valid for a few minutes."""
        ...

    def sign_hash(self, credential_id: str, sad: str, hashes: Sequence[bytes]) -> tuple[bytes, ...]:
        """Return one PKCS#1 v1.5 signature for each SHA-256 hash, in order."""
        ...


class Timestamper(Protocol):
    """A time-stamp authority (RFC 3161). Raises `TimestampUnavailable`."""

    def timestamp(self, digest: bytes) -> bytes:
        """Return the DER time-stamp token over the SHA-256 `digest`."""
        ...
