"""The days off of the nation, and what a commune changes for itself."""

from django.db import models

from motcua.kernel.tenancy import TenantModel


class DayKind(models.TextChoices):
    """Why a day differs from its weekday. Legal basis: Labour Code 2019, Articles 111 and 112."""

    HOLIDAY = "holiday", "Nghỉ lễ"
    COMPENSATION = "compensation", "Nghỉ bù"
    SWAP_OFF = "swap_off", "Nghỉ hoán đổi"
    SWAP_WORK = "swap_work", "Làm bù"
    HALF_DAY = "half_day", "Làm nửa ngày"


class NationalDay(models.Model):
    """A day fixed by law or by the Prime Minister's yearly notice."""

    on = models.DateField(unique=True)
    kind = models.CharField(max_length=12, choices=DayKind.choices)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=200)
    swapped_with = models.DateField(null=True)
    provisional = models.BooleanField(default=False)


class CommuneDay(TenantModel):
    """A day on which this commune differs; it wins over the national day."""

    on = models.DateField()
    kind = models.CharField(max_length=12, choices=DayKind.choices)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=200)
    sessions = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commune_id", "on"], name="commune_day_once")]


class WorkingWeek(TenantModel):
    """Sessions of each weekday from a day on: {"0": [["07:00", "11:30"], ["13:30", "17:00"]], ...}."""

    valid_from = models.DateField()
    sessions = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commune_id", "valid_from"], name="week_by_date")]
