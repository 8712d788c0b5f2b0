"""The code a citizen holds before acceptance, and the secret of the look-up."""

import hashlib
import re
import unicodedata
from datetime import date
from uuid import UUID

from motcua.casework.dossiers.rules.codes import (
    LOOKUP_SECRET_ALPHABET,
    LOOKUP_SECRET_COUNT,
    lookup_secret_from_number,
)

_LETTERS = 6
_SUBMISSION = re.compile(r"TT([0-9]{6})([0-9A-Z]{6})")


def submission_code(dossier_id: UUID, on: date) -> str:
    """Return the code a citizen holds before acceptance: TT-261120-7K3Q9F."""
    number = int.from_bytes(hashlib.sha256(dossier_id.bytes).digest(), "big")
    base = len(LOOKUP_SECRET_ALPHABET)
    letters = (LOOKUP_SECRET_ALPHABET[number // base**place % base] for place in range(_LETTERS))
    return f"TT-{on:%y%m%d}-{''.join(letters)}"


def read_submission_code(text: str) -> str:
    """Return the submission code in what a person typed, or nothing: separators and case do not matter."""
    signs = "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())
    found = _SUBMISSION.fullmatch(signs)
    return f"TT-{found[1]}-{found[2]}" if found else ""


def secret_of(digest: bytes) -> str:
    """Return the secret of the look-up that follow from a keyed digest of the dossier."""
    return lookup_secret_from_number(int.from_bytes(digest, "big") % LOOKUP_SECRET_COUNT)
