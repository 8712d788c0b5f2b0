"""The audit of what has no event, and the seals over everything."""

from django.db import models

from motcua.kernel.tenancy import TenantModel


class AuditEntry(TenantModel):
    """A read of personal data, a login, a change of configuration: one row, append-only."""

    append_only = True
    mutable_columns = ("seal_id",)

    class Kind(models.TextChoices):
        READ = "read"
        LOGIN = "login"
        CONFIG = "config"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    action = models.CharField(max_length=60)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    role = models.CharField(max_length=30, blank=True)
    subject_kind = models.CharField(max_length=30, blank=True)
    subject_id = models.UUIDField(null=True)
    purpose = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    seal_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["commune_id", "id"], condition=models.Q(seal_id__isnull=True), name="audit_unsealed"
            ),
            models.Index(fields=["commune_id", "subject_id", "at"], name="audit_by_subject"),
        ]


class Seal(TenantModel):
    """A link of the commune's chain: it covers all rows that no earlier seal covers."""

    append_only = True

    number = models.IntegerField()
    event_count = models.IntegerField()
    entry_count = models.IntegerField()
    rows_hash = models.BinaryField(max_length=32)
    prev_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commune_id", "number"], name="seal_one_per_number")]
