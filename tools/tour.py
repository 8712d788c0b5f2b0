"""A tour of every page that people meet, after a seeded journey: what the pictures and the examination follow."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Browser

from tests.journeys import birth, printed
from tests.journeys.birth import Child, Sent
from tests.journeys.examination import Findings
from tests.journeys.person import Person
from tests.journeys.product import Product

CITIZEN, MOTHER, WEAK = "Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Tâm"
_PROCEDURE = re.compile(r"/thu-tuc/(\d\.\d{6})/$")
_PAGE = (
    "<!DOCTYPE html><html lang=vi><title>PDF</title><body style='margin:0;background:#777'>{}</body></html>"
)


class Looker(Protocol):
    """Whoever looks at the pages of the tour."""

    def take(self, person: Person, name: str) -> None:
        """Look at the page that is shown, under this name."""

    def visit(self, person: Person, pages: dict[str, str]) -> None:
        """Look at pages by name and address."""


class Tour:
    """The people of a seeded journey, and the pages they come to."""

    def __init__(
        self, browser: Browser, product: Product, camera: Looker, scratch: Path, *,
        findings: Findings | None = None, scripts: bool = True,
    ) -> None:  # fmt: skip
        """With `findings` each page is held against the bars; `scripts` says whether citizens' browsers run any."""
        self.browser, self.product, self.camera, self.scratch = browser, product, camera, scratch
        self.findings, self.scripts = findings, scripts
        self.auditor = browser.new_context()
        self.photo = birth.paper(scratch / "giay-chung-sinh.jpg", "GIẤY CHỨNG SINH")

    def meet(self, *, officer: bool = False) -> Person:
        """Bring a person in; the pages of officers are made for browsers with scripts."""
        person = Person(
            self.browser, self.product, self.findings or Findings(), auditor=self.auditor,
            scripts=self.scripts or officer, examines=self.findings is not None,
        )  # fmt: skip
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
        person = self.meet(officer=True)
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
            "life-events": "/su-kien/",
            "life-event": "/su-kien/sinh-con/",
            "guide": f"/thu-tuc/{birth.CODE}/huong-dan/",
            "board": "/niem-yet/",
            "publications": "/cong-bo/",
            "laws": "/van-ban/",
            "offline": "/ngoai-mang/",
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

    def around(self, citizen: Person, desk: Person) -> None:
        """Filing for others, help with filing, and how pages are shown."""
        self.camera.visit(citizen, {"represented": "/trang-cua-toi/thay-mat/"})
        citizen.opens("/trang-cua-toi/thay-mat/")
        citizen.presses("Gửi để cán bộ xác nhận", answer=422)
        self.camera.take(citizen, "represented-faults")
        citizen.chooses("Ông/bà thay mặt cho ai?", "Con chưa thành niên")
        citizen.writes("Họ tên người đó, hoặc tên tổ chức", "Nguyễn Thị Thử")
        citizen.writes("Số định danh (tổ chức: mã số thuế)", "051226000777")
        citizen.lays("Giấy tờ chứng minh", self.photo)
        citizen.presses("Gửi để cán bộ xác nhận")
        self.camera.take(citizen, "represented-waiting")
        desk.opens("/mot-cua/thay-mat/")
        self.camera.take(desk, "counter-represented")
        desk.presses("Nguyễn Thị Thử")
        self.camera.take(desk, "counter-represented-person")
        desk.presses("Xác nhận", exact=True)
        citizen.opens("/trang-cua-toi/")
        citizen.presses("Nguyễn Thị Thử")
        self.camera.take(citizen, "represented-person")
        citizen.presses("Thôi thay mặt")
        self.camera.take(citizen, "represented-end")
        self.helped(citizen, self.officer("tinhnguyen"))
        self.camera.visit(self.officer("giamdoc"), {
            "console-times": "/dieu-hanh/thoi-gian-nop/",
            "console-times-faults": "/dieu-hanh/thoi-gian-nop/?tu=2026-02-30",
        })  # fmt: skip

    def helped(self, citizen: Person, volunteer: Person) -> None:
        """A volunteer files with the citizen."""
        volunteer.opens("/mot-cua/nop-ho/")
        self.camera.take(volunteer, "counter-help")
        volunteer.presses("Bắt đầu", answer=422)
        self.camera.take(volunteer, "counter-help-faults")
        volunteer.page.select_option("#procedure", value=birth.CODE)
        volunteer.chooses("Đang giúp ở đâu?", "Nhà của người dân")
        volunteer.page.check("input[name=known][value=vneid]")
        volunteer.presses("Bắt đầu")
        self.camera.take(volunteer, "counter-help-code")
        code = re.search(r"\b\d{6}\b", volunteer.text())
        assert code is not None
        self.camera.visit(citizen, {"helped": "/giup-toi/"})
        citizen.opens("/giup-toi/")
        citizen.writes("Mã nhờ giúp", code[0])
        citizen.presses("Tiếp tục")
        self.camera.take(citizen, "helped-consent")
        citizen.presses("Tôi đồng ý")
        self.camera.take(citizen, "helped-agreed")
        volunteer.presses("Người dân đã đồng ý, xem lại")
        volunteer.presses("Điền tờ khai")
        self.camera.take(volunteer, "counter-help-form")

    def shown_otherwise(self) -> None:
        """Large letters, strong colours, English."""
        for button, name in (("Chữ to", "large"), ("Màu đậm, dễ đọc", "contrast"), ("English", "english")):
            person = self.meet()
            person.page.goto("/tro-giup/")
            person.language = "en" if name == "english" else "vi"
            person.presses(button)
            self.camera.visit(person, {
                f"{name}-home": "/", f"{name}-procedure": f"/thu-tuc/{birth.CODE}/", f"{name}-lookup": "/tra-cuu/",
            })  # fmt: skip
            person.close()

    def every_form(self, citizen: Person) -> None:
        """Each page of each form that is filed here, empty, with what is known, and with its faults."""
        citizen.opens("/thu-tuc/")
        links = citizen.page.locator("main a").evaluate_all("links => links.map(link => link.pathname)")
        codes = dict.fromkeys(found[1] for link in links if (found := _PROCEDURE.search(link)))
        assert len(codes) > 20, f"only {list(codes)} are listed"
        for code in codes:
            citizen.opens(f"/thu-tuc/{code}/")
            if citizen.button("Nộp trực tuyến").count():
                self.one_form(citizen, code)

    def one_form(self, citizen: Person, code: str) -> None:
        """The pages of one form, as the list of its parts tells them."""
        citizen.opens(f"/nop-ho-so/{code}/")
        birth.begin_anew(citizen)
        draft = re.sub(r"[^/]+/$", "", citizen.page.url)
        citizen.opens(f"{draft}cac-phan/")
        tasks = citizen.page.locator("main a").evaluate_all("links => links.map(link => link.pathname)")
        for number, task in enumerate(one for one in tasks if "/ho-so-nhap/" in one):
            citizen.opens(task)
            self.camera.take(citizen, f"form-{code}-{number}")
            if citizen.button("Tiếp tục").count():
                citizen.presses("Tiếp tục")
                self.camera.take(citizen, f"form-{code}-{number}-next")

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

    def returned(self, citizen: Person, sent: Sent) -> None:
        """The result in the citizen's hands."""
        self.camera.visit(citizen, {"dossier-returned": sent.path})
        citizen.opens(sent.path)
        result = self.scratch / "giay-khai-sinh.pdf"
        result.write_bytes(citizen.downloads("Tải về"))
        sheet = self.meet()
        sheet.page.set_content(self.drawn(result.read_bytes()))
        self.camera.take(sheet, "result")
        sheet.close()
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

    def everything(self) -> None:
        """The whole tour."""
        self.strangers()
        citizen, desk, handler = self.meet(), self.officer("tiepnhan"), self.officer("hotich")
        sent = self.form(citizen)
        self.refused(citizen, desk)
        self.supplemented(citizen, desk, handler)
        self.decided(citizen, desk, handler, sent)
        self.returned(citizen, sent)
        self.around(citizen, desk)
        self.shown_otherwise()
        self.forms()
        self.every_form(citizen)
