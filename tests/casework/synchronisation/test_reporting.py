"""What becomes of a dossier of the national portal is told to it: each state in order, again when it was lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.intake import api as intake
from motcua.casework.synchronisation.errors import BeingReported
from motcua.casework.synchronisation.models import ToldDossier
from motcua.casework.synchronisation.use_cases.report import report
from motcua.kernel import jobs, tenancy
from motcua.kernel.errors import NotAvailable
from motcua.kernel.models import EffectRun
from tests.casework.synchronisation.portal import record
from tests.casework.synchronisation.test_taking_in import LATER, ask, entered, taken
from tests.casework.test_way_of_a_dossier import RESULT_FIELDS, call, submitted
from tests.factories.effects import run_effects
from tests.factories.offices import PIN
from tests.factories.organisation import NOW

pytestmark = pytest.mark.slow

CODE = "H48.53.01-261123-0777"


@pytest.fixture
def dossier(office, portal):
    portal.records = [record(CODE)]
    ask(office)
    [one] = taken(office)
    run_effects(office.commune.id)
    assert portal.told == [], "the portal knows that it was handed in"
    return one


def sync_of(office, dossier) -> str:
    with tenancy.scope(communes=[office.commune.id]):
        return Dossier.objects.get(id=dossier.id).sync_state


def accept(office, dossier):
    entered(office, dossier)
    return intake.accept_dossier(call(office.receptionist, dossier, dossiers.Action.ACCEPT))


def test_every_state_is_told_in_its_order(office, portal, dossier):
    accept(office, dossier)
    run_effects(office.commune.id)
    assert portal.told == [("dossier", 2), ("progress", 2)] and sync_of(office, dossier) == "sent"
    intake.propose_result(call(office.handler, dossier, dossiers.Action.PROPOSE), RESULT_FIELDS)
    decisions.approve_result(call(office.chair, dossier, dossiers.Action.APPROVE), PIN)
    run_effects(office.commune.id)
    decisions.issue_result(call(office.clerk, dossier, dossiers.Action.ISSUE), PIN)
    run_effects(office.commune.id)
    decisions.return_result(call(office.desk, dossier, dossiers.Action.RETURN_RESULT), "online")
    run_effects(office.commune.id)
    assert portal.told == [(kind, state) for state in (2, 4, 9, 10) for kind in ("dossier", "progress")]
    assert {one.dossier_code for one in portal.reports} == {CODE}
    accepted, step = portal.reports[:2]
    done = dossiers.get_dossier(office.receptionist, dossier.id)
    assert (accepted.unit, accepted.procedure_code) == ("H48.53.01", "1.001193")
    assert accepted.received_at == done.accepted_at and accepted.due_at == done.due_at
    assert done.code in accepted.facts["note"] and portal.reports[4].moments == {
        "finished_at": done.finished_at
    }
    assert (step.officer, step.state) == ("Phạm Thị Dung", 2) and step.note == "Tiếp nhận."
    assert sync_of(office, dossier) == "sent"


def test_a_return_taken_back_is_told_with_the_end_that_was(office, portal, dossier):
    accept(office, dossier)
    intake.propose_result(call(office.handler, dossier, dossiers.Action.PROPOSE), RESULT_FIELDS)
    decisions.approve_result(call(office.chair, dossier, dossiers.Action.APPROVE), PIN)
    run_effects(office.commune.id)
    decisions.issue_result(call(office.clerk, dossier, dossiers.Action.ISSUE), PIN)
    run_effects(office.commune.id)
    decisions.return_result(call(office.desk, dossier, dossiers.Action.RETURN_RESULT), "online")
    run_effects(office.commune.id)
    back = call(office.desk, dossier, dossiers.Action.TAKE_BACK_RETURN)
    with tenancy.scope(communes=[office.commune.id]):
        dossiers.move(replace(back, now=LATER), dossiers.ReturnTakenBack())
    run_effects(office.commune.id)
    assert portal.told[-2:] == [("dossier", 9), ("progress", 9)]
    ended = dossiers.get_dossier(office.receptionist, dossier.id).finished_at
    assert ended != LATER and portal.reports[-2].moments == {"finished_at": ended}


def test_a_refusal_is_told_with_its_reason(office, portal, dossier):
    intake.refuse_dossier(
        call(office.receptionist, dossier, dossiers.Action.REFUSE, note="Không thuộc thẩm quyền của xã.")
    )
    run_effects(office.commune.id)
    assert portal.told == [("dossier", 3), ("progress", 3)]
    assert portal.reports[1].note == "Từ chối tiếp nhận. Không thuộc thẩm quyền của xã."
    assert portal.reports[0].moments == {"refused_at": NOW}


def test_what_the_office_does_within_itself_is_told_as_its_state_alone(office, portal, dossier):
    accept(office, dossier)
    asked = call(office.handler, dossier, dossiers.Action.PROPOSE_SUPPLEMENT)
    item = intake.SupplementItem("field", "child_name", "Tên của trẻ", "Viết đủ họ, chữ đệm và tên")
    intake.propose_supplement(asked, [item], "Thiếu chữ đệm")
    run_effects(office.commune.id)
    assert portal.told[2:] == [("dossier", 4), ("progress", 4)]
    assert portal.reports[3].note == "Đang xử lý"


def test_what_did_not_come_from_there_is_not_told(office, portal):
    other = submitted(office)
    intake.accept_dossier(call(office.receptionist, other, dossiers.Action.ACCEPT))
    run_effects(office.commune.id)
    assert portal.told == [] and sync_of(office, other) == "none"


def test_a_lost_report_is_told_again_from_where_it_stopped(office, portal, dossier):
    accept(office, dossier)
    portal.silent = 1
    with pytest.raises(NotAvailable):
        run_effects(office.commune.id)
    assert sync_of(office, dossier) == "failed" and portal.told == []
    [failed] = [one for one in jobs.open_runs(office.commune.id) if one.handler == "synchronisation.report"]
    assert "chưa trả lời" in failed.last_error
    jobs.carry_out(office.commune.id, failed.event_id, failed.handler)
    jobs.carry_out(office.commune.id, failed.event_id, failed.handler)
    assert portal.told == [("dossier", 2), ("progress", 2)] and sync_of(office, dossier) == "sent"


def test_a_later_effect_tells_what_an_earlier_one_could_not(office, portal, dossier):
    accept(office, dossier)
    intake.propose_result(call(office.handler, dossier, dossiers.Action.PROPOSE), RESULT_FIELDS)
    report(office.commune.id, dossier.id, now=NOW)
    assert [state for kind, state in portal.told if kind == "dossier"] == [2, 4]
    run_effects(office.commune.id)
    assert len(portal.told) == 4, "told once"


def test_two_workers_never_tell_of_one_dossier_at_once(office, portal, dossier):
    accept(office, dossier)
    with tenancy.scope(communes=[office.commune.id]):
        ToldDossier.objects.update(reporting_until=NOW + timedelta(minutes=1))
    with pytest.raises(BeingReported):
        report(office.commune.id, dossier.id, now=NOW)
    assert portal.told == []
    report(office.commune.id, dossier.id, now=LATER)
    assert len(portal.told) == 2, "a worker that died holds it no longer"


def test_without_a_connection_nothing_is_told_and_nothing_fails(office, portal, dossier):
    portal.connected = False
    accept(office, dossier)
    run_effects(office.commune.id)
    with tenancy.scope(communes=[office.commune.id]):
        assert not EffectRun.objects.exclude(state="done").exists()
    portal.connected = True
    report(office.commune.id, dossier.id, now=LATER)
    assert portal.told == [("dossier", 2), ("progress", 2)]
