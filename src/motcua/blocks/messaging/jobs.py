"""Deliveries as background jobs: one at a time for each delivery, tried again as its outcome says, none forgotten."""

from uuid import UUID

from django.db import close_old_connections
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.blocks.messaging.models import Delivery
from motcua.blocks.messaging.use_cases.deliver import deliver
from motcua.kernel import clock, tenancy
from motcua.kernel.communes import for_each
from motcua.kernel.jobs import RETRY

# Names the jobs of one delivery.
_LOCK = "delivery:"


@app.task(name="deliver", queue="messages", retry=RETRY)
def run_delivery(commune_id: int, delivery_id: str) -> None:
    """Attempt one delivery; one that broke is looked at again, and begun calls have an unknown outcome then."""
    close_old_connections()
    try:
        deliver(commune_id, UUID(delivery_id), clock.now())
    finally:
        close_old_connections()


def enqueue(commune_id: int, delivery_id: UUID, wait_seconds: int = 0) -> None:
    """Enqueue an attempt within the caller's transaction, at once or after a wait."""
    # Two jobs of one delivery never run together: the second would take the first for dead.
    lock = f"{_LOCK}{delivery_id}"
    task = run_delivery.configure(lock=lock, schedule_in={"seconds": wait_seconds} if wait_seconds else None)
    task.defer(commune_id=commune_id, delivery_id=str(delivery_id))


@app.periodic(cron="*/5 * * * *")
@app.task(name="sweep_deliveries", queue="upkeep", queueing_lock="sweep_deliveries")
def sweep_deliveries(timestamp: int = 0) -> None:
    """Give a job to the deliveries of every commune that have lost theirs."""
    for_each(take_up)


def take_up(commune_id: int) -> None:
    """Enqueue the deliveries under way that no job waits for or works on.

    A delivery and its job come and change in one transaction: one statement sees both or neither.
    """
    lock = Concat(Value(_LOCK), Cast(OuterRef("id"), CharField()))
    open_jobs = ProcrastinateJob.objects.filter(status__in=["todo", "doing"], lock=lock)
    with tenancy.scope(communes=[commune_id]):
        under_way = Delivery.objects.filter(
            commune_id=commune_id, state__in=[Delivery.State.PENDING, Delivery.State.SENDING]
        )
        for delivery_id in under_way.filter(~Exists(open_jobs)).values_list("id", flat=True):
            enqueue(commune_id, delivery_id)
