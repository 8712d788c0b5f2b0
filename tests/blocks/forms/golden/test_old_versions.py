"""Every old version of a form still loads, draws, reads and judges as it did when it was frozen."""

import json
from pathlib import Path
from typing import Any

import pytest

from motcua.blocks.forms.api import load
from motcua.blocks.forms.rules.schemas import form_validator
from tests.blocks.forms.golden.telling import cases_of, definitions, tell

CASES = [
    (path, case) for path in definitions() for case in json.loads(cases_of(path).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("path", "case"), CASES, ids=[f"{path.stem}-{case['name']}" for path, case in CASES])
def test_an_old_form_gives_what_it_gave(path: Path, case: dict[str, Any]) -> None:
    definition = load(json.loads(path.read_text(encoding="utf-8")))
    # Through JSON, as answers are stored: 1 and true differ, and so do 1 and "1".
    assert json.dumps(tell(definition, case), ensure_ascii=False, indent=1) == json.dumps(
        case["expected"], ensure_ascii=False, indent=1
    )


def test_every_type_of_the_schema_is_frozen_somewhere() -> None:
    schema: Any = form_validator().schema
    frozen = {
        field["type"]
        for path in definitions()
        for page in json.loads(path.read_text(encoding="utf-8"))["pages"]
        for field in page["fields"]
    }
    assert frozen == set(schema["$defs"]["field"]["properties"]["type"]["enum"])
