"""The designer of processes through its pages, as a browser without scripts uses them."""

from datetime import timedelta

import pytest
from lxml import html

from motcua.casework.authoring import api as authoring
from motcua.casework.catalogue import api as catalogue
from motcua.casework.catalogue.models import ProcedureVersion
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from tests.casework.birth import CODE, fill
from tests.factories.organisation import NOW, TODAY
from tests.interfaces.console.test_form_builder import Admin
from tests.interfaces.counter.conftest import enter

pytestmark = pytest.mark.slow

PLACE = f"/dieu-hanh/quy-trinh/{CODE}/"
EDIT, PUBLISH = f"{PLACE}sua/", f"{PLACE}cong-bo/"
TOMORROW = TODAY + timedelta(days=1)
BASIS = "Quyết định 15/QĐ-UBND"


class Designer(Admin):
    """An administrator at the designer."""

    @property
    def copy(self):
        return authoring.get_process(self.actor, CODE)

    @property
    def keys(self) -> list[str]:
        return [step["key"] for step in self.copy.process["steps"]]


@pytest.fixture
def designer(office):
    made = Designer(office.commune)
    made.browser.post(f"{PLACE}bat-dau/")
    return made


@pytest.mark.parametrize("role", ["receptionist", "chair"])
def test_only_who_configures_sees_it(office, role):
    browser = enter(office.commune.id, role)[1]
    browser.defaults["HTTP_HOST"] = f"{office.commune.code}.example.vn"
    for address in ("/dieu-hanh/quy-trinh/", PLACE, EDIT, f"{EDIT}0/", PUBLISH, f"{PLACE}so-sanh/"):
        assert browser.get(address).status_code == 403, address


def test_a_step_is_added_moved_changed_taken_back_and_dropped(designer):
    assert "Thẩm tra và dự thảo" in designer.page("/dieu-hanh/quy-trinh/" + f"{CODE}/")
    designer.presses(EDIT, do="them", name="Trưởng phòng kiểm tra", after="1")
    assert designer.keys == ["intake", "process", "truong_phong_kiem_tra", "approve", "issue", "return"]
    page = designer.page(EDIT)
    assert "Vừa làm: Thêm bước" in page and page.count("diagram__box") >= 6
    designer.presses(EDIT, do="xuong:2")
    assert designer.keys[3] == "truong_phong_kiem_tra"
    assert "đi tiếp phải tới bước đứng sau" in designer.page(EDIT)
    designer.presses(EDIT, do="hoan-tac")
    designer.presses(f"{EDIT}2/", role="unit_head", percent="10", actions=["assign", "propose", "send_back"],
                     back="process")  # fmt: skip
    designer.presses(f"{EDIT}1/", percent="40")
    assert "chỗ phải sửa" not in designer.page(EDIT) and "Thử ngày hẹn" in designer.page(EDIT)
    designer.presses(EDIT, do="bo:2")
    assert designer.keys == ["intake", "process", "approve", "issue", "return"]
    assert designer.copy.process["steps"][1]["next"] == "approve"


def test_a_process_that_cannot_end_is_told_at_its_step_and_never_published(designer):
    designer.presses(f"{EDIT}2/", actions=["send_back"])
    row = html.fromstring(designer.page(EDIT)).get_element_by_id("buoc-2")
    assert "thiếu hành động chuyển bước" in row.text_content() and "--wrong" in row.get("class")
    designer.presses(f"{EDIT}2/", actions=["propose", "send_back"])
    told = designer.page(EDIT)
    assert "không đi tiếp được, quy trình không kết thúc" in told and "phê duyệt và ký" in told
    refused = designer.presses(PUBLISH, 422, on=TOMORROW.isoformat(), basis=BASIS)
    assert "Phải sửa trước khi công bố" in refused
    designer.presses(EDIT, do="hoan-tac")
    designer.presses(f"{EDIT}2/", role="clerk", actions=["approve", "send_back"])
    assert "Văn thư không có quyền «Phê duyệt và ký số»" in designer.page(EDIT)
    assert not ProcedureVersion.objects.filter(only_in__isnull=False).exists()


@pytest.mark.parametrize(
    ("place", "changes", "field"),
    [(1, {"name": " "}, "name"), (1, {"percent": "101"}, "percent"), (1, {"percent": "nan"}, "percent"),
     (1, {"actions": []}, "actions"), (1, {"consults-0-name": "Đất"}, "consults-0-question"),
     (1, {"consults-0-name": "Đất", "consults-0-question": "?", "consults-0-unit": "office", "consults-0-days": "0"},
      "consults-0-days"),
     (1, {"branches-0-to": "return"}, "branches-0-if")],
)  # fmt: skip
def test_what_does_not_fit_is_told_at_its_field_and_nothing_typed_is_lost(designer, place, changes, field):
    page = html.fromstring(designer.presses(f"{EDIT}{place}/", 422, **{"external": "Công an xã", **changes}))
    assert field in page.text_content() or page.xpath(f"//*[@id='{field}']")
    assert page.xpath("//*[contains(@class, 'field__error')]")
    assert page.get_element_by_id("external").get("value") == "Công an xã"
    assert designer.copy.revision == 1


def test_a_branch_and_opinions_are_written_in_boxes(designer):
    boxes = {
        "branches-0-to": "issue", "branches-0-if-mode": "when", "branches-0-if-n": "1", "branches-0-if-0-n": "1",
        "branches-0-if-0-0-left": "field:wants_copies", "branches-0-if-0-0-op": "eq",
        "branches-0-if-0-0-value": "yes",
        "consults-0-name": "Cư trú", "consults-0-question": "Trẻ đã có nơi cư trú?", "consults-0-unit": "office",
        "consults-0-unit_name": "Công an", "consults-0-days": "2", "consults-0-optional": "yes",
    }  # fmt: skip
    designer.presses(f"{EDIT}1/", **boxes)
    step = designer.copy.process["steps"][1]
    assert step["branches"] == [{"if": {"eq": [{"field": "wants_copies"}, True]}, "to": "issue"}]
    assert step["consults"] == [{
        "key": "cu_tru", "name": "Cư trú", "question": "Trẻ đã có nơi cư trú?", "unit": "office",
        "unit_name": "Công an", "days": 2, "required": False,
    }]  # fmt: skip
    told = designer.page(EDIT)
    assert "Lấy ý kiến Công an" in told and "diagram__box--asked" in told
    # Skipping the signature is a way that cannot end.
    assert "quy trình không kết thúc: ở đây phải phê duyệt và ký" in told
    again = designer.presses(f"{EDIT}1/")
    assert again.startswith(EDIT) and designer.copy.process["steps"][1] == step


def test_it_goes_out_as_a_bpmn_file(designer):
    designer.presses(f"{EDIT}1/", name="Thẩm tra tại xã")
    here, working = (designer.browser.get(f"{PLACE}bpmn/{rest}") for rest in ("", "?ban=ban-sua"))
    assert here.headers["Content-Disposition"] == f'attachment; filename="quy-trinh-{CODE}.bpmn"'
    assert "Thẩm tra tại xã" in working.content.decode() and "Thẩm tra tại xã" not in here.content.decode()


def test_a_stale_page_changes_nothing(designer):
    from tests.interfaces.console.test_form_builder import boxes_in

    old = boxes_in(designer.page(f"{EDIT}1/"))
    designer.presses(EDIT, do="them", name="Một bước", after="1")
    late = designer.browser.post(f"{EDIT}1/", {**old, "name": "Tên khác"})
    assert late.status_code == 409 and "Tên khác" in late.content.decode()
    assert "Tên khác" not in str(designer.copy.process)
    for do in ("bo:99", "len:x", "len:0", "???"):
        assert designer.browser.post(EDIT, {"revision": designer.copy.revision, "do": do}).status_code == 409


def test_published_it_holds_for_new_dossiers_of_the_commune_and_running_ones_stay(designer, office):
    citizen, commune = office.citizen, office.commune.id
    draft = fill(citizen, commune)
    before = intake.submit_draft(citizen, draft.id, commune_id=commune, now=NOW)
    designer.presses(f"{EDIT}1/", name="Thẩm tra tại xã", percent="60")
    designer.presses(f"{EDIT}2/", percent="15")
    first = designer.presses(PUBLISH, 422, on=TODAY.isoformat(), basis="")
    assert "Lý do vẫn công bố" in first and "Thẩm tra tại xã" in first
    designer.presses(PUBLISH, on=TODAY.isoformat(), basis=BASIS, note="Sắp phân công")
    assert "Bản của xã số 1" in designer.page(PLACE) and "Thẩm tra tại xã" in designer.page(PLACE)
    later = fill(citizen, commune)
    after = intake.submit_draft(citizen, later.id, commune_id=commune, now=NOW)
    names = [[one.name for one in dossiers.steps(citizen, dossier)][1] for dossier in (before, after)]
    assert names == ["Thẩm tra và dự thảo giấy khai sinh", "Thẩm tra tại xã"]
    designer.browser.post(f"{PLACE}bo-ban-xa/")
    catalogue.forget_cached()
    assert catalogue.current_version(CODE, TODAY, commune).process.step("process").name == names[0]
    assert dossiers.get_dossier(citizen, after.id).version_id == after.version_id


def test_it_is_taken_back_before_its_day(designer, office):
    designer.presses(f"{EDIT}1/", name="Thẩm tra tại xã")
    designer.presses(PUBLISH, on=TOMORROW.isoformat(), basis=BASIS, note="Sắp phân công")
    [back] = html.fromstring(designer.page(PLACE)).xpath("//a[contains(@href, 'thu-hoi')]/@href")
    assert "Thu hồi bản chờ" in designer.page(back)
    assert designer.browser.post(back).status_code == 302
    catalogue.forget_cached()
    assert (
        catalogue.versions_in_force(TOMORROW, office.commune.id)[CODE]
        == catalogue.versions_in_force(TOMORROW)[CODE]
    )
    assert "Đã thu hồi" in designer.page(PLACE)


def test_an_own_form_and_an_own_process_go_together_and_end_one_by_one(designer, office):
    code, commune, actor = CODE, office.commune.id, designer.actor
    form = dict(catalogue.current_version(code, TODAY, commune).form.raw) | {"title": "Tờ khai của xã"}
    catalogue.publish_own_form(actor, code, form, basis=BASIS, on=TODAY, now=NOW)
    designer.presses(f"{EDIT}1/", name="Thẩm tra tại xã")
    designer.presses(PUBLISH, on=TODAY.isoformat(), basis=BASIS, note="Sắp phân công")

    def here() -> tuple[str, str]:
        catalogue.forget_cached()
        version = catalogue.current_version(code, TODAY, commune)
        return version.form.title, version.process.step("process").name

    assert here() == ("Tờ khai của xã", "Thẩm tra tại xã")
    catalogue.end_own_form(actor, code, now=NOW)
    assert here() == ("Tờ khai đăng ký khai sinh", "Thẩm tra tại xã")
    with pytest.raises(Exception, match="không có bản riêng của biểu mẫu"):
        catalogue.end_own_form(actor, code, now=NOW)
    catalogue.end_own_process(actor, code, now=NOW)
    assert here() == ("Tờ khai đăng ký khai sinh", "Thẩm tra và dự thảo giấy khai sinh")
