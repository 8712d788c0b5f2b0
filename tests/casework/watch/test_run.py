"""A run of the watch over a commune: told once, done once, and what lies with nobody is found."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.blocks.identity.models import RoleGrant
from motcua.blocks.messaging.models import Message
from motcua.blocks.organisation import api as organisation
from motcua.blocks.organisation.use_cases import set_commune_day
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import Dossier, Opinion, SubDossier
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.casework.watch import api as watch
from motcua.casework.watch.models import Finding, OfficerDay, StaffNotice
from motcua.casework.watch.use_cases import run_watch as running
from motcua.casework.workplace import api as workplace
from motcua.kernel import clock, tenancy
from motcua.kernel.models import EffectRun
from tests.casework.test_way_of_a_dossier import at_approval, call, submitted
from tests.factories.effects import event_names, run_effects
from tests.factories.offices import PIN
from tests.factories.organisation import NOW, make_officer

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
A = dossiers.Action
MINUTE = timedelta(minutes=1)


def accepted(office):
    return intake.accept_dossier(call(office.receptionist, submitted(office), A.ACCEPT))


def held(office):
    dossier = accepted(office)
    return intake.take_dossier(call(office.handler, dossier, A.TAKE))


def told(office, actor) -> list[str]:
    with tenancy.scope(communes=[office.commune.id]):
        rows = StaffNotice.objects.filter(staff_id=actor.staff_id).order_by("at", "kind")
        return list(rows.values_list("kind", flat=True))


def findings(office, **columns) -> dict[str, str]:
    with tenancy.scope(communes=[office.commune.id]):
        rows = Finding.objects.filter(gone_at__isnull=True, **columns)
        return {row.kind: row.subject for row in rows}


def plant(office, dossier, **columns):
    """Change a row behind the product's back."""
    with tenancy.scope(communes=[office.commune.id]):
        Dossier.objects.filter(id=dossier.id).update(**columns)


def run(office, at):
    return watch.run_watch(office.commune.id, now=at)


def test_reminders_go_to_the_holder_and_lateness_to_the_head_each_once(office):
    head = make_officer(office.commune.id, "director", full_name="Hồ Thị Sen")
    dossier = held(office)
    due = dossier.due_at
    assert run(office, due - MINUTE).told
    before = told(office, office.handler)
    assert before
    assert "due" not in before
    assert told(office, head) == []
    assert run(office, due).told == 2
    assert (told(office, office.handler)[-1], told(office, head)) == ("due", ["due"])
    assert run(office, due).told == 0
    assert told(office, office.receptionist) == []


def test_what_nobody_holds_is_told_to_everybody_who_may_work_it(office):
    dossier = submitted(office)
    other = make_officer(office.commune.id, "receptionist", full_name="Người thứ hai")
    run(office, dossier.step_due_at - MINUTE)
    assert told(office, office.receptionist) == told(office, other) == ["half"]
    assert told(office, office.handler) == []


def test_a_run_killed_and_repeated_tells_nothing_twice(office, monkeypatch):
    late = held(office)
    at = late.due_at + MINUTE

    def killed(*arguments):
        raise KeyboardInterrupt

    for place in ("_tell_findings", "_keep_run"):
        with monkeypatch.context() as planted:
            planted.setattr(running, place, killed)
            with pytest.raises(KeyboardInterrupt):
                run(office, at)
    assert told(office, office.handler) == []
    report = run(office, at)
    assert (report.apologised, told(office, office.handler).count("due")) == (0, 1)
    assert event_names(office.commune.id, late.id).count("LatenessApologised") == 1
    run_effects(office.commune.id)
    assert [one.form for one in notices.list_forms(dossiers.get_dossier(office.handler, late.id))].count(
        "04"
    ) == 1
    assert told(office, office.handler).count("reason_wanted") == 1
    run(office, at)
    assert told(office, office.handler).count("due") == 1


def test_the_apology_waits_for_the_minute_and_for_the_communes_wish(office):
    dossier = held(office)
    assert run(office, dossier.due_at).apologised == 0
    chief = make_officer(office.commune.id, "admin", full_name="Quản trị")
    day = clock.local_date(NOW)
    catalogue.set_constant(chief, "apology.automatic", False, basis="QĐ 9/QĐ-UBND", valid_from=day)
    assert run(office, dossier.due_at + MINUTE).apologised == 0
    catalogue.set_constant(chief, "apology.automatic", True, basis="QĐ 9/QĐ-UBND", valid_from=day)
    assert run(office, dossier.due_at + MINUTE).apologised == 1


def test_an_expired_supplement_is_closed_and_the_head_told(office):
    head = make_officer(office.commune.id, "director", full_name="Hồ Thị Sen")
    dossier = accepted(office)
    item = intake.SupplementItem("field", "child_name", "Tên của trẻ", "Viết đủ họ tên")
    intake.ask_supplement(call(office.handler, dossier, A.REQUEST_SUPPLEMENT), [item], "Tên chưa đủ")
    limit = dossiers.get_dossier(office.handler, dossier.id).snapshot.wait_until
    assert run(office, limit).expired == 0
    assert run(office, limit + MINUTE).expired == 1
    assert run(office, limit + MINUTE).expired == 0
    now = dossiers.get_dossier(office.handler, dossier.id)
    assert (now.supplement_state, now.snapshot.next_action) == ("expired", "stop")
    assert "supplement_over" in told(office, head)
    run_effects(office.commune.id)
    with tenancy.scope(communes=[office.commune.id], applicants=office.citizen.applicants):
        [message] = [one for one in Message.objects.all() if "hết hạn bổ sung" in one.subject]
    assert "Lãnh đạo sẽ xem xét" in message.body


def test_withdrawals_and_opinions_that_nobody_answers_are_told(office):
    asked = make_officer(office.commune.id, "unit_head", full_name="Đinh Thị Lan", unit="leadership")
    dossier = held(office)
    question = dossiers.Question(asked.unit_id, "Có tranh chấp không?", dossier.step_due_at)
    dossiers.ask_opinion(call(office.handler, dossier, A.ASK_OPINION), question)
    run(office, dossier.step_due_at)
    assert "opinion_late" not in told(office, asked)
    intake.request_withdrawal(office.citizen, dossier.id, "Đổi ý", action_key=uuid4(), now=NOW)
    run(office, dossier.step_due_at + timedelta(days=7))
    for officer in (asked, office.handler):
        assert told(office, officer).count("opinion_late") == 1
    assert told(office, office.handler).count("withdrawal_late") == 1


def test_a_message_of_the_citizen_reaches_the_holder(office):
    dossier = held(office)
    workplace.post_message(office.citizen, dossier.id, "Bao giờ xong?", key=uuid4(), now=NOW)
    workplace.post_message(office.handler, dossier.id, "Ngày mai.", key=uuid4(), now=NOW)
    run_effects(office.commune.id)
    assert told(office, office.handler) == ["citizen_wrote"]


def test_every_kind_of_orphan_is_found_in_one_run_and_gone_when_it_is_mended(office, monkeypatch):
    plant(office, one := accepted(office), step_role="nobody")
    plant(office, two := accepted(office), holder_id=uuid4())
    plant(office, three := accepted(office), step_key="gone")
    plant(office, four := accepted(office), step_key="")
    plant(office, five := accepted(office), next_at=NOW - timedelta(days=31))
    approved = at_approval(office)
    decisions.approve_result(call(office.chair, approved, A.APPROVE), PIN)
    with tenancy.scope(communes=[office.commune.id]):
        EffectRun.objects.create(
            commune_id=office.commune.id, event_id=uuid4(), handler="notices.form_01", state="failed",
            updated_at=NOW,
        )  # fmt: skip
        opinion = Opinion.objects.create(
            commune_id=office.commune.id, dossier_id=five.id, unit_id=uuid4(), required=False, question="?",
            asked_by_id=office.handler.staff_id, asked_at=NOW, due_at=NOW + timedelta(days=9),
        )  # fmt: skip
        part = SubDossier.objects.create(
            commune_id=office.commune.id, dossier_id=five.id, key="residence", agency="Công an xã", role="nobody",
            state="sent", next_action="answer", next_at=NOW + timedelta(days=9), changed_at=NOW,
        )  # fmt: skip
    six = accepted(office)
    plant(office, six, business_state=5, supplement_state="asked", wait_until=NOW - MINUTE, paused_at=NOW)

    def broken(*arguments, **named):
        raise RuntimeError("the disk is full")

    director = make_officer(office.commune.id, "director", full_name="Hồ Thị Sen")
    with monkeypatch.context() as planted:
        planted.setattr(running.dossiers, "expire_supplement", broken)
        run(office, NOW + timedelta(minutes=20))
    found = findings(office)
    assert set(found) == set(running.KINDS)
    for kind, dossier in {
        "role_empty": one, "holder_gone": two, "step_missing": three, "no_step": four, "stale": five, "not_done": six,
    }.items():  # fmt: skip
        assert found[kind] == str(dossier.id), kind
    assert found["opinion_unit_gone"] == str(opinion.id)
    assert found["part_unheld"] == str(part.id)
    assert {kind for kind in told(office, director) if kind.startswith("found_")} == {
        f"found_{k}" for k in found
    }
    for dossier in (one, two, three, four, five):
        plant(office, dossier, step_role="handler", holder_id=None, step_key="process", next_at=NOW)
    with tenancy.scope(communes=[office.commune.id]):
        Opinion.objects.all().update(withdrawn_at=NOW)
        SubDossier.objects.all().update(state="done")
        EffectRun.objects.all().update(state="done")
    decisions.sign_ordered(office.commune.id, approved.id, "person", now=NOW)
    run(office, NOW + timedelta(minutes=30))
    assert findings(office) == {}
    seen = watch.read_watch(director, now=NOW + timedelta(minutes=31))
    assert (len(seen.gone), seen.asleep) == (len(running.KINDS), False)


def test_while_a_proposal_waits_at_the_desk_reminders_go_to_the_desk_and_its_head(office):
    director = make_officer(office.commune.id, "director", full_name="Hồ Thị Sen")
    dossier = held(office)
    item = intake.SupplementItem("paper", "giay_chung_sinh", "Giấy chứng sinh", "Ảnh mờ")
    intake.propose_supplement(call(office.handler, dossier, A.PROPOSE_SUPPLEMENT), [item], "Thiếu trang hai")
    run(office, dossier.due_at)
    assert "due" in told(office, office.receptionist) and "due" in told(office, director)
    assert told(office, office.handler) == []
    intake.decline_supplement(replace(call(office.receptionist, dossier, A.DECLINE_SUPPLEMENT), note="Đã có"))
    run_effects(office.commune.id)
    assert told(office, office.handler) == ["proposal_declined"]
    # The news is old by the time it is told: it lies there no more.
    assert "proposal_made" not in told(office, office.receptionist)
    run(office, dossier.due_at + MINUTE)
    assert "due" in told(office, office.handler)


def test_what_is_to_be_paid_first_stays_the_handlers_while_a_proposal_lies_there(office):
    dossier = held(office)
    plant(office, dossier, supplement_state="internal", next_action="settle_payment")
    run(office, dossier.due_at)
    assert "due" in told(office, office.handler) and told(office, office.receptionist) == []


def test_a_proposal_that_no_desk_can_send_is_found(office):
    dossier = held(office)
    plant(office, dossier, supplement_state="internal", next_action="request_supplement")
    run(office, NOW)
    assert "role_empty" not in findings(office)
    with tenancy.scope(communes=[office.commune.id]):
        RoleGrant.objects.filter(role_key="receptionist").delete()
    run(office, NOW)
    assert findings(office)["role_empty"] == str(dossier.id)


def test_a_changed_calendar_moves_running_dossiers_keeps_the_old_date_and_tells_it(office, monkeypatch):
    dossier = held(office)
    # The worker is another process: it remembers the calendar of before for some seconds.
    monkeypatch.setattr(set_commune_day, "forget_calendars", lambda: None)
    chief, day = make_officer(office.commune.id, "admin", full_name="Quản trị"), dossier.due_at.date()
    organisation.set_commune_day(chief, day, "holiday", "Nghỉ phòng chống bão", "Công điện 12", now=NOW)
    run_effects(office.commune.id)
    moved = dossiers.get_dossier(office.citizen, dossier.id)
    assert moved.due_at > dossier.due_at == moved.due_original
    assert f"{clock.local(dossier.due_at):%d/%m/%Y}" in moved.due_explanation[-1]
    with tenancy.scope(communes=[office.commune.id], applicants=office.citizen.applicants):
        [message] = [one for one in Message.objects.all() if "ngày hẹn trả thay đổi" in one.subject]
    for at in (dossier.due_at, moved.due_at):
        assert f"{clock.local(at):%d/%m/%Y}" in message.body
    run(office, NOW + MINUTE)
    run_effects(office.commune.id)
    assert event_names(office.commune.id, dossier.id).count("DueRecomputed") == 1


def test_an_acceptance_that_missed_the_change_is_counted_again_by_the_next_run(office):
    dossier = held(office)
    chief = make_officer(office.commune.id, "admin", full_name="Quản trị")
    organisation.set_commune_day(chief, dossier.due_at.date(), "holiday", "Nghỉ", "Công điện 12", now=NOW)
    run(office, NOW + MINUTE)
    assert dossiers.get_dossier(office.citizen, dossier.id).due_at > dossier.due_at


def test_officer_days_are_what_the_log_tells_and_a_planted_difference_is_found(office):
    dossier = held(office)
    work = replace(call(office.handler, dossier, A.REQUEST_SUPPLEMENT), now=NOW + MINUTE)
    item = intake.SupplementItem("field", "child_name", "Tên của trẻ", "Viết đủ họ tên")
    intake.ask_supplement(work, [item], "Tên chưa đủ")
    drafted = at_approval(office)
    decisions.send_back(call(office.chair, drafted, A.SEND_BACK, note="Sửa nơi sinh"))
    today = {one.staff_id: one for one in watch.read_load(office.chair, now=NOW + 2 * MINUTE)}
    mine, desk = today[office.handler.staff_id], today[office.receptionist.staff_id]
    assert (mine.load.open, mine.taken, mine.on_time, mine.supplements, mine.sent_back) == (2, 1, 1, 1, 1)
    assert (desk.on_time, desk.late, desk.percent) == (2, 0, 100)
    night = NOW + timedelta(days=1)
    assert watch.run_night(office.commune.id, now=night) == 0
    with tenancy.scope(communes=[office.commune.id]):
        row = OfficerDay.objects.get(staff_id=office.handler.staff_id)
        assert (row.taken, row.finished_on_time, row.supplements, row.sent_back) == (1, 1, 1, 1)
        OfficerDay.objects.filter(id=row.id).update(finished_on_time=9)
    plant(office, dossier, rounds=7)
    assert watch.run_night(office.commune.id, now=night) == 2
    assert findings(office) == {"day_differs": "2026-11-23", "log_differs": str(dossier.id)}
    plant(office, dossier, rounds=1)
    assert watch.run_night(office.commune.id, now=night) == 0
    assert findings(office) == {}


def test_load_is_told_to_oneself_to_the_head_of_the_unit_and_to_who_steers(office):
    head = make_officer(office.commune.id, "unit_head", full_name="Hồ Thị Sen")
    accepted(office)
    assert [one.staff_id for one in watch.read_load(office.handler, now=NOW)] == [office.handler.staff_id]
    unit = {one.staff_id for one in watch.read_load(head, now=NOW)}
    assert office.handler.staff_id in unit
    assert office.chair.staff_id not in unit
    everybody = watch.read_load(office.chair, now=NOW)
    assert office.chair.staff_id in {one.staff_id for one in everybody}
    assert (everybody[-1].staff_id, everybody[-1].load.open) == (None, 1)


def test_the_digest_is_told_once_a_working_day_and_names_nobody(office):
    dossier = held(office)
    assert watch.send_digest(office.commune.id, now=NOW) == 1
    assert watch.send_digest(office.commune.id, now=NOW) == 0
    assert watch.send_digest(office.commune.id, now=NOW - timedelta(days=1)) == 0
    [one] = watch.list_notices(office.handler)[0]
    assert "1 hồ sơ đang giữ" in one.text
    for secret in (dossier.owner_name, dossier.reference):
        assert secret not in one.text
