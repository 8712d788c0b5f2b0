"""The page of the national portal: how it stands, what waits and why, and what an officer does about it."""

import pytest
from lxml import html

from motcua.casework.synchronisation import api as synchronisation
from motcua.interfaces.ui.templatetags.ui import short_time
from tests.casework.synchronisation.conftest import portal  # noqa: F401  (a fixture)
from tests.casework.synchronisation.portal import NUMBER, record
from tests.casework.synchronisation.test_taking_in import taken
from tests.factories.organisation import NOW
from tests.interfaces.counter.conftest import enter
from tests.interfaces.portal.conftest import client_of

PAGE = "/dieu-hanh/cong-quoc-gia/"


def browser_of(office, role):
    _, browser = enter(office.commune.id, role)
    browser.defaults["HTTP_HOST"] = f"{office.commune.code}.example.vn"
    return browser


@pytest.fixture
def desk(office):
    return browser_of(office, "receptionist")


def text_of(browser, address=PAGE) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return " ".join(html.fromstring(answer.content.decode()).xpath("//main")[0].text_content().split())


def ask(office):
    return synchronisation.ask_portal(office.commune.id, now=NOW)


def test_it_says_whether_the_commune_is_connected_and_asked(desk, office, portal):  # noqa: F811
    assert "Việc hỏi Cổng đang dừng" in text_of(desk)
    ask(office)
    said = text_of(desk)
    assert f"Lần hỏi gần nhất lúc {short_time(NOW)}" in said and "mọi hồ sơ Cổng báo đều đã nhận" in said
    portal.connected = False
    assert "Xã chưa kết nối Cổng quốc gia" in text_of(desk)


def test_what_waits_stands_there_without_personal_data_and_is_tried_again_or_settled(desk, office, portal):  # noqa: F811
    portal.records = [record(), record("H48.53.01-261123-0002", SoGiayToChuHoSo="212345678", TaiLieuNop=[])]
    ask(office)
    said = text_of(desk)
    assert "Chưa nhận được (1)" in said and "H48.53.01-261123-0002, Đăng ký khai sinh" in said
    assert "không có số định danh 12 chữ số" in said
    assert not any(word in said for word in ("212345678", NUMBER, "Nguyễn Văn An", "0905123401"))
    again, settle = html.fromstring(desk.get(PAGE).content.decode()).xpath("//main//form/@action")
    answer = desk.post(again, follow=True)
    assert "Đang thử nhận lại" in answer.content.decode()
    assert desk.get(again).status_code == 405
    assert desk.post(again.replace("thu-lai", "khac")).status_code == 404
    assert "Đã bỏ khỏi danh sách" in desk.post(settle, follow=True).content.decode()
    assert "Chưa nhận được (0)" in text_of(desk)
    assert "không còn trong danh sách" in desk.post(settle, follow=True).content.decode()


def test_who_steers_reads_and_who_works_elsewhere_does_not(office, portal):  # noqa: F811
    portal.records = [record(ChuHoSo="")]
    ask(office)
    steers = browser_of(office, "controller")
    assert "Chưa nhận được (1)" in text_of(steers)
    assert html.fromstring(steers.get(PAGE).content.decode()).xpath("//main//form") == []
    assert browser_of(office, "handler").get(PAGE).status_code == 403
    assert client_of(office.commune).get(PAGE).status_code == 302


def test_its_dossier_shows_the_national_code_and_asks_for_the_declaration(desk, office, portal):  # noqa: F811
    portal.records = [record("000.00.53.H48-261123-0099")]
    ask(office)
    [dossier] = taken(office)
    said = text_of(desk, f"/mot-cua/ho-so/{dossier.id}/")
    assert "Mã trên Cổng quốc gia: 000.00.53.H48-261123-0099" in said
    assert "Tờ khai chưa có trong máy" in said and "nhập tờ khai" in said
    page = html.fromstring(desk.get(f"/mot-cua/ho-so/{dossier.id}/tiep-nhan/").content.decode())
    assert "Nhập tờ khai trước" in page.text_content() and "cấp mã hồ sơ" not in page.text_content()
    found = desk.get("/mot-cua/", {"q": "000.00.53.H48-261123-0099"}).content.decode()
    assert str(dossier.id) in found
