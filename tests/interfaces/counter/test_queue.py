"""The queue at a window: chosen once, worked by keys; settled by the director; time told to who steers."""

import re
from datetime import timedelta

import pytest

from motcua.blocks.organisation import api as organisation
from motcua.casework.appointments import api as appointments
from motcua.kernel.actors import ANONYMOUS, system
from tests.casework.appointments.conftest import at
from tests.factories.effects import run_effects
from tests.factories.organisation import NOW, TODAY
from tests.interfaces.counter.conftest import enter, text_of

QUEUE, HALL = "/mot-cua/hang-cho/", "/dieu-hanh/hang-cho/"


@pytest.fixture
def director(counter):
    return enter(counter.commune.id, "director", full_name="Huỳnh Ngọc Sơn")


@pytest.fixture
def windows(counter, director):
    opened = [appointments.open_window(director[0], n, f"Hộ tịch {n}", now=NOW) for n in (1, 2)]
    for window in opened:
        appointments.set_slots(director[0], window, 30, 1, TODAY, now=NOW)
    return opened


@pytest.fixture
def desk(counter, windows):
    """The receptionist at the first window."""
    browser = counter.browser("receptionist")
    browser.post(f"{QUEUE}cua/", {"window": windows[0]})
    return browser


def press(browser, verb: str, **boxes: object) -> str:
    """Send the form of a key as the page has it, and return the page that follows."""
    page = browser.get(QUEUE).content.decode()
    form = re.search(rf'action="{QUEUE}{verb}/".*?</form>', page, re.DOTALL)
    assert form, f"no form for {verb}"
    found = dict(re.findall(r'name="(window|ticket|action_key|group)" value="([^"]*)"', form[0]))
    assert browser.post(f"{QUEUE}{verb}/", found | boxes).status_code == 302
    return text_of(browser.get(QUEUE))


def take(counter, count: int = 1, group: str = "") -> None:
    for _ in range(count):
        appointments.take_ticket(system(counter.commune.id), group, now=NOW)


def test_an_officer_chooses_a_window_once(counter, windows):
    browser = counter.browser("receptionist")
    page = text_of(browser.get(QUEUE))
    assert "Chọn cửa ông/bà đang ngồi" in page and "Gọi số tiếp" not in page
    browser.post(f"{QUEUE}cua/", {"window": windows[1]})
    assert "Cửa 2: Hộ tịch 2" in text_of(browser.get(QUEUE))


def test_called_again_absent_back_and_served(counter, desk):
    take(counter, 2)
    page = press(desk, "tiep")
    assert "Đang gọi số A001" in page and 'data-key=" "' in page
    assert 'data-key="r"' in page and 'data-key="s"' in page and 'data-key="d"' in page
    assert "Gọi lại số A001, lần 2" in press(desk, "goi-lai")
    page = press(desk, "vang")
    assert "Số A001 vắng" in page and "Chưa gọi số nào" in page and "Gọi mà vắng" in page
    assert "chờ lại" in press(desk, "cho-lai")
    assert "Đang gọi số A001" in press(desk, "tiep")
    assert "Xong số A001" in press(desk, "xong")
    assert "Đang gọi số A002" in press(desk, "tiep")
    assert "Chưa có ai chờ" in press(desk, "tiep")


def test_a_page_gone_stale_is_told_and_does_nothing(counter, desk):
    take(counter, 2)
    press(desk, "tiep")
    old = desk.get(QUEUE).content.decode()
    ticket = re.search(r'name="ticket" value="([^"]+)"', old)[1]
    window = re.search(r'name="window" value="([^"]+)"', old)[1]
    press(desk, "tiep")
    desk.post(f"{QUEUE}vang/", {"ticket": ticket, "window": window})
    page = text_of(desk.get(QUEUE))
    assert "không còn được gọi ở cửa" in page and "Đang gọi số A002" in page
    # The key of a page works once: a double press passes nobody over.
    take(counter)
    key = re.search(r'name="action_key" value="([^"]+)"', page)[1]
    for _ in range(2):
        desk.post(f"{QUEUE}tiep/", {"window": window, "action_key": key})
    assert "Đang gọi số A003" in text_of(desk.get(QUEUE))


def test_numbers_for_people_and_for_appointments_at_the_desk(counter, desk):
    take(counter)
    assert "Đã lấy số A002; trước người này còn 1 người" in press(desk, "lay-so", group="disabled")
    booked = appointments.book(ANONYMOUS, counter.commune.id, at("08:30"), "0905123402", now=NOW)
    assert "số H001" in press(desk, "den-hen", ma=booked.shown)
    page = text_of(desk.get(QUEUE))
    assert "Hẹn 08:30" in page and "Người khuyết tật" in page and "0905" not in page
    assert page.index("A002") < page.index("A001")
    assert "Quét mã QR" in press(desk, "den-hen", ma=" ")
    assert "Không có lịch hẹn nào" in press(desk, "den-hen", ma="22222222")


def test_the_queue_is_for_who_may_and_only_by_known_verbs(counter, windows):
    handler = counter.browser("handler")
    text_of(handler.get(QUEUE), 403)
    text_of(handler.post(f"{QUEUE}tiep/", {"window": windows[0]}), 403)
    assert counter.browser("receptionist").post(f"{QUEUE}xoa/").status_code == 404


def test_people_without_login_are_telephoned(counter, desk):
    appointments.book(ANONYMOUS, counter.commune.id, at("09:00", days=2), "0905123402", now=NOW)
    chief = system(counter.commune.id)
    organisation.set_commune_day(chief, TODAY + timedelta(days=2), "holiday", "Bão", "Công điện", now=NOW)
    run_effects(counter.commune.id)
    assert "Cần gọi báo: 1" in text_of(desk.get(QUEUE))
    page = text_of(desk.get(f"{QUEUE}goi-bao/"))
    assert "0905123402" in page
    desk.post(re.search(rf'action="({QUEUE}goi-bao/[^"]+)"', page)[1])
    page = text_of(desk.get(f"{QUEUE}goi-bao/"))
    assert "Không còn ai cần gọi báo" in page and "0905123402" not in page


def test_the_director_opens_windows_and_sets_how_they_take_appointments(counter, director):
    browser = director[1]
    assert "Chưa mở cửa nào" in text_of(browser.get(HALL))
    page = text_of(browser.post(HALL, {"number": "không", "name": ""}), 422)
    assert "Số cửa: từ 1 đến 99" in page and "Tên cửa: hãy điền" in page
    answer = browser.post(HALL, {"number": "3", "name": "Đất đai"})
    address = answer["Location"].split("?")[0]
    page = text_of(browser.post(address, {"minutes": "2", "capacity": "x", "valid_from": ""}), 422)
    assert "từ 5 đến 240 phút" in page and "từ 0 đến 50" in page and "chọn hôm nay" in page
    browser.post(address, {"minutes": "20", "capacity": "2", "valid_from": TODAY.isoformat()})
    assert "2 người mỗi 20 phút" in text_of(browser.get(HALL))
    booked = appointments.book(ANONYMOUS, counter.commune.id, at("09:00"), "0905123402", now=NOW)
    assert booked.window_number == 3
    answer = browser.post(f"{address}dong/")
    assert "1 lịch hẹn không giữ được" in text_of(browser.get(answer["Location"]))


def test_groups_and_machines_on_their_pages(counter, director):
    browser = director[1]
    page = text_of(browser.get(f"{HALL}nhom/"))
    assert "Luật Người cao tuổi" in page and "Thôi gọi trước: Phụ nữ mang thai" in page
    page = text_of(browser.post(f"{HALL}nhom/", {"ends": "pregnant", "basis": "", "group_from": ""}), 422)
    assert "Căn cứ: ghi văn bản" in page
    day = TODAY.isoformat()
    browser.post(f"{HALL}nhom/", {"ends": "pregnant", "basis": "QĐ 12", "group_from": day})
    browser.post(f"{HALL}nhom/", {"group_name": "Trẻ em", "basis": "QĐ 12", "group_from": day})
    page = text_of(browser.get(f"{HALL}nhom/"))
    assert "Trẻ em" in page and ">Phụ nữ mang thai<" not in page
    page = text_of(browser.post(f"{HALL}may/", {"kind": "kiosk", "device_name": "Máy ở cửa"}))
    address = re.search(r"/man-hinh/mo/[^\"]+/", page)[0]
    assert browser.get(address).status_code == 302
    page = text_of(browser.get(f"{HALL}may/"))
    assert "Máy ở cửa" in page and address not in page
    browser.post(re.search(rf'action="({HALL}may/[^"]+)"', page)[1])
    assert "Chưa có máy nào" in text_of(browser.get(f"{HALL}may/"))


def test_time_is_told_to_who_steers(counter, director, windows):
    take(counter)
    for minute in (6, 16):
        later = NOW + timedelta(minutes=minute)
        appointments.call_next(director[0], windows[0], now=later)
    page = text_of(director[1].get(f"{HALL}thoi-gian/"))
    assert "1 lượt gọi" in page and ">6 phút<" in page and ">10 phút<" in page and "Cửa 1: Hộ tịch 1" in page
    assert "Chưa có lượt nào" in text_of(director[1].get(f"{HALL}thoi-gian/?tu=2026-01-01&den=2026-01-02"))
    assert "nhiều nhất" in text_of(director[1].get(f"{HALL}thoi-gian/?tu=2025-01-01&den=2026-11-23"), 422)
    text_of(counter.browser("receptionist").get(f"{HALL}thoi-gian/"), 403)


@pytest.mark.parametrize("page", ["", "nhom/", "may/"])
def test_the_hall_is_settled_by_who_may(counter, page):
    text_of(counter.browser("receptionist").get(f"{HALL}{page}"), 403)
