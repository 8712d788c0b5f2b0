"""Run the effects that an installation's worker would run."""

from contextlib import nullcontext
from uuid import UUID

import time_machine

from motcua.kernel import tenancy
from motcua.kernel.jobs import carry_out
from motcua.kernel.models import EffectRun, Event
from tests.factories.organisation import NOW


def run_effects(commune_id: int) -> int:
    """Run every effect that was enqueued and not done, until nothing new comes of it; return how many ran.

    They run at the time of the tests: what they do must not lie after what a test does next.
    """
    travelling = time_machine.escape_hatch.is_travelling()
    with nullcontext() if travelling else time_machine.travel(NOW, tick=True):
        return _run(commune_id)


def _run(commune_id: int) -> int:
    from procrastinate.contrib.django.models import ProcrastinateJob

    ran, seen = 0, set()
    while True:
        jobs = ProcrastinateJob.objects.filter(task_name="effect", status="todo").order_by("id")
        fresh = [job for job in jobs if job.id not in seen and job.args["commune_id"] == commune_id]
        if not fresh:
            return ran
        for job in fresh:
            seen.add(job.id)
            carry_out(commune_id, UUID(job.args["event_id"]), job.args["handler"])
            ran += 1


def event_names(commune_id: int, stream_id) -> list[str]:
    """Return the names of a stream's events, in order."""
    with tenancy.scope(communes=[commune_id]):
        rows = Event.objects.filter(commune_id=commune_id, stream_id=stream_id).order_by("seq")
        return list(rows.values_list("name", flat=True))


def open_effects(commune_id: int) -> int:
    """Return how many effects were begun and not done."""
    with tenancy.scope(communes=[commune_id]):
        return EffectRun.objects.filter(commune_id=commune_id).exclude(state="done").count()
