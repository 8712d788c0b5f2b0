"""The core upon the database: the log tells what changed, nothing falls into limbo, whose work it is."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.blocks.audit.verification import verify
from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import Dossier, HeadOrder, Pause, Step
from motcua.casework.dossiers.rules.replaying import replay
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.worlds import snapshot_of
from motcua.casework.intake import api as intake
from motcua.kernel import events, tenancy
from motcua.kernel.errors import InvalidInput, NotAllowed
from tests.casework.birth import WITH_COPIES
from tests.casework.test_way_of_a_dossier import RESULT_FIELDS, at_approval, call, submitted
from tests.factories.effects import run_effects
from tests.factories.offices import PIN
from tests.factories.organisation import NOW, make_officer

pytestmark = pytest.mark.django_db
A = dossiers.Action
LATER = NOW + timedelta(hours=2)
MOVED = ("dossiers_dossier", "dossiers_step", "dossiers_pause")


def accepted(office, more=None):
    dossier = submitted(office, more)
    return intake.accept_dossier(call(office.receptionist, dossier, A.ACCEPT))


def at(moment, who, dossier, action, **more):
    return replace(call(who, dossier, action, **more), now=moment)


def row_of(office, dossier):
    with tenancy.scope(communes=[office.commune.id]):
        return Dossier.objects.get(id=dossier.id)


def told(office, dossier):
    with tenancy.scope(communes=[office.commune.id]):
        return events.history(office.commune.id, dossier.id)


def replayed(office, dossier):
    """Return the dossier as its log tells it, and as its row has it."""
    row = row_of(office, dossier)
    empty = Snapshot(row.id, row.commune_id, row.submitted_at)
    log = [event.payload["to"] for event in told(office, dossier)]
    return replay(empty, log), replace(snapshot_of(row), revision=0, sync="none"), log


def to_the_end(office):
    """Return a dossier that met most of what can happen on the way to its hand-over."""
    dossier = accepted(office, WITH_COPIES)
    item = intake.SupplementItem("field", "child_name", "Tên của trẻ", "Viết đủ họ tên")
    intake.ask_supplement(call(office.handler, dossier, A.REQUEST_SUPPLEMENT), [item], "Tên chưa đủ")
    intake.save_supplement_fields(office.citizen, dossier.id, {"child_name": "Nguyễn Bình An"})
    intake.answer_supplement(office.citizen, dossier.id, now=LATER)
    intake.propose_result(at(LATER, office.handler, dossier, A.PROPOSE), RESULT_FIELDS)
    decisions.send_back(at(LATER, office.chair, dossier, A.SEND_BACK, note="Sửa nơi sinh"))
    intake.propose_result(at(LATER, office.handler, dossier, A.PROPOSE), RESULT_FIELDS)
    decisions.approve_result(at(LATER, office.chair, dossier, A.APPROVE), PIN)
    run_effects(office.commune.id)
    decisions.issue_result(at(LATER, office.clerk, dossier, A.ISSUE), PIN)
    run_effects(office.commune.id)
    return dossier


def pay(office, dossier):
    cashier = make_officer(office.commune.id, "cashier", full_name="Phạm Thị Thu")
    charge = payments.find_charge(office.commune.id, dossier.id)
    return [intake.collect_fee(cashier, dossier.id, charge.id, charge.amount, LATER) for _ in range(2)]


def test_the_log_alone_gives_the_dossier_again(office):
    dossier = to_the_end(office)
    receipts = pay(office, dossier)
    assert receipts[0] == receipts[1]
    decisions.return_result(at(LATER, office.desk, dossier, A.RETURN_RESULT), "counter")
    by_log, by_row, log = replayed(office, dossier)
    assert by_log == by_row
    assert (by_row.state, by_row.finance, by_row.delivery) == (dossiers.State.RETURNED, "paid", "returned")
    assert (by_row.supplement, by_row.rounds) == ("complete", 1)
    names = [event.name for event in told(office, dossier)]
    assert names.count("LineMoved") == 1
    assert log[0].keys() > log[1].keys(), "the first event tells the whole dossier"
    assert log[1]["code"] == dossiers.get_dossier(office.clerk, dossier.id).code
    # A forgotten delta shows: the fold without one event is another dossier.
    assert replay(Snapshot(by_row.id, by_row.commune_id, by_row.submitted_at), log[:1] + log[2:]) != by_row


def test_a_dossier_of_before_tells_itself_whole_at_its_next_event(office):
    dossier = accepted(office)
    with tenancy.scope(communes=[office.commune.id]):
        Dossier.objects.filter(id=dossier.id).update(replayable=False)
    dossiers_assigned(office, dossier)
    last = told(office, dossier)[-1].payload
    assert last["whole"] and last["to"]["due_at"] and last["to"]["code"] == dossier.code
    with tenancy.scope(communes=[office.commune.id]):
        assert Dossier.objects.get(id=dossier.id).replayable


def dossiers_assigned(office, dossier):
    with tenancy.scope(communes=[office.commune.id]):
        return dossiers.assign(call(office.handler, dossier, A.ASSIGN), office.handler.staff_id)


@pytest.mark.parametrize(
    "limbo", [{"next_at": None}, {"next_action": ""}, {"step_role": ""}, {"finance_state": "halved"}]
)
def test_the_database_refuses_limbo(office, limbo):
    dossier = accepted(office)
    with tenancy.scope(communes=[office.commune.id]):
        with pytest.raises(IntegrityError), transaction.atomic():
            Dossier.objects.filter(id=dossier.id).update(**limbo)
        row = Dossier.objects.get(id=dossier.id)
    assert (row.next_action, row.next_at) == ("propose", row.step_due_at)


def test_rows_of_before_get_their_round_their_clock_and_their_next_action(office):
    asked, waiting = accepted(office), submitted(office)
    item = intake.SupplementItem("field", "child_name", "Tên của trẻ", "Viết đủ họ tên")
    intake.ask_supplement(call(office.handler, asked, A.REQUEST_SUPPLEMENT), [item], "Tên chưa đủ")
    right = [row_of(office, one) for one in (asked, waiting)]
    sql = import_module("motcua.casework.dossiers.migrations.0004_workplace").BACKFILL
    with tenancy.scope(communes=[office.commune.id]), connection.cursor() as cursor:
        blank = {"rounds": 0, "paused_at": None, "minutes_left": None, "step_minutes_left": None}
        Dossier.objects.all().update(**blank, next_action="?", clock_ended_at=NOW)
        cursor.execute(sql)
    for before in right:
        now = row_of(office, before)
        for name in (*blank, "next_action", "clock_ended_at"):
            assert getattr(now, name) == getattr(before, name), name
        assert now.next_at is not None


def test_who_takes_first_has_it_and_who_gives_back_frees_it(office):
    dossier = accepted(office)
    second = make_officer(office.commune.id, "handler", full_name="Phạm Văn Hai")
    with tenancy.scope(communes=[office.commune.id]):
        mine = dossiers.take(call(office.handler, dossier, A.TAKE))
        assert (mine.state, mine.holder_id) == (dossiers.State.PROCESSING, office.handler.staff_id)
        for who in (second, office.handler):
            with pytest.raises(dossiers.ActionRefused) as refusal:
                dossiers.take(call(who, dossier, A.TAKE))
            assert refusal.value.kind == "guard:free"
        with pytest.raises(dossiers.HeldByAnother):
            dossiers.require_allowed(second, mine, A.PROPOSE, NOW)
        with pytest.raises(dossiers.ActionRefused):
            dossiers.release(call(second, dossier, A.RELEASE))
        assert Step.objects.get(dossier_id=dossier.id, ended_at=None).holder_id == office.handler.staff_id
        dossiers.release(call(office.handler, dossier, A.RELEASE))
        assert dossiers.take(call(second, dossier, A.TAKE)).holder_id == second.staff_id
        with pytest.raises(dossiers.OutOfReach) as told_no:
            dossiers.take(call(office.desk, dossier, A.TAKE))
        assert told_no.value.kind == "role"


def test_a_required_opinion_holds_up_the_draft_until_it_is_given(office):
    dossier = accepted(office)
    unit = office.handler.unit_id
    due = row_of(office, dossier).step_due_at
    ask = call(office.handler, dossier, A.ASK_OPINION)
    with pytest.raises(InvalidInput):
        dossiers.ask_opinion(ask, dossiers.Question(unit, " ", due))
    with pytest.raises(dossiers.ActionRefused) as late:
        dossiers.ask_opinion(ask, dossiers.Question(unit, "Có tranh chấp không?", due + timedelta(1)))
    assert late.value.kind == "guard:opinion_due"
    question = dossiers.Question(unit, "Có tranh chấp không?", due, required=True)
    dossiers.ask_opinion(ask, question)
    assert row_of(office, dossier).next_action == "give_opinion"
    with pytest.raises(dossiers.ActionRefused) as refusal:
        intake.propose_result(call(office.handler, dossier, A.PROPOSE), RESULT_FIELDS)
    assert refusal.value.kind == "guard:opinions_closed"
    [asked] = dossiers.list_opinions(office.handler, dossiers.get_dossier(office.handler, dossier.id))
    assert asked.is_open and asked.question == question.text
    giver = make_officer(office.commune.id, "unit_head", full_name="Hồ Thị Sen")
    give = call(giver, dossier, A.GIVE_OPINION)
    with pytest.raises(NotAllowed):
        dossiers.give_opinion(
            replace(give, actor=replace(giver, unit_id=uuid4())), asked.id, "agree", "Không"
        )
    dossiers.give_opinion(
        replace(give, actor=replace(giver, unit_id=unit)), asked.id, "agree", "Không có tranh chấp"
    )
    assert row_of(office, dossier).next_action == "propose"
    moved = intake.propose_result(call(office.handler, dossier, A.PROPOSE), RESULT_FIELDS)
    assert moved.step_key == "approve"
    by_log, by_row, _ = replayed(office, dossier)
    assert by_log == by_row
    stored = {one.name for one in verify_contents(office, dossier)}
    assert {f"opinion/{asked.id}/question", f"opinion/{asked.id}/answer"} <= stored


def verify_contents(office, dossier):
    from motcua.casework.dossiers.opinions import contents

    assert verify  # What the log tells of these is compared by `motcua audit verify`.
    with tenancy.scope(communes=[office.commune.id]):
        digests = {}
        for event in told(office, dossier):
            digests |= event.payload.get("digests", {})
        found = list(contents(office.commune.id))
        for one in found:
            assert digests[one.name] == events.digest_of(dossier.id, one.name, one.value)
        return found


def test_an_opinion_taken_back_holds_up_nothing(office):
    dossier = accepted(office)
    question = dossiers.Question(
        office.handler.unit_id, "Có tranh chấp không?", row_of(office, dossier).step_due_at, required=True
    )
    dossiers.ask_opinion(call(office.handler, dossier, A.ASK_OPINION), question)
    [asked] = dossiers.list_opinions(office.handler, dossiers.get_dossier(office.handler, dossier.id))
    dossiers.withdraw_opinion(call(office.handler, dossier, A.WITHDRAW_OPINION), asked.id)
    assert row_of(office, dossier).next_action == "propose"


def test_a_changed_calendar_moves_the_due_time_and_the_log_keeps_the_old_one(office):
    dossier = accepted(office)
    chief = make_officer(office.commune.id, "admin", full_name="Quản trị")
    assert not dossiers.recompute_due(office.commune.id, dossier.id, "calendar", now=LATER)
    day = dossier.due_at.date()
    organisation.set_commune_day(chief, day, "holiday", "Nghỉ phòng chống bão", "Công điện 12", now=NOW)
    assert dossiers.recompute_due(office.commune.id, dossier.id, "calendar", now=LATER)
    now = row_of(office, dossier)
    assert now.due_at > dossier.due_at == now.due_original
    assert now.changed_at == LATER
    last = told(office, dossier)[-1]
    assert last.name == "DueRecomputed"
    assert datetime.fromisoformat(last.payload["old_due"]) == dossier.due_at
    assert any("Lịch làm việc thay đổi" in line for line in now.due_explanation)
    assert not dossiers.recompute_due(office.commune.id, dossier.id, "calendar", now=LATER)
    organisation.clear_commune_day(chief, day, now=NOW)
    assert not dossiers.recompute_due(office.commune.id, dossier.id, "calendar", now=LATER)
    assert row_of(office, dossier).due_at == now.due_at, "a printed promise is not taken back"


def test_a_calendar_changed_while_the_clock_stands_changes_what_is_left_in_its_record_too(office):
    dossier = accepted(office)
    item = intake.SupplementItem("field", "child_name", "Tên của trẻ", "Viết đủ họ tên")
    intake.ask_supplement(call(office.handler, dossier, A.REQUEST_SUPPLEMENT), [item], "Tên chưa đủ")
    chief = make_officer(office.commune.id, "admin", full_name="Quản trị")
    organisation.set_commune_day(
        chief, dossier.due_at.date(), "holiday", "Nghỉ phòng chống bão", "Công điện 12", now=NOW
    )
    before = row_of(office, dossier).minutes_left
    assert dossiers.recompute_due(office.commune.id, dossier.id, "calendar", now=LATER)
    row = row_of(office, dossier)
    with tenancy.scope(communes=[office.commune.id]):
        pause = Pause.objects.get(dossier_id=dossier.id)
    assert (pause.minutes_left, pause.step_minutes_left) == (row.minutes_left, row.step_minutes_left)
    assert row.minutes_left != before


def test_late_news_of_the_system_counts_from_what_was_done_last(office):
    dossier = accepted(office)
    early = NOW - timedelta(days=1)
    with tenancy.scope(communes=[office.commune.id]):
        taken = dossiers.take(at(LATER, office.handler, dossier, A.TAKE))
        settle = dossiers.Call(system_of(office), dossier.id, A.REQUEST_PAYMENT, early, reason="Lệ phí")
        limit = NOW + timedelta(days=30)
        asked = dossiers.move(
            replace(settle, facts=dossiers.facts.Obliging(uuid4(), limit)),
            dossiers.PaymentRequested(uuid4(), 50_000, limit),
        )
        assert taken.snapshot.changed_at == asked.snapshot.changed_at == asked.snapshot.paused_at == LATER
        assert Pause.objects.get(dossier_id=dossier.id).from_at == LATER
        with pytest.raises(dossiers.ActionRefused) as refusal:
            dossiers.release(call(office.handler, dossier, A.RELEASE))
        assert refusal.value.kind == "guard:time"


def test_payment_asked_during_the_work_stops_the_clock_and_settling_runs_it_on(office):
    dossier = accepted(office)
    limit = NOW + timedelta(days=30)
    ask = call(office.handler, dossier, A.REQUEST_PAYMENT, facts=dossiers.facts.Obliging(uuid4(), limit))
    with tenancy.scope(communes=[office.commune.id]):
        asked = dossiers.move(
            replace(ask, reason="Lệ phí trước bạ"), dossiers.PaymentRequested(uuid4(), 50_000, limit)
        )
        assert (asked.state, asked.finance_state) == (dossiers.State.PAYMENT, "due")
        pause = Pause.objects.get(dossier_id=dossier.id)
        assert (pause.reason, pause.until_at) == ("payment", None)
        settle = dossiers.Call(system_of(office), dossier.id, A.SETTLE_PAYMENT, LATER)
        settle = replace(settle, facts=dossiers.facts.Settling("paid"))
        event = dossiers.PaymentSettled(uuid4(), "paid")
        with pytest.raises(dossiers.ActionRefused):
            dossiers.move(settle, event, owed=True)
        back = dossiers.move(settle, event)
        assert (back.state, back.finance_state) == (dossiers.State.PROCESSING, "paid")
        assert back.due_at > dossier.due_at
        assert Pause.objects.get(dossier_id=dossier.id).until_at == LATER
        with pytest.raises(ValueError, match="is told as"):
            dossiers.move(at(LATER, office.handler, dossier, A.TAKE), event)
    by_log, by_row, _ = replayed(office, dossier)
    assert by_log == by_row


def system_of(office):
    from motcua.kernel.actors import system

    return system(office.commune.id)


def test_the_chair_stops_and_takes_up_again_by_written_order(office):
    dossier = accepted(office)
    stop = call(office.chair, dossier, A.STOP, facts=dossiers.facts.Stopping("none"))
    with tenancy.scope(communes=[office.commune.id]):
        with pytest.raises(
            dossiers.ActionRefused
        ) as no_state:  # 2 is not a state to stop from: nobody works on it.
            dossiers.move(replace(stop, note="x"), dossiers.DossierStopped("18", "none"))
        assert no_state.value.kind == "not_from_state"
        dossiers.take(call(office.handler, dossier, A.TAKE))
        stopped = dossiers.move(replace(stop, note="Tranh chấp"), dossiers.DossierStopped("18", "none"))
        assert (stopped.state, stopped.step_key, stopped.snapshot.clock_ended_at) == (
            dossiers.State.STOPPED, "", NOW,
        )  # fmt: skip
        again = call(office.chair, dossier, A.REOPEN, note="Đã hòa giải")
        with pytest.raises(InvalidInput) as gaps:
            dossiers.keep_order(again, "reopen", dossiers.OrderPaper("", date(2026, 12, 24), " "))
        assert set(gaps.value.errors) == {"order_number", "order_ground", "order_dated_on"}
        paper = dossiers.OrderPaper("15/QĐ-UBND", date(2026, 11, 23), "Đơn của công dân")
        again, order_id = dossiers.keep_order(again, "reopen", paper)
        facts = dossiers.facts.Reopening("reconsider_stop", NOW + timedelta(days=3))
        reopened = dossiers.move(
            replace(again, facts=facts), dossiers.DossierReopened("reconsider_stop", order_id)
        )
    assert (reopened.state, reopened.step_key, reopened.finished_at) == (
        dossiers.State.PROCESSING, "process", None,
    )  # fmt: skip
    by_log, by_row, _ = replayed(office, dossier)
    assert by_log == by_row


def test_an_action_beyond_the_role_is_out_of_reach(office):
    dossier = accepted(office)
    with tenancy.scope(communes=[office.commune.id]), pytest.raises(dossiers.OutOfReach) as refusal:
        stop = call(office.handler, at_work(office, dossier), A.STOP, facts=dossiers.facts.Stopping("none"))
        dossiers.move(replace(stop, note="Tự ý"), dossiers.DossierStopped("18", "none"))
    assert refusal.value.kind == "permission"


def at_work(office, dossier):
    return dossiers.take(call(office.handler, dossier, A.TAKE))


def test_a_commune_sets_a_constant_from_a_day_on(office):
    chief = make_officer(office.commune.id, "admin", full_name="Quản trị")
    day = date(2026, 12, 1)
    catalogue.set_constant(chief, "supplement.days", 20, basis="QĐ 9/QĐ-UBND", valid_from=day)
    with pytest.raises(InvalidInput):
        catalogue.set_constant(chief, "supplement.days", "20", basis="QĐ 9/QĐ-UBND", valid_from=day)
    with pytest.raises(InvalidInput):
        catalogue.set_constant(chief, "supplement.day", 20, basis="QĐ 9/QĐ-UBND", valid_from=day)
    here, before = (catalogue.law(on, office.commune.id) for on in (day, day - timedelta(days=1)))
    assert (here.supplement_days, before.supplement_days) == (20, 30)
    assert here.ground("supplement.days") == "QĐ 9/QĐ-UBND"
    assert catalogue.law(day, office.commune.id + 1).supplement_days == 30


def test_a_second_supplement_needs_a_written_order_and_is_lateness(office):
    dossier = accepted(office)
    item = intake.SupplementItem("field", "child_name", "Tên của trẻ", "Viết đủ họ tên")

    def ask(order=None):
        again = at(LATER, office.handler, dossier, A.REQUEST_SUPPLEMENT)
        return intake.ask_supplement(again, [item], "Tên chưa đủ", order)

    def answer():
        intake.save_supplement_fields(office.citizen, dossier.id, {"child_name": "Nguyễn Bình An"})
        return intake.answer_supplement(office.citizen, dossier.id, now=LATER)

    ask()
    assert not answer().snapshot.counts_late
    with pytest.raises(dossiers.ActionRefused) as refusal:
        ask()
    assert refusal.value.kind == "guard:rounds"
    paper = dossiers.OrderPaper("15/UBND", date(2026, 11, 23), "Giấy chứng sinh bị tẩy xóa")
    asked = ask(paper)
    assert (asked.snapshot.rounds, asked.snapshot.counts_late) == (2, True)
    assert answer().state is dossiers.State.PROCESSING
    by_log, by_row, _ = replayed(office, dossier)
    assert by_log == by_row
    with tenancy.scope(communes=[office.commune.id]):
        [kept] = HeadOrder.objects.filter(dossier_id=dossier.id)
    assert (kept.number, kept.ground) == (paper.number, paper.ground)


def test_a_draft_at_approval_waits_for_the_head(office):
    assert row_of(office, at_approval(office)).next_action == "approve"
