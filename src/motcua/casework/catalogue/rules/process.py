"""Processes: what makes one sound, and how the term is divided over its steps."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from motcua.blocks.forms.api import FormDefinition, Problem, check, decide
from motcua.casework.catalogue.rules.content import ProcessDefinition, Step, consult_turn
from motcua.casework.catalogue.rules.endings import ending_problems

NOT_ASKED = "no"
FORWARD = frozenset({"accept", "propose", "approve", "issue", "collect"})
"""Actions that lead a dossier on to the next step; `return_result` ends the process."""


def process_problems(process: ProcessDefinition, form: FormDefinition) -> list[Problem]:
    """Faults of a process: unknown targets, unreachable steps, ways ahead that lead back, shares that sum to no 1."""
    problems = [
        Problem("steps", f"bước “{key}” bị trùng", f"duplicate step {key!r}")
        for key, count in Counter(step.key for step in process.steps).items()
        if count > 1
    ]
    known = {field.id for field in form.fields}
    for number, step in enumerate(process.steps):
        problems += _step_problems(process, step, f"steps[{number}]")
        for position, branch in enumerate(step.branches):
            problems += check(branch.when, known, f"steps[{number}].branches[{position}].if")
    total = sum((step.share for step in process.steps), Decimal(0))
    if total != 1:
        vi = f"tổng tỷ lệ thời gian là {total}, phải bằng 1"
        problems.append(Problem("steps", vi, f"shares sum to {total}"))
    problems += _consult_problems(process, known)
    return problems or _path_problems(process) or ending_problems(process)


def _consult_problems(process: ProcessDefinition, known: set[str]) -> list[Problem]:
    problems = []
    keys = Counter(one.key for step in process.steps for one in step.consults)
    if process.raw.get("format", 1) < 2 and (keys or any(step.external for step in process.steps)):
        vi = "lấy ý kiến và cơ quan ngoài xã cần “format: 2”"
        problems.append(Problem("format", vi, "consults and external need format 2"))
    for number, step in enumerate(process.steps):
        if step.consults and "accept" in step.actions:
            vi = "chưa tiếp nhận thì chưa lấy ý kiến"
            problems.append(Problem(f"steps[{number}].consults", vi, "no opinions before acceptance"))
        for position, one in enumerate(step.consults):
            path = f"steps[{number}].consults[{position}]"
            problems += check(one.when, known, f"{path}.if")
            if keys[one.key] > 1:
                problems.append(
                    Problem(path, f"ý kiến “{one.key}” bị trùng", f"duplicate consult {one.key!r}")
                )
            if one.share is not None and one.share > step.share:
                vi = f"hạn cho ý kiến ({one.share}) dài hơn thời gian của bước ({step.share})"
                problems.append(Problem(f"{path}.share", vi, "an opinion takes longer than its step"))
    return problems


def _step_problems(process: ProcessDefinition, step: Step, path: str) -> list[Problem]:
    keys = {one.key for one in process.steps}
    behind = (step.back,) if step.back is not None else ()
    problems = [
        Problem(path, f"không có bước “{target}”", f"unknown step {target!r}")
        for target in (*_ahead(step), *behind)
        if target not in keys
    ]
    if ("send_back" in step.actions) != (step.back is not None):
        problems.append(Problem(path, "“send_back” và “back” phải đi cùng nhau", "send_back needs back"))
    if step.back in keys and _place(process, step.back) >= _place(process, step.key):
        vi = f"“{step.back}” không đứng trước bước này, trả lại phải về bước trước"
        problems.append(Problem(path, vi, "send_back must lead back"))
    if step.next is not None and not FORWARD & set(step.actions):
        problems.append(Problem(path, "thiếu hành động chuyển bước", "no action leads to the next step"))
    if step.next is None and "return_result" not in step.actions:
        problems.append(Problem(path, "bước cuối phải trả kết quả", "the last step must return the result"))
    if step.next is not None and "return_result" in step.actions:
        problems.append(Problem(path, "trả kết quả là bước cuối", "nothing may follow return_result"))
    return problems


def _place(process: ProcessDefinition, key: str | None) -> int:
    return next(number for number, one in enumerate(process.steps) if one.key == key)


def _ahead(step: Step) -> tuple[str, ...]:
    following = (step.next,) if step.next is not None else ()
    return (*following, *(branch.to for branch in step.branches))


def _path_problems(process: ProcessDefinition) -> list[Problem]:
    """Every way ahead leads to a later step, so that each ends; every step is reached from the first."""
    problems = []
    reached, waiting = {process.first.key}, {step.key for step in process.steps}
    for number, step in enumerate(process.steps):
        waiting.remove(step.key)
        if step.key not in reached:
            problems.append(Problem(f"steps[{number}]", "không đường nào tới bước này", "unreachable step"))
        if not waiting.issuperset(_ahead(step)):
            vi = "đi tiếp phải tới bước đứng sau trong danh sách"
            problems.append(Problem(f"steps[{number}]", vi, "a way ahead leads back"))
        reached.update(_ahead(step))
    return problems


def turns_of(
    process: ProcessDefinition, form: FormDefinition, answers: Mapping[str, Any], today: date
) -> dict[str, str]:
    """Where these answers lead off the plain way: the step that follows, by the step whose branch holds, and the
    opinions that they do not call for."""
    turns: dict[str, str] = {}
    for step in process.steps:
        for consult in step.consults:
            if consult.when is not True and decide(form, consult.when, answers, today) is not True:
                turns[consult_turn(step.key, consult.key)] = NOT_ASKED
        for branch in step.branches:
            if decide(form, branch.when, answers, today) is True:
                turns.setdefault(step.key, branch.to)
    return turns


def due_offsets(process: ProcessDefinition, minutes: int) -> dict[str, int]:
    """When each step is due, in working minutes after acceptance; the last step gets the whole term.

    `minutes`: working minutes of the whole term. Errors: ValueError when negative.
    """
    if minutes < 0:
        raise ValueError(f"negative term: {minutes}")
    offsets: dict[str, int] = {}
    passed = Decimal(0)
    for step in process.steps:
        passed += step.share
        offsets[step.key] = int((passed * minutes).to_integral_value(ROUND_HALF_UP))
    return offsets
