"""Names of provinces and communes of today as addresses write them, each after its kind: "xã Ba Tơ, tỉnh Quảng Ngãi".

Legal basis: Resolution 202/2025/QH15 (six cities under the central government) and Resolution 76/2025/UBTVQH15 with the
resolutions of 16 June 2025 (communes and townships merge into a commune; a ward with others into a ward; thirteen
special zones), in force from 1 July 2025.
"""

import re
from collections.abc import Iterable

from motcua.kernel.vietnamese import fold

_COMMUNE_KIND = re.compile(r"^(xa|phuong|thi tran|dac khu) ")
_PROVINCE_KIND = re.compile(r"^(tinh|thanh pho|tp) ")
_KINDS = {"xa": "xã", "phuong": "phường", "dac khu": "đặc khu"}
_SHORT = {"hcm": "ho chi minh", "tphcm": "ho chi minh"}
_CITIES = frozenset({"ha noi", "hai phong", "hue", "da nang", "can tho", "ho chi minh"})
_PROVINCES = _CITIES | frozenset({
    "lai chau", "dien bien", "son la", "lang son", "quang ninh", "thanh hoa", "nghe an", "ha tinh", "cao bang",
    "tuyen quang", "lao cai", "thai nguyen", "phu tho", "bac ninh", "hung yen", "ninh binh", "quang tri", "quang ngai",
    "gia lai", "khanh hoa", "lam dong", "dak lak", "dong nai", "tay ninh", "vinh long", "dong thap", "ca mau",
    "an giang",
})  # fmt: skip
# Province and name, folded.
_ZONES = frozenset({
    ("quang ninh", "van don"), ("quang ninh", "co to"), ("hai phong", "cat hai"), ("hai phong", "bach long vi"),
    ("quang tri", "con co"), ("da nang", "hoang sa"), ("quang ngai", "ly son"), ("khanh hoa", "truong sa"),
    ("lam dong", "phu quy"), ("ho chi minh", "con dao"), ("an giang", "phu quoc"), ("an giang", "tho chau"),
    ("an giang", "kien hai"),
})  # fmt: skip


def place_kind(name: str) -> str:
    """The folded kind the name of a commune begins with, or nothing."""
    found = _COMMUNE_KIND.match(fold(name))
    return found[1] if found else ""


def province_key(name: str) -> str:
    """The folded name of a province without its kind; "TP HCM" is "ho chi minh"."""
    key = _PROVINCE_KIND.sub("", fold(name))
    return _SHORT.get(key, key)


def is_province(name: str) -> bool:
    """Tell whether a province or city under the central government is called so today."""
    return province_key(name) in _PROVINCES


def province_name(name: str) -> str:
    """A province after its kind: "tỉnh An Giang", "thành phố Hồ Chí Minh"."""
    key = province_key(name)
    kind = _PROVINCE_KIND.match(fold(name))
    is_city = key in _CITIES if kind is None else kind[1] != "tinh"
    bare = " ".join(name.split()[len(kind[1].split()) if kind else 0 :])
    return f"{'thành phố' if is_city else 'tỉnh'} {'Hồ Chí Minh' if key == 'ho chi minh' else bare}"


def with_kind(name: str, province: str, merged: Iterable[str]) -> str:
    """A commune of today after its kind: the one it is written with, else what became of those it was made of;
    the name alone when neither tells."""
    own = place_kind(name)
    if own in _KINDS:
        return f"{_KINDS[own]} {' '.join(name.split()[len(own.split()) :])}"
    kinds = {place_kind(one) for one in merged}
    if (province_key(province), fold(name)) in _ZONES:
        return f"đặc khu {name}"
    if "phuong" in kinds:
        return f"phường {name}"
    return f"xã {name}" if kinds & {"xa", "thi tran"} else name
