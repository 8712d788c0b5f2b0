"""The pages of the watch: one's notices, load and punctuality, what lies with nobody."""

from datetime import timedelta

import pytest

from motcua.casework.dossiers.models import Dossier
from motcua.casework.watch import api as watch
from motcua.kernel import tenancy
from tests.factories.organisation import NOW

pytestmark = pytest.mark.django_db


def test_ones_notices_are_listed_and_marked_as_read(counter):
    dossier = counter.accepted()
    browser, other = counter.browser("handler"), counter.browser("receptionist")
    assert "Chưa có thông báo nào" in browser.get("/mot-cua/thong-bao/").content.decode()
    watch.run_watch(counter.commune.id, now=dossier.due_at)
    page = browser.get("/mot-cua/thong-bao/").content.decode()
    assert f"Hồ sơ {dossier.code} đã đến hạn" in page
    assert f"/mot-cua/ho-so/{dossier.id}/" in page
    assert "Mới" in page
    assert "1 thông báo chưa đọc" in browser.get("/mot-cua/").content.decode()
    assert dossier.owner_name not in page
    assert dossier.code not in other.get("/mot-cua/thong-bao/").content.decode()
    with_later = {"until": dossier.due_at.isoformat()}
    assert browser.post("/mot-cua/thong-bao/", with_later).status_code == 302
    assert watch.count_unread(counter.actor("handler")) == 1, "told after what the page showed"


def test_findings_and_load_are_for_who_may_see_them(counter):
    dossier = counter.accepted()
    handler, chair = counter.browser("handler"), counter.browser("chair")
    asleep = chair.get("/dieu-hanh/trong-coi/").content.decode()
    assert "Việc soát đang dừng" in asleep
    with tenancy.scope(communes=[counter.commune.id]):
        Dossier.objects.filter(id=dossier.id).update(next_at=NOW - timedelta(days=40))
    watch.run_watch(counter.commune.id, now=NOW)
    page = chair.get("/dieu-hanh/trong-coi/").content.decode()
    assert "Hồ sơ bị bỏ quên" in page
    assert dossier.code in page
    assert "Việc soát đang dừng" not in page
    assert handler.get("/dieu-hanh/trong-coi/").status_code == 403
    mine = handler.get("/dieu-hanh/tai-viec/").content.decode()
    assert "Đinh Văn Nơ" in mine
    assert "Phạm Thị Dung" not in mine
    counter.browser("receptionist")
    everybody = chair.get("/dieu-hanh/tai-viec/").content.decode()
    for name in ("Đinh Văn Nơ", "Phạm Thị Dung", "Chưa ai giữ"):
        assert name in everybody


def test_the_functions_of_the_law_are_listed_with_ways_to_them(counter):
    page = counter.browser("chair").get("/dieu-hanh/phu-hop/").content.decode()
    assert page.count("CN") >= 31 and 'href="/mot-cua/so-theo-doi/"' in page and "Chưa có" in page
    assert counter.browser("handler").get("/dieu-hanh/phu-hop/").status_code == 403
