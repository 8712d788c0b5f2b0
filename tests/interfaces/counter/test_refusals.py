"""What bad input gets: a plain sentence, nothing lost, nothing doubled."""

from uuid import uuid4

import pytest

from motcua.casework.dossiers import api as dossiers
from tests.factories.effects import event_names
from tests.factories.offices import PIN
from tests.interfaces.counter.conftest import RESULT_FIELDS, address, enter, hidden, text_of

pytestmark = pytest.mark.slow

State = dossiers.State


@pytest.mark.parametrize(
    ("start", "role", "tail", "boxes", "event"),
    [
        ("submitted", "receptionist", "tiep-nhan/", {}, "DossierAccepted"),
        ("submitted", "receptionist", "tu-choi/", {"note": "Sai nơi nộp"}, "DossierRefused"),
        ("accepted", "handler", "bo-sung/", {"field-child_name-what": "Sửa", "reason": "Sai"}, "SupplementRequested"),
        ("accepted", "handler", "trinh/", RESULT_FIELDS, "ResultProposed"),
        ("proposed", "chair", "duyet/", {"pin": PIN}, "ResultApproved"),
        ("proposed", "chair", "tra-lai/", {"note": "Sửa tên"}, "ResultSentBack"),
        ("signed", "clerk", "phat-hanh/", {"pin": PIN}, "IssueOrdered"),
        ("issued", "return_desk", "tra-ket-qua/", {"how": "online"}, "ResultReturned"),
    ],
)  # fmt: skip
def test_a_double_click_does_it_once_and_says_so(counter, start, role, tail, boxes, event):
    dossier = getattr(counter, start)()
    browser = counter.browser(role)
    posted = hidden(browser.get(address(dossier, tail)), **boxes)
    first = browser.post(address(dossier, tail), posted)
    second = browser.post(address(dossier, tail), posted, follow=True)
    assert first.status_code == 302
    assert "đã được thực hiện rồi" in text_of(second)
    assert event_names(counter.commune.id, dossier.id).count(event) == 1


def test_two_tabs_the_second_is_told_and_keeps_its_words(counter):
    dossier = counter.submitted()
    browser = counter.browser("receptionist")
    accepting, refusing = (browser.get(address(dossier, tail)) for tail in ("tiep-nhan/", "tu-choi/"))
    browser.post(address(dossier, "tiep-nhan/"), hidden(accepting))
    page = browser.post(
        address(dossier, "tu-choi/"), hidden(refusing, note="Thiếu giấy chứng sinh bản chính")
    )
    text = text_of(page, 409)
    assert "đã được người khác xử lý" in text
    assert "Thiếu giấy chứng sinh bản chính" in text
    assert counter.now(dossier).state is State.ACCEPTED


@pytest.mark.parametrize(
    "spoilt", [{"revision": "x"}, {"action_key": "1"}, {"revision": None}, {"action_key": None}]
)
def test_a_page_without_its_hidden_boxes_does_nothing(counter, spoilt):
    dossier = counter.submitted()
    browser = counter.browser("receptionist")
    posted = hidden(browser.get(address(dossier, "tiep-nhan/"))) | spoilt
    page = browser.post(address(dossier, "tiep-nhan/"), {k: v for k, v in posted.items() if v is not None})
    assert page.status_code == 409
    assert counter.now(dossier).state is State.SUBMITTED


@pytest.mark.parametrize("role", ["receptionist", "handler", "clerk", "cashier"])
def test_approval_by_the_wrong_role_is_refused_and_changes_nothing(counter, role):
    dossier = counter.proposed()
    browser = counter.browser(role)
    assert browser.get(address(dossier, "duyet/")).status_code == 403
    posted = {"revision": str(dossier.revision), "action_key": str(uuid4()), "pin": PIN}
    page = browser.post(address(dossier, "duyet/"), posted)
    assert "không có quyền" in text_of(page, 403)
    assert counter.now(dossier) == dossier


def test_a_chair_does_not_approve_what_is_not_yet_proposed(counter):
    dossier = counter.accepted()
    text = text_of(counter.browser("chair").get(address(dossier, "duyet/"), follow=True))
    assert "Không thể «Phê duyệt và ký số»" in text
    posted = {"revision": str(dossier.revision), "action_key": str(uuid4()), "pin": PIN}
    page = counter.browser("chair").post(address(dossier, "duyet/"), posted)
    assert page.status_code == 409
    assert counter.now(dossier) == dossier


def test_a_dossier_in_other_hands_is_told(counter):
    dossier = counter.accepted()
    browser = counter.browser("unit_head")
    other, _ = enter(counter.commune.id, "handler", full_name="Hồ Thị Lan")
    opened = browser.get(address(dossier, "phan-cong/"))
    browser.post(address(dossier, "phan-cong/"), hidden(opened, holder=str(other.staff_id)))
    text = text_of(counter.browser("handler").get(address(dossier, "trinh/"), follow=True))
    assert "đang do cán bộ khác thụ lý" in text


def test_reading_never_changes_anything(counter):
    dossier = counter.submitted()
    browser = counter.browser("receptionist")
    for tail in ("", "tiep-nhan/", "tu-choi/", "bo-sung/"):
        browser.get(address(dossier, tail))
    assert counter.now(dossier) == dossier
    assert browser.put(address(dossier, "tiep-nhan/")).status_code == 405


def test_nothing_is_kept_by_the_browser(counter):
    dossier = counter.submitted()
    page = counter.browser("receptionist").get(address(dossier))
    assert "no-store" in page.headers["Cache-Control"]


def test_what_people_typed_is_never_markup(counter):
    dossier = counter.submitted()
    browser = counter.browser("receptionist")
    opened = browser.get(address(dossier, "tu-choi/"))
    nasty = '"><script>alert(1)</script>'
    browser.post(address(dossier, "tu-choi/"), hidden(opened, note=nasty))
    assert "<script>alert" not in text_of(browser.get(address(dossier)))
    assert "<script>alert" not in text_of(browser.get("/mot-cua/", {"q": nasty}))
