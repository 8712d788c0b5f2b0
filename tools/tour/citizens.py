"""Pages of citizens: without a login, the form they fill in, and what comes of it."""

from __future__ import annotations

from tests.journeys import birth
from tests.journeys.birth import Child, Sent
from tests.journeys.person import Person
from tools.tour.people import MOTHER, WEAK, Tour


def strangers(tour: Tour) -> None:
    """Pages without a login."""
    person = tour.meet()
    tour.camera.visit(person, {
        "home": "/",
        "search": "/tim/?q=dang+ky+khai+sinh",
        "search-nothing": "/tim/?q=xyz",
        "procedures": "/thu-tuc/",
        "procedure": f"/thu-tuc/{birth.CODE}/",
        "login": f"/dang-nhap/?next=/nop-ho-so/{birth.CODE}/",
        "lookup": "/tra-cuu/",
        "verify": "/xac-minh/",
        "help": "/tro-giup/",
        "privacy": "/quyen-rieng-tu/",
        "life-events": "/su-kien/",
        "life-event": "/su-kien/sinh-con/",
        "guide": f"/thu-tuc/{birth.CODE}/huong-dan/",
        "board": "/niem-yet/",
        "publications": "/cong-bo/",
        "laws": "/van-ban/",
        "offline": "/ngoai-mang/",
        "not-found": "/khong-co-trang-nay/",
        "officer-login": "/can-bo/dang-nhap/",
    })  # fmt: skip
    person.close()
    weak = tour.meet()
    weak.page.goto("/dang-nhap/")
    weak.page.get_by_role("link", name="Đăng nhập bằng VNeID").click()
    weak.page.wait_for_load_state()
    tour.camera.take(weak, "vneid")
    weak.presses(WEAK)
    tour.camera.take(weak, "level-1")
    weak.close()


def form(tour: Tour, citizen: Person) -> Sent:
    """Every page of the form, with faults and without, up to the receipt."""
    draft = birth.open_form(citizen, MOTHER)
    tour.camera.take(citizen, "form-child")
    citizen.presses("Tiếp tục")
    tour.camera.take(citizen, "form-child-faults")
    birth.answer_child(citizen, Child("Nguyễn Minh Khôi", relation="Mẹ"))
    citizen.presses("Tiếp tục")
    tour.camera.visit(citizen, {
        f"form-{page}": f"{draft}{page}/"
        for page in ("birth", "father", "marriage_and_contact", "giay-to", "cac-phan")
    })  # fmt: skip
    tour.camera.visit(
        citizen, {"check-faults": f"{draft}kiem-tra/", "start-again": f"/nop-ho-so/{birth.CODE}/"}
    )
    tour.camera.visit(citizen, {"draft-delete": f"{draft}xoa/"})
    citizen.opens(f"{draft}child/")
    birth.answer(citizen, Child("Nguyễn Minh Khôi", relation="Mẹ"), tour.photo)
    tour.camera.take(citizen, "check")
    tour.camera.visit(citizen, {"papers-laid": f"{draft}giay-to/"})
    citizen.opens(f"{draft}kiem-tra/")
    birth.declare(citizen, "Bản điện tử và bản giấy tại quầy Một cửa")
    citizen.presses("Nộp hồ sơ")
    tour.camera.take(citizen, "receipt")
    return birth.receipt(citizen)


def returned(tour: Tour, citizen: Person, sent: Sent) -> None:
    """The result in the citizen's hands."""
    tour.camera.visit(citizen, {"dossier-returned": sent.path})
    citizen.opens(sent.path)
    result = tour.scratch / "giay-khai-sinh.pdf"
    result.write_bytes(citizen.downloads("Tải về"))
    sheet = tour.meet()
    sheet.page.set_content(tour.drawn(result.read_bytes()))
    tour.camera.take(sheet, "result")
    sheet.close()
    citizen.opens("/xac-minh/")
    citizen.lays("Tệp PDF", result)
    citizen.presses("Kiểm tra", exact=True)
    tour.camera.take(citizen, "verified")
    citizen.opens("/thong-bao/")
    citizen.page.locator("main a").nth(1).click()
    citizen.page.wait_for_load_state()
    tour.camera.take(citizen, "message")
    tour.camera.visit(citizen, {"progress": "/tien-do/"})
    citizen.opens("/tra-cuu/")
    citizen.writes("Mã hồ sơ hoặc mã nộp", f"{sent.code} {sent.letters}")
    citizen.presses("Tra cứu", exact=True)
    tour.camera.take(citizen, "lookup-found")


def shown_otherwise(tour: Tour) -> None:
    """Large letters, strong colours, English."""
    for button, name in (("Chữ to", "large"), ("Màu đậm, dễ đọc", "contrast"), ("English", "english")):
        person = tour.meet()
        person.page.goto("/tro-giup/")
        person.language = "en" if name == "english" else "vi"
        person.presses(button)
        tour.camera.visit(person, {
            f"{name}-home": "/", f"{name}-procedure": f"/thu-tuc/{birth.CODE}/", f"{name}-lookup": "/tra-cuu/",
        })  # fmt: skip
        person.close()
