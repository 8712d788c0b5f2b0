"""The pages of the books: the register, what is late, exports, the control slip."""

from datetime import timedelta

import pytest

from motcua.casework.books.models import Export
from motcua.casework.books.use_cases import make_export as making
from motcua.casework.dossiers.models import Dossier
from motcua.kernel import clock, tenancy
from tests.factories.organisation import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_register_is_shown_printed_and_exported(counter):
    dossier = counter.accepted()
    browser = counter.browser("receptionist")
    page = browser.get("/mot-cua/so-theo-doi/").content.decode()
    assert dossier.code in page
    slip = browser.get(f"/mot-cua/ho-so/{dossier.id}/phieu-kiem-soat/")
    assert slip.content.startswith(b"%PDF")
    now = clock.local(clock.now())
    printed = browser.get(f"/mot-cua/so-theo-doi/in/?nam={now.year}&thang={now.month}")
    assert printed.content.startswith(b"%PDF")
    assert browser.post("/mot-cua/xuat/", {"nam": now.year, "thang": 0}).status_code == 302
    with tenancy.scope(communes=[counter.commune.id]):
        [export] = Export.objects.all()
    waiting = browser.get("/mot-cua/xuat/", headers={"HX-Target": "tep-xuat"}).content.decode()
    assert "0 trong 1 hồ sơ" in waiting
    assert 'hx-trigger="load delay:2s"' in waiting
    making.make_export(counter.commune.id, export.id, now=clock.now())
    done = browser.get("/mot-cua/xuat/").content.decode()
    assert f"/mot-cua/xuat/{export.id}/" in done
    assert "hx-trigger" not in done.split('id="tep-xuat"')[1]
    fetched = browser.get(f"/mot-cua/xuat/{export.id}/")
    assert fetched.content.startswith(b"PK")
    assert fetched["Cache-Control"] == "private, no-store"
    assert counter.browser("unit_head").get(f"/mot-cua/xuat/{export.id}/").status_code == 404
    assert counter.browser("clerk").get("/mot-cua/so-theo-doi/").status_code == 403


def test_a_refused_reason_comes_back_with_what_was_typed(counter):
    dossier = counter.accepted()
    browser = counter.browser("receptionist")
    assert "Không có hồ sơ nào trễ hạn" in browser.get("/mot-cua/tre-han/").content.decode()
    with tenancy.scope(communes=[counter.commune.id]):
        Dossier.objects.filter(id=dossier.id).update(due_at=NOW - timedelta(minutes=1))
    address, typed = f"/mot-cua/tre-han/{dossier.id}/", "x" * 1001
    refused = browser.post(address, {"reason": typed}).content.decode()
    assert typed in refused
    assert "dài quá 1000 ký tự" in refused
    assert browser.post(address, {"reason": "Chờ xác minh"}).status_code == 302
    assert "Lý do: Chờ xác minh" in browser.get("/mot-cua/tre-han/").content.decode()


def test_a_hand_over_refused_keeps_what_was_chosen(counter):
    dossier = counter.issued()
    desk = counter.browser("return_desk")
    address, chosen = "/mot-cua/ban-giao/", {"results": str(dossier.id)}
    refused = desk.post(address, chosen).content.decode()
    assert f'value="{dossier.id}" checked' in refused
    assert "Hãy chọn người nhận" in refused
    receiver = counter.actor("clerk").staff_id
    assert desk.post(address, {**chosen, "receiver": str(receiver)}).status_code == 302
    page = desk.get(address).content.decode()
    assert "Danh sách số 1/2026" in page
