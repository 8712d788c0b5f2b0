"""The notice of a publication on paper, to be put on the board."""

from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.casework.catalogue.publications import Notice, get_notice

KINDS = {
    "new": "Thủ tục mới",
    "changed": "Thủ tục thay đổi",
    "replaced": "Thủ tục được thay",
    "ended": "Thủ tục hết hiệu lực",
}


def print_notice(publication_id: UUID, *, agency: str, created_at: datetime) -> bytes:
    """The PDF of a notice with the procedures filed here; `agency` issues it. NotFound."""
    # To the hour: who asks again within it is handed the same bytes.
    return _print(publication_id, agency, created_at.replace(minute=0, second=0, microsecond=0))


@lru_cache(maxsize=8)
def _print(publication_id: UUID, agency: str, created_at: datetime) -> bytes:
    template = files("motcua.casework.catalogue").joinpath("defaults/notice.typ").read_text(encoding="utf-8")
    return documents.typeset(template, _sheet(get_notice(publication_id), agency), created_at=created_at)


def _sheet(notice: Notice, agency: str) -> dict[str, object]:
    here = [one for one in notice.changes if one.filed_here]
    parts = []
    for kind, title in KINDS.items():
        rows = [
            {"code": one.code, "name": one.name, "lines": list(one.lines)} for one in here if one.kind == kind
        ]
        if rows:
            parts.append({"title": title, "rows": rows})
    publication = notice.publication
    return {
        "agency": agency,
        "on": f"{publication.effective_on:%d/%m/%Y}",
        "basis": publication.basis,
        "parts": parts,
        "elsewhere": len(notice.changes) - len(here),
    }
