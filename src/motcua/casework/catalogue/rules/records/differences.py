"""What changed between two versions of a procedure, in words a citizen reads on a notice."""

from collections.abc import Callable, Mapping
from typing import Any

from motcua.casework.catalogue.rules.content import UNIT_WORDS
from motcua.casework.catalogue.rules.records.cleaning import shortened
from motcua.kernel.money import money

Data = Mapping[str, Any]
CHANNEL_WORDS = {"online": "trực tuyến", "counter": "tại quầy", "post": "qua bưu chính"}
LEVEL_WORDS = {"full_online": "toàn trình", "partial_online": "một phần", "counter_only": "tại quầy"}
_LONGEST = 300


def term_text(term: Data | None) -> str:
    """A term of the data in words."""
    if term is None:
        return "không nhận"
    return "trong ngày" if term["unit"] == "same_day" else f"{term['value']} {UNIT_WORDS[term['unit']]}"


def _fee_text(fee: Data | None) -> str:
    if fee is None:
        return "không ghi"
    if "amount" in fee:
        return money(int(fee["amount"]))
    return {"province": "do HĐND tỉnh quy định", "case": "tùy trường hợp"}.get(
        fee.get("set_by", ""), "theo bậc"
    )


def differences(old: Data, new: Data) -> list[str]:
    """One sentence for each fact that differs; empty when a citizen would see no difference."""
    found = [_line("Tên", old["name"], new["name"])] if old["name"] != new["name"] else []
    if old["field"] != new["field"]:
        found.append(_line("Lĩnh vực", old["field"], new["field"]))
    if old["level"] != new["level"]:
        found.append(_line("Mức độ trực tuyến", LEVEL_WORDS[old["level"]], LEVEL_WORDS[new["level"]]))
    for channel, name in CHANNEL_WORDS.items():
        before, after = old["terms"].get(channel), new["terms"].get(channel)
        if before != after:
            found.append(_line(f"Thời hạn {name}", term_text(before), term_text(after)))
    found += _fees(old, new)
    found += _named("Thành phần hồ sơ", old["components"], new["components"], "code")
    found += _named("Kết quả", old["results"], new["results"], "code")
    found += _named(
        "Căn cứ pháp lý", old["legal_basis"], new["legal_basis"], "number", lambda one: str(one["number"])
    )
    for key, name in (("steps", "Trình tự"), ("conditions", "Điều kiện"), ("who", "Đối tượng"),
                      ("agency", "Cơ quan giải quyết"), ("notes", "Lưu ý"), ("record", "Nguồn")):  # fmt: skip
        if old.get(key) != new.get(key):
            found.append(f"{name}: sửa nội dung")
    return found


def _line(what: str, before: str, after: str) -> str:
    return shortened(f"{what}: {shortened(before, 130)} → {shortened(after, 130)}", _LONGEST)


def _fees(old: Data, new: Data) -> list[str]:
    before = {fee["code"]: fee for fee in old["fees"]}
    after = {fee["code"]: fee for fee in new["fees"]}
    lines = []
    for code in dict.fromkeys([*before, *after]):
        if _fee_text(before.get(code)) != _fee_text(after.get(code)):
            lines.append(_line("Phí, lệ phí", _fee_text(before.get(code)), _fee_text(after.get(code))))
        elif before.get(code) != after.get(code):
            lines.append("Phí, lệ phí: sửa ghi chú")
    return list(dict.fromkeys(lines))


def _named(
    what: str,
    old: list[Data],
    new: list[Data],
    key: str,
    name: Callable[[Data], str] = lambda one: str(one["name"]),
) -> list[str]:
    before, after = ({one[key]: one for one in many} for many in (old, new))
    lines = [f"{what}: thêm “{shortened(name(after[code]), 200)}”" for code in after if code not in before]
    lines += [f"{what}: bỏ “{shortened(name(before[code]), 200)}”" for code in before if code not in after]
    if not lines and before != after:
        lines.append(f"{what}: sửa chi tiết")
    return lines
