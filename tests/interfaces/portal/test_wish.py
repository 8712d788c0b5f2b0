"""A citizen says in the portal that they want the result another way, while that is possible."""

import re

import pytest

from motcua.casework.books import api as books
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from tests.casework.test_way_of_a_dossier import call
from tests.factories.organisation import NOW, make_citizen
from tests.factories.posted import HOUSE, POSTMAN, posting, wanted
from tests.interfaces.portal.conftest import client_of

A = dossiers.Action


def address(dossier):
    return f"/ho-so/{dossier.id}/cach-nhan/"


def boxes_in(page, **typed):
    text = page.content.decode()
    found = {
        name: re.search(rf'name="{name}" value="([^"]+)"', text)[1] for name in ("revision", "action_key")
    }
    return found | typed


def wish(office, dossier):
    return intake.open_desk(office.citizen, dossier, purpose="Kiểm tra", now=NOW).wish


def lines(office, dossier):
    return [one for one in dossiers.history(office.citizen, dossier.id) if one.action == A.CHANGE_WISH]


def test_changed_once_however_often_it_is_pressed_and_then_shown(office, browser, handed_in):
    seen = browser.get(f"/ho-so/{handed_in.id}/").content.decode()
    assert f'href="{address(handed_in)}"' in seen and "Bản điện tử, tải về trên trang này" in seen
    page = browser.get(address(handed_in))
    sent = boxes_in(page, delivery="post", address=HOUSE)
    for _ in range(2):
        answer = browser.post(address(handed_in), sent)
        assert answer["Location"] == f"/ho-so/{handed_in.id}/?da-doi-cach-nhan"
    assert wish(office, handed_in) == intake.Wish("post", HOUSE, elsewhere=True)
    [line] = lines(office, handed_in)
    assert HOUSE in line.note and "Người dân báo" not in line.note
    after = browser.get(answer["Location"]).content.decode()
    assert "Đã đổi cách nhận kết quả." in after and HOUSE in after
    again = browser.get(address(handed_in)).content.decode()
    assert 'value="post" checked' in again and HOUSE in again


def test_what_is_wrong_stands_at_its_box(office, browser, handed_in):
    page = browser.get(address(handed_in))
    late = browser.post(address(handed_in), boxes_in(page, delivery="post", address="x" * 301))
    assert late.status_code == 422 and intake.NO_ADDRESS in late.content.decode()
    same = browser.post(address(handed_in), boxes_in(page, delivery="online"))
    assert same.status_code == 422 and "không có gì để đổi" in same.content.decode()
    assert lines(office, handed_in) == []


@pytest.mark.parametrize("spoilt", [{"revision": ""}, {"action_key": "x"}, {"revision": "99999"}])
def test_a_page_gone_stale_is_told_with_what_was_chosen(office, browser, handed_in, spoilt):
    sent = boxes_in(browser.get(address(handed_in)), delivery="counter") | spoilt
    page = browser.post(address(handed_in), sent)
    assert page.status_code == 409 and "Chưa đổi được" in page.content.decode()
    assert 'value="counter" checked' in page.content.decode()
    assert wish(office, handed_in).delivery == "online"
    browser.post(address(handed_in), boxes_in(page, delivery="counter"))
    assert wish(office, handed_in).delivery == "counter"


def test_none_for_others_and_none_for_a_dossier_that_is_over(office, browser, handed_in):
    stranger = client_of(office.commune, make_citizen(office.commune.id))
    sent = boxes_in(browser.get(address(handed_in)), delivery="counter")
    assert stranger.get(address(handed_in)).status_code == 404
    assert stranger.post(address(handed_in), sent).status_code == 404
    assert client_of(office.commune).get(address(handed_in))["Location"].startswith("/dang-nhap/")
    intake.refuse_dossier(call(office.receptionist, handed_in, A.REFUSE, note="Nộp sai nơi"))
    closed = browser.get(address(handed_in))
    assert closed.status_code == 409 and "Bây giờ không đổi được" in closed.content.decode()
    assert (
        browser.post(address(handed_in), boxes_in(closed_page(sent), delivery="counter")).status_code == 409
    )
    assert address(handed_in) not in browser.get(f"/ho-so/{handed_in.id}/").content.decode()


def closed_page(sent):
    return type("Page", (), {"content": "".join(f'name="{k}" value="{v}"' for k, v in sent.items()).encode()})


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "đã giao cho bưu điện"), ("en", "was given to the post")]
)
def test_what_is_with_the_post_is_refused_in_plain_words(signing_office, language, words):
    office = signing_office
    dossier = wanted(office)
    browser = client_of(office.commune, office.citizen)
    browser.post("/hien-thi/", {"ngon-ngu": language})
    sent = boxes_in(browser.get(address(dossier)), delivery="counter")
    books.post_results(office.desk, dossier.id, [posting(dossier)], POSTMAN, now=NOW)
    for page in (
        browser.get(address(dossier)),
        browser.post(address(dossier), {**sent, "revision": str(dossier.revision + 1)}),
    ):
        assert page.status_code == 409 and words in page.content.decode()
