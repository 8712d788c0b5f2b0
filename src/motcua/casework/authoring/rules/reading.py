"""A form out of the text of a file, JSON or YAML, with the line on which each place stands."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from motcua.casework.authoring.rules.faults import Fault, faults_of
from motcua.casework.authoring.rules.shape import Form, shape_problem
from motcua.casework.catalogue.api import read_yaml

MOST_BYTES = 2_000_000
MOST_PARTS = 200_000


@dataclass(frozen=True)
class Line:
    """Something wrong in a file; line 0: nowhere in particular."""

    line: int
    path: str
    text: str


@dataclass(frozen=True)
class ReadForm:
    """What came of a file. `form` is null when it cannot even be edited; otherwise it may still have faults."""

    form: Form | None
    problems: tuple[Line, ...]


def read_form(text: str) -> ReadForm:
    """Read a form; never raises."""
    try:
        data = _plain(read_yaml(text))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = mark.line + 1 if mark is not None else 0
        return ReadForm(None, (Line(place, "", f"tệp viết sai, không đọc được: {_said(error)}"),))
    problem = shape_problem(data)
    if problem:
        return ReadForm(None, (Line(0, "", problem),))
    places = _lines(text)
    return ReadForm(data, tuple(_placed(fault, places) for fault in faults_of(data)))


def _plain(data: Any) -> Any:
    """Data of its own: what YAML shares between places is written out. ValueError for what JSON has not.

    A small file can mean endless data, by parts that hold each other: it is counted before it is written out.
    """
    waiting, count = [data], 0
    while waiting:
        one = waiting.pop()
        count += 1
        if count > MOST_PARTS:
            raise ValueError("tệp có quá nhiều phần")
        waiting += list(one.values()) if isinstance(one, dict) else one if isinstance(one, list) else []
    return json.loads(json.dumps(data, ensure_ascii=False, allow_nan=False, default=_refuse))


def _refuse(value: Any) -> Any:
    raise ValueError(f"giá trị không dùng được: {str(value)[:60]}")


def _said(error: Exception) -> str:
    return " ".join(str(getattr(error, "problem", None) or error).split())[:200]


def _placed(fault: Fault, places: Mapping[str, int]) -> Line:
    path = fault.path
    while path and path not in places:
        cut = max(path.rfind("."), path.rfind("["))
        path = path[: max(cut, 0)]
    return Line(places.get(path, 0), fault.path, fault.text)


def _lines(text: str) -> dict[str, int]:
    """Return the line of every place of a text that was read before: `pages[0].fields[2].label` -> 14."""
    places: dict[str, int] = {}
    root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    waiting: list[tuple[str, yaml.Node | None]] = [("", root)]
    while waiting and len(places) < 100_000:
        path, node = waiting.pop()
        if node is None or path in places:
            continue
        places[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            waiting += [(f"{path}.{key.value}" if path else str(key.value), one) for key, one in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(f"{path}[{number}]", one) for number, one in enumerate(node.value)]
    return places


def written(form: Mapping[str, Any]) -> str:
    """Return the text of a form as a file: JSON that reads back as the same form."""
    return json.dumps(form, ensure_ascii=False, indent=2) + "\n"
