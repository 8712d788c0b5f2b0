"""Demands on a procedure that its schema cannot say: references, channels, bands, dates."""

from collections import Counter
from collections.abc import Iterable

from motcua.blocks.forms.api import FormDefinition, Problem, check, judging_problems
from motcua.casework.catalogue.rules.content import Component, Fee, ProcedureContent, ResultKind
from motcua.casework.catalogue.rules.joint import part_problems


def content_problems(content: ProcedureContent, form: FormDefinition) -> list[Problem]:
    """Faults of a procedure against itself and against its form."""
    problems = _duplicates("fees", (fee.code for fee in content.fees))
    problems += _duplicates("components", (component.code for component in content.components))
    problems += _duplicates("results", (result.code for result in content.results))
    problems += _term_problems(content)
    problems += part_problems(content, form)
    problems += _competence_problems(content, form)
    for number, fee in enumerate(content.fees):
        problems += _fee_problems(fee, content, form, f"fees[{number}]")
    for number, component in enumerate(content.components):
        problems += _component_problems(component, form, f"components[{number}]")
    for number, result in enumerate(content.results):
        problems += _result_problems(result, form, f"results[{number}]")
    return problems


def _duplicates(path: str, codes: Iterable[str]) -> list[Problem]:
    return [
        Problem(path, f"mã “{code}” bị trùng", f"duplicate code {code!r}")
        for code, count in Counter(codes).items()
        if count > 1
    ]


def _term_problems(content: ProcedureContent) -> list[Problem]:
    problems = []
    if content.valid_to is not None and content.valid_to < content.valid_from:
        problems.append(Problem("valid_to", "hết hiệu lực trước khi có hiệu lực", "ends before it begins"))
    if content.level == "full_online" and "online" not in content.terms:
        problems.append(Problem("terms", "toàn trình phải có thời hạn trực tuyến", "needs an online term"))
    if content.level == "counter_only" and "online" in content.terms:
        problems.append(Problem("terms.online", "thủ tục chỉ làm tại quầy", "not offered online"))
    return problems


def _competence_problems(content: ProcedureContent, form: FormDefinition) -> list[Problem]:
    addresses = {field.id for field in form.fields if field.type == "address"}
    return [
        Problem(
            f"competence.fields[{number}]",
            f"“{name}” không phải trường địa chỉ của tờ khai",
            f"{name!r} is no address field",
        )
        for number, name in enumerate(content.competence.fields)
        if name not in addresses
    ]


def _fee_problems(fee: Fee, content: ProcedureContent, form: FormDefinition, path: str) -> list[Problem]:
    known = {field.id: field.type for field in form.fields}
    problems = check(fee.due_if, known, f"{path}.due_if")
    for channel in fee.channels:
        if channel not in content.terms:
            vi, en = f"kênh “{channel}” không có thời hạn", f"channel {channel!r} has no term"
            problems.append(Problem(f"{path}.channels", vi, en))
    for name, field_id in (("pages", fee.pages_from), ("copies", fee.copies_from)):
        if field_id and known.get(field_id) != "number":
            vi, en = f"“{field_id}” không phải trường số của tờ khai", f"{field_id!r} is no number field"
            problems.append(Problem(f"{path}.quantity.{name}", vi, en))
    ends = [band.to for band in fee.bands]
    numbers = [end for end in ends[:-1] if end is not None]
    if ends and (ends[-1] is not None or len(numbers) != len(ends) - 1 or numbers != sorted(set(numbers))):
        vi = "các mức phải tăng dần, chỉ mức cuối không có “to”"
        problems.append(Problem(f"{path}.bands", vi, "bands must rise and only the last is open"))
    return problems


def _component_problems(component: Component, form: FormDefinition, path: str) -> list[Problem]:
    known = {field.id for field in form.fields}
    problems = check(component.required, known, f"{path}.required")
    problems += check(component.show_if, known, f"{path}.show_if")
    if component.form and component.present_only:
        problems.append(Problem(path, "tờ khai không phải giấy xuất trình", "form excludes present_only"))
    return problems


def _result_problems(result: ResultKind, form: FormDefinition, path: str) -> list[Problem]:
    known = {field.id for field in form.fields}
    spoken = known | {field.id for field in result.fields}
    problems = _duplicates(f"{path}.fields", (field.id for field in result.fields))
    for number, field in enumerate(result.fields):
        here = f"{path}.fields[{number}]"
        if field.origin and field.origin not in known:
            vi, en = f"tờ khai không có trường “{field.origin}”", f"unknown form field {field.origin!r}"
            problems.append(Problem(f"{here}.from", vi, en))
        if (field.type == "choice") != bool(field.options):
            problems.append(Problem(here, "lựa chọn phải có options", "choice and options go together"))
        problems += judging_problems(field.checks, field.bearer, spoken, here)
    return problems
