"""The only door to signatures.

What needs the PDF library is loaded at its first use: it takes a third of the start of a process, and most requests
sign nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from motcua.blocks.signatures.errors import (
    AuthorisationExpired,
    CredentialLocked,
    CredentialMissing,
    NotPrepared,
    SigningOutcomeUnknown,
    SigningUnavailable,
    TimestampUnavailable,
    WrongPin,
)
from motcua.blocks.signatures.rules.appearance import Box, SignatureLayout, layout_from_marks, seal_box
from motcua.blocks.signatures.rules.report import SignatureReport, VerificationReport
from motcua.blocks.signatures.values import Signing, TrustList

if TYPE_CHECKING:
    from motcua.blocks.signatures.demo_images import handwriting, round_seal
    from motcua.blocks.signatures.signing import fill, free_places, prepare, sign
    from motcua.blocks.signatures.verifying import verify

__all__ = [
    "AuthorisationExpired",
    "Box",
    "CredentialLocked",
    "CredentialMissing",
    "NotPrepared",
    "SignatureLayout",
    "SignatureReport",
    "Signing",
    "SigningOutcomeUnknown",
    "SigningUnavailable",
    "TimestampUnavailable",
    "TrustList",
    "VerificationReport",
    "WrongPin",
    "fill",
    "free_places",
    "handwriting",
    "layout_from_marks",
    "prepare",
    "round_seal",
    "seal_box",
    "sign",
    "verify",
]

_HEAVY = {
    "handwriting": "demo_images",
    "round_seal": "demo_images",
    "fill": "signing",
    "free_places": "signing",
    "prepare": "signing",
    "sign": "signing",
    "verify": "verifying",
}


def __getattr__(name: str) -> Any:
    """Load the room behind a name of the door at its first use."""
    if name not in _HEAVY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"motcua.blocks.signatures.{_HEAVY[name]}"), name)
