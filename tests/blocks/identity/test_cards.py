"""What a scanner types when it reads a citizen card, good and bad."""

from datetime import date

import pytest

from motcua.blocks.identity import api as identity

TODAY = date(2026, 11, 23)
GOOD = "051090004521|212345678|Nguyễn Văn An|12041990|Nam|Thôn Làng Rêu, Xã Ba Tô, Huyện Ba Tơ, Quảng Ngãi|25042021"


def card(**parts):
    """Return the line of a card with some parts changed, by their place."""
    said = GOOD.split("|")
    for place, text in parts.items():
        said[int(place[1:])] = text
    return "|".join(said)


READ = {
    GOOD: ("051090004521", "Nguyễn Văn An", "1990-04-12", "male", "Thôn Làng Rêu, Xã Ba Tô, Quảng Ngãi"),
    f"  {GOOD}\n": ("Nguyễn Văn An",),
    card(p1=""): ("051090004521",),
    card(p3="12/04/1990"): ("1990-04-12",),
    card(p4="NAM"): ("male",),
    card(p0="051 090 004 521"): ("051090004521",),
    card(p2="Nguyễn  Văn   An"): ("Nguyễn Văn An",),
    card(p2="Nguyê\u0303n Va\u0306n An"): ("Nguyễn Văn An",),
    card(p5="Tổ 2, Phường Nghĩa Lộ, Thành phố Quảng Ngãi, Quảng Ngãi"): ("Tổ 2, Phường Nghĩa Lộ, Quảng Ngãi",),
    card(p5="Thôn 1, Thị trấn Ba Tơ, Ba Tơ, Quảng Ngãi"): ("Thôn 1, Thị trấn Ba Tơ, Quảng Ngãi",),
    card(p5="Thôn 1, Ba Tô, Ba Tơ, Quảng Ngãi"): ("Thôn 1, Ba Tô, Quảng Ngãi",),
    card(p5="Thôn 1, Xã Ba Tô, Tỉnh Quảng Ngãi"): ("Thôn 1, Xã Ba Tô, Tỉnh Quảng Ngãi",),
    card(p5="Số 2, hẻm 3, Đặc khu Lý Sơn, Quảng Ngãi"): ("Số 2, hẻm 3, Đặc khu Lý Sơn, Quảng Ngãi",),
    f"{GOOD}|Nguyễn Văn Cha|Trần Thị Mẹ||": ("Nguyễn Văn An", "1990-04-12"),
    "051205004521||Lê Thị Mơ|01012005|Nữ|Ba Tô, Quảng Ngãi|01012024": None,
    "051305004521||Lê Thị Mơ|01012005|Nữ|Ba Tô, Quảng Ngãi|01012024": ("female", "2005-01-01"),
}  # fmt: skip
BAD = {
    "": "Không phải mã",
    "https://example.vn/x": "Không phải mã",
    "DN4010123456789|4e677579|12/04/1990|1|...": "bảo hiểm y tế",
    "HT2515198765432": "bảo hiểm y tế",
    "212345678": "chứng minh nhân dân cũ",
    "051090004521": "chưa đọc hết",
    "051090004521|212345678|Nguyễn Văn An": "chưa đọc hết",
    card(p0="05109000452"): "Không phải mã",
    card(p0="0510900045211"): "Không phải mã",
    card(p3="31021990"): "ngày sinh",
    card(p3="1990"): "ngày sinh",
    card(p3="12042090"): "ngày sinh",
    card(p3="12041991"): "không khớp",
    card(p4="Nữ"): "không khớp",
    card(p0="051190004521"): "không khớp",
    card(p2="Nguy?n V?n An"): "mất chữ",
    card(p2=""): "mất chữ",
}


@pytest.mark.parametrize("line", READ)
def test_a_card_is_read(line):
    if READ[line] is None:
        with pytest.raises(identity.UnreadableCard):
            identity.read_card(line, TODAY)
        return
    seen = identity.read_card(line, TODAY)
    said = (seen.citizen_id, seen.name, seen.birth_date, seen.gender, seen.residence)
    assert set(READ[line]) <= set(said)


@pytest.mark.parametrize("line", BAD)
def test_what_is_no_card_is_told(line):
    with pytest.raises(identity.UnreadableCard, match=BAD[line]):
        identity.read_card(line, TODAY)


def test_a_number_typed_by_hand_is_judged_too():
    assert identity.typed_card(" Hồ  Văn Xí ", "051 090 004 521", TODAY).name == "Hồ Văn Xí"
    for name, number in (("Hồ Văn Xí", "05109000452"), ("", "051090004521"), ("Hồ Văn Xí", "051399004521")):
        with pytest.raises(identity.UnreadableCard):
            identity.typed_card(name, number, TODAY)
