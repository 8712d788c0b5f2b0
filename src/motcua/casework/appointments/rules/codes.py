"""Codes of appointments, numbers of tickets, and how a number is said aloud."""

import re

# No sign that is taken for another when read from paper or heard on the telephone.
ALPHABET = "23456789CDFGHJKLMNPQRTVWXY"
LENGTH = 8
COUNT = len(ALPHABET) ** LENGTH
_SIGNS = re.compile(r"[^0-9A-Z]")
_IN_ADDRESS = re.compile(r"/hen-gio/([^/?#]+)", re.IGNORECASE)
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# Tickets of the order of arrival and of appointments; a group has no series of its own: a number tells nothing.
ARRIVED, BOOKED = "A", "H"


def code_from_number(number: int) -> str:
    """Return the code of a random number below COUNT; the caller draws it."""
    if not 0 <= number < COUNT:
        raise ValueError(f"{number} is not below {COUNT}")
    signs = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "".join(signs)


def read_code(typed: str) -> str:
    """Return the code that was typed, or scanned as the address of its page; empty when it is none."""
    found = _IN_ADDRESS.search(typed)
    signs = _SIGNS.sub("", (found[1] if found else typed).upper())
    return signs if len(signs) == LENGTH and set(signs) <= set(ALPHABET) else ""


def shown_code(code: str) -> str:
    """Return a code as it is printed: "K7CD-M4PQ"."""
    return f"{code[:4]}-{code[4:]}"


def shown_number(series: str, number: int) -> str:
    """Return a ticket's number as people see it: "A012"."""
    return f"{series}{number:03d}"


def spoken(series: str, number: int, window: int) -> str:
    """Return what the screen says aloud: the number sign by sign, as people read it."""
    signs = " ".join(_DIGITS[int(digit)] for digit in f"{number:03d}")
    # Vietnamese names of the letters: a voice reads a bare capital in its own way.
    letter = {"A": "a", "H": "hát"}[series]
    return f"Mời số {letter} {signs} đến cửa số {window}"
