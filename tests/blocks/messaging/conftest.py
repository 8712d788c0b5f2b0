"""A keyring of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.kernel import sealing


@pytest.fixture(autouse=True)
def keys(tmp_path: Path) -> Iterator[None]:
    try:
        before: sealing.KeyStore | None = sealing.store()
    except LookupError:
        before = None
    store = sealing.KeyStore(tmp_path / "keyring.json")
    store.create()
    sealing.use(store)
    yield
    if before is not None:
        sealing.use(before)
