"""A record of the national portal in one shape, whichever of the two shapes the file has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from motcua.casework.catalogue.rules.records.cleaning import one_line, plain
from motcua.kernel.vietnamese import fold

CODE = re.compile(r"[0-9]\.[0-9]{6}(\.[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[AGH][0-9]{2})?")
LONGEST_NAME = 1200
MOST_ITEMS = 500
Data = Mapping[str, Any]


class RecordRefused(ValueError):
    """A record that cannot become a procedure; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class RecordFee:
    """A fee as written: amount in the currency, and what the portal says about it."""

    amount: int | None
    currency: str
    note: str


@dataclass(frozen=True)
class Method:
    """One way to hand in. `unit`: working_day, day, hour, month, or empty when the portal is vague."""

    channel: str
    value: float | None
    unit: str
    fees: tuple[RecordFee, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Item:
    """A line of the dossier's list: a paper, or a remark when neither original nor copy is asked."""

    name: str
    original: int
    copy: int
    form: str = ""


@dataclass(frozen=True)
class Case:
    """Papers of one case; `name` is empty for what everybody brings."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Record:
    """What the portal says of a procedure, in plain text. `provisional`: the code is ours, not yet national."""

    code: str
    name: str
    field: str
    ministry: str
    levels: tuple[str, ...]
    desk: str
    decision: str
    applicants: tuple[str, ...]
    agency: str
    methods: tuple[Method, ...]
    cases: tuple[Case, ...]
    steps: tuple[str, ...]
    conditions: str
    results: tuple[tuple[str, str], ...]
    legal_codes: tuple[str, ...]
    legal_raw: str
    url: str
    quality: str
    replaced_by: tuple[str, ...] = ()
    provisional: bool = False
    remarks: tuple[str, ...] = ()


def read_record(data: Any) -> Record:
    """The record of these data. Errors: RecordRefused."""
    if not isinstance(data, Mapping):
        raise RecordRefused("bản ghi không phải một đối tượng JSON")
    name = _name(data)
    code, provisional = _code(data, name)
    record = Record(
        code=code,
        provisional=provisional,
        name=name,
        field=one_line(_text(data, "field"))[:200] or "Lĩnh vực khác",
        ministry=one_line(_text(data, "ministry"))[:200],
        levels=tuple(_words(data, "levels")),
        desk=_text(data, "desk").strip(),
        decision=one_line(_text(data, "decision"))[:200],
        applicants=tuple(dict.fromkeys(one_line(word) for word in _words(data, "applicants"))),
        agency=one_line(_text(data, "agency") or _text(data, "authority")),
        methods=tuple(_method(one) for one in _objects(data, "methods")),
        cases=tuple(_case(one) for one in _objects(data, "dossier")),
        steps=tuple(text for step in _words(data, "steps") if (text := plain(step))),
        conditions=plain(_text(data, "conditions")),
        results=tuple(
            (one_line(_text(one, "name")), _text(one, "code")) for one in _objects(data, "results")
        ),
        legal_codes=tuple(
            dict.fromkeys(one_line(word) for word in _words(data, "legal_codes") if word.strip())
        ),
        legal_raw=plain(_text(data, "legal_raw")),
        url=_text(data, "source_url").strip()[:500],
        quality=_text(data, "quality").strip()[:40],
        replaced_by=tuple(_words(data, "replaced_by")),
        remarks=tuple(text for one in (_text(data, "methods_raw"),) if (text := plain(one))),
    )
    _require_substance(record)
    return record


def _require_substance(record: Record) -> None:
    if not (record.methods or record.remarks) and not record.steps and not any(c.items for c in record.cases):
        raise RecordRefused(
            "không có cách thức thực hiện, thành phần hồ sơ hay trình tự: không có gì để công bố"
        )
    wrong = [code for code in record.replaced_by if not CODE.fullmatch(code)]
    if wrong:
        raise RecordRefused(f"mã thay thế “{wrong[0][:40]}” không đúng dạng 1.234567")
    if record.code in record.replaced_by:
        raise RecordRefused("mã thay thế trùng với chính mã của thủ tục")


def _name(data: Data) -> str:
    name = one_line(_text(data, "name")).rstrip(" .;:,")
    if not any(sign.isalpha() for sign in name):
        raise RecordRefused("thiếu tên thủ tục")
    if len(name) > LONGEST_NAME:
        raise RecordRefused(f"tên dài {len(name)} ký tự, quá {LONGEST_NAME}: có lẽ lẫn nội dung khác")
    return name


def _code(data: Data, name: str) -> tuple[str, bool]:
    """The national code; a record the portal has not coded yet gets one of ours, always the same."""
    if "code" not in data:
        raise RecordRefused("thiếu trường “code” (mã thủ tục)")
    if data["code"] is None:
        digest = sha256(fold(f"{_text(data, 'field')} {name}").encode()).hexdigest()
        return f"0.{int(digest[:12], 16) % 1_000_000:06d}", True
    code = _text(data, "code").strip()
    if not CODE.fullmatch(code) or not code.isascii():
        raise RecordRefused(f"mã “{code[:40]}” không đúng dạng 1.234567")
    return code, False


def _text(data: Data, key: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RecordRefused(f"“{key}” phải là chữ")
    return value


def _list(data: Data, key: str) -> list[Any]:
    value = data.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise RecordRefused(f"“{key}” phải là danh sách")
    return value


def _words(data: Data, key: str) -> list[str]:
    values = _list(data, key)
    if not all(isinstance(value, str) for value in values):
        raise RecordRefused(f"“{key}” phải là danh sách chữ")
    return values


def _objects(data: Data, key: str) -> list[Data]:
    values = _list(data, key)
    if not all(isinstance(value, Mapping) for value in values):
        raise RecordRefused(f"“{key}” phải là danh sách đối tượng")
    if len(values) > MOST_ITEMS:
        raise RecordRefused(f"“{key}” có {len(values)} mục, quá {MOST_ITEMS}")
    return values


def _number(data: Data, key: str) -> float | None:
    value = data.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10**13:
        raise RecordRefused(f"“{key}” phải là số không âm")
    return value


_CHANNELS = {"online": "online", "direct": "counter", "counter": "counter", "post": "post"}
_UNITS = ("working_day", "day", "hour", "month")


def _method(data: Data) -> Method:
    channel = _CHANNELS.get(_text(data, "channel"))
    if channel is None:
        raise RecordRefused(f"cách nộp “{_text(data, 'channel')[:40]}” không có trong direct, online, post")
    unit = _text(data, "time_unit")
    if unit not in ("", "unspecified", *_UNITS):
        raise RecordRefused(f"đơn vị thời gian “{unit[:40]}” không hiểu được")
    fees = tuple(_fee(one) for one in _objects(data, "fees"))
    return Method(channel, _number(data, "time_value"), unit, fees, plain(_text(data, "note")))


def _fee(data: Data) -> RecordFee:
    amount = _number(data, "amount")
    whole = None if amount is None else int(amount)
    return RecordFee(whole, _text(data, "currency") or "VND", one_line(_text(data, "note")))


def _case(data: Data) -> Case:
    items = [_item(one) for one in _objects(data, "items")]
    unparsed = plain(data["unparsed"]) if isinstance(data.get("unparsed"), str) else ""
    if unparsed and not any(item.name for item in items):
        items = [Item(unparsed, 0, 0)]
    return Case(one_line(_text(data, "case")).strip(" :;.-–+*•"), tuple(item for item in items if item.name))


# A form's name that begins in the middle of a word belongs to the cell before it.
_TORN = re.compile(r"^[a-zà-ỹđ]")
# The name of a file glued to the end of a text: after a bracket or a stop, or where a capital follows a small letter.
_FILE_NAME = re.compile(
    r"(?:(?<=[);.])|(?<=[a-zà-ỹđ])(?=[A-ZĐ]))(?=\w)[^;\n]{0,150}?\.(?:docx?|pdf|xlsx?|rtf|odt|DOCX?|PDF)$"
)
# The count of originals of the next column, glued to the end of the name.
_STRAY_COUNT = re.compile(r"(?<=[;)])\.?\d$")


def _item(data: Data) -> Item:
    name, form = plain(_text(data, "name")), one_line(_text(data, "form"))
    if form and len(name) <= 2 and _TORN.match(form):
        name = _FILE_NAME.sub("", name + form).strip() or name + form
    name = _STRAY_COUNT.sub("", name)
    original, copy = (_count(data, key) for key in ("original", "copy"))
    return Item(name.strip(" -–+*•\n"), original, copy, form[-160:])


def _count(data: Data, key: str) -> int:
    """How many; "…/2026" and "1" glued together by the crawl ("20261") mean 1."""
    number = int(_number(data, key) or 0)
    return number if number <= 20 else number % 10
