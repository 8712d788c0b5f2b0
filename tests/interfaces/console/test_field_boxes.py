"""A field as boxes and back: nothing of any form of the core catalogue is lost or changed on the way."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from motcua.casework.authoring import api as authoring
from motcua.interfaces.console.builder.field_boxes import field_boxes
from motcua.interfaces.console.builder.field_reading import read_field

ROOT = Path(settings.MOTCUA_PROCEDURES)
# What a form may say aloud although it is so anyway.
_ANYWAY = (("required", False), ("show_if", True), ("ask", True), ("parts", ["line", "commune", "province"]))


def bare(field: dict) -> dict:
    """Return a field without what it says aloud although it is so anyway."""
    told = json.loads(json.dumps(field))
    for key, value in _ANYWAY:
        if key in told and told[key] == value:
            del told[key]
    for rule in (*told.get("copy_from", ()), *told.get("fill_from", ())):
        if rule.get("if") is True:
            del rule["if"]
    if isinstance(told.get("source"), list) and len(told["source"]) == 1:
        told["source"] = told["source"][0]
    return told


@pytest.mark.parametrize("path", sorted(ROOT.glob("*/form.yaml")), ids=lambda path: path.parent.name)
def test_every_field_comes_back_as_it_was(path):
    form = authoring.read_form(path.read_text(encoding="utf-8")).form
    for field in authoring.fields_of(form):
        for one, column in ((field, False), *((column, True) for column in field.get("columns", ()))):
            read = read_field(field_boxes(one, form), form, one, column=column)
            assert read.errors == {}
            assert bare(read.field) == bare(one)
