"""The web of the product with a planted fault: events are written beside the transaction, not in it.

Nothing of the product can be switched this way; the fault lives here alone. Run as an application by the
negative control, it must be found by the very checks that find nothing in the product.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from django.db import connections

from motcua.config.asgi import application
from motcua.kernel import events, tenancy

__all__ = ["application"]

_record = events.record


def record_beside(
    stream_id: UUID, event: events.DomainEvent, *, commune_id: int, **more: Any
) -> events.RecordedEvent:
    """Record an event and its jobs in a transaction of their own, committed at once, on another connection."""

    def write() -> events.RecordedEvent:
        try:
            with tenancy.scope(communes=[commune_id]):
                return _record(stream_id, event, commune_id=commune_id, **more)
        finally:
            connections.close_all()

    # A thread has its own connection and is inside no scope.
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(write).result()


events.record = record_beside
