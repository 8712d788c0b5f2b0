"""Large letters, contrast and language are chosen without a script and kept in cookies."""

import re

import pytest

from tests.interfaces.portal.conftest import client_of


def root(page: str) -> str:
    return re.search(r"<html[^>]*>", page)[0]


def test_large_letters_are_switched_on_and_off_from_any_page(anyone):
    assert 'class="chu-to"' not in root(anyone.get("/tro-giup/").content.decode())
    answer = anyone.post("/hien-thi/", {"chu": "to", "next": "/tro-giup/?x=1"})
    assert answer.status_code == 302 and answer["Location"] == "/tro-giup/?x=1"
    page = anyone.get("/tro-giup/").content.decode()
    assert 'class="chu-to"' in root(page) and 'value="thuong">Chữ thường' in page
    anyone.post("/hien-thi/", {"chu": "thuong", "next": "/"})
    assert "class=" not in root(anyone.get("/").content.decode())


def test_contrast_and_large_letters_do_not_switch_each_other_off(anyone):
    anyone.post("/hien-thi/", {"chu": "to"})
    anyone.post("/hien-thi/", {"nen": "dam"})
    assert 'class="chu-to tuong-phan"' in root(anyone.get("/").content.decode())


def test_the_form_is_on_every_page_and_needs_no_script(office, anyone):
    careful = client_of(office.commune, enforce_csrf_checks=True)
    page = careful.get("/thu-tuc/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = {"chu": "to", "next": "/thu-tuc/", "csrfmiddlewaretoken": token}
    assert careful.post("/hien-thi/", form).status_code == 302
    assert 'class="chu-to"' in root(careful.get("/thu-tuc/").content.decode())


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_nobody_is_sent_away(anyone, away):
    assert anyone.post("/hien-thi/", {"chu": "to", "next": away})["Location"] == "/"


@pytest.mark.parametrize("cookie", ['"><script>', "chu-to.xyz", "." * 3000, "\u00e9"])
def test_a_forged_cookie_does_nothing(anyone, cookie):
    anyone.cookies["hien-thi"] = cookie
    anyone.cookies["ngon-ngu"] = cookie
    page = anyone.get("/").content.decode()
    assert root(page) in ('<html lang="vi">', '<html lang="vi" class="chu-to">')


def test_reading_aloud_is_offered_by_the_script_only(anyone):
    page = anyone.get("/tro-giup/").content.decode()
    assert re.search(r"<p[^>]*data-read-aloud hidden>", page) and "built/read.js" in page
    assert "built/read.js" not in anyone.get("/").content.decode()


def test_choosing_by_a_link_is_refused(anyone):
    assert anyone.get("/hien-thi/").status_code == 405
