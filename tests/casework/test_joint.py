"""A joint procedure: one declaration, a sub-dossier for each matter, and results that come one by one."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.blocks.audit import api as audit
from motcua.blocks.messaging import api as messaging
from motcua.blocks.organisation import api as organisation
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.errors import ActionRefused, DoneBefore, OutOfReach, StalePage
from motcua.casework.dossiers.models import SubDossier
from motcua.casework.dossiers.replays import differences
from motcua.casework.dossiers.use_cases import parts
from motcua.casework.dossiers.worlds import definition
from motcua.casework.watch.models import StaffNotice
from motcua.casework.watch.use_cases import run_watch as watch
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import system
from motcua.kernel.clock import local_date
from motcua.kernel.errors import InvalidInput
from tests.factories.effects import run_effects
from tests.factories.joint import accepted, act_on, call_of, own_results_issued, part_of
from tests.factories.organisation import NOW, make_officer

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
S = dossiers.PartState
LATER = NOW + timedelta(hours=2)


def states(office, dossier) -> dict[str, str]:
    seen = dossiers.get_dossier(office.handler, dossier.id)
    return {one.what.key: one.state.value for one in dossiers.list_parts(office.handler, seen)}


def waiting_at_parts(office):
    dossier, citizen = accepted(office)
    return own_results_issued(office, dossier, LATER), citizen


def told(citizen) -> str:
    return " ".join(f"{one.subject} {one.body}" for one in messaging.list_messages(citizen))


def test_acceptance_opens_a_sub_dossier_for_each_part(office):
    dossier, citizen = accepted(office)
    birth, residence, card = dossiers.list_parts(citizen, dossier)
    assert (birth.state, residence.state, card.state) == (S.WORKING, S.WAITING, S.WAITING)
    assert local_date(birth.due_at) == local_date(NOW) and birth.due_explanation
    assert residence.due_at is None and residence.waits_for == ("Đăng ký khai sinh",)
    assert residence.snapshot.next_at == dossier.due_at and residence.snapshot.next_action == "begin"
    assert residence.what.agency == "Công an xã" and "health_facility" not in residence.what.answers
    log = [line.label for line in dossiers.part_log(office.handler, birth)]
    assert log == ["Lập hồ sơ thành phần", "Bắt đầu tính hạn"]
    assert [one.code for one in dossiers.list_for_applicant(citizen)] == [dossier.code], (
        "one dossier, not four"
    )


def test_what_waits_begins_when_the_birth_is_registered_with_a_clock_of_its_own(office):
    dossier, _ = waiting_at_parts(office)
    assert states(office, dossier) == {"birth": "done", "residence": "ready", "health_card": "ready"}
    assert (dossier.state, dossier.step_key) == (dossiers.State.PROCESSING, "parts")
    residence = part_of(office.handler, dossier.id, "residence")
    assert residence.begun_at == LATER
    assert "Thời hạn 7 ngày làm việc" in " ".join(residence.due_explanation)
    collect = call_of(system(office.commune.id), dossier, "collect", LATER)
    with tenancy.scope(communes=[office.commune.id]), pytest.raises(ActionRefused) as refusal:
        dossiers.act(collect, lambda before, after: dossiers.ResultIssued(()))
    assert refusal.value.kind == "guard:children_over"
    assert "Đăng ký thường trú (Công an xã)" in refusal.value.message


def test_each_result_comes_by_itself_and_the_last_one_finishes_the_dossier(office):
    dossier, citizen = waiting_at_parts(office)
    for key in ("residence", "health_card"):
        act_on(office.handler, dossier.id, key, "send", LATER)
    done = act_on(office.handler, dossier.id, "residence", "answer", LATER)
    run_effects(office.commune.id)
    assert done.state is dossiers.State.PROCESSING
    [result] = decisions.list_results(citizen, done)
    assert (result.agency, result.number, result.store_code[-6:]) == ("Công an xã", "12/TB", "-KQ(2)")
    assert decisions.read_result(citizen, done, result.id, now=LATER)[1][:4] == b"%PDF"
    assert "đã có kết quả đăng ký thường trú" in told(citizen)
    done = act_on(office.handler, dossier.id, "health_card", "answer", LATER)
    run_effects(office.commune.id)
    assert done.state is dossiers.State.DONE and done.step_key == "return"
    assert "đã có kết quả cấp thẻ" not in told(citizen), "the whole dossier tells it"
    with tenancy.scope(communes=[office.commune.id]):
        assert list(differences(office.commune.id)) == []
    assert not [one for one in audit.verify(office.commune.id, LATER).problems if "ội dung" in one]


def test_a_refused_part_is_told_with_its_reason_and_the_others_go_on(office):
    dossier, citizen = waiting_at_parts(office)
    act_on(office.handler, dossier.id, "residence", "send", LATER)
    with pytest.raises(ActionRefused):
        act_on(office.handler, dossier.id, "residence", "refuse", LATER, note=" ")
    act_on(office.handler, dossier.id, "residence", "refuse", LATER, note="Chủ hộ không đồng ý")
    run_effects(office.commune.id)
    assert "Chủ hộ không đồng ý" in told(citizen)
    assert states(office, dossier) == {"birth": "done", "residence": "refused", "health_card": "ready"}
    act_on(office.handler, dossier.id, "health_card", "send", LATER)
    assert act_on(office.handler, dossier.id, "health_card", "answer", LATER).state is dossiers.State.DONE


def test_what_waits_for_a_refused_part_is_refused_with_it(office, monkeypatch):
    def chained(version_id, key):
        one = definition(version_id, key)
        return replace(one, after=("residence",)) if key == "health_card" else one

    monkeypatch.setattr(parts, "definition", chained)
    dossier, citizen = waiting_at_parts(office)
    assert states(office, dossier) == {"birth": "done", "residence": "ready", "health_card": "waiting"}
    act_on(office.handler, dossier.id, "residence", "send", LATER)
    done = act_on(office.handler, dossier.id, "residence", "refuse", LATER, note="Sai địa chỉ")
    assert done.state is dossiers.State.DONE, "it finishes with the result there is"
    assert "Đăng ký thường trú" in part_of(office.handler, dossier.id, "health_card").note
    run_effects(office.commune.id)
    assert told(citizen).count("không giải quyết được việc") == 2


def test_a_supplement_stops_the_clock_of_the_part_and_goes_through_the_dossier(office):
    dossier, _ = waiting_at_parts(office)
    act_on(office.handler, dossier.id, "residence", "send", LATER)
    act_on(office.handler, dossier.id, "residence", "ask", LATER, note="Thiếu ý kiến chủ hộ")
    asked, card = (part_of(office.handler, dossier.id, key) for key in ("residence", "health_card"))
    assert asked.state is S.ASKED and not asked.snapshot.late(NOW + timedelta(days=400))
    with tenancy.scope(communes=[office.commune.id]):
        request = call_of(office.handler, dossier, "request_supplement", LATER, note="Thiếu ý kiến chủ hộ")
        limit = LATER + timedelta(days=30)
        dossiers.request_supplement(request, number=1, items_count=1, answer_by=limit)
        answer = call_of(office.handler, dossier, "answer_supplement", LATER + timedelta(days=7))
        dossiers.answer_supplement(replace(answer, actor=office.receptionist), number=1, turns=dossier.turns)
    again = part_of(office.handler, dossier.id, "residence")
    assert again.state is S.READY and again.due_at > asked.due_at
    assert part_of(office.handler, dossier.id, "health_card").due_at == card.due_at, "the other one ran on"


def test_stopping_the_dossier_ends_its_parts_and_taking_it_up_again_renews_them(office):
    dossier, _ = waiting_at_parts(office)
    act_on(office.handler, dossier.id, "residence", "send", LATER)
    stop = call_of(office.chair, dossier, "stop", LATER, note="Khai không đúng sự thật")
    with tenancy.scope(communes=[office.commune.id]):
        facts = dossiers.facts.Stopping("none")
        dossiers.act(replace(stop, facts=facts), lambda b, a: dossiers.DossierStopped("other", "none"))
    assert states(office, dossier) == {"birth": "done", "residence": "ended", "health_card": "ended"}
    with pytest.raises(ActionRefused):
        act_on(office.handler, dossier.id, "residence", "answer", LATER)
    reopen = call_of(office.chair, dossier, "reopen", LATER, note="Xem xét lại")
    facts = dossiers.facts.Reopening("reconsider_stop", LATER + timedelta(days=9))
    with tenancy.scope(communes=[office.commune.id]):
        dossiers.act(
            replace(reopen, facts=facts), lambda b, a: dossiers.DossierReopened("reconsider_stop", uuid4())
        )
    assert states(office, dossier) == {"birth": "done", "residence": "ready", "health_card": "ready"}


def test_only_who_keeps_the_contact_may_act_once_and_on_what_they_saw(office):
    dossier, _ = waiting_at_parts(office)
    with pytest.raises(OutOfReach):
        act_on(office.clerk, dossier.id, "residence", "send", LATER)
    part = part_of(office.handler, dossier.id, "residence")
    call = dossiers.PartCall(
        office.handler, part.id, dossiers.PartAction.SEND, LATER, action_key=uuid4(), revision=part.revision
    )
    dossiers.act_on_part(call, dossier.id)
    with pytest.raises(DoneBefore):
        dossiers.act_on_part(call, dossier.id)
    with pytest.raises(StalePage):
        dossiers.act_on_part(replace(call, action_key=uuid4()), dossier.id)
    with pytest.raises(InvalidInput) as refusal:
        decisions.record_answer(
            replace(call, revision=None), part, " ", local_date(LATER) + timedelta(days=1), None
        )
    assert set(refusal.value.errors) == {"number", "dated_on", "paper"}
    assert decisions.list_results(office.handler, dossier) == []


def test_a_changed_calendar_moves_the_parts_that_run_and_keeps_their_old_date(office):
    dossier, _ = waiting_at_parts(office)
    for key in ("residence", "health_card"):
        act_on(office.handler, dossier.id, key, "send", LATER)
    # One waits for papers and then runs on: the minutes that were left count, by the new calendar.
    act_on(office.handler, dossier.id, "health_card", "ask", LATER, note="Thiếu ảnh")
    ran, asked = (part_of(office.handler, dossier.id, key) for key in ("residence", "health_card"))
    chief = make_officer(office.commune.id, "admin", full_name="Quản trị")
    organisation.set_commune_day(chief, local_date(ran.due_at), "holiday", "Nghỉ bão", "Công điện", now=LATER)
    watch.run_watch(office.commune.id, now=LATER)
    moved, still = (part_of(office.handler, dossier.id, key) for key in ("residence", "health_card"))
    assert moved.due_at > ran.due_at and moved.snapshot.next_at == moved.due_at
    old, new = (f"{clock.local(one.due_at):%d/%m/%Y}" for one in (ran, moved))
    assert old in moved.due_explanation[-1] and new in moved.due_explanation[-1]
    assert dossiers.part_log(office.handler, moved)[-1].label == "Tính lại hạn theo lịch làm việc mới"
    assert (still.due_at, still.revision) == (asked.due_at, asked.revision), "its clock stands"
    watch.run_watch(office.commune.id, now=LATER)
    assert part_of(office.handler, dossier.id, "residence").revision == moved.revision


def test_a_part_is_among_the_work_of_its_keeper_and_a_late_one_is_told(office):
    dossier, _ = waiting_at_parts(office)

    def listed(view: str, now=LATER) -> list:
        page = dossiers.list_work(office.handler, dossiers.Asked(view), now=now)
        return [row.open_parts for row in page.rows]

    both = ("Đăng ký thường trú (Công an xã)", "Cấp thẻ bảo hiểm y tế (Cơ quan bảo hiểm xã hội)")
    assert listed("todo") == [both]
    for key in ("residence", "health_card"):
        act_on(office.handler, dossier.id, key, "send", LATER)
    assert listed("todo") == [] and listed("waiting") == [both] and listed("late") == []
    late = part_of(office.handler, dossier.id, "health_card").due_at + timedelta(minutes=1)
    assert listed("late", late) == [both] and listed("todo", late) == [both]
    watch.run_watch(office.commune.id, now=late)
    with tenancy.scope(communes=[office.commune.id]):
        told_of = StaffNotice.objects.filter(commune_id=office.commune.id, kind="part_late")
        assert office.handler.staff_id in set(told_of.values_list("staff_id", flat=True))
        SubDossier.objects.filter(dossier_id=dossier.id).update(role="unit_head")
    assert watch.run_watch(office.commune.id, now=late).found >= 2, "nobody keeps the contact"
