"""A procedure folder from the texts of its files, checked as a whole."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from jsonschema import Draft202012Validator

from motcua.blocks.forms.api import (
    DefinitionError,
    FormDefinition,
    Problem,
    load,
    schema_problems,
)
from motcua.casework.catalogue.errors import CatalogueError, FileProblem
from motcua.casework.catalogue.rules.building import build_content, build_process
from motcua.casework.catalogue.rules.content import ProcedureContent, ProcedureFolder, ProcessDefinition
from motcua.casework.catalogue.rules.joint import waiting_problems
from motcua.casework.catalogue.rules.process import process_problems
from motcua.casework.catalogue.rules.soundness import content_problems

PROCEDURE, FORM, PROCESS = "procedure.yaml", "form.yaml", "process.yaml"
# The layout of the declaration, where an official one exists; among the templates it has this key.
DECLARATION, DECLARATION_FILE = "declaration", "declaration.typ"


if TYPE_CHECKING:
    _SafeLoader = yaml.SafeLoader
else:
    # The loader in C is ten times faster and reads the same language.
    _SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _PlainLoader(_SafeLoader):
    """YAML whose only booleans are true and false and whose days stay texts; a repeated key is a fault."""


def _is_guess(letter: str, tag: str) -> bool:
    """Days read as dates, and yes, no, on, off read as booleans: surprises for people who write YAML."""
    return tag.endswith(":timestamp") or (tag.endswith(":bool") and letter not in "tTfF")


_PlainLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in rules if not _is_guess(letter, tag)]
    for letter, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _mapping(loader: _PlainLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    for key in keys:
        if keys.count(key) > 1:
            mark = node.start_mark
            raise yaml.constructor.ConstructorError(None, None, f"duplicate key {key!r}", mark)
    return loader.construct_mapping(node, deep=True)


_PlainLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(text: str) -> Any:
    """Data of a YAML text (JSON is YAML). Errors: yaml.YAMLError."""
    return yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - a SafeLoader with fewer guesses


@cache
def validator(name: str) -> Draft202012Validator:
    """The schema of a file of the folder: procedure or process."""
    place = files("motcua.casework.catalogue").joinpath(f"schema/{name}.schema.json")
    return Draft202012Validator(json.loads(place.read_text(encoding="utf-8")))


def read_folder(code: str, texts: Mapping[str, str], folder: Path) -> ProcedureFolder:
    """The procedure of these files (name -> text). Errors: CatalogueError with every fault found."""
    missing = [name for name in (PROCEDURE, FORM, PROCESS) if name not in texts]
    if missing:
        raise CatalogueError([FileProblem(name, "", "thiếu tệp", "file is missing") for name in missing])
    data = {name: _read(name, texts[name]) for name in (PROCEDURE, FORM, PROCESS)}
    content, form, process = parts_of(data[PROCEDURE], data[FORM], data[PROCESS])
    problems = _folder_problems(code, content, texts)
    if problems:
        raise CatalogueError(problems)
    templates = {result.code: folder / result.template for result in content.drafted}
    if DECLARATION_FILE in texts:
        templates[DECLARATION] = folder / DECLARATION_FILE
    return ProcedureFolder(content, form, process, templates)


def parts_of(
    content_data: Any, form_data: Any, process_data: Any
) -> tuple[ProcedureContent, FormDefinition, ProcessDefinition]:
    """Content, form and process from their data, each checked alone and against the others.

    Errors: CatalogueError with every fault found.
    """
    problems = in_file(PROCEDURE, schema_problems(validator("procedure"), content_data))
    problems += in_file(PROCESS, schema_problems(validator("process"), process_data))
    form = None
    try:
        form = load(form_data)
    except DefinitionError as error:
        problems += in_file(FORM, error.problems)
    if problems or form is None:
        raise CatalogueError(problems)
    try:
        content = build_content(content_data)
    except ValueError as error:
        fault = FileProblem(PROCEDURE, "versions_from", "ngày không có trong lịch", str(error))
        raise CatalogueError([fault]) from error
    process = build_process(process_data)
    problems = in_file(PROCEDURE, content_problems(content, form))
    problems += in_file(PROCESS, process_problems(process, form) or waiting_problems(process, content.parts))
    if problems:
        raise CatalogueError(problems)
    return content, form, process


def process_faults(process_data: Any, form: FormDefinition, content: ProcedureContent) -> list[Problem]:
    """Every fault of the data of a process beside form and content; empty when it may be published."""
    problems = schema_problems(validator("process"), process_data)
    if problems:
        return problems
    process = build_process(process_data)
    return process_problems(process, form) or waiting_problems(process, content.parts)


def _read(name: str, text: str) -> Any:
    try:
        return read_yaml(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"dòng {mark.line + 1}" if mark is not None else ""
        fault = FileProblem(name, place, "tệp YAML viết sai", " ".join(str(error).split())[:300])
        raise CatalogueError([fault]) from error


def _folder_problems(code: str, content: ProcedureContent, texts: Mapping[str, str]) -> list[FileProblem]:
    problems = []
    if content.code != code:
        vi, en = f"mã khác tên thư mục “{code}”", f"code differs from the folder name {code!r}"
        problems.append(FileProblem(PROCEDURE, "code", vi, en))
    for number, result in enumerate(content.results):
        if result.template and not texts.get(result.template, "").strip():
            place = f"results[{number}].template"
            vi, en = f"thiếu mẫu “{result.template}”", f"template {result.template!r} is missing or empty"
            problems.append(FileProblem(PROCEDURE, place, vi, en))
    return problems


def in_file(name: str, problems: Sequence[Problem]) -> list[FileProblem]:
    """The problems of the data of a file, told with its name."""
    return [FileProblem(name, problem.path, problem.vi, problem.en) for problem in problems]
