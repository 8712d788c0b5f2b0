"""Note that a message was read."""

from datetime import datetime
from uuid import UUID

from motcua.blocks.messaging.models import Message
from motcua.blocks.messaging.queries import NOT_FOUND
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound


def mark_read(actor: Actor, message_id: UUID, now: datetime) -> None:
    """Note the first time that one of the actor's messages was read; later times change nothing.

    Raises NotFound.
    """
    with tenancy.scope(applicants=actor.applicants):
        mine = Message.objects.filter(applicant_id__in=actor.applicants, id=message_id)
        if not mine.filter(read_at=None).update(read_at=now) and not mine.exists():
            raise NotFound(NOT_FOUND)
