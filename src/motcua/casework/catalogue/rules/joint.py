"""Joint procedures: whether their parts fit each other, the form, the papers, the results, the term and the process."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from motcua.blocks.forms.api import FormDefinition, Problem
from motcua.casework.catalogue.rules.content import Part, ProcedureContent, ProcessDefinition

COLLECT = "collect"
"""The action of the step at which a dossier waits for its open parts."""


def part_problems(content: ProcedureContent, form: FormDefinition) -> list[Problem]:
    """Faults of the parts of a procedure; results without a template belong to agencies outside, and only they do."""
    known = {part.key for part in content.parts}
    problems = [
        Problem("parts", f"phần “{key}” bị trùng", f"duplicate part {key!r}")
        for key, count in Counter(part.key for part in content.parts).items()
        if count > 1
    ]
    fields, papers = {field.id for field in form.fields}, {paper.code for paper in content.components}
    for number, part in enumerate(content.parts):
        path = f"parts[{number}]"
        problems += _unknown(f"{path}.after", "phần", part.after, known)
        problems += _unknown(f"{path}.answers", "trường của tờ khai", part.answers, fields)
        problems += _unknown(f"{path}.papers", "thành phần hồ sơ", part.papers, papers)
        if part.after and not part.agency:
            vi = "phần do xã làm đi theo quy trình từ lúc tiếp nhận, không chờ phần khác"
            problems.append(Problem(f"{path}.after", vi, "a part of the commune waits for no other"))
    problems += _result_problems(content)
    return problems or list(_way_problems(content))


def _unknown(path: str, what: str, named: Sequence[str], known: set[str]) -> list[Problem]:
    return [
        Problem(path, f"không có {what} “{one}”", f"unknown: {one!r}") for one in named if one not in known
    ]


def _result_problems(content: ProcedureContent) -> Iterator[Problem]:
    """Every result of a joint procedure comes from one part; its paper from whoever handles this part."""
    yielded = Counter(part.result for part in content.parts)
    made = {one.code: one.template for one in content.results}
    for number, part in enumerate(content.parts):
        path = f"parts[{number}].result"
        if part.result not in made:
            yield Problem(path, f"không có kết quả “{part.result}”", f"unknown result {part.result!r}")
        elif yielded[part.result] > 1:
            yield Problem(path, f"hai phần cùng trả kết quả “{part.result}”", "two parts yield this result")
        elif bool(made[part.result]) == bool(part.agency):
            vi = "kết quả của cơ quan khác không có mẫu, kết quả của xã phải có mẫu"
            yield Problem(path, vi, "a template goes with results of the commune alone")
    if content.parts and not content.drafted:
        yield Problem("parts", "phải có ít nhất một phần do xã làm", "no part is handled by the commune")
    yield from _left_over(content, set(yielded))


def _left_over(content: ProcedureContent, yielded: set[str]) -> Iterator[Problem]:
    for number, one in enumerate(content.results):
        path = f"results[{number}]"
        if content.parts and one.code not in yielded:
            yield Problem(path, "không phần nào trả kết quả này", "no part yields this result")
        elif not content.parts and not one.template:
            yield Problem(f"{path}.template", "thiếu mẫu của kết quả", "a result needs its template")


def _way_problems(content: ProcedureContent) -> Iterator[Problem]:
    """No part waits for itself, and what waits for one another fits into every term of the whole."""
    by_key = {part.key: part for part in content.parts}
    for number, part in enumerate(content.parts):
        if part.key in _before(part, by_key):
            vi = f"phần “{part.key}” chờ vòng tròn, không phần nào bắt đầu được"
            yield Problem(f"parts[{number}].after", vi, "parts wait for each other in a circle")
            return
    for number, part in enumerate(content.parts):
        hours = _hours(part, by_key)
        for channel, term in content.terms.items():
            if hours > term.rough_hours:
                vi = f"phần này và các phần nó chờ dài hơn thời hạn của cả thủ tục (kênh “{channel}”)"
                yield Problem(f"parts[{number}].term", vi, f"longer than the term of {channel!r}")


def _before(part: Part, by_key: Mapping[str, Part]) -> set[str]:
    """Return every part that must be over before this one begins."""
    found: set[str] = set()
    waiting = list(part.after)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += by_key[key].after
    return found


def _hours(part: Part, by_key: Mapping[str, Part]) -> int:
    return part.term.rough_hours + max((_hours(by_key[key], by_key) for key in part.after), default=0)


def waiting_problems(process: ProcessDefinition, parts: Sequence[Part]) -> list[Problem]:
    """Faults of the step that waits for the parts: a joint procedure has one after the stamp, others have none."""
    waits = [step.key for step in process.steps if COLLECT in step.actions]
    if not parts:
        vi = f"việc “{COLLECT}” chỉ có ở thủ tục liên thông"
        return [Problem("steps", vi, "only a joint procedure collects")] if waits else []
    if len(waits) != 1:
        vi = f"thủ tục liên thông cần đúng một bước có việc “{COLLECT}”"
        return [Problem("steps", vi, "a joint procedure has one step that collects")]
    vi = "đóng dấu xong phải tới bước chờ kết quả của các phần"
    return [
        Problem(f"steps[{number}].next", vi, "the step that collects follows the stamp")
        for number, step in enumerate(process.steps)
        if "issue" in step.actions and (step.next != waits[0] or step.branches)
    ]
