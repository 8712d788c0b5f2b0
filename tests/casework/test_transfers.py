"""A running dossier goes on at the competent commune: with all it holds, one term, one round, one payment."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.blocks.audit.verification.chains import check_chains
from motcua.blocks.audit.verification.contents import check_contents
from motcua.blocks.documents import api as documents
from motcua.blocks.identity import api as identity
from motcua.blocks.messaging import api as messaging
from motcua.blocks.payments import api as payments
from motcua.casework.books import api as books
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.intake import api as intake
from motcua.casework.intake.models import HandedPaper, Paper, Relay
from motcua.casework.intake.use_cases.desk import transfer_dossier as intake_transfer
from motcua.casework.notices import api as notices
from motcua.kernel import tenancy
from motcua.kernel.actors import system
from motcua.kernel.clock import local_date
from motcua.kernel.errors import Conflict, DomainError, InvalidInput, NotAllowed
from tests.casework.birth import WITH_COPIES
from tests.casework.test_way_of_a_dossier import RESULT_FIELDS, call, submitted
from tests.factories import joint
from tests.factories.effects import event_names, run_effects
from tests.factories.organisation import NOW, make_commune, make_officer
from tests.factories.pdf_text import document_text
from tests.factories.walk_ins import LIVES_THERE, walk_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOUR = timedelta(hours=1)
WHY = "Cha mẹ cư trú ở xã Ba Vì"
_A = dossiers.Action


@pytest.fixture
def other(office):
    return make_commune(name="Ba Vì", identifier="H48.53.09")


def accepted(office, more=None):
    return intake.accept_dossier(call(office.receptionist, submitted(office, more), _A.ACCEPT))


def order(actor, dossier, *, at=NOW + HOUR, note=WHY, **more):
    return replace(call(actor, dossier, _A.TRANSFER, note=note, **more), now=at)


def transferred(office, other, dossier, **more):
    """Transfer a dossier by the head; return it, and the one it goes on as."""
    done = intake.transfer_dossier(order(office.chair, dossier, **more), other.id)
    return done, dossiers.get_dossier(system(other.id), done.goes_on.id)


def nothing_is_wrong(*communes):
    for commune_id in communes:
        with tenancy.scope(communes=[commune_id]):
            assert not check_contents(commune_id, check_chains(commune_id, {}))
            assert not list(dossiers.differences(commune_id))
            assert not list(dossiers.book_gaps(commune_id))


def test_it_goes_on_there_with_all_it_holds_and_ends_here(office, other):
    ours, theirs = office.commune.id, other.id
    first = accepted(office)
    done, opened = transferred(office, other, first)
    assert (done.state, done.step_key, done.holder_id) == (dossiers.State.STOPPED, "", None)
    assert (done.goes_on.commune_id, opened.came_from) == (theirs, dossiers.Counterpart(ours, first.id))
    assert (opened.state, opened.step_key) == (dossiers.State.ACCEPTED, first.step_key)
    # True time of reception, the promised date, the citizen's account; a code of its own commune.
    same = ("submitted_at", "accepted_at", "due_original", "due_at", "applicant_id", "owner_name", "channel")
    assert [getattr(opened, one) for one in same] == [getattr(first, one) for one in same]
    assert opened.code.startswith("H48.53.09-") and opened.book_entry == 1
    assert any("giữ hẹn trả" in line for line in opened.due_explanation)
    handler = make_officer(theirs, "handler", full_name="Hồ Văn Tư")
    there = intake.open_desk(handler, opened, purpose="Xem", now=NOW + HOUR)
    here = intake.open_desk(office.handler, first, purpose="Xem", now=NOW + HOUR)
    assert there.answers == here.answers
    with tenancy.scope(communes=[theirs]):
        papers = list(Paper.objects.filter(dossier_id=opened.id))
        assert [one.component_code for one in papers] == [one.component_code for one in here.papers] != []
        assert documents.open_file(papers[0].file_id).startswith(b"\xff\xd8")
        index = Dossier.objects.values_list("owner_id_index", flat=True).get(id=opened.id)
        assert bytes(index) == identity.citizen_index("051090004521")
    assert (
        WHY in dossiers.history(handler, opened.id)[0].note
        and first.code in dossiers.history(handler, opened.id)[0].note
    )
    assert opened.code in dossiers.history(office.chair, first.id)[-1].note
    # The walls stand: neither commune reads the other's rows.
    for officer, key in ((handler, first.id), (office.chair, opened.id)):
        with pytest.raises(dossiers.DossierNotFound):
            dossiers.get_dossier(officer, key)
    assert event_names(ours, first.id)[-1] == "DossierTransferred"
    nothing_is_wrong(ours, theirs)
    # The work goes on there, and its citizen sees both.
    intake.propose_result(replace(call(handler, opened, _A.PROPOSE), now=NOW + 2 * HOUR), RESULT_FIELDS)
    assert {one.id for one in dossiers.list_for_applicant(office.citizen)} == {first.id, opened.id}


def test_the_citizen_is_told_and_the_old_code_leads_on(office, other):
    first = accepted(office)
    _, opened = transferred(office, other, first)
    run_effects(office.commune.id)
    run_effects(other.id)
    assert [one.form for one in notices.list_forms(first)] == ["01", "05"]
    assert [one.form for one in notices.list_forms(opened)] == ["01"]
    data = notices.read_form(office.chair, first, notices.list_forms(first)[-1].file_id, now=NOW)[1]
    printed = " ".join(document_text(data).split())
    assert "không phải nộp lại" in printed and "làm hồ sơ mới" not in printed and opened.code in printed
    handler = make_officer(other.id, "handler")
    [receipt] = notices.list_forms(opened)
    received = document_text(notices.read_form(handler, opened, receipt.file_id, now=NOW + HOUR)[1])
    names = {
        paper.component_name for paper in intake.open_desk(handler, opened, purpose="Xem", now=NOW).papers
    }
    assert names and all(" ".join(name.split()[:3]) in " ".join(received.split()) for name in names)
    slip = notices.control_slip(handler, opened, now=NOW + HOUR)[1]
    assert opened.code in document_text(slip)
    last = messaging.list_sent(office.chair, first.id)[0].message
    secret = dossiers.lookup_secret(opened.id)
    assert WHY in last.body and opened.code in last.body and secret in last.body
    subjects = [one.message.subject for one in messaging.list_sent(make_officer(other.id), opened.id)]
    assert len(subjects) == 1 and "tiếp nhận" in subjects[0]
    old = dossiers.look_up(office.commune.id, first.code, dossiers.lookup_secret(first.id))
    assert (old.id, old.reference, old.former) == (opened.id, opened.code, first.code)
    for place in (office.commune.id, other.id):
        assert dossiers.look_up(place, opened.code, secret).former == ""
    assert dossiers.look_up(office.commune.id, first.code, "2222") is None


def test_what_was_paid_is_not_asked_again(office, other):
    first = accepted(office, WITH_COPIES)
    cashier = make_officer(office.commune.id, "cashier", full_name="Phạm Thị Thu")
    charge = payments.find_charge(office.commune.id, first.id)
    intake.collect_fee(cashier, first.id, charge.id, charge.amount, NOW)
    done, opened = transferred(office, other, first)
    assert (done.finance_state, opened.finance_state) == ("paid", "paid")
    assert payments.find_charge(other.id, opened.id) is None
    assert "không thu lại" in dossiers.history(system(other.id), opened.id)[0].note
    with tenancy.scope(communes=[office.commune.id]):
        assert intake.find_refunds(done) is None
    # A demand there that was a mistake does not make it unpaid again.
    handler, chair = (make_officer(other.id, role, full_name=role) for role in ("handler", "chair"))
    ask = replace(call(handler, opened, _A.REQUEST_PAYMENT, note="Thông báo số 12"), now=NOW + HOUR)
    lines = [intake.AskedLine("Lệ phí trước bạ", 30_000)]
    intake.request_payment(ask, lines, local_date(NOW) + timedelta(days=9))
    cancel = call(handler, dossiers.get_dossier(handler, opened.id), _A.CANCEL_PAYMENT, note="Lập nhầm")
    opened = intake.cancel_payment(replace(cancel, now=NOW + 2 * HOUR))
    assert opened.finance_state == "paid"
    stop = replace(call(chair, opened, _A.STOP, note="Tòa án đang thụ lý."), now=NOW + 3 * HOUR)
    opened = intake.stop_dossier(stop, "dispute", "none")
    run_effects(other.id)
    form = notices.list_forms(opened)[-1]
    printed = document_text(notices.read_form(chair, opened, form.file_id, now=NOW + 3 * HOUR)[1])
    assert "Đã nộp tại" in printed and "nơi đó xem xét việc hoàn trả" in " ".join(printed.split())


def test_what_is_still_due_is_let_off_here_and_asked_there(office, other):
    first = accepted(office, WITH_COPIES)
    done, opened = transferred(office, other, first)
    assert (done.finance_state, opened.finance_state) == ("waived", "due")
    assert payments.owing(office.commune.id, first.id) is None
    assert payments.owing(other.id, opened.id).amount == 16_000


def test_an_opinion_that_is_open_is_waited_for_by_nobody_any_more(office, other):
    first = accepted(office)
    question = dossiers.Question(
        office.handler.unit_id, "Có tranh chấp không?", first.step_due_at, required=True
    )
    dossiers.ask_opinion(call(office.handler, first, _A.ASK_OPINION), question)
    first = dossiers.get_dossier(office.handler, first.id)
    with tenancy.scope(communes=[office.commune.id]):
        assert len(dossiers.open_opinions(office.commune.id)) == 1
    transferred(office, other, first)
    with tenancy.scope(communes=[office.commune.id]):
        assert dossiers.open_opinions(office.commune.id) == []


def test_a_round_of_supplements_and_its_stop_go_along(office, other):
    first = accepted(office)
    ask = call(office.handler, first, _A.REQUEST_SUPPLEMENT)
    intake.ask_supplement(ask, ITEMS, "Chưa đủ")
    intake.save_supplement_fields(office.citizen, first.id, {"child_name": "Nguyễn Bình An"})
    intake.answer_supplement(office.citizen, first.id, now=NOW + HOUR)
    first = dossiers.get_dossier(office.handler, first.id)
    assert first.due_at > first.due_original
    _, opened = transferred(office, other, first, at=NOW + 2 * HOUR)
    assert (opened.due_at, opened.due_original) == (first.due_at, first.due_original)
    assert (opened.snapshot.rounds, opened.supplement_state) == (1, "complete")
    handler = make_officer(other.id, "handler", full_name="Hồ Văn Tư")
    again = replace(call(handler, opened, _A.REQUEST_SUPPLEMENT), now=NOW + 3 * HOUR)
    with pytest.raises(dossiers.ActionRefused, match="một lần"):
        intake.ask_supplement(again, ITEMS, "Chưa đủ")
    [pause] = dossiers.pauses(handler, opened)
    assert (pause.from_at, pause.until_at) == (NOW, NOW + HOUR)
    desk = intake.open_desk(handler, opened, purpose="Xem", now=NOW + 3 * HOUR)
    assert desk.answers["child_name"] == "Nguyễn Bình An"
    nothing_is_wrong(other.id)
    # On once more: the stop that lies with the commune before still counts.
    third = make_commune(name="Ba Xa", identifier="H48.53.10")
    chair = make_officer(other.id, "chair", full_name="Phạm Viết Nho", unit="leadership")
    done = intake.transfer_dossier(order(chair, opened, at=NOW + 4 * HOUR), third.id)
    assert dossiers.get_dossier(system(third.id), done.goes_on.id).due_at == first.due_at
    old = dossiers.look_up(office.commune.id, first.code, dossiers.lookup_secret(first.id))
    assert old.id == done.goes_on.id


ITEMS = [intake.SupplementItem("field", "child_name", "Tên của trẻ", "Viết đủ họ, chữ đệm và tên")]


def test_lateness_is_counted_once_where_it_goes_on(office, other):
    first = accepted(office)
    late = first.due_at + timedelta(days=2)
    with tenancy.scope(communes=[office.commune.id]):
        Dossier.objects.filter(id=first.id).update(counts_late=True)
    done, opened = transferred(office, other, first, at=late)
    reader = make_officer(other.id)
    assert books.list_late(office.receptionist, now=late).lines == ()
    assert [one.dossier.id for one in books.list_late(reader, now=late).lines] == [opened.id]
    assert not done.snapshot.late(late) and opened.snapshot.late(NOW)
    whole = NOW - timedelta(days=1), late
    counted = []
    for commune_id in (office.commune.id, other.id):
        with tenancy.scope(communes=[commune_id]):
            counted.append(sum(dossiers.count_by_channel_and_place(commune_id, *whole).values()))
    assert counted == [0, 1]


def test_the_promised_date_stands_under_another_calendar(office, other):
    _, opened = transferred(office, other, accepted(office))
    assert not dossiers.recompute_due(other.id, opened.id, "calendar", now=NOW + 2 * HOUR)


def test_it_is_not_taken_up_here_again(office, other):
    done, _ = transferred(office, other, accepted(office))
    paper = dossiers.OrderPaper("27/QĐ-UBND", local_date(NOW), "Xem lại")
    again = replace(call(office.chair, done, _A.REOPEN), now=NOW + 2 * HOUR)
    with pytest.raises(dossiers.ActionRefused, match="không mở lại ở đây"):
        intake.reopen_dossier(again, "reconsider_stop", paper, local_date(NOW) + timedelta(days=2))


# -- refused ---------------------------------------------------------------------------------------------------


def waiting(office):
    dossier = accepted(office)
    return intake.ask_supplement(call(office.handler, dossier, _A.REQUEST_SUPPLEMENT), ITEMS, "Chưa đủ")


def obliged(office):
    ask = call(office.handler, accepted(office), _A.REQUEST_PAYMENT, note="Thông báo số 12")
    lines = [intake.AskedLine("Lệ phí trước bạ", 30_000)]
    return intake.request_payment(ask, lines, local_date(NOW) + timedelta(days=9))


def proposed(office):
    return intake.propose_result(call(office.handler, accepted(office), _A.PROPOSE), RESULT_FIELDS)


def wished_back(office):
    dossier = accepted(office)
    return intake.request_withdrawal(office.citizen, dossier.id, "Không cần nữa", now=NOW, action_key=uuid4())


def stopped(office):
    stop = call(office.chair, intake.take_dossier(call(office.handler, accepted(office), _A.TAKE)), _A.STOP)
    return intake.stop_dossier(replace(stop, note="Tòa án đang thụ lý."), "dispute", "none")


def at_the_desk(office):
    propose = call(office.handler, accepted(office), _A.PROPOSE_SUPPLEMENT)
    return intake.propose_supplement(propose, ITEMS, "Chưa đủ")


def with_parts(office):
    return joint.accepted(office)[0]


REFUSED = [
    (submitted, "Chờ tiếp nhận"),
    (waiting, "Chờ bổ sung"),
    (obliged, "Chờ nộp tiền"),
    (proposed, "trả lại để sửa"),
    (wished_back, "chờ trả lời"),
    (stopped, "Dừng xử lý"),
    (at_the_desk, "đang ở một cửa"),
    (with_parts, "phần đang làm ở cơ quan khác"),
]


@pytest.mark.parametrize(("stands", "why"), REFUSED, ids=[one.__name__ for one, _ in REFUSED])
def test_what_cannot_go_is_refused_in_plain_words(office, other, stands, why):
    dossier = stands(office)
    with pytest.raises(Conflict, match=why):
        intake.transfer_dossier(order(office.chair, dossier), other.id)
    with tenancy.scope(communes=[other.id]):
        assert not Dossier.objects.filter(commune_id=other.id).exists()


def test_where_to_and_why_have_to_be_said(office, other):
    dossier, far = accepted(office), make_commune(name="Xa", province_name="tỉnh Gia Lai", province_code="52")
    for there in (None, office.commune.id, far.id, 999_999):
        with pytest.raises(InvalidInput) as refused:
            intake.transfer_dossier(order(office.chair, dossier), there)
        assert set(refused.value.errors) == {"commune"}
    with pytest.raises(InvalidInput) as refused:
        intake.transfer_dossier(order(office.chair, dossier, note="  "), other.id)
    assert set(refused.value.errors) == {"note"}
    with pytest.raises(NotAllowed):
        intake.transfer_dossier(order(office.handler, dossier), other.id)


def test_a_procedure_that_the_other_does_not_have_is_told(office, other, monkeypatch):
    dossier = accepted(office)
    current = intake_transfer.catalogue.current_version

    def without(code, on, commune_id=None):
        return current("0.000000" if commune_id == other.id else code, on, commune_id)

    monkeypatch.setattr(intake_transfer.catalogue, "current_version", without)
    with pytest.raises(InvalidInput) as refused:
        intake.transfer_dossier(order(office.chair, dossier), other.id)
    assert "không có thủ tục này" in refused.value.errors["commune"]


def test_a_stale_page_and_a_second_head_are_refused(office, other):
    dossier = accepted(office)
    third = make_commune(name="Ba Xa", identifier="H48.53.10")
    seen = dossiers.get_dossier(office.chair, dossier.id)
    intake.take_dossier(call(office.handler, dossier, _A.TAKE))
    with pytest.raises(dossiers.StalePage):
        intake.transfer_dossier(order(office.chair, dossier, revision=seen.revision), other.id)
    once = order(office.chair, dossier)
    intake.transfer_dossier(once, other.id)
    with pytest.raises(dossiers.DoneBefore):
        intake.transfer_dossier(once, other.id)
    for there in (other.id, third.id):
        with pytest.raises(DomainError):
            intake.transfer_dossier(order(office.chair, dossier), there)
    with tenancy.scope(communes=[other.id, third.id]):
        assert Dossier.objects.count() == 1


def test_partly_paid_it_stays(office, other):
    first = accepted(office, WITH_COPIES)
    cashier = make_officer(office.commune.id, "cashier", full_name="Phạm Thị Thu")
    ask = call(office.handler, first, _A.REQUEST_PAYMENT, note="Thông báo số 12")
    intake.request_payment(ask, [intake.AskedLine("Lệ phí", 30_000)], local_date(NOW) + timedelta(days=9))
    with tenancy.scope(communes=[office.commune.id]):
        charge = intake.find_obligation(dossiers.get_dossier(office.handler, first.id)).charge
    intake.collect_fee(cashier, first.id, charge.id, charge.amount, NOW)
    with pytest.raises(Conflict, match="một phần"):
        intake.transfer_dossier(order(office.chair, first), other.id)


# -- who took it in follows it -----------------------------------------------------------------------------------


def test_the_desk_that_took_it_in_follows_it(office, other):
    reception = walk_in(office)
    first = intake.receive_at_desk(office.receptionist, reception.id, now=NOW)
    _, opened = transferred(office, other, first)
    assert opened.came_by == office.commune.id and opened.code.startswith("H48.53.01-")
    [relay] = intake.list_relays(office.receptionist)
    assert (relay.dossier_id, relay.handled_by, relay.code) == (opened.id, other.id, opened.code)
    with tenancy.scope(communes=[office.commune.id, other.id]):
        handed = [
            sorted(
                HandedPaper.objects.filter(commune_id=one.commune_id, dossier_id=one.id).values_list(
                    "component_code", "form", "count"
                )
            )
            for one in (first, opened)
        ]
    assert handed[0] == handed[1] != []
    nothing_is_wrong(office.commune.id, other.id)


@pytest.mark.parametrize("back", [True, False])
def test_what_was_taken_in_for_another_is_followed_or_comes_back(office, other, back):
    reception = walk_in(office, {**LIVES_THERE, "handled_by": str(other.id)})
    first = intake.receive_at_desk(office.receptionist, reception.id, now=NOW)
    there = office.commune if back else make_commune(name="Ba Xa", identifier="H48.53.10")
    chair = make_officer(other.id, "chair", full_name="Phạm Viết Nho", unit="leadership")
    done = intake.transfer_dossier(order(chair, first), there.id)
    opened = dossiers.get_dossier(system(there.id), done.goes_on.id)
    assert opened.came_by == (None if back else office.commune.id)
    relays = [(one.dossier_id, one.handled_by) for one in intake.list_relays(office.receptionist)]
    assert relays == ([] if back else [(opened.id, there.id)])
    with tenancy.scope(communes=[other.id]):
        assert not Relay.objects.filter(commune_id=other.id).exists()
