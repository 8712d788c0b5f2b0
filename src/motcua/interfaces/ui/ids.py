"""Ids as a browser sends them back."""

from uuid import UUID

# What nothing is called: it is asked for, and not found.
NO_ID = UUID(int=0)


def id_in(text: str) -> UUID | None:
    """Return the id that a browser sent, or None for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
