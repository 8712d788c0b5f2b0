"""A birth registration as its citizen does it, from the search box to the receipt."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw

from tests.journeys.person import Person

PROCEDURE = "Đăng ký khai sinh"
CODE = "1.001193"
MOTHER = ("Trần Thị Bình", "051192008834")
PIN = "246810"
TODAY = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
SUBMISSION = re.compile(r"Mã nộp (\S+) và bốn chữ (\S+?)\.")


@dataclass(frozen=True)
class Child:
    """The child of this journey; the name tells journeys apart."""

    name: str
    born: str = (TODAY - timedelta(days=9)).strftime("%d/%m/%Y")


@dataclass(frozen=True)
class Sent:
    """A dossier handed in: where it is, and what looks it up."""

    path: str
    code: str
    letters: str


def paper(target: Path, title: str) -> Path:
    """Write a picture of a paper."""
    picture = Image.new("RGB", (1240, 1754), "#fbfaf5")
    draw = ImageDraw.Draw(picture)
    draw.text((420, 160), title, fill="#202020", font_size=48)
    for line in range(20):
        draw.line(
            [(160, 320 + 60 * line), (1080 - line * 17 % 240, 320 + 60 * line)], fill="#606060", width=3
        )
    picture.save(target, quality=80)
    return target


def begin(person: Person) -> None:
    """Search, read the procedure, log in; the first page of the form stands open."""
    person.opens("/")
    person.writes("Tên việc hoặc giấy tờ", "dang ky khai sinh")
    person.presses("Tìm")
    assert person.page.locator("main .card a").first.inner_text() == PROCEDURE
    person.presses(PROCEDURE, exact=True)
    person.sees("Ai được làm", "Cần những giấy tờ gì", "Bao lâu có kết quả", "Phí, lệ phí", "Căn cứ pháp lý")
    person.presses("Nộp trực tuyến")
    person.enters_as_citizen()
    begin_anew(person)


def begin_anew(person: Person) -> None:
    """Begin another registration when an unfinished one is offered."""
    if "/nop-ho-so/" in person.page.url:
        person.sees("Ông/bà đang điền dở một hồ sơ")
        person.presses("Làm hồ sơ mới")


def answer_child(person: Person, child: Child) -> None:
    """Fill the first page."""
    person.chooses("Bạn là gì của trẻ?", "Cha")
    person.writes("Họ, chữ đệm và tên của trẻ", child.name)
    person.dates("Ngày sinh của trẻ", child.born)
    person.chooses("Giới tính của trẻ", "Nam")
    person.chooses("Cha mẹ của trẻ", "Đã đăng ký kết hôn")


def answer(person: Person, child: Child, photo: Path) -> None:
    """Fill every page and stop before the answers are checked; what is known is not asked again."""
    answer_child(person, child)
    person.presses("Tiếp tục")
    person.sees("Lấy từ tài khoản VNeID. Sửa nếu khác.")
    person.writes("Tên bệnh viện hoặc trạm y tế", "Trạm Y tế xã Ba Tô")
    person.presses("Tiếp tục")
    person.writes("Họ và tên mẹ", MOTHER[0])
    person.writes("Số căn cước của mẹ", MOTHER[1])
    person.presses("Tiếp tục")
    person.sees("Kết hôn của cha mẹ")
    person.presses("Tiếp tục")
    person.lays("Giấy chứng sinh", photo)
    person.presses("Tiếp tục")
    person.sees("Kiểm tra lại trước khi nộp")


def declare(person: Person, delivery: str = "Bản điện tử trên Cổng") -> None:
    """Choose how the result comes, and declare."""
    person.chooses("Nhận kết quả thế nào?", delivery)
    person.box("Tôi đã đọc và cam đoan").check()


def receipt(person: Person) -> Sent:
    """Read what the confirmation gives to keep."""
    person.sees("Đã gửi hồ sơ của ông/bà", "Việc tiếp theo")
    kept = SUBMISSION.search(person.text())
    assert kept, person.text()
    return Sent(person.page.url.split("da-nop/")[0], kept[1], kept[2])


def submit(person: Person, child: Child, photo: Path) -> Sent:
    """Do it all, from a blank form to the receipt."""
    person.opens(f"/nop-ho-so/{CODE}/")
    if "/dang-nhap/" in person.page.url:
        person.enters_as_citizen()
    begin_anew(person)
    answer(person, child, photo)
    declare(person)
    person.presses("Nộp hồ sơ")
    return receipt(person)


def draft_result(handler: Person) -> None:
    """Fill what only the office knows: book, day, and the number that the register of people gave."""
    handler.writes("Quyển số", "01/2026")
    handler.dates("Ngày đăng ký", TODAY.strftime("%d/%m/%Y"))
    handler.writes("Số định danh cá nhân của trẻ", f"051{'2' if TODAY.year < 2100 else '4'}{TODAY:%y}000123")


def at_counter(sent: Sent) -> str:
    """Return the address of the dossier for officers."""
    return sent.path.replace("/ho-so/", "/mot-cua/ho-so/")
