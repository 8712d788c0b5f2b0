"""Filing for a person through the pages: the officer's browser, the person's telephone, and what neither may open."""

from datetime import timedelta

import pytest
import time_machine

from motcua.casework.dossiers.models import Dossier
from motcua.casework.intake import api as intake
from motcua.casework.intake.models import AssistedFiling, Draft
from motcua.kernel import tenancy
from tests.casework.birth import CODE
from tests.casework.test_assisted_filing import NUMBER
from tests.factories.organisation import NOW
from tests.interfaces.counter.conftest import enter
from tests.interfaces.portal.conftest import client_of

pytestmark = pytest.mark.slow

BEGIN = "/mot-cua/nop-ho/"
CARD = {
    "procedure": CODE, "place": "home", "known": "card", "name": "Đinh Thị Rế", "citizen_id": "051 060 001 234",
    "seen": "yes", "consent": "counter", "version": "2026-11",
}  # fmt: skip


@pytest.fixture
def volunteer(office):
    browser = enter(office.commune.id, "volunteer")[1]
    browser.defaults["HTTP_HOST"] = f"{office.commune.code}.example.vn"
    return browser


def begun(browser, posted=CARD) -> str:
    answer = browser.post(BEGIN, posted)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def on_the_form(browser, desk: str) -> str:
    """Go on to the form and return the address of its first page."""
    start = browser.post(f"{desk}tiep/").headers["Location"]
    return browser.get(start).headers["Location"]


def test_a_volunteer_lands_where_they_help(volunteer):
    assert volunteer.get("/mot-cua/").headers["Location"] == BEGIN
    assert volunteer.get(BEGIN).status_code == 200


def test_the_form_is_the_persons_and_says_so(volunteer, office):
    desk = begun(volunteer)
    first = on_the_form(volunteer, desk)
    page = volunteer.get(first).content.decode()
    assert "Đang nộp giúp Đinh Thị Rế" in page
    assert NUMBER in page
    assert "Phạm Thị Dung" not in page.split("<main")[1]
    saved = volunteer.post(first, {"requester_name": "Đinh Thị Rế"})
    assert saved.status_code == 302
    autosaved = volunteer.post(
        f"/ho-so-nhap/{first.split('/')[2]}/tu-luu/?trang=child", "{}", content_type="application/json"
    )
    assert autosaved.status_code == 200


def test_the_persons_own_page_stays_closed(volunteer):
    desk = begun(volunteer)
    on_the_form(volunteer, desk)
    assert volunteer.get("/trang-cua-toi/").headers["Location"] == desk
    assert volunteer.get("/thong-bao/").headers["Location"].startswith("/dang-nhap/")
    assert volunteer.get("/mot-cua/").headers["Location"] == BEGIN


def test_when_the_time_is_over_the_form_is_closed(volunteer):
    desk = begun(volunteer)
    first = on_the_form(volunteer, desk)
    with time_machine.travel(NOW + timedelta(hours=2, minutes=1)):
        session = volunteer.session  # Still at work.
        session["seen"] = (NOW + timedelta(hours=2)).timestamp()
        session.save()
        assert volunteer.get(first).headers["Location"] == desk
        assert "đã kết thúc" in volunteer.get(desk).content.decode()
        autosaved = volunteer.post(
            f"/ho-so-nhap/{first.split('/')[2]}/tu-luu/?trang=child", "{}", content_type="application/json"
        )
        assert autosaved.status_code == 401


def test_stopping_closes_it_and_keeps_the_draft(volunteer, office):
    desk = begun(volunteer)
    first = on_the_form(volunteer, desk)
    assert volunteer.post(f"{desk}dung/").status_code == 302
    assert volunteer.get(first).status_code == 302
    with tenancy.scope(communes=[office.commune.id]):
        person = AssistedFiling.objects.get().applicant_id
    with tenancy.scope(applicants=[person]):
        assert Draft.objects.count() == 1


def test_another_officers_browser_does_not_open_it(volunteer, office):
    desk = begun(volunteer)
    first = on_the_form(volunteer, desk)
    other = enter(office.commune.id, "receptionist")[1]
    other.defaults["HTTP_HOST"] = f"{office.commune.code}.example.vn"
    assert other.get(desk).status_code == 404
    assert other.post(f"{desk}tiep/").status_code == 404
    assert other.get(first).headers["Location"].startswith("/dang-nhap/")


def test_who_may_not_help_is_told(office):
    handler = enter(office.commune.id, "handler")[1]
    handler.defaults["HTTP_HOST"] = f"{office.commune.code}.example.vn"
    assert handler.get(BEGIN).status_code == 403
    assert handler.post(BEGIN, CARD).status_code == 403


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"procedure": ""}, "Chọn thủ tục cần nộp."),
        ({"place": "moon"}, "Chọn nơi đang nộp giúp."),
        ({"known": ""}, "Chọn cách biết đúng"),
        ({"citizen_id": "123"}, "gồm đúng 12 chữ số"),
        ({"consent": ""}, "Chưa đồng ý thì không nộp giúp được."),
    ],
)
def test_what_is_missing_is_told_and_what_was_typed_stays(volunteer, change, told):
    answer = volunteer.post(BEGIN, {**CARD, **change})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert "Đinh Thị Rế" in page


def test_by_code_from_the_persons_telephone_to_the_receipt(volunteer, office, filled):
    desk = begun(volunteer, {"procedure": CODE, "place": "centre", "known": "vneid"})
    told = volunteer.get(desk).content.decode()
    code = volunteer.session["help_code"][1]
    assert code in told
    phone = client_of(office.commune, office.citizen)
    asked = phone.post("/giup-toi/", {"code": code}).content.decode()
    assert "Tôi đồng ý" in asked
    assert "quá hai giờ" in asked
    phone.post("/giup-toi/", {"code": code, "agree": "1", "version": "2026-11"})
    first = on_the_form(volunteer, desk)
    draft_id = first.split("/")[2]
    with tenancy.scope(applicants=[office.citizen.account_id]):
        ready = Draft.objects.get(id=filled.id)
        Draft.objects.filter(id=draft_id).update(answers=ready.answers, papers=ready.papers)
    sent = volunteer.post(f"/ho-so-nhap/{draft_id}/kiem-tra/", {"delivery": "online", "declaration": "yes"})
    assert sent.headers["Location"] == desk
    with tenancy.scope(communes=[office.commune.id]):
        dossier = Dossier.objects.get()
    assert (dossier.place, dossier.applicant_id) == ("centre", office.citizen.account_id)
    assert dossier.submission_code in volunteer.get(desk).content.decode()
    assert volunteer.get(first).headers["Location"] == desk
    assert "Nộp với sự giúp đỡ của" in phone.get(f"/ho-so/{dossier.id}/").content.decode()


def test_a_wrong_code_is_told_at_its_box(office, browser):
    answer = browser.post("/giup-toi/", {"code": "000000"})
    assert answer.status_code == 422
    assert "Mã này không đúng" in answer.content.decode()
    assert intake.PLACES["home"] == "Nhà của người dân"


def test_codes_cannot_be_guessed_for_long(office, browser):
    """A code has a million readings and lives a quarter of an hour."""
    codes = [browser.post("/giup-toi/", {"code": f"{number:06d}"}).status_code for number in range(21)]
    assert codes == [422] * 20 + [429]
    assert "đã nhập sai nhiều lần" in browser.post("/giup-toi/", {"code": "123456"}).content.decode()
