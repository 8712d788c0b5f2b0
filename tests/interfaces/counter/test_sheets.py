"""Sheets filled in while the network was down: once, with their true time, under the code of their true day."""

from datetime import timedelta

import pytest

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import IntakeSheet
from motcua.kernel import clock, events, tenancy
from tests.casework.birth import CODE
from tests.casework.dossiers.test_core import replayed
from tests.factories.organisation import NOW
from tests.interfaces.counter.conftest import address, text_of
from tests.interfaces.counter.test_reception import DESK as CARD_READ
from tests.interfaces.counter.test_reception import PAPERS, dossier_at

PLACE = "/mot-cua/to-giay/"
# What a card that was not scanned does not fill in.
DESK = {
    **CARD_READ,
    "requester_residence-line": "Thôn Làng Rêu",
    "requester_residence-commune": "Xã Ba Tô",
    "requester_residence-province": "tỉnh Quảng Ngãi",
}
TODAY = clock.local(NOW)
SHEET = {
    "sheet": "tn 17", "true_on": f"{TODAY - timedelta(days=3):%d/%m/%Y}", "true_time": "9h40",
    "name": "Hồ Văn Xí", "citizen_id": "051090004523",
}  # fmt: skip


@pytest.fixture
def browser(counter, monkeypatch):
    """The receptionist's browser, after sheets TN-000001 to TN-000050 were handed out five days ago."""
    browser = counter.browser("receptionist")
    monkeypatch.setattr(clock, "now", lambda: NOW - timedelta(days=5))
    given = {"giao": "1", "first": "TN-1", "last": "TN-000050", "desk": "Điểm thôn Làng Rêu"}
    assert browser.post(PLACE, given).status_code == 302
    assert 'href="#first"' in text_of(browser.post(PLACE, {**given, "first": "TN-50", "last": "TN-60"}), 422)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return browser


def typed_in(counter, browser):
    place = browser.post(PLACE, SHEET).headers["Location"]
    browser.post(place, {"words": CODE})
    sheets = {"giay-giay_chung_sinh": "paper"}
    assert browser.post(place, {**DESK, **PAPERS, **sheets, "nhan": "1"}).status_code == 302
    return dossier_at(counter, place)


def test_a_sheet_counts_from_its_true_time(counter, browser):
    dossier = typed_in(counter, browser)
    true = (TODAY - timedelta(days=3)).replace(hour=9, minute=40, second=0, microsecond=0)
    assert dossier.submitted_at == dossier.accepted_at == true
    assert f"-{true:%y%m%d}-" in dossier.code and dossier.due_at < NOW
    with tenancy.scope(communes=[counter.commune.id]):
        event = events.last_of(counter.commune.id, dossier.id, dossiers.DossierAccepted)
    # The log tells when it became known; the page tells both.
    assert event.at == NOW
    page = text_of(browser.get(address(dossier)))
    assert "bằng phiếu giấy TN-000017" in page and "nhập máy lúc 08:00" in page
    by_log, by_row, _ = replayed(counter, dossier)
    assert by_log == by_row


def test_a_sheet_is_typed_in_once(counter, browser):
    second = browser.post(PLACE, SHEET).headers["Location"]
    typed_in(counter, browser)
    assert 'href="#sheet"' in text_of(browser.post(PLACE, SHEET), 422)
    # Begun before the other was done: refused at the end, and no dossier of it stays.
    browser.post(second, {"words": CODE})
    late = {**DESK, **PAPERS, "giay-giay_chung_sinh": "paper", "nhan": "1"}
    assert "đã được nhập rồi" in text_of(browser.post(second, late), 422)
    with tenancy.scope(communes=[counter.commune.id]):
        assert IntakeSheet.objects.count() == 1
    assert len(dossiers.list_of_owner(counter.actor("receptionist"), "051090004523")) == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"sheet": "TN-51"}, "sheet"),
        ({"sheet": "XX-17"}, "sheet"),
        ({"sheet": "mười bảy"}, "sheet"),
        ({"true_time": "25:00"}, "true_at"),
        ({"true_on": f"{TODAY + timedelta(days=1):%d/%m/%Y}"}, "true_at"),
        ({"true_on": f"{TODAY - timedelta(days=6):%d/%m/%Y}"}, "true_at"),
        ({"true_on": f"{TODAY - timedelta(days=8):%d/%m/%Y}"}, "true_at"),
        ({"citizen_id": "05109000452"}, "citizen_id"),
        ({"sheet": "", "citizen_id": ""}, "citizen_id"),
        ({"citizen_id": "", "sheet": ""}, "sheet"),
    ],
)
def test_a_sheet_that_cannot_be_is_told_at_its_box(browser, changes, told):
    page = text_of(browser.post(PLACE, {**SHEET, **changes}), 422)
    assert f'href="#{told}"' in page and "Hồ Văn Xí" in page
