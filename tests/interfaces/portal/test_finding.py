"""The pages anyone may open: search, procedures, help."""

import re

import pytest

from motcua.blocks.privacy import api as privacy
from motcua.interfaces.portal.views import guidance
from tests.interfaces.portal.conftest import client_of

CODE = "1.001193"


@pytest.mark.parametrize(
    "query", ["dang ky khai sinh", "khai sanh", "giay khai sinh cho con", "KHAI SINH", "1.001193"]
)
def test_search_finds_birth_first(anyone, query):
    page = anyone.get("/tim/", {"q": query}).content.decode()
    links = re.findall(r'href="/thu-tuc/([^"]+)/"', page)
    assert links[0] == CODE


@pytest.mark.parametrize(
    ("query", "code"),
    [("wedding", "1.000894"), ("marriage", "1.000894"), ("birth certificate", CODE), ("death", "1.000656")],
)
def test_search_finds_by_english_words(anyone, query, code):
    page = anyone.get("/tim/", {"q": query}).content.decode()
    assert re.findall(r'href="/thu-tuc/([^"]+)/"', page)[0] == code


def test_search_says_which_is_best_only_where_there_are_several(anyone):
    many = anyone.get("/tim/", {"q": "dang ky khai sinh"}).content.decode()
    assert "thủ tục phù hợp với “dang ky khai sinh”, phù hợp nhất xếp trên cùng." in many
    one = anyone.get("/tim/", {"q": "the can cuoc"}).content.decode()
    assert "Có 1 thủ tục phù hợp với “the can cuoc”." in one


def test_the_commune_is_written_small_inside_a_phrase(anyone):
    assert "Các thủ tục xã Ba Tô giải quyết" in anyone.get("/thu-tuc/").content.decode()
    assert "tại xã Ba Tô" in anyone.get("/").content.decode()


def test_search_without_result_gives_advice(anyone):
    page = anyone.get("/tim/", {"q": "zzzqqq"}).content.decode()
    assert "Chưa tìm thấy thủ tục nào" in page
    assert "/thu-tuc/1" not in page


@pytest.mark.parametrize("query", ["", " ", "\0", "'; DROP TABLE", "<script>alert(1)</script>", "ă" * 5000])
def test_search_takes_any_words(anyone, query):
    answer = anyone.get("/tim/", {"q": query})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_the_front_page_leads_everywhere(anyone):
    page = anyone.get("/").content.decode()
    for address in ("/tim/", "/thu-tuc/", f"/thu-tuc/{CODE}/", "/tra-cuu/", "/tien-do/", "/xac-minh/", "/tro-giup/",
                    "/quyen-rieng-tu/", "/dang-nhap/"):  # fmt: skip
        assert f'="{address}"' in page, address


def test_the_front_page_shows_my_own_work(office, draft, handed_in):
    page = client_of(office.commune, office.citizen).get("/").content.decode()
    assert f"/ho-so-nhap/{draft.id}/" in page
    assert handed_in.submission_code in page
    assert handed_in.submission_code not in client_of(office.commune).get("/").content.decode()


def test_a_procedure_says_all_that_matters(anyone):
    page = anyone.get(f"/thu-tuc/{CODE}/").content.decode()
    assert "nộp tiền tại quầy Một cửa" in page and "Làm trọn trên mạng" not in page
    told = [
        "Đăng ký khai sinh",
        "Giấy chứng sinh",
        "Trong ngày; nhận sau 15:00",
        "8.000 đồng",
        "60/2014/QH13",
    ]
    for words in [*told, "do Hội đồng nhân dân tỉnh quy định", "Giấy khai sinh", "dichvucong.gov.vn"]:
        assert words in page, words
    assert f'href="/nop-ho-so/{CODE}/"' in page


def test_an_unknown_procedure_is_a_plain_page(anyone):
    answer = anyone.get("/thu-tuc/9.999999/")
    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.content.decode()


def test_every_procedure_is_listed(anyone):
    page = anyone.get("/thu-tuc/").content.decode()
    assert "Hộ tịch" in page
    assert f'href="/thu-tuc/{CODE}/"' in page


@pytest.mark.parametrize(
    "address", ["/tro-giup/", "/quyen-rieng-tu/", "/tien-do/", "/tra-cuu/", "/xac-minh/"]
)
def test_open_pages_need_no_login(anyone, address):
    assert anyone.get(address).status_code == 200


def test_help_tells_the_hours_of_today(anyone):
    page = anyone.get("/tro-giup/").content.decode()
    assert "23/11/2026: 07:00 đến 11:30, 13:30 đến 17:00" in page


def test_the_register_of_personal_data_names_its_grounds(anyone):
    page = anyone.get("/quyen-rieng-tu/").content.decode()
    assert "Giải quyết thủ tục hành chính được yêu cầu" in page
    assert "91/2025/QH15" in page
    assert "được mã hóa" in page


def test_citizens_read_a_short_table_and_the_register_is_folded(anyone):
    page = anyone.get("/quyen-rieng-tu/").content.decode()
    before, folded = page.split('<details class="disclosure"', 1)
    assert before.count('<tr><th scope="row">') == len(guidance.TOLD)
    assert "Đăng nhập của cán bộ" not in before
    register = folded.split("</details>")[0]
    assert {one.purpose for one in privacy.list_declarations() if one.purpose not in register} == set()


def test_the_short_table_keeps_to_the_register():
    declared = " ".join(one.retention.lower() for one in privacy.list_declarations())
    for _, _, how_long in guidance.TOLD:
        assert how_long.lower() in declared


def test_a_consent_is_given_and_taken_back(office, browser):
    page = browser.get("/quyen-rieng-tu/").content.decode()
    purpose = re.search(r'name="give" value="([^"]+)"', page)[1]
    version = re.search(r'name="version" value="([^"]+)"', page)[1]
    browser.post("/quyen-rieng-tu/dong-y/", {"give": purpose, "version": version})
    assert f'name="withdraw" value="{purpose}"' in browser.get("/quyen-rieng-tu/").content.decode()
    browser.post("/quyen-rieng-tu/dong-y/", {"withdraw": purpose})
    assert f'name="give" value="{purpose}"' in browser.get("/quyen-rieng-tu/").content.decode()


def test_a_page_names_its_styles_in_the_head_of_the_answer(browser):
    assert browser.get("/").headers["Link"] == "</static/built/portal.css>; rel=preload; as=style"
    assert "Link" not in browser.get("/niem-yet/danh-muc.pdf").headers
    assert "Link" not in browser.get("/can-bo/dang-nhap/").headers
