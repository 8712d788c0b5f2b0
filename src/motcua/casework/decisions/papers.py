"""The paper of a result: typeset once from what was approved, with places for signatures, number and date."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

from motcua.blocks.documents import api as documents
from motcua.blocks.organisation import api as organisation
from motcua.blocks.signatures import api as signatures
from motcua.casework.catalogue import api as catalogue
from motcua.kernel import clock, vietnamese


def build_paper(
    version: catalogue.Version, result_code: str, content: Mapping[str, Any], at: datetime | None
) -> bytes:
    """Return the unsigned paper, ready for both signatures; equal input gives equal bytes."""
    if at is None:
        raise ValueError("a paper is built from an approved decision")
    made = documents.typeset_marked(version.templates[result_code], content, created_at=clock.local(at))
    return signatures.prepare(made.pdf, signatures.layout_from_marks(made.marks))


def preview_paper(
    version: catalogue.Version, result_code: str, content: Mapping[str, Any], at: datetime
) -> bytes:
    """Return the draft as a PDF to look at."""
    return documents.typeset(version.templates[result_code], content, created_at=clock.local(at))


def file_name(result_name: str, reference: str) -> str:
    """Return the file name of a result: plain letters, so that every telephone can save it."""
    return f"{_plain(result_name)}-{reference}.pdf"


@lru_cache(maxsize=1024)
def _plain(result_name: str) -> str:
    return vietnamese.fold(result_name).replace(" ", "-")


@lru_cache(maxsize=64)
def _drawn(person: bool, signer: str, agency: str) -> bytes:
    return signatures.handwriting(signer) if person else signatures.round_seal(agency)


def images(person: bool, signer: str, commune: organisation.CommuneInfo) -> bytes | None:
    """Return the picture of the signature or seal. Only a demonstration draws its own."""
    if settings.MOTCUA_MODE == "production":
        return None
    return _drawn(person, signer, f"ỦY BAN NHÂN DÂN {commune.display_name.upper()}")
