"""An address by a name of before the mergers is understood, answered with today's, and the person is told."""

import pytest

from motcua.blocks.organisation.api import import_mergers
from motcua.casework.intake import api as intake

LIST = ["a,b,c", 'Tỉnh Sông Xanh,Núi Vàng,"Xã Đồng Sâu, Xã Núi Vàng"']
TYPED = {"child_home_town-commune": "xã đồng sâu", "child_home_town-province": "Sông Xanh"}
TOLD = "Đã đổi sang tên xã, tỉnh hiện nay."


@pytest.fixture
def page(draft):
    import_mergers(LIST)
    return f"/ho-so-nhap/{draft.id}/birth/"


def home_town(office, draft):
    return intake.get_draft(office.citizen, draft.id).answers["child_home_town"]


def test_the_name_of_today_is_stored_and_the_person_is_told(office, browser, draft, page):
    browser.post(page, TYPED)
    assert home_town(office, draft) == {"commune": "xã Núi Vàng", "province": "tỉnh Sông Xanh"}
    assert TOLD in browser.get(page).content.decode()
    # The box of a page that is still open says the old name again: nothing changes, nothing conflicts.
    before = intake.get_draft(office.citizen, draft.id).revision
    browser.post(page, {**TYPED, "revision": str(before)})
    assert intake.get_draft(office.citizen, draft.id).revision == before
    assert TOLD in browser.get(page).content.decode()


def test_a_name_of_today_and_an_unknown_one_stay_as_typed(office, browser, draft, page):
    for commune in ("Xã Núi Vàng", "Xã Lạ"):
        browser.post(page, {**TYPED, "child_home_town-commune": commune})
        assert home_town(office, draft)["commune"] == commune
    assert TOLD not in browser.get(page).content.decode()
