"""Each action through its page: what it shows, what it does, what it says."""

import re
from uuid import uuid4

import pytest

from motcua.blocks.documents import api as documents
from motcua.blocks.identity import api as identity
from motcua.blocks.payments import api as payments
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.kernel import tenancy
from motcua.kernel.actors import system
from tests.casework.birth import WITH_COPIES, fill
from tests.factories.offices import PIN
from tests.factories.organisation import FOUNDED, NOW
from tests.factories.pdf_text import document_text
from tests.interfaces.counter.conftest import RESULT_FIELDS, address, hidden, text_of

pytestmark = pytest.mark.slow

State = dossiers.State


def act(counter, role, dossier, tail, **boxes):
    """Open the page of an action and send it, as the officer's browser does; return the page after it."""
    browser = counter.browser(role)
    opened = browser.get(address(dossier, tail))
    assert opened.status_code == 200, opened.headers.get("Location")
    return browser.post(address(dossier, tail), hidden(opened, **boxes), follow=True)


def cash(counter, dossier, amount, **more):
    """Return what the open page of the cashier posts: the charge it shows, and what is filled in."""
    page = text_of(counter.browser("cashier").get(address(dossier, "thu-tien/")))
    return {"charge": re.search(r'name="charge" value="([^"]+)"', page)[1], "amount": amount, **more}


def pay(counter, dossier, amount, **more):
    """Open the page of the cashier and send it; return the page after it."""
    boxes = cash(counter, dossier, amount, **more)
    return counter.browser("cashier").post(address(dossier, "thu-tien/"), boxes, follow=True)


UNKNOWN = payments.ChargeLine("le_phi_qua_han", "Lệ phí đăng ký khai sinh quá hạn", None)


def owe(counter, dossier, *more):
    """Charge a dossier, as the acceptance of one with two copies does."""
    lines = [payments.ChargeLine("phi_ban_sao", "Phí cấp bản sao giấy khai sinh", 16_000, 2), *more]
    payments.charge(counter.commune.id, dossier.applicant_id, dossier.id, lines, NOW)
    with tenancy.scope(communes=[counter.commune.id]):
        call = dossiers.Call(system(counter.commune.id), dossier.id, dossiers.Action.SET_LINE, NOW)
        dossiers.set_line(call, "finance", "due")


def with_copies(counter):
    """Return a dossier handed in by a citizen who wants two copies."""
    draft = fill(counter.citizen, counter.commune.id, more=WITH_COPIES)
    return intake.submit_draft(counter.citizen, draft.id, commune_id=counter.commune.id, now=NOW)


def test_the_page_of_acceptance_says_what_will_happen(counter):
    dossier = counter.submitted()
    text = text_of(counter.browser("receptionist").get(address(dossier, "tiep-nhan/")))
    assert "17:00 ngày 23/11/2026" in text
    assert "Cách tính hạn" in text and "Hẹn trả kết quả" in text
    assert "Không thu: đăng ký khai sinh đúng hạn" in text
    assert re.search(r"<button[^>]+autofocus", text)
    assert counter.now(dossier).state is State.SUBMITTED


def test_accept(counter):
    dossier = counter.submitted()
    text = text_of(act(counter, "receptionist", dossier, "tiep-nhan/"))
    done = counter.now(dossier)
    assert done.state is State.ACCEPTED
    assert f"Đã tiếp nhận. Mã hồ sơ: {done.code}" in text
    assert 'role="status"' in text
    again = counter.browser("receptionist").get(address(dossier))
    assert "Đã tiếp nhận. Mã hồ sơ" not in text_of(again)


def test_the_line_of_what_was_done_cannot_be_forged(counter):
    dossier = counter.submitted()
    browser = counter.browser("receptionist")
    browser.cookies["motcua-bao"] = "Account locked:1abc:xyz"
    assert "Account locked" not in text_of(browser.get(address(dossier)))


def test_refuse_needs_a_reason_and_keeps_it(counter):
    dossier = counter.submitted()
    page = act(counter, "receptionist", dossier, "tu-choi/", note="   ")
    text = text_of(page, 422)
    assert "Hãy ghi rõ lý do từ chối" in text and 'href="#note"' in text
    done = act(counter, "receptionist", dossier, "tu-choi/", sample="not_ours", note="Nộp ở phường Đống Đa.")
    assert "Đã từ chối tiếp nhận" in text_of(done)
    assert counter.now(dossier).state is State.REFUSED
    line = dossiers.history(counter.actor("receptionist"), dossier.id)[-1]
    assert line.note == "Thủ tục này không thuộc thẩm quyền giải quyết của xã. Nộp ở phường Đống Đa."


def test_supplement_asks_for_everything_at_once(counter):
    dossier = counter.accepted()
    text = text_of(counter.browser("handler").get(address(dossier, "bo-sung/")))
    assert "một lần" in text
    assert 'name="paper-giay_chung_sinh"' in text and 'name="field-child_name"' in text
    assert 'name="field-requester_ethnicity"' not in text  # nobody can answer what only the login gives
    boxes = {
        "paper-giay_chung_sinh": "yes", "paper-giay_chung_sinh-what": "Chụp lại, ảnh mờ",
        "field-child_name-what": "Viết đủ họ, chữ đệm và tên", "reason": "Nghị định 118/2025/NĐ-CP",
    }  # fmt: skip
    done = act(counter, "handler", dossier, "bo-sung/", **boxes)
    assert "Đã yêu cầu bổ sung 2 mục" in text_of(done)
    assert "Chụp lại, ảnh mờ" in done.content.decode()
    desk = intake.open_desk(counter.actor("handler"), counter.now(dossier), purpose="Thử", now=NOW)
    items = {(item.kind, item.target): item.what for item in desk.supplement.items}
    assert items == {
        ("paper", "giay_chung_sinh"): "Chụp lại, ảnh mờ",
        ("field", "child_name"): "Viết đủ họ, chữ đệm và tên",
    }


def test_a_supplement_without_words_keeps_what_was_ticked(counter):
    dossier = counter.accepted()
    boxes = {"paper-giay_chung_sinh": "yes", "field-child_sex-what": "Ghi lại", "reason": ""}
    text = text_of(act(counter, "handler", dossier, "bo-sung/", **boxes), 422)
    assert 'href="#asked"' in text and 'id="asked"' in text
    assert 'href="#reason"' in text
    assert re.search(r'name="paper-giay_chung_sinh" value="yes" checked', text)
    assert 'value="Ghi lại"' in text
    assert counter.now(dossier).supplement_state == "none"


def test_a_second_supplement_is_refused_plainly(counter):
    dossier = counter.accepted()
    browser = counter.browser("handler")
    opened = browser.get(address(dossier, "bo-sung/"))
    boxes = {"field-child_name-what": "Viết đủ tên", "reason": "Thiếu"}
    browser.post(address(dossier, "bo-sung/"), hidden(opened, **boxes))
    text = text_of(browser.get(address(dossier, "bo-sung/"), follow=True))
    assert "đã được yêu cầu bổ sung một lần" in text
    late = hidden(opened, **boxes) | {
        "action_key": str(uuid4()),
        "revision": str(counter.now(dossier).revision),
    }
    page = browser.post(address(dossier, "bo-sung/"), late)
    assert page.status_code == 409
    assert dossiers.history(counter.actor("handler"), dossier.id)[-1].action == "request_supplement"
    assert (
        len(
            [
                1
                for x in dossiers.history(counter.actor("handler"), dossier.id)
                if x.action == "request_supplement"
            ]
        )
        == 1
    )


def test_assign_to_oneself_and_to_another(counter):
    dossier = counter.accepted()
    head, handler = counter.actor("unit_head"), counter.actor("handler")
    identity.grant_role(system(counter.commune.id), head.staff_id, "handler", FOUNDED, now=NOW)
    text = text_of(counter.browser("unit_head").get(address(dossier, "phan-cong/")))
    assert "Nhận về tôi" in text and "Đinh Văn Nơ" in text
    mine = act(counter, "unit_head", dossier, "phan-cong/", holder=str(head.staff_id))
    assert "Đã giao hồ sơ" in text_of(mine)
    assert counter.now(dossier).holder_id == head.staff_id
    act(counter, "unit_head", dossier, "phan-cong/", holder=str(handler.staff_id))
    assert counter.now(dossier).holder_id == handler.staff_id


def test_only_who_can_work_the_step_is_offered_and_taken(counter):
    dossier = counter.accepted()
    clerk, head = counter.actor("clerk"), counter.actor("unit_head")
    counter.actor("handler")
    text = text_of(counter.browser("unit_head").get(address(dossier, "phan-cong/")))
    assert "Trần Quốc Bảo" not in text and "Nhận về tôi" not in text
    for person in (clerk, head):
        page = act(counter, "unit_head", dossier, "phan-cong/", holder=str(person.staff_id))
        assert "Hãy chọn người nhận hồ sơ" in text_of(page, 422)
    assert counter.now(dossier).holder_id is None


def test_assign_to_nobody_is_told_at_the_field(counter):
    dossier = counter.accepted()
    for holder in ("", "nobody", str(uuid4())):
        text = text_of(act(counter, "unit_head", dossier, "phan-cong/", holder=holder), 422)
        assert "Hãy chọn người nhận hồ sơ" in text and 'href="#holder"' in text
    assert counter.now(dossier).holder_id is None


def test_propose_offers_what_the_declaration_says(counter):
    dossier = counter.accepted()
    text = text_of(counter.browser("handler").get(address(dossier, "trinh/")))
    assert re.search(r'name="0-birth_place_full" value="Trung tâm Y tế Ba Tơ"', text)
    assert 'name="0-registered_on-day"' in text
    assert "Nguyễn Minh Khôi" in text


def test_propose(counter):
    dossier = counter.accepted()
    text = text_of(act(counter, "handler", dossier, "trinh/", **RESULT_FIELDS, note="Đủ điều kiện"))
    assert "Đã trình dự thảo kết quả" in text
    assert counter.now(dossier).step_key == "approve"
    assert dossiers.history(counter.actor("handler"), dossier.id)[-1].note == "Đủ điều kiện"


def test_propose_keeps_what_cannot_be_read(counter):
    dossier = counter.accepted()
    wrong = RESULT_FIELDS | {"0-registered_on-month": "13", "0-book_number": "", "0-note": "Ghi chú dài"}
    text = text_of(act(counter, "handler", dossier, "trinh/", **wrong), 422)
    assert 'href="#0-registered_on"' in text and 'href="#0-book_number"' in text
    assert re.search(r'name="0-registered_on-month" value="13"', text)
    assert "Ghi chú dài" in text
    assert counter.now(dossier).step_key == "process"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"0-personal_id": "051190000123"}, "số này ghi năm sinh 1990, còn năm sinh đã khai là 2026"),
        ({"0-personal_id": "051326000123"}, "số này là số của nữ, còn người này là nam"),
        ({"0-registered_on-year": "2030"}, "Ngày đăng ký: ngày này chưa tới."),
        ({"0-registered_on-year": "2001"}, "Ngày đăng ký: ngày này trước ngày sinh của trẻ đã khai."),
        ({"0-book_number": "abc"}, "Quyển số: hãy ghi số quyển và năm, ví dụ 01/2026."),
    ],
)
def test_propose_refuses_what_cannot_be_true(counter, wrong, message):
    dossier = counter.accepted()
    text = text_of(act(counter, "handler", dossier, "trinh/", **RESULT_FIELDS | wrong), 422)
    assert message in text
    assert counter.now(dossier).step_key == "process"


def test_preview_shows_the_paper_and_changes_nothing(counter):
    dossier = counter.accepted()
    browser = counter.browser("handler")
    page = browser.post(address(dossier, "trinh/xem-thu/0/"), RESULT_FIELDS | {"0-book_number": ""})
    assert page.headers["Content-Type"] == "application/pdf"
    assert page.content.startswith(b"%PDF")
    assert counter.now(dossier).revision == dossier.revision
    assert browser.post(address(dossier, "trinh/xem-thu/7/"), RESULT_FIELDS).status_code == 404
    assert browser.get(address(dossier, "trinh/xem-thu/0/")).status_code == 405


def test_send_back_needs_words_and_the_handler_reads_them(counter):
    dossier = counter.proposed()
    assert "Hãy ghi rõ cần sửa gì" in text_of(act(counter, "chair", dossier, "tra-lai/", note=""), 422)
    done = act(counter, "chair", dossier, "tra-lai/", note="Sai quyển số")
    assert "Đã trả hồ sơ" in text_of(done)
    back = counter.now(dossier)
    assert back.step_key == "process" and back.holder_id == counter.actor("handler").staff_id
    assert "Sai quyển số" in text_of(counter.browser("handler").get(address(dossier, "trinh/")))


def test_approve_orders_the_signature(counter):
    dossier = counter.proposed()
    text = text_of(counter.browser("chair").get(address(dossier, "duyet/")))
    assert "Dự thảo: Giấy khai sinh" in text and "paper__frame" in text
    assert 'type="password"' in text and 'autocomplete="off"' in text
    done = act(counter, "chair", dossier, "duyet/", pin=PIN)
    assert "Đang ký số" in text_of(done)
    assert counter.after_effects(dossier).step_key == "issue"


@pytest.mark.parametrize("pin", ["000000", "", "   "])
def test_a_wrong_pin_is_told_at_the_field_and_nothing_is_lost(counter, pin):
    dossier = counter.proposed()
    text = text_of(act(counter, "chair", dossier, "duyet/", pin=pin), 422)
    assert 'href="#pin"' in text and 'aria-invalid="true"' in text
    assert "000000" not in text
    assert counter.now(dossier).revision == dossier.revision
    done = act(counter, "chair", dossier, "duyet/", pin=PIN)
    assert "Đang ký số" in text_of(done)


def test_a_silent_signing_service_is_told_and_the_page_stays(counter, monkeypatch):
    from motcua.blocks.signatures.errors import SigningUnavailable

    def silent(*_: object) -> object:
        raise SigningUnavailable

    dossier = counter.proposed()
    monkeypatch.setattr(counter.signers, "authorise", silent)
    text = text_of(act(counter, "chair", dossier, "duyet/", pin=PIN), 503)
    assert "Dịch vụ ký số tạm thời không hoạt động" in text and 'name="pin"' in text
    assert counter.now(dossier).revision == dossier.revision


def test_issue_numbers_and_seals(counter):
    dossier = counter.signed()
    assert "Số tiếp theo trong sổ" in text_of(counter.browser("clerk").get(address(dossier, "phat-hanh/")))
    assert "Mã PIN" in text_of(act(counter, "clerk", dossier, "phat-hanh/", pin="999999"), 422)
    assert "Đang đóng dấu số" in text_of(act(counter, "clerk", dossier, "phat-hanh/", pin=PIN))
    assert counter.after_effects(dossier).state is State.DONE
    [result] = decisions.list_results(counter.actor("clerk"), counter.now(dossier))
    assert result.number in text_of(counter.browser("clerk").get(address(dossier)))


def test_return_result(counter):
    dossier = counter.issued()
    text = text_of(counter.browser("return_desk").get(address(dossier, "tra-ket-qua/")))
    assert re.search(r'value="online" checked', text)
    assert "Hãy chọn cách trả" in text_of(
        act(counter, "return_desk", dossier, "tra-ket-qua/", how="pigeon"), 422
    )
    assert "Đã trả kết quả" in text_of(act(counter, "return_desk", dossier, "tra-ket-qua/", how="counter"))
    assert counter.now(dossier).state is State.RETURNED


def test_nothing_is_returned_while_money_is_owed(counter):
    dossier = counter.issued()
    browser = counter.browser("return_desk")
    opened = browser.get(address(dossier, "tra-ket-qua/"))
    owe(counter, dossier)
    text = text_of(browser.get(address(dossier, "tra-ket-qua/")))
    assert "Còn phải thu 16.000 đồng" in text and 'name="how"' not in text
    text = text_of(browser.post(address(dossier, "tra-ket-qua/"), hidden(opened, how="online")), 409)
    assert "còn phải thu 16.000 đồng" in text
    assert counter.now(dossier).state is State.DONE


def test_collect_compares_the_amount_and_gives_a_receipt(counter):
    dossier = counter.accepted()
    owe(counter, dossier)
    browser = counter.browser("cashier")
    assert "Thu 16.000 đồng" in text_of(browser.get(address(dossier)))
    assert "Mười sáu nghìn đồng" in text_of(browser.get(address(dossier, "thu-tien/")))
    for typed in ("15.000", "mười nghìn", "-16000", "", "９"):
        text = text_of(pay(counter, dossier, typed), 422)
        assert 'href="#amount"' in text
        assert f'value="{typed}"' in text
    boxes = cash(counter, dossier, "16.000")
    done = browser.post(address(dossier, "thu-tien/"), boxes, follow=True)
    assert "Biên lai số 000001/2026" in text_of(done)
    twice = browser.post(address(dossier, "thu-tien/"), boxes, follow=True)
    assert "Biên lai số 000001/2026" in text_of(twice)
    counter.after_effects(dossier)
    assert "Biên lai thu phí, lệ phí" in text_of(browser.get(address(dossier)))
    assert "không còn khoản nào" in text_of(browser.get(address(dossier, "thu-tien/"), follow=True))
    with tenancy.scope(communes=[counter.commune.id]):
        assert not payments.get_charge([dossier.id])[dossier.id].is_open


def test_what_has_no_amount_is_set_by_the_cashier_before_the_result_goes_out(counter):
    dossier = counter.issued()
    owe(counter, dossier, UNKNOWN)
    desk, cashier = counter.browser("return_desk"), counter.browser("cashier")
    told = "Còn phải thu 16.000 đồng và Lệ phí đăng ký khai sinh quá hạn (số tiền báo khi thu)"
    assert told in text_of(desk.get(address(dossier, "tra-ket-qua/")))
    assert told in text_of(cashier.get(address(dossier)))
    with pytest.raises(decisions.MoneyOwed, match="quá hạn"):
        decisions.return_result(counter.call("return_desk", dossier, "return_result"), "counter")
    assert 'name="line-le_phi_qua_han"' in text_of(cashier.get(address(dossier, "thu-tien/")))
    for typed in ("", "0", "năm nghìn", "5000,5", "100.000.001"):
        boxes = {"line-le_phi_qua_han": typed}
        text = text_of(pay(counter, dossier, "21000", **boxes), 422)
        assert 'href="#line-le_phi_qua_han"' in text
        assert f'value="{typed}"' in text and 'value="21000"' in text
    text = text_of(pay(counter, dossier, "21.000", **{"line-le_phi_qua_han": "5.000"}))
    assert "Đã thu 21.000 đồng" in text and "Lệ phí đăng ký khai sinh quá hạn: 5.000 đồng" in text
    assert "Đã trả kết quả" in text_of(act(counter, "return_desk", dossier, "tra-ket-qua/", how="counter"))


def test_a_charge_of_unknown_amount_alone_is_collected(counter):
    dossier = counter.accepted()
    payments.charge(counter.commune.id, dossier.applicant_id, dossier.id, [UNKNOWN], NOW)
    cashier = counter.browser("cashier")
    assert address(dossier, "thu-tien/") in text_of(cashier.get(address(dossier)))
    text = text_of(pay(counter, dossier, "5000", **{"line-le_phi_qua_han": "5000"}))
    assert "Biên lai số 000001/2026" in text


def test_the_receipt_counts_the_copies(counter):
    dossier = counter.accepted()
    owe(counter, dossier)
    pay(counter, dossier, "16000")
    counter.after_effects(dossier)
    [receipt] = [form for form in notices.list_forms(dossier) if form.title.startswith("Biên lai")]
    with tenancy.scope(communes=[counter.commune.id]):
        text = document_text(documents.open_file(receipt.file_id))
    assert "1 Phí cấp bản sao giấy khai sinh 2 8.000 đồng 16.000 đồng" in text


def test_the_page_of_acceptance_says_each_amount_once(counter):
    dossier = with_copies(counter)
    text = text_of(counter.browser("receptionist").get(address(dossier, "tiep-nhan/")))
    assert text.count("16.000 đồng") == 1
    assert "2 bản: 16.000 đồng (Thông tư 281/2016/TT-BTC)" in text
    accepted = intake.accept_dossier(counter.call("receptionist", dossier, "accept"))
    owed = payments.owing(counter.commune.id, accepted.id)
    assert [(line.amount, line.quantity) for line in owed.lines] == [(16_000, 2)]


def test_the_page_of_return_lists_the_copies_to_hand_over(counter):
    dossier = counter.issued(with_copies(counter))
    assert "2 bản sao</strong>" in text_of(
        counter.browser("return_desk").get(address(dossier, "tra-ket-qua/"))
    )
    without = counter.issued()
    assert "bản sao</strong>" not in text_of(
        counter.browser("return_desk").get(address(without, "tra-ket-qua/"))
    )


def test_who_may_not_collect(counter):
    dossier = counter.accepted()
    owe(counter, dossier)
    for verb in ("get", "post"):
        page = getattr(counter.browser("handler"), verb)(address(dossier, "thu-tien/"))
        assert page.status_code == 403


def test_help_and_own_roles(counter):
    browser = counter.browser("chair")
    assert "Phê duyệt và ký số" in text_of(browser.get("/mot-cua/phim-tat/"))
    text = text_of(browser.get("/mot-cua/ca-nhan/"))
    assert "Nguyễn Tấn Phát" in text and "Chủ tịch Ủy ban nhân dân" in text
