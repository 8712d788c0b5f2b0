"""Numbers, money, telephone and citizen numbers as Vietnamese people write them."""

import re

from motcua.blocks.forms.rules.cleaning import is_digits, without

Read = tuple[int | str | None, str]
"""A value and an empty text, or null and what is wrong with how to mend it."""

_GROUPED = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")
_GROUPED_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+")
_PLAIN = re.compile(r"[0-9]+([.,][0-9]+)?")
_MOST_DIGITS = 15
_MONEY_ENDS = ("đồng", "vnđ", "vnd", "đ", "₫")
# Old provinces of birth registration; births registered abroad carry a country code from 100 up.
_PROVINCES = (
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 "
    "037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 "
    "077 079 080 082 083 084 086 087 089 091 092 093 094 095 096"
)
_PROVINCE_CODES = frozenset(_PROVINCES.split())


def read_number(text: str, decimals: int) -> Read:
    """A number: dots group thousands, a comma (or a lone dot) starts the decimals."""
    compact = without(text, " \u00a0'")
    sign = "-" if compact[:1] in ("-", "−") else ""
    body = compact[1:] if sign else compact
    if _GROUPED.fullmatch(body):
        body = body.replace(".", "").replace(",", ".")
    elif decimals == 0 and _GROUPED_ENGLISH.fullmatch(body):
        body = body.replace(",", "")
    elif _PLAIN.fullmatch(body) and body.isascii():
        body = body.replace(",", ".")
    else:
        return None, f"chỉ nhập số, ví dụ {'2,5.' if decimals else '12.'}"
    return _number(sign, body, decimals)


def _number(sign: str, body: str, decimals: int) -> Read:
    whole, _, rest = body.partition(".")
    whole, rest = whole.lstrip("0") or "0", rest.rstrip("0")
    if len(whole) > _MOST_DIGITS:
        return None, "số quá lớn, hãy xem lại."
    if len(rest) > decimals:
        return (
            None,
            "hãy nhập số nguyên." if decimals == 0 else f"chỉ nhập tối đa {decimals} chữ số sau dấu phẩy.",
        )
    if not rest:
        return int(sign + whole), ""
    return f"{sign}{whole}.{rest}", ""


def read_money(text: str) -> Read:
    """An amount of whole đồng: 150.000, 150 000 đ, 150,000 VND."""
    compact = without(text.lower(), " \u00a0'")
    for end in _MONEY_ENDS:
        compact = compact.removesuffix(end)
    value, _ = read_number(compact, 0)
    if not isinstance(value, int) or value < 0:
        return None, "hãy nhập số tiền bằng chữ số, tính bằng đồng, ví dụ 150.000."
    return value, ""


def read_phone(text: str) -> Read:
    """A Vietnamese telephone number as ten digits from 0 (a landline has eleven)."""
    compact = without(text, " \u00a0.-()/")
    for prefix in ("+84", "0084"):
        compact = (
            "0" + compact.removeprefix(prefix).removeprefix("0") if compact.startswith(prefix) else compact
        )
    if is_digits(compact) and len(compact) == 11 and compact.startswith("84"):
        compact = "0" + compact[2:]
    if is_digits(compact) and len(compact) == 9 and compact[0] in "35789":
        compact = "0" + compact
    if re.fullmatch(r"0[35789][0-9]{8}|02[0-9]{9}", compact):
        return compact, ""
    if not is_digits(compact):
        return None, "chỉ nhập chữ số, ví dụ 0912 345 678."
    if len(compact) not in (10, 11):
        return None, f"số di động có 10 chữ số, ông/bà nhập {len(compact)} chữ số. Ví dụ 0912 345 678."
    return None, "không có đầu số này. Hãy xem lại, ví dụ 0912 345 678."


def read_citizen_id(text: str) -> Read:
    """A citizen number of twelve digits; the province part must exist (the number has no check digit)."""
    compact = without(text, " \u00a0.-")
    if not is_digits(compact):
        return None, "chỉ nhập 12 chữ số in trên thẻ căn cước."
    if len(compact) == 9:
        return None, "đây là số chứng minh nhân dân cũ (9 số). Hãy nhập số căn cước 12 số, có trong VNeID."
    if len(compact) != 12:
        return None, f"số căn cước có đúng 12 chữ số, ông/bà nhập {len(compact)} chữ số."
    if compact[:3] not in _PROVINCE_CODES and compact[0] == "0":
        return None, f"không có số căn cước nào bắt đầu bằng {compact[:3]}. Hãy xem lại trên thẻ."
    return compact, ""


def birth_year_of(citizen_id: str) -> str:
    """Year of birth told by a citizen number, as `YYYY`."""
    return f"{19 + int(citizen_id[3]) // 2}{citizen_id[4:6]}"


def sex_of(citizen_id: str) -> str:
    """`male` or `female` as told by a citizen number."""
    return "female" if int(citizen_id[3]) % 2 else "male"
