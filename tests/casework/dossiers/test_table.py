"""Every row of the table once as it should be, and once with each of its guards broken."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules import machine
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.clockwork import step_due
from motcua.casework.dossiers.rules.facts import Accepting, Extending, Obliging, Stopping
from motcua.casework.dossiers.rules.guards import GUARDS
from motcua.casework.dossiers.rules.refusals import ActionRefused
from motcua.casework.dossiers.rules.replaying import delta, evolve
from motcua.casework.dossiers.rules.snapshot import COLUMNS, TRACKED, Snapshot
from motcua.casework.dossiers.rules.states import State
from motcua.casework.dossiers.rules.transitions import TABLE, rows_from
from motcua.casework.dossiers.rules.world import By
from tests.casework.dossiers.table_cases import (
    ABSENT,
    BROKEN,
    DAY,
    DUE,
    ME,
    NOW,
    OTHER,
    SUBMITTED,
    case_of,
    dossier,
    law,
    with_a_day_off,
    world,
)

ROWS = [row for row in TABLE if row.origin is not None]
A = Action


def name(row):
    return f"{row.action}-{row.origin}-{row.phase}{'-desk' if row.who == 'desk' else ''}"


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_row_leads_where_it_says(row):
    s, order, around = case_of(row)
    if row.action is A.SET_LINE:
        s = replace(s, finance="none")
    outcome = machine.decide(s, order, around)
    assert outcome.after.state is row.target
    assert outcome.event == row.event
    told = dict(row.lines)
    assert all(value in ("", getattr(outcome.after, line)) for line, value in told.items() if line)
    after = outcome.after
    # Nobody's dossier, or one without a date, cannot come out of it.
    assert bool(after.step_key) is not after.state.is_left
    assert not after.step_key or (after.step_role and after.next_action and after.next_at)
    assert evolve(s, delta(s, after)) == after


GUARDED = {f"{name(row)}-{guard}": (row, guard) for row in ROWS for guard in ("time", *row.guards)}


@pytest.mark.parametrize(("row", "guard"), GUARDED.values(), ids=GUARDED)
def test_each_guard_refuses_by_its_name(row, guard):
    if guard == "time" and row.by == ("system",):
        return
    s, order, around = BROKEN[guard](*case_of(row))
    with pytest.raises(ActionRefused) as refusal:
        machine.decide(s, order, around)
    assert refusal.value.kind == f"guard:{guard}"
    assert refusal.value.message == GUARDS[guard].message


def test_every_guard_is_used_and_can_be_broken():
    assert {"time", *(guard for row in TABLE for guard in row.guards)} == set(GUARDS) == set(BROKEN)


@pytest.mark.parametrize("state", State)
def test_what_the_table_does_not_know_is_refused(state):
    for action in Action:
        if rows_from(action, state):
            continue
        with pytest.raises(ActionRefused) as refusal:
            machine.fitting(dossier(state, "post"), action)
        assert refusal.value.kind == "not_from_state"


@pytest.mark.parametrize("row", [r for r in ROWS if r.phase != "any"], ids=name)
def test_the_wrong_phase_is_refused(row):
    other = [r.phase for r in rows_from(row.action, row.origin)]
    s = dossier(row.origin, "post" if row.phase == "pre" else "pre")
    if s.phase in other:
        return
    with pytest.raises(ActionRefused) as refusal:
        machine.fitting(s, row.action)
    assert refusal.value.kind == "phase"


BOUND = [row for row in ROWS if row.needs and row.by == ("officer",)]


@pytest.mark.parametrize("row", BOUND, ids=name)
@pytest.mark.parametrize("kind", ["step", "permission", "role", "unit", "held"])
def test_who_may_not_is_told_why(row, kind):
    s, order, around = case_of(row)
    by = order.by
    if kind == "step":
        wrong = "approve" if s.step_key != "approve" else "issue"
        s = replace(s, step_key=wrong)
    elif kind == "permission":
        by = replace(by, permissions=frozenset({"dossier.view"}))
    elif kind == "role":
        by = replace(by, roles=frozenset({"cashier"}))
    elif kind == "held":
        s = replace(s, holder_id=OTHER)
    elif around.process.step(s.step_key).unit:
        by = replace(by, unit_kind="office")
    else:
        return
    with pytest.raises(ActionRefused) as refusal:
        machine.decide(s, replace(order, by=by), around)
    assert refusal.value.kind == kind


DESK_ROWS = [row for row in ROWS if row.proposed or row.action is A.DECLINE_SUPPLEMENT]


@pytest.mark.parametrize("row", DESK_ROWS, ids=name)
def test_the_desk_alone_answers_a_proposal_whoever_holds_the_dossier(row):
    s, order, around = case_of(row)
    assert s.step_key == "process" and s.holder_id == OTHER
    assert machine.decide(s, order, around).event == row.event
    director = replace(order.by, roles=frozenset({"director"}))
    assert machine.decide(s, replace(order, by=director), around).event == row.event
    wrong = {
        "permission": replace(order.by, permissions=frozenset({"dossier.view"})),
        "role": replace(order.by, staff_id=OTHER, roles=frozenset({"handler"})),
        "unit": replace(order.by, unit_kind="office"),
    }
    for kind, by in wrong.items():
        with pytest.raises(ActionRefused) as refusal:
            machine.decide(s, replace(order, by=by), around)
        assert refusal.value.kind == kind


def proposed(**other):
    """Return a dossier whose handler proposed a supplement to the desk, with the order and the world."""
    [row] = rows_from(A.PROPOSE_SUPPLEMENT, State.PROCESSING)
    s, order, around = case_of(row)
    return machine.decide(replace(s, **other), order, around).after, order, around


def test_a_proposal_leaves_the_clock_alone_and_is_the_desks_to_send():
    after, order, around = proposed()
    assert (after.supplement, after.next_action, after.next_at) == (
        "internal", "request_supplement", after.step_due_at,
    )  # fmt: skip
    assert (after.paused_at, after.due_at, after.rounds, after.wait_until) == (None, DUE, 0, None)
    waiting = replace(order, action=A.REQUEST_PAYMENT, by=By("system"), facts=Obliging(ME, NOW + DAY))
    paying = machine.decide(after, waiting, around).after
    assert (paying.supplement, paying.next_action) == ("internal", "settle_payment")


@pytest.mark.parametrize("rounds", [0, 1])
@pytest.mark.parametrize("action", [A.PROPOSE, A.STOP, A.CONFIRM_WITHDRAWAL, A.DECLINE_SUPPLEMENT])
def test_a_proposal_is_dropped_with_its_step(action, rounds):
    s, order, around = proposed()
    s = replace(s, rounds=rounds, withdrawal_requested_at=NOW)
    ends = replace(order, action=action, by=By("system"), facts=Stopping("none"))
    after = machine.decide(s, ends, around).after
    assert after.supplement == ("complete" if rounds else "none")
    assert after.next_action != "request_supplement"


def test_whoever_stands_in_does_the_work_of_the_absent():
    [row] = rows_from(A.PROPOSE, State.PROCESSING)
    s, order, around = case_of(row)
    s = replace(s, holder_id=ABSENT)
    by = replace(order.by, stands_in_for=frozenset({ABSENT}))
    assert machine.decide(s, replace(order, by=by), around).after.step_key == "approve"
    take = replace(order, action=A.TAKE, by=replace(by, permissions=frozenset({"dossier.view"})))
    assert machine.decide(s, take, around).after.holder_id == ME


def test_a_citizen_does_only_what_is_theirs():
    for row in ROWS:
        s, order, around = case_of(row)
        citizen = replace(order, by=By("citizen"))
        if "citizen" in row.by or row.needs:
            continue
        with pytest.raises(ActionRefused) as refusal:
            machine.decide(s, citizen, around)
        assert refusal.value.kind == "permission"


def test_a_page_offers_what_the_machine_would_do():
    """Whatever `decide` carries out with right facts stands among the allowed, and nothing it refuses for who asks."""
    for row in ROWS:
        s, order, around = case_of(row)
        assert row.action in machine.allowed(s, order.by, around, order.at), row
        nobody = replace(order.by, roles=frozenset(), permissions=frozenset())
        if row.by == ("officer",):
            assert row.action not in machine.allowed(s, nobody, around, order.at)


def test_every_column_is_fixed_tracked_or_left_out_for_a_reason():
    tracked = {COLUMNS.get(name, name) for name in TRACKED}
    columns = {field.attname for field in Dossier._meta.local_fields}
    assert columns == tracked | FIXED | UNTRACKED.keys()
    assert not tracked & (FIXED | UNTRACKED.keys())
    assert {"state"} <= set(TRACKED) <= {f for f in Snapshot.__dataclass_fields__}


# Written once, when the dossier is opened.
FIXED = {
    "id", "commune_id", "applicant_id", "submission_key", "submission_code", "procedure_code", "procedure_name",
    "version_id", "channel", "place", "help_id", "representation_id", "owner_name", "owner_sort", "owner_search",
    "owner_id_index", "came_by", "transferred_from_commune",
}  # fmt: skip
UNTRACKED = {
    "book_year": "taken once at acceptance, told beside the code",
    "book_entry": "taken once at acceptance, told beside the code",
    "code": "told beside the tracked ones, once",
    "transferred_to_commune": "told by the event that ends it here",
    "sync_state": "follows from the log itself",
    "due_explanation": "words that follow from the clock",
    "revision": "counts the events",
    "chain_seq": "the head of the log",
    "chain_hash": "the head of the log",
    "search_text": "follows from what was handed in",
    "hamlet_id": "follows from what was handed in",
    "replayable": "whether the log tells what changed",
}


def test_a_second_round_needs_an_order_and_counts_late():
    [row] = [r for r in rows_from(A.REQUEST_SUPPLEMENT, State.PROCESSING) if not r.proposed]
    s, order, around = case_of(row)
    s = replace(s, rounds=1, supplement="answered")
    ordered = replace(order, facts=replace(order.facts, number=2, ordered=True))
    after = machine.decide(s, ordered, around).after
    assert (after.rounds, after.counts_late, after.late(NOW)) == (2, True, True)
    first = machine.decide(replace(s, rounds=0), order, around).after
    assert (first.rounds, first.counts_late) == (1, False)


def test_the_constant_says_whether_payment_stops_the_clock():
    [row] = [r for r in rows_from(A.REQUEST_PAYMENT, State.PROCESSING) if r.phase == "post"]
    s, order, around = case_of(row)
    assert machine.decide(s, order, around).pause_begun
    running = machine.decide(s, order, replace(around, law=law(obligation_stops_clock=False)))
    assert not running.pause_begun and running.after.paused_at is None
    settle = replace(order, action=A.SETTLE_PAYMENT, by=By("system"), facts=None)
    back = machine.decide(running.after, settle, around)
    assert (back.after.due_at, back.pause_ended) == (DUE, False)


def test_a_stopped_clock_runs_on_with_the_minutes_that_were_left():
    [row] = [r for r in rows_from(A.REQUEST_SUPPLEMENT, State.PROCESSING) if not r.proposed]
    s, order, around = case_of(row)
    stopped = machine.decide(s, order, around).after
    left = around.calendar.working_minutes_between(NOW, DUE)
    assert stopped.minutes_left == left
    answered = replace(order, action=A.ANSWER_SUPPLEMENT, at=NOW + 7 * DAY, by=By("citizen"), facts=None)
    running = machine.decide(stopped, answered, around).after
    assert around.calendar.working_minutes_between(NOW + 7 * DAY, running.due_at) == left
    assert running.due_original == DUE and running.paused_at is None


def test_a_correction_keeps_the_first_end_and_a_reopened_stop_does_not():
    for state, kept in ((State.DONE, True), (State.STOPPED, False)):
        [row] = [r for r in rows_from(A.REOPEN, state) if r.phase == "post"]
        s, order, around = case_of(row)
        after = machine.decide(s, order, around).after
        assert (after.clock_ended_at == s.clock_ended_at) is kept
        assert (after.step_key, after.holder_id, after.due_original) == ("process", OTHER, DUE)
    [row] = rows_from(A.FINISH, State.PROCESSING)
    s, order, around = case_of(row)
    again = machine.decide(replace(s, clock_ended_at=NOW - DAY), order, around).after
    assert (again.clock_ended_at, again.finished_at) == (NOW - DAY, NOW)


def test_a_withdrawal_ends_the_clock_when_it_was_asked_for():
    [row] = rows_from(A.CONFIRM_WITHDRAWAL, State.PROCESSING)
    s, order, around = case_of(row)
    after = machine.decide(s, order, around).after
    assert after.clock_ended_at == s.withdrawal_requested_at and after.finished_at == NOW


def test_an_extension_moves_the_step_by_the_same_working_minutes():
    [row] = rows_from(A.EXTEND, State.PROCESSING)
    s, order, around = case_of(row)
    after = machine.decide(s, order, around).after
    more = around.calendar.working_minutes_between(DUE, after.due_at)
    assert around.calendar.working_minutes_between(s.step_due_at, after.step_due_at) == more > 0
    assert (after.extended_from, after.due_original) == (DUE, DUE)


def test_a_day_off_more_moves_the_due_time_and_a_day_less_does_not_take_a_promise_back():
    [row] = rows_from(A.RECOMPUTE_DUE, State.PROCESSING)
    s, order, around = case_of(row)
    outcome = machine.decide(s, order, around)
    assert outcome.after.due_at == DUE + DAY
    assert "thành" in outcome.lines[0]
    later = replace(s, due_at=DUE + 4 * DAY)
    with pytest.raises(ActionRefused) as refusal:
        machine.decide(later, order, around)
    assert refusal.value.kind == "guard:differs"


def test_a_day_off_more_leaves_the_steps_before_it_alone():
    """Half of the term is over before the lost day: that step is due when it was."""
    s = replace(dossier(State.PROCESSING, "post"), step_due_at=None)
    plain, shorter = world(), world(calendar=with_a_day_off())
    assert step_due(s, "process", plain) == step_due(replace(s, due_at=DUE + DAY), "process", shorter)


def test_what_the_system_tells_is_never_too_early():
    """A signature that was made is told even when the clock of its machine is behind."""
    [row] = rows_from(A.FINISH, State.PROCESSING)
    s, order, around = case_of(row)
    after = machine.decide(s, replace(order, at=SUBMITTED - DAY), around).after
    assert after.finished_at == s.last_change == s.accepted_at


def test_seconds_do_not_make_late():
    s, seconds = dossier(State.PROCESSING, "post"), timedelta(seconds=20)
    assert not s.late(DUE + seconds) and s.late(DUE + timedelta(minutes=1))
    [row] = rows_from(A.EXTEND, State.PROCESSING)
    s, order, around = case_of(row)
    assert machine.decide(s, replace(order, at=DUE - DAY + seconds), around).after.extended_from == DUE


def test_an_extension_that_ends_at_the_old_close_is_none():
    [row] = rows_from(A.EXTEND, State.PROCESSING)
    s, order, around = case_of(row)
    close = DUE.replace(hour=17)
    with pytest.raises(ActionRefused) as refusal:
        after_hours = Extending(close + timedelta(hours=1))
        machine.decide(replace(s, due_at=close), replace(order, facts=after_hours), around)
    assert refusal.value.kind == "guard:later"


def test_money_paid_before_acceptance_stays_paid():
    [row] = rows_from(A.ACCEPT, State.SUBMITTED)
    s, order, around = case_of(row)
    paid = replace(s, finance="paid")
    assert machine.decide(paid, replace(order, facts=Accepting(False)), around).after.finance == "paid"
    assert machine.decide(paid, order, around).after.finance == "due"


def test_a_wish_to_withdraw_is_nobodys_duty_once_the_result_is_there():
    [row] = rows_from(A.FINISH, State.PROCESSING)
    s, order, around = case_of(row)
    after = machine.decide(replace(s, withdrawal_requested_at=NOW - DAY), order, around).after
    assert after.next_action == "return_result"


def test_an_expired_supplement_becomes_the_heads_next_day():
    [row] = rows_from(A.EXPIRE_SUPPLEMENT, State.SUPPLEMENT)
    s, order, around = case_of(row)
    after = machine.decide(s, order, around).after
    assert (after.next_action, after.next_at) == ("stop", NOW.replace(day=25, hour=17))
    pre = replace(s, accepted_at=None, paused_at=None, due_at=None, due_original=None)
    assert machine.decide(pre, order, around).after.next_action == "refuse"


def test_lateness_is_told_by_the_end_the_stop_or_now():
    s = dossier(State.PROCESSING, "post")
    assert not s.late(DUE) and s.late(DUE + timedelta(minutes=1))
    assert not replace(s, paused_at=DUE).late(DUE + DAY)
    assert not replace(s, clock_ended_at=DUE).late(DUE + DAY)
    assert replace(s, counts_late=True, clock_ended_at=NOW).late(NOW)


def test_world_has_no_default_that_lets_anything_through():
    assert world().open_opinions == world().open_children == 0 and not world().owed
