"""A volunteer files with a grandmother: her word on her own telephone, the form on the volunteer's; both examined."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.person import Person

pytestmark = pytest.mark.journey
BIRTH = "Đăng ký khai sinh"


def test_a_volunteer_fills_in_with_a_grandmothers_word(
    meet: Callable[..., Person], officer: Callable[..., Person], grandmother: str
) -> None:
    volunteer = officer("tinhnguyen")
    volunteer.opens("/mot-cua/nop-ho/")
    volunteer.sees("Nộp giúp người dân")
    volunteer.presses("Bắt đầu", answer=422)
    volunteer.sees("Chọn thủ tục cần nộp.", "Chọn nơi đang nộp giúp.")
    volunteer.page.select_option("#procedure", value="1.001193")
    volunteer.chooses("Đang giúp ở đâu?", "Nhà của người dân")
    volunteer.page.check("input[name=known][value=vneid]")
    volunteer.presses("Bắt đầu")
    code = re.search(r"\b\d{6}\b", volunteer.text())
    assert code is not None
    phone = meet()
    phone.opens("/dang-nhap/")
    phone.enters_as_citizen(grandmother)
    phone.opens("/trang-cua-toi/")
    phone.presses("Nhờ người nộp giúp")
    phone.writes("Mã nhờ giúp", code[0])
    phone.presses("Tiếp tục")
    phone.sees("Hồ Văn Thật", "Nhà của người dân")
    phone.presses("Tôi đồng ý")
    phone.sees("Đã ghi sự đồng ý")
    volunteer.presses("Người dân đã đồng ý, xem lại")
    volunteer.sees("Bấm đồng ý trên điện thoại của mình")
    volunteer.presses("Điền tờ khai")
    volunteer.sees(f"Đang nộp giúp {grandmother}", "Nơi giúp: Nhà của người dân")
    volunteer.presses("Lưu, làm tiếp sau")
    volunteer.sees("Sự đồng ý đã ghi lại")
    volunteer.presses("Dừng lượt giúp")
    volunteer.sees("đã dừng")
    phone.opens("/trang-cua-toi/")
    phone.sees("Đang điền dở", BIRTH)


def test_a_citizen_acts_for_a_child_and_the_desk_confirms(
    meet: Callable[..., Person], officer: Callable[..., Person], grandmother: str, photo: Path
) -> None:
    citizen = meet(scripts=False)
    citizen.opens("/dang-nhap/")
    citizen.enters_as_citizen(grandmother)
    citizen.opens("/trang-cua-toi/thay-mat/")
    name, number = "Nguyễn Thị Thử", f"0512{os.getpid() % 100_000_000:08d}"
    citizen.presses("Gửi để cán bộ xác nhận", answer=422)
    citizen.chooses("Ông/bà thay mặt cho ai?", "Con chưa thành niên")
    citizen.writes("Họ tên người đó, hoặc tên tổ chức", name)
    citizen.writes("Số định danh (tổ chức: mã số thuế)", number)
    citizen.lays("Giấy tờ chứng minh", photo)
    citizen.presses("Gửi để cán bộ xác nhận")
    citizen.sees("Chờ cán bộ xem giấy tờ")
    desk = officer("tiepnhan")
    desk.opens("/mot-cua/thay-mat/")
    desk.presses(name)
    desk.presses("Xác nhận", exact=True)
    desk.sees("Đã xác nhận.")
    citizen.opens("/trang-cua-toi/")
    citizen.presses(name)
    citizen.sees("Đã xác nhận", "Nộp hồ sơ thay cho")


def test_the_director_reads_the_time_of_filing(officer: Callable[..., Person]) -> None:
    director = officer("giamdoc")
    director.opens("/dieu-hanh/thoi-gian-nop/")
    director.sees("Thời gian nộp hồ sơ")
    director.opens("/dieu-hanh/thoi-gian-nop/?tu=2026-02-30", answer=422)
    director.sees("không có ngày này")
