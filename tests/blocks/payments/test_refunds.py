"""Cash given back: once, what was paid and no more, by whom may take cash, and slips without gap or double."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connections, transaction

from motcua.blocks.audit import api as audit
from motcua.blocks.payments import api
from motcua.blocks.payments.models import CashRefund
from motcua.kernel import events, tenancy
from motcua.kernel.errors import InvalidInput, NotAllowed, NotFound
from motcua.kernel.identifiers import new_id
from tests.blocks.payments.test_cash import LINES, NOW, OTHER, XA, cashier, charged, in_threads

pytestmark = pytest.mark.django_db
WHO = "Nguyễn Thị Lan"


def paid(commune: int = XA) -> api.ReceiptInfo:
    return api.collect_cash(cashier(commune), charged(commune=commune).id, 8000, NOW)


def back(receipt: api.ReceiptInfo, **changes: Any) -> api.RefundInfo:
    given = {
        "actor": cashier(), "receipt_id": receipt.id, "amount": receipt.amount, "receiver": WHO, "now": NOW,
        **changes,
    }  # fmt: skip
    return api.refund_cash(**given)


def test_cash_is_given_back_and_told() -> None:
    receipt, actor = paid(), cashier(role="receptionist", carriers={"payment.collect": "cashier"})
    refund = back(receipt, actor=actor, receiver="  Nguyễn  Thị Lan ")
    assert (refund.code, refund.amount, refund.receiver_name) == ("000001/2026", 8000, WHO)
    assert (refund.receipt, refund.refunded_by_id, refund.receipt.lines) == (
        receipt, actor.staff_id, tuple(LINES),
    )  # fmt: skip
    with tenancy.scope(communes=[XA]):
        assert api.refund(refund.id) == refund
        assert api.list_refunds([receipt]) == [refund]
        # The receipt stays what it was: money came in, and money went out.
        assert api.get_receipt([receipt.subject_id]) == {receipt.subject_id: receipt}
        taken, given = events.history(XA, receipt.charge_id)
        with pytest.raises(NotFound):
            api.refund(receipt.id)
    assert (taken.name, given.name, given.role) == ("CashCollected", "FeesRefunded", "cashier")
    assert list(given.payload.pop("digests")) == ["refund"]
    assert given.payload == {
        "subject_id": str(receipt.subject_id), "receipt_id": str(receipt.id), "refund_id": str(refund.id),
        "amount": 8000,
    }  # fmt: skip


@pytest.mark.parametrize("amount", [8001, 7999, 0, -8000, 80000])
def test_another_amount_than_was_paid_is_refused_and_takes_no_number(amount: int) -> None:
    receipt = paid()
    with pytest.raises(InvalidInput) as refused:
        back(receipt, amount=amount)
    assert "8.000 đồng" in refused.value.errors["amount"]
    assert back(receipt).number == 1


@pytest.mark.parametrize("receiver", ["", "  \n", "x" * 121])
def test_somebody_is_named_as_receiver(receiver: str) -> None:
    receipt = paid()
    with pytest.raises(InvalidInput) as refused:
        back(receipt, receiver=receiver)
    assert list(refused.value.errors) == ["receiver"]
    assert back(receipt, receiver="x" * 120).number == 1


def test_what_was_not_paid_has_no_receipt_and_is_not_given_back() -> None:
    owed, waived = charged(), charged()
    api.waive(XA, waived.subject_id, NOW)
    for charge_id in (owed.id, waived.id, new_id()):
        with pytest.raises(NotFound):
            api.refund_cash(cashier(), charge_id, 8000, WHO, NOW)


def test_a_double_click_gives_the_same_slip_and_all_else_a_refusal() -> None:
    receipt, actor = paid(), cashier()
    refund = back(receipt, actor=actor)
    assert back(receipt, actor=actor) == refund
    for other in ({}, {"actor": actor, "receiver": "Trần Văn Lạ"}, {"actor": actor, "amount": 1}):
        with pytest.raises(api.AlreadyRefunded, match="000001/2026"):
            back(receipt, **other)
    with tenancy.scope(communes=[XA]):
        assert CashRefund.objects.filter(commune_id=XA).count() == 1
        assert len(events.history(XA, receipt.charge_id)) == 2


def test_only_who_may_take_cash_in_the_commune_gives_it_back() -> None:
    receipt = paid()
    with pytest.raises(NotAllowed):
        back(receipt, actor=cashier(permissions=frozenset({"dossier.stop"})))
    with pytest.raises(NotFound):
        back(receipt, actor=cashier(OTHER))
    with pytest.raises(NotAllowed):
        back(receipt, actor=cashier(staff_id=None, account_id=None))
    with tenancy.scope(communes=[XA]):
        assert api.list_refunds([receipt]) == []


def test_slips_and_receipts_have_a_book_each_that_starts_anew_each_year() -> None:
    before, after = datetime(2026, 12, 31, 16, 59, tzinfo=UTC), datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    codes = [back(paid(), now=at).code for at in (before, before, after)]
    assert codes == ["000001/2026", "000002/2026", "000001/2027"]
    assert paid().code == "000004/2026"
    assert back(paid(OTHER), actor=cashier(OTHER)).code == "000001/2026"


def test_a_broken_transaction_gives_its_number_back() -> None:
    receipt = paid()
    with pytest.raises(RuntimeError, match="the machine stops"), tenancy.scope(communes=[XA]):
        assert back(receipt).number == 1
        raise RuntimeError("the machine stops")
    assert back(paid()).number == 1
    assert back(receipt).number == 2


def test_a_slip_cannot_be_rewritten_but_takes_its_print_once() -> None:
    refund, printed = back(paid()), new_id()
    api.attach_file(XA, refund, printed)
    api.attach_file(XA, refund, new_id())
    with tenancy.scope(communes=[XA]):
        assert api.refund(refund.id).file_id == printed
        for change in ({"amount": 1}, {"receiver_name": "x"}):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                CashRefund.objects.filter(id=refund.id).update(**change)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            CashRefund.objects.filter(id=refund.id).delete()


def test_who_paid_sees_the_slip_and_another_person_does_not() -> None:
    owed = charged()
    receipt = api.collect_cash(cashier(), owed.id, 8000, NOW)
    refund = back(receipt)
    assert owed.applicant_id is not None
    with tenancy.scope(applicants=[owed.applicant_id]):
        assert api.list_refunds([receipt]) == [refund]
    with tenancy.scope(applicants=[new_id()]):
        assert api.list_refunds([receipt]) == []


FAULTS = [
    ("UPDATE payments_cashrefund SET receiver_name = 'x'", "Nội dung bị sửa: “refund”"),
    ("UPDATE payments_cashrefund SET amount = amount + 1", "Nội dung bị sửa: “refund”"),
    ("DELETE FROM payments_cashrefund", "Mất nội dung: “refund”"),
    ("DELETE FROM kernel_event WHERE seq = 2", "Bị cắt đuôi"),
]


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
@pytest.mark.parametrize(("planted", "fault"), FAULTS)
def test_a_slip_that_was_changed_or_lost_its_event_is_found(settings, tmp_path, planted, fault) -> None:
    settings.MOTCUA_SEALS = tmp_path
    back(paid())
    assert audit.verify(XA, NOW).problems == []
    with connections["owner"].cursor() as cursor:
        cursor.execute(planted)
    assert any(problem.startswith(fault) for problem in audit.verify(XA, NOW).problems)


@pytest.mark.django_db(transaction=True)
def test_ten_cashiers_at_once_give_one_receipt_back_once_and_leave_no_gap() -> None:
    receipts = [paid() for _ in range(5)]

    def give(receipt: api.ReceiptInfo) -> UUID | None:
        try:
            return back(receipt).id
        except api.AlreadyRefunded:
            return None

    outcomes = in_threads(give, receipts * 2)
    assert len([one for one in outcomes if one]) == 5
    with tenancy.scope(communes=[XA]):
        assert sorted(one.number for one in api.list_refunds(receipts)) == [1, 2, 3, 4, 5]
