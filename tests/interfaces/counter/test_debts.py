"""Money that is owed, kept or let off where a dossier ends, and what is told of it."""

import pytest

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from tests.interfaces.counter.conftest import address, text_of
from tests.interfaces.counter.test_actions import act, pay, with_copies
from tests.interfaces.counter.test_refunds import STOP, paid
from tests.interfaces.counter.test_side_acts import ASKED, ORDER, told, told_whole, untold

pytestmark = pytest.mark.slow
State = dossiers.State
KEPT, OWED = "Không hoàn trả số tiền đã nộp", "Vẫn phải nộp số tiền còn nợ"


def demanded(counter, dossier=None):
    """Return a dossier that waits for 1.230.000 đồng."""
    dossier = dossier or counter.accepted()
    intake.take_dossier(counter.call("handler", dossier, "take"))
    act(counter, "handler", dossier, "yeu-cau-nop-tien/", **ASKED)
    return counter.now(dossier)


def stopped(counter, dossier, treatment):
    act(counter, "chair", dossier, "dung-giai-quyet/", **{**STOP, "fee_treatment": treatment})
    return counter.now(dossier)


def test_a_kept_demand_ends_where_the_work_is_taken_up_again_and_may_be_made_anew(counter):
    dossier = stopped(counter, demanded(counter), "kept")
    assert f"{OWED}: 1.230.000 đồng" in told(counter, dossier)
    page = text_of(counter.browser("chair").get(address(dossier, "mo-lai/")))
    assert "yêu cầu nộp trước khi dừng (1.230.000 đồng) chưa nộp" in page
    act(counter, "chair", dossier, "mo-lai/", **ORDER, new_day="25/11/2026")
    dossier = counter.now(dossier)
    assert (dossier.state, dossier.finance_state) == (State.PROCESSING, "none")
    assert "Yêu cầu nộp tiền trước khi dừng không còn hiệu lực." in told(counter, dossier)
    assert "Thu 1.230.000" not in text_of(counter.browser("cashier").get(address(dossier)))
    again = demanded(counter, dossier)
    assert (again.state, again.finance_state) == (State.PAYMENT, "due")
    pay(counter, again, "1230000")
    assert (counter.now(again).state, counter.now(again).finance_state) == (State.PROCESSING, "paid")
    assert untold(counter) == [] and told_whole(counter, again)


def test_a_paid_demand_is_no_hindrance_to_taking_it_up_again(counter):
    dossier = stopped(counter, paid(counter), "kept")
    assert f"{KEPT}: 16.000 đồng" in told(counter, dossier) and OWED not in told(counter, dossier)
    act(counter, "chair", dossier, "mo-lai/", **ORDER, new_day="25/11/2026")
    assert counter.now(dossier).finance_state == "paid"
    assert "không còn hiệu lực" not in told(counter, dossier)


def test_letting_a_demand_off_leaves_what_was_paid_before(counter):
    dossier = counter.accepted(with_copies(counter))
    pay(counter, dossier, "16000")
    dossier = demanded(counter, dossier)
    act(counter, "chair", dossier, "huy-nop-tien/", note="Hộ nghèo.", waive="1")
    dossier = counter.now(dossier)
    assert (dossier.state, dossier.finance_state) == (State.PROCESSING, "paid")
    assert list(intake.treatments_for(dossier)) == ["kept", "refunded"]
    assert told_whole(counter, dossier)


@pytest.mark.parametrize(
    ("treatment", "said"),
    [
        ("kept", f"{KEPT}: 16.000 đồng. {OWED}: 1.230.000 đồng"),
        ("waived", f"{KEPT}: 16.000 đồng. Không phải nộp số tiền còn nợ: 1.230.000 đồng"),
        ("refunded", "Không phải nộp thêm, được hoàn trả số tiền đã nộp: 16.000 đồng"),
    ],
)
def test_form_05_tells_what_was_paid_and_what_was_owed(counter, treatment, said):
    dossier = counter.accepted(with_copies(counter))
    pay(counter, dossier, "16000")
    dossier = stopped(counter, demanded(counter, dossier), treatment)
    assert f"Phí, lệ phí: {said}." in told(counter, dossier)
    assert "05" in {form.form for form in notices.list_forms(counter.now(dossier))}


def test_what_is_kept_of_a_withdrawn_or_refused_dossier_is_said_and_stays_in_its_history(counter):
    dossier = paid(counter)
    act(counter, "receptionist", dossier, "don-rut/", signed="yes", note="Chuyển nơi ở")
    act(counter, "handler", dossier, "tra-loi-rut/", confirm="1", fee_treatment="kept")
    assert counter.now(dossier).state is State.WITHDRAWN
    assert f"{KEPT}: 16.000 đồng." in text_of(counter.browser("handler").get(address(dossier)))
    dossier = counter.submitted()
    act(counter, "receptionist", dossier, "yeu-cau-nop-tien/", **ASKED)
    pay(counter, dossier, "1230000")
    act(counter, "receptionist", dossier, "tu-choi/", note="Nộp sai nơi", fee_treatment="kept")
    assert f"Nộp sai nơi {KEPT}: 1.230.000 đồng." in told(counter, dossier)
    assert counter.now(dossier).finance_state == "paid"
