"""The portal as an app: what a telephone needs to install it, and what its worker may keep."""

import re

from django.contrib.staticfiles import finders
from PIL import Image

from tests.interfaces.portal.conftest import client_of


def test_the_manifest_names_the_commune_and_icons_that_exist(office, anyone):
    page = anyone.get("/").content.decode()
    address = re.search(r'<link rel="manifest" href="([^"]+)">', page)[1]
    answer = anyone.get(address)
    told = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert told["short_name"] == office.commune.display_name and told["display"] == "standalone"
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in told["icons"]}
    assert "maskable" in {icon["purpose"] for icon in told["icons"]}
    for icon in told["icons"]:
        with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as drawn:
            assert f"{drawn.width}x{drawn.height}" == icon["sizes"]


def test_shortcuts_and_start_lead_somewhere(office, browser):
    told = browser.get("/manifest.webmanifest").json()
    for address in (told["start_url"], *(one["url"] for one in told["shortcuts"])):
        assert browser.get(address).status_code == 200


def test_the_worker_comes_from_the_root_and_is_asked_for_anew(anyone):
    answer = anyone.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript") and answer["Cache-Control"] == "no-cache"
    assert b"/ngoai-mang/" in answer.content


def test_the_page_without_a_network_is_the_same_for_everybody(office):
    page = client_of(office.commune).get("/ngoai-mang/").content.decode()
    assert "Không có mạng" in page and office.commune.phone in page
    assert office.citizen.name not in page
