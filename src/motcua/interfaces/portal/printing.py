"""Papers of the portal that anyone may print: guides and the notice board."""

from collections.abc import Mapping
from datetime import datetime, time
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
    files = {f"{name}.svg": documents.qr_svg(address) for name, address in addresses.items()}
    created_at = datetime.combine(today(), time(), tzinfo=clock.VIETNAM)
    return documents.typeset(_TEMPLATES / template, data, files=files, created_at=created_at)
