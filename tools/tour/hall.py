"""The hall: appointments as citizens book them, the queue at a window, screen and kiosk, and how it is settled."""

from __future__ import annotations

from tools.tour.people import Tour


def hall(tour: Tour) -> None:
    """Pages of appointments and queue; numbers are given in working hours only, so none is taken here."""
    citizen, desk, director = tour.meet(), tour.officer("tiepnhan"), tour.officer("giamdoc")
    tour.camera.visit(citizen, {"book-days": "/hen-gio/"})
    citizen.page.locator(".card__link").first.click()
    citizen.page.wait_for_load_state()
    tour.camera.take(citizen, "book-hours")
    citizen.page.locator("main form button[type=submit]").click()
    citizen.page.wait_for_load_state()
    tour.camera.take(citizen, "book-faults")
    citizen.page.locator("input[name=gio]").last.check()
    citizen.page.locator("input[name=dien_thoai]").fill("0905 123 490")
    citizen.page.locator("main form button[type=submit]").click()
    citizen.page.wait_for_load_state()
    tour.camera.take(citizen, "book-appointment")
    booked = citizen.page.url.split("?")[0]
    tour.camera.visit(citizen, {"book-change": f"{booked}doi/", "book-cancel": f"{booked}huy/"})
    tour.camera.visit(desk, {
        "queue": "/mot-cua/hang-cho/",
        "queue-telephone": "/mot-cua/hang-cho/goi-bao/",
        "queue-screen": "/man-hinh/goi-so/",
        "queue-kiosk": "/man-hinh/lay-so/",
        "queue-kiosk-groups": "/man-hinh/lay-so/?uu-tien=1",
    })  # fmt: skip
    tour.camera.visit(citizen, {"queue-machine-closed": "/man-hinh/goi-so/"})
    tour.camera.visit(director, {
        "queue-windows": "/dieu-hanh/hang-cho/",
        "queue-groups": "/dieu-hanh/hang-cho/nhom/",
        "queue-machines": "/dieu-hanh/hang-cho/may/",
        "queue-times": "/dieu-hanh/hang-cho/thoi-gian/",
    })  # fmt: skip
