"""Whether a process can end: at every step somebody can lead a dossier on, as far as its result.

A result is drafted, then signed, then entered and stamped, then handed over. A step at which a dossier arrives
without what its actions need holds it for ever, however well the steps are joined.
"""

from collections.abc import Mapping

from motcua.blocks.forms.api import Problem
from motcua.casework.catalogue.rules.content import ProcessDefinition, Step

# How far the result is, and what each action makes of it; null: the end.
_NEW, _TAKEN, _DRAFTED, _SIGNED, _STAMPED = "new", "taken", "drafted", "signed", "stamped"
_LEADS: Mapping[str, Mapping[str, str | None]] = {
    "accept": {_NEW: _TAKEN},
    "propose": {_TAKEN: _DRAFTED, _DRAFTED: _DRAFTED},
    "approve": {_DRAFTED: _SIGNED},
    "issue": {_SIGNED: _STAMPED},
    "collect": {_STAMPED: _STAMPED},
    "return_result": {_STAMPED: None},
}
_WANTED = {
    _NEW: "tiếp nhận",
    _TAKEN: "trình dự thảo",
    _DRAFTED: "phê duyệt và ký",
    _SIGNED: "vào sổ, đóng dấu",
    _STAMPED: "trả kết quả",
}


def ending_problems(process: ProcessDefinition) -> list[Problem]:
    """Tell each step at which a dossier would stay for ever, on some way through a process without other faults."""
    problems = []
    arrivals: dict[str, set[str]] = {step.key: set() for step in process.steps}
    arrivals[process.first.key].add(_NEW)
    for number, step in enumerate(process.steps):
        # Every way ahead leads to a later step, so all arrivals at this one are known by now.
        for stage in sorted(arrivals[step.key]):
            reached = {made[stage] for name, made in _LEADS.items() if name in step.actions and stage in made}
            if not reached:
                problems.append(_stuck(number, step, stage))
            for target in _ahead(step):
                arrivals[target] |= {one for one in reached if one is not None}
    return problems


def _ahead(step: Step) -> tuple[str, ...]:
    following = (step.next,) if step.next is not None else ()
    return (*following, *(branch.to for branch in step.branches))


def _stuck(number: int, step: Step, stage: str) -> Problem:
    vi = f"hồ sơ tới bước “{step.name}” thì không đi tiếp được, quy trình không kết thúc: ở đây phải {_WANTED[stage]}"
    return Problem(f"steps[{number}]", vi, f"a dossier that is {stage} stays here for ever")
