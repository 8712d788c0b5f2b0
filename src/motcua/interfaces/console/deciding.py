"""What a decision of the administrator tells on its page: which rows, from which day, on what basis."""

from datetime import date
from uuid import UUID

from motcua.interfaces.ui.middleware import Request


def day_of(text: str) -> date | None:
    """Return the day in a box, as a browser sends it (2026-11-30) or a person writes it (30/11/2026).

    Nothing where there is none to read.
    """
    parts = text.strip().split("/")
    try:
        return (
            date.fromisoformat(text.strip()) if len(parts) != 3 else date(*(int(one) for one in parts[::-1]))
        )
    except ValueError:
        return None


def ids_of(request: Request, name: str = "chon") -> frozenset[UUID]:
    """Return the rows that were ticked."""
    found = set()
    for text in request.POST.getlist(name):
        try:
            found.add(UUID(text))
        except ValueError:
            # Nothing our page sends: such a row is not there.
            continue
    return frozenset(found)
