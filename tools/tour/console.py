"""The administrator at work: forms, the catalogue, maintenance."""

from __future__ import annotations

from tests.journeys import birth
from tools.tour.people import Tour


def forms(tour: Tour) -> None:
    """The administrator changes a form, tries it, and stops before publishing it."""
    admin, place = tour.officer("quantri"), f"/dieu-hanh/bieu-mau/{birth.CODE}/"
    tour.camera.visit(admin, {"builder-list": "/dieu-hanh/bieu-mau/"})
    admin.opens(place)
    tour.camera.take(admin, "builder-form")
    admin.presses("Sửa")
    tour.camera.take(admin, "builder-outline")
    tour.camera.visit(admin, {
        "builder-head": f"{place}sua/chung/",
        "builder-page": f"{place}sua/trang/3/",
        "builder-choice": f"{place}sua/trang/1/o/0/",
        "builder-address": f"{place}sua/trang/2/o/2/",
        "builder-number": f"{place}sua/trang/0/o/2/",
        "builder-preview": f"{place}xem/1/",
        "builder-import": f"{place}nap/",
    })  # fmt: skip
    admin.opens(f"{place}mau-thu/")
    if admin.button("Nạp các mẫu").count():
        admin.presses("Nạp các mẫu")
    admin.opens(f"{place}sua/")
    admin.unfolds("Thêm ô vào trang “Trẻ được khai sinh”")
    admin.page.locator("#label-1").fill("Tổng số con")
    admin.page.locator("#kind-1").select_option("calculated")
    admin.page.locator("button[value='them-o:1']").click()
    tour.camera.take(admin, "builder-calculation")
    tour.camera.visit(admin, {
        "builder-changed": f"{place}sua/",
        "builder-samples": f"{place}mau-thu/",
        "builder-compare": f"{place}so-sanh/",
        "builder-publish": f"{place}cong-bo/",
    })  # fmt: skip
    admin.opens(f"{place}cong-bo/")
    admin.presses("Công bố", exact=True, answer=422)
    tour.camera.take(admin, "builder-publish-faults")
    admin.opens(f"{place}nap/")
    admin.writes(
        "Hoặc nội dung tệp",
        "id: a\ntitle: T\npages: [{id: p, title: P, fields: [{id: x, type: text, label: ''}]}]",
    )
    admin.presses("Nạp vào", answer=422)
    tour.camera.take(admin, "builder-import-faults")
    admin.opens(f"{place}sua/")
    admin.unfolds("Bỏ bản đang sửa")
    admin.page.locator("button[value='bo-ban']").click()


def processes(tour: Tour) -> None:
    """The administrator looks at a shorter term, changes a process, and stops before publishing either."""
    admin, place = tour.officer("quantri"), "/dieu-hanh/quy-trinh/1.013225/"
    tour.camera.visit(admin, {
        "terms": "/dieu-hanh/thoi-han/?percent=20",
        "own-term": "/dieu-hanh/thoi-han/rieng/",
        "process-list": "/dieu-hanh/quy-trinh/",
    })  # fmt: skip
    admin.opens("/dieu-hanh/thoi-han/?percent=20")
    admin.page.locator("button[value='publish']").click()
    tour.camera.take(admin, "terms-faults")
    admin.opens(place)
    tour.camera.take(admin, "process")
    admin.presses("Sửa quy trình này")
    tour.camera.visit(admin, {"process-designer": f"{place}sua/", "process-step": f"{place}sua/1/"})
    admin.opens(f"{place}sua/2/")
    admin.page.locator("input[value='propose']").uncheck()
    admin.page.locator("main form button[type='submit']").last.click()
    tour.camera.take(admin, "process-designer-faults")
    tour.camera.visit(admin, {"process-publish": f"{place}cong-bo/", "process-compare": f"{place}so-sanh/"})
    admin.opens(f"{place}sua/")
    admin.unfolds("Bỏ bản đang sửa")
    admin.page.locator("button[value='bo-ban']").click()


def catalogue(tour: Tour) -> None:
    """The administrator reads the catalogue and sends decisions that lack something."""
    admin, place = tour.officer("quantri"), "/dieu-hanh/danh-muc/"
    tour.camera.visit(admin, {
        "catalogue": place,
        "catalogue-search": f"{place}?q=khai+sinh",
        "catalogue-procedure": f"{place}thu-tuc/{birth.CODE}/",
        "catalogue-proposals": f"{place}de-xuat/",
        "catalogue-list": f"{place}danh-sach/group_82/",
        "catalogue-local": f"{place}rieng/",
    })  # fmt: skip
    admin.opens(f"{place}nhap/")
    tour.camera.take(admin, "catalogue-import")
    admin.presses("Tải lên và so sánh", answer=422)
    tour.camera.take(admin, "catalogue-import-faults")
    admin.opens("/dieu-hanh/bao-tri/")
    tour.camera.take(admin, "maintenance")
    admin.writes("Nội dung", "")
    admin.presses("Báo cho người dân", answer=422)
    tour.camera.take(admin, "maintenance-faults")
