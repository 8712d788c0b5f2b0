"""The page of one dossier, and the files it shows."""

import re
from dataclasses import replace

import pytest

from motcua.blocks.messaging import api as messaging
from motcua.blocks.organisation import api as organisation
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from tests.factories.organisation import NOW, make_commune
from tests.factories.pdf_text import document_text
from tests.interfaces.counter.conftest import address, enter, text_of

pytestmark = pytest.mark.slow


def test_data_and_papers_stand_side_by_side(counter):
    dossier = counter.submitted()
    text = text_of(counter.browser("receptionist").get(address(dossier)))
    assert "Nguyễn Minh Khôi" in text
    assert "✓&nbsp;VNeID" in text
    assert "Giấy chứng sinh" in text
    assert re.search(r'<img class="paper__image" src="/mot-cua/ho-so/[^"]+/tep/', text)
    assert "Tiếp nhận" in text and 'data-key="t"' in text


def test_the_declaration_is_printed_for_officers_of_the_commune_alone(counter):
    dossier = counter.submitted()
    browser = counter.browser("receptionist")
    assert f'href="{address(dossier, "to-khai/")}"' in text_of(browser.get(address(dossier)))
    answer = browser.get(address(dossier, "to-khai/"))
    assert answer["Content-Type"] == "application/pdf"
    assert "NGUYỄN MINH KHÔI" in document_text(answer.content)
    _, other = enter(make_commune().id, "receptionist")
    assert other.get(address(dossier, "to-khai/")).status_code == 404


def test_an_answer_that_cannot_be_true_is_marked(counter, monkeypatch):
    dossier, opened = counter.submitted(), intake.open_desk
    browser = counter.browser("receptionist")
    assert "Cần xem lại" not in text_of(browser.get(address(dossier)))

    def spoilt(*given, **named):
        desk = opened(*given, **named)
        return replace(desk, answers={**desk.answers, "child_birth_date": "2027-01-01"})

    monkeypatch.setattr(intake, "open_desk", spoilt)
    row = text_of(browser.get(address(dossier))).split("Ngày sinh của trẻ", 1)[1].split("</div>")[0]
    assert "01/01/2027" in row and "Cần xem lại" in row and "ngày này chưa tới" in row


def test_what_may_be_done_follows_the_role(counter):
    dossier = counter.submitted()
    text = text_of(counter.browser("handler").get(address(dossier)))
    assert "/tiep-nhan/" not in text
    assert "Bước này thuộc: Cán bộ tiếp nhận" in text


def test_the_due_time_is_explained(counter):
    dossier = counter.accepted()
    text = text_of(counter.browser("handler").get(address(dossier)))
    assert "Cách tính hạn" in text
    for line in dossier.due_explanation:
        assert line in text


def test_each_deadline_is_named_and_told_as_in_the_list(counter):
    dossier = counter.accepted()
    browser = counter.browser("handler")
    page, listed = text_of(browser.get(address(dossier))), text_of(browser.get("/mot-cua/"))
    due = r'(<span class="due .*?</span></span>)'
    step, whole = (re.search(rf"{name}:\s+{due}", page)[1] for name in ("Hạn bước này", "Hạn trả kết quả"))
    assert re.findall(due, listed) == [step]
    assert organisation.tell_soon(dossier.step_due_at) in step
    assert organisation.tell_soon(dossier.due_at) in whole
    assert step != whole and "làm việc" in step and "làm việc" in whole


def test_the_pane_alone_for_the_next_paper(counter):
    dossier = counter.proposed()
    page = counter.browser("chair").get(address(dossier), {"giay": "2"}, headers={"HX-Target": "giay-to"})
    text = text_of(page)
    assert "<html" not in text
    assert "paper__frame" in text and "Dự thảo: Giấy khai sinh" in text


def test_a_number_that_is_no_paper_shows_the_first(counter):
    dossier = counter.submitted()
    assert "paper__image" in text_of(counter.browser("receptionist").get(address(dossier), {"giay": "99"}))


def test_opening_is_written_down(counter):
    from motcua.blocks.audit.models import AuditEntry
    from motcua.kernel import tenancy

    dossier = counter.submitted()
    counter.browser("receptionist").get(address(dossier))
    with tenancy.scope(communes=[counter.commune.id]):
        rows = AuditEntry.objects.filter(commune_id=counter.commune.id, subject_id=dossier.id)
        assert [row.purpose for row in rows] == ["Xử lý hồ sơ"]


def test_a_paper_is_sent_to_be_shown_and_kept_by_nobody(counter):
    dossier = counter.submitted()
    desk = intake.open_desk(counter.actor("receptionist"), dossier, purpose="Thử", now=NOW)
    page = counter.browser("receptionist").get(address(dossier, f"tep/{desk.papers[0].file.id}/"))
    assert page.status_code == 200
    assert page.headers["Content-Type"] == "image/jpeg"
    assert page.headers["Content-Disposition"].startswith("inline")
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in page.headers["Cache-Control"]
    assert page.content.startswith(b"\xff\xd8")


def test_forms_and_results_are_pdf(counter):
    dossier = counter.signed()
    browser = counter.browser("clerk")
    [form] = [one for one in notices.list_forms(dossier) if one.form == "01"]
    [result] = decisions.list_results(counter.actor("clerk"), dossier)
    for tail in (f"phieu/{form.file_id}/", f"ket-qua/{result.id}/"):
        page = browser.get(address(dossier, tail))
        assert page.headers["Content-Type"] == "application/pdf"
        assert page.content.startswith(b"%PDF")
        assert page.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_what_may_be_the_same_matter_is_told_before_it_is_taken_in(counter):
    first = counter.accepted()
    again = counter.submitted()
    page = text_of(counter.browser("receptionist").get(address(again)))
    assert "Có thể trùng hồ sơ" in page and first.code in page
    # Afterwards nobody is held up by it, and a dossier is not its own double.
    assert "Có thể trùng hồ sơ" not in text_of(counter.browser("handler").get(address(first)))


def test_a_file_of_another_dossier_is_not_found(counter):
    one, two = counter.submitted(), counter.submitted()
    desk = intake.open_desk(counter.actor("receptionist"), one, purpose="Thử", now=NOW)
    unknown = "01900000-0000-7000-8000-000000000000"
    browser = counter.browser("receptionist")
    assert browser.get(address(two, f"tep/{unknown}/")).status_code == 404
    assert browser.get(address(one, f"tep/{desk.papers[0].file.id}/")).status_code == 200
    assert browser.get(address(two, f"ket-qua/{unknown}/")).status_code == 404
    assert browser.get(address(two, f"phieu/{unknown}/")).status_code == 404


PAGES = [
    "", "ky-so/", "tiep-nhan/", "tu-choi/", "bo-sung/", "phan-cong/", "trinh/", "duyet/", "tra-lai/",
    "phat-hanh/", "tra-ket-qua/",
]  # fmt: skip


@pytest.mark.parametrize("tail", PAGES)
def test_a_dossier_of_another_commune_does_not_exist(counter, tail):
    [dossier] = counter.handed_in(1)
    elsewhere = make_commune(identifier="H48.54.01")
    _, browser = enter(elsewhere.id, "receptionist")
    page = browser.get(address(dossier, tail))
    assert page.status_code == 404
    assert dossier.submission_code not in page.content.decode()
    unknown = browser.get(f"/mot-cua/ho-so/01900000-0000-7000-8000-000000000000/{tail}")
    assert unknown.status_code == 404


def test_messages_show_their_outcome_and_are_sent_again_by_hand(counter, monkeypatch):
    dossier = counter.after_effects(counter.submitted())
    message = messaging.send(
        commune_id=dossier.commune_id, applicant_id=dossier.applicant_id, cause="thử", subject="Tin thử",
        body="Nội dung", about_id=dossier.id, now=NOW, addresses={"email": "a@example.vn"},
    )  # fmt: skip
    assert message.subject == "Tin thử"
    text = text_of(counter.browser("receptionist").get(address(dossier)))
    assert "Tin thử" in text and "Thư điện tử" in text and "Người dân chưa đọc" in text
    sent: list[object] = []
    monkeypatch.setattr(messaging, "retry_delivery", lambda actor, key: sent.append(key))
    [one] = [m for m in messaging.list_sent(counter.actor("receptionist"), dossier.id) if m.deliveries]
    again = address(dossier, f"tin/{one.deliveries[0].id}/gui-lai/")
    page = counter.browser("receptionist").post(again, follow=True)
    assert "Đã xếp gửi lại" in text_of(page)
    assert sent == [one.deliveries[0].id]


def test_the_page_waits_for_the_signature_and_then_loads_anew(counter):
    dossier = counter.proposed()
    decisions.approve_result(counter.call("chair", dossier, "approve"), "123456")
    browser = counter.browser("chair")
    text = text_of(browser.get(address(dossier)))
    assert "Đang ký số" in text and "Tải lại" in text
    assert "/duyet/" not in text
    waiting = browser.get(address(dossier, "ky-so/"), headers={"HX-Request": "true"})
    assert "Đang ký số" in text_of(waiting)
    counter.after_effects(dossier)
    done = browser.get(address(dossier, "ky-so/"), headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"
    assert "Đang ký số" not in text_of(browser.get(address(dossier)))


def test_a_failed_signature_says_what_to_do(counter, monkeypatch):
    from motcua.blocks.signatures.errors import AuthorisationExpired

    dossier = counter.proposed()
    decisions.approve_result(counter.call("chair", dossier, "approve"), "123456")

    def expired(*_: object) -> object:
        raise AuthorisationExpired

    monkeypatch.setattr(counter.signers, "sign_hash", expired)
    counter.after_effects(dossier)
    text = text_of(counter.browser("chair").get(address(dossier)))
    assert "Chưa ký được" in text and "nhập lại mã PIN" in text
    assert address(dossier, "duyet/") in text


def test_statements_of_the_dossier_page(counter, django_assert_max_num_queries):
    dossier = counter.signed()
    browser = counter.browser("clerk")
    browser.get(address(dossier))
    with django_assert_max_num_queries(40):
        browser.get(address(dossier))


def test_the_dossier_page_of_a_refused_one(counter):
    dossier = counter.submitted()
    call = counter.call("receptionist", dossier, "refuse")
    intake.refuse_dossier(dossiers.Call(call.actor, dossier.id, call.action, NOW, "Sai nơi nộp"))
    text = text_of(counter.browser("receptionist").get(address(dossier)))
    assert "Hồ sơ đã kết thúc" in text and "Sai nơi nộp" in text
