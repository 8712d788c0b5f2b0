"""The lists a procedure can stand on, each with its name; who stands there, and from when, is data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

LISTS = {
    "essential_25": "25 dịch vụ công thiết yếu của Đề án 06",
    "online_982": "982 dịch vụ công trực tuyến",
    "group_82": "82 nhóm thủ tục toàn trình",
    "full_online": "Đủ điều kiện trực tuyến toàn trình",
    "partial_online": "Đủ điều kiện trực tuyến một phần",
    "restructured": "Quy trình đã được tái cấu trúc và phê duyệt",
}


class ListRefused(ValueError):
    """A line of a list that cannot be taken; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class Membership:
    """A procedure on a list between two days; `group` where the list has groups."""

    list_key: str
    code: str
    valid_from: date
    basis: str
    group: str = ""
    valid_to: date | None = None


def read_membership(data: Any) -> Membership:
    """One line of a file: {list, code, from, to?, group?, basis}. Errors: ListRefused."""
    if not isinstance(data, Mapping):
        raise ListRefused("dòng không phải một đối tượng")
    texts = {
        key: str(data.get(key) or "").strip() for key in ("list", "code", "from", "to", "group", "basis")
    }
    if texts["list"] not in LISTS:
        raise ListRefused(f"danh sách “{texts['list'][:40]}” không có; dùng {', '.join(LISTS)}")
    if not texts["code"] or not texts["basis"]:
        raise ListRefused("thiếu mã thủ tục hoặc căn cứ")
    begins = _day(texts["from"])
    ends = _day(texts["to"]) if texts["to"] else None
    if ends is not None and ends < begins:
        raise ListRefused("hết hiệu lực trước khi có hiệu lực")
    group, basis = texts["group"][:200], texts["basis"][:300]
    return Membership(texts["list"], texts["code"][:20], begins, basis, group, ends)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ListRefused(f"ngày “{text[:20]}” không đúng, viết như 2026-12-01") from error
