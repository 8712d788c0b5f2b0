"""Reads of messages: a citizen's own, and for officers what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from motcua.blocks.messaging.models import Delivery, Device, Message
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

_MOST = 100
NOT_FOUND = "Không tìm thấy thông báo này."


@dataclass(frozen=True)
class MessageInfo:
    """A message as its reader sees it."""

    id: UUID
    commune_id: int
    applicant_id: UUID
    about_id: UUID | None
    subject: str = field(repr=False)
    body: str = field(repr=False)
    created_at: datetime
    read_at: datetime | None

    @property
    def is_read(self) -> bool:
        return self.read_at is not None


@dataclass(frozen=True)
class DeliveryInfo:
    """What became of a message on one channel; `last_error` is plain Vietnamese."""

    id: UUID
    message_id: UUID
    channel: str
    state: str
    attempts: int
    last_error: str
    sent_at: datetime | None


@dataclass(frozen=True)
class SentMessage:
    """A message with all its deliveries."""

    message: MessageInfo
    deliveries: tuple[DeliveryInfo, ...]


def message_info(row: Message) -> MessageInfo:
    """Return a row as its reader sees it."""
    return MessageInfo(
        row.id,
        row.commune_id,
        row.applicant_id,
        row.about_id,
        row.subject,
        row.body,
        row.created_at,
        row.read_at,
    )


def _delivery_info(row: Delivery) -> DeliveryInfo:
    return DeliveryInfo(
        row.id, row.message_id, row.channel, row.state, row.attempts, row.last_error, row.sent_at
    )


def list_messages(actor: Actor, before: UUID | None = None, limit: int = 20) -> list[MessageInfo]:
    """Return the messages of the actor's applicants, newest first; `before` is the last id already shown."""
    if not actor.applicants:
        return []
    with tenancy.scope(applicants=actor.applicants):
        rows = Message.objects.filter(applicant_id__in=actor.applicants)
        if before is not None:
            rows = rows.filter(id__lt=before)
        return [message_info(row) for row in rows.order_by("-id")[: min(max(limit, 1), _MOST)]]


def get_message(actor: Actor, message_id: UUID) -> MessageInfo:
    """Return a message of the actor's applicants. Raises NotFound."""
    with tenancy.scope(applicants=actor.applicants):
        row = Message.objects.filter(applicant_id__in=actor.applicants, id=message_id).first()
    if row is None:
        raise NotFound(NOT_FOUND)
    return message_info(row)


def unread_count(actor: Actor) -> int:
    """Return how many messages of the actor's applicants are unread, 100 at most."""
    if not actor.applicants:
        return 0
    with tenancy.scope(applicants=actor.applicants):
        unread = Message.objects.filter(applicant_id__in=actor.applicants, read_at=None)
        return len(unread.values_list("id", flat=True).order_by()[:_MOST])


def list_sent(actor: Actor, about_id: UUID) -> list[SentMessage]:
    """Return the messages about a thing with their deliveries, newest first. Permission: dossier.view."""
    actor.require("dossier.view")
    with tenancy.scope(communes=[actor.home]):
        rows = Message.objects.filter(commune_id=actor.home, about_id=about_id).order_by("-id")[:_MOST]
        messages = [message_info(row) for row in rows]
        deliveries = _deliveries(actor.home, [m.id for m in messages])
    return [SentMessage(m, tuple(d for d in deliveries if d.message_id == m.id)) for m in messages]


def _deliveries(commune_id: int, message_ids: Iterable[UUID]) -> list[DeliveryInfo]:
    rows = Delivery.objects.filter(commune_id=commune_id, message_id__in=list(message_ids))
    return [_delivery_info(row) for row in rows.order_by("message_id", "channel")]


def list_open_deliveries(actor: Actor, before: UUID | None = None, limit: int = 50) -> list[DeliveryInfo]:
    """Return what failed or has an unknown outcome, newest first. Permission: config.manage."""
    actor.require("config.manage")
    with tenancy.scope(communes=[actor.home]):
        open_states = [Delivery.State.FAILED, Delivery.State.UNKNOWN]
        rows = Delivery.objects.filter(commune_id=actor.home, state__in=open_states)
        if before is not None:
            rows = rows.filter(id__lt=before)
        return [_delivery_info(row) for row in rows.order_by("-id")[: min(max(limit, 1), _MOST)]]


def count_devices(actor: Actor) -> int:
    """Return in how many browsers the actor has notices switched on."""
    with tenancy.scope(applicants=actor.applicants):
        return Device.objects.filter(applicant_id__in=actor.applicants).count()
