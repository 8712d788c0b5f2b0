"""The papers of a record: what everybody brings, what one case brings, and what is only a remark."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from motcua.casework.catalogue.rules.records.cleaning import paragraphs, shortened
from motcua.casework.catalogue.rules.records.record import Case, Item, Record
from motcua.kernel.vietnamese import fold as _fold

fold = lru_cache(maxsize=4096)(_fold)
CASE_FIELD = "case"
_REMARK = re.compile(r"^(luu y|ghi chu|chu y|vi du)\b")
_SECTION = re.compile(
    r"^(cac )?(giay to|thanh phan|ho so gom|tai lieu|xuat trinh|nguoi yeu cau .* (phai )?(nop|xuat trinh)"
    r"|ho so cua nguoi|truong hop uy quyen|nop|[a-e] )"
)
_SHOWN = re.compile(r"^(cac )?(giay to phai xuat trinh|xuat trinh|nguoi yeu cau .*xuat trinh)")
_SOMETIMES = re.compile(
    r"\b(neu co|truong hop|doi voi|hoac|neu |khi can|tuy theo|mot trong|ap dung|uy quyen|thong tin|nguoi duoc)\b"
)
_LONGEST_NAME, _LONG = 280, 180
_STOPS = (". ", "; ", ": ", " - ", ", ", " ")


@dataclass(frozen=True)
class Papers:
    """Components as data, the cases a person chooses from (value, label), and remarks."""

    components: tuple[dict[str, Any], ...]
    cases: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


@dataclass
class _Slot:
    item: Item
    cases: set[str]
    everybody: bool = False
    shown_only: bool = True


def papers_of(record: Record) -> Papers:
    """Sort the lines of the dossier. The same paper of several cases is one slot."""
    choices = [case for case in record.cases if _is_choice(case)]
    labels = dict.fromkeys(case.name for case in choices)
    several = len(labels) > 1
    slots: dict[str, _Slot] = {}
    remarks: list[str] = []
    for case in record.cases:
        own = several and case.name in labels
        for item in case.items:
            if _is_remark(case, item):
                remarks.append(item.name)
                continue
            slot = slots.setdefault(_key(item.name), _Slot(item, set()))
            slot.everybody |= not own
            slot.cases |= {case.name} if own else set()
            slot.shown_only &= bool(_SHOWN.match(fold(case.name)))
    options = (
        tuple((_case_value(label), shortened(label, _LONGEST_NAME)) for label in labels) if several else ()
    )
    components = [_component(code, slot, alone=len(slots) == 1) for code, slot in slots.items()]
    if not components:
        components = [dict(_ANYTHING)]
    return Papers(tuple(components), options, tuple(dict.fromkeys(remarks)))


_ANYTHING = {
    "code": "giay_to_kem_theo",
    "name": "Giấy tờ kèm theo",
    "required": False,
    "copies": {"original": 1},
    "max_files": 20,
    "help": "Xem phần Lưu ý của thủ tục; chưa rõ thì để trống, cán bộ sẽ hướng dẫn.",
}


def _is_choice(case: Case) -> bool:
    """Whether the heading tells for whom these papers are, rather than what is done with them."""
    words = fold(case.name)
    if not words or _REMARK.match(words) or _SECTION.match(words):
        return False
    return any(not _is_remark(case, item) for item in case.items)


def _is_remark(case: Case, item: Item) -> bool:
    words = fold(item.name[:40])
    if _REMARK.match(fold(case.name)) or _REMARK.match(words) or not words:
        return True
    return item.original == item.copy == 0 and not item.form


def _key(name: str) -> str:
    """A code that follows the name of the paper, not its place in the list."""
    return f"g_{sha256(fold(name).encode()).hexdigest()[:10]}"


def _case_value(name: str) -> str:
    return f"c{sha256(fold(name).encode()).hexdigest()[:10]}"


def _component(code: str, slot: _Slot, *, alone: bool) -> dict[str, Any]:
    text = " ".join(slot.item.name.split())
    name, rest = _head(text)
    show: Any = True
    if slot.cases and not slot.everybody:
        values = [_case_value(case) for case in sorted(slot.cases)]
        show = {"in": [{"field": CASE_FIELD}, values]}
    made: dict[str, Any] = {
        "code": code,
        "name": name,
        "required": show if _always(slot, text) else False,
        "copies": {"original": slot.item.original, "copy": slot.item.copy},
        "max_files": 20,
    }
    if show is not True:
        made["show_if"] = show
    if slot.shown_only:
        made["present_only"] = True
    if help_text := "\n".join(_help(slot, rest, conditional=show is not True)):
        made["help"] = shortened(help_text, 3900)
    return made


def _head(text: str) -> tuple[str, str]:
    """A name that fits a line or three, cut where the sentence pauses, and the rest of the text."""
    text = text[:1].upper() + text[1:]
    if len(text) <= _LONG:
        return text.rstrip(" ;,."), ""
    ends = [text.rfind(stop, 40, _LONG) for stop in _STOPS]
    end = next((at for at in ends if at > 0), _LONG)
    return text[:end].rstrip(" ;,:.-("), "… " + text[end:].lstrip(" ;,:.-")


def _help(slot: _Slot, rest: str, *, conditional: bool) -> Iterable[str]:
    yield from paragraphs(rest)
    if conditional:
        yield shortened("Chỉ nộp trong trường hợp: " + "; ".join(sorted(slot.cases)), 600)
    if slot.item.form:
        yield "Có mẫu sẵn trên Cổng Dịch vụ công quốc gia: tải về, điền, ký rồi chụp gửi."


def _always(slot: _Slot, text: str) -> bool:
    """Whether nobody can do without it: a short name without "nếu có", "trường hợp", "hoặc"."""
    return len(text) <= 220 and not slot.shown_only and not _SOMETIMES.search(fold(text))
