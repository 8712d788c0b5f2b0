"""The pages of the books: the register, what is late, exports, the control slip."""

import re
from datetime import timedelta

import pytest

from motcua.casework.books.models import Export
from motcua.casework.books.use_cases import make_export as making
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.intake import api as intake
from motcua.kernel import clock, tenancy
from tests.casework.birth import fill
from tests.factories.organisation import NOW
from tests.interfaces.counter.conftest import text_of

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


def wished_by_post(counter):
    """Return a dossier whose result waits for the post."""
    draft = fill(counter.citizen, counter.commune.id)
    handed_in = intake.submit_draft(
        counter.citizen, draft.id, commune_id=counter.commune.id, now=NOW, delivery="post"
    )
    return counter.issued(handed_in)


def test_results_are_given_to_the_post_and_followed(counter):
    dossier = wished_by_post(counter)
    desk, address = counter.browser("return_desk"), "/mot-cua/buu-chinh/"
    assert counter.browser("handler").get(address).status_code == 403
    assert "Giao bưu tá" in desk.get("/mot-cua/ban-giao/").content.decode()
    page = desk.get(address).content.decode()
    assert dossier.code in page and 'name="postman"' in page
    assert "đăng ký nhận qua bưu điện" in text_of(desk.get(f"/mot-cua/ho-so/{dossier.id}/tra-ket-qua/"))
    boxes = {
        "list": re.search(r'name="list" value="([^"]+)"', page)[1],
        "results": str(dossier.id),
        f"revision-{dossier.id}": str(dossier.revision),
        f"address-{dossier.id}": "Số 12, thôn Đông",
        f"number-{dossier.id}": "EK123456789VN",
    }
    refused = text_of(desk.post(address, boxes), 422)
    assert "Hãy ghi họ tên bưu tá" in refused and f'value="{dossier.id}" checked' in refused
    assert 'value="EK123456789VN"' in refused and "Số 12, thôn Đông</textarea>" in refused
    stale = {**boxes, "postman": "Cao Văn Thư", f"revision-{dossier.id}": str(dossier.revision - 1)}
    assert f'id="loi-{dossier.id}"' in text_of(desk.post(address, stale), 422)
    for _ in range(2):
        assert desk.post(address, {**boxes, "postman": "Cao Văn Thư"}).status_code == 302
    page = desk.get(address).content.decode()
    assert "Danh sách số 1/2026" in page and "Danh sách số 2/2026" not in page
    printed = desk.get(re.search(r"/mot-cua/buu-chinh/[0-9a-f-]{36}/", page)[0])
    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")
    assert "EK123456789VN" in text_of(desk.get(f"/mot-cua/ho-so/{dossier.id}/"))
    led = desk.get(f"/mot-cua/ho-so/{dossier.id}/tra-ket-qua/")
    assert (led.status_code, "/buu-gui/" in led["Location"]) == (302, True)
    assert "Số 12, thôn Đông" in text_of(desk.get(led["Location"]))
    untold = desk.post(led["Location"], {"number": "EK123456789VN", "end": "back"})
    assert "Hãy ghi vì sao" in text_of(untold, 422)
    assert desk.post(led["Location"], {"number": "EK123456789VN", "end": "delivered"}).status_code == 302
    assert counter.now(dossier).state is dossiers.State.RETURNED
    again = desk.post(led["Location"], {"number": "EK123456789VN", "end": "delivered"})
    assert "đã ghi: đã phát" in text_of(again, 409)


def test_a_result_that_another_took_back_meanwhile_is_told_by_name(counter):
    dossier = wished_by_post(counter)
    desk = counter.browser("return_desk")
    key = f"{dossier.id}"
    boxes = {"results": key, f"address-{key}": "Số 12", f"revision-{key}": str(dossier.revision)}
    decisions.return_result(counter.call("return_desk", dossier, "return_result"), "counter")
    page = text_of(desk.post("/mot-cua/buu-chinh/", {**boxes, "postman": "Cao Văn Thư"}), 422)
    assert f"{dossier.code}: Hồ sơ đã được người khác xử lý" in page
