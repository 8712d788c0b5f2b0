"""What is due to be told about a dossier, minute by minute: pure, without a database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers.rules.states import State
from motcua.casework.watch.rules.notices import Around, due_notices
from tests.casework.dossiers.table_cases import ACCEPTED, DAY, DUE, NOW, dossier, law

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
# Three working days have 1440 minutes.
HALF = organisation.WorkingCalendar().add_working_minutes(ACCEPTED, 720)


def told(s, at, **other):
    around = Around(organisation.WorkingCalendar(), law(**other), at)
    return [(one.kind, one.to) for one in due_notices(s, around)]


def running(**other):
    # Three working days from Monday 09:00; the step is due with the whole.
    return dossier(State.PROCESSING, "post", **{"step_due_at": DUE, **other})


@pytest.mark.parametrize(
    ("at", "kinds"),
    [
        (ACCEPTED + MINUTE, []),
        (HALF - MINUTE, []),
        (HALF, ["half"]),
        (DUE - DAY - MINUTE, ["half"]),
        (DUE - DAY, ["day_before"]),
        (DUE - MINUTE, ["day_before"]),
    ],
)
def test_the_holder_is_reminded_at_each_point_to_the_minute(at, kinds):
    assert told(running(), at) == [(kind, "holder") for kind in kinds]


def test_at_due_the_head_is_told_too_and_again_on_every_working_day():
    assert told(running(), DUE + timedelta(seconds=30)) == [("due", "holder"), ("due", "head")]
    assert told(running(), DUE + 6 * HOUR) == told(running(), DUE)
    friday, saturday = DUE + DAY, DUE + 2 * DAY
    assert ("late", "head") in told(running(), friday)
    assert ("late", "head") not in told(running(), saturday)
    causes = [
        {one.cause for one in due_notices(running(), Around(organisation.WorkingCalendar(), law(), at))}
        for at in (friday, friday + HOUR, friday + 3 * DAY)
    ]
    assert causes[0] == causes[1] != causes[2]


def test_the_points_are_data_of_the_law():
    assert told(running(), ACCEPTED + HOUR, reminder_term_share=4) == [("half", "holder")]
    assert told(running(), DUE - 2 * DAY, reminder_days_before=2) == [("day_before", "holder")]
    assert told(running(), DUE - MINUTE, reminder_days_before=0) == [("half", "holder")]


def test_nothing_is_told_while_the_clock_stands_or_after_the_end():
    stopped = running(paused_at=NOW, minutes_left=10, step_minutes_left=10)
    assert told(stopped, DUE + DAY) == []
    assert told(dossier(State.RETURNED, "post"), DUE + DAY) == []


def test_a_term_of_a_day_has_no_day_before():
    new = dossier(State.SUBMITTED, "pre", step_due_at=NOW + 4 * HOUR)
    assert told(new, NOW - 3 * HOUR) == []
    assert told(new, NOW + HOUR) == [("half", "holder")]
    assert told(new, NOW + 4 * HOUR) == [("due", "holder"), ("due", "head")]


def test_a_step_that_runs_over_is_told_while_the_term_runs():
    s = running(step_due_at=NOW)
    assert ("step_over", "holder") not in told(s, NOW)
    assert ("step_over", "holder") in told(s, NOW + MINUTE)
    assert ("step_over", "holder") not in told(s, DUE)


@pytest.mark.parametrize(
    ("s", "kind"),
    [
        (replace(running(), withdrawal_requested_at=NOW - DAY, next_action="confirm_withdrawal", next_at=NOW),
         "withdrawal_late"),
        (dossier(State.PAYMENT, "post", finance="due", wait_until=NOW), "payment_over"),
        (dossier(State.SUPPLEMENT, "post", supplement="expired", wait_until=NOW), "supplement_over"),
    ],
)  # fmt: skip
def test_what_waited_too_long_goes_to_holder_and_head_and_daily_to_the_head(s, kind):
    assert kind not in dict(told(s, NOW))
    over = [one for one in told(s, NOW + MINUTE) if one[0] == kind]
    assert over == [(kind, "holder"), (kind, "head")]
    assert [one for one in told(s, NOW + DAY) if one[0] == kind] == [*over, (kind, "head")]


def test_a_result_that_lies_is_told_to_the_return_desk_and_is_not_late():
    s = dossier(State.DONE, "post")
    assert told(s, NOW + 29 * DAY) == []
    assert told(s, NOW + 30 * DAY) == [("uncollected", "holder")]
    # What the post has nobody can fetch.
    posted = replace(s, delivery="posted", changed_at=NOW + DAY)
    assert told(posted, NOW + 30 * DAY) == []
    assert told(posted, NOW + 31 * DAY) == [("long_at_post", "holder")]
    assert told(replace(s, delivery="lost"), NOW + 30 * DAY) == [("uncollected", "holder")]
