"""A supplement: only what was asked for, in the same dossier, once."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from tests.casework.birth import fill, photo
from tests.casework.test_way_of_a_dossier import call
from tests.factories.organisation import NOW, make_citizen
from tests.interfaces.portal.conftest import client_of
from tests.interfaces.portal.test_sending import Sender

pytestmark = pytest.mark.slow

ITEMS = [
    intake.SupplementItem("field", "child_name", "Tên của trẻ", "Viết đủ họ, chữ đệm và tên"),
    intake.SupplementItem("paper", "giay_chung_sinh", "Giấy chứng sinh", "Ảnh bị mờ, chụp lại"),
]


@pytest.fixture
def asked(office, handed_in):
    accepted = intake.accept_dossier(call(office.receptionist, handed_in, dossiers.Action.ACCEPT))
    ask = call(office.handler, accepted, dossiers.Action.REQUEST_SUPPLEMENT)
    return intake.ask_supplement(ask, ITEMS, "Tên chưa đủ, ảnh mờ")


def address(dossier):
    return f"/ho-so/{dossier.id}/bo-sung/"


def paper(text="chup lai"):
    return SimpleUploadedFile("lai.jpg", photo(text), "image/jpeg")


def desk(office, dossier):
    return intake.open_desk(office.citizen, dossier, purpose="thử", now=NOW)


def test_a_supplement_may_be_asked_in_the_minute_of_the_acceptance(office, handed_in):
    from dataclasses import replace

    late = NOW + timedelta(seconds=40)
    intake.accept_dossier(replace(call(office.receptionist, handed_in, dossiers.Action.ACCEPT), now=late))
    ask = replace(call(office.handler, handed_in, dossiers.Action.REQUEST_SUPPLEMENT), now=late)
    asked = intake.ask_supplement(ask, ITEMS, "Thiếu giấy")
    assert asked.state is dossiers.State.SUPPLEMENT


def test_the_dossier_page_calls_for_it(browser, asked):
    page = browser.get(f"/ho-so/{asked.id}/").content.decode()
    box = page.split("Cần bổ sung trước ngày")[1].split("Bổ sung ngay")[0]
    assert "Tên chưa đủ, ảnh mờ" in box
    for item in ITEMS:
        assert f"<strong>{item.label}</strong>: {item.what}" in box
    assert f'href="{address(asked)}"' in page
    assert "Đang chờ ông/bà bổ sung" in page


def test_my_page_shows_it_before_newer_dossiers(office, browser, asked):
    later, commune = NOW + timedelta(hours=1), office.commune.id
    draft = fill(office.citizen, commune, now=later)
    newer = intake.submit_draft(office.citizen, draft.id, commune_id=commune, now=later)
    page = browser.get("/trang-cua-toi/").content.decode()
    assert page.index(f"/ho-so/{asked.id}/") < page.index(f"/ho-so/{newer.id}/")
    assert page.count(f'href="{address(asked)}"') == 1
    assert f'href="{address(newer)}"' not in page


def test_after_its_time_the_pages_say_so_and_offer_nothing(office, browser, asked):
    limit = dossiers.get_dossier(office.citizen, asked.id).snapshot.wait_until
    assert dossiers.expire_supplement(office.commune.id, asked.id, now=limit + timedelta(minutes=1))
    page = browser.get(f"/ho-so/{asked.id}/").content.decode()
    assert "Đã hết hạn bổ sung" in page
    assert address(asked) not in page
    closed = browser.post(address(asked), {"child_name": "Nguyễn Minh Khôi Nguyên", "send": "1"})
    assert closed.status_code == 409
    assert "gọi điện hoặc đến quầy Một cửa" in closed.content.decode()


def test_only_the_items_asked_for_are_there(browser, asked):
    page = browser.get(address(asked)).content.decode()
    assert "Ảnh bị mờ, chụp lại" in page
    assert 'value="Nguyễn Minh Khôi"' in page
    assert 'name="mother_name"' not in page


def test_saved_for_later_is_still_there(office, browser, asked):
    answer = browser.post(
        address(asked), {"child_name": "Nguyễn Minh Khôi Nguyên", "giay_chung_sinh": paper(), "later": "1"}
    )
    assert "Đã lưu, chưa gửi." in browser.get(answer["Location"]).content.decode()
    page = browser.get(address(asked)).content.decode()
    assert 'value="Nguyễn Minh Khôi Nguyên"' in page
    assert "lai.jpg" in page
    assert dossiers.get_dossier(office.citizen, asked.id).state is dossiers.State.SUPPLEMENT


def test_sending_with_something_missing_names_it(office, browser, asked):
    answer = browser.post(address(asked), {"child_name": "Nguyễn Minh Khôi Nguyên", "send": "1"})
    assert answer.status_code == 422
    assert 'href="#giay_chung_sinh"' in answer.content.decode()
    assert 'value="Nguyễn Minh Khôi Nguyên"' in answer.content.decode()


def test_a_wrong_file_costs_nothing_else(office, browser, asked):
    program = SimpleUploadedFile("x.jpg", b"MZ" + b"\0" * 300, "image/jpeg")
    sent = {"child_name": "Nguyễn An", "giay_chung_sinh": [paper(), program], "send": "1"}
    answer = browser.post(address(asked), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tệp x.jpg:" in page
    assert "lai.jpg" in page
    assert 'value="Nguyễn An"' in page


def test_sending_keeps_the_code_and_goes_on(office, browser, asked):
    answer = browser.post(
        address(asked), {"child_name": "Nguyễn An", "giay_chung_sinh": paper(), "send": "1"}
    )
    assert answer["Location"] == f"/ho-so/{asked.id}/?da-bo-sung"
    page = browser.get(answer["Location"]).content.decode()
    assert "Đã gửi phần bổ sung" in page
    found = dossiers.get_dossier(office.citizen, asked.id)
    assert (found.code, found.state) == (asked.code, dossiers.State.PROCESSING)
    assert desk(office, found).answers["child_name"] == "Nguyễn An"
    assert [one.superseded for one in desk(office, found).papers] == [False, True]


def test_a_second_supplement_is_told_plainly_and_changes_nothing(office, browser, asked):
    browser.post(address(asked), {"child_name": "Nguyễn An", "giay_chung_sinh": paper(), "send": "1"})
    again = browser.post(address(asked), {"child_name": "Kẻ Khác", "send": "1"})
    assert again.status_code == 409
    assert "không còn yêu cầu bổ sung nào đang mở" in again.content.decode()
    assert desk(office, asked).answers["child_name"] == "Nguyễn An"
    assert desk(office, asked).version_number == 2


def test_two_windows_that_both_saw_the_request_open_send_once(office, browser, asked, monkeypatch):
    from motcua.interfaces.portal.views import supplement

    seen = desk(office, asked)
    browser.post(address(asked), {"child_name": "Nguyễn An", "giay_chung_sinh": paper(), "send": "1"})
    monkeypatch.setattr(supplement.intake, "open_desk", lambda *args, **more: seen)
    again = browser.post(address(asked), {"child_name": "Kẻ Khác", "send": "1"})
    monkeypatch.undo()
    assert again.status_code == 409
    assert "không còn yêu cầu bổ sung nào đang mở" in again.content.decode()
    assert f'href="/ho-so/{asked.id}/"' in again.content.decode()
    assert desk(office, asked).answers["child_name"] == "Nguyễn An"


def test_without_a_request_there_is_nothing_to_supplement(browser, handed_in):
    assert browser.get(address(handed_in)).status_code == 409


def test_taking_a_file_away(browser, asked):
    browser.post(address(asked), {"giay_chung_sinh": paper(), "stay": "1"})
    page = browser.get(address(asked)).content.decode()
    value = page.split('name="remove-file" value="')[1].split('"')[0]
    browser.post(address(asked), {"remove-file": value})
    assert "lai.jpg" not in browser.get(address(asked)).content.decode()


def test_a_paper_nobody_asked_for_is_not_taken(office, browser, asked):
    browser.post(address(asked), {"van_ban_uy_quyen": paper(), "stay": "1"})
    assert desk(office, asked).supplement.papers == {}


def test_an_expired_session_gives_the_text_back(office, browser, asked):
    from tests.interfaces.portal.test_drafts import log_in_again

    browser.cookies.pop("motcua")
    browser.post(address(asked), {"child_name": "Nguyễn An", "send": "1"})
    log_in_again(browser, office.citizen)
    page = browser.get(address(asked)).content.decode()
    assert 'value="Nguyễn An"' in page
    assert desk(office, asked).supplement.answers == {}


def test_a_stranger_may_not_answer(office, asked):
    stranger = make_citizen(office.commune.id, full_name="Trần Thị Lạ", citizen_id="051190009999")
    client = client_of(office.commune, stranger)
    assert client.post(address(asked), {"child_name": "Kẻ Khác", "send": "1"}).status_code == 404
    assert desk(office, asked).supplement.answers == {}


def test_a_file_is_sent_in_pieces_and_nothing_is_sent_on_without_it(office, browser, asked):
    sender, data = Sender(browser, address(asked)), photo("gửi dần")
    url = sender.begun(len(data), name="gửi dần.jpg", key="k")
    assert sender.begun(len(data), key="k") == url
    sender.sends(url, 0, data[:5000])
    assert "gửi dần.jpg" in browser.get(address(asked)).content.decode()
    early = browser.post(address(asked), {"child_name": "Nguyễn An", "send": "1"})
    assert early.status_code == 422
    assert "tệp đang gửi, chưa tới nơi" in early.content.decode()
    sender.sends(url, 5000, data[5000:])
    assert "gửi dần.jpg" in sender.ends(url).json()["list"]
    assert sender.ends(url).status_code == 200
    sent = browser.post(address(asked), {"child_name": "Nguyễn An", "send": "1"})
    assert sent["Location"] == f"/ho-so/{asked.id}/?da-bo-sung"
    assert [one.superseded for one in desk(office, asked).papers] == [False, True]
    assert sender.begins(1000).status_code == 409


def test_pieces_come_only_for_what_was_asked_and_from_whose_it_is(office, browser, asked):
    sender = Sender(browser, address(asked))
    assert sender.begins(1000, component="khong_co").status_code == 404
    url = sender.begun(1000)
    stranger = client_of(office.commune, make_citizen(office.commune.id, subject="khac"))
    assert Sender(stranger, address(asked)).begins(1000).status_code == 409
    assert stranger.head(url).status_code == 404
    page = browser.get(address(asked)).content.decode()
    browser.post(address(asked), {"stop-file": page.split('name="stop-file" value="')[1].split('"')[0]})
    assert browser.head(url).status_code == 404
