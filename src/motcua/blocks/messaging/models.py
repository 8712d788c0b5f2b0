"""Messages to people, and what became of them on each channel."""

from typing import Any, TypeVar

from django.db import models

from motcua.kernel.fields import SealedTextField
from motcua.kernel.personal import BASIC, SENSITIVE, personal
from motcua.kernel.tenancy import TenantKey, TenantModel

_F = TypeVar("_F", bound="models.Field[Any, Any]")


def _of_device(field: _F) -> _F:
    return personal(
        field,
        klass=BASIC,
        purpose="Báo tin trên máy mà người dân đã bật",
        basis="Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 9 (người dân đồng ý)",
        retention="Đến khi ông/bà tắt, hoặc máy thôi nhận tin",
    )


def _told(field: _F) -> _F:
    return personal(
        field,
        klass=SENSITIVE,
        purpose="Báo cho người dân về hồ sơ của mình",
        basis="Nghị định 118/2025/NĐ-CP, Điều 17-22",
        retention="5 năm",
    )


class Message(TenantModel):
    """A message to an applicant, readable on My page.

    `cause` names what brought it about, once per applicant; `reference` is what may be told outside.
    """

    wall = "commune_or_applicant"

    applicant_id = models.UUIDField()
    about_id = models.UUIDField(null=True)
    cause = models.CharField(max_length=120)
    reference = models.CharField(max_length=60, blank=True)
    subject = _told(SealedTextField())
    body = _told(SealedTextField())
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "id"], name="message_tenant_id"),
            models.UniqueConstraint(fields=["commune_id", "applicant_id", "cause"], name="message_once"),
        ]
        indexes = [
            models.Index(fields=["applicant_id", "-id"], name="message_by_applicant"),
            models.Index(
                fields=["applicant_id"], condition=models.Q(read_at__isnull=True), name="message_unread"
            ),
            models.Index(fields=["commune_id", "about_id"], name="message_about"),
        ]


class Delivery(TenantModel):
    """One message on one channel outside the product, with its outcome.

    `sending` is written before the channel is called: a worker that dies then leaves the outcome unknown.
    """

    class State(models.TextChoices):
        PENDING = "pending"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        UNKNOWN = "unknown"
        # The device takes nothing any more: nobody has to do anything.
        GONE = "gone"

    message_id = models.UUIDField()
    channel = models.CharField(max_length=20)
    address = _told(SealedTextField())
    # One of several devices of the applicant; it may be gone by now.
    device_id = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.IntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "message_id", "channel", "device_id"],
                name="delivery_once_a_device",
                nulls_distinct=False,
            ),
            TenantKey(column="message_id", to="messaging.Message", name="delivery_message"),
        ]
        indexes = [
            models.Index(
                fields=["commune_id", "-id"],
                condition=models.Q(state__in=["failed", "unknown"]),
                name="delivery_open",
            )
        ]


class Device(TenantModel):
    """A browser in which an applicant switched notices on; the switching on is the consent, at `agreed_at`.

    An endpoint is one browser on one machine: it leads to a person, and notices reach whoever holds it. `person_id`:
    whom the applicant was known as at the counter, for whom messages may be kept as well.
    """

    wall = "commune_or_applicant"

    applicant_id = models.UUIDField()
    person_id = _of_device(models.UUIDField(null=True))
    endpoint = _of_device(SealedTextField())
    endpoint_index = _of_device(models.BinaryField())
    p256dh = _of_device(SealedTextField())
    auth = _of_device(SealedTextField())
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [
            # Whoever switches it on last has the browser.
            models.UniqueConstraint(fields=["commune_id", "endpoint_index"], name="device_once"),
        ]
        indexes = [models.Index(fields=["applicant_id"], name="device_by_applicant")]
