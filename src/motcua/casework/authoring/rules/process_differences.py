"""What differs between two processes: steps, who does them, how long, where they lead, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from motcua.casework.authoring.rules.differences import Difference
from motcua.casework.authoring.rules.wording import when_words

Data = Mapping[str, Any]
UNITS = {
    "centre": "Trung tâm",
    "office": "phòng chuyên môn",
    "leadership": "lãnh đạo",
    "": "đơn vị nào cũng được",
}
ACTIONS = {
    "accept": "tiếp nhận", "refuse": "từ chối", "request_supplement": "yêu cầu bổ sung",
    "propose_supplement": "đề nghị một cửa yêu cầu bổ sung", "assign": "phân công",
    "propose": "trình dự thảo", "send_back": "trả lại để sửa", "approve": "phê duyệt và ký",
    "issue": "vào sổ, đóng dấu", "collect": "chờ kết quả các phần", "return_result": "trả kết quả",
}  # fmt: skip


def process_differences(old: Data, new: Data, form: Data, roles: Mapping[str, str]) -> list[Difference]:
    """Return everything that differs, in the order of the new process; empty for equal ones.

    `form`: whose fields the conditions speak of; `roles` in words.
    """
    before = {step["key"]: step for step in old["steps"]}
    after = {step["key"]: step for step in new["steps"]}
    found = []
    for key, step in after.items():
        what = f"Bước “{step['name']}”"
        if key not in before:
            found.append(Difference("added", what, tuple(_told(step, new, form, roles).values())))
            continue
        first, then = _told(before[key], old, form, roles), _told(step, new, form, roles)
        lines = [_line(first.get(part, ""), text) for part, text in then.items() if first.get(part) != text]
        lines += [f"Bỏ: {text}" for part, text in first.items() if part not in then]
        if lines:
            found.append(Difference("changed", what, tuple(lines)))
    found += [
        Difference("removed", f"Bước “{step['name']}”") for key, step in before.items() if key not in after
    ]
    kept_before, kept_after = [k for k in before if k in after], [k for k in after if k in before]
    if kept_before != kept_after:
        found.append(Difference("moved", "Thứ tự các bước", (" → ".join(_names(new["steps"])),)))
    return found


def _names(steps: Sequence[Data]) -> list[str]:
    return [step["name"] for step in steps]


def _line(first: str, then: str) -> str:
    return f"{first} → {then}" if first else then


def _told(step: Data, process: Data, form: Data, roles: Mapping[str, str]) -> dict[str, str]:
    """Return each part of a step as one line of words."""
    names = {one["key"]: one["name"] for one in process["steps"]}
    told = {
        "name": f"Tên: {step['name']}",
        "role": f"Người làm: {roles.get(step['role'], step['role'])}, {UNITS[step.get('unit', '')]}",
        "share": f"Thời gian: {percent(step['share'])}",
        "actions": f"Việc: {', '.join(ACTIONS.get(one, one) for one in step['actions'])}",
        "next": f"Đi tiếp: {names.get(step.get('next') or '', 'kết thúc')}",
    }
    if step.get("back"):
        told["back"] = f"Trả lại: {names.get(step['back'], step['back'])}"
    if step.get("external"):
        told["external"] = f"Cơ quan ngoài xã: {step['external']}"
    for number, branch in enumerate(step.get("branches", ())):
        told[f"branch{number}"] = branch_words(branch, names, form)
    for one in step.get("consults", ()):
        told[f"consult {one['key']}"] = consult_words(one)
    return told


def percent(share: Any) -> str:
    """Return a share of the term in hundreds."""
    return f"{round(float(share) * 100, 2):g}%".replace(".", ",")


def branch_words(branch: Data, names: Mapping[str, str], form: Data) -> str:
    """Return where a branch leads, and when."""
    return f"Sang “{names.get(branch['to'], branch['to'])}” {when_words(branch['if'], form)}"


def consult_words(one: Data) -> str:
    """Return an opinion that a step asks for."""
    term = "hạn theo luật"
    if "days" in one:
        term = f"{one['days']} ngày làm việc"
    elif "share" in one:
        term = f"{percent(one['share'])} thời hạn"
    must = "bắt buộc" if one.get("required", True) else "không bắt buộc"
    unit = one.get("unit_name") or UNITS[one["unit"]]
    return f"Lấy ý kiến {unit}: {one['name']} ({must}, {term})"
