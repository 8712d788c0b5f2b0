"""Messages to people, and what became of them on each channel."""

from django.db import models

from motcua.kernel.fields import SealedTextField
from motcua.kernel.personal import SENSITIVE, personal
from motcua.kernel.tenancy import TenantKey, TenantModel

_ABOUT = {
    "klass": SENSITIVE,
    "purpose": "Báo cho người dân về hồ sơ của mình",
    "basis": "Nghị định 118/2025/NĐ-CP, Điều 17-22",
    "retention": "5 năm",
}


class Message(TenantModel):
    """A message to an applicant, readable on My page."""

    wall = "commune_or_applicant"

    applicant_id = models.UUIDField()
    about_id = models.UUIDField(null=True)
    cause = models.CharField(max_length=120)
    subject = personal(SealedTextField(), **_ABOUT)
    body = personal(SealedTextField(), **_ABOUT)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "id"], name="message_tenant_id"),
            models.UniqueConstraint(fields=["commune_id", "applicant_id", "cause"], name="message_once"),
        ]
        indexes = [models.Index(fields=["applicant_id", "-created_at"], name="message_by_applicant")]


class Delivery(TenantModel):
    """One message on one channel outside the product, with its outcome."""

    class State(models.TextChoices):
        PENDING = "pending"
        SENT = "sent"
        FAILED = "failed"
        UNKNOWN = "unknown"

    message_id = models.UUIDField()
    channel = models.CharField(max_length=20)
    address = personal(SealedTextField(), **_ABOUT)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.IntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "message_id", "channel"], name="delivery_once"),
            TenantKey(column="message_id", to="messaging.Message", name="delivery_message"),
        ]
