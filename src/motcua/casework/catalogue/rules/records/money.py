"""The fees of a record by channel.

The portal writes "Miễn phí" and 0 where the provincial People's Council decides: that is never told as free
unless the note itself says that nothing is collected.
"""

import re
from typing import Any

from motcua.casework.catalogue.rules.records.cleaning import shortened
from motcua.casework.catalogue.rules.records.record import Record, RecordFee
from motcua.kernel.money import money
from motcua.kernel.vietnamese import fold

FREE_BECAUSE = "Cổng Dịch vụ công quốc gia ghi thủ tục này không thu"
BASIS = "Theo Cổng Dịch vụ công quốc gia"
_NAME, _LEAST = "Phí, lệ phí", 1000
_COUNCIL = ("hoi dong nhan dan", "hdnd", "dia phuong quy dinh")
_NOTHING = re.compile(
    r"^(khong|khong co|khong quy dinh|chua quy dinh|khong (thu|phai nop)( phi| le phi| phi le phi)?)$"
)
_AMOUNT = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{4,}(?= ?(?:đ|vn|VN|Đ))")
_BY_UNIT = re.compile(r"/ ?(bản|trang|tờ|người|ngày|tháng|năm|m2|ha)\b", re.IGNORECASE)
_LONGEST_NOTE = 1500


def fees_of_record(record: Record) -> list[dict[str, Any]]:
    """At most one fee a channel; where the record lists several, the amount depends on the case."""
    by_channel: dict[str, tuple[RecordFee, ...]] = {}
    for method in record.methods:
        by_channel[method.channel] = (*by_channel.get(method.channel, ()), *method.fees)
    if by_channel and "online" not in by_channel:
        by_channel["online"] = by_channel.get("counter") or next(iter(by_channel.values()))
    told = {channel: _fee(fees) for channel, fees in by_channel.items() if fees}
    if not told:
        return []
    first = next(iter(told.values()))
    if all(fee == first for fee in told.values()):
        return [{"code": "le_phi", "channels": sorted(told), **first}]
    return [{"code": f"le_phi_{channel}", "channels": [channel], **fee} for channel, fee in told.items()]


def _fee(fees: tuple[RecordFee, ...]) -> dict[str, Any]:
    """One fee of one channel, without code and channels."""
    unique = list(dict.fromkeys(fees))
    found: dict[str, Any] = {"name": _NAME, "kind": "charge", "basis": BASIS}
    note = "\n".join(text for fee in unique if (text := _note(fee, alone=len(unique) == 1)))
    if note:
        found["note"] = shortened(note, _LONGEST_NOTE)
    if len(unique) == 1:
        return found | _rate(unique[0])
    return found | {"set_by": "case"}


def _rate(fee: RecordFee) -> dict[str, Any]:
    words = fold(fee.note)
    by_council = any(sign in words for sign in _COUNCIL)
    if not fee.amount:
        if _NOTHING.match(words.removeprefix("mien phi").strip()) and not by_council:
            return {"amount": 0, "free_because": FREE_BECAUSE}
        bare = words in ("", "mien phi")
        return {"set_by": "province" if bare or by_council else "case"}
    written = {int(re.sub(r"\D", "", amount)) for amount in _AMOUNT.findall(fee.note)}
    doubtful = fee.currency != "VND" or fee.amount < _LEAST or written - {fee.amount}
    if doubtful or by_council or _BY_UNIT.search(fee.note):
        return {"set_by": "province" if by_council else "case"}
    return {"amount": fee.amount}


def _note(fee: RecordFee, *, alone: bool) -> str:
    """What the portal adds; its habitual "Miễn phí" before another text is left out."""
    text = re.sub(r"^Miễn phí\b[ .,:;-]*", "", fee.note).strip()
    if not fee.amount or (alone and _rate(fee).get("amount")):
        return text
    foreign = f"{fee.amount:,} {fee.currency}".replace(",", ".")
    told = money(fee.amount) if fee.currency == "VND" else foreign
    clear = fee.currency != "VND" or fee.amount >= _LEAST
    return f"{told}: {text}" if clear and text and not _AMOUNT.search(text) else text or told
