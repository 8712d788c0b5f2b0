"""The line, the page or the telephone goes away while somebody types; what was typed comes back by itself."""

import time
from contextlib import suppress

import pytest
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Route

from tests.journeys import birth
from tests.journeys.person import Person

pytestmark = pytest.mark.journey
NAME = "Họ, chữ đệm và tên của trẻ"


def saved(person: Person) -> None:
    """Wait until nothing is left that only the browser has."""
    deadline = time.monotonic() + 30
    while "motcua-unsaved" in person.page.evaluate("JSON.stringify(localStorage)"):
        assert time.monotonic() < deadline, person.text()
        person.page.wait_for_timeout(100)


def on_another_device(person: Person) -> str:
    """What the product has, as a page without the browser's own memory shows it."""
    person.page.evaluate("localStorage.clear()")
    person.page.reload()
    return person.box(NAME).input_value()


def test_what_was_typed_without_a_line_is_saved_after_a_reload(citizen: Person, mother: str) -> None:
    birth.open_form(citizen, mother)
    citizen.loses_line()
    citizen.writes(NAME, "Nguyễn Mất Mạng")
    citizen.page.get_by_text("Chưa lưu được").first.wait_for()
    kept = citizen.page.evaluate("JSON.stringify(localStorage)")
    assert "motcua-unsaved" in kept and "Mất Mạng" not in kept
    citizen.finds_line()
    citizen.page.goto(citizen.page.url)
    saved(citizen)
    assert on_another_device(citizen) == "Nguyễn Mất Mạng"


def test_what_was_typed_in_a_page_that_crashed_is_saved(citizen: Person, mother: str) -> None:
    birth.open_form(citizen, mother)
    address = citizen.page.url
    citizen.loses_line()
    citizen.writes(NAME, "Nguyễn Hết Bộ Nhớ")
    citizen.chooses("Giới tính của trẻ", "Nữ")
    with suppress(BrowserError):
        citizen.page.goto("chrome://crash")
    citizen.page.close()
    citizen.finds_line()
    citizen.page = citizen.context.new_page()
    citizen.page.goto(address)
    saved(citizen)
    assert citizen.group("Giới tính của trẻ").get_by_label("Nữ").is_checked()
    assert on_another_device(citizen) == "Nguyễn Hết Bộ Nhớ"


def test_what_was_typed_before_the_scripts_came_is_saved(citizen: Person, mother: str) -> None:
    birth.open_form(citizen, mother)
    scripts: list[Route] = []

    def delay(route: Route) -> None:
        scripts.append(route)

    citizen.page.route("**/draft.js", delay, times=1)
    citizen.page.reload(wait_until="commit")
    citizen.writes(NAME, "Nguyễn Đường Chậm")
    assert scripts, "the script came before it was typed"
    scripts[0].continue_()
    citizen.page.get_by_text("Đã lưu lúc").first.wait_for()
    assert on_another_device(citizen) == "Nguyễn Đường Chậm"


def test_a_save_whose_answer_was_lost_is_not_taken_for_that_of_another_window(
    citizen: Person, mother: str
) -> None:
    birth.open_form(citizen, mother)

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    citizen.page.route("**/tu-luu/**", lose_the_answer, times=1)
    citizen.cut = True
    citizen.writes(NAME, "Nguyễn Một")
    citizen.page.get_by_text("Chưa lưu được").first.wait_for()
    citizen.cut = False
    citizen.writes(NAME, "Nguyễn Hai")
    saved(citizen)
    assert on_another_device(citizen) == "Nguyễn Hai"


def test_all_that_was_typed_after_the_session_ended_is_saved(citizen: Person, mother: str) -> None:
    birth.open_form(citizen, mother)
    address, session = citizen.page.url, citizen.context.cookies()
    citizen.allowed.add(401)
    citizen.context.clear_cookies(name="motcua")
    citizen.writes(NAME, "Nguyễn Hết Phiên")
    citizen.page.get_by_text("Đã hết phiên").first.wait_for()
    with citizen.page.expect_response("**/tu-luu/**"):
        citizen.chooses("Giới tính của trẻ", "Nữ")
    citizen.page.close()
    citizen.context.add_cookies([dict(cookie) for cookie in session])
    citizen.page = citizen.context.new_page()
    citizen.page.goto(address)
    saved(citizen)
    assert citizen.group("Giới tính của trẻ").get_by_label("Nữ").is_checked()
    assert on_another_device(citizen) == "Nguyễn Hết Phiên"


def test_another_window_is_still_told(citizen: Person, mother: str) -> None:
    birth.open_form(citizen, mother)
    other = citizen.tab()
    citizen.writes(NAME, "Nguyễn Cửa Sổ Một")
    saved(citizen)
    other.allowed.add(409)
    other.writes(NAME, "Nguyễn Cửa Sổ Hai")
    other.page.get_by_text("Cửa sổ khác vừa sửa mục này").first.wait_for()
    # What is saved after it does not make the page forget.
    with other.page.expect_response(lambda answer: "/tu-luu/" in answer.url and answer.ok):
        other.chooses("Giới tính của trẻ", "Nữ")
    other.presses("Tiếp tục", answer=409)
    other.page.get_by_text("Nguyễn Cửa Sổ Một").first.wait_for()
    assert other.box(NAME).input_value() == "Nguyễn Cửa Sổ Hai"
