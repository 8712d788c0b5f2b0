"""The link from the national portal leads to the form, through a login; what it says of the person is not believed."""

import base64

import pytest

from motcua.casework.catalogue import api as catalogue
from tests.casework.birth import CODE
from tests.interfaces.portal.conftest import client_of

LINK = "/nop-ho-so"
# The technical id of somebody else.
MDT = base64.b64encode(b"tech-id-of-another").decode()


@pytest.mark.parametrize("code", [f"{CODE}.000.00.00.H48", f"{CODE}.000.00.00.H56", CODE, f" {CODE} "])
def test_it_leads_to_the_start_of_the_form(office, code):
    browser = client_of(office.commune, office.citizen)
    answer = browser.get(LINK, {"MaTTHCDP": code, "vnconnect": "1", "MaDVC": "x", "MDT": MDT})
    assert (answer.status_code, answer["Location"]) == (302, f"/nop-ho-so/{CODE}/")
    assert browser.get(answer["Location"]).status_code == 302


def test_nobody_is_logged_in_by_what_it_says(anyone):
    answer = anyone.get(LINK, {"MaTTHCDP": CODE, "vnconnect": "1", "MDT": MDT}, follow=True)
    [(start, _), (login, _), *_] = answer.redirect_chain
    assert start == f"/nop-ho-so/{CODE}/" and login.startswith("/dang-nhap/")
    assert "_auth_user_id" not in anyone.session and MDT not in str(answer.redirect_chain)
    assert "tech-id" not in str(dict(anyone.session))


def test_the_commune_it_names_is_this_one(office, anyone):
    ours = {"MaTTHCDP": CODE, "MaCoQuanThucHien": office.commune.identifier}
    assert anyone.get(LINK, ours).status_code == 302
    answer = anyone.get(LINK, {**ours, "MaCoQuanThucHien": "H48.99.99"})
    page = answer.content.decode()
    assert answer.status_code == 404 and f"/thu-tuc/{CODE}/" in page and "xã, phường khác" in page


@pytest.mark.parametrize(
    "code", ["", "khai sinh", "1.001193; x", "9.999999.000.00.00.H48", "<script>", "1.1"]
)
def test_an_unknown_code_gets_a_page_that_helps(anyone, code):
    answer = anyone.get(LINK, {"MaTTHCDP": code, "MDT": MDT})
    page = answer.content.decode()
    assert answer.status_code == 404 and 'href="/tim/"' in page and "<script>;" not in page


def test_the_code_of_the_service_counts_where_the_other_says_nothing(anyone):
    answer = anyone.get(LINK, {"MaTTHCDP": "", "MaDVC": f"{CODE}.000.00.00.H48"})
    assert answer.status_code == 302


def test_a_procedure_of_another_office_leads_to_the_national_portal(anyone, monkeypatch):
    monkeypatch.setattr(
        catalogue.NationalPortal, "page_of", lambda self, code: f"https://dichvucong.gov.vn/{code}"
    )
    page = anyone.get(LINK, {"MaTTHCDP": "9.999999"}).content.decode()
    assert 'href="https://dichvucong.gov.vn/9.999999"' in page
