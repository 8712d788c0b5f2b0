"""An administrator changes the birth form, tries it and publishes it for tomorrow; another form holds from today."""

import re
from collections.abc import Callable

import pytest

from motcua.kernel.cache import LIFETIME
from tests.journeys.person import Person

pytestmark = [pytest.mark.journey, pytest.mark.slow]
PLACE = "/dieu-hanh/bieu-mau/1.001193/"
# No other journey files this one: residence confirmation of a guardian.
OTHER = "1.004837"
BASIS = "Quyết định 15/QĐ-UBND ngày 20/11/2026"


def begin(admin: Person, place: str) -> None:
    """Come to a working copy that holds nothing of an earlier run."""
    admin.opens(place)
    if "/can-bo/dang-nhap/" in admin.page.url:
        # An administrator's login that another journey left idle has ended by now.
        admin.enters_as_officer("quantri")
        admin.opens(place)
    if admin.button("Sửa tiếp").count():
        admin.presses("Sửa tiếp")
        admin.unfolds("Bỏ bản đang sửa")
        admin.presses("Bỏ bản đang sửa")
    if admin.button("Thu hồi", exact=True).count():
        admin.presses("Thu hồi", exact=True)
        admin.presses("Thu hồi", exact=True)
    admin.presses("Sửa biểu mẫu này")


def add_field(admin: Person, page: int, label: str, kind: str) -> None:
    """Add a field to a page and come to its own page."""
    admin.page.locator(f"#trang-{page} > details > summary").click()
    admin.page.locator(f"#label-{page}").fill(label)
    admin.page.locator(f"#kind-{page}").select_option(kind)
    with admin.meeting(200), admin.page.expect_navigation(wait_until="load"):
        admin.page.locator(f"button[value='them-o:{page}']").click()
    admin.examine()


def test_an_administrator_changes_tries_and_publishes_a_form(officer: Callable[..., Person]) -> None:
    admin = officer("quantri")
    begin(admin, PLACE)
    admin.opens("/dieu-hanh/bieu-mau/")
    admin.opens(f"{PLACE}mau-thu/")
    if "Mẹ đi khai cho con mới sinh" not in admin.text():
        admin.presses("Nạp các mẫu có sẵn của thủ tục")
    admin.sees("Đúng như mong đợi")
    admin.opens(f"{PLACE}sua/")
    add_field(admin, 1, "Trẻ là con sinh đôi?", "yesno")
    rule = admin.page.locator("#show_if")
    rule.get_by_label("Chỉ hiện khi…").check()
    rule.locator("select[name='show_if-0-0-left']").select_option("field:child_sex")
    # The list of answers comes by itself once the question is chosen.
    rule.locator("select[name='show_if-0-0-value']").select_option("female")
    frame = admin.page.frame_locator("#xem-thu")
    frame.get_by_text("Nữ", exact=True).click()
    frame.get_by_text("Trẻ là con sinh đôi?").wait_for(state="visible")
    frame.get_by_text("Nam", exact=True).click()
    frame.get_by_text("Trẻ là con sinh đôi?").wait_for(state="hidden")
    admin.examine()
    admin.presses("Lưu", exact=True)
    admin.sees("hiện khi “Giới tính của trẻ” là “Nữ”", "Vừa làm: Sửa ô")
    for address in ("sua/chung/", "sua/trang/3/", "sua/trang/1/o/0/", "so-sanh/", "nap/", "xem/1/"):
        admin.opens(f"{PLACE}{address}")
    admin.opens(f"{PLACE}mau-thu/")
    admin.presses("Công bố") if admin.button("Công bố").count() else admin.opens(f"{PLACE}cong-bo/")
    admin.sees("Thêm Ô “Trẻ là con sinh đôi” (tre_la_con_sinh_doi)")
    admin.presses("Công bố", exact=True, answer=422)
    admin.sees("Căn cứ: ghi số, ngày của quyết định")
    admin.writes("Căn cứ", BASIS)
    if admin.page.locator("#note").count():
        admin.writes("Lý do vẫn công bố", "Hỏi thêm có chủ ý.")
    admin.presses("Công bố", exact=True)
    admin.sees("Đã công bố", "Chờ có hiệu lực", "Bùi Minh Trí", BASIS)
    admin.presses("Thu hồi", exact=True)
    admin.presses("Thu hồi", exact=True)
    admin.sees("Đã thu hồi")


def test_a_cycle_and_a_faulty_file_are_told_without_scripts(officer: Callable[..., Person]) -> None:
    # The pages are those of the journey with scripts, where each is examined.
    admin = officer("quantri", scripts=False, examines=False)
    place = "/dieu-hanh/bieu-mau/1.000894/"
    begin(admin, place)
    add_field(admin, 0, "Ô thứ nhất", "yesno")
    admin.presses("Lưu", exact=True)
    add_field(admin, 0, "Ô thứ hai", "yesno")
    admin.page.locator("#show_if").get_by_label("Chỉ hiện khi…").check()
    admin.page.locator("select[name='show_if-0-0-left']").select_option("field:o_thu_nhat")
    admin.page.locator("select[name='show_if-0-0-op']").select_option("answered")
    admin.presses("Lưu", exact=True)
    admin.presses("Ô thứ nhất", exact=True)
    admin.page.locator("#show_if").get_by_label("Chỉ hiện khi…").check()
    admin.page.locator("select[name='show_if-0-0-left']").select_option("field:o_thu_hai")
    admin.page.locator("select[name='show_if-0-0-op']").select_option("answered")
    admin.presses("Lưu", exact=True)
    admin.sees("điều kiện vòng tròn: o_thu_nhat → o_thu_hai → o_thu_nhat")
    admin.opens(f"{place}cong-bo/")
    admin.sees("Phải sửa trước khi công bố", "điều kiện vòng tròn")
    admin.opens(f"{place}nap/")
    admin.writes("Hoặc nội dung tệp", "id: a\ntitle: T\npages: [{id: p, title: P, fields: [{id: x}]}]")
    admin.presses("Nạp vào bản đang sửa", answer=422)
    admin.sees("thiếu type, label")
    admin.opens(f"{place}sua/")
    admin.unfolds("Bỏ bản đang sửa")
    admin.presses("Bỏ bản đang sửa")
    admin.sees("Đã bỏ bản đang sửa")


def test_a_form_published_for_today_is_what_the_citizen_fills_in(
    officer: Callable[..., Person], meet: Callable[..., Person], grandmother: str
) -> None:
    admin, place = officer("quantri"), f"/dieu-hanh/bieu-mau/{OTHER}/"
    begin(admin, place)
    add_field(admin, 0, "Ông/bà có điện thoại thông minh không?", "yesno")
    admin.presses("Lưu", exact=True)
    admin.opens(f"{place}cong-bo/")
    today = admin.page.evaluate("new Date().toLocaleDateString('sv-SE', {timeZone: 'Asia/Ho_Chi_Minh'})")
    admin.page.locator("#on").fill(today)
    admin.writes("Căn cứ", BASIS)
    admin.presses("Công bố", exact=True)
    admin.sees("Đang áp dụng")
    # Another web process learns of it within these seconds.
    admin.page.wait_for_timeout(1000 * LIFETIME)
    citizen = meet()
    citizen.opens(f"/dang-nhap/?next=/nop-ho-so/{OTHER}/")
    citizen.enters_as_citizen(grandmother)
    if citizen.button("Làm hồ sơ mới").count():
        citizen.presses("Làm hồ sơ mới")
    draft = re.search(r"/ho-so-nhap/[^/]+/", citizen.page.url)
    assert draft is not None
    first = admin.page.request.get(f"{place}xuat/").json()["pages"][0]["id"]
    citizen.opens(f"{draft[0]}{first}/")
    citizen.sees("Ông/bà có điện thoại thông minh không?")
    admin.opens(place)
    admin.presses("Thôi dùng bản của xã")
    admin.presses("Dùng biểu mẫu chung")
    admin.sees("Đã bỏ bản của xã")
