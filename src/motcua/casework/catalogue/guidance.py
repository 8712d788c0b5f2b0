"""Reads of the guidance around the procedures. It ships with the product, so each process reads it once."""

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from motcua.casework.catalogue.listing import legal_basis_of
from motcua.casework.catalogue.rules.guidance import (
    Audience,
    LegalDocument,
    LifeEvent,
    NationalPortal,
    no_twice,
    read_audiences,
    read_legal_documents,
    read_life_event,
    read_national_portal,
)
from motcua.kernel.errors import NotFound


def _text(name: str) -> str:
    return (Path(settings.MOTCUA_GUIDANCE) / name).read_text(encoding="utf-8")


@cache
def _life_events() -> tuple[LifeEvent, ...]:
    folder = Path(settings.MOTCUA_GUIDANCE) / "life-events"
    found = [read_life_event(file.name, file.read_text(encoding="utf-8")) for file in folder.glob("*.yaml")]
    no_twice("life-events", [one.slug for one in found])
    return tuple(sorted(found, key=lambda one: (one.rank, one.slug)))


def list_life_events(on: date) -> list[LifeEvent]:
    """Return the life events whose guidance holds on a day, as life goes."""
    return [one for one in _life_events() if one.in_force(on)]


def get_life_event(slug: str, on: date) -> LifeEvent:
    """Return a life event by its address; NotFound when there is none on that day."""
    for one in list_life_events(on):
        if one.slug == slug:
            return one
    raise NotFound("Không tìm thấy hướng dẫn này.")


@cache
def list_audiences() -> tuple[Audience, ...]:
    """Return the audiences in the order they are offered."""
    return read_audiences("audiences.yaml", _text("audiences.yaml"))


@cache
def _legal_documents() -> tuple[LegalDocument, ...]:
    return read_legal_documents("legal-documents.yaml", _text("legal-documents.yaml"))


def list_legal_documents(on: date) -> list[tuple[LegalDocument, tuple[str, ...]]]:
    """Return every legal document known or named by procedures filed here, each with the codes of those.

    A document that only a procedure names has no kind beyond its number's and no days.
    """
    users = legal_basis_of(on)
    known = _legal_documents()
    numbers = {one.number for one in known}
    named = [LegalDocument(number, "", users[number][0]) for number in sorted(users) if number not in numbers]
    return [(one, users[one.number][1] if one.number in users else ()) for one in (*known, *named)]


@cache
def national_portal() -> NationalPortal:
    """Return where the national portal tells of each procedure."""
    return read_national_portal("national-portal.yaml", _text("national-portal.yaml"))
