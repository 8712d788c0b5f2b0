"""Files that are made when they are opened, as rows: for years of a demonstration."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.blocks.documents.models import StoredFile
from motcua.kernel.bulk import Rows


def recipe_file(
    rows: Rows,
    commune_id: int,
    name: str,
    recipe: Mapping[str, Any],
    at: datetime,
    *,
    size: int,
    media_type: str = "application/pdf",
) -> StoredFile:
    """Return a file of a commune that is made when opened; `size` is what such a file has about, until then."""
    row = rows.add(
        StoredFile(
            commune_id=commune_id,
            name=name[:200],
            media_type=media_type,
            size=size,
            blob="",
            key=0,
            recipe=dict(recipe),
            created_at=at,
        ),
        at,
    )
    # Unlike any digest, and unlike that of any other row.
    row.sha256 = f"recipe-{row.id.hex}"
    return row
