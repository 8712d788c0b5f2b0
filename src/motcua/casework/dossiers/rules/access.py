"""The code a citizen holds before acceptance, and the letters of the look-up."""

import hashlib
from datetime import date
from uuid import UUID

from motcua.casework.dossiers.rules.codes import (
    LOOKUP_SECRET_ALPHABET,
    LOOKUP_SECRET_COUNT,
    lookup_secret_from_number,
)

_LETTERS = 6


def submission_code(dossier_id: UUID, on: date) -> str:
    """Return the code a citizen holds before acceptance: TT-261120-7K3Q9F."""
    number = int.from_bytes(hashlib.sha256(dossier_id.bytes).digest(), "big")
    base = len(LOOKUP_SECRET_ALPHABET)
    letters = (LOOKUP_SECRET_ALPHABET[number // base**place % base] for place in range(_LETTERS))
    return f"TT-{on:%y%m%d}-{''.join(letters)}"


def secret_of(digest: bytes) -> str:
    """Return the four letters of the look-up that follow from a keyed digest of the dossier."""
    return lookup_secret_from_number(int.from_bytes(digest, "big") % LOOKUP_SECRET_COUNT)
