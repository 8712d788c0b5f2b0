"""The screen and the kiosk: machines opened once by their address; numbers and windows, nothing of people."""

import re

import pytest
from django.test import Client

from motcua.casework.appointments import api as appointments
from motcua.kernel.actors import ANONYMOUS
from tests.casework.appointments.conftest import at
from tests.factories.organisation import NOW, TODAY
from tests.interfaces.counter.conftest import text_of

SCREEN, KIOSK = "/man-hinh/goi-so/", "/man-hinh/lay-so/"


def machine(director, kind: str) -> Client:
    """Return a machine that was opened by its address."""
    _, secret = appointments.open_device(director[0], kind, "Máy ở sảnh", now=NOW)
    browser = Client()
    answer = browser.get(f"/man-hinh/mo/{secret}/")
    assert answer.status_code == 302
    return browser


def call(counter, director, window: int = 0):
    opened = appointments.list_windows(counter.commune.id, TODAY)[window]
    return appointments.call_next(director[0], opened.id, now=NOW)


@pytest.mark.parametrize("page", [SCREEN, KIOSK])
def test_a_machine_nobody_opened_shows_nothing(counter, director, page):
    assert "Máy này chưa được mở" in text_of(Client().get(page), 403)
    assert "Máy này chưa được mở" in text_of(Client().get("/man-hinh/mo/sai/"), 403)


def test_a_screen_is_no_kiosk_and_an_ended_machine_is_none(counter, director):
    screen = machine(director, "screen")
    assert "Chưa gọi số nào" in text_of(screen.get(SCREEN))
    text_of(screen.get(KIOSK), 403)
    [device] = appointments.list_devices(director[0])
    appointments.end_device(director[0], device.id, now=NOW)
    text_of(screen.get(SCREEN), 403)


def test_the_screen_says_number_and_window(counter, director):
    appointments.take_ticket(director[0], "elderly", now=NOW)
    call(counter, director)
    page = text_of(machine(director, "screen").get(SCREEN))
    assert ">A001<" in page and "đến cửa số 1" in page
    assert 'data-said="Mời số a không không một đến cửa số 1"' in page
    # Why somebody is called first is not for everybody in the hall.
    assert "cao tuổi" not in page and "elderly" not in page


def test_only_the_changing_part_is_fetched_again(counter, director):
    screen = machine(director, "screen")
    part = text_of(screen.get(SCREEN, headers={"HX-Request": "true"}))
    assert "<html" not in part and "Đang chờ: 0 người" in part
    assert '<noscript><meta http-equiv="refresh"' in text_of(screen.get(SCREEN))


def test_an_officer_who_calls_numbers_sees_the_screen_too(counter, director):
    text_of(director[1].get(SCREEN))
    text_of(counter.browser("handler").get(SCREEN), 403)


def test_the_kiosk_gives_numbers_and_the_groups_of_the_day(counter, director):
    kiosk = machine(director, "kiosk")
    assert ">A001<" in text_of(kiosk.post(KIOSK, {"nhom": "khong"}))
    assert "Người cao tuổi" in text_of(kiosk.get(f"{KIOSK}?uu-tien=1"))
    given = text_of(kiosk.post(KIOSK, {"nhom": "elderly"}))
    assert ">A002<" in given and "còn 1 người" in given
    assert call(counter, director).shown == "A002"
    assert "Hãy chọn lại nhóm" in text_of(kiosk.post(KIOSK, {"nhom": "ban be"}), 422)


def test_a_scanned_appointment_gets_its_number(counter, director):
    booked = appointments.book(ANONYMOUS, counter.commune.id, at("08:30"), "0905123402", now=NOW)
    kiosk = machine(director, "kiosk")
    scanned = f"http://localhost:8000/hen-gio/{booked.code}/"
    page = text_of(kiosk.post(KIOSK, {"hen": "1", "ma": scanned}))
    assert ">H001<" in page and "0905" not in page
    for typed, status in (("", 422), ("KHONGCO", 404)):
        assert re.search(
            "QR|Không có lịch hẹn", text_of(kiosk.post(KIOSK, {"hen": "1", "ma": typed}), status)
        )


def test_a_closed_hall_is_told_at_the_kiosk(counter, director, monkeypatch):
    from datetime import timedelta

    from motcua.kernel import clock

    kiosk = machine(director, "kiosk")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=1))
    assert "không còn giờ làm việc" in text_of(kiosk.post(KIOSK, {"nhom": "khong"}), 409)
