"""The generated page of transitions says what the table says."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_fresh():
    spec = importlib.util.spec_from_file_location("transitions_page", ROOT / "tools" / "transitions.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    stale = "docs/reference/transitions.md is stale: run `.venv/bin/python tools/transitions.py`"
    assert module.TARGET.read_text(encoding="utf-8") == module.render(), stale
