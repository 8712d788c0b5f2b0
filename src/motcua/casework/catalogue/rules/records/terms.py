"""The time limits of a record by channel."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from motcua.casework.catalogue.rules.content import CHANNELS, ROUGH_HOURS, Term
from motcua.casework.catalogue.rules.records.defaults import term_data
from motcua.casework.catalogue.rules.records.record import Method, Record

UNKNOWN_REMARK = (
    "Cổng Dịch vụ công quốc gia không ghi thời hạn của thủ tục này. Ngày hẹn trả ghi trên giấy tiếp nhận."
)
VAGUE_REMARK = "Cổng Dịch vụ công quốc gia không ghi rõ đơn vị thời gian; ở đây hiểu là ngày làm việc."
BY_CASE_REMARK = "Thời hạn khác nhau theo trường hợp; ở đây ghi thời hạn dài nhất."
COUNTER_REMARK = (
    "Theo Cổng Dịch vụ công quốc gia, thủ tục này nộp trực tiếp. Ông/bà điền và gửi trước ở đây, "
    "cán bộ xem giấy tờ và hẹn ông/bà mang bản chính tới."
)


def terms_of(record: Record, on: date) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Terms by channel on a day, and what must be said about them. Every procedure can be begun online."""
    found: dict[str, dict[str, Any]] = {}
    remarks: list[str] = []
    for channel in CHANNELS:
        told = [term for one in _of(record, channel) if (term := _term(one, on)) is not None]
        if told:
            found[channel] = max(told, key=_length)
        if len({_length(term) for term in told}) > 1:
            remarks.append(BY_CASE_REMARK)
    offered = [channel for channel in CHANNELS if list(_of(record, channel))] or ["counter"]
    if any(one.unit == "unspecified" and one.value not in (None, 0, 1) for one in record.methods):
        remarks.append(VAGUE_REMARK)
    if not found:
        remarks.append(UNKNOWN_REMARK)
    general = found.get("counter") or next(iter(found.values()), term_data("unnamed", on))
    if "online" not in offered:
        offered.insert(0, "online")
        remarks.append(COUNTER_REMARK)
    return {channel: dict(found.get(channel, general)) for channel in offered}, list(dict.fromkeys(remarks))


def _of(record: Record, channel: str) -> Iterable[Method]:
    return (one for one in record.methods if one.channel == channel)


def _length(term: dict[str, Any]) -> int:
    return Term(**term).rough_hours


def _term(method: Method, on: date) -> dict[str, Any] | None:
    if method.value is None:
        return None
    if method.value == 0 or (method.unit == "unspecified" and method.value == 1):
        return term_data("same_day", on)
    unit = method.unit if method.unit not in ("", "unspecified") else "working_day"
    if method.value != int(method.value):
        hours = max(round(method.value * ROUGH_HOURS[unit]), 1)
        return {"value": min(hours, 1000), "unit": "hour"}
    value = int(method.value)
    if unit == "hour" and value >= 24:
        return {"value": min(max(round(value / 24), 1), 1000), "unit": "day"}
    return {"value": min(value, 1000), "unit": unit}
