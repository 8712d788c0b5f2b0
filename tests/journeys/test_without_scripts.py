"""The citizen's part once more in a browser that runs no script."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys import birth
from tests.journeys.birth import Child
from tests.journeys.person import Person

pytestmark = pytest.mark.journey


def test_a_grandmother_without_scripts_hands_in_follows_and_looks_up(
    meet: Callable[..., Person], photo: Path, grandmother: str
) -> None:
    citizen = meet(scripts=False)
    birth.begin(citizen, grandmother)
    birth.answer(citizen, Child("Nguyễn Thị Thu Hương", relation="Ông hoặc bà"), photo)
    citizen.sees("Nguyễn Thị Thu Hương", *birth.PARENTS["mẹ"], *birth.PARENTS["cha"], "1 tệp")
    citizen.presses("Nộp hồ sơ")
    citizen.sees("Có chỗ cần sửa", "Lời cam đoan")
    assert citizen.page.title().startswith("Lỗi: ")
    birth.declare(citizen, "Bản điện tử và bản giấy tại quầy Một cửa")
    citizen.presses("Nộp hồ sơ")
    sent = birth.receipt(citizen)
    citizen.presses("Theo dõi hồ sơ")
    citizen.sees("Chờ tiếp nhận", "Tiến độ", "giay-chung-sinh.jpg")
    relative = meet(scripts=False)
    relative.opens("/tra-cuu/")
    relative.writes("Mã hồ sơ hoặc mã nộp", f"{sent.code} {sent.letters}")
    relative.presses("Tra cứu", exact=True)
    relative.sees("Chờ tiếp nhận", sent.code)
    relative.misses(grandmother)


def test_a_draft_without_scripts_is_left_found_again_and_thrown_away(
    meet: Callable[..., Person], grandmother: str
) -> None:
    citizen = meet(scripts=False)
    birth.open_form(citizen, grandmother)
    citizen.writes("Họ, chữ đệm và tên của trẻ", "Nguyễn Thị Dở Dang")
    citizen.presses("Lưu, làm tiếp sau")
    citizen.sees("Trang của tôi", "Đang điền dở")
    citizen.presses("Điền tiếp")
    assert citizen.box("Họ, chữ đệm và tên của trẻ").input_value() == "Nguyễn Thị Dở Dang"
    citizen.opens("/trang-cua-toi/")
    drafts = citizen.button("Điền tiếp").count()
    citizen.presses("Xóa")
    citizen.sees("Xóa hồ sơ đang điền này?")
    citizen.presses("Xóa", exact=True)
    assert citizen.button("Điền tiếp").count() == drafts - 1


def test_the_pages_of_the_foot_and_the_way_out(meet: Callable[..., Person], grandmother: str) -> None:
    citizen = meet(scripts=False)
    citizen.opens("/")
    citizen.presses("Đăng nhập")
    citizen.enters_as_citizen(grandmother)
    for path in ("/tro-giup/", "/quyen-rieng-tu/", "/thu-tuc/", "/tien-do/", "/thong-bao/", "/giao-dien/"):
        citizen.opens(path)
    citizen.opens("/")
    citizen.presses("Đăng xuất")
    citizen.sees("Đã đăng xuất", "Thoát cả VNeID")
