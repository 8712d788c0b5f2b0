"""Print a form: its data, its template, its QR code."""

from datetime import datetime
from pathlib import Path

from motcua.blocks.documents.api import qr_svg, typeset, typeset_pages
from motcua.casework.notices.rules.forms import TEMPLATES, Form, sheet

_TEMPLATES = Path(__file__).parent / "templates_typst"


def print_form(form: Form, *, created_at: datetime) -> bytes:
    """Return `form` as a PDF; the same form and `created_at` (aware) give the same bytes."""
    return typeset(_template(form), sheet(form), files=_files(form), created_at=created_at)


def preview_form(form: Form, *, ppi: float = 96) -> tuple[bytes, ...]:
    """Return each page of `form` as a PNG of `ppi` pixels per inch."""
    return typeset_pages(_template(form), sheet(form), files=_files(form), ppi=ppi)


def _template(form: Form) -> Path:
    return _TEMPLATES / TEMPLATES[type(form)]


def _files(form: Form) -> dict[str, bytes]:
    return {"qr.svg": qr_svg(form.lookup_url)} if form.lookup_url else {}
