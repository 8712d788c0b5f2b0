"""The scan of a paper that an officer lays to an act: an order of the head, a signed wish."""

from datetime import datetime
from typing import IO
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.kernel.errors import InvalidInput

BOX = "scan"


def look_at(scan: "IO[bytes] | None") -> documents.Inspected | None:
    """Check a scan, before the transaction: it takes half a second. InvalidInput at `scan`; None for none."""
    if scan is None:
        return None
    try:
        return documents.inspect(scan, getattr(scan, "name", None) or "van-ban")
    except documents.UploadRefused as refusal:
        raise InvalidInput({BOX: refusal.message}) from refusal


def keep(commune_id: int, scan: documents.Inspected | None, now: datetime) -> UUID | None:
    """Keep a checked scan for the commune, within the caller's scope; return its file."""
    if scan is None:
        return None
    kept = documents.keep_for_commune(
        commune_id, scan.name, scan.media_type, scan.data, now, pages=scan.pages
    )
    return kept.id
