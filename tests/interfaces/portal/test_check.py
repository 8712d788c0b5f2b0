"""Check the answers and hand in: complete, once, by the right person."""

import hashlib
import re
from datetime import timedelta

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.kernel import tenancy
from motcua.kernel.clock import local
from motcua.kernel.models import Event
from tests.casework.birth import WITH_COPIES, fill
from tests.factories.organisation import NOW, make_citizen, make_commune
from tests.interfaces.portal.conftest import client_of

SEND = {"declaration": "yes", "delivery": "online"}


def address(draft):
    return f"/ho-so-nhap/{draft.id}/kiem-tra/"


def mine(office):
    return dossiers.list_for_applicant(office.citizen)


def test_every_answer_is_shown_with_a_way_to_change_it(browser, filled):
    page = browser.get(address(filled)).content.decode()
    for words in (
        "Nguyễn Minh Khôi",
        "13/11/2026",
        "Trần Thị Bình",
        "Nguyễn Văn An",
        "Giấy chứng sinh",
        "1 tệp",
    ):
        assert words in page, words
    assert f'href="/ho-so-nhap/{filled.id}/child/?sua=1"' in page
    assert "error-summary" not in page
    assert "Không phải nộp tiền." in page
    assert "nộp tiền tại quầy" not in page and "Bản sao giấy" not in page


def test_what_it_costs_is_told_with_where_and_when_it_is_paid(office, browser):
    draft = fill(office.citizen, office.commune.id, more=WITH_COPIES)
    page = browser.get(address(draft)).content.decode()
    assert "16.000 đồng" in page
    assert "Ông/bà nộp tiền tại quầy Một cửa trước khi nhận kết quả. Chưa nộp được trên mạng." in page
    assert "2 bản, nhận tại quầy Một cửa" in page


def test_what_is_missing_is_named_with_links(browser, draft):
    page = browser.get(address(draft)).content.decode()
    assert f'href="/ho-so-nhap/{draft.id}/child/?sua=1#child_name"' in page
    assert "<title>Lỗi: " in page


def test_an_incomplete_draft_is_not_sent(office, browser, draft):
    answer = browser.post(address(draft), SEND)
    assert 'href="#child_name' not in answer.content.decode()
    page = browser.get(answer["Location"]).content.decode()
    assert f'href="/ho-so-nhap/{draft.id}/child/?sua=1#child_name"' in page
    assert mine(office) == []


def test_the_page_says_which_declaration_stood_there(office, browser, filled):
    page = browser.get(address(filled)).content.decode()
    assert f'name="version" value="{filled.version.id}"' in page
    answer = browser.post(address(filled), {**SEND, "version": str(filled.id)})
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "Quy định của thủ tục này đã thay đổi" in told
    assert f'name="version" value="{filled.version.id}"' in told, (
        "it is handed in from the page that tells it"
    )
    assert mine(office) == []
    assert browser.post(address(filled), {**SEND, "version": str(filled.version.id)}).status_code == 302
    assert len(mine(office)) == 1


def test_without_the_declaration_nothing_is_sent(office, browser, filled):
    answer = browser.post(address(filled), {"delivery": "counter"})
    page = browser.get(answer["Location"]).content.decode()
    assert 'href="#declaration"' in page
    assert 'value="counter" checked' in page
    assert mine(office) == []


def test_an_unknown_delivery_is_refused(office, browser, filled):
    answer = browser.post(address(filled), {**SEND, "delivery": "chim-bo-cau"})
    assert 'href="#delivery"' in browser.get(answer["Location"]).content.decode()
    assert mine(office) == []


def test_sending_gives_a_code_and_what_happens_next(office, browser, filled):
    answer = browser.post(address(filled), {**SEND, "delivery": "counter"})
    [dossier] = mine(office)
    assert answer["Location"] == f"/ho-so/{dossier.id}/da-nop/"
    page = browser.get(answer["Location"]).content.decode()
    letters = dossiers.lookup_secret(dossier.id)
    # Eight working hours after Monday 08:00: seven on Monday, none on Tuesday, which is a day off.
    due = f"{local(dossier.step_due_at):%H:%M} ngày 25/11/2026"
    assert due[:4] == "08:0"
    for words in (dossier.submission_code, letters, f"chậm nhất {due}"):
        assert words in page, words
    with tenancy.scope(applicants=office.citizen.applicants, communes=[office.commune.id]):
        told = Event.objects.get(stream_id=dossier.id).payload
    form = catalogue.get_version(dossier.version_id).form
    assert told["version_id"] == str(dossier.version_id)
    assert told["declaration"] == hashlib.sha256(form.declaration.encode()).hexdigest()
    desk = intake.open_desk(office.citizen, dossier, purpose="thử", now=dossier.submitted_at)
    assert desk.wish.delivery == "counter"


def test_who_has_such_a_dossier_already_is_told_before_handing_in(office, browser, filled):
    assert "đang có hồ sơ cùng thủ tục" not in browser.get(address(filled)).content.decode()
    other = fill(office.citizen, office.commune.id)
    sent = intake.submit_draft(office.citizen, other.id, commune_id=office.commune.id, now=NOW)
    page = browser.get(address(filled)).content.decode()
    assert "đang có hồ sơ cùng thủ tục" in page and sent.reference in page
    # Not what is over, nor what somebody else has.
    refused = dossiers.Call(office.receptionist, sent.id, dossiers.Action.REFUSE, NOW, note="Nộp hai lần")
    intake.refuse_dossier(refused)
    assert sent.reference not in browser.get(address(filled)).content.decode()


def test_a_double_press_sends_once(office, browser, filled):
    browser.post(address(filled), SEND)
    again = browser.post(address(filled), SEND)
    [dossier] = mine(office)
    assert again["Location"] == f"/ho-so/{dossier.id}/da-nop/"


def test_two_presses_that_both_saw_the_draft_open_send_once(office, browser, filled, monkeypatch):
    """The second press read the draft before the first one was through."""
    from motcua.interfaces.portal import access

    browser.post(address(filled), SEND)
    monkeypatch.setattr(access.intake, "get_draft", lambda actor, draft_id: filled)
    again = browser.post(address(filled), SEND)
    [dossier] = mine(office)
    assert again["Location"] == f"/ho-so/{dossier.id}/da-nop/"


def test_the_back_button_after_sending_leads_to_the_dossier(office, browser, filled, handed_in):
    for page in ("", "child/", "giay-to/", "kiem-tra/", "xoa/"):
        assert browser.get(f"/ho-so-nhap/{filled.id}/{page}")["Location"] == f"/ho-so/{handed_in.id}/"
    assert browser.post(f"/ho-so-nhap/{filled.id}/xoa/", {"confirm": "yes"}).status_code == 302
    assert len(mine(office)) == 1


def test_level_one_may_fill_in_but_not_send(office):
    citizen = make_citizen(office.commune.id, level=1, citizen_id="051190008888")
    draft = fill(citizen, office.commune.id)
    client = client_of(office.commune, citizen)
    assert "mới ở mức 1" in client.get(address(draft)).content.decode()
    answer = client.post(address(draft), SEND)
    assert answer.status_code in (302, 403)
    assert dossiers.list_for_applicant(citizen) == []
    assert intake.get_draft(citizen, draft.id).answers["child_name"] == "Nguyễn Minh Khôi"


def test_another_communes_portal_does_not_take_it(office, filled):
    other = make_commune(name="Ba Vì", identifier="H48.53.09")
    assert client_of(other, office.citizen).post(address(filled), SEND).status_code == 404
    assert mine(office) == []


def test_an_expired_session_at_the_last_press_sends_nothing_and_comes_back(office, browser, filled):
    browser.cookies.pop("motcua")
    answer = browser.post(address(filled), SEND)
    assert answer["Location"] == f"/dang-nhap/?next=%2Fho-so-nhap%2F{filled.id}%2Fkiem-tra%2F&het-phien=1"
    assert mine(office) == []


def test_the_receipt_tells_when_it_was_sent(browser, handed_in):
    page = browser.get(f"/ho-so/{handed_in.id}/da-nop/").content.decode()
    assert "Đã gửi lúc" in page
    assert "làm việc lại" not in page


def test_a_receipt_after_hours_tells_when_the_commune_works_again(office, browser, filled):
    saturday = NOW - timedelta(days=2)
    sent = intake.submit_draft(office.citizen, filled.id, commune_id=office.commune.id, now=saturday)
    page = browser.get(f"/ho-so/{sent.id}/da-nop/").content.decode()
    assert re.search(r"xã làm việc lại \d\d:\d\d thứ Hai 23/11/2026", page)


def test_the_result_may_be_wanted_by_post(office, browser, filled):
    sent = {"delivery": "post", "declaration": "yes", "version": str(filled.version.id)}
    assert "qua bưu điện" in browser.get(address(filled)).content.decode()
    assert browser.post(address(filled), sent).status_code == 302
    [handed_in] = dossiers.list_for_applicant(office.citizen)
    with tenancy.scope(communes=[office.commune.id]):
        assert intake.wanted_by_post(office.commune.id, [handed_in.id]) == {handed_in.id}
