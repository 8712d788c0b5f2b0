"""Money of a stopped dossier on its way back: owed on every list until it is given, once, by a slip."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from motcua.blocks.documents import api as documents
from motcua.blocks.payments import api as payments
from motcua.blocks.payments.models import Charge
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.interfaces.ui.middleware import SEEN
from motcua.kernel import clock, tenancy
from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed
from tests.factories.organisation import NOW
from tests.factories.pdf_text import document_text
from tests.interfaces.counter.conftest import address, text_of
from tests.interfaces.counter.test_actions import act, pay, with_copies
from tests.interfaces.counter.test_side_acts import ASKED, ORDER, refused, told, told_whole, untold
from tests.interfaces.portal.conftest import client_of

pytestmark = pytest.mark.slow
State = dossiers.State
BACK = "tra-lai-tien/"
WAITS = "Chờ trả lại tiền</span>"
STOP = {"ground": "dispute", "note": "Tòa án đang thụ lý.", "fee_treatment": "refunded"}


def paid(counter):
    """Return a dossier being worked on whose fees, 16.000 đồng, are paid."""
    dossier = counter.proposed(with_copies(counter))
    pay(counter, dossier, "16000")
    return counter.now(dossier)


def stopped(counter, dossier=None, **boxes):
    """Return a dossier that the chair stopped, its fees to be given back."""
    dossier = dossier or paid(counter)
    act(counter, "chair", dossier, "dung-giai-quyet/", **{**STOP, **boxes})
    return counter.now(dossier)


def give(counter, dossier, *, role="cashier", receiver="Nguyễn Văn An", amount="16.000"):
    """Send the page that gives the money back; return the page after it."""
    boxes = {"receiver": receiver, "amount": amount}
    return counter.browser(role).post(address(dossier, BACK), boxes, follow=True)


def listed(counter, view="refunds"):
    """Return the cashier's list of a view as text."""
    return text_of(counter.browser("cashier").get(f"/mot-cua/?xem={view}"))


def slips(counter, dossier, kind="refund"):
    """Return the texts of the printed slips."""
    counter.after_effects(dossier)
    files = [form.file_id for form in notices.list_forms(dossier) if form.form == kind]
    with tenancy.scope(communes=[counter.commune.id]):
        return [document_text(documents.open_file(one)) for one in files]


def test_what_was_paid_waits_on_every_list_until_it_is_given_back(counter):
    dossier = stopped(counter)
    assert (dossier.state, dossier.finance_state) == (State.STOPPED, "refund_due")
    letter = told(counter, dossier)
    assert "được hoàn trả số tiền đã nộp: 16.000 đồng" in letter
    assert "đến quầy Một cửa để nhận lại tiền" in letter
    for view in ("refunds", "done"):
        page = listed(counter, view)
        assert dossier.reference in page and WAITS in page
    assert 'Chờ trả lại tiền <span class="tabs__count">(1)' in listed(counter, "todo")
    others = text_of(counter.browser("chair").get("/mot-cua/?xem=done"))
    assert WAITS in others and "xem=refunds" not in others
    text = text_of(counter.browser("chair").get(address(dossier)))
    assert "Phải trả lại người dân 16.000 đồng" in text and address(dossier, BACK) not in text
    cashier = counter.browser("cashier")
    assert "Trả lại 16.000 đồng" in text_of(cashier.get(address(dossier)))
    page = text_of(cashier.get(address(dossier, BACK)))
    assert "Biên lai số 000001/2026" in page and "Mười sáu nghìn đồng" in page
    assert f'value="{dossier.owner_name}"' in page
    said = text_of(give(counter, dossier, receiver="Trần Thị Bình"))
    assert "Đã trả lại 16.000 đồng. Phiếu hoàn trả số 000001/2026" in said
    assert "cho Trần Thị Bình lúc" in said and "Phải trả lại người dân" not in said
    assert counter.now(dossier).finance_state == "refunded"
    assert dossier.reference not in listed(counter) and WAITS not in listed(counter, "done")
    assert "xem=refunds" not in listed(counter, "todo")
    assert "đã trả lại 16.000 đồng" in told(counter, dossier)
    assert untold(counter) == [] and told_whole(counter, dossier)


def test_the_slip_names_receipt_receiver_and_cashier_and_no_number_of_a_card(counter):
    dossier = stopped(counter)
    give(counter, dossier, receiver="Trần Thị Bình")
    [slip] = slips(counter, dossier)
    for words in ("PHIẾU HOÀN TRẢ PHÍ, LỆ PHÍ", "Số: 000001/2026", "Người nhận tiền: Trần Thị Bình",
                  "Hoàn trả theo biên lai số: 000001/2026, ngày 23 tháng 11 năm 2026",
                  "2 8.000 đồng 16.000 đồng", "Mười sáu nghìn đồng", "Võ Thị Hạnh", dossier.reference):  # fmt: skip
        assert words in slip, words
    assert "051090004521" not in slip and "Địa chỉ" not in slip
    assert "Phiếu hoàn trả phí, lệ phí" in text_of(counter.browser("cashier").get(address(dossier)))


def test_the_amount_is_compared_and_a_name_is_needed(counter):
    dossier = stopped(counter)
    for typed in ("15.000", "17000", "mười nghìn", "-16000", ""):
        text = text_of(give(counter, dossier, amount=typed), 422)
        assert 'href="#amount"' in text and f'value="{typed}"' in text
    text = text_of(give(counter, dossier, receiver=" ", amount="1"), 422)
    assert 'href="#receiver"' in text and 'href="#amount"' in text
    assert counter.now(dossier).finance_state == "refund_due" and slips(counter, dossier) == []


def test_a_double_click_gives_it_once_and_a_second_time_is_refused(counter):
    dossier = stopped(counter)
    first, second = (text_of(give(counter, dossier)) for _ in range(2))
    assert "Phiếu hoàn trả số 000001/2026" in first and "Phiếu hoàn trả số 000001/2026" in second
    for other in ({"receiver": "Trần Văn Lạ"}, {"amount": "8000"}):
        assert "Khoản này đã trả lại rồi, phiếu số 000001/2026" in text_of(give(counter, dossier, **other))
    page = counter.browser("cashier").get(address(dossier, BACK), follow=True)
    assert "không có khoản nào phải trả lại" in text_of(page)
    assert len(slips(counter, dossier)) == 1


def test_a_page_left_open_while_another_gave_it_leads_to_the_slip(counter):
    dossier = stopped(counter)
    give(counter, dossier)
    assert "đã trả lại rồi, phiếu số 000001/2026" in text_of(give(counter, dossier, amount="mười nghìn"))


def test_who_may_not_collect_may_not_give_back(counter):
    dossier = stopped(counter)
    for role in ("handler", "chair"):
        assert counter.browser(role).get(address(dossier, BACK)).status_code == 403
        assert give(counter, dossier, role=role).status_code == 403
        with pytest.raises(NotAllowed):
            intake.refund_fees(counter.actor(role), dossier.id, 16_000, "An", NOW)
    assert counter.now(dossier).finance_state == "refund_due"


@pytest.mark.parametrize("treatment", ["kept", None])
def test_money_that_is_kept_and_of_a_dossier_at_work_is_not_given_back(counter, treatment):
    dossier = paid(counter)
    dossier = stopped(counter, dossier, fee_treatment=treatment) if treatment else dossier
    assert dossier.finance_state == "paid"
    assert "không có khoản nào phải trả lại" in text_of(give(counter, dossier))
    with pytest.raises(Conflict):
        intake.refund_fees(counter.actor("cashier"), dossier.id, 16_000, "An", NOW)


def test_each_receipt_goes_back_by_a_slip_of_its_own_and_what_was_not_paid_does_not(counter):
    dossier = paid(counter)
    act(counter, "chair", dossier, "tra-lai/", note="Thiếu nghĩa vụ tài chính")
    act(counter, "handler", dossier, "yeu-cau-nop-tien/", **ASKED)
    pay(counter, dossier, "1230000")
    act(counter, "handler", dossier, "yeu-cau-nop-tien/", **ASKED | {"line-1-amount": "70.000"})
    assert counter.now(dossier).finance_state == "due"
    dossier = stopped(counter, dossier)
    assert dossier.finance_state == "refund_due"
    with tenancy.scope(communes=[counter.commune.id]):
        assert not Charge.objects.filter(paid_at=None, waived_at=None).exists()
    assert "hoàn trả số tiền đã nộp: 1.246.000 đồng" in told(counter, dossier)
    said = text_of(give(counter, dossier, amount="1.246.000"))
    assert "Phiếu hoàn trả số 000001/2026, 000002/2026" in said
    assert sorted("Tiền sử dụng đất" in one for one in slips(counter, dossier)) == [False, True]
    assert untold(counter) == [] and told_whole(counter, dossier)


def test_a_dossier_taken_up_again_keeps_what_nobody_fetched(counter, monkeypatch):
    dossier = stopped(counter)
    page = counter.browser("chair").get(address(dossier, "mo-lai/"))
    assert "Mở lại hồ sơ thì không trả lại nữa" in text_of(page)
    act(counter, "chair", dossier, "mo-lai/", **ORDER, new_day="25/11/2026")
    assert counter.now(dossier).finance_state == "paid"
    assert "tiền đã nộp được giữ để giải quyết hồ sơ" in told(counter, dossier)
    assert "không có khoản nào phải trả lại" in text_of(give(counter, dossier))
    # Stopped once more it goes back after all, and after another order nothing is left to go back twice.
    give(counter, stopped(counter, dossier))
    assert "đã trả lại người dân" in text_of(counter.browser("chair").get(address(dossier, "mo-lai/")))
    act(counter, "chair", dossier, "mo-lai/", **ORDER, new_day="25/11/2026")
    assert list(intake.treatments_for(counter.now(dossier))) == ["none"]
    act(counter, "handler", dossier, "yeu-cau-nop-tien/", **ASKED)
    pay(counter, dossier, "1230000")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=5))
    dossier = stopped(counter, dossier)
    assert "hoàn trả số tiền đã nộp: 1.230.000 đồng" in told(counter, dossier)
    assert 'href="#amount"' in text_of(give(counter, dossier, amount="1246000"), 422)
    assert "Đã trả lại 1.230.000 đồng" in text_of(give(counter, dossier, amount="1230000"))
    assert len(slips(counter, dossier)) == 2 and told_whole(counter, dossier)


def test_the_slip_of_a_withdrawal_promises_nothing_where_all_went_back_before(counter, monkeypatch):
    dossier = stopped(counter)
    give(counter, dossier)
    act(counter, "chair", dossier, "mo-lai/", **ORDER, new_day="25/11/2026")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=5))
    act(counter, "receptionist", dossier, "don-rut/", signed="yes", note="Chuyển nơi ở")
    act(counter, "handler", dossier, "tra-loi-rut/", confirm="1")
    assert counter.now(dossier).state is State.WITHDRAWN
    [slip] = slips(counter, dossier, "withdrawal")
    assert "Chuyển nơi ở" in slip and "được hoàn trả" not in slip and " 0 đồng" not in slip


def test_what_an_earlier_demand_brought_goes_back_though_a_later_one_was_taken_back(counter):
    dossier = counter.accepted()
    intake.take_dossier(counter.call("handler", dossier, "take"))
    act(counter, "handler", dossier, "yeu-cau-nop-tien/", **ASKED)
    pay(counter, dossier, "1230000")
    act(counter, "handler", dossier, "yeu-cau-nop-tien/", **ASKED | {"line-1-amount": "70.000"})
    act(counter, "handler", dossier, "huy-nop-tien/", note="Lập nhầm hồ sơ.")
    dossier = counter.now(dossier)
    assert dossier.finance_state == "paid"
    assert list(intake.treatments_for(dossier)) == ["kept", "refunded"]
    assert "Đã trả lại 1.230.000 đồng" in text_of(give(counter, stopped(counter, dossier), amount="1230000"))
    assert told_whole(counter, dossier)


def test_what_was_given_back_is_told_while_the_work_goes_on_and_more_is_demanded(counter):
    dossier, citizen = stopped(counter), client_of(counter.commune, counter.citizen)
    session = citizen.session
    session[SEEN] = NOW.timestamp()
    session.save()
    give(counter, dossier)
    act(counter, "chair", dossier, "mo-lai/", **ORDER, new_day="25/11/2026")
    for tail, boxes in (("yeu-cau-nop-tien/", ASKED), ("huy-nop-tien/", {"note": "Lập nhầm hồ sơ."})):
        act(counter, "handler", dossier, tail, **boxes)
        assert "phiếu số 000001/2026" in text_of(counter.browser("handler").get(address(dossier)))
        assert "phiếu hoàn trả số 000001/2026" in text_of(citizen.get(f"/ho-so/{dossier.id}/"))
    assert counter.now(dossier).finance_state == "refunded" and told_whole(counter, dossier)
    assert list(intake.treatments_for(counter.now(dossier))) == ["none"]


@pytest.mark.parametrize(
    ("end", "why"), [("withdrawn", "được rút theo đề nghị"), ("refused", "không được tiếp nhận")]
)
def test_money_of_a_dossier_that_ends_otherwise_is_spoken_of_and_may_go_back(counter, end, why):
    if end == "withdrawn":
        dossier, role, tail = paid(counter), "handler", "tra-loi-rut/"
        act(counter, "receptionist", dossier, "don-rut/", signed="yes", note="Chuyển nơi ở")
        boxes, owed = {"confirm": "1"}, "16000"
    else:
        dossier, role, tail = counter.submitted(), "receptionist", "tu-choi/"
        act(counter, role, dossier, "yeu-cau-nop-tien/", **ASKED)
        pay(counter, dossier, "1230000")
        boxes, owed = {"note": "Nộp sai nơi"}, "1230000"
    dossier = counter.now(dossier)
    assert 'href="#fee_treatment"' in refused(counter, role, dossier, tail, **boxes)
    assert counter.now(dossier) == dossier
    act(counter, role, dossier, tail, **boxes, fee_treatment="refunded")
    assert counter.now(dossier).finance_state == "refund_due"
    assert "đến quầy Một cửa để nhận lại tiền đã nộp" in told(counter, dossier)
    assert "Đã trả lại" in text_of(give(counter, dossier, amount=owed))
    [slip] = slips(counter, dossier)
    assert why in slip and "Liên 1: Lưu" in slip and "Liên 2: Giao cho người nhận tiền" in slip
    assert untold(counter) == [] and told_whole(counter, dossier)


def test_nothing_is_given_back_that_the_head_did_not_order(counter):
    """The treatment is offered only where something was paid."""
    dossier = counter.proposed(with_copies(counter))
    assert list(intake.treatments_for(counter.now(dossier))) == ["waived", "kept"]
    pay(counter, dossier, "16000")
    assert list(intake.treatments_for(counter.now(dossier))) == ["kept", "refunded"]


@pytest.mark.django_db(transaction=True)
def test_two_cashiers_at_once_give_it_back_once(counter):
    dossier, wrong = stopped(counter), []
    first = counter.actor("cashier")

    def give_to(receiver):
        try:
            return len(intake.refund_fees(first, dossier.id, 16_000, receiver, NOW))
        except (payments.AlreadyRefunded, InvalidInput) as refusal:
            wrong.append(refusal)
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(give_to, ("Nguyễn Văn An", "Trần Thị Bình"))) == [0, 1]
    assert [type(one) for one in wrong] == [payments.AlreadyRefunded]
    assert len(slips(counter, dossier)) == 1
