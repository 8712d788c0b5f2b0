"""A citizen asks for a dossier back: plain words, one button, and an honest no where it is too late."""

import re
from dataclasses import replace

import pytest

from motcua.blocks.identity.api import Account
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.kernel.errors import NotAllowed
from tests.casework.test_way_of_a_dossier import call
from tests.factories.organisation import NOW, make_citizen
from tests.interfaces.portal.conftest import _BACKEND, client_of

A = dossiers.Action


def address(dossier):
    return f"/ho-so/{dossier.id}/rut/"


def key_in(page):
    return re.search(r'name="action_key" value="([^"]+)"', page.content.decode())[1]


def test_asked_once_however_often_it_is_pressed_and_then_told(office, browser, handed_in):
    assert f'href="{address(handed_in)}"' in browser.get(f"/ho-so/{handed_in.id}/").content.decode()
    page = browser.get(address(handed_in))
    assert "trong 8 giờ làm việc" in page.content.decode() and "không có kết quả" in page.content.decode()
    sent = {"action_key": key_in(page), "reason": "Đã nộp ở xã khác"}
    for _ in range(2):
        answer = browser.post(address(handed_in), sent)
        assert answer["Location"] == f"/ho-so/{handed_in.id}/?da-xin-rut"
    lines = [
        one for one in dossiers.history(office.citizen, handed_in.id) if one.action == "request_withdrawal"
    ]
    assert [(one.note, one.actor_role) for one in lines] == [("Đã nộp ở xã khác", "Người nộp hồ sơ")]
    after = browser.get(answer["Location"]).content.decode()
    assert "Đã gửi yêu cầu rút hồ sơ" in after and "Cán bộ trả lời trước" in after
    assert f'href="{address(handed_in)}"' not in after
    found = dossiers.get_dossier(office.citizen, handed_in.id).snapshot
    assert (found.state, found.next_action) == (dossiers.State.SUBMITTED, "confirm_withdrawal")


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "đang chờ trả lời"), ("en", "already asked for and waits for an answer")]
)
def test_a_second_wish_is_refused_in_plain_words(office, browser, handed_in, language, words):
    sent = {"action_key": key_in(browser.get(address(handed_in)))}
    browser.post(address(handed_in), sent)
    browser.post("/hien-thi/", {"ngon-ngu": language})
    again = browser.get(address(handed_in))
    assert again.status_code == 409 and words in again.content.decode()
    late = browser.post(address(handed_in), {"action_key": "01a1ff79-5288-715e-b483-d7d3e01d3f91"})
    assert late.status_code == 409 and words in late.content.decode()


def test_no_page_for_a_dossier_that_is_over_and_none_for_others(office, browser, handed_in):
    stranger = client_of(office.commune, make_citizen(office.commune.id))
    key = "01a1ff79-5288-715e-b483-d7d3e01d3f91"
    assert stranger.get(address(handed_in)).status_code == 404
    assert stranger.post(address(handed_in), {"action_key": key}).status_code == 404
    helper = replace(office.citizen, helper=object())
    with pytest.raises(NotAllowed):
        intake.request_withdrawal(helper, handed_in.id, "", action_key=handed_in.id, now=NOW)
    intake.refuse_dossier(call(office.receptionist, handed_in, A.REFUSE, note="Nộp sai nơi"))
    closed = browser.get(address(handed_in))
    assert closed.status_code == 409 and "Không thể «Xin rút hồ sơ»" in closed.content.decode()
    assert browser.post(address(handed_in), {"action_key": key}).status_code == 409


def test_what_was_typed_when_the_session_was_over_is_still_there(office, handed_in):
    late = client_of(office.commune)
    answer = late.post(address(handed_in), {"reason": "Đã nộp ở xã khác", "action_key": str(handed_in.id)})
    assert answer["Location"].startswith("/dang-nhap/")
    late.force_login(Account.objects.get(id=office.citizen.account_id), backend=_BACKEND)
    assert "Đã nộp ở xã khác" in late.get(address(handed_in)).content.decode()
    assert dossiers.get_dossier(office.citizen, handed_in.id).snapshot.withdrawal_requested_at is None
