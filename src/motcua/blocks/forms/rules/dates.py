"""Days as texts: full dates `YYYY-MM-DD` and partial dates `YYYY`, `YYYY-MM`."""

from datetime import date
from typing import Any


def full_date(value: Any) -> date | None:
    """The day of a text `YYYY-MM-DD` that exists in the calendar (years 0001-9999), else null."""
    if not isinstance(value, str) or len(value) != 10 or value[4] != "-" or value[7] != "-":
        return None
    parts = (value[:4], value[5:7], value[8:])
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None


def is_date(value: str) -> bool:
    """True for a real full or partial date."""
    completed = value + {4: "-01-01", 7: "-01"}.get(len(value), "")
    return full_date(completed) is not None
