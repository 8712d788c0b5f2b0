"""The pages of a process: what their templates are handed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.blocks.identity import api as identity
from motcua.blocks.organisation import api as organisation
from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import Form, ProcessFault
from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.console.builder.condition_boxes import Boxes, count
from motcua.interfaces.console.builder.drawn import draw_condition, sides_of
from motcua.interfaces.console.builder.request import Told
from motcua.interfaces.console.builder.step_boxes import END, MOST_BRANCHES, MOST_CONSULTS

Data = Mapping[str, Any]
# What an officer does at a step; all else is done to a dossier wherever it stands.
ACTIONS = (
    "accept", "refuse", "request_supplement", "propose_supplement", "assign", "propose", "send_back", "approve",
    "issue", "return_result",
)  # fmt: skip
UNITS = ("centre", "office", "leadership")


@dataclass(frozen=True)
class StepRow:
    """A step as the table of a process tells it; `faults`: what is wrong with it, beside the row."""

    place: int
    name: str
    role: str
    unit: str
    percent: str
    actions: str
    following: str
    back: str
    external: str
    more: Sequence[str]
    faults: Sequence[str]


def rows_of(process: Data, form: Data, faults: Sequence[ProcessFault]) -> list[StepRow]:
    """Return the table of a process."""
    names = {step["key"]: step["name"] for step in process["steps"]}
    roles = identity.role_names()
    return [
        StepRow(
            place=place,
            name=step["name"],
            role=roles.get(step["role"], step["role"]),
            unit=organisation.unit_words(step["unit"]) if step.get("unit") in UNITS else "",
            percent=authoring.percent(step["share"]),
            actions=", ".join(_action(one) for one in step["actions"]),
            following=names.get(step.get("next") or "", "" if step.get("next") else "Kết thúc"),
            back=names.get(step.get("back", ""), ""),
            external=step.get("external", ""),
            more=[
                *(authoring.branch_words(one, names, form) for one in step.get("branches", ())),
                *(authoring.consult_words(one) for one in step.get("consults", ())),
            ],
            faults=[one.text for one in faults if one.step == place],
        )
        for place, step in enumerate(process["steps"])
    ]


def drawing_of(process: Data, faults: Sequence[ProcessFault]) -> authoring.Drawing:
    """Return the diagram of a process, faulty steps marked."""
    wrong = frozenset(one.step for one in faults if one.step is not None)
    return authoring.draw(process, identity.role_names(), wrong)


def _action(name: str) -> str:
    return dossiers.Action(name).label


def step_context(
    process: Data, place: int, boxes: Boxes, form: Form, errors: Mapping[str, str]
) -> dict[str, Any]:
    """Return everything the template of a step's page needs."""
    others = [one for number, one in enumerate(process["steps"]) if number != place]
    steps = [{"value": one["key"], "label": one["name"]} for one in others]
    chosen = boxes.get("actions", "").splitlines()
    actions = list(dict.fromkeys((*ACTIONS, *(one for one in chosen if one in _known()))))
    return {
        "boxes": Told(boxes),
        "errors": Told(errors),
        "roles": [{"value": key, "label": name} for key, name in identity.role_names().items()],
        "units": [{"value": one, "label": organisation.unit_words(one)} for one in UNITS],
        "steps": steps,
        "ahead": [{"value": END, "label": "Kết thúc quy trình"}, *steps],
        "actions": [(one, _action(one), one in chosen) for one in actions],
        "branches": [
            _branch(number, boxes, form, errors)
            for number in _numbers(boxes, "branches", "to", MOST_BRANCHES)
        ],
        "consults": [
            _consult(number, boxes, form, errors)
            for number in _numbers(boxes, "consults", "name", MOST_CONSULTS)
        ],
        "sides": sides_of(form),
    }


def _known() -> set[str]:
    return {one.value for one in dossiers.Action}


def _numbers(boxes: Boxes, what: str, filled: str, most: int) -> range:
    """Return the places shown: those there are, and an empty one to fill in."""
    there = count(boxes, f"{what}-n", most)
    last = there and boxes.get(f"{what}-{there - 1}-{filled}")
    return range(min(there + 1, most) if last or not there else there)


def _branch(number: int, boxes: Boxes, form: Form, errors: Mapping[str, str]) -> dict[str, Any]:
    here = f"branches-{number}"
    rule = draw_condition(f"{here}-if", "Đi nhánh này", "branch", boxes, form, errors=errors)
    return {"name": f"{here}-to", "to": boxes.get(f"{here}-to", ""), "rule": rule, "number": number + 1}


def _consult(number: int, boxes: Boxes, form: Form, errors: Mapping[str, str]) -> dict[str, Any]:
    here = f"consults-{number}"
    parts = ("key", "name", "question", "unit", "unit_name", "days", "optional")
    return {
        "number": number + 1,
        "rule": draw_condition(f"{here}-if", "Khi nào hỏi", "asked", boxes, form, errors=errors),
        "box": {part: f"{here}-{part}" for part in parts},
        "value": {part: boxes.get(f"{here}-{part}", "") for part in parts},
        "error": {part: errors.get(f"{here}-{part}", "") for part in parts},
    }
