"""Papers of the portal that anyone may print: guides and the notice board."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from motcua.blocks.documents import api as documents
from motcua.interfaces.portal.request import today
from motcua.kernel import clock

# They are the same for everybody: browsers and proxies may keep them for a while.
KEPT = "public, max-age=600"
_TEMPLATES = Path(__file__).parent / "typst"


def print_paper(template: str, data: Mapping[str, Any], addresses: Mapping[str, str]) -> bytes:
    """Return the PDF of a template; `addresses` by name become QR codes, `/files/<name>.svg`.

    The same paper on the same day has the same bytes.
    """
    return _typeset(template, data, addresses, today())


def print_kept(template: str, data: Mapping[str, Any], addresses: Mapping[str, str]) -> bytes:
    """Return the same as `print_paper`, for a large paper that many ask for: typeset once for what it shows."""
    return _kept(template, json.dumps(data, sort_keys=True), tuple(addresses.items()), today())


@lru_cache(maxsize=4)
def _kept(template: str, data: str, addresses: tuple[tuple[str, str], ...], on: date) -> bytes:
    return _typeset(template, json.loads(data), dict(addresses), on)


def _typeset(template: str, data: Mapping[str, Any], addresses: Mapping[str, str], on: date) -> bytes:
    files = {f"{name}.svg": documents.qr_svg(address) for name, address in addresses.items()}
    created_at = datetime.combine(on, time(), tzinfo=clock.VIETNAM)
    return documents.typeset(_TEMPLATES / template, data, files=files, created_at=created_at)
