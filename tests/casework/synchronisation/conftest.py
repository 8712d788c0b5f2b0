"""A commune that is connected to a national portal of this process."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest

from motcua.blocks.documents import api as documents
from motcua.casework.synchronisation.ports import NationalPortal
from motcua.kernel import ports
from tests.casework import birth
from tests.casework.synchronisation.portal import Portal

_really = documents.inspect


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    made = Portal()
    before = ports._factories[NationalPortal]
    ports.provide(NationalPortal, lambda: made)

    def inspect(source: Any, name: str) -> documents.Inspected:
        data = source if isinstance(source, bytes) else source.read()
        return birth._inspected(data, name) if data == birth.photo() else _really(BytesIO(data), name)

    # The photo is looked into once in the run; everything else in a child process, as uploads are.
    monkeypatch.setattr(documents, "inspect", inspect)
    yield made
    ports.provide(NationalPortal, before)
