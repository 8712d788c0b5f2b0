"""The form builder through its pages, as a browser without scripts uses them."""

import json
import time
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.casework.authoring import api as authoring
from motcua.casework.catalogue import api as catalogue
from motcua.casework.catalogue.models import ProcedureVersion
from motcua.casework.intake import api as intake
from tests.casework.birth import CODE
from tests.factories.organisation import NOW, TODAY, make_commune
from tests.interfaces.counter.conftest import enter
from tests.interfaces.portal.conftest import client_of

pytestmark = pytest.mark.slow

PLACE = f"/dieu-hanh/bieu-mau/{CODE}/"
EDIT = f"{PLACE}sua/"
TOMORROW = TODAY + timedelta(days=1)


class Admin:
    """An administrator with a browser: posts what stands in a page's form, with changes."""

    def __init__(self, commune) -> None:
        self.actor, self.browser = enter(commune.id, "admin", full_name="Đỗ Quản Trị")
        self.browser.defaults["HTTP_HOST"] = f"{commune.code}.example.vn"

    def page(self, address: str, status: int = 200) -> str:
        answer = self.browser.get(address)
        assert answer.status_code == status, (address, answer.status_code)
        return answer.content.decode()

    def presses(self, address: str, status: int = 302, **changes) -> str:
        """Post the form of a page with these boxes changed; return where it leads, or the page."""
        answer = self.browser.post(address, {**boxes_in(self.page(address)), **changes})
        assert answer.status_code == status, answer.content.decode()[:3000]
        return answer.headers.get("Location", "") if status == 302 else answer.content.decode()

    @property
    def copy(self):
        return authoring.get_copy(self.actor, CODE)


def boxes_in(page: str) -> dict[str, list[str]]:
    """Return what the main form of a page would send without a button."""
    from lxml import html

    forms = html.fromstring(page).xpath("//main//form[@method='post'][.//input[@name='revision']]")
    sent: dict[str, list[str]] = {}
    for name, value in forms[0].form_values():
        sent.setdefault(name, []).append(value)
    return sent


@pytest.fixture
def admin(office):
    return Admin(office.commune)


@pytest.fixture
def working(admin):
    admin.browser.post(f"{PLACE}bat-dau/")
    return admin


@pytest.mark.parametrize("role", ["receptionist", "chair"])
def test_only_who_configures_sees_the_builder(office, role):
    browser = enter(office.commune.id, role)[1]
    browser.defaults["HTTP_HOST"] = f"{office.commune.code}.example.vn"
    for address in ("/dieu-hanh/bieu-mau/", PLACE, EDIT):
        assert browser.get(address).status_code == 403
    assert client_of(office.commune, office.citizen).get(PLACE).status_code == 302


def test_the_list_finds_a_form_by_name_and_code(admin):
    assert f"/dieu-hanh/bieu-mau/{CODE}/" in admin.page("/dieu-hanh/bieu-mau/?q=khai+sinh")
    assert CODE in admin.page(f"/dieu-hanh/bieu-mau/?q={CODE}")
    assert "Không tìm thấy" in admin.page("/dieu-hanh/bieu-mau/?q=xyzxyz")
    admin.browser.post(f"{PLACE}bat-dau/")
    assert "Đang sửa: 1" in admin.page("/dieu-hanh/bieu-mau/")
    admin.page(PLACE)


@pytest.mark.slow
def test_every_field_of_the_form_saves_unchanged(working):
    before = working.copy
    for page, one in enumerate(before.form["pages"]):
        for place in range(len(one["fields"])):
            working.presses(f"{EDIT}trang/{page}/o/{place}/")
        working.presses(f"{EDIT}trang/{page}/")
    working.presses(f"{EDIT}chung/")
    assert authoring.differences(before.form, working.copy.form) == []


def test_a_field_with_a_condition_is_added_by_buttons_and_boxes(working):
    place = working.presses(EDIT, **{"do": "them-o:1", "label-1": "Trẻ là con sinh đôi?", "kind-1": "yesno"})
    grown = working.presses(place, 200, **{"show_if-mode": "when", "show_if-0-0-left": "field:child_sex",
                                          "do": "them:show_if-0"})  # fmt: skip
    assert 'name="show_if-0-1-left"' in grown
    working.presses(
        place,
        **{"required-mode": "always", "show_if-mode": "when", "show_if-0-0-left": "field:child_sex",
           "show_if-0-0-op": "eq", "show_if-0-0-value": "Nữ"},
    )  # fmt: skip
    field = authoring.find_field(working.copy.form, "tre_la_con_sinh_doi")
    assert field == {"id": "tre_la_con_sinh_doi", "type": "yesno", "label": "Trẻ là con sinh đôi?", "required": True,
                     "show_if": {"eq": [{"field": "child_sex"}, "female"]}}  # fmt: skip
    shown = working.page(EDIT)
    assert "hiện khi “Giới tính của trẻ” là “Nữ”" in shown
    assert "Vừa làm: Sửa ô" in shown


def test_pages_and_fields_move_go_and_come_back(working):
    before = working.copy.form
    working.presses(EDIT, do="xuong:1.0")
    working.presses(EDIT, do="len:1")
    now = working.copy.form
    assert [page["id"] for page in now["pages"]][:2] == ["child", "requester"]
    assert now["pages"][0]["fields"][1]["id"] == before["pages"][1]["fields"][0]["id"]
    working.presses(EDIT, do="bo:0")
    assert len(working.copy.form["pages"]) == len(before["pages"]) - 1
    working.presses(EDIT, do="hoan-tac")
    assert working.copy.form == now
    working.presses(EDIT, do="them-trang", title="Trang thêm")
    assert working.copy.form["pages"][-1]["title"] == "Trang thêm"
    assert "hãy ghi tên trang" in working.presses(EDIT, 422, do="them-trang", title=" ")


def test_a_field_is_taken_to_another_page(working):
    working.presses(f"{EDIT}trang/1/o/1/", to="0")
    pages = working.copy.form["pages"]
    assert pages[0]["fields"][-1]["id"] == "child_name"
    assert all(one["id"] != "child_name" for one in pages[1]["fields"])


def test_an_older_window_is_told_and_keeps_its_words(working):
    address = f"{EDIT}trang/1/o/1/"
    stale = boxes_in(working.page(address))
    working.presses(address, label="Họ tên trẻ")
    answer = working.browser.post(address, {**stale, "label": "Tên của con"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "vừa được Đỗ Quản Trị thay đổi" in page and "Tên của con" in page
    assert authoring.find_field(working.copy.form, "child_name")["label"] == "Họ tên trẻ"
    assert working.browser.post(address, {**boxes_in(page)}).status_code == 302
    assert authoring.find_field(working.copy.form, "child_name")["label"] == "Tên của con"


def test_a_field_that_moved_meanwhile_is_not_mixed_up_with_its_neighbour(working):
    address = f"{EDIT}trang/1/o/1/"
    stale = boxes_in(working.page(address))
    working.presses(EDIT, do="len:1.1")
    answer = working.browser.post(address, {**stale, "label": "Tên của con"})
    assert answer.status_code == 409
    assert f'action="{EDIT}trang/1/o/0/"' in answer.content.decode()
    assert "Tên của con" not in str(working.copy.form)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"label": " "}, "hãy ghi câu hỏi"),
        ({"show_if-mode": "expert", "show_if-expert": "{eq: [{field: nobody}, 1]}"}, "không có trường “nobody”"),
        ({"show_if-mode": "expert", "show_if-expert": "{eq: ["}, "biểu thức viết sai"),
        ({"show_if-mode": "when", "show_if-0-0-left": "field:child_birth_date", "show_if-0-0-op": "lt",
          "show_if-0-0-value": "30/02/2026"}, "không phải ngày"),
        ({"show_if-mode": "when", "show_if-0-0-left": "field:child_sex", "show_if-0-0-op": "eq",
          "show_if-0-0-value": "Khác"}, "không có mục “Khác”"),
        ({"max_length": "nhiều"}, "Ghi một số"),
        ({"type": "textarea", "checks-0-message": "Sai", "checks-0-if-mode": "when"}, "Kiểm tra thêm"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_at_the_box_and_kept(working, changes, told):
    before = working.copy
    page = working.presses(f"{EDIT}trang/1/o/1/", 422, **changes)
    assert told in page
    assert all(text.strip() in page for text in changes.values() if "{" not in text)
    assert working.copy == before


def test_a_known_field_gets_another_kind_only_when_said_twice(working):
    address = f"{EDIT}trang/1/o/1/"
    page = working.presses(address, 422, type="textarea")
    assert "đã dùng ở bản trước với kiểu “Chữ, một dòng”" in page
    working.presses(address, type="textarea", sure="yes")
    assert authoring.find_field(working.copy.form, "child_name")["type"] == "textarea"
    assert "đã dùng ở bản trước" not in working.page(address)
    assert "câu trả lời cũ có thể không đọc được" in working.page(f"{PLACE}cong-bo/")


def test_a_calculation_is_composed_and_a_division_by_zero_refused_at_the_box(working):
    place = working.presses(EDIT, **{"do": "them-o:4", "label-4": "Tiền bản sao", "kind-4": "calculated"})
    told = {
        "calculate-mode": "plain",
        "calculate-op": "div",
        "calculate-0": "field:copies_count",
        "calculate-1": "",
    }
    page = working.presses(place, 422, **told, **{"calculate-1-number": "0"})
    assert "không chia cho 0 được" in page
    working.presses(place, **{**told, "calculate-op": "mul", "calculate-1-number": "8.000"}, result="money")
    field = authoring.find_field(working.copy.form, "tien_ban_sao")
    assert field["calculate"] == {"mul": [{"field": "copies_count"}, 8000]}


def test_a_repeating_group_gets_columns(working):
    place = working.presses(EDIT, **{"do": "them-o:1", "label-1": "Anh chị em", "kind-1": "rows"})
    working.presses(place, **{"do": "them-cot", "new-column": "Năm sinh", "new-column-kind": "number"})
    working.presses(
        f"{place}cot/1/", label="Năm sinh của người đó", min="1900", **{"required-mode": "always"}
    )
    group = authoring.find_field(working.copy.form, "anh_chi_em")
    assert group["columns"][1] == {"id": "nam_sinh", "type": "number", "label": "Năm sinh của người đó",
                                   "required": True, "min": 1900}  # fmt: skip
    assert working.copy.faults == []
    assert "Thêm Dòng 2" in working.page(f"{PLACE}xem/1/")


def test_the_preview_is_the_citizens_page_and_follows_the_conditions(working):
    address = f"{PLACE}xem/2/"
    shown = working.page(address)
    assert 'class="portal"' in shown and 'data-live="birth_facility"' in shown
    filled = {"relation": "mother", "child_name": "Trần Minh An", "parents": "married", "child_sex": "male",
              "child_birth_date-day": "5", "child_birth_date-month": "11", "child_birth_date-year": "2026"}  # fmt: skip
    faulty = working.browser.post(f"{PLACE}xem/1/", {**filled, "child_name": ""})
    assert faulty.status_code == 422 and "Có chỗ cần sửa" in faulty.content.decode()
    assert working.browser.post(f"{PLACE}xem/1/", filled).headers["Location"] == address
    again = working.page(f"{PLACE}xem/1/")
    assert 'value="Trần Minh An"' in again
    unsaved = {**boxes_in(working.page(f"{EDIT}trang/1/o/1/")), "label": "Tên con chưa lưu"}
    assert "Tên con chưa lưu" in working.browser.post(f"{PLACE}xem/1/", unsaved).content.decode()
    assert "Tên con chưa lưu" not in str(working.copy.form)


def test_samples_tell_what_an_edit_changed(working):
    working.browser.post(f"{PLACE}mau-thu/", {"do": "nap"})
    samples = authoring.list_samples(working.actor, CODE)
    assert len(samples) >= 2
    assert working.page(f"{PLACE}mau-thu/").count("Đúng như mong đợi") == len(samples)
    working.presses(EDIT, **{"do": "them-o:1", "label-1": "Sinh đôi?", "kind-1": "yesno"})
    page = working.page(f"{PLACE}mau-thu/")
    assert page.count("Nay hỏi thêm ô “Sinh đôi”") == len(samples)
    working.browser.post(f"{PLACE}mau-thu/", {"do": f"dung:{samples[0].id}"})
    assert working.page(f"{PLACE}mau-thu/").count("Nay hỏi thêm ô “Sinh đôi”") == len(samples) - 1
    working.browser.post(f"{PLACE}xem/1/", {"relation": "mother"})
    kept = working.browser.post(f"{PLACE}mau-thu/", {"do": "giu", "name": "Chỉ chọn mẹ", "on": "2026-11-23"})
    assert kept.status_code == 302
    [one] = [one for one in authoring.list_samples(working.actor, CODE) if one.name == "Chỉ chọn mẹ"]
    assert one.answers["relation"] == "mother"
    wrong = working.browser.post(f"{PLACE}mau-thu/", {"do": "giu", "name": "", "on": "2026-02-30"})
    assert wrong.status_code == 422


def test_a_form_is_published_withdrawn_and_given_up(office, working):
    working.presses(EDIT, **{"do": "them-o:1", "label-1": "Sinh đôi?", "kind-1": "yesno"})
    assert "Thêm" in working.page(f"{PLACE}cong-bo/") and "Sinh đôi" in working.page(f"{PLACE}so-sanh/")
    refused = working.presses(f"{PLACE}cong-bo/", 422, basis="", on="2026-11-24")
    assert "ghi số, ngày của quyết định" in refused
    told = {"basis": "Quyết định 15/QĐ-UBND ngày 20/11/2026", "on": "2026-11-24"}
    assert working.presses(f"{PLACE}cong-bo/", **told).startswith(PLACE)
    page = working.page(PLACE)
    assert "Chờ có hiệu lực" in page and "Đỗ Quản Trị" in page and "Quyết định 15" in page
    version = catalogue.own_forms(office.commune.id, TODAY)[CODE].version_id
    assert "Thu hồi bản chờ" in working.page(f"{PLACE}thu-hoi/{version}/")
    assert working.browser.post(f"{PLACE}thu-hoi/{version}/").status_code == 302
    assert "Đã thu hồi" in working.page(PLACE)
    working.browser.post(f"{PLACE}bat-dau/", {"version": str(version)})
    working.presses(f"{PLACE}cong-bo/", basis=told["basis"], on="2026-11-23")
    assert "Bản của xã" in working.page("/dieu-hanh/bieu-mau/")
    other = Admin(make_commune(identifier="H48.53.09"))
    assert "Bản của xã" not in other.page("/dieu-hanh/bieu-mau/")
    assert "Bản của xã số" in working.page(PLACE)
    assert "Bản của xã số" not in other.page(PLACE)
    draft = intake.start_draft(office.citizen, office.commune.id, CODE, now=NOW)
    assert (
        "Sinh đôi?"
        in client_of(office.commune, office.citizen).get(f"/ho-so-nhap/{draft.id}/child/").content.decode()
    )
    assert "Dùng biểu mẫu chung" in working.page(f"{PLACE}bo-ban-xa/")
    working.browser.post(f"{PLACE}bo-ban-xa/")
    assert "Bản của xã" not in working.page("/dieu-hanh/bieu-mau/")


def test_a_cycle_is_shown_at_its_field_and_refused_with_its_path(working):
    one = {"show_if-mode": "when", "show_if-0-0-left": "field:child_sex", "show_if-0-0-op": "answered"}
    working.presses(f"{EDIT}trang/1/o/0/", **one)
    working.presses(f"{EDIT}trang/1/o/3/", **{**one, "show_if-0-0-left": "field:relation"})
    told = "iều kiện vòng tròn: relation → child_sex → relation"
    for address in (EDIT, f"{EDIT}trang/1/o/0/", f"{PLACE}cong-bo/", f"{PLACE}xem/1/"):
        page = working.page(address)
        assert told in page
        # On the page of the field itself there is no need to say where it is.
        assert ("pages[1].fields[0]" in page) is not address.endswith("/o/0/")
    refused = working.presses(f"{PLACE}cong-bo/", 422, basis="Quyết định 15/QĐ-UBND", on="2026-11-24")
    assert told in refused and "Quyết định 15/QĐ-UBND" in refused


def test_a_form_goes_out_as_a_file_and_comes_in_again(working):
    sent = working.browser.get(f"{PLACE}xuat/?ban=ban-sua")
    assert json.loads(sent.content) == working.copy.form
    yaml = (Path(settings.MOTCUA_PROCEDURES) / CODE / "form.yaml").read_bytes()
    before = working.copy
    for name, body in (("a.json", sent.content), ("form.yaml", yaml)):
        laid = SimpleUploadedFile(name, body)
        assert working.browser.post(f"{PLACE}nap/", {"file": laid}).headers["Location"] == EDIT
    assert authoring.differences(before.form, working.copy.form) == []


def test_a_faulty_file_is_told_by_line_and_stays_on_the_page(working):
    text = working.browser.get(f"{PLACE}xuat/?ban=ban-sua").content.decode()
    wrong = text.replace('"field": "parents"', '"field": "nobody"', 1)
    line = next(number for number, one in enumerate(wrong.splitlines(), 1) if "nobody" in one)
    before = working.copy
    answer = working.browser.post(f"{PLACE}nap/", {"file": SimpleUploadedFile("a.json", wrong.encode())})
    page = answer.content.decode()
    assert answer.status_code == 422 and "không có trường “nobody”" in page and f"Dòng {line}:" in page
    assert "&quot;nobody&quot;" in page
    assert working.copy == before
    assert working.browser.post(f"{PLACE}nap/", {"text": wrong, "anyway": "yes"}).headers["Location"] == EDIT
    assert "không có trường “nobody”" in working.page(EDIT)
    for told in ({"text": "{"}, {"text": ""}, {"file": SimpleUploadedFile("a", b"\xff\xfe")}):
        assert working.browser.post(f"{PLACE}nap/", told).status_code == 422


def big_form(form: dict) -> dict:
    pages = [
        {
            "id": f"page{page}",
            "title": f"Trang {page}",
            "fields": [
                {
                    "id": f"f{page}_{number}",
                    "type": "text",
                    "label": f"Câu hỏi {page}.{number}",
                    "show_if": {"answered": [{"field": f"f{page}_{number - 1}"}]},
                }
                if number
                else {"id": f"f{page}_0", "type": "yesno", "label": f"Câu hỏi {page}.0"}
                for number in range(20)
            ],
        }
        for page in range(10)
    ]
    columns = [{"id": f"c{number}", "type": "text", "label": f"Cột {number}"} for number in range(5)]
    pages[0]["fields"][-1] = {
        "id": "people",
        "type": "rows",
        "label": "Người",
        "most": 50,
        "columns": columns,
    }
    return {"id": form["id"], "version": "1", "title": "Biểu mẫu lớn", "pages": pages}


@pytest.mark.slow
def test_a_form_of_200_fields_and_50_repetitions_stays_usable(working):
    text = json.dumps(big_form(working.copy.form))
    assert working.browser.post(f"{PLACE}nap/", {"text": text}).status_code == 302
    rows = {"people-rows": "50"} | {
        f"people-{row}-c{cell}": "chữ" for row in range(1, 51) for cell in range(5)
    }
    working.browser.post(f"{PLACE}xem/0/", {"f0_0": "yes", **rows})
    for address in (EDIT, f"{EDIT}trang/5/o/10/", f"{PLACE}xem/0/", f"{PLACE}so-sanh/", f"{PLACE}cong-bo/"):
        began = time.perf_counter()
        page = working.page(address)
        spent = time.perf_counter() - began
        print(f"{address}: {spent:.2f} s, {len(page) // 1000} kB")
        assert spent < 3, address


def test_tomorrow_the_citizen_sees_the_field(office, working):
    working.presses(EDIT, **{"do": "them-o:1", "label-1": "Sinh đôi?", "kind-1": "yesno"})
    working.presses(f"{PLACE}cong-bo/", basis="Quyết định 15/QĐ-UBND", on=TOMORROW.isoformat())

    def page_on(now) -> str:
        with time_machine.travel(now):
            citizen = client_of(office.commune, office.citizen)
            draft = intake.start_draft(office.citizen, office.commune.id, CODE, now=now)
            return citizen.get(f"/ho-so-nhap/{draft.id}/child/").content.decode()

    assert "Sinh đôi?" not in page_on(NOW)
    assert "Sinh đôi?" in page_on(NOW + timedelta(days=1))


def test_a_common_form_that_changed_is_flagged_and_the_own_one_kept_or_given_up(office, working):
    working.presses(EDIT, **{"do": "them-o:1", "label-1": "Sinh đôi?", "kind-1": "yesno"})
    working.presses(f"{PLACE}cong-bo/", basis="Quyết định 15/QĐ-UBND", on="2026-11-23")
    old = ProcedureVersion.common.get(id=catalogue.current_version(CODE, TODAY).id)
    told = {name: getattr(old, name) for name in ("content", "form", "process", "templates")}
    ProcedureVersion.objects.create(
        procedure_id=CODE, number=old.number + 1, valid_from=TODAY, checksum="c" * 64, created_at=NOW, **told
    )
    catalogue.forget_cached()
    assert "Biểu mẫu chung đã đổi từ 23/11/2026" in working.page("/dieu-hanh/bieu-mau/")
    shown = working.page(PLACE)
    assert "tạm ngừng để không che quy định mới" in shown and "Xem khác biệt" in shown
    own = catalogue.own_forms(office.commune.id, TODAY)[CODE].version_id
    working.browser.post(f"{PLACE}bat-dau/", {"version": str(own)})
    assert "Sinh đôi" in working.page(f"{PLACE}cong-bo/")
    working.presses(f"{PLACE}cong-bo/", basis="Quyết định 16/QĐ-UBND", on="2026-11-23")
    assert "đã đổi từ" not in working.page("/dieu-hanh/bieu-mau/")
