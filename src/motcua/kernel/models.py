"""Tables of the kernel: the event log, which is outbox and audit of writes in one, and the runs of effects."""

from django.db import models

from motcua.kernel.tenancy import TenantModel


class Event(TenantModel):
    """What happened, append-only, chained by hash within its stream."""

    append_only = True
    mutable_columns = ("seal_id",)

    stream_id = models.UUIDField()
    seq = models.IntegerField()
    name = models.CharField(max_length=60)
    payload = models.JSONField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    role = models.CharField(max_length=30, blank=True)
    unit_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    action_key = models.UUIDField(null=True)
    prev_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    seal_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "stream_id", "seq"], name="event_one_per_place"),
            models.UniqueConstraint(
                fields=["commune_id", "action_key"],
                condition=models.Q(action_key__isnull=False),
                name="event_once_per_action",
            ),
        ]
        indexes = [
            models.Index(
                fields=["commune_id", "id"], condition=models.Q(seal_id__isnull=True), name="event_unsealed"
            ),
            models.Index(fields=["commune_id", "name", "at"], name="event_by_name"),
        ]


class EffectRun(TenantModel):
    """One effect of one event: done once, tried as often as needed, and never forgotten."""

    class State(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    event_id = models.UUIDField()
    handler = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=State.choices)
    attempts = models.IntegerField(default=0)
    last_error = models.TextField(blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "event_id", "handler"], name="effect_once_per_event"
            )
        ]
        indexes = [
            models.Index(
                fields=["commune_id", "updated_at"],
                condition=~models.Q(state="done"),
                name="effect_open",
            )
        ]
