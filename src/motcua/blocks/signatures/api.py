"""The only door to signatures."""

from motcua.blocks.signatures.demo_images import handwriting, round_seal
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
from motcua.blocks.signatures.signing import Signing, fill, free_places, prepare, sign
from motcua.blocks.signatures.verifying import TrustList, verify

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
