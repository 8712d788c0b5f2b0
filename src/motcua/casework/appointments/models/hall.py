"""What the hall has: windows, how they take appointments, groups called first, screens and kiosks."""

from django.db import models

from motcua.kernel.tenancy import TenantKey, TenantModel


class Window(TenantModel):
    """A window people are called to; its number is what they see."""

    number = models.SmallIntegerField()
    name = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "id"], name="window_tenant_id"),
            models.UniqueConstraint(
                fields=["commune_id", "number"],
                condition=models.Q(closed_at__isnull=True),
                name="window_number_once",
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="window_number_from_one"),
        ]


class SlotRule(TenantModel):
    """From a day on: an appointment at a window lasts so many minutes, and so many are taken at once (0: none)."""

    window_id = models.UUIDField()
    minutes = models.SmallIntegerField()
    capacity = models.SmallIntegerField()
    valid_from = models.DateField()

    class Meta:
        constraints = [
            TenantKey(column="window_id", to="appointments.Window", name="slot_rule_window"),
            models.UniqueConstraint(
                fields=["commune_id", "window_id", "valid_from"], name="slot_rule_one_from_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=5, capacity__gte=0), name="slot_rule_makes_slots"
            ),
        ]


class OwnGroup(TenantModel):
    """What a commune decided of a group called first, from a day on; of two decisions the later one speaks."""

    key = models.CharField(max_length=30)
    name = models.CharField(max_length=80)
    basis = models.CharField(max_length=200)
    offered = models.BooleanField()
    valid_from = models.DateField()
    decided_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["commune_id", "valid_from", "decided_at"], name="own_group_by_day")]


class HallDevice(TenantModel):
    """A screen or a kiosk: opened once by an address with a secret, of which a digest is kept."""

    class Kind(models.TextChoices):
        SCREEN = "screen", "Màn hình gọi số"
        KIOSK = "kiosk", "Máy lấy số"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=80)
    secret_index = models.BinaryField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "secret_index"], name="hall_device_secret_once")
        ]
