"""Send a message: it is on My page at once, and a job per channel tells of it outside."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from motcua.blocks.identity.api import list_representatives
from motcua.blocks.messaging.models import Delivery, Device, Message
from motcua.blocks.messaging.ports import PUSH
from motcua.blocks.messaging.queries import MessageInfo, message_info
from motcua.kernel import tenancy
from motcua.kernel.clock import local_date


def send(
    *,
    commune_id: int,
    applicant_id: UUID,
    cause: str,
    subject: str,
    body: str,
    about_id: UUID | None,
    now: datetime,
    addresses: Mapping[str, str] | None = None,
    reference: str = "",
) -> MessageInfo:
    """Send a message once per applicant and `cause`; a repetition changes and sends nothing.

    `addresses` by channel key; `reference` is the only part of the message that channels carry outside.
    """
    with tenancy.scope(communes=[commune_id]):
        row = Message(
            commune_id=commune_id,
            applicant_id=applicant_id,
            about_id=about_id,
            cause=cause,
            reference=reference,
            subject=subject,
            body=body,
            created_at=now,
        )
        Message.objects.bulk_create([row], ignore_conflicts=True)
        kept = Message.objects.get(commune_id=commune_id, applicant_id=applicant_id, cause=cause)
        if kept.id == row.id:
            _deliver(kept, addresses or {})
        return message_info(kept)


def _deliver(message: Message, addresses: Mapping[str, str]) -> None:
    from motcua.blocks.messaging.jobs import enqueue  # jobs call use cases

    deliveries = [
        Delivery(
            commune_id=message.commune_id, message_id=message.id, channel=channel, address=address.strip()
        )
        for channel, address in sorted(addresses.items())
        if address.strip()
    ]
    deliveries += [
        Delivery(
            commune_id=message.commune_id, message_id=message.id, channel=PUSH, address="", device_id=device
        )
        for device in _devices(message)
    ]
    Delivery.objects.bulk_create(deliveries)
    for delivery in deliveries:
        enqueue(message.commune_id, delivery.id)


def _devices(message: Message) -> list[UUID]:
    """Return the browsers in which the applicant, or who acts for them now, switched notices on."""
    on, theirs = local_date(message.created_at), message.applicant_id
    who = [theirs, *list_representatives(message.commune_id, theirs, on)]
    found = Device.objects.filter(
        Q(applicant_id__in=who) | Q(person_id=theirs), commune_id=message.commune_id
    )
    return list(found.order_by("id").values_list("id", flat=True))
