"""A proposed change in words an administrator reads: which fact, how it is, how it would be."""

from collections.abc import Mapping
from typing import Any

from motcua.casework.catalogue.rules.records.differences import CHANNEL_WORDS, LEVEL_WORDS, term_text
from motcua.kernel.money import money


def told(path: str, current: Any, proposed: Any, content: Mapping[str, Any]) -> tuple[str, str, str]:
    """The fact, its value now and its value then; `content` names components and fees."""
    kind, _, rest = path.partition(".")
    if kind == "terms":
        return f"Thời hạn {CHANNEL_WORDS.get(rest, rest)}", term_text(current), term_text(proposed)
    if kind == "level":
        return "Mức độ trực tuyến", LEVEL_WORDS.get(current, current), LEVEL_WORDS.get(proposed, proposed)
    if kind == "fees":
        name = _name(content.get("fees", ()), rest) or "Phí, lệ phí"
        return name, money(int(current)), money(int(proposed))
    if kind == "components":
        code = rest.partition(".")[0]
        name = _name(content.get("components", ()), code) or code
        return f"Giấy tờ “{name}”", "ông/bà phải nộp", str(proposed)
    if kind == "legal_basis":
        known = {one["number"] for one in current or ()}
        more = [one["number"] for one in proposed if one["number"] not in known]
        return "Căn cứ pháp lý", f"{len(known)} văn bản", "thêm " + ", ".join(more)
    return {"name": "Tên thủ tục"}.get(kind, path), str(current), str(proposed)


def _name(rows: Any, code: str) -> str:
    return next((str(one["name"]) for one in rows if one["code"] == code), "")
