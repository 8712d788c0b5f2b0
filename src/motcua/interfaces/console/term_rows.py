"""Terms as the console words them, and what it reads of a box about one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.console.deciding import day_of
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput, NotFound

CHANNELS = [
    {"value": "online", "label": "Nộp trực tuyến"},
    {"value": "counter", "label": "Nộp tại quầy"},
    {"value": "post", "label": "Gửi bưu chính"},
]
UNITS = [
    {"value": "working_day", "label": "ngày làm việc"},
    {"value": "hour", "label": "giờ làm việc"},
    {"value": "day", "label": "ngày, tính cả ngày nghỉ"},
    {"value": "month", "label": "tháng"},
]
WHY = {
    "excepted": "Không áp dụng",
    "own": "Xã đã đặt thời hạn trực tuyến riêng",
    "same_day": "Trả trong ngày",
    "smallest": "Không chia nhỏ thêm được",
    "shorter": "Đã ngắn bằng hoặc hơn mức này",
    "no_counter": "Không nhận tại quầy",
}


@dataclass(frozen=True)
class Row:
    """A procedure as the preview shows it; `why` no cut, empty where there is one. `moves`: the term changes."""

    code: str
    name: str
    counter: str
    before: str
    after: str
    why: str
    moves: bool
    excepted: bool


@dataclass(frozen=True)
class Preview:
    """What a cut from a day on makes: the procedures it speaks of, and the others by why not."""

    percent: int
    on: date
    cut: Sequence[Row]
    kept: Sequence[Row]


def preview_of(rows: Sequence[catalogue.CutRow], percent: int, on: date) -> Preview:
    """Return the rows in words; what may be excepted stands first, with what was ticked."""
    made = [_row(one) for one in rows]
    return Preview(
        percent,
        on,
        [one for one in made if not one.why or one.excepted],
        [one for one in made if one.why and not one.excepted],
    )


def _row(one: catalogue.CutRow) -> Row:
    return Row(
        one.code, one.name, words(one.counter), words(one.before), words(one.after), WHY.get(one.verdict, ""),
        one.before != one.after, one.verdict == "excepted",
    )  # fmt: skip


def words(term: catalogue.Term | None) -> str:
    """Return a term in words; a dash for none."""
    if term is None:
        return "–"
    return "trong ngày" if term.unit == "same_day" else f"{term.value} {catalogue.UNIT_WORDS[term.unit]}"


def number(text: str) -> int | None:
    """Return a whole number that stands in a box; nothing where there is none to read."""
    text = text.strip().removesuffix("%").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


def wrong_percent(text: str) -> dict[str, str]:
    """Return what is wrong with a share of a hundred in a box; nothing while the box is empty."""
    share = number(text)
    if not text.strip() or (share is not None and 1 <= share <= catalogue.LARGEST_CUT):
        return {}
    return {"percent": f"Tỷ lệ giảm: ghi một số từ 1 đến {catalogue.LARGEST_CUT}."}


def set_own_term(actor: Actor, boxes: Mapping[str, str], now: datetime) -> dict[str, str]:
    """Set a term of the commune's own as the boxes say; return what is wrong with them, by box."""
    value, on = number(boxes.get("value", "")), day_of(boxes.get("on", ""))
    unit = boxes.get("unit", "")
    errors = {}
    if value is None or not 1 <= value <= 365:
        errors["value"] = "Thời hạn riêng: ghi một số từ 1 đến 365."
    if on is None:
        errors["on"] = "Có hiệu lực từ ngày: chọn một ngày."
    if unit not in {one["value"] for one in UNITS}:
        errors["unit"] = "Đơn vị: chọn một đơn vị."
    if errors or value is None or on is None:
        return errors
    try:
        catalogue.set_local_term(
            actor, boxes.get("code", "").strip(), catalogue.Term(value, unit), basis=boxes.get("basis", ""),
            valid_from=on, channel=boxes.get("channel", ""), now=now,
        )  # fmt: skip
    except InvalidInput as refused:
        return refused.errors
    except NotFound as refused:
        return {"code": refused.message}
    return {}
