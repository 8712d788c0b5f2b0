"""The four signs printed on the receipt that open the public look-up of a dossier.

They can be read out over the telephone and copied from bad paper; they do not protect by themselves,
so whoever offers the look-up has to limit guesses.
"""

import re
import unicodedata

LOOKUP_SECRET_ALPHABET = "CDFHJKMNPRTVWXY34679"  # noqa: S105
"""No vowel, so no words; at most one sign of each look-alike group: 0OQD 1IL 2Z 5S 6G 8B UV."""
LOOKUP_SECRET_LENGTH = 4
LOOKUP_SECRET_COUNT = len(LOOKUP_SECRET_ALPHABET) ** LOOKUP_SECRET_LENGTH


def normalise_lookup_secret(text: str) -> str:
    """The secret in capitals without spaces, dots and hyphens. ValueError when it is none."""
    secret = re.sub(r"[\s.-]", "", unicodedata.normalize("NFKC", text)).upper()
    if not valid_lookup_secret(secret):
        raise ValueError(f"a look-up secret has {LOOKUP_SECRET_LENGTH} signs of {LOOKUP_SECRET_ALPHABET}")
    return secret


def valid_lookup_secret(secret: str) -> bool:
    """Whether `secret` is written exactly as receipts print it."""
    return len(secret) == LOOKUP_SECRET_LENGTH and all(sign in LOOKUP_SECRET_ALPHABET for sign in secret)


def lookup_secret_from_number(number: int) -> str:
    """The secret of a random number below LOOKUP_SECRET_COUNT; the caller draws it."""
    if not 0 <= number < LOOKUP_SECRET_COUNT:
        raise ValueError(f"{number} is not below {LOOKUP_SECRET_COUNT}")
    signs = []
    for _ in range(LOOKUP_SECRET_LENGTH):
        number, index = divmod(number, len(LOOKUP_SECRET_ALPHABET))
        signs.append(LOOKUP_SECRET_ALPHABET[index])
    return "".join(signs)
