"""Filing for others, and help with filing."""

from __future__ import annotations

import re

from tests.journeys import birth
from tests.journeys.person import Person
from tools.tour.people import Tour


def around(tour: Tour, citizen: Person, desk: Person) -> None:
    """Filing for others, help with filing, and how pages are shown."""
    tour.camera.visit(citizen, {"represented": "/trang-cua-toi/thay-mat/"})
    citizen.opens("/trang-cua-toi/thay-mat/")
    citizen.presses("Gửi để cán bộ xác nhận", answer=422)
    tour.camera.take(citizen, "represented-faults")
    citizen.chooses("Ông/bà thay mặt cho ai?", "Con chưa thành niên")
    citizen.writes("Họ tên người đó, hoặc tên tổ chức", "Nguyễn Thị Thử")
    citizen.writes("Số định danh (tổ chức: mã số thuế)", "051226000777")
    citizen.lays("Giấy tờ chứng minh", tour.photo)
    citizen.presses("Gửi để cán bộ xác nhận")
    tour.camera.take(citizen, "represented-waiting")
    desk.opens("/mot-cua/thay-mat/")
    tour.camera.take(desk, "counter-represented")
    desk.presses("Nguyễn Thị Thử")
    tour.camera.take(desk, "counter-represented-person")
    desk.presses("Xác nhận", exact=True)
    citizen.opens("/trang-cua-toi/")
    citizen.presses("Nguyễn Thị Thử")
    tour.camera.take(citizen, "represented-person")
    citizen.presses("Thôi thay mặt")
    tour.camera.take(citizen, "represented-end")
    helped(tour, citizen, tour.officer("tinhnguyen"))
    tour.camera.visit(tour.officer("giamdoc"), {
        "console-times": "/dieu-hanh/thoi-gian-nop/",
        "console-times-faults": "/dieu-hanh/thoi-gian-nop/?tu=2026-02-30",
    })  # fmt: skip


def helped(tour: Tour, citizen: Person, volunteer: Person) -> None:
    """A volunteer files with the citizen."""
    volunteer.opens("/mot-cua/nop-ho/")
    tour.camera.take(volunteer, "counter-help")
    volunteer.presses("Bắt đầu", answer=422)
    tour.camera.take(volunteer, "counter-help-faults")
    volunteer.page.select_option("#procedure", value=birth.CODE)
    volunteer.chooses("Đang giúp ở đâu?", "Nhà của người dân")
    volunteer.page.check("input[name=known][value=vneid]")
    volunteer.presses("Bắt đầu")
    tour.camera.take(volunteer, "counter-help-code")
    code = re.search(r"\b\d{6}\b", volunteer.text())
    assert code is not None
    tour.camera.visit(citizen, {"helped": "/giup-toi/"})
    citizen.opens("/giup-toi/")
    citizen.writes("Mã nhờ giúp", code[0])
    citizen.presses("Tiếp tục")
    tour.camera.take(citizen, "helped-consent")
    citizen.presses("Tôi đồng ý")
    tour.camera.take(citizen, "helped-agreed")
    volunteer.presses("Người dân đã đồng ý, xem lại")
    volunteer.presses("Điền tờ khai")
    tour.camera.take(volunteer, "counter-help-form")
