"""Deliveries as background jobs: one at a time for each delivery, tried again as its outcome says."""

from uuid import UUID

from django.db import close_old_connections
from procrastinate.contrib.django import app

from motcua.blocks.messaging.use_cases.deliver import deliver
from motcua.kernel import clock
from motcua.kernel.jobs import RETRY


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
    lock = f"delivery:{delivery_id}"
    task = run_delivery.configure(lock=lock, schedule_in={"seconds": wait_seconds} if wait_seconds else None)
    task.defer(commune_id=commune_id, delivery_id=str(delivery_id))
