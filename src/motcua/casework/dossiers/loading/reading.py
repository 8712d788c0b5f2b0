"""Rows in memory as the database would give them back."""

from collections.abc import Sequence
from datetime import UTC

from django.db import models


def as_read(row: models.Model, moments: Sequence[str]) -> None:
    """Bring the moments of a row, named by their columns, to UTC."""
    told = vars(row)
    for name in moments:
        value = told[name]
        if value is not None:
            told[name] = value.astimezone(UTC)
