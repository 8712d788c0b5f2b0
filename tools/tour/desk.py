"""What the desk does beside the plain way of a dossier: papers of the term, wishes of the citizen, lists of its own."""

from __future__ import annotations

from tests.journeys.birth import Sent, at_counter
from tests.journeys.person import Person
from tools.tour.people import Tour


def beside(tour: Tour, citizen: Person, desk: Person, handler: Person, *, chair: Person, sent: Sent) -> None:
    """Pages of a dossier that is being worked on; nothing of it is sent but a message of the citizen."""
    place = at_counter(sent)
    handler.opens(place)
    handler.page.locator("form[action$='nhan-viec/'] button").click()
    handler.page.wait_for_load_state()
    tour.camera.take(handler, "desk-taken")
    tour.camera.visit(chair, {
        "desk-extend": f"{place}gia-han/",
        "desk-apologise": f"{place}xin-loi/",
        "desk-stop": f"{place}dung-giai-quyet/",
        "desk-reopen": f"{place}mo-lai/",
        "desk-sign-many": "/mot-cua/ky-hang-loat/",
    })  # fmt: skip
    _empty(tour, chair, f"{place}dung-giai-quyet/", "desk-stop-faults")
    tour.camera.visit(handler, {
        "desk-request-payment": f"{place}yeu-cau-nop-tien/",
        "desk-notes": f"{place}ghi-chu/",
        "desk-own-lists": "/mot-cua/danh-sach-rieng/",
        "desk-list-filtered": "/mot-cua/?xem=unit&kenh=local_portal&q=tran",
    })  # fmt: skip
    _empty(tour, handler, f"{place}yeu-cau-nop-tien/", "desk-request-payment-faults")
    tour.camera.visit(
        handler, {"desk-notices": "/mot-cua/thong-bao/", "desk-own-load": "/dieu-hanh/tai-viec/"}
    )
    tour.camera.visit(
        chair,
        {
            "steer-load": "/dieu-hanh/tai-viec/",
            "steer-findings": "/dieu-hanh/trong-coi/",
            "steer-functions": "/dieu-hanh/phu-hop/",
        },
    )
    _opinion(tour, handler, place)
    tour.camera.visit(chair, {"desk-stand-ins": "/dieu-hanh/uy-quyen/"})
    _empty(tour, chair, "/dieu-hanh/uy-quyen/", "desk-stand-ins-faults")
    tour.camera.visit(desk, {"desk-withdrawal": f"{place}don-rut/", "desk-wish": f"{place}doi-cach-nhan/"})
    tour.camera.visit(citizen, {"wish": f"{sent.path}cach-nhan/"})
    tour.camera.visit(citizen, {"withdraw": f"{sent.path}rut/", "thread-empty": f"{sent.path}trao-doi/"})
    citizen.page.locator("textarea").first.fill("Tôi đến nhận vào chiều thứ Sáu được không?")
    citizen.page.locator("main form button[type=submit]").last.click()
    citizen.page.wait_for_load_state()
    tour.camera.take(citizen, "thread")
    tour.camera.visit(handler, {"desk-thread": f"{place}trao-doi/"})


def _opinion(tour: Tour, handler: Person, place: str) -> None:
    """Another unit is asked; nothing waits for it, so that the way goes on."""
    _empty(tour, handler, f"{place}lay-y-kien/", "desk-ask-opinion-faults")
    handler.page.goto(f"{place}lay-y-kien/")
    tour.camera.take(handler, "desk-ask-opinion")
    handler.page.locator("select[name=unit]").select_option(index=1)
    handler.writes("Cần hỏi việc gì", "Thông tin cư trú của cha, mẹ đã đúng chưa?")
    handler.page.locator("main form button[type=submit]").last.click()
    handler.page.wait_for_load_state()
    tour.camera.take(handler, "desk-opinions")
    tour.camera.visit(handler, {"desk-timeline": f"{place}tien-do/"})


def _empty(tour: Tour, officer: Person, page: str, name: str) -> None:
    """A form that is sent as it stands."""
    officer.page.goto(page)
    officer.page.locator("main form button[type=submit]").last.click()
    officer.page.wait_for_load_state()
    tour.camera.take(officer, name)
