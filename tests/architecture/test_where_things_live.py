"""The generated page of events says what the code does."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_fresh():
    spec = importlib.util.spec_from_file_location("where", ROOT / "tools" / "where_things_live.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    stale = "docs/where-things-live.md is stale: run `.venv/bin/python tools/where_things_live.py`"
    assert module.TARGET.read_text(encoding="utf-8") == module.render(), stale
