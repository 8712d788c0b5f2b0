"""Background jobs in PostgreSQL: effects of events, the sweep for what was missed, the rescue of dead workers.

Arguments of a job are ids only. A job of a killed worker runs again; handlers are re-entrant.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import close_old_connections
from django.db.models import F
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.types import JSONDict

from motcua.kernel import clock, tenancy
from motcua.kernel.communes import for_each
from motcua.kernel.discretion import reason
from motcua.kernel.events import as_recorded, effects_of, registry
from motcua.kernel.models import EffectRun, Event

log = logging.getLogger(__name__)
# Ten seconds more each time: at most five minutes apart, for two hours and more.
RETRY = RetryStrategy(max_attempts=50, linear_wait=10)
# A job whose worker has given no sign of life for this long is taken over.
DEAD_AFTER_SECONDS = 15
# What has ended stays this long for whoever looks for the cause of something; what failed stays until it is settled.
ENDED_KEPT_HOURS = 30 * 24


def defer_effects(commune_id: int, event_id: UUID, handlers: list[str]) -> None:
    """Enqueue one job per effect with one statement, inside the caller's transaction."""
    jobs: list[JSONDict] = [
        {"commune_id": commune_id, "event_id": str(event_id), "handler": name} for name in handlers
    ]
    run_effect.batch_defer(*jobs)


def _begin(commune_id: int, event_id: UUID, handler: str) -> Event | None:
    """Count an attempt; return the event, or None when the effect is done already."""
    with tenancy.scope(communes=[commune_id]):
        run, _ = EffectRun.objects.get_or_create(
            commune_id=commune_id,
            event_id=event_id,
            handler=handler,
            defaults={"state": EffectRun.State.RUNNING, "updated_at": clock.now()},
        )
        if run.state == EffectRun.State.DONE:
            return None
        EffectRun.objects.filter(commune_id=commune_id, id=run.id).update(
            state=EffectRun.State.RUNNING, attempts=F("attempts") + 1, updated_at=clock.now()
        )
        return Event.objects.get(commune_id=commune_id, id=event_id)


def _end(commune_id: int, event_id: UUID, handler: str, state: str, error: str = "") -> None:
    with tenancy.scope(communes=[commune_id]):
        EffectRun.objects.filter(commune_id=commune_id, event_id=event_id, handler=handler).update(
            state=state, last_error=error[:500], updated_at=clock.now()
        )


@app.task(name="effect", queue="effects", retry=RETRY)
def run_effect(commune_id: int, event_id: str, handler: str) -> None:
    """Run one effect in a worker, on a connection that is alive."""
    close_old_connections()
    try:
        carry_out(commune_id, UUID(event_id), handler)
    finally:
        close_old_connections()


def carry_out(commune_id: int, event_id: UUID, handler: str) -> None:
    """Run one effect of one event; a failure is kept with its reason and raised, to be tried again later."""
    row = _begin(commune_id, event_id, handler)
    if row is None:
        return
    try:
        effects_of(row.name)[handler](as_recorded(row))
    except Exception as error:
        _end(commune_id, event_id, handler, EffectRun.State.FAILED, reason(error))
        raise
    _end(commune_id, event_id, handler, EffectRun.State.DONE)


@dataclass(frozen=True)
class OpenRun:
    """An effect that was begun and is not done."""

    event_id: UUID
    handler: str
    state: str
    attempts: int
    last_error: str
    updated_at: datetime


def open_runs(commune_id: int) -> list[OpenRun]:
    """Return the effects of a commune that are not done, the longest waiting first."""
    with tenancy.scope(communes=[commune_id]):
        rows = EffectRun.objects.filter(commune_id=commune_id).exclude(state=EffectRun.State.DONE)
        return [
            OpenRun(r.event_id, r.handler, r.state, r.attempts, r.last_error, r.updated_at)
            for r in rows.order_by("updated_at")
        ]


def retry_effect(commune_id: int, event_id: UUID, handler: str) -> None:
    """Try a failed effect again by hand; it always works, whatever the number of attempts."""
    with tenancy.scope(communes=[commune_id]):
        defer_effects(commune_id, event_id, [handler])


def missed(commune_id: int, since_days: int = 30) -> list[tuple[UUID, str]]:
    """Return (event, handler) pairs that no job has taken up: a handler added later, or a lost job."""
    horizon = clock.now()
    with tenancy.scope(communes=[commune_id]):
        found = []
        for name, handlers in registry()[1].items():
            events = Event.objects.filter(
                commune_id=commune_id,
                name=name,
                at__gte=horizon - timedelta(days=since_days),
                at__lte=horizon - timedelta(minutes=2),
            )
            for handler in handlers:
                seen = EffectRun.objects.filter(commune_id=commune_id, handler=handler)
                ids = events.exclude(id__in=seen.values("event_id")).values_list("id", flat=True)
                found += [(event_id, handler) for event_id in ids]
        return found


@app.periodic(cron="*/5 * * * *")
@app.task(name="sweep", queue="upkeep", queueing_lock="sweep")
def sweep(timestamp: int = 0) -> None:
    """Deliver to each commune's effects what they have not seen."""
    for_each(_take_up)


def _take_up(commune_id: int) -> None:
    for event_id, handler in missed(commune_id):
        retry_effect(commune_id, event_id, handler)


@app.periodic(cron="* * * * *")
@app.task(name="rescue", queue="upkeep", queueing_lock="rescue")
async def rescue(timestamp: int = 0) -> None:
    """Give the jobs of dead workers back to the queue."""
    stalled: list[Job] = list(
        await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_SECONDS)
    )
    for job in stalled:
        try:
            await _give_back(job)
        except ConnectorException as error:
            # Most likely it has ended meanwhile; the others are to be rescued, too, and the next minute looks again.
            log.warning("job %s of a dead worker could not be given back: %s", job.id, reason(error))


async def _give_back(job: Job) -> None:
    try:
        await app.job_manager.retry_job(job)
    except UniqueViolation:
        # The same work waits already, as what returns every minute does.
        await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=False)
    else:
        log.warning("job %s of a dead worker runs again", job.id)


@app.periodic(cron="50 19 * * *")  # 02:50 in Vietnam
@app.task(name="remove_ended", queue="upkeep", queueing_lock="remove_ended")
async def remove_ended(timestamp: int = 0) -> None:
    """Remove the jobs that ended long ago."""
    await app.job_manager.delete_old_jobs(
        nb_hours=ENDED_KEPT_HOURS, include_failed=False, include_cancelled=True, include_aborted=True
    )
