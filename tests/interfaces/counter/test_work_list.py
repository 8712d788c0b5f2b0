"""The list of work: what is in it, how it is found, how it is walked without a mouse."""

import re

import pytest

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers.models import Dossier
from motcua.kernel import tenancy
from tests.interfaces.counter.conftest import address, text_of


def test_the_receptionist_sees_what_waits_for_acceptance(counter):
    [dossier] = counter.handed_in(1)
    text = text_of(counter.browser("receptionist").get("/mot-cua/"))
    assert dossier.submission_code in text
    assert f'href="{address(dossier)}" data-open' in text
    assert "Chờ tiếp nhận" in text
    assert "Nguyễn Văn An" in text
    # Eight working hours from Monday 08:00; Tuesday 24/11 is a day off.
    assert "thứ Tư 25/11, 08:00" in text and "còn 1 ngày làm việc" in text


def test_a_result_to_hand_out_shows_the_deadline_of_that_step(counter):
    dossier = counter.issued()
    browser = counter.browser("return_desk")
    waiting = text_of(browser.get("/mot-cua/"))
    assert organisation.tell_soon(dossier.step_due_at) in waiting and "đúng hạn" not in waiting
    assert "Hạn bước này" in waiting
    assert organisation.tell_soon(dossier.step_due_at) in text_of(browser.get(address(dossier)))
    done = text_of(browser.get("/mot-cua/", {"xem": "done"}))
    assert "Xong lúc" in done and "đúng hạn" in done


def test_keys_are_not_taken_for_counts(counter):
    tabs = text_of(counter.browser("handler").get("/mot-cua/")).split('class="tabs"')[1].split("</nav>")[0]
    assert tabs.count("data-key=") == 9 and 'aria-keyshortcuts="1"' in tabs
    assert not re.findall(r">\s*\d+\s*<", tabs)


def test_the_handler_does_not_see_it_yet(counter):
    [dossier] = counter.handed_in(1)
    text = text_of(counter.browser("handler").get("/mot-cua/"))
    assert dossier.submission_code not in text
    assert "Không còn hồ sơ nào chờ ông/bà" in text


@pytest.mark.parametrize("view", ["todo", "open", "supplement", "done", "../../etc", ""])
def test_every_view_and_nonsense_open(counter, view):
    assert "Đang giải quyết" in text_of(counter.browser("handler").get("/mot-cua/", {"xem": view}))


@pytest.mark.parametrize("spelling", ["nguyen van an", "NGUYỄN VĂN AN", "Nguyễn Văn An", "051090004521"])
def test_search_by_name_in_any_spelling_and_by_identity_number(counter, spelling):
    [dossier] = counter.handed_in(1)
    text = text_of(counter.browser("receptionist").get("/mot-cua/", {"q": spelling}))
    assert dossier.submission_code in text


def test_search_that_finds_nothing_says_so(counter):
    counter.handed_in(1)
    text = text_of(counter.browser("receptionist").get("/mot-cua/", {"q": "Trần Hưng"}))
    assert "Không tìm thấy hồ sơ nào" in text


def test_a_code_opens_its_dossier_at_once(counter):
    dossier = counter.accepted()
    page = counter.browser("receptionist").get("/mot-cua/", {"q": dossier.code.lower()})
    assert page.headers["Location"] == address(dossier)


def test_a_scanned_receipt_opens_its_dossier(counter):
    dossier = counter.accepted()
    scanned = f"http://localhost:8100/tra-cuu/{dossier.code}/K7QM/"
    page = counter.browser("receptionist").get("/mot-cua/", {"q": scanned})
    assert page.headers["Location"] == address(dossier)


def test_a_filter_answers_with_the_list_alone(counter):
    counter.handed_in(1)
    asked = {"HX-Request": "true", "HX-Target": "danh-sach", "HX-Trigger": "xem-open"}
    page = counter.browser("receptionist").get("/mot-cua/", {"xem": "open"}, headers=asked)
    text = text_of(page)
    assert "<html" not in text
    assert text.count('id="danh-sach"') == 1
    assert re.search(r'id="xem-open"|id="xem-todo"', text)
    assert 'id="tim"' in text  # the box is emptied, since the filter replaces the search
    assert len(page.content) < 5 * 1024


def test_filters_narrow_the_view_stay_with_the_tabs_and_are_told(counter):
    one, other = counter.handed_in(2)
    with tenancy.scope(communes=[counter.commune.id]):
        Dossier.objects.filter(id=other.id).update(channel="post")
    browser = counter.browser("receptionist")
    text = text_of(browser.get("/mot-cua/", {"xem": "open", "kenh": "post", "tu-ngay": "2026-11-01"}))
    assert other.submission_code in text and one.submission_code not in text
    assert "Đang lọc: Kênh nộp: Bưu chính; Từ ngày: 01/11/2026." in text
    assert 'href="?xem=late&amp;kenh=post&amp;tu-ngay=2026-11-01"' in text
    assert '<input type="hidden" name="xem" value="open">' in text
    # Nonsense narrows nothing; a list that is empty for its filters says so.
    odd = {"xem": "open", "kenh": "x", "giu": "'", "tinh-trang": "99", "den-ngay": "9999-12-31", "thon": "1"}
    assert one.submission_code in text_of(browser.get("/mot-cua/", odd))
    assert "Không có hồ sơ nào đúng với bộ lọc" in text_of(
        browser.get("/mot-cua/", {"xem": "open", "tre": "1"})
    )


def test_a_name_that_nobody_bears_is_listened_for(counter):
    [dossier] = counter.handed_in(1)
    text = text_of(counter.browser("receptionist").get("/mot-cua/", {"q": "nguyen van am"}))
    assert "Có phải ông/bà tìm" in text and dossier.submission_code in text


def test_while_typing_the_box_is_left_alone(counter):
    counter.handed_in(1)
    asked = {"HX-Request": "true", "HX-Target": "danh-sach", "HX-Trigger": "tim"}
    text = text_of(counter.browser("receptionist").get("/mot-cua/", {"q": "an"}, headers=asked))
    assert 'id="tim"' not in text


def test_a_full_answer_stays_small_on_the_wire(counter):
    counter.handed_in(31)
    asked = {"HX-Request": "true", "HX-Target": "danh-sach", "Accept-Encoding": "gzip"}
    page = counter.browser("receptionist").get("/mot-cua/", headers=asked)
    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.content) < 5 * 1024


def test_the_second_page_goes_on_where_the_first_ended(counter):
    codes = {dossier.submission_code for dossier in counter.handed_in(31)}
    browser = counter.browser("receptionist")
    first = text_of(browser.get("/mot-cua/"))
    following = re.search(r'href="(\?[^"]+)" rel="next"', first)[1].replace("&amp;", "&")
    second = text_of(browser.get(f"/mot-cua/{following}"))
    on_first = {code for code in codes if code in first}
    on_second = {code for code in codes if code in second}
    assert (len(on_first), len(on_second)) == (30, 1)
    assert on_first | on_second == codes


def test_next_walks_through_the_list_and_ends_plainly(counter):
    one, two = counter.handed_in(2)
    browser = counter.browser("receptionist")
    assert browser.get("/mot-cua/tiep-theo/", {"sau": one.id}).headers["Location"] == address(two)
    assert browser.get("/mot-cua/tiep-theo/", {"sau": two.id}).headers["Location"] == address(one)
    page = counter.browser("clerk").get("/mot-cua/tiep-theo/", follow=True)
    assert "Không còn hồ sơ nào khác" in text_of(page)


def test_someone_without_a_login_is_sent_to_it(counter, client):
    page = client.get("/mot-cua/")
    assert page.headers["Location"].startswith("/can-bo/dang-nhap/")


def test_statements_do_not_grow_with_the_rows(counter, django_assert_max_num_queries):
    browser = counter.browser("receptionist")
    counter.handed_in(12)
    browser.get("/mot-cua/")
    with django_assert_max_num_queries(20):
        browser.get("/mot-cua/")
