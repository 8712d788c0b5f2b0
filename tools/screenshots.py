"""Look at every page: pictures of the portal and the counter at two widths, after a seeded journey.

    python -m tools.screenshots                 all pages into var/screenshots, with contact sheets
    python -m tools.screenshots --only=dossier  pages whose name holds this word
    python -m tools.screenshots --overview      docs/images/overview.png alone

The product is started for it in a folder of its own. `MOTCUA_JOURNEYS` names one that runs already.
"""

from __future__ import annotations

import argparse
import base64
import io
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, sync_playwright

from tests.journeys import birth, printed
from tests.journeys.birth import Child, Sent
from tests.journeys.chromium import ROOT, launch
from tests.journeys.examination import SIZES, Findings, sized
from tests.journeys.person import Person
from tests.journeys.product import Product, shared

CITIZEN, MOTHER, WEAK = "Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Tâm"
OVERVIEW = ROOT / "docs" / "images" / "overview.png"
_THUMB, _COLUMNS, _SHEET = (260, 360), 6, 24
_PAGE = (
    "<!DOCTYPE html><html lang=vi><title>PDF</title><body style='margin:0;background:#777'>{}</body></html>"
)


@dataclass
class Camera:
    """Takes a page in both widths."""

    folder: Path
    only: str
    taken: list[Path] = field(default_factory=list)

    def take(self, person: Person, name: str) -> None:
        """Keep the page that is shown under this name."""
        if self.only and self.only not in name:
            return
        for size in SIZES:
            with sized(person.page, size):
                path = self.folder / f"{len(self.taken) // 2 + 1:02d}-{name}-{size['width']}.png"
                person.page.screenshot(path=path, full_page=True)
                self.taken.append(path)

    def visit(self, person: Person, pages: dict[str, str]) -> None:
        """Take pages by name and address."""
        for name, path in pages.items():
            if not self.only or self.only in name:
                person.page.goto(path, wait_until="load")
                self.take(person, name)

    def sheets(self) -> list[Path]:
        """Lay all pictures out on contact sheets."""
        made = []
        for start in range(0, len(self.taken), _SHEET):
            made.append(
                _sheet(self.taken[start : start + _SHEET], self.folder / f"sheet-{start // _SHEET + 1}.png")
            )
        return made


def _sheet(pictures: list[Path], target: Path) -> Path:
    rows = -(-len(pictures) // _COLUMNS)
    width, height = _THUMB
    sheet = Image.new("RGB", (_COLUMNS * (width + 12), rows * (height + 30)), "#d8d4cc")
    draw = ImageDraw.Draw(sheet)
    for place, path in enumerate(pictures):
        left, top = place % _COLUMNS * (width + 12), place // _COLUMNS * (height + 30)
        with Image.open(path) as opened:
            picture = opened.convert("RGB")
        scale = width / picture.width
        picture = picture.resize((width, max(1, round(picture.height * scale))))
        sheet.paste(picture.crop((0, 0, width, min(height, picture.height))), (left, top + 20))
        draw.text((left + 2, top + 4), path.stem, fill="#202020")
    sheet.save(target)
    return target


class Stage:
    """The people of a seeded journey, and the pages they come to."""

    def __init__(self, browser: Browser, product: Product, camera: Camera, scratch: Path) -> None:
        self.browser, self.product, self.camera, self.scratch = browser, product, camera, scratch
        self.photo = birth.paper(scratch / "giay-chung-sinh.jpg", "GIẤY CHỨNG SINH")

    def meet(self) -> Person:
        """Bring a person in."""
        person = Person(self.browser, self.product, Findings(), examines=False)
        person.allowed = {400, 403, 404, 409, 422}
        person.stand_in = self.drawn
        return person

    def drawn(self, pdf: bytes) -> str:
        """Return a page that shows the first page of a PDF."""
        buffer = io.BytesIO()
        printed.picture(pdf, self.scratch, ppi=90).convert("RGB").save(buffer, "PNG")
        code = base64.b64encode(buffer.getvalue()).decode()
        return _PAGE.format(f"<img alt='' style='width:100%' src='data:image/png;base64,{code}'>")

    def officer(self, username: str) -> Person:
        """Bring an officer in, logged in."""
        person = self.meet()
        person.enters_as_officer(username)
        return person

    def strangers(self) -> None:
        """Pages without a login."""
        person = self.meet()
        self.camera.visit(person, {
            "home": "/",
            "search": "/tim/?q=dang+ky+khai+sinh",
            "search-nothing": "/tim/?q=xyz",
            "procedures": "/thu-tuc/",
            "procedure": f"/thu-tuc/{birth.CODE}/",
            "login": f"/dang-nhap/?next=/nop-ho-so/{birth.CODE}/",
            "lookup": "/tra-cuu/",
            "verify": "/xac-minh/",
            "help": "/tro-giup/",
            "privacy": "/quyen-rieng-tu/",
            "not-found": "/khong-co-trang-nay/",
            "officer-login": "/can-bo/dang-nhap/",
        })  # fmt: skip
        person.close()
        weak = self.meet()
        weak.page.goto("/dang-nhap/")
        weak.page.get_by_role("link", name="Đăng nhập bằng VNeID").click()
        weak.page.wait_for_load_state()
        self.camera.take(weak, "vneid")
        weak.presses(WEAK)
        self.camera.take(weak, "level-1")
        weak.close()

    def form(self, citizen: Person) -> Sent:
        """Every page of the form, with faults and without, up to the receipt."""
        draft = birth.open_form(citizen, MOTHER)
        self.camera.take(citizen, "form-child")
        citizen.presses("Tiếp tục")
        self.camera.take(citizen, "form-child-faults")
        birth.answer_child(citizen, Child("Nguyễn Minh Khôi", relation="Mẹ"))
        citizen.presses("Tiếp tục")
        self.camera.visit(citizen, {
            f"form-{page}": f"{draft}{page}/"
            for page in ("birth", "father", "marriage_and_contact", "giay-to", "cac-phan")
        })  # fmt: skip
        self.camera.visit(
            citizen, {"check-faults": f"{draft}kiem-tra/", "start-again": f"/nop-ho-so/{birth.CODE}/"}
        )
        self.camera.visit(citizen, {"draft-delete": f"{draft}xoa/"})
        citizen.opens(f"{draft}child/")
        birth.answer(citizen, Child("Nguyễn Minh Khôi", relation="Mẹ"), self.photo)
        self.camera.take(citizen, "check")
        self.camera.visit(citizen, {"papers-laid": f"{draft}giay-to/"})
        citizen.opens(f"{draft}kiem-tra/")
        birth.declare(citizen, "Bản điện tử và bản giấy tại quầy Một cửa")
        citizen.presses("Nộp hồ sơ")
        self.camera.take(citizen, "receipt")
        return birth.receipt(citizen)

    def refused(self, citizen: Person, desk: Person) -> None:
        """A dossier that is not accepted."""
        sent = birth.submit(citizen, Child("Nguyễn Từ Chối", relation="Mẹ"), self.photo, MOTHER)
        desk.opens(f"{birth.at_counter(sent)}tu-choi/")
        self.camera.take(desk, "counter-refuse")
        desk.chooses("Lý do", "Việc này đã được giải quyết ở hồ sơ khác.")
        desk.presses("Từ chối tiếp nhận")
        self.camera.take(desk, "counter-refused")
        self.camera.visit(citizen, {"dossier-refused": sent.path})

    def supplemented(self, citizen: Person, desk: Person, handler: Person) -> None:
        """A dossier that waits for papers."""
        sent = birth.submit(citizen, Child("Nguyễn Bổ Sung", relation="Mẹ"), self.photo, MOTHER)
        birth.accept(desk, sent)
        handler.opens(f"{birth.at_counter(sent)}bo-sung/")
        self.camera.take(handler, "counter-supplement")
        handler.page.get_by_label("Cần bổ sung, sửa gì: Giấy chứng sinh").fill("Ảnh bị mờ, chụp lại.")
        handler.page.get_by_label("Cần bổ sung, sửa gì: Họ, chữ đệm và tên của trẻ").fill("Thiếu chữ đệm.")
        handler.presses("Gửi yêu cầu bổ sung")
        self.camera.take(handler, "counter-supplement-asked")
        self.camera.visit(citizen, {
            "dossier-supplement": sent.path,
            "supplement": f"{sent.path}bo-sung/",
            "my-page": "/trang-cua-toi/",
            "messages": "/thong-bao/",
            "home-citizen": "/",
        })  # fmt: skip

    def decided(self, citizen: Person, desk: Person, handler: Person, sent: Sent) -> None:
        """The way of a dossier through everybody's hands."""
        place = birth.at_counter(sent)
        self.camera.visit(citizen, {"dossier-submitted": sent.path})
        self.camera.visit(desk, {
            "counter-list": "/mot-cua/",
            "counter-dossier-new": place,
            "counter-accept": f"{place}tiep-nhan/",
            "counter-keys": "/mot-cua/phim-tat/",
            "counter-own": "/mot-cua/ca-nhan/",
        })  # fmt: skip
        birth.accept(desk, sent)
        self.camera.take(desk, "counter-accepted")
        citizen.opens(sent.path)
        citizen.sees_soon("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
        self.camera.take(citizen, "dossier-accepted")
        self.camera.visit(handler, {"counter-assign": f"{place}phan-cong/"})
        birth.propose(handler, sent)
        chair = self.officer("chutich")
        self.camera.visit(chair, {
            "counter-chair-list": "/mot-cua/", "counter-send-back": f"{place}tra-lai/",
            "counter-approve": f"{place}duyet/",
        })  # fmt: skip
        chair.opens(f"{place}duyet/")
        chair.writes("Mã PIN ký số của ông/bà", birth.PIN)
        chair.presses("Phê duyệt và ký")
        self.camera.take(chair, "counter-signing")
        chair.sees_soon("Đã ký số")
        clerk = self.officer("vanthu")
        clerk.opens(f"{place}phat-hanh/")
        self.camera.take(clerk, "counter-issue")
        clerk.writes("Mã PIN chữ ký số của cơ quan", birth.PIN)
        clerk.presses("Vào sổ và đóng dấu")
        clerk.sees_soon("Đã có kết quả")
        self.camera.visit(desk, {"counter-return": f"{place}tra-ket-qua/"})
        desk.opens(f"{place}tra-ket-qua/")
        desk.presses("Đã trả kết quả")
        self.camera.visit(desk, {"counter-returned": place, "counter-done": "/mot-cua/?xem=done"})

    def returned(self, citizen: Person, sent: Sent) -> None:
        """The result in the citizen's hands."""
        self.camera.visit(citizen, {"dossier-returned": sent.path})
        citizen.opens(sent.path)
        result = self.scratch / "giay-khai-sinh.pdf"
        result.write_bytes(citizen.downloads("Tải về"))
        printed.picture(result.read_bytes(), self.scratch).convert("RGB").save(
            self.camera.folder / "result.png"
        )
        citizen.opens("/xac-minh/")
        citizen.lays("Tệp PDF", result)
        citizen.presses("Kiểm tra", exact=True)
        self.camera.take(citizen, "verified")
        citizen.opens("/thong-bao/")
        citizen.page.locator("main a").nth(1).click()
        citizen.page.wait_for_load_state()
        self.camera.take(citizen, "message")
        self.camera.visit(citizen, {"progress": "/tien-do/"})
        citizen.opens("/tra-cuu/")
        citizen.writes("Mã hồ sơ hoặc mã nộp", f"{sent.code} {sent.letters}")
        citizen.presses("Tra cứu", exact=True)
        self.camera.take(citizen, "lookup-found")

    def forms(self) -> None:
        """The administrator changes a form, tries it, and stops before publishing it."""
        admin, place = self.officer("quantri"), f"/dieu-hanh/bieu-mau/{birth.CODE}/"
        self.camera.visit(admin, {"builder-list": "/dieu-hanh/bieu-mau/"})
        admin.opens(place)
        self.camera.take(admin, "builder-form")
        admin.presses("Sửa")
        self.camera.take(admin, "builder-outline")
        self.camera.visit(admin, {
            "builder-head": f"{place}sua/chung/",
            "builder-page": f"{place}sua/trang/3/",
            "builder-choice": f"{place}sua/trang/1/o/0/",
            "builder-address": f"{place}sua/trang/2/o/2/",
            "builder-number": f"{place}sua/trang/0/o/2/",
            "builder-preview": f"{place}xem/1/",
            "builder-import": f"{place}nap/",
        })  # fmt: skip
        admin.opens(f"{place}mau-thu/")
        if admin.button("Nạp các mẫu").count():
            admin.presses("Nạp các mẫu")
        admin.opens(f"{place}sua/")
        admin.unfolds("Thêm ô vào trang “Trẻ được khai sinh”")
        admin.page.locator("#label-1").fill("Tổng số con")
        admin.page.locator("#kind-1").select_option("calculated")
        admin.page.locator("button[value='them-o:1']").click()
        self.camera.take(admin, "builder-calculation")
        self.camera.visit(admin, {
            "builder-changed": f"{place}sua/",
            "builder-samples": f"{place}mau-thu/",
            "builder-compare": f"{place}so-sanh/",
            "builder-publish": f"{place}cong-bo/",
        })  # fmt: skip
        admin.opens(f"{place}cong-bo/")
        admin.presses("Công bố", exact=True, answer=422)
        self.camera.take(admin, "builder-publish-faults")
        admin.opens(f"{place}nap/")
        admin.writes(
            "Hoặc nội dung tệp",
            "id: a\ntitle: T\npages: [{id: p, title: P, fields: [{id: x, type: text, label: ''}]}]",
        )
        admin.presses("Nạp vào", answer=422)
        self.camera.take(admin, "builder-import-faults")
        admin.opens(f"{place}sua/")
        admin.unfolds("Bỏ bản đang sửa")
        admin.page.locator("button[value='bo-ban']").click()

    def everything(self) -> None:
        """The whole tour."""
        self.forms()
        self.strangers()
        citizen, desk, handler = self.meet(), self.officer("tiepnhan"), self.officer("hotich")
        sent = self.form(citizen)
        self.refused(citizen, desk)
        self.supplemented(citizen, desk, handler)
        self.decided(citizen, desk, handler, sent)
        self.returned(citizen, sent)

    def overview(self) -> None:
        """The picture of the README: a page on a telephone beside the officer's page."""
        citizen, desk = self.meet(), self.officer("tiepnhan")
        sent = birth.submit(citizen, Child("Nguyễn Minh Khôi", relation="Mẹ"), self.photo, MOTHER)
        citizen.page.set_viewport_size({"width": 360, "height": 760})
        citizen.page.goto(f"/thu-tuc/{birth.CODE}/")
        desk.page.set_viewport_size({"width": 1280, "height": 1160})
        desk.page.goto(birth.at_counter(sent))
        desk.page.wait_for_load_state("networkidle")
        left = Image.open(io.BytesIO(citizen.page.screenshot())).convert("RGB")
        right = Image.open(io.BytesIO(desk.page.screenshot())).convert("RGB")
        right = right.resize((round(right.width * 760 / right.height), 760))
        joined = Image.new("RGB", (360 + right.width + 3 * 12, 760 + 24), "#cfc8bb")
        joined.paste(left, (12, 12))
        joined.paste(right, (384, 12))
        OVERVIEW.parent.mkdir(parents=True, exist_ok=True)
        joined.quantize(128).save(OVERVIEW, optimize=True)


def _run(work: Callable[[Stage], None], only: str) -> list[Path]:
    folder = ROOT / "var" / "screenshots"
    if not only:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    camera = Camera(folder, only)
    with (
        tempfile.TemporaryDirectory() as scratch,
        shared(Path(scratch)) as product,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        work(Stage(browser, product, camera, Path(scratch)))
        browser.close()
    return camera.sheets()


def main() -> int:
    """Take the pictures that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="take pages whose name holds this word")
    parser.add_argument("--overview", action="store_true", help="take docs/images/overview.png alone")
    options = parser.parse_args()
    made = _run(Stage.overview if options.overview else Stage.everything, options.only)
    sys.stdout.write("\n".join(str(path) for path in made or [OVERVIEW]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
