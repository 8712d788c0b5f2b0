"""A step of a process as boxes of a page, and read back.

Boxes: `name`, `role`, `unit`, `percent`, `actions` (lines), `next`, `back`, `external`; of each branch `branches-0-to`
and the condition `branches-0-if`; of each opinion `consults-0-key`, `-name`, `-question`, `-unit`, `-unit_name`,
`-days`, `-optional` and the condition `-if`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import Form, process_editing
from motcua.interfaces.console.builder.condition_boxes import condition_boxes, count, read_condition
from motcua.interfaces.console.builder.values import given

Boxes = Mapping[str, str]
Data = dict[str, Any]
MOST_BRANCHES, MOST_CONSULTS, MOST_DAYS = 8, 10, 60
END = "-"
_ASKED = ("name", "question", "unit", "unit_name", "days")
_WANTED = (("name", "tên việc cần hỏi"), ("question", "câu hỏi"), ("unit", "đơn vị được hỏi"))


def boxes_of_step(step: Mapping[str, Any], form: Form) -> dict[str, str]:
    """Return the boxes that say what a step is."""
    boxes = {
        "name": step["name"],
        "role": step["role"],
        "unit": step.get("unit", ""),
        "percent": authoring.percent(step["share"]).removesuffix("%"),
        "actions": "\n".join(step["actions"]),
        "next": step.get("next") or END,
        "back": step.get("back", ""),
        "external": step.get("external", ""),
        "branches-n": str(len(step.get("branches", ()))),
        "consults-n": str(len(step.get("consults", ()))),
    }
    for number, branch in enumerate(step.get("branches", ())):
        boxes[f"branches-{number}-to"] = branch["to"]
        boxes |= condition_boxes(f"branches-{number}-if", branch["if"], form)
    for number, one in enumerate(step.get("consults", ())):
        here = f"consults-{number}"
        boxes |= {
            f"{here}-{name}": str(one.get(name, ""))
            for name in ("key", "name", "question", "unit", "unit_name", "days")
        }
        boxes[f"{here}-optional"] = "" if one.get("required", True) else "yes"
        boxes |= condition_boxes(f"{here}-if", one.get("if"), form)
    return boxes


def read_step(
    boxes: Boxes, old: Mapping[str, Any], process: Mapping[str, Any], form: Form
) -> tuple[Data, dict[str, str]]:
    """Return the step that boxes tell, and what is wrong with them; it may still not fit the others."""
    errors: dict[str, str] = {}
    following = given(boxes, "next")
    made: Data = {
        "key": old["key"],
        "name": given(boxes, "name")[:200],
        "role": given(boxes, "role"),
        "share": _share(boxes, errors),
        "actions": _actions(boxes, old),
        "next": None if following in ("", END) else following,
    }
    made |= {name: given(boxes, name)[:200] for name in ("unit", "back", "external") if given(boxes, name)}
    if not made["name"]:
        errors["name"] = "Tên bước: hãy ghi tên bước."
    if not made["actions"]:
        errors["actions"] = "Việc làm được ở bước này: hãy chọn ít nhất một việc."
    reading = _Reading(boxes, form, errors)
    parts = {
        "branches": list(reading.branches()),
        "consults": list(reading.consults(old, process_editing.keys_of(process))),
    }
    return made | {name: lines for name, lines in parts.items() if lines}, errors


def _actions(boxes: Boxes, old: Mapping[str, Any]) -> list[str]:
    """Return what was ticked, in the order the step had it before; the boxes of a page have an order of their own."""
    ticked = [one for one in boxes.get("actions", "").splitlines() if one]
    before = [one for one in old["actions"] if one in ticked]
    return [*before, *(one for one in ticked if one not in before)]


def _share(boxes: Boxes, errors: dict[str, str]) -> float:
    try:
        share = Decimal(given(boxes, "percent").removesuffix("%").strip().replace(",", ".") or "0") / 100
    except InvalidOperation:
        share = Decimal(-1)
    if not share.is_finite() or not 0 <= share <= 1:
        errors["percent"] = "Thời gian của bước: ghi một số từ 0 đến 100."
        return 0.0
    return float(share)


@dataclass(frozen=True)
class _Reading:
    """Reads the lists of a step; what is wrong goes to `errors`, by box."""

    boxes: Boxes
    form: Form
    errors: dict[str, str]

    def branches(self) -> Iterator[Data]:
        for number in range(count(self.boxes, "branches-n", MOST_BRANCHES)):
            to = given(self.boxes, f"branches-{number}-to")
            if not to:
                continue
            rule = read_condition(f"branches-{number}-if", self.boxes, self.form)
            if rule.error or not isinstance(rule.value, dict):
                told = rule.error or "hãy ghi khi nào đi nhánh này."
                self.errors[f"branches-{number}-if"] = f"Rẽ nhánh: {told}"
            yield {"if": rule.value, "to": to}

    def consults(self, old: Mapping[str, Any], taken: set[str]) -> Iterator[Data]:
        known = {one["key"]: one for one in old.get("consults", ())}
        for number in range(count(self.boxes, "consults-n", MOST_CONSULTS)):
            here = f"consults-{number}"
            told = {name: given(self.boxes, f"{here}-{name}") for name in _ASKED}
            if not told["name"] and not told["question"]:
                continue
            key = given(self.boxes, f"{here}-key")
            if key not in known:
                key = process_editing.new_key(told["name"], taken)
            taken.add(key)
            for name, words in _WANTED:
                if not told[name]:
                    self.errors[f"{here}-{name}"] = f"Lấy ý kiến: hãy ghi {words}."
            yield {
                "key": key, "name": told["name"][:200], "question": told["question"][:1000], "unit": told["unit"],
                **({"unit_name": told["unit_name"][:200]} if told["unit_name"] else {}),
                **self._term(told["days"], known.get(key, {}), here),
                **({"required": False} if self.boxes.get(f"{here}-optional") else {}),
                **self._when(here),
            }  # fmt: skip

    def _term(self, text: str, before: Mapping[str, Any], here: str) -> Data:
        if not text:
            # A share of the term is set in a file; the page keeps it while no days are written.
            return {"share": before["share"]} if "share" in before else {}
        days = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
        if not 1 <= days <= MOST_DAYS:
            self.errors[f"{here}-days"] = f"Hạn cho ý kiến: ghi số ngày làm việc từ 1 đến {MOST_DAYS}."
        return {"days": days}

    def _when(self, here: str) -> Data:
        rule = read_condition(f"{here}-if", self.boxes, self.form)
        if rule.error:
            self.errors[f"{here}-if"] = f"Lấy ý kiến: {rule.error}"
        return {"if": rule.value} if isinstance(rule.value, dict) else {}
