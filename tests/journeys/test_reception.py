"""A walk-in received without a mouse, within a minute: scanner, letters, Enter."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.person import Person
from tests.journeys.test_keyboard import Keyboard, focused

pytestmark = pytest.mark.journey

CARD = "051192004522||Trần Thị Bình|20051992|Nữ|Thôn Làng Rêu, Xã Ba Tô, Tỉnh Quảng Ngãi|25042021"
# What hands take at the desk: a key, a scan of a card, a paper laid under the scanner and its file chosen.
KEY_SECONDS, SCAN_SECONDS, PAPER_SECONDS = 0.28, 2.0, 12.0


def test_a_walk_in_is_received_with_keys_alone_within_a_minute(
    officer: Callable[..., Person], photo: Path
) -> None:
    desk = officer("tiepnhan")
    desk.opens("/mot-cua/tiep-nhan/")
    hands, letters = Keyboard(desk), 0
    # The scanner types the line and presses Enter itself.
    desk.page.keyboard.type(CARD)
    hands.leads("Enter")
    desk.sees("Trần Thị Bình cần làm gì?")
    desk.page.keyboard.type("sao tu ban chinh")
    letters += 16
    hands.leads("Enter")
    assert focused(desk).startswith("Chứng thực bản sao"), focused(desk)
    hands.leads("Enter")
    # The first box that the card did not fill.
    assert desk.page.evaluate("document.activeElement.name") == "contact_phone"
    desk.page.set_input_files("input[name=tep-to_khai]", photo)
    desk.page.keyboard.type("0912345678")
    letters += 10
    hands.leads("Enter")
    desk.sees("Đã tiếp nhận", "Hẹn trả kết quả")
    assert focused(desk).startswith("In giấy tiếp nhận")
    seconds = (hands.keys + letters) * KEY_SECONDS + SCAN_SECONDS + PAPER_SECONDS
    assert hands.keys <= 12 and seconds < 60, f"{hands.keys} keys, {letters} letters, {seconds:.0f} s"
