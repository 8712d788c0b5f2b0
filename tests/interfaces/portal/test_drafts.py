"""Filling in: begin, resume, save, come back; and everything that can go wrong on the way."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from motcua.casework.intake import api as intake
from motcua.interfaces.portal import pending
from motcua.interfaces.portal.jobs import drop_waiting_posts
from motcua.interfaces.portal.models import WaitingPost
from tests.factories.organisation import NOW, make_citizen, make_commune
from tests.interfaces.portal.conftest import client_of

pytestmark = pytest.mark.slow

CODE = "1.001193"
CHILD = {
    "relation": "father", "child_name": "Nguyễn Minh Khôi", "child_birth_date-day": "13",
    "child_birth_date-month": "11", "child_birth_date-year": "2026", "child_sex": "male", "parents": "married",
}  # fmt: skip


def page_of(draft, page="child"):
    return f"/ho-so-nhap/{draft.id}/{page}/"


def stored(office, draft):
    return intake.get_draft(office.citizen, draft.id)


def autosave(client, draft, values, page="child"):
    address = f"/ho-so-nhap/{draft.id}/tu-luu/?trang={page}"
    return client.post(address, json.dumps(values), content_type="application/json")


def test_beginning_needs_a_login_and_comes_back(anyone):
    answer = anyone.get(f"/nop-ho-so/{CODE}/")
    assert answer.status_code == 302
    assert answer["Location"] == "/dang-nhap/?next=%2Fnop-ho-so%2F1.001193%2F"


def test_beginning_leads_to_the_first_question(office, browser):
    answer = browser.get(f"/nop-ho-so/{CODE}/")
    [draft] = intake.list_drafts(office.citizen, CODE)
    # The page about the requester is known from the login, so it is not asked.
    assert answer["Location"] == page_of(draft)


def test_a_draft_begun_before_is_offered_first(office, browser, draft):
    page = browser.get(f"/nop-ho-so/{CODE}/").content.decode()
    assert "đang điền dở" in page
    assert f'href="{page_of(draft)}"' in page
    assert len(intake.list_drafts(office.citizen, CODE)) == 1


def test_a_second_press_on_new_begins_one_draft(office, browser, draft):
    browser.post(page_of(draft), {**CHILD, "revision": "1"})
    first = browser.post(f"/nop-ho-so/{CODE}/")
    second = browser.post(f"/nop-ho-so/{CODE}/")
    assert first["Location"] == second["Location"]
    assert len(intake.list_drafts(office.citizen, CODE)) == 2


def test_a_page_is_saved_and_goes_on(office, browser, draft):
    answer = browser.post(page_of(draft), {**CHILD, "revision": str(draft.revision)})
    assert answer["Location"] == page_of(draft, "birth")
    assert stored(office, draft).answers["child_birth_date"] == "2026-11-13"


def test_faults_are_named_and_the_input_is_kept(office, browser, draft):
    faulty = {**CHILD, "child_name": "", "child_birth_date-day": "32", "revision": "1"}
    answer = browser.post(page_of(draft), faulty)
    # A page of its own: the back button never meets a form that was sent.
    assert answer["Location"] == page_of(draft) + "?loi=1"
    page = browser.get(answer["Location"]).content.decode()
    assert "<title>Lỗi: " in page
    assert 'href="#child_name"' in page
    assert 'href="#child_birth_date"' in page
    assert 'value="32"' in page
    again = browser.get(page_of(draft)).content.decode()
    assert 'value="32"' in again
    assert stored(office, draft).answers["relation"] == "father"


def test_a_page_without_faults_asked_for_names_none(browser, draft):
    assert "Lỗi: " not in browser.get(page_of(draft)).content.decode()


def test_a_faulty_change_stays_a_change(browser, filled):
    address = page_of(filled) + "?sua=1"
    answer = browser.post(address, {"child_name": "", "revision": str(filled.revision)})
    assert answer["Location"] == page_of(filled) + "?loi=1&sua=1"


def test_the_back_button_shows_what_was_saved(browser, draft):
    browser.post(page_of(draft), {**CHILD, "revision": "1"})
    answer = browser.get(page_of(draft))
    assert 'value="Nguyễn Minh Khôi"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_save_and_leave_takes_anything(office, browser, draft):
    answer = browser.post(page_of(draft), {"child_name": "Khôi", "revision": "1", "later": "1"})
    assert answer["Location"] == "/trang-cua-toi/?da-luu"
    assert "Đã lưu." in browser.get(answer["Location"]).content.decode()
    assert stored(office, draft).answers["child_name"] == "Khôi"
    assert f"/ho-so-nhap/{draft.id}/" in browser.get("/trang-cua-toi/").content.decode()


def test_resuming_goes_to_what_is_missing(browser, draft):
    browser.post(page_of(draft), {**CHILD, "revision": "1"})
    assert browser.get(f"/ho-so-nhap/{draft.id}/")["Location"] == page_of(draft, "birth")


def test_the_list_of_parts_tells_what_is_done_and_what_was_looked_at(browser, draft):
    address = f"/ho-so-nhap/{draft.id}/cac-phan/"

    def states() -> list[str]:
        return re.findall(r'class="task task--(\w+)"', browser.get(address).content.decode())

    assert states()[:2] == ["todo", "todo"] and states()[-1] == "todo"
    autosave(browser, draft, {"child_name": "Nguyễn Minh Khôi", "revision": "1"})
    page = browser.get(address).content.decode()
    assert states()[0] == "seen" and "Đã xem, còn thiếu" in page and "Còn 4 mục cần điền" in page
    browser.post(page_of(draft), {**CHILD, "revision": "2"})
    assert states()[:2] == ["done", "todo"]


def test_the_list_of_parts_is_only_for_the_owner(anyone, draft):
    assert anyone.get(f"/ho-so-nhap/{draft.id}/cac-phan/").status_code in (302, 404)


def test_a_stop_is_told_and_does_not_go_on(browser, draft):
    answer = browser.post(page_of(draft), {**CHILD, "parents": "unmarried", "revision": "1"})
    assert answer["Location"] == page_of(draft) + "?loi=1"
    assert "Cần làm thủ tục khai sinh kết hợp nhận con" in browser.get(answer["Location"]).content.decode()


def test_a_change_goes_back_to_the_check(browser, filled):
    address = page_of(filled) + "?sua=1"
    assert "Lưu thay đổi" in browser.get(address).content.decode()
    answer = browser.post(
        address, {**CHILD, "child_name": "Nguyễn Minh Khoa", "revision": str(filled.revision)}
    )
    assert answer["Location"] == f"/ho-so-nhap/{filled.id}/kiem-tra/"


def test_verified_data_are_shown_with_their_source_and_not_taken(office, browser, draft):
    page = browser.get(page_of(draft, "requester")).content.decode()
    assert "Nguyễn Văn An" in page
    assert "Lấy từ tài khoản VNeID." in page
    assert 'name="requester_name"' not in page
    browser.post(page_of(draft, "requester"), {"requester_name": "Kẻ Giả Mạo", "revision": "1"})
    assert stored(office, draft).answers["requester_name"] == "Nguyễn Văn An"


def test_an_unknown_page_is_not_found(browser, draft):
    assert browser.get(page_of(draft, "khong-co")).status_code == 404


# Two tabs.


def test_two_tabs_do_not_overwrite_each_other(office, browser, draft):
    browser.post(page_of(draft), {**CHILD, "revision": "1"})
    answer = browser.post(page_of(draft), {**CHILD, "child_name": "Nguyễn Minh Khang", "revision": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "«Nguyễn Minh Khôi»" in page
    assert 'value="Nguyễn Minh Khang"' in page
    assert stored(office, draft).answers["child_name"] == "Nguyễn Minh Khôi"
    renewed = re.search(r'name="revision" value="(\d+)"', page)[1]
    browser.post(page_of(draft), {**CHILD, "child_name": "Nguyễn Minh Khang", "revision": renewed})
    assert stored(office, draft).answers["child_name"] == "Nguyễn Minh Khang"


def test_other_fields_of_the_second_tab_are_no_conflict(office, browser, draft):
    browser.post(page_of(draft), {"child_name": "Nguyễn Minh Khôi", "revision": "1"})
    browser.post(page_of(draft, "birth"), {"birth_facility": "Trạm Y tế", "revision": "1"})
    found = stored(office, draft).answers
    assert (found["child_name"], found["birth_facility"]) == ("Nguyễn Minh Khôi", "Trạm Y tế")


# Saving by itself.


def test_a_field_saves_itself(office, browser, draft):
    answer = autosave(browser, draft, {"child_name": "Nguyễn Minh Khôi", "revision": "1"})
    assert answer.json() == {"revision": 2}
    # Another field of the page is left alone.
    autosave(browser, draft, {"child_sex": "male", "revision": "2"})
    found = stored(office, draft).answers
    assert (found["child_name"], found["child_sex"]) == ("Nguyễn Minh Khôi", "male")


def test_a_page_whose_own_save_went_through_is_no_conflict(browser, draft):
    revision = autosave(browser, draft, {"child_name": "Nguyễn", "revision": "1"}).json()["revision"]
    assert browser.post(page_of(draft), {**CHILD, "revision": str(revision)}).status_code == 302


def test_a_late_save_of_another_tab_is_refused(office, browser, draft):
    browser.post(page_of(draft), {**CHILD, "revision": "1"})
    assert autosave(browser, draft, {"child_name": "Khác", "revision": "1"}).status_code == 409
    assert stored(office, draft).answers["child_name"] == "Nguyễn Minh Khôi"


@pytest.mark.parametrize(("window", "status"), [("k3", 200), ("k4", 409), ("", 409)])
def test_a_window_whose_answer_was_lost_saves_again(office, browser, draft, window, status):
    """Its own earlier save is no change of somebody else's, though it never learnt of the new revision."""
    autosave(browser, draft, {"child_name": "Nguyễn Một", "revision": "1", "window": "k3"})
    again = autosave(browser, draft, {"child_name": "Nguyễn Hai", "revision": "1", "window": window})
    assert again.status_code == status
    expected = "Nguyễn Hai" if status == 200 else "Nguyễn Một"
    assert stored(office, draft).answers["child_name"] == expected


@pytest.mark.parametrize("again", ["Nguyễn Hai", "Nguyễn Một"])
def test_what_a_bad_line_delivers_late_undoes_nothing(office, browser, draft, again):
    """The line carried the second save after the third; the third may bring back what was there before."""
    window = {"revision": "1", "window": "k3"}
    autosave(browser, draft, {"child_name": "Nguyễn Một", "sent": "100", **window})
    autosave(browser, draft, {"child_name": again, "sent": "300", **window})
    late = autosave(
        browser, draft, {"child_name": "Nguyễn Muộn", "child_sex": "male", "sent": "200", **window}
    )
    assert late.status_code == 200
    found = stored(office, draft).answers
    assert (found["child_name"], found["child_sex"]) == (again, "male")
    autosave(browser, draft, {"child_name": "Nguyễn Bốn", "sent": "400", **window})
    assert stored(office, draft).answers["child_name"] == "Nguyễn Bốn"


def folded(page: str) -> list[str]:
    labels = re.findall(r'class="prefilled__label"><span>([^<]+)</span>([^<]*)<', page)
    return [f"{label}{source}" for label, source in labels]


def test_only_what_is_known_and_a_usual_default_are_folded(office, browser, draft):
    page = browser.get(page_of(draft, "birth")).content.decode()
    assert "Quê quán của trẻ (theo VNeID)" in folded(page) and "Quốc tịch của trẻ" in folded(page)
    # Whether somebody is exempt is money: the question is asked, though an answer stands there.
    death = intake.start_draft(office.citizen, office.commune.id, "1.000656", now=NOW)
    asks = death.version.form.page_of("exemption")
    page = browser.get(page_of(death, asks.id)).content.decode()
    label = death.version.form.field("exemption").label
    assert death.answers["exemption"] == "none" and label in page
    assert label not in folded(page)


def test_what_a_person_changed_is_no_longer_told_as_from_elsewhere(office, browser, draft):
    page = browser.get(page_of(draft, "birth")).content.decode()
    assert "theo VNeID" in page
    home = {"child_home_town-commune": "Xã Ba Tơ", "child_home_town-province": "tỉnh Quảng Ngãi"}
    autosave(browser, draft, {**home, "revision": "1"}, page="birth")
    page = browser.get(page_of(draft, "birth")).content.decode()
    assert "theo VNeID" not in page and 'value="Xã Ba Tơ"' in page


def test_a_save_without_login_is_refused(anyone, draft):
    assert autosave(anyone, draft, {"child_name": "Nguyễn"}).status_code == 401


@pytest.mark.parametrize("body", ["", "[]", "null", "{", '{"child_name": 7}', '{"khac": "x"}'])
def test_a_save_that_cannot_be_read_changes_nothing(office, browser, draft, body):
    address = f"/ho-so-nhap/{draft.id}/tu-luu/?trang=child"
    assert browser.post(address, body, content_type="application/json").status_code == 200
    assert stored(office, draft).answers == draft.answers


def test_a_save_to_no_page_is_refused(browser, draft):
    assert autosave(browser, draft, {"child_name": "x"}, page="khong-co").status_code == 404


def test_after_sending_a_late_save_changes_nothing(browser, filled, handed_in):
    assert autosave(browser, filled, {"child_name": "Khác"}).status_code == 409


# An expired session in mid form.


def test_an_idle_session_costs_nothing_that_was_typed(office, browser, draft):
    browser.get(page_of(draft))
    with time_machine.travel(NOW + timedelta(minutes=40)):
        answer = browser.post(page_of(draft), {**CHILD, "revision": "1"})
        assert answer["Location"].startswith("/dang-nhap/?next=")
        assert stored(office, draft).answers.get("child_name") is None
        log_in_again(browser, office.citizen)
        page = browser.get(page_of(draft)).content.decode()
    assert "Nội dung vừa gõ đã được lưu lại" in page
    assert 'value="Nguyễn Minh Khôi"' in page
    assert stored(office, draft).answers["child_name"] == "Nguyễn Minh Khôi"


def log_in_again(client, actor):
    """Log in as the product does: the old session is thrown away."""
    from django.contrib.auth import SESSION_KEY

    from motcua.blocks.identity.api import Account

    assert SESSION_KEY not in client.session
    client.session.flush()
    client.cookies.pop("motcua", None)
    account = Account.objects.get(id=actor.account_id)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")


def test_the_login_says_that_the_session_ended_and_that_what_was_typed_is_kept(browser, draft):
    browser.cookies.pop("motcua")
    answer = browser.post(f"{page_of(draft)}?sua=1", {**CHILD, "revision": "1"})
    page = browser.get(answer["Location"]).content.decode()
    assert "Phiên đăng nhập đã hết" in page
    assert "Nội dung vừa gõ đã được giữ; đăng nhập lại để đi tiếp." in page


def test_the_login_promises_nothing_that_was_not_kept(browser, draft):
    browser.cookies.pop("motcua")
    big = {"child_name": "x" * (pending.MOST_CHARACTERS + 1)}
    for address, posted in ((page_of(draft), big), (f"/ho-so-nhap/{draft.id}/giay-to/", {"stay": "1"})):
        page = browser.get(browser.post(address, posted)["Location"]).content.decode()
        assert "Phiên đăng nhập đã hết" in page
        assert "đã được giữ" not in page
    assert "Phiên đăng nhập đã hết" not in browser.get("/dang-nhap/").content.decode()


def test_a_lost_session_costs_nothing_that_was_typed(office, browser, draft):
    browser.cookies.pop("motcua")
    browser.post(page_of(draft), {**CHILD, "revision": "1"})
    log_in_again(browser, office.citizen)
    assert 'value="Nguyễn Minh Khôi"' in browser.get(page_of(draft)).content.decode()


def test_what_waits_for_a_login_is_sealed_and_given_once(office, browser, draft):
    from django.db import connection

    browser.cookies.pop("motcua")
    browser.post(page_of(draft), {**CHILD, "revision": "1"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM portal_waitingpost")
        [(content,)] = cursor.fetchall()
    assert "Khôi".encode() not in bytes(content)
    log_in_again(browser, office.citizen)
    assert "đã được lưu lại" in browser.get(page_of(draft)).content.decode()
    assert "đã được lưu lại" not in browser.get(page_of(draft)).content.decode()


def test_what_waits_for_a_login_comes_back_on_its_own_page_only(office, browser, draft):
    browser.cookies.pop("motcua")
    browser.post(page_of(draft), {**CHILD, "revision": "1"})
    log_in_again(browser, office.citizen)
    assert "đã được lưu lại" not in browser.get(page_of(draft, "birth")).content.decode()
    assert "đã được lưu lại" in browser.get(page_of(draft)).content.decode()


def test_another_person_at_the_same_machine_gets_nothing_of_it(office, browser, draft):
    browser.cookies.pop("motcua")
    browser.post(page_of(draft), {**CHILD, "revision": "1"})
    stranger = make_citizen(office.commune.id, full_name="Trần Thị Lạ", citizen_id="051190009999")
    log_in_again(browser, stranger)
    answer = browser.get(page_of(draft))
    assert answer.status_code == 404
    assert "Khôi" not in answer.content.decode()


def test_after_an_hour_it_is_gone(office, browser, draft):
    browser.cookies.pop("motcua")
    browser.post(page_of(draft), {**CHILD, "revision": "1"})
    with time_machine.travel(NOW + timedelta(hours=2)):
        log_in_again(browser, office.citizen)
        assert "Khôi" not in browser.get(page_of(draft)).content.decode()


def waiting() -> int:
    return WaitingPost.objects.count()


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_post_nobody_came_back_for_is_dropped_by_the_job(browser, draft):
    browser.cookies.pop("motcua")
    browser.post(page_of(draft), {**CHILD, "revision": "1"})
    drop_waiting_posts()
    assert waiting() == 1
    with time_machine.travel(NOW + pending.KEPT_FOR + timedelta(minutes=1)):
        drop_waiting_posts()
    assert waiting() == 0


def test_one_browser_has_one_post_waiting_and_one_network_few(office, draft, monkeypatch):
    monkeypatch.setattr(pending, "MOST_FROM_A_PLACE", 2)
    first = client_of(office.commune)
    for _ in range(3):
        first.post(page_of(draft), {**CHILD, "revision": "1"})
    assert waiting() == 1
    for _ in range(3):
        answer = client_of(office.commune).post(page_of(draft), {**CHILD, "revision": "1"})
        assert answer["Location"].startswith("/dang-nhap/")
    assert waiting() == 2
    client_of(office.commune).post(page_of(draft), {**CHILD, "revision": "1"}, REMOTE_ADDR="203.0.113.7")
    assert waiting() == 3


def test_more_than_a_form_holds_is_not_kept(office, draft):
    big = {"child_name": "x" * (pending.MOST_CHARACTERS + 1)}
    client_of(office.commune).post(page_of(draft), big)
    assert waiting() == 0


def test_a_token_of_an_old_login_shows_the_input_again_and_saves_nothing(office, draft):
    client = client_of(office.commune, office.citizen, enforce_csrf_checks=True)
    client.get(page_of(draft))
    answer = client.post(page_of(draft), {**CHILD, "revision": "1", "csrfmiddlewaretoken": "x" * 64})
    assert answer["Location"] == page_of(draft)
    page = client.get(page_of(draft)).content.decode()
    assert 'value="Nguyễn Minh Khôi"' in page
    assert "chưa lưu được" in page
    assert stored(office, draft).answers.get("child_name") is None


# Whose draft it is.


@pytest.mark.parametrize("page", ["", "child/", "giay-to/", "kiem-tra/", "xoa/"])
def test_another_citizens_draft_does_not_exist(office, draft, page):
    stranger = make_citizen(office.commune.id, full_name="Trần Thị Lạ", citizen_id="051190009999")
    client = client_of(office.commune, stranger)
    assert client.get(f"/ho-so-nhap/{draft.id}/{page}").status_code == 404
    assert client.post(f"/ho-so-nhap/{draft.id}/{page}", {"declaration": "yes"}).status_code == 404


def test_a_draft_of_another_commune_does_not_exist_here(office, draft):
    other = make_commune(name="Ba Vì", identifier="H48.53.09")
    assert client_of(other, office.citizen).get(page_of(draft)).status_code == 404


def test_an_invented_draft_does_not_exist(browser):
    assert browser.get(f"/ho-so-nhap/{uuid4()}/").status_code == 404
    assert browser.get("/ho-so-nhap/khong-phai-ma/").status_code == 404


def test_deleting_asks_first(office, browser, draft):
    assert "Xóa hồ sơ đang điền này?" in browser.get(f"/ho-so-nhap/{draft.id}/xoa/").content.decode()
    assert intake.list_drafts(office.citizen)
    browser.post(f"/ho-so-nhap/{draft.id}/xoa/", {"confirm": "yes"})
    assert not intake.list_drafts(office.citizen)


def test_a_year_told_by_the_number_follows_the_number_until_it_is_typed(office, browser, draft):
    browser.post(page_of(draft), CHILD)
    boxes = {"mother_birth_date-day": "", "mother_birth_date-month": ""}
    browser.post(page_of(draft, "mother"), {**boxes, "mother_citizen_id": "051190008834"})
    shown = browser.get(page_of(draft, "mother")).content.decode()
    assert re.search(r'name="mother_birth_date-year"[^>]*value="1990"', shown)
    assert "Theo phần ông/bà đã khai. Sửa nếu khác." in shown
    again = {**boxes, "mother_citizen_id": "051192008834", "mother_birth_date-year": "1990"}
    browser.post(page_of(draft, "mother"), again)
    shown = browser.get(page_of(draft, "mother")).content.decode()
    assert re.search(r'name="mother_birth_date-year"[^>]*value="1992"', shown)
    browser.post(page_of(draft, "mother"), {**again, "mother_birth_date-year": "1991"})
    assert stored(office, draft).answers["mother_birth_date"] == "1991"


def test_the_number_of_steps_is_told_only_once_it_can_grow_no_more(browser, draft, filled):
    assert "Bước 1 " not in browser.get(page_of(filled)).content.decode()
    assert re.search(r"Bước 1/\d", browser.get(page_of(filled)).content.decode())
    first = browser.get(page_of(draft)).content.decode()
    assert "Bước 1" in first
    assert "Bước 1/" not in first


def test_a_draft_begun_in_another_commune_is_offered_only_there(office, browser):
    there = make_commune()
    draft = intake.start_draft(office.citizen, there.id, CODE, now=NOW)
    for path in ("/", "/trang-cua-toi/"):
        assert str(draft.id) not in browser.get(path).content.decode()
        assert str(draft.id) in client_of(there, office.citizen).get(path).content.decode()
