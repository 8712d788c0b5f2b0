"""Codes of procedures as the national portal writes them."""

import re

_CODE = re.compile(r"([0-9]\.[0-9]{6})(\.[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[AGH][0-9]{2})?")


def plain_code(text: str) -> str:
    """Return the national code in "1.001193.000.00.00.H56" or "1.001193"; "" when it is neither."""
    found = _CODE.fullmatch(text.strip())
    return found[1] if found else ""
