"""A made procedure, checked like a hand-written one, and its fingerprint."""

import copy
import hashlib
import json
from functools import lru_cache
from typing import Any

from motcua.blocks.forms.api import FormDefinition, load, schema_problems
from motcua.casework.catalogue.errors import CatalogueError
from motcua.casework.catalogue.rules.building import build_content
from motcua.casework.catalogue.rules.content import ProcedureContent
from motcua.casework.catalogue.rules.folder import PROCEDURE, in_file, validator
from motcua.casework.catalogue.rules.records.making import Made
from motcua.casework.catalogue.rules.soundness import content_problems

_DATED = ("versions_from", "valid_to")


def checked(made: Made) -> ProcedureContent:
    """The content of a made procedure. Errors: CatalogueError with every fault found."""
    problems = schema_problems(validator("procedure"), _without_known_fields(made.content))
    if not problems:
        _known_boxes.update(_boxes(result) for result in made.content["results"])
        content = build_content(made.content)
        problems = content_problems(content, _form_of(made.form))
        if not problems:
            return content
    raise CatalogueError(in_file(PROCEDURE, problems))


def _without_known_fields(content: dict[str, Any]) -> dict[str, Any]:
    """The boxes of the default result are the same everywhere: the schema sees them once, not ten thousand times."""
    results = [
        {key: value for key, value in result.items() if key != "fields" or _boxes(result) not in _known_boxes}
        for result in content["results"]
    ]
    return {**content, "results": results}


def _boxes(result: dict[str, Any]) -> str:
    return json.dumps(result["fields"])


_known_boxes: set[str] = set()


def _form_of(form: dict[str, Any]) -> FormDefinition:
    """Default forms differ in their words and cases only; one of each build is checked for all."""
    shape = copy.deepcopy(form)
    shape["title"] = "Tờ khai"
    for page in shape["pages"]:
        page["hint"] = "Hướng dẫn"
    return _load(json.dumps(shape))


@lru_cache(maxsize=512)
def _load(text: str) -> FormDefinition:
    return load(json.loads(text))


def fingerprint(made: Made) -> str:
    """A hash of all that an import made, but the dates: equal for an unchanged record."""
    content = {key: value for key, value in made.content.items() if key not in _DATED}
    whole = json.dumps([content, made.form, made.process, made.templates], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()
