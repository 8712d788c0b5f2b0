"""Rows that hold from a day (`valid_from`) to a day (`valid_to`, null while no end is known)."""

from datetime import date

from django.db.models import Q


def in_force(on: date) -> Q:
    """Return the condition that a dated row is valid on a day; its last day is included."""
    return Q(valid_from__lte=on) & not_over(on)


def in_force_sql(table: str) -> str:
    """Return the same condition for a plain statement; the day is its parameter `on`."""
    return f"{table}.valid_from <= %(on)s AND ({table}.valid_to IS NULL OR {table}.valid_to >= %(on)s)"


def not_over(on: date) -> Q:
    """Return the condition that a dated row has not ended before a day."""
    return Q(valid_to__isnull=True) | Q(valid_to__gte=on)
