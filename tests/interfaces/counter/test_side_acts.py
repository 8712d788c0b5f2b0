"""What officers and heads do to a dossier besides its plain way: by its pages, and by whom it is refused."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.blocks.audit.verification.chains import check_chains
from motcua.blocks.audit.verification.contents import check_contents
from motcua.blocks.messaging import api as messaging
from motcua.blocks.payments import api as payments
from motcua.blocks.payments.models import CashReceipt
from motcua.blocks.signatures import api as signatures
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.kernel import clock, ports, tenancy
from tests.casework.birth import photo
from tests.casework.dossiers.test_core import replayed
from tests.factories.effects import run_effects
from tests.factories.offices import PIN
from tests.factories.organisation import NOW, make_commune
from tests.interfaces.counter.conftest import RESULT_FIELDS, address, enter, hidden, text_of
from tests.interfaces.counter.test_actions import act, cash, pay, with_copies

pytestmark = pytest.mark.slow

State = dossiers.State


def due_in(counter, dossier, days, hour=17):
    """Put the due time some days from now, as that of a procedure with a longer term."""
    due = clock.local(NOW).replace(hour=hour) + timedelta(days=days)
    with tenancy.scope(communes=[counter.commune.id]):
        Dossier.objects.filter(id=dossier.id).update(due_at=due, step_due_at=due)
    return counter.now(dossier)


def told(counter, dossier):
    """Return the last message to the citizen, once the effects ran."""
    run_effects(counter.commune.id)
    last = messaging.list_sent(counter.actor("receptionist"), dossier.id)[0].message
    return f"{last.subject}\n{last.body}"


def forms_of(counter, dossier):
    """Return which printed forms a dossier has."""
    return {form.form for form in notices.list_forms(counter.now(dossier))}


def untold(counter):
    """Return what is kept otherwise than the log tells it."""
    with tenancy.scope(communes=[counter.commune.id]):
        return check_contents(counter.commune.id, check_chains(counter.commune.id, {}))


def told_whole(counter, dossier):
    """Tell whether the log alone gives the dossier as it stands."""
    by_log, by_row, _ = replayed(counter, dossier)
    return by_log == by_row


def refused(counter, role, dossier, tail, **boxes):
    """Open a page, send it and return what it says of what is wrong."""
    return text_of(act(counter, role, dossier, tail, **boxes), 422)


def pressed_twice(counter, role, dossier, tail, **boxes):
    """Send a page and the same page again; return the pages after each."""
    browser = counter.browser(role)
    sent = hidden(browser.get(address(dossier, tail)), **boxes)
    said = []
    for _ in range(2):
        said.append(text_of(browser.post(address(dossier, tail), sent, follow=True)))
        if "scan" in sent:
            sent["scan"].seek(0)
    return said


def test_the_term_is_extended_once_in_time_with_words_the_citizen_reads(counter):
    dossier = due_in(counter, counter.accepted(), days=3)  # Thursday 26/11/2026
    text = refused(counter, "unit_head", dossier, "gia-han/", new_day="2026-11-26", note=" ")
    assert "Ngày hẹn mới phải sau ngày hẹn cũ" in text and "Hãy ghi lý do gia hạn" in text
    assert "cơ quan nghỉ" in refused(counter, "chair", dossier, "gia-han/", new_day="29/11/2026", note="Bận")
    text = refused(counter, "chair", dossier, "gia-han/", new_day="31/02/2026", note="Chờ xác minh")
    assert "Không có ngày này" in text and "Chờ xác minh" in text
    boxes = {"new_day": "01/12/2026", "note": "Chờ xác minh nơi cư trú."}
    first, second = pressed_twice(counter, "unit_head", dossier, "gia-han/", **boxes)
    assert "Hẹn trả mới: 17:00 ngày 01/12/2026" in first and "không làm lại lần nữa" in second
    done = counter.now(dossier)
    assert (done.snapshot.extended_from, done.due_original) == (dossier.due_at, dossier.due_original)
    letter = told(counter, dossier)
    assert "hẹn lại ông/bà: 17:00 ngày 01/12/2026" in letter
    assert "Lý do: Chờ xác minh nơi cư trú." in letter and "04" in forms_of(counter, dossier)
    again = text_of(counter.browser("chair").get(address(dossier, "gia-han/"), follow=True))
    assert "chỉ cho hẹn lại một lần" in again


def test_no_extension_on_the_last_day_and_none_without_the_right(counter):
    dossier = due_in(counter, counter.accepted(), days=1)
    late = text_of(counter.browser("unit_head").get(address(dossier, "gia-han/"), follow=True))
    assert "phải báo trước hạn trả ít nhất một ngày" not in late
    due_in(counter, dossier, days=0)
    late = text_of(counter.browser("unit_head").get(address(dossier, "gia-han/"), follow=True))
    assert "phải báo trước hạn trả ít nhất một ngày" in late
    assert counter.browser("handler").get(address(dossier, "gia-han/")).status_code == 403


def test_lateness_is_apologised_for_once_and_may_promise_one_date(counter):
    dossier = counter.accepted()
    early = text_of(counter.browser("unit_head").get(address(dossier, "xin-loi/"), follow=True))
    assert "Hồ sơ chưa trễ hẹn" in early
    due_in(counter, dossier, days=-3)
    text = refused(counter, "unit_head", dossier, "xin-loi/", note="", promised_on="23/11/2026")
    assert "Hãy ghi lý do trễ hẹn" in text and "Ngày hẹn lại phải sau hôm nay" in text
    boxes = {"note": "Hai cán bộ nghỉ ốm.", "promised_on": "2026-11-25"}
    first, second = pressed_twice(counter, "unit_head", dossier, "xin-loi/", **boxes)
    assert "Hồ sơ vẫn tính là trễ hẹn" in first and "không làm lại lần nữa" in second
    snapshot = counter.now(dossier).snapshot
    assert snapshot.promised_at == NOW.replace(day=25, hour=10) and snapshot.late(NOW)
    assert "hẹn trả kết quả: 17:00 ngày 25/11/2026" in told(counter, dossier)
    again = counter.browser("unit_head").get(address(dossier, "xin-loi/"), follow=True)
    assert "Đã gửi thư xin lỗi về hồ sơ này" in text_of(again)


def test_the_head_stops_with_ground_reason_and_treatment_of_the_money(counter):
    dossier = counter.proposed(with_copies(counter))
    text = refused(counter, "chair", dossier, "dung-giai-quyet/", ground="nothing", note="")
    for missing in ("Hãy chọn căn cứ", "Hãy ghi rõ lý do dừng", "Hãy chọn cách xử lý phí"):
        assert missing in text
    boxes = {"ground": "dispute", "note": "Tòa án đang thụ lý.", "fee_treatment": "refunded"}
    assert "Hãy chọn cách xử lý phí" in refused(counter, "chair", dossier, "dung-giai-quyet/", **boxes)
    boxes["fee_treatment"] = "waived"
    first, second = pressed_twice(counter, "chair", dossier, "dung-giai-quyet/", **boxes)
    assert "Đã dừng giải quyết hồ sơ" in first and "không làm lại lần nữa" in second
    done = counter.now(dossier)
    assert (done.state, done.finance_state, done.step_key) == (State.STOPPED, "waived", "")
    assert payments.owing(counter.commune.id, dossier.id) is None
    letter = told(counter, dossier)
    assert "Tòa án đang thụ lý." in letter and "Không phải nộp số tiền còn nợ" in letter
    assert counter.browser("handler").get(address(dossier, "dung-giai-quyet/")).status_code in (302, 403)


def test_a_result_that_is_being_sealed_is_not_stopped(counter):
    dossier = counter.signed()
    sent = hidden(counter.browser("chair").get(address(dossier, "dung-giai-quyet/")))
    decisions.issue_result(counter.call("clerk", dossier, "issue"), PIN)
    sent |= {
        "revision": str(counter.now(dossier).revision),
        "ground": "dispute",
        "note": "x",
        "fee_treatment": "none",
    }
    page = counter.browser("chair").post(address(dossier, "dung-giai-quyet/"), sent)
    assert "đang được đóng dấu phát hành" in text_of(page, 409)
    assert counter.after_effects(dossier).state is State.DONE


def test_one_key_takes_and_gives_back_without_scripts(counter):
    dossier = counter.accepted()
    browser = counter.browser("handler")
    page = browser.get(address(dossier))
    assert 'data-key="v"' in text_of(page) and 'data-key="w"' not in text_of(page)
    after = browser.post(address(dossier, "nhan-viec/"), hidden(page), follow=True)
    assert "Đã nhận hồ sơ" in text_of(after) and 'data-key="w"' in text_of(after)
    assert counter.now(dossier).holder_id == counter.actor("handler").staff_id
    second = browser.post(address(dossier, "nhan-viec/"), hidden(page), follow=True)
    assert "không làm lại lần nữa" in text_of(second)
    stale = hidden(page) | {"action_key": str(uuid4())}
    told_so = browser.post(address(dossier, "nhan-viec/"), stale, follow=True)
    assert "đã được người khác xử lý" in text_of(told_so)
    browser.post(address(dossier, "tra-viec/"), hidden(after), follow=True)
    assert counter.now(dossier).holder_id is None


def wished(counter, dossier):
    """Let the citizen ask for a dossier back."""
    return intake.request_withdrawal(counter.citizen, dossier.id, "Đổi ý", action_key=uuid4(), now=NOW)


def test_the_desk_enters_a_signed_wish_and_agrees_to_it(counter):
    dossier = counter.accepted(with_copies(counter))
    text = refused(counter, "receptionist", dossier, "don-rut/", note="Chuyển nơi ở")
    assert "Chỉ nhập khi đã có đơn giấy" in text and "Chuyển nơi ở" in text
    program = SimpleUploadedFile("x.pdf", b"MZ" + b"\0" * 300, "application/pdf")
    assert 'href="#scan"' in refused(counter, "receptionist", dossier, "don-rut/", signed="yes", scan=program)
    paper = SimpleUploadedFile("don.jpg", photo("Don xin rut"), "image/jpeg")
    entered = act(counter, "receptionist", dossier, "don-rut/", signed="yes", note="Chuyển nơi ở", scan=paper)
    assert "Người dân xin rút hồ sơ lúc" in text_of(entered) and "Trả lời yêu cầu rút" in text_of(entered)
    browser = counter.browser("handler")
    page = text_of(browser.get(address(dossier, "tra-loi-rut/")))
    assert "Chuyển nơi ở" in page
    scan = re.search(r'href="([^"]+/tep/[^"]+)"', page)[1]
    assert browser.get(scan).headers["Content-Type"] == "image/jpeg"
    first, second = pressed_twice(counter, "handler", dossier, "tra-loi-rut/", confirm="1")
    assert "Đã cho rút hồ sơ" in first and "không làm lại lần nữa" in second
    done = counter.now(dossier)
    assert (done.state, done.finance_state) == (State.WITHDRAWN, "waived")
    assert payments.owing(counter.commune.id, dossier.id) is None
    assert "Đã rút hồ sơ" in told(counter, dossier) and told_whole(counter, dossier)


def test_a_wish_is_declined_with_words_and_may_be_made_again(counter):
    dossier = wished(counter, counter.accepted())
    assert "Hãy ghi lý do không cho rút" in refused(
        counter, "receptionist", dossier, "tra-loi-rut/", decline="1"
    )
    first, second = pressed_twice(
        counter, "receptionist", dossier, "tra-loi-rut/", decline="1", note="Đã ký rồi."
    )
    assert "Đã báo người dân vì sao không cho rút" in first and "không làm lại lần nữa" in second
    assert "Lý do: Đã ký rồi." in told(counter, dossier)
    assert counter.now(dossier).snapshot.withdrawal_requested_at is None
    assert wished(counter, dossier).snapshot.withdrawal_requested_at == NOW


def test_what_is_being_sealed_is_not_given_back_and_the_result_comes(counter):
    dossier = wished(counter, counter.signed())
    opened = hidden(counter.browser("receptionist").get(address(dossier, "tra-loi-rut/")), confirm="1")
    decisions.issue_result(counter.call("clerk", dossier, "issue"), PIN)
    opened["revision"] = str(counter.now(dossier).revision)
    page = counter.browser("receptionist").post(address(dossier, "tra-loi-rut/"), opened)
    assert "đang được đóng dấu phát hành" in text_of(page, 409)
    done = counter.after_effects(dossier)
    assert done.state is State.DONE
    assert "Người dân xin rút" not in text_of(counter.browser("receptionist").get(address(dossier)))


def test_a_second_supplement_goes_out_by_written_order_and_counts_as_late(counter):
    dossier = due_in(counter, counter.accepted(), days=3)
    plain = counter.browser("handler").get(address(dossier, "bo-sung-lan-nua/"))
    assert plain.headers["Location"] == address(dossier, "bo-sung/")
    item = {"field-child_name-what": "Viết đủ họ tên", "reason": "Tên chưa đủ"}
    act(counter, "handler", dossier, "bo-sung/", **item)
    intake.save_supplement_fields(counter.citizen, dossier.id, {"child_name": "Nguyễn Bình An"})
    assert not intake.answer_supplement(counter.citizen, dossier.id, now=NOW).snapshot.late(NOW)
    assert "Bổ sung lần nữa" in text_of(counter.browser("handler").get(address(dossier)))
    page = text_of(counter.browser("handler").get(address(dossier, "bo-sung-lan-nua/")))
    assert "hồ sơ tính là trễ hẹn từ lúc đó" in page
    wrong = item | {"order_dated_on": "24/11/2026", "order_number": "", "field-child_name-what": ""}
    text = refused(counter, "handler", dossier, "bo-sung-lan-nua/", **wrong)
    for box in ("order_number", "order_dated_on", "order_ground", "asked"):
        assert f'href="#{box}"' in text
    paper = SimpleUploadedFile("vb.jpg", photo("Van ban 15"), "image/jpeg")
    order = {"order_number": "15/UBND", "order_dated_on": "2026-11-23", "order_ground": "Sai nơi sinh"}
    first, second = pressed_twice(
        counter, "handler", dossier, "bo-sung-lan-nua/", **item, **order, scan=paper
    )
    assert "Đã yêu cầu bổ sung 1 mục" in first and "không làm lại lần nữa" in second
    assert "tính là trễ hẹn" in first and "số 15/UBND ngày 23/11/2026. Sai nơi sinh" in first
    scan = re.search(r'href="([^"]+/tep/[^"]+)">Xem bản chụp', first)[1]
    assert counter.browser("handler").get(scan).headers["Content-Type"] == "image/jpeg"
    done = counter.now(dossier).snapshot
    assert (done.state, done.rounds, done.late(NOW)) == (State.SUPPLEMENT, 2, True)
    assert len(dossiers.list_orders(counter.actor("handler"), counter.now(dossier))) == 1
    # The citizen answers the second one, not the first.
    intake.save_supplement_fields(counter.citizen, dossier.id, {"child_name": "Nguyễn An Bình"})
    assert intake.answer_supplement(counter.citizen, dossier.id, now=NOW).state is State.PROCESSING
    assert untold(counter) == []


ASKED = {
    "line-1-name": "Tiền sử dụng đất", "line-1-amount": "1.200.000",
    "line-3-name": "Lệ phí trước bạ", "line-3-amount": "30 000 đồng",
    "limit_on": "04/12/2026", "note": "Thông báo thuế số 12",
}  # fmt: skip


def obliged(counter, dossier):
    act(counter, "handler", dossier, "yeu-cau-nop-tien/", **ASKED)
    return counter.now(dossier)


def test_money_is_asked_for_collected_at_the_desk_and_the_clock_runs_on(counter, monkeypatch):
    dossier = due_in(counter, counter.accepted(with_copies(counter)), days=3, hour=15)
    empty = {"limit_on": "23/11/2026", "note": ""}
    text = refused(counter, "handler", dossier, "yeu-cau-nop-tien/", **empty)
    for box in ("line-1-name", "line-1-amount", "limit_on", "note"):
        assert f'href="#{box}"' in text
    wrong = ASKED | {"line-3-amount": "ba mươi nghìn", "limit_on": "2026-11-29"}
    text = refused(counter, "handler", dossier, "yeu-cau-nop-tien/", **wrong)
    assert 'href="#line-3-amount"' in text and "ba mươi nghìn" in text and "cơ quan nghỉ" in text
    first, second = pressed_twice(counter, "handler", dossier, "yeu-cau-nop-tien/", **ASKED)
    assert "Người dân phải nộp 1.230.000 đồng" in first and "không làm lại lần nữa" in second
    asked = counter.now(dossier)
    assert (asked.state, asked.finance_state) == (State.PAYMENT, "due")
    letter = told(counter, dossier)
    assert "1.230.000 đồng, trước 17:00 ngày 04/12/2026" in letter
    # Ten minutes later the cashier, who has no right over the dossier, takes it: what held it up, not its fees.
    later = NOW + timedelta(minutes=10)
    monkeypatch.setattr(clock, "now", lambda: later)
    cashier = counter.browser("cashier")
    assert "Thu 1.230.000" in text_of(cashier.get(address(dossier)))
    said = text_of(pay(counter, dossier, "1230000"))
    assert "Đã thu 1.230.000" in said
    paid = counter.now(dossier)
    assert (paid.state, paid.snapshot.paused_at) == (State.PROCESSING, None)
    assert paid.due_at == asked.due_at + timedelta(minutes=10)
    assert paid.finance_state == "due" and payments.owing(counter.commune.id, dossier.id).amount == 16_000
    assert "đã nhận đủ tiền" in told(counter, dossier)
    assert {"amount", "receipt"} <= forms_of(counter, dossier)
    text_of(pay(counter, dossier, "16000"))
    assert counter.now(dossier).finance_state == "paid"
    assert untold(counter) == []


SAME = {**ASKED, "line-1-amount": "16.000", "line-3-name": "", "line-3-amount": ""}


def receipts(counter):
    """Return how many receipts the commune wrote."""
    with tenancy.scope(communes=[counter.commune.id]):
        return CashReceipt.objects.count()


def test_a_second_press_takes_nothing_more_where_as_much_is_owed_again(counter):
    dossier = counter.accepted(with_copies(counter))
    act(counter, "handler", dossier, "yeu-cau-nop-tien/", **SAME)
    cashier, page = counter.browser("cashier"), address(dossier, "thu-tien/")
    pressed = cash(counter, dossier, "16.000")
    for _ in range(2):
        said = text_of(cashier.post(page, pressed, follow=True))
        assert "Đã thu 16.000 đồng. Biên lai số 000001/2026" in said
    left = counter.now(dossier)
    assert (left.state, left.finance_state, receipts(counter)) == (State.PROCESSING, "due", 1)
    assert payments.owing(counter.commune.id, dossier.id).amount == 16_000
    own = cash(counter, dossier, "16.000")
    assert "Biên lai số 000002/2026" in text_of(cashier.post(page, own, follow=True))
    # What was paid stays so by an old page, also where more is demanded since.
    assert "Biên lai số 000001/2026" in text_of(cashier.post(page, pressed, follow=True))
    act(counter, "handler", dossier, "yeu-cau-nop-tien/", **SAME)
    assert "Biên lai số 000002/2026" in text_of(cashier.post(page, own, follow=True))
    asked = counter.now(dossier)
    assert (asked.state, asked.finance_state, receipts(counter)) == (State.PAYMENT, "due", 2)
    assert "đã thu rồi, biên lai số 000002" in text_of(
        cashier.post(page, {**own, "amount": "16"}, follow=True)
    )
    assert untold(counter) == [] and told_whole(counter, dossier)


def test_a_page_that_shows_another_charge_than_is_due_takes_nothing(counter):
    dossier, another = (counter.accepted(with_copies(counter)) for _ in range(2))
    cashier, page = counter.browser("cashier"), address(dossier, "thu-tien/")
    own = cash(counter, dossier, "16.000")
    act(counter, "handler", dossier, "yeu-cau-nop-tien/", **SAME)
    demand = cash(counter, dossier, "16.000")
    wrong = ({"charge": ""}, {"charge": "16000"}, {"charge": cash(counter, another, "")["charge"]})
    for boxes in (own, {"amount": "16.000"}, *(demand | one for one in wrong), own | {"amount": "x"}):
        said = text_of(cashier.post(page, boxes), 409)
        assert "Khoản phải thu đã thay đổi" in said and "vẫn còn ở dưới" not in said
        assert f'name="charge" value="{demand["charge"]}"' in said and "Tiền sử dụng đất" in said
        assert 'value="16.000"' not in said, "what is due now is counted anew"
    act(counter, "handler", dossier, "huy-nop-tien/", note="Lập nhầm hồ sơ.")
    assert f'name="charge" value="{own["charge"]}"' in text_of(cashier.post(page, demand), 409)
    assert receipts(counter) == 0
    pay(counter, dossier, "16.000")
    assert "không còn khoản nào" in text_of(cashier.post(page, demand, follow=True))
    assert receipts(counter) == 1


def test_a_request_to_pay_is_taken_back_or_let_off_by_the_head_alone(counter):
    dossier = obliged(counter, due_in(counter, counter.accepted(with_copies(counter)), days=3))
    assert "Hãy ghi lý do" in refused(counter, "handler", dossier, "huy-nop-tien/", note=" ")
    page = counter.browser("handler").get(address(dossier, "huy-nop-tien/"))
    assert "Miễn khoản này" not in text_of(page) and "Tiền sử dụng đất" in text_of(page)
    sent = hidden(page, waive="1", note="Nghèo")
    assert counter.browser("handler").post(address(dossier, "huy-nop-tien/"), sent).status_code == 403
    first, second = pressed_twice(counter, "handler", dossier, "huy-nop-tien/", note="Lập nhầm hồ sơ.")
    assert "Đã hủy yêu cầu nộp tiền" in first and "không làm lại lần nữa" in second
    assert "Lý do: Lập nhầm hồ sơ." in told(counter, dossier)
    done = counter.now(dossier)
    assert (done.state, done.finance_state, done.snapshot.paused_at) == (State.PROCESSING, "due", None)
    obliged(counter, dossier)
    first, second = pressed_twice(counter, "chair", dossier, "huy-nop-tien/", waive="1", note="Hộ nghèo.")
    assert "Đã miễn khoản phải nộp" in first and "không làm lại lần nữa" in second
    assert "không phải nộp khoản tiền đã báo" in told(counter, dossier)
    line = dossiers.history(counter.actor("chair"), dossier.id)[-1]
    assert (line.action, line.actor_name) == ("settle_payment", "Nguyễn Tấn Phát")
    cashier = counter.browser("cashier")
    assert "16.000" in text_of(cashier.get(address(dossier, "thu-tien/")))


def test_a_debt_that_was_kept_when_the_work_stopped_can_still_be_paid(counter):
    dossier = obliged(counter, counter.accepted())
    boxes = {"ground": "payment_missed", "note": "Quá hạn nộp", "fee_treatment": "kept"}
    act(counter, "chair", dossier, "dung-giai-quyet/", **boxes)
    said = pay(counter, dossier, "1230000")
    assert "Đã thu 1.230.000" in text_of(said)
    done = counter.now(dossier)
    assert (done.state, done.finance_state) == (State.STOPPED, "paid") and told_whole(counter, dossier)


ORDER = {"order_number": "27/QĐ-UBND", "order_dated_on": "23/11/2026", "order_ground": "Ghi sai nơi sinh"}


def test_a_result_is_corrected_by_order_and_the_old_one_stays_verifiable(counter, monkeypatch):
    dossier = counter.issued()
    decisions.return_result(counter.call("return_desk", dossier, "return_result"), "online")
    first_end = counter.now(dossier).snapshot.clock_ended_at
    text = refused(counter, "chair", dossier, "mo-lai/", order_dated_on="23/11/2026")
    for box in ("order_number", "order_ground", "new_day"):
        assert f'href="#{box}"' in text
    first, second = pressed_twice(counter, "chair", dossier, "mo-lai/", **ORDER, new_day="25/11/2026")
    assert "Đã mở lại hồ sơ" in first and "không làm lại lần nữa" in second
    assert "Hạn đính chính" in first and "27/QĐ-UBND" in first
    assert "Hạn đính chính: 17:00 ngày 25/11/2026" in told(counter, dossier)
    correcting = counter.now(dossier)
    assert (correcting.step_key, correcting.holder_id) == ("process", counter.actor("handler").staff_id)
    # What the citizen holds stays theirs while the new one is made.
    [old] = decisions.list_results(counter.citizen, correcting)
    _, paper = decisions.read_result(counter.citizen, correcting, old.id, now=NOW)
    page = text_of(counter.browser("handler").get(address(dossier, "trinh/")))
    assert 'value="Trung tâm Y tế Ba Tơ, tỉnh Quảng Ngãi"' in page and "Ghi sai nơi sinh" in page
    fields = RESULT_FIELDS | {"0-birth_place_full": "Bệnh viện Đặng Thùy Trâm, tỉnh Quảng Ngãi"}
    intake.propose_result(counter.call("handler", dossier, "propose"), fields)
    decisions.approve_result(counter.call("chair", dossier, "approve"), PIN)
    counter.after_effects(dossier)
    decisions.issue_result(counter.call("clerk", dossier, "issue"), PIN)
    done = counter.after_effects(dossier)
    assert (done.state, done.snapshot.clock_ended_at) == (State.DONE, first_end)
    new, former = decisions.list_results(counter.citizen, done, former=True)
    assert [one.id for one in decisions.list_results(counter.citizen, done)] == [new.id]
    assert (new.edition, former.id, former.state) == (2, old.id, "replaced") and former.replaced_at
    assert new.number != former.number and new.store_code.endswith("-KQ(2)")
    _, kept = decisions.read_result(counter.citizen, done, former.id, now=NOW)
    assert kept == paper
    monkeypatch.setitem(ports._factories, signatures.TrustList, counter.signers.trust)
    monkeypatch.setitem(ports._adapters, signatures.TrustList, counter.signers.trust())
    upload = SimpleUploadedFile("kq.pdf", kept, "application/pdf")
    verified = text_of(Client(headers={"host": "20001.example.vn"}).post("/xac-minh/", {"tep": upload}))
    assert f"bản đính chính số {new.number}" in verified
    assert untold(counter) == [] and told_whole(counter, dossier)


def test_only_the_chair_reopens_and_a_refusal_stays_one(counter):
    dossier = counter.proposed()
    boxes = {"ground": "dispute", "note": "Tranh chấp", "fee_treatment": "none"}
    act(counter, "chair", dossier, "dung-giai-quyet/", **boxes)
    assert counter.browser("handler").get(address(dossier, "mo-lai/")).status_code == 403
    text_of(act(counter, "chair", dossier, "mo-lai/", **ORDER, new_day="25/11/2026"))
    again = counter.now(dossier)
    assert (again.state, again.snapshot.clock_ended_at, again.correcting) == (State.PROCESSING, None, False)
    refused_one = counter.submitted()
    act(counter, "receptionist", refused_one, "tu-choi/", note="Sai nơi nộp")
    closed = text_of(counter.browser("chair").get(address(refused_one, "mo-lai/"), follow=True))
    assert "người dân nộp hồ sơ mới" in closed and 'data-key="e"' not in closed


# Each act with who may do it, who may not, and what its page posts.
EVERY = {
    "gia-han/": ("unit_head", "handler", {"new_day": "01/12/2026", "note": "x"}),
    "xin-loi/": ("unit_head", "handler", {"note": "x"}),
    "dung-giai-quyet/": ("chair", "handler", {"ground": "dispute", "note": "x", "fee_treatment": "none"}),
    "don-rut/": ("receptionist", "cashier", {"signed": "yes"}),
    "tra-loi-rut/": ("receptionist", "cashier", {"confirm": "1"}),
    "bo-sung-lan-nua/": ("handler", "cashier", ORDER | {"field-child_name-what": "x", "reason": "x"}),
    "yeu-cau-nop-tien/": ("handler", "unit_head", ASKED),
    "huy-nop-tien/": ("handler", "cashier", {"note": "x"}),
    "mo-lai/": ("chair", "unit_head", ORDER | {"new_day": "25/11/2026"}),
    "nhan-viec/": ("handler", "cashier", {}),
    "tra-viec/": ("handler", "clerk", {}),
}


def test_every_act_is_kept_from_strangers_wrong_roles_old_pages_and_wrong_states(counter):
    dossier = counter.accepted()
    stale = {"revision": str(dossier.revision - 1)}
    there = make_commune(code="20002", identifier="H48.53.02", host="")
    now = {"revision": str(dossier.revision)}
    # What the state of this dossier does not allow, and what only waits for its boxes.
    not_now = {
        "xin-loi/",
        "tra-loi-rut/",
        "huy-nop-tien/",
        "mo-lai/",
        "tra-viec/",
        "dung-giai-quyet/",
        "gia-han/",
    }
    for tail, (right, wrong, boxes) in EVERY.items():
        page = address(dossier, tail)
        keyed = lambda more, boxes=boxes: boxes | more | {"action_key": str(uuid4())}  # noqa: E731
        assert Client().post(page, keyed(now)).headers["Location"].startswith("/can-bo/dang-nhap/"), tail
        _, stranger = enter(there.id, right)
        assert stranger.post(page, keyed(now)).status_code == 404, tail
        assert counter.browser(wrong).post(page, keyed(now)).status_code in (302, 403, 409), tail
        browser = counter.browser(right)
        told_so = browser.post(page, keyed(stale), follow=True)
        assert told_so.status_code in (200, 409) and "đã được người khác xử lý" in told_so.content.decode(), (
            tail
        )
        spoilt = browser.post(page, boxes, follow=True)
        assert "đã được người khác xử lý" in spoilt.content.decode(), tail
        if tail in not_now:
            answer = browser.post(page, keyed(now), follow=True)
            assert answer.status_code == 409 or "Lưu ý" in answer.content.decode(), tail
        assert counter.now(dossier) == dossier, tail
