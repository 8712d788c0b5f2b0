"""A dossier in the hands of the one-stop: refused, supplemented, decided."""

from __future__ import annotations

from tests.journeys import birth
from tests.journeys.birth import Child, Sent
from tests.journeys.person import Person
from tools.tour import desk as desk_pages
from tools.tour.people import MOTHER, Tour


def refused(tour: Tour, citizen: Person, desk: Person) -> None:
    """A dossier that is not accepted."""
    sent = birth.submit(citizen, Child("Nguyễn Từ Chối", relation="Mẹ"), tour.photo, MOTHER)
    desk.opens(f"{birth.at_counter(sent)}tu-choi/")
    tour.camera.take(desk, "counter-refuse")
    desk.chooses("Lý do", "Việc này đã được giải quyết ở hồ sơ khác.")
    desk.presses("Từ chối tiếp nhận")
    tour.camera.take(desk, "counter-refused")
    tour.camera.visit(citizen, {"dossier-refused": sent.path})


def supplemented(tour: Tour, citizen: Person, desk: Person, handler: Person) -> None:
    """A dossier that waits for papers."""
    sent = birth.submit(citizen, Child("Nguyễn Bổ Sung", relation="Mẹ"), tour.photo, MOTHER)
    birth.accept(desk, sent)
    handler.opens(f"{birth.at_counter(sent)}bo-sung/")
    tour.camera.take(handler, "counter-supplement")
    handler.page.get_by_label("Cần bổ sung, sửa gì: Giấy chứng sinh").fill("Ảnh bị mờ, chụp lại.")
    handler.page.get_by_label("Cần bổ sung, sửa gì: Họ, chữ đệm và tên của trẻ").fill("Thiếu chữ đệm.")
    handler.presses("Gửi yêu cầu bổ sung")
    tour.camera.take(handler, "counter-supplement-asked")
    tour.camera.visit(handler, {"counter-second-supplement": f"{birth.at_counter(sent)}bo-sung-lan-nua/"})
    tour.camera.visit(citizen, {
        "dossier-supplement": sent.path,
        "supplement": f"{sent.path}bo-sung/",
        "my-page": "/trang-cua-toi/",
        "messages": "/thong-bao/",
        "home-citizen": "/",
    })  # fmt: skip


def decided(tour: Tour, citizen: Person, desk: Person, handler: Person, sent: Sent) -> None:
    """The way of a dossier through everybody's hands."""
    place = birth.at_counter(sent)
    tour.camera.visit(citizen, {"dossier-submitted": sent.path})
    tour.camera.visit(desk, {
        "counter-list": "/mot-cua/",
        "counter-dossier-new": place,
        "counter-accept": f"{place}tiep-nhan/",
        "counter-keys": "/mot-cua/phim-tat/",
        "counter-own": "/mot-cua/ca-nhan/",
    })  # fmt: skip
    birth.accept(desk, sent)
    tour.camera.take(desk, "counter-accepted")
    citizen.opens(sent.path)
    citizen.sees_soon("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    tour.camera.take(citizen, "dossier-accepted")
    tour.camera.visit(handler, {"counter-assign": f"{place}phan-cong/"})
    chair = tour.officer("chutich")
    desk_pages.beside(tour, citizen, desk, handler, chair=chair, sent=sent)
    birth.propose(handler, sent)
    tour.camera.visit(chair, {
        "counter-chair-list": "/mot-cua/", "counter-send-back": f"{place}tra-lai/",
        "counter-approve": f"{place}duyet/",
    })  # fmt: skip
    chair.opens(f"{place}duyet/")
    chair.writes("Mã PIN ký số của ông/bà", birth.PIN)
    chair.presses("Phê duyệt và ký")
    tour.camera.take(chair, "counter-signing")
    chair.sees_soon("Đã ký số")
    clerk = tour.officer("vanthu")
    clerk.opens(f"{place}phat-hanh/")
    tour.camera.take(clerk, "counter-issue")
    clerk.writes("Mã PIN chữ ký số của cơ quan", birth.PIN)
    clerk.presses("Vào sổ và đóng dấu")
    clerk.sees_soon("Đã có kết quả")
    tour.camera.visit(desk, {"counter-return": f"{place}tra-ket-qua/"})
    tour.camera.visit(clerk, {"counter-hand-over": "/mot-cua/ban-giao/"})
    desk.opens(f"{place}tra-ket-qua/")
    desk.presses("Đã trả kết quả")
    tour.camera.visit(desk, {"counter-returned": place, "counter-done": "/mot-cua/?xem=done"})
    tour.camera.visit(desk, {
        "counter-register": "/mot-cua/so-theo-doi/",
        "counter-late": "/mot-cua/tre-han/",
        "counter-exports": "/mot-cua/xuat/",
    })  # fmt: skip
