"""Carry one delivery out: say that it is being sent, call the channel, write down what became of it.

Three steps with a transaction before and after, none during the call. What dies between leaves `sending`, and
the next run turns that into `unknown`: it may have arrived, so only a person sends it again.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from motcua.blocks.messaging.channels import get_channel
from motcua.blocks.messaging.models import Delivery, Device, Message
from motcua.blocks.messaging.ports import (
    ChannelUnavailable,
    MessageChannel,
    OutgoingMessage,
    PushAddress,
    PushService,
)
from motcua.blocks.messaging.rules import place, teaser, wait_after
from motcua.kernel import ports, tenancy

log = logging.getLogger(__name__)
_NO_CHANNEL = "Kênh này chưa được nối với hệ thống."
_INTERRUPTED = "Máy chủ dừng trong lúc gửi nên không rõ đã đến nơi hay chưa."
_GONE = "Máy này không còn nhận tin báo nữa."
_BROKEN = "Kênh gửi gặp lỗi không rõ nguyên nhân; không rõ đã đến nơi hay chưa."


@dataclass(frozen=True)
class Outcome:
    """What became of an attempt; `again_in` seconds when it will be tried again by itself."""

    state: Delivery.State
    error: str = ""
    again_in: int | None = None


def deliver(commune_id: int, delivery_id: UUID, now: datetime) -> Outcome | None:
    """Attempt one delivery; None when there is nothing to do. `now` is the time of the attempt."""
    begun = _begin(commune_id, delivery_id)
    if begun is None:
        return None
    channel, outgoing, attempts = begun
    outcome = _call(channel, outgoing, attempts, delivery_id)
    _end(commune_id, delivery_id, outcome, now)
    return outcome


def _locked(commune_id: int, delivery_id: UUID) -> Delivery | None:
    rows = Delivery.objects.select_for_update().filter(commune_id=commune_id, id=delivery_id)
    return rows.first()


def _begin(commune_id: int, delivery_id: UUID) -> tuple[MessageChannel | None, OutgoingMessage, int] | None:
    with tenancy.scope(communes=[commune_id]):
        row = _locked(commune_id, delivery_id)
        if row is None:
            return None
        if row.state == Delivery.State.SENDING:
            _write(row, Outcome(Delivery.State.UNKNOWN, _INTERRUPTED))
            return None
        if row.state != Delivery.State.PENDING:
            return None
        row.state, row.attempts = Delivery.State.SENDING, row.attempts + 1
        row.save(update_fields=["state", "attempts"])
        address = _address(row)
        if address is None:
            _write(row, Outcome(Delivery.State.GONE, _GONE))
            return None
        reference, about_id = Message.objects.values_list("reference", "about_id").get(
            commune_id=commune_id, id=row.message_id
        )
        said = teaser(reference, settings.MOTCUA_BASE_URL)
        link = place(about_id, row.message_id)
        outgoing = OutgoingMessage(address, said.subject, said.body, str(row.id), link)
        return get_channel(row.channel), outgoing, row.attempts


def _address(row: Delivery) -> str | None:
    """Return where it goes; None when the device was switched off meanwhile."""
    if row.device_id is None:
        return str(row.address)
    device = Device.objects.filter(commune_id=row.commune_id, id=row.device_id).first()
    if device is None:
        return None
    service: PushService = ports.get(PushService)
    return service.recipient(PushAddress(device.endpoint, device.p256dh, device.auth))


def _call(
    channel: MessageChannel | None, outgoing: OutgoingMessage, attempts: int, delivery_id: UUID
) -> Outcome:
    if channel is None:
        return Outcome(Delivery.State.FAILED, _NO_CHANNEL)
    try:
        channel.send(outgoing)
    except ChannelUnavailable as refused:
        return _refused(refused, attempts)
    except Exception as fault:
        # A fault of the adapter, anywhere: nobody knows how far it came. Its text may hold the address.
        log.error("delivery %s: the channel broke with %s", delivery_id, type(fault).__name__)
        return Outcome(Delivery.State.UNKNOWN, _BROKEN)
    return Outcome(Delivery.State.SENT)


def _refused(refused: ChannelUnavailable, attempts: int) -> Outcome:
    if refused.outcome_unknown:
        return Outcome(Delivery.State.UNKNOWN, refused.message)
    if refused.gone:
        return Outcome(Delivery.State.GONE, refused.message)
    wait = None if refused.permanent else wait_after(attempts, refused.wait_seconds)
    if wait is None:
        return Outcome(Delivery.State.FAILED, refused.message)
    return Outcome(Delivery.State.PENDING, refused.message, wait)


def _end(commune_id: int, delivery_id: UUID, outcome: Outcome, now: datetime) -> None:
    from motcua.blocks.messaging.jobs import enqueue  # jobs call use cases

    with tenancy.scope(communes=[commune_id]):
        row = _locked(commune_id, delivery_id)
        # A success stands, whatever a second run of the same job believes.
        if row is None or row.state == Delivery.State.SENT:
            return
        if outcome.state == Delivery.State.SENT:
            row.sent_at = now
        if outcome.state == Delivery.State.GONE and row.device_id is not None:
            Device.objects.filter(commune_id=commune_id, id=row.device_id).delete()
        _write(row, outcome)
        if outcome.again_in is not None:
            enqueue(commune_id, delivery_id, outcome.again_in)


def _write(row: Delivery, outcome: Outcome) -> None:
    row.state, row.last_error = outcome.state, outcome.error[:300]
    row.save(update_fields=["state", "last_error", "sent_at"])
