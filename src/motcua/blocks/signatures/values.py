"""What is handed to signing and verifying. Light: it loads no PDF library."""

from dataclasses import dataclass
from datetime import datetime

from motcua.blocks.signatures.ports import Credential, SigningService, Timestamper


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs, with what authority, and what the signature says. `at` (aware) is the claimed time."""

    service: SigningService
    credential: Credential
    sad: str
    timestamper: Timestamper
    at: datetime
    image: bytes | None = None
    reason: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class TrustList:
    """The roots believed in, helpful intermediates, and revocation lists, each as DER. Data, not code: the
    list of Vietnam's authorities changes by decision."""

    roots: tuple[bytes, ...]
    intermediates: tuple[bytes, ...] = ()
    revocation_lists: tuple[bytes, ...] = ()

    @classmethod
    def from_pem(cls, text: bytes, *, revocation_lists: tuple[bytes, ...] = ()) -> "TrustList":
        """Return the list of the certificates in `text`: self-issued ones are roots, others intermediates."""
        # Reading certificates loads a large package; a process that never verifies never needs it.
        from asn1crypto import pem, x509

        roots: list[bytes] = []
        others: list[bytes] = []
        for _, _, der in pem.unarmor(text, multiple=True):
            (roots if x509.Certificate.load(der).self_issued else others).append(der)
        return cls(tuple(roots), tuple(others), revocation_lists)
