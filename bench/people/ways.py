"""The ways that citizens go, tap by tap."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.people.phone import Phone, Tally
from tests.journeys import birth
from tests.journeys.birth import Child

# One citizen a round: nobody finds the draft of an earlier round.
CITIZENS = ("Nguyễn Văn An", "Trần Thị Bình", "Nguyễn Thị Mỹ Diệu", "Hlinh")
_RELATION = {"Nguyễn Văn An": "Cha"}


@dataclass(frozen=True)
class Way:
    """What a way cost, and what was seen at its end."""

    tally: Tally
    notes: str = ""
    first: float = 0.0
    """kB of the first page, with nothing in the cache."""
    small: list[str] = field(default_factory=list)
    wide: int = 0
    fields: int = 0
    wrong: list[str] = field(default_factory=list)


def _child(name: str, who: str) -> Child:
    return Child(name, relation=_RELATION.get(who, "Mẹ"))


def register(phone: Phone, folder: Path, turn: int) -> Way:
    """Birth registration from the login to the receipt."""
    who = CITIZENS[turn % len(CITIZENS)]
    photo = birth.photograph(folder / "giay-chung-sinh.jpg")
    phone.opens(f"/thu-tuc/{birth.CODE}/")
    first = phone.tally.pages[0].kilobytes
    phone.presses("Nộp trực tuyến")
    tally = phone.restart()
    phone.enters_as_citizen(who)
    birth.begin_anew(phone)
    birth.answer(phone, _child("Nguyễn Minh Khôi", who), photo)
    birth.declare(phone)
    phone.presses("Nộp hồ sơ")
    birth.receipt(phone)
    return Way(tally, first=first, notes=f"one of {photo.stat().st_size / 1e6:.1f} MB")


def open_form(phone: Phone, folder: Path, turn: int) -> Way:
    """The first page of a form, with nothing in the cache."""
    who = CITIZENS[turn % len(CITIZENS)]
    with phone.hurrying():
        draft = birth.open_form(phone, who)
    phone.empties_cache()
    tally = phone.restart()
    phone.opens(f"{draft}child/")
    return Way(tally, fields=phone.page.locator("main form input:visible").count())


def find(phone: Phone, folder: Path, turn: int) -> Way:
    """From the home page to a procedure, typed without diacritics."""
    tally = phone.restart()
    small, wide = [], 0
    phone.opens("/")
    for step in (lambda: None, lambda: _search(phone), lambda: phone.presses(birth.PROCEDURE, exact=True)):
        step()
        small += phone.small_targets()
        wide = max(wide, phone.too_wide_at_double())
    return Way(tally, small=small, wide=wide)


def _search(phone: Phone) -> None:
    phone.writes("Tên việc hoặc giấy tờ", "dang ky khai sinh")
    phone.presses("Tìm")


def _handed_in(phone: Phone, folder: Path, turn: int) -> birth.Sent:
    """Hand something in at full speed, and be nobody again."""
    who = CITIZENS[turn % len(CITIZENS)]
    letters = birth.paper(folder / "giay.jpg", "GIẤY CHỨNG SINH")
    with phone.hurrying():
        sent = birth.submit(phone, _child("Nguyễn Tra Cứu", who), letters, who)
    phone.forgets()
    return sent


def look_up_by_code(phone: Phone, folder: Path, turn: int) -> Way:
    """The address that the QR code on form 01 holds."""
    sent = _handed_in(phone, folder, turn)
    tally = phone.restart()
    phone.opens(f"/tra-cuu/{sent.code}/{sent.letters}/")
    phone.sees(sent.code, "Chờ tiếp nhận")
    return Way(tally, fields=0)


def look_up_by_hand(phone: Phone, folder: Path, turn: int) -> Way:
    """Code and letters typed into the one field."""
    sent = _handed_in(phone, folder, turn)
    phone.opens("/tra-cuu/")
    tally = phone.restart()
    phone.writes("Mã hồ sơ hoặc mã nộp", f"{sent.code} {sent.letters}")
    phone.presses("Tra cứu", exact=True)
    phone.sees(sent.code, "Chờ tiếp nhận")
    return Way(tally, fields=1)


def resume(phone: Phone, folder: Path, turn: int) -> Way:
    """Come back on another phone to a page that was half filled and never sent."""
    who = CITIZENS[turn % len(CITIZENS)]
    with phone.hurrying():
        birth.open_form(phone, who)
        # The last question stays open: a page that is whole is not come back to.
        phone.chooses("Ông/bà là gì của trẻ?", _child("", who).relation)
        phone.writes("Họ, chữ đệm và tên của trẻ", "Nguyễn Điền Dở")
        phone.dates("Ngày sinh của trẻ", birth.Child("").born)
        phone.page.get_by_text("Đã lưu").first.wait_for()
        before = phone.answers()
        phone.forgets()
        phone.opens("/dang-nhap/")
        phone.enters_as_citizen(who)
    tally = phone.restart()
    phone.presses("Điền tiếp")
    after = phone.answers()
    lost = [name for name, value in before.items() if after.get(name) != value]
    return Way(tally, fields=len(before), wrong=lost)


def correct(phone: Phone, folder: Path, turn: int) -> Way:
    """Three faults on one page: told at once, reached with one tap each, mended, and on."""
    who = CITIZENS[turn % len(CITIZENS)]
    child = _child("Nguyễn Sửa Lỗi", who)
    with phone.hurrying():
        birth.open_form(phone, who)
    phone.chooses("Ông/bà là gì của trẻ?", child.relation)
    phone.dates("Ngày sinh của trẻ", "30/02/2026")
    phone.chooses("Giới tính của trẻ", "Nam")
    phone.presses("Tiếp tục")
    faulty = phone.answers()
    wrong = list(_wrong_with_errors(phone))
    if faulty.get("birth_date_day", "30") != "30" or child.relation not in phone.text():
        wrong.append(f"input is gone: {faulty}")
    tally = phone.restart()
    birth.answer_child(phone, child)
    phone.presses("Tiếp tục")
    phone.sees("Nơi sinh và quê quán")
    return Way(tally, wrong=wrong)


def _wrong_with_errors(phone: Phone) -> Iterator[str]:
    if not phone.page.title().startswith("Lỗi"):
        yield f"the title is «{phone.page.title()}»"
    summary = phone.page.locator(".error-summary")
    if not summary.evaluate("box => box.contains(document.activeElement)"):
        yield "the summary has no focus"
    links = summary.locator("a")
    if links.count() != 3:
        yield f"{links.count()} links for 3 errors"
    for number in range(links.count()):
        phone.taps(links.nth(number))
        if not phone.page.evaluate("document.activeElement.matches('input, select, textarea')"):
            yield f"«{links.nth(number).inner_text()}» leads to no box"
