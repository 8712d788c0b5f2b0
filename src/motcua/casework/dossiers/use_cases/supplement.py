"""Stop the clock for a supplement, once, and run it again with the minutes that were left."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers.answering import answer_due
from motcua.casework.dossiers.events import SupplementAnswered, SupplementRequested
from motcua.casework.dossiers.models import Dossier, Pause, Step
from motcua.casework.dossiers.queries import DossierInfo, as_info
from motcua.casework.dossiers.use_cases.accept import term_at
from motcua.casework.dossiers.use_cases.acting import Call, finish_call, lock, require_no_supplement
from motcua.kernel import clock


def request_supplement(call: Call, *, number: int) -> DossierInfo:
    """Ask for a supplement within the caller's scope; a second request is refused.

    Legal basis: Decree 45/2020/NĐ-CP, Article 11; Decree 118/2025/NĐ-CP: once, with all items.
    """
    call, dossier = lock(call)
    require_no_supplement(dossier)
    left = _stop_clock(dossier, call.now) if dossier.accepted_at is not None else None
    dossier.supplement_state = "asked"
    finish_call(call, dossier, SupplementRequested(number, left))
    return as_info(dossier)


def answer_supplement(call: Call, *, number: int, turns: Mapping[str, str]) -> DossierInfo:
    """Take in the citizen's supplement within the caller's scope; the clock runs again.

    `turns`: where the answers, as completed, lead off the plain way of the process.
    """
    call, dossier = lock(call)
    dossier.turns = dict(turns)
    if dossier.accepted_at is not None:
        _run_clock(dossier, call.now)
    else:
        # Before acceptance no term runs; the time of the first answer begins again.
        dossier.step_due_at = answer_due(dossier.commune_id, call.now)
    dossier.supplement_state = "answered"
    finish_call(call, dossier, SupplementAnswered(number, dossier.due_at))
    return as_info(dossier)


def _deadline(dossier: Dossier) -> organisation.Deadline:
    assert dossier.accepted_at and dossier.due_at and dossier.due_original
    calendar = organisation.working_calendar(dossier.commune_id, clock.local_date(dossier.accepted_at))
    # The clock counts whole minutes: a stop in the very minute of the acceptance is not before it.
    accepted = clock.local(dossier.accepted_at).replace(second=0, microsecond=0)
    return organisation.Deadline(
        accepted_at=accepted,
        starts_at=calendar.counting_start(accepted),
        term=term_at(dossier, dossier.accepted_at),
        due_original=clock.local(dossier.due_original),
        due_at=clock.local(dossier.due_at),
        lines=tuple(dossier.due_explanation),
    )


def _stop_clock(dossier: Dossier, now: datetime) -> int:
    calendar = organisation.working_calendar(dossier.commune_id, clock.local_date(now))
    stopped = organisation.pause(_deadline(dossier), clock.local(now), calendar)
    left = stopped.pauses[-1].remaining_minutes
    step_left = 0
    if dossier.step_due_at is not None and dossier.step_due_at > now:
        step_left = calendar.working_minutes_between(clock.local(now), clock.local(dossier.step_due_at))
    dossier.due_explanation = list(stopped.lines)
    Pause.objects.create(
        commune_id=dossier.commune_id,
        applicant_id=dossier.applicant_id,
        dossier_id=dossier.id,
        reason="supplement",
        from_at=now,
        minutes_left=left,
        step_minutes_left=step_left,
    )
    return left


def _run_clock(dossier: Dossier, now: datetime) -> None:
    rows = Pause.objects.select_for_update()
    pause = rows.get(commune_id=dossier.commune_id, dossier_id=dossier.id, until_at__isnull=True)
    calendar = organisation.working_calendar(dossier.commune_id, clock.local_date(now))
    # Clocks run in minutes; the row keeps the seconds of the request.
    stopped_at = clock.local(pause.from_at).replace(second=0, microsecond=0)
    stop = organisation.Pause(stopped_at, pause.minutes_left)
    running = organisation.resume(replace(_deadline(dossier), pauses=(stop,)), clock.local(now), calendar)
    dossier.due_at = running.due_at
    dossier.due_explanation = list(running.lines)
    dossier.step_due_at = calendar.add_working_minutes(clock.local(now), pause.step_minutes_left)
    Pause.objects.filter(commune_id=dossier.commune_id, id=pause.id).update(until_at=now)
    Step.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id, ended_at__isnull=True).update(
        due_at=dossier.step_due_at
    )
