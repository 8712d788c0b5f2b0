"""The pages of the books: the register, what is late, exports, the control slip."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.casework.books import api as books
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
    answer = desk.post(address, chosen)
    refused = answer.content.decode()
    assert answer.status_code == 422 and f'value="{dossier.id}" checked' in refused
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
    told = {"seen": "EK123456789VN", "number": "EK123456789VN"}
    assert "bưu điện báo vì sao" in text_of(desk.post(led["Location"], {**told, "end": "back"}), 422)
    assert desk.post(led["Location"], {**told, "end": "delivered"}).status_code == 302
    assert counter.now(dossier).state is dossiers.State.RETURNED
    again = text_of(desk.post(led["Location"], {**told, "end": "delivered"}), 409)
    assert again.count("đã ghi: đã phát") == 1 and "vẫn còn ở dưới" not in again
    assert "Hồ sơ trở về «Đã có kết quả», chưa trả" in again, "what was noted by mistake has a way back"
    assert desk.post(led["Location"], ended(again, "Nhầm dòng")).status_code == 302
    assert counter.now(dossier).state is dossiers.State.DONE


def posted(counter, number="") -> tuple[dossiers.DossierInfo, str]:
    """Return a dossier whose result the post has, and the page of its parcel."""
    dossier = wished_by_post(counter)
    one = books.Posting(dossier.id, dossier.revision, "Số 12, thôn Đông", number)
    books.post_results(counter.actor("return_desk"), uuid4(), [one], "Cao Văn Thư", now=NOW)
    [(parcel, _)] = books.list_on_the_way(counter.actor("return_desk"), now=NOW)
    return dossier, f"/mot-cua/buu-chinh/buu-gui/{parcel.id}/"


def ended(page: str, why: str) -> dict[str, str]:
    """Return what the page of a parcel that ended posts."""
    return {"act": "correct", "seen": re.search(r'name="seen" value="([^"]+)"', page)[1], "why": why}


def test_a_page_gone_stale_does_not_undo_what_a_colleague_wrote_since(counter):
    dossier, page = posted(counter)
    desk, box = counter.browser("return_desk"), {"seen": "", "number": ""}
    assert desk.post(page, {**box, "end": "back", "reason": "Nhầm dòng"}).status_code == 302
    stale = ended(text_of(desk.get(page)), "Chọn nhầm dòng")
    assert desk.post(page, stale).status_code == 302
    assert desk.post(page, {**box, "end": "delivered"}).status_code == 302
    before = dossiers.history(counter.actor("return_desk"), dossier.id)
    for boxes in (stale, {"act": "correct", "why": "Chọn nhầm dòng"}):
        said = text_of(desk.post(page, boxes), 409)
        assert "vừa ghi bưu gửi này: đã phát" in said and 'value="Chọn nhầm dòng"' in said
    assert counter.now(dossier).state is dossiers.State.RETURNED
    assert dossiers.history(counter.actor("return_desk"), dossier.id) == before
    assert desk.post(page, ended(said, "Chọn nhầm dòng")).status_code == 302
    assert counter.now(dossier).state is dossiers.State.DONE


def test_what_was_written_of_a_parcel_is_told_and_put_right(counter):
    dossier, page = posted(counter)
    desk, first = counter.browser("return_desk"), {"seen": "", "number": "EK123456789VN", "end": ""}
    assert desk.post(page, first).status_code == 302
    late = text_of(desk.post(page, {**first, "number": "EK999999999VN"}), 409)
    assert "vừa ghi số bưu gửi EK123456789VN" in late and "vẫn còn ở dưới" in late
    assert 'name="seen" value="EK123456789VN"' in late and 'value="EK999999999VN"' in late
    lost = {"seen": "EK123456789VN", "number": "EK123456789VN", "end": "lost", "reason": "Cháy kho"}
    assert desk.post(page, lost).status_code == 302
    whole = text_of(desk.get(f"/mot-cua/ho-so/{dossier.id}/"))
    assert "thất lạc (Cháy kho)" in whole and "Ghi nhận bưu gửi" in whole
    assert "Thất lạc" in text_of(desk.get("/mot-cua/buu-chinh/"))
    assert "sẽ được báo lại là ghi nhầm" in text_of(desk.get(page))
    boxes = ended(text_of(desk.get(page)), "Nhầm dòng.")
    assert 'href="#why"' in text_of(desk.post(page, {**boxes, "why": ""}), 422)
    assert desk.post(page, boxes).status_code == 302
    assert counter.now(dossier).delivery_state == "posted"
    gone = text_of(desk.post(page, boxes), 409)
    assert "không có gì phải sửa" in gone and "vẫn còn ở dưới" not in gone
    unfinished = {"seen": "EK123456789VN", "number": "EK123456789VN", "end": "", "reason": "Hẹn thứ hai"}
    kept = text_of(desk.post(page, unfinished), 422)
    assert 'href="#reason"' in kept and 'value="Hẹn thứ hai"' in kept and 'href="#end"' not in kept


def test_the_page_of_an_older_parcel_says_why_nothing_is_put_right_there(counter):
    dossier, page = posted(counter)
    desk, actor = counter.browser("return_desk"), counter.actor("return_desk")
    back = {"seen": "", "number": "", "end": "back", "reason": "Đi vắng"}
    assert desk.post(page, back).status_code == 302
    offered = text_of(desk.get(page))
    assert 'name="why"' in offered and "Ghi chú" in offered and "Vì sao không đến" not in offered
    again = books.Posting(dossier.id, None, "Số 12, thôn Đông")
    books.post_results(actor, uuid4(), [again], "Cao Văn Thư", now=clock.now() + timedelta(minutes=1))
    older = text_of(desk.get(page))
    assert 'name="why"' not in older and "gửi lại bằng bưu gửi khác" in older


def test_a_number_in_a_row_that_is_not_ticked_is_refused_at_its_box(counter):
    ticked, other = wished_by_post(counter), wished_by_post(counter)
    desk, address = counter.browser("return_desk"), "/mot-cua/buu-chinh/"
    boxes = {"results": str(ticked.id), "postman": "Cao Văn Thư"}
    for one in (ticked, other):
        boxes |= {f"revision-{one.id}": str(one.revision), f"address-{one.id}": "Số 12, thôn Đông"}
    left = desk.post(address, {**boxes, f"number-{other.id}": "EK123456789VN"}).content.decode()
    assert f'href="#number-{other.id}"' in left and f"{other.code}: Đã ghi số" in left
    assert f'aria-invalid="true" aria-describedby="loi-number-{other.id}"' in left
    assert f'id="loi-number-{other.id}">Đã ghi số' in left
    assert counter.now(ticked).delivery_state == "waiting"
    wrong = desk.post(address, {**boxes, f"number-{ticked.id}": "số 7"}).content.decode()
    assert f'href="#number-{ticked.id}"' in wrong and f'id="loi-number-{ticked.id}">Số bưu gửi gồm' in wrong
    assert f'id="loi-{ticked.id}"' not in wrong


def test_a_result_that_another_took_back_meanwhile_is_told_by_name(counter):
    dossier = wished_by_post(counter)
    desk = counter.browser("return_desk")
    key = f"{dossier.id}"
    boxes = {"results": key, f"address-{key}": "Số 12", f"revision-{key}": str(dossier.revision)}
    decisions.return_result(counter.call("return_desk", dossier, "return_result"), "counter")
    page = text_of(desk.post("/mot-cua/buu-chinh/", {**boxes, "postman": "Cao Văn Thư"}), 422)
    assert f"{dossier.code}: Hồ sơ đã được người khác xử lý" in page
