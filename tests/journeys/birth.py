"""A birth registration as its citizen does it, from the search box to the receipt."""

import hashlib
import json
import random
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.journeys import quiet
from tests.journeys.chromium import ROOT
from tests.journeys.person import Person

PROCEDURE = "Đăng ký khai sinh"
CODE = "1.001193"
PARENTS = {"mẹ": ("Trần Thị Bình", "051192008834"), "cha": ("Nguyễn Văn An", "051090004521")}
MOTHER = PARENTS["mẹ"]
# People of the provider of identities who can be a mother, and one who can be a grandmother.
MOTHERS = (
    "Trần Thị Bình",
    "Nguyễn Thị Mỹ Diệu",
    "Công Tằng Tôn Nữ Hoàng Thị Thanh Phương Thảo",
    "Hlinh",
)
GRANDMOTHERS = ("Phạm Thị Hạnh",)
# Who files is not asked what the State knows of them.
_ASKED = {"Cha": ("mẹ",), "Mẹ": ("cha",)}
PIN = "246810"
_TWELVE_MEGAPIXELS = (3000, 4000)
_FONT = ROOT / "node_modules" / "@expo-google-fonts" / "tinos" / "400Regular" / "Tinos_400Regular.ttf"
TODAY = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
BORN = TODAY - timedelta(days=9)
SUBMISSION = re.compile(r"Mã nộp\s+(TT-\S+).*?Mã tra cứu \(4 ký tự\)\s+(\S+)", re.DOTALL)


@dataclass(frozen=True)
class Child:
    """The child of this journey; the name tells journeys apart."""

    name: str
    relation: str = "Cha"
    born: str = BORN.strftime("%d/%m/%Y")


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
    draw.text((420, 160), title, fill="#202020", font=ImageFont.truetype(_FONT, 48))
    for line in range(20):
        draw.line(
            [(160, 320 + 60 * line), (1080 - line * 17 % 240, 320 + 60 * line)], fill="#606060", width=3
        )
    picture.save(target, quality=80)
    return target


def photograph(target: Path, *, blur: float = 0, light: float = 1) -> Path:
    """Write a photo of a paper as a telephone of 12 megapixels takes it: some MB, with grain."""
    picture = Image.effect_noise(_TWELVE_MEGAPIXELS, 24).filter(ImageFilter.GaussianBlur(1)).convert("RGB")
    paper = Image.new("RGB", (2600, 3600), "#f3efe4")
    draw = ImageDraw.Draw(paper)
    draw.text((700, 200), "GIẤY CHỨNG SINH", fill="#202020", font=ImageFont.truetype(_FONT, 130))
    lines = random.Random(7)
    for line in range(36):
        draw.line(
            [(250, 560 + 80 * line), (lines.randint(1200, 2350), 560 + 80 * line)], fill="#404040", width=7
        )
    picture.paste(Image.blend(paper, picture.crop((0, 0, 2600, 3600)), 0.25), (200, 200))
    picture = picture.filter(ImageFilter.GaussianBlur(blur)).point(lambda tone: tone * light)
    picture.save(target, quality=88)
    return target


def begin(person: Person, who: str = "Nguyễn Văn An") -> None:
    """Search, read the procedure, log in; the first page of the form stands open."""
    person.opens("/")
    person.writes("Tên việc hoặc giấy tờ", "dang ky khai sinh")
    person.presses("Tìm")
    assert person.page.locator("main .card a").first.inner_text() == PROCEDURE
    person.presses(PROCEDURE, exact=True)
    person.sees("Ai được làm", "Cần những giấy tờ gì", "Bao lâu có kết quả", "Phí, lệ phí", "Căn cứ pháp lý")
    person.presses("Nộp trực tuyến")
    person.enters_as_citizen(who)
    begin_anew(person)


def begin_anew(person: Person) -> None:
    """Begin another registration when an unfinished one is offered."""
    if "/nop-ho-so/" in person.page.url:
        person.sees("Ông/bà đang điền dở một hồ sơ")
        person.presses("Làm hồ sơ mới")


def answer_child(person: Person, child: Child) -> None:
    """Fill the first page."""
    person.chooses("Ông/bà là gì của trẻ?", child.relation)
    person.writes("Họ, chữ đệm và tên của trẻ", child.name)
    person.dates("Ngày sinh của trẻ", child.born)
    person.chooses("Giới tính của trẻ", "Nam")
    person.chooses("Cha mẹ của trẻ", "Đã đăng ký kết hôn")


def answer_pages(person: Person, child: Child) -> None:
    """Fill every page and stop at the papers; what is known is not asked again."""
    answer_child(person, child)
    person.presses("Tiếp tục")
    person.sees("theo VNeID")
    person.picks("Tên bệnh viện hoặc trạm y tế", "Trạm Y tế xã Ba Tô")
    if not person.box("Dân tộc của trẻ").input_value():
        person.picks("Dân tộc của trẻ", "Kinh")
    person.presses("Tiếp tục")
    for parent in _ASKED.get(child.relation, ("mẹ", "cha")):
        person.writes(f"Họ và tên {parent}", PARENTS[parent][0])
        person.writes(f"Số căn cước của {parent}", PARENTS[parent][1])
        person.picks(f"Dân tộc của {parent}", "Kinh")
        person.presses("Tiếp tục")
    person.sees("Bản sao và liên hệ")
    if not person.box("Số điện thoại để báo tin").input_value():
        person.writes("Số điện thoại để báo tin", "0905123499")
    person.presses("Tiếp tục")


def answer(person: Person, child: Child, photo: Path) -> None:
    """Fill every page and stop before the answers are checked."""
    answer_pages(person, child)
    person.lays("Giấy chứng sinh", photo)
    person.presses("Tiếp tục")
    person.sees("Kiểm tra lại trước khi nộp")


def declare(person: Person, delivery: str = "Bản điện tử, tải về trên trang này") -> None:
    """Choose how the result comes, and declare."""
    person.chooses("Nhận kết quả thế nào?", delivery)
    person.ticks("Tôi đã đọc và cam đoan")


def receipt(person: Person) -> Sent:
    """Read what the confirmation gives to keep."""
    person.sees("Đã gửi hồ sơ của ông/bà", "Việc tiếp theo")
    kept = SUBMISSION.search(person.text())
    assert kept, person.text()
    return Sent(person.page.url.split("da-nop/")[0], kept[1], kept[2])


def open_form(person: Person, who: str = "Nguyễn Văn An") -> str:
    """Open a new form the short way, logging in when needed; return the address of the draft.

    A login serves the journeys that are about something else, while its session lasts.
    """
    kept = Path(person.product.folder, f"login-{hashlib.sha256(who.encode()).hexdigest()[:12]}.json")
    if kept.exists() and not person.is_known:
        person.context.add_cookies(json.loads(kept.read_text()))
    person.opens(f"/nop-ho-so/{CODE}/")
    if "/dang-nhap/" in person.page.url:
        person.enters_as_citizen(who)
        kept.write_text(json.dumps(person.context.cookies()))
    begin_anew(person)
    return person.page.url.split("child/")[0]


def prepare(person: Person, child: Child, photo: Path, who: str = "Nguyễn Văn An") -> str:
    """Have a new form filled in and declare; only the last press is left. Return the address of the draft."""
    draft = open_form(person, who)
    quiet.fill(person, draft, child, photo)
    person.opens(f"{draft}kiem-tra/")
    person.sees("Kiểm tra lại trước khi nộp")
    declare(person)
    return draft


def submit(person: Person, child: Child, photo: Path, who: str = "Nguyễn Văn An") -> Sent:
    """Do it all, from a blank form to the receipt."""
    prepare(person, child, photo, who)
    person.presses("Nộp hồ sơ")
    return receipt(person)


def submitted(person: Person) -> int:
    """Return how many dossiers the person has handed in, as their own page tells."""
    person.opens("/trang-cua-toi/")
    return person.page.locator("main .card").filter(has_text="Mã ").filter(has_text="nộp").count()


def draft_result(handler: Person) -> None:
    """Fill what only the office knows: book, day, and the number that the register of people gave."""
    handler.writes("Quyển số", "01/2026")
    handler.dates("Ngày đăng ký", TODAY.strftime("%d/%m/%Y"))
    handler.writes("Số định danh cá nhân của trẻ", f"0512{BORN:%y}000123")


def submitted_as(person: Person, who: str) -> int:
    """Log in and return how many dossiers this person has handed in."""
    person.opens("/dang-nhap/")
    person.enters_as_citizen(who)
    return submitted(person)


def accept(desk: Person, sent: Sent) -> None:
    """Accept the short way."""
    desk.opens(f"{at_counter(sent)}tiep-nhan/")
    desk.presses("Tiếp nhận, cấp mã hồ sơ")
    desk.sees("Đã tiếp nhận. Mã hồ sơ:")


def propose(handler: Person, sent: Sent) -> None:
    """Take it and put a draft before the head, the short way."""
    handler.opens(f"{at_counter(sent)}phan-cong/")
    handler.presses("Nhận về tôi")
    handler.opens(f"{at_counter(sent)}trinh/")
    draft_result(handler)
    handler.presses("Trình phê duyệt")
    handler.sees("Đã trình dự thảo kết quả")


def at_counter(sent: Sent) -> str:
    """Return the address of the dossier for officers."""
    return sent.path.replace("/ho-so/", "/mot-cua/ho-so/")
