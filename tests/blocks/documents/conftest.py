"""A file store and a keyring of its own for each test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from motcua.blocks.documents.inspection import checking, parent
from motcua.kernel import sealing


@pytest.fixture(autouse=True)
def keys(tmp_path: Path) -> Iterator[sealing.KeyStore]:
    try:
        before: sealing.KeyStore | None = sealing.store()
    except LookupError:
        before = None
    store = sealing.KeyStore(tmp_path / "keyring.json")
    store.create()
    sealing.use(store)
    yield store
    if before is not None:
        sealing.use(before)


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    settings.MOTCUA_FILES = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture(autouse=True)
def _each_file_is_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one look told is not the answer of the next."""
    monkeypatch.setattr(checking, "ask", parent.ask)
