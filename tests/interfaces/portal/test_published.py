"""The published schema of forms: the one that the loader uses, at an address that names its version."""

import json
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator

from motcua.blocks.forms.api import SCHEMA_VERSION
from motcua.blocks.forms.rules.schemas import form_validator
from tests.blocks.forms.small_form import small_data


def test_the_schema_is_served_at_the_address_it_names(anyone):
    answer = anyone.get("/schema/form/1")
    served = json.loads(answer.content)
    assert answer["Content-Type"].startswith("application/schema+json")
    assert served == form_validator().schema
    assert urlsplit(served["$id"]).path == "/schema/form/1"
    assert served["properties"]["format"]["const"] == SCHEMA_VERSION
    Draft202012Validator.check_schema(served)
    validator = Draft202012Validator(served)
    assert validator.is_valid(small_data())
    assert not validator.is_valid({**small_data(), "extra": 1})


def test_a_version_that_there_is_not_is_not_found(anyone):
    assert anyone.get("/schema/form/2").status_code == 404
