"""Files of a demonstration that are made when they are opened first: years of papers cost no disk.

A recipe names its maker and what the maker has to know. A context registers its makers when the process starts.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings

from motcua.blocks.documents.errors import FileDamaged
from motcua.blocks.documents.files import file_store, owner_of
from motcua.blocks.documents.models import StoredFile
from motcua.kernel import sealing

CONTEXT = "file"
Maker = Callable[[int, Mapping[str, Any]], bytes]
_makers: dict[str, Maker] = {}


def register_maker(name: str, maker: Maker) -> None:
    """Let `maker(commune_id, recipe)` make the files whose recipes name it; the same recipe gives the same bytes."""
    _makers[name] = maker


def made(row: StoredFile) -> bytes:
    """Make a file by its recipe, keep it, and return its bytes; within the caller's scope.

    Two who open it at once both make it: what they make is the same, and one of the two blobs is swept. Raises
    FileDamaged where there is no maker, and in production, where nothing is made up.
    """
    maker = _makers.get((row.recipe or {}).get("maker", ""))
    if maker is None or settings.MOTCUA_MODE == "production":
        raise FileDamaged
    data = maker(row.commune_id or 0, row.recipe)
    token = sealing.seal(data, context=CONTEXT)
    row.key, row.size, row.sha256 = sealing.key_number(token), len(data), hashlib.sha256(data).hexdigest()
    row.blob = file_store().write(owner_of(row), token)
    row.save(update_fields=["key", "size", "sha256", "blob"])
    return data
