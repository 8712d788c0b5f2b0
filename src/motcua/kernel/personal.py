"""Personal data are declared where they are stored: class, purpose, legal basis, retention."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.apps import apps
from django.db import models

F = TypeVar("F", bound="models.Field[Any, Any]")


class DataClass(StrEnum):
    """Classes of personal data. Legal basis: Law 91/2025/QH15; Decree 356/2025, Article 4."""

    BASIC = "basic"
    SENSITIVE = "sensitive"


BASIC = DataClass.BASIC
SENSITIVE = DataClass.SENSITIVE


@dataclass(frozen=True)
class Personal:
    """What is said of one personal field."""

    klass: DataClass
    purpose: str
    basis: str
    retention: str


def personal(field: F, *, klass: DataClass, purpose: str, basis: str, retention: str) -> F:
    """Declare that a model field holds personal data, and return the field."""
    return declared(field, Personal(klass, purpose, basis, retention))


def declared(field: F, declaration: Personal) -> F:
    """Give a model field a declaration that several fields share, and return the field."""
    field.personal = declaration  # type: ignore[attr-defined]
    return field


def declarations() -> list[tuple[type[models.Model], str, Personal]]:
    """Return every declared personal field of the product as (model, field name, declaration)."""
    found = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            declared = getattr(field, "personal", None)
            if declared is not None:
                found.append((model, field.name, declared))
    return found
