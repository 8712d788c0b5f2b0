"""Cash at the counter: once, the right amount, and receipts without gap or double."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, connections, transaction

from motcua.blocks.audit import api as audit
from motcua.blocks.payments import api
from motcua.blocks.payments.models import CashReceipt
from motcua.kernel import events, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from motcua.kernel.identifiers import new_id

pytestmark = pytest.mark.django_db
XA, OTHER = 12, 13
NOW = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)
LINES = [api.ChargeLine("le_phi", "Lệ phí hộ tịch", 5000), api.ChargeLine("ban_sao", "Phí bản sao", 3000)]


def cashier(commune: int = XA, **changes: Any) -> Actor:
    fields: dict[str, Any] = {
        "kind": "officer", "staff_id": new_id(), "commune_id": commune, "role": "cashier",
        "permissions": frozenset({"payment.collect"}),
    }  # fmt: skip
    return Actor(**{**fields, **changes})


def charged(lines: list[api.ChargeLine] = LINES, commune: int = XA) -> api.ChargeInfo:
    return api.charge(commune, new_id(), new_id(), lines, NOW)


def test_a_subject_is_charged_once() -> None:
    subject, applicant = new_id(), new_id()
    first = api.charge(XA, applicant, subject, LINES, NOW)
    assert (first.amount, first.is_open, first.lines) == (8000, True, tuple(LINES))
    assert api.charge(XA, applicant, subject, LINES, NOW) == first
    with pytest.raises(api.ChargedOtherwise):
        api.charge(XA, applicant, subject, LINES[:1], NOW)
    assert api.owing(XA, subject) == first
    with tenancy.scope(communes=[XA]):
        assert api.get_charge([subject, new_id()]) == {subject: first}


def test_the_money_is_taken_in_the_role_that_may_take_it() -> None:
    owed, many = charged(), cashier(role="receptionist", carriers={"payment.collect": "cashier"})
    api.collect_cash(many, owed.id, owed.amount, NOW)
    with tenancy.scope(communes=[XA]):
        assert [event.role for event in events.history(XA, owed.id)] == ["cashier"]


UNKNOWN = api.ChargeLine("qua_han", "Lệ phí quá hạn", None)


def test_a_line_of_unknown_amount_is_kept_told_and_owed() -> None:
    part, alone = charged([*LINES, UNKNOWN]), charged([UNKNOWN])
    assert (part.amount, part.undecided, UNKNOWN.words) == (8000, (UNKNOWN,), "Theo quy định của tỉnh")
    assert part.words == "8.000 đồng và Lệ phí quá hạn (số tiền báo khi thu)"
    assert (alone.is_open, alone.words) == (True, "Lệ phí quá hạn (số tiền báo khi thu)")
    assert api.owing(XA, alone.subject_id) == alone


def test_the_cashier_sets_what_nobody_knew_and_the_event_tells_it() -> None:
    owed = charged([*LINES, UNKNOWN])
    receipt = api.collect_cash(cashier(), owed.id, 13000, NOW, {"qua_han": 5000, "le_phi": 1})
    assert receipt.amount == 13000
    assert {line.code: line.amount for line in receipt.lines} == {
        "le_phi": 5000, "ban_sao": 3000, "qua_han": 5000,
    }  # fmt: skip
    assert api.owing(XA, owed.subject_id) is None
    with tenancy.scope(communes=[XA]):
        [event] = events.history(XA, owed.id)
    assert (event.payload["decided"], event.payload["amount"]) == ({"qua_han": 5000}, 13000)


@pytest.mark.parametrize("decided", [{}, {"qua_han": 0}, {"qua_han": -5000}, {"qua_han": 100_000_001}])
def test_no_money_is_taken_before_every_line_has_its_amount(decided: dict[str, int]) -> None:
    owed = charged([*LINES, UNKNOWN])
    with pytest.raises(InvalidInput) as refused:
        api.collect_cash(cashier(), owed.id, 8000 + decided.get("qua_han", 0), NOW, decided)
    assert list(refused.value.errors) == ["line-qua_han"]
    assert api.owing(XA, owed.subject_id) == owed
    most = api.collect_cash(cashier(), owed.id, 100_008_000, NOW, {"qua_han": 100_000_000})
    assert (most.number, most.amount) == (1, 100_008_000)


FAULTS = [
    ("UPDATE payments_cashreceipt SET amount = amount - 1", "Nội dung bị sửa: “receipt”"),
    ("DELETE FROM payments_cashreceipt", "Mất nội dung: “receipt”"),
    ("DELETE FROM kernel_event", "Bị cắt đuôi"),
]


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
@pytest.mark.parametrize(("planted", "fault"), FAULTS)
def test_a_receipt_that_was_changed_or_lost_its_event_is_found(settings, tmp_path, planted, fault) -> None:
    settings.MOTCUA_SEALS = tmp_path
    owed = charged()
    api.collect_cash(cashier(), owed.id, owed.amount, NOW)
    assert audit.verify(XA, NOW).problems == []
    with connections["owner"].cursor() as cursor:
        cursor.execute(planted)
    assert any(problem.startswith(fault) for problem in audit.verify(XA, NOW).problems)


def test_nothing_owed_is_paid_at_once() -> None:
    free = charged([api.ChargeLine("le_phi", "Lệ phí hộ tịch", 0)])
    assert (free.is_open, free.paid_at) == (False, NOW)
    with pytest.raises(Conflict):
        api.collect_cash(cashier(), free.id, 0, NOW)


def test_an_unknown_subject_owes_nothing_and_a_negative_line_is_a_fault() -> None:
    assert api.owing(XA, new_id()) is None
    with pytest.raises(ValueError, match="negative"):
        charged([api.ChargeLine("x", "x", -1)])


def test_cash_is_taken_and_told() -> None:
    owed = charged()
    actor = cashier()
    receipt = api.collect_cash(actor, owed.id, 8000, NOW)
    assert (receipt.code, receipt.amount, receipt.in_words) == ("000001/2026", 8000, "Tám nghìn đồng")
    assert (receipt.subject_id, receipt.collected_by_id, receipt.lines) == (
        owed.subject_id, actor.staff_id, tuple(LINES),
    )  # fmt: skip
    assert api.owing(XA, owed.subject_id) is None
    with tenancy.scope(communes=[XA]):
        told = events.history(XA, owed.id)
        assert api.receipt(receipt.id) == receipt
        assert api.get_receipt([owed.subject_id]) == {owed.subject_id: receipt}
        assert api.get_charge([owed.subject_id])[owed.subject_id].paid_at == NOW
    [event] = told
    assert (event.name, event.role, list(event.payload.pop("digests"))) == (
        "CashCollected",
        "cashier",
        ["receipt"],
    )
    said = {"subject_id": str(owed.subject_id), "receipt_id": str(receipt.id), "amount": 8000, "decided": {}}
    assert event.payload == said


@pytest.mark.parametrize("amount", [7999, 8001, 0, -8000, 80000])
def test_another_amount_is_refused_and_takes_no_number(amount: int) -> None:
    owed = charged()
    with pytest.raises(InvalidInput) as refused:
        api.collect_cash(cashier(), owed.id, amount, NOW)
    assert "8.000 đồng" in refused.value.errors["amount"]
    assert api.owing(XA, owed.subject_id) == owed
    assert api.collect_cash(cashier(), owed.id, 8000, NOW).number == 1


def test_a_double_click_gives_the_same_receipt_and_another_cashier_a_refusal() -> None:
    owed, actor = charged(), cashier()
    receipt = api.collect_cash(actor, owed.id, 8000, NOW)
    assert api.collect_cash(actor, owed.id, 8000, NOW) == receipt
    for other, amount in ((cashier(), 8000), (actor, 5000)):
        with pytest.raises(api.AlreadyPaid, match="000001/2026"):
            api.collect_cash(other, owed.id, amount, NOW)
    with tenancy.scope(communes=[XA]):
        assert CashReceipt.objects.filter(commune_id=XA).count() == 1
        assert len(events.history(XA, owed.id)) == 1


def test_only_a_cashier_of_the_commune_takes_cash() -> None:
    owed = charged()
    with pytest.raises(NotAllowed):
        api.collect_cash(cashier(permissions=frozenset({"dossier.view"})), owed.id, 8000, NOW)
    with pytest.raises(NotFound):
        api.collect_cash(cashier(OTHER), owed.id, 8000, NOW)
    with pytest.raises(NotAllowed):
        api.collect_cash(cashier(staff_id=None, account_id=None), owed.id, 8000, NOW)
    assert api.owing(XA, owed.subject_id) == owed


def test_the_book_starts_anew_each_year_on_the_clock_of_vietnam() -> None:
    before, after = datetime(2026, 12, 31, 16, 59, tzinfo=UTC), datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    codes = [api.collect_cash(cashier(), charged().id, 8000, at).code for at in (before, before, after)]
    assert codes == ["000001/2026", "000002/2026", "000001/2027"]
    assert api.collect_cash(cashier(OTHER), charged(commune=OTHER).id, 8000, before).code == "000001/2026"


def test_a_broken_transaction_gives_its_number_back() -> None:
    with pytest.raises(RuntimeError, match="the machine stops"), tenancy.scope(communes=[XA]):
        assert api.collect_cash(cashier(), charged().id, 8000, NOW).number == 1
        raise RuntimeError("the machine stops")
    assert api.collect_cash(cashier(), charged().id, 8000, NOW).number == 1


def test_a_receipt_cannot_be_rewritten_but_takes_its_print_once() -> None:
    receipt = api.collect_cash(cashier(), charged().id, 8000, NOW)
    printed = new_id()
    api.attach_file(XA, receipt, printed)
    api.attach_file(XA, receipt, new_id())
    with tenancy.scope(communes=[XA]):
        assert api.receipt(receipt.id).file_id == printed
        for change in ({"amount": 1}, {"number": 99}):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                CashReceipt.objects.filter(id=receipt.id).update(**change)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            CashReceipt.objects.filter(id=receipt.id).delete()


def test_the_payer_sees_the_receipt_and_another_person_does_not() -> None:
    owed = charged()
    receipt = api.collect_cash(cashier(), owed.id, 8000, NOW)
    assert owed.applicant_id is not None
    with tenancy.scope(applicants=[owed.applicant_id]):
        assert api.receipt(receipt.id) == receipt
    with tenancy.scope(applicants=[new_id()]):
        assert api.get_receipt([owed.subject_id]) == {}
        assert api.get_charge([owed.subject_id]) == {}
        with pytest.raises(NotFound):
            api.receipt(receipt.id)


def in_threads(work: Any, items: list[Any]) -> list[Any]:
    def run(item: Any) -> Any:
        try:
            return work(item)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        return list(pool.map(run, items))


@pytest.mark.django_db(transaction=True)
def test_twenty_cashiers_at_once_write_twenty_numbers_without_gap_or_double() -> None:
    owed = [charged().id for _ in range(20)]

    def collect(charge_id: UUID) -> int:
        return api.collect_cash(cashier(), charge_id, 8000, NOW).number

    assert sorted(in_threads(collect, owed)) == list(range(1, 21))


@pytest.mark.django_db(transaction=True)
def test_twenty_cashiers_with_one_charge_write_one_receipt() -> None:
    owed = charged()

    def collect(_: int) -> str:
        try:
            api.collect_cash(cashier(), owed.id, 8000, NOW)
        except api.AlreadyPaid:
            return "paid before"
        return "collected"

    outcomes = in_threads(collect, list(range(20)))
    assert sorted(outcomes) == ["collected"] + ["paid before"] * 19
    with tenancy.scope(communes=[XA]):
        assert CashReceipt.objects.filter(commune_id=XA).count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_charges_of_one_subject_are_one() -> None:
    subject, applicant = new_id(), new_id()

    def charge(_: int) -> UUID:
        return api.charge(XA, applicant, subject, LINES, NOW).id

    assert len(set(in_threads(charge, list(range(20))))) == 1
