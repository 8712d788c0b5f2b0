"""Booking by plain forms: a day, an hour, a telephone number; seen, changed and given back by its code."""

import re

import pytest

from motcua.casework.appointments import api as appointments
from motcua.interfaces.portal import limiter
from motcua.kernel.actors import ANONYMOUS
from tests.casework.appointments.conftest import at
from tests.factories.organisation import NOW, TODAY, make_officer
from tests.interfaces.portal.conftest import client_of

DAY = f"/hen-gio/?ngay={TODAY}"
FORM = {"gio": "2026-11-23T09:00:00+07:00", "dien_thoai": "0905 123 402"}


@pytest.fixture
def hall(office):
    """A window of two places at once, half an hour each."""
    director = make_officer(office.commune.id, "director", full_name="Huỳnh Ngọc Sơn")
    window = appointments.open_window(director, 1, "Hộ tịch", now=NOW)
    appointments.set_slots(director, window, 30, 2, TODAY, now=NOW)
    return director


def booked(office, hour: str = "09:00", actor=ANONYMOUS) -> appointments.AppointmentInfo:
    return appointments.book(actor, office.commune.id, at(hour), "0905123402", now=NOW)


def text(answer, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def test_a_commune_without_windows_says_so(office, anyone):
    assert "Chưa nhận hẹn giờ" in text(anyone.get("/hen-gio/"))


def test_days_and_hours_are_offered_with_the_places_left(office, anyone, hall):
    page = text(anyone.get("/hen-gio/"))
    assert "Thứ Hai 23/11/2026" in page and "24/11/2026" not in page
    page = text(anyone.get(DAY))
    assert 'value="2026-11-23T08:30:00+07:00"' in page and "còn 2 chỗ" in page
    assert "T08:00:00" not in page and "T12:00:00" not in page


@pytest.mark.parametrize("day", ["2026-11-24", "2026-11-22", "2027-01-04", "abc", ""])
def test_a_day_that_is_not_offered_leads_back_to_the_days(office, anyone, hall, day):
    assert "Chọn ngày" in text(anyone.get(f"/hen-gio/?ngay={day}"))


def test_booked_without_login_and_shown_with_its_qr_code(office, anyone, hall):
    answer = anyone.post(DAY, FORM)
    assert answer.status_code == 302
    page = text(anyone.get(answer["Location"]))
    assert "09:00 ngày 23/11/2026" in page and 'src="data:image/svg+xml' in page
    # Whoever looks over a shoulder does not read the number.
    assert "0905123402" not in page and "… 402" in page
    assert anyone.get(answer["Location"])["Cache-Control"] == "private, no-store"


def test_nothing_chosen_is_told_at_the_fields_and_what_was_typed_stays(office, anyone, hall):
    page = text(anyone.post(DAY, {"dien_thoai": "0905 123 402"}), 422)
    assert "hãy chọn một giờ" in page and 'value="0905 123 402"' in page
    page = text(anyone.post(DAY, {}), 422)
    assert "hãy chọn một giờ" in page and "Hãy điền số điện thoại" in page
    page = text(anyone.post(DAY, FORM | {"dien_thoai": "09"}), 422)
    assert "số di động có 10 chữ số" in page and re.search(
        r'value="2026-11-23T09:00:00\+07:00" checked', page
    )
    assert "hãy chọn một giờ" in text(anyone.post(DAY, FORM | {"gio": "2026-11-23T09:00:00"}), 422)


def test_one_network_does_not_take_every_place(office, anyone, hall, monkeypatch):
    monkeypatch.setitem(limiter.LIMITS, "booking", (2, limiter.LIMITS["booking"][1]))
    for last in (3, 4):
        assert anyone.post(DAY, FORM | {"dien_thoai": f"090512340{last}"}).status_code == 302
    page = text(anyone.post(DAY, FORM | {"gio": "2026-11-23T10:00:00+07:00"}), 422)
    assert "nhiều lượt hẹn từ mạng này" in page
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert anyone.post(DAY, FORM | {"gio": "2026-11-23T10:00:00+07:00"}, **elsewhere).status_code == 302


def test_a_slot_taken_meanwhile_is_told_at_its_field(office, anyone, hall):
    for last in (2, 3):
        appointments.book(ANONYMOUS, office.commune.id, at("09:00"), f"090512340{last}", now=NOW)
    page = text(anyone.post(DAY, FORM | {"dien_thoai": "0905123409"}), 409)
    assert "Giờ này vừa hết chỗ" in page and 'value="0905123409"' in page


def test_the_procedure_in_the_address_is_kept(office, anyone, hall):
    assert "Đăng ký khai sinh" in text(anyone.get(f"{DAY}&thu-tuc=1.001193"))
    answer = anyone.post(f"{DAY}&thu-tuc=1.001193", FORM)
    assert "Đăng ký khai sinh" in text(anyone.get(answer["Location"]))
    assert anyone.post(f"{DAY}&thu-tuc=9.9", FORM).status_code == 302


def test_found_again_by_its_code(office, anyone, hall):
    one = booked(office)
    answer = anyone.post("/hen-gio/tim/", {"ma": one.shown.lower()})
    assert answer["Location"] == f"/hen-gio/{one.code}/"
    assert "Không có lịch hẹn nào" in text(anyone.post("/hen-gio/tim/", {"ma": "22222222"}), 404)
    assert "hãy điền 8 ký tự" in text(anyone.post("/hen-gio/tim/", {"ma": " "}), 422)


def test_many_wrong_codes_close_the_door_for_a_while(office, anyone, hall):
    one = booked(office)
    for number in range(20):
        text(anyone.get(f"/hen-gio/2222222{'23456789CDFGHJKLMNPQ'[number]}/"), 404)
    text(anyone.get(f"/hen-gio/{one.code}/"), 404)


def test_changed_and_cancelled(office, anyone, hall):
    one = booked(office)
    address = f"/hen-gio/{one.code}/"
    assert "Đổi sang giờ này" in text(anyone.get(f"{address}doi/?ngay={TODAY}"))
    answer = anyone.post(f"{address}doi/?ngay={TODAY}", {"gio": "2026-11-23T10:00:00+07:00"})
    assert answer["Location"] == address and "10:00 ngày 23/11/2026" in text(anyone.get(address))
    assert "hãy chọn một giờ" in text(anyone.post(f"{address}doi/?ngay={TODAY}", {}), 422)
    assert "Ông/bà muốn hủy" in text(anyone.get(f"{address}huy/"))
    anyone.post(f"{address}huy/", {"confirm": "yes"})
    assert "Lịch hẹn này đã hủy" in text(anyone.get(address))
    text(anyone.get(f"{address}doi/"), 409)


def test_a_day_that_closed_is_told_on_the_page_and_another_hour_offered(office, anyone, hall):
    one = booked(office)
    window = appointments.list_windows(office.commune.id, TODAY)[0]
    appointments.set_slots(hall, window.id, 60, 0, TODAY, now=NOW)
    page = text(anyone.get(f"/hen-gio/{one.code}/"))
    assert "Lịch hẹn này không giữ được" in page and "Đổi giờ hẹn" in page and "Hủy lịch hẹn" not in page


def test_a_citizen_finds_their_own_when_logged_in(office, browser, hall):
    one = booked(office, actor=office.citizen)
    assert one.shown in text(browser.get("/hen-gio/"))
    assert one.shown not in text(client_of(office.commune).get("/hen-gio/"))


def test_english_pages(office, anyone, hall):
    anyone.post("/hien-thi/", {"ngon-ngu": "en", "next": "/"})
    one = booked(office)
    for address, words in (
        ("/hen-gio/", "Book a time"),
        (DAY, "Book this time"),
        (f"/hen-gio/{one.code}/", "Cancel"),
    ):
        assert words in text(anyone.get(address))
