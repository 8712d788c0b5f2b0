"""The page on which the one-stop desk enters that a citizen wants the result another way."""

import pytest

from motcua.casework.intake import api as intake
from tests.factories.posted import HOUSE
from tests.interfaces.counter.conftest import address, hidden, text_of
from tests.interfaces.counter.test_actions import act

pytestmark = pytest.mark.slow
TAIL = "doi-cach-nhan/"


def test_the_desk_enters_it_and_every_page_follows(counter):
    dossier = counter.issued()
    page = text_of(counter.browser("return_desk").get(address(dossier)))
    assert f'href="{address(dossier, TAIL)}"' in page and "Bản điện tử trên Cổng" in page
    handing = text_of(counter.browser("return_desk").get(address(dossier, "tra-ket-qua/")))
    assert f'href="{address(dossier, TAIL)}"' in handing
    done = act(counter, "return_desk", dossier, TAIL, delivery="post", address=HOUSE, told_by="telephone")
    told = text_of(done)
    assert "Đã đổi cách nhận kết quả" in told and f"Bản giấy qua bưu điện, gửi đến: {HOUSE}" in told
    assert "Người dân báo: qua điện thoại." in told and "Tờ khai đã được bổ sung" not in told
    assert HOUSE in text_of(counter.browser("return_desk").get("/mot-cua/buu-chinh/"))
    assert "Nhận qua bưu điện" in text_of(counter.browser("return_desk").get("/mot-cua/ban-giao/"))


def test_what_is_wrong_stands_at_its_box_with_what_was_typed(counter):
    dossier = counter.submitted()
    boxes = {"delivery": "post", "address": "x" * 301, "told_by": ""}
    page = text_of(act(counter, "receptionist", dossier, TAIL, **boxes), 422)
    assert intake.NO_ADDRESS in page and "Hãy chọn người dân báo bằng cách nào." in page
    assert "x" * 301 in page and 'value="post" selected' in page


def test_a_page_gone_stale_is_told_and_carries_the_wish_of_now(counter):
    dossier = counter.submitted()
    browser, tail = counter.browser("receptionist"), address(dossier, TAIL)
    first, second = browser.get(tail), browser.get(tail)
    boxes = {"delivery": "counter", "address": "", "told_by": "desk"}
    assert browser.post(tail, hidden(first, **boxes)).status_code == 302
    late = browser.post(tail, hidden(second, **{**boxes, "delivery": "post"}))
    page = text_of(late, 409)
    assert "Đang đăng ký: <strong>Bản giấy tại quầy</strong>" in page and 'value="post" selected' in page
    again = browser.post(tail, hidden(first, **boxes), follow=True)
    assert "đã được" in text_of(again)
    assert (
        intake.open_desk(
            counter.actor("receptionist"), dossier, purpose="Kiểm tra", now=dossier.submitted_at
        ).wish.delivery
        == "counter"
    )


def test_whoever_does_not_receive_or_return_is_not_offered_it(counter):
    dossier = counter.submitted()
    page = text_of(counter.browser("handler").get(address(dossier)))
    assert address(dossier, TAIL) not in page
    assert "không có quyền" in text_of(counter.browser("handler").get(address(dossier, TAIL)), 403)
