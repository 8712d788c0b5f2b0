"""The officer's work without a mouse: no click is made here, keys alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys import birth
from tests.journeys.birth import Child
from tests.journeys.person import Person

pytestmark = pytest.mark.journey


class Keyboard:
    """Presses keys and counts them; typed words count apart, as a scanner types them."""

    def __init__(self, person: Person) -> None:
        self.person, self.keys = person, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.person.page.keyboard.press(key)
            self.keys += 1

    def leads(self, key: str) -> None:
        """Press a key that leads to a page, and look at it."""
        with self.person.page.expect_navigation(wait_until="load"):
            self.press(key)
        self.person.examine()


def focused(person: Person) -> str:
    """Return the text of what has the focus."""
    return person.page.evaluate(
        "(document.activeElement.innerText || document.activeElement.value || '').trim()"
    )


def test_an_officer_finds_and_accepts_with_twelve_keys_and_a_scan(
    meet: Callable[..., Person], officer: Callable[..., Person], photo: Path, mother: str
) -> None:
    citizen = meet()
    sent = birth.submit(citizen, Child("Nguyễn Bàn Phím", relation="Mẹ"), photo, mother)
    desk = officer("tiepnhan")
    desk.opens("/mot-cua/")
    hands = Keyboard(desk)
    hands.press("/")
    # The QR code on the citizen's telephone, read by a scanner that types it.
    desk.page.keyboard.type(f"{desk.product.url}/tra-cuu/{sent.code}/{sent.letters}/")
    hands.leads("Enter")
    desk.sees(sent.code, "Nguyễn Bàn Phím", "Chờ tiếp nhận")
    hands.leads("t")
    desk.sees("Hẹn trả kết quả", "Cách tính hạn")
    assert focused(desk).startswith("Tiếp nhận, cấp mã hồ sơ")
    hands.leads("Enter")
    desk.sees("Đã tiếp nhận. Mã hồ sơ:")
    assert hands.keys <= 12, f"{hands.keys} keys"
    # A side act has its key; Escape leaves its page as it came.
    hands.leads("u")
    desk.sees("Nhận đơn rút hồ sơ", "người nộp đã ký tên")
    hands.leads("Escape")
    desk.sees("Việc khác", "Nhận đơn rút hồ sơ")


def test_an_officer_filters_and_opens_the_next_with_four_keys(
    meet: Callable[..., Person], officer: Callable[..., Person], photo: Path, mother: str
) -> None:
    citizen = meet()
    for name in ("Nguyễn Thứ Nhất", "Nguyễn Thứ Hai"):
        birth.submit(citizen, Child(name, relation="Mẹ"), photo, mother)
    desk = officer("tiepnhan")
    desk.opens("/mot-cua/?xem=done")
    hands = Keyboard(desk)
    with desk.page.expect_response(lambda answer: "/mot-cua/?xem=todo" in answer.url):
        hands.press("1")
    desk.page.wait_for_selector("[data-row]")
    hands.press("j")
    first = focused(desk)
    assert first.startswith(("TT-", "H48")), first
    hands.leads("Enter")
    desk.sees(first)
    hands.leads("n")
    assert hands.keys <= 4
    assert "/mot-cua/ho-so/" in desk.page.url
    desk.misses(f"{first} Sao chép")
