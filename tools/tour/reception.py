"""Reception: what comes on paper, from the card to the receipt, and the declaration typed in later."""

from __future__ import annotations

from tests.journeys import birth
from tests.journeys.person import Person
from tools.tour.people import Tour

CARD = "051090004521|212345678|Nguyễn Văn An|12041990|Nam|Thôn Làng Rêu, Xã Ba Tô, Huyện Ba Tơ, Quảng Ngãi|25042021"
BEGIN = "/mot-cua/tiep-nhan/"
SHEETS = "/mot-cua/to-giay/"


def walk_in(tour: Tour, desk: Person, handler: Person) -> None:
    """A birth registration on paper, received with faults and without."""
    desk.opens(BEGIN)
    tour.camera.take(desk, "reception")
    _sends(desk, "card", "DN4010123456789|4e677579", 422)
    tour.camera.take(desk, "reception-faults")
    _sends(desk, "card", CARD)
    tour.camera.take(desk, "reception-procedure")
    _sends(desk, "words", "khai sinh")
    tour.camera.take(desk, "reception-found")
    _sends(desk, "words", birth.CODE)
    tour.camera.take(desk, "reception-desk")
    desk.presses("Tiếp nhận, cấp mã", answer=422)
    tour.camera.take(desk, "reception-desk-faults")
    desk.page.check("input[name=relation][value=father]")
    desk.page.check("input[name=parents][value=married]")
    desk.page.check("input[name=birth_proof][value=certificate]")
    desk.page.check("input[name=surrogacy][value=no]")
    for part, said in (("day", "13"), ("month", "11"), ("year", "2026")):
        desk.page.fill(f"input[name=child_birth_date-{part}]", said)
    desk.page.fill("input[name=contact_phone]", "0912345678")
    desk.page.select_option("select[name=giay-to_khai]", "paper")
    desk.page.select_option("select[name=unscanned]", "size")
    desk.presses("Lưu, làm tiếp sau")
    desk.page.set_input_files("input[name=tep-giay_chung_sinh]", tour.photo)
    desk.presses("Tiếp nhận, cấp mã")
    tour.camera.take(desk, "reception-done")
    place = desk.page.get_by_role("link", name="Mở hồ sơ").get_attribute("href") or ""
    tour.camera.visit(handler, {"reception-dossier": place, "reception-enter": f"{place}nhap-to-khai/"})


def on_sheets(tour: Tour, desk: Person) -> None:
    """Sheets filled in without the network: handed out, refused, typed in."""
    tour.camera.visit(desk, {"sheets": SHEETS})
    desk.page.goto(SHEETS)
    desk.allowed.add(422)
    desk.presses("Nhập tiếp hồ sơ", answer=422)
    tour.camera.take(desk, "sheets-faults")
    desk.page.get_by_text("Giao tập phiếu đánh số").click()
    for name, said in (("first", "TN-000101"), ("last", "TN-000150"), ("desk", "Bàn tiếp nhận số 1")):
        desk.page.fill(f"input[name={name}]", said)
    desk.presses("Ghi việc giao phiếu")
    tour.camera.take(desk, "sheets-handed")


def _sends(desk: Person, box: str, words: str, answer: int = 200) -> None:
    """Type into a box and press Enter, as a scanner does."""
    desk.allowed.add(answer)
    desk.page.fill(f"#{box}", words)
    with desk.page.expect_navigation(wait_until="load"):
        desk.page.keyboard.press("Enter")
