"""Changes of a process, each giving a new process; steps count from 0. What is out of range raises IndexError."""

import copy
import re
from collections.abc import Mapping
from typing import Any

from motcua.kernel.vietnamese import fold

Process = dict[str, Any]
Data = Mapping[str, Any]
FORMAT = 2
_LONGEST_KEY = 30


def new_key(name: str, taken: set[str]) -> str:
    """Return a key made of a name's words that nothing has yet."""
    words = re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")
    base = (words if words[:1].isalpha() else f"b_{words}").rstrip("_")[: _LONGEST_KEY - 3] or "buoc"
    number, key = 1, base
    while key in taken:
        number += 1
        key = f"{base}_{number}"
    return key


def keys_of(process: Data) -> set[str]:
    """Return every key that a step or an opinion has."""
    steps = process["steps"]
    asked = {one["key"] for step in steps for one in step.get("consults", ())}
    return asked | {step["key"] for step in steps}


def add_step(process: Data, after: int, name: str) -> Process:
    """Put a step behind another one, on its way ahead: worked by the same role, with no share of the term yet."""
    made = _copied(process)
    before = made["steps"][after]
    step = {
        "key": new_key(name, keys_of(process)), "name": name, "role": before["role"], "share": 0,
        "actions": ["propose"], "next": before.get("next"),
    }  # fmt: skip
    if "unit" in before:
        step["unit"] = before["unit"]
    before["next"] = step["key"]
    made["steps"].insert(after + 1, step)
    return made


def drop_step(process: Data, place: int) -> Process:
    """Take a step out; who led to it leads on to what came after it, or back to what it led back to."""
    made = _copied(process)
    gone = made["steps"].pop(place)
    for step in made["steps"]:
        if step.get("next") == gone["key"]:
            step["next"] = gone.get("next")
        for branch in step.get("branches", ()):
            if branch["to"] == gone["key"]:
                branch["to"] = gone.get("next") or ""
        if step.get("back") == gone["key"]:
            _lead_back(step, gone.get("back"))
    return made


def _lead_back(step: Process, target: str | None) -> None:
    if target:
        step["back"] = target
        return
    del step["back"]
    step["actions"] = [one for one in step["actions"] if one != "send_back"]


def move_step(process: Data, place: int, by: int) -> Process:
    """Move a step up or down in the list; where it leads stays, and faults tell what no longer fits."""
    made = _copied(process)
    target = place + by
    if not 0 <= target < len(made["steps"]):
        raise IndexError(target)
    made["steps"].insert(target, made["steps"].pop(place))
    return made


def set_step(process: Data, place: int, step: Data) -> Process:
    """Put another description in the place of a step; its key stays, for dossiers and other steps name it."""
    made = _copied(process)
    made["steps"][place] = {**step, "key": made["steps"][place]["key"]}
    return made


def _copied(process: Data) -> Process:
    made: Process = copy.deepcopy(dict(process))
    made["format"] = FORMAT
    return made
