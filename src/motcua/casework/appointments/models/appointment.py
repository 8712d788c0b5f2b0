"""Appointments: a place of a slot, held by a telephone number."""

from typing import Any, TypeVar

from django.db import models

from motcua.kernel.fields import SealedTextField
from motcua.kernel.personal import BASIC, personal
from motcua.kernel.tenancy import TenantKey, TenantModel

_F = TypeVar("_F", bound="models.Field[Any, Any]")


def _reachable(field: _F) -> _F:
    return personal(
        field,
        klass=BASIC,
        purpose="Báo cho người đã hẹn khi lịch hẹn thay đổi",
        basis="Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 9 (người hẹn tự cung cấp)",
        retention="30 ngày sau ngày hẹn",
    )


class Appointment(TenantModel):
    """One place of a slot. `applicant_id`: whoever was logged in when booking, nobody otherwise.

    A place is taken by the states of `HOLDING`; `capacity` is that of the slot when it was booked.
    """

    wall = "commune_or_applicant"

    class State(models.TextChoices):
        BOOKED = "booked", "Đã hẹn"
        ARRIVED = "arrived", "Đã đến"
        CANCELLED = "cancelled", "Đã hủy"
        UNKEPT = "unkept", "Cơ quan phải hủy"
        MISSED = "missed", "Không đến"

    HOLDING = (State.BOOKED, State.ARRIVED)

    applicant_id = models.UUIDField(null=True)
    code = models.CharField(max_length=8)
    window_id = models.UUIDField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.SmallIntegerField()
    capacity = models.SmallIntegerField()
    procedure_code = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.BOOKED)
    phone = _reachable(SealedTextField(null=True))
    phone_index = _reachable(models.BinaryField(null=True))
    booked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # When somebody of the office told an unkept appointment by telephone.
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "id"], name="appointment_tenant_id"),
            models.UniqueConstraint(fields=["commune_id", "code"], name="appointment_code_once"),
            models.UniqueConstraint(
                fields=["commune_id", "window_id", "starts_at", "place"],
                condition=models.Q(state__in=["booked", "arrived"]),
                name="appointment_place_once",
            ),
            models.CheckConstraint(
                condition=models.Q(place__gte=1, place__lte=models.F("capacity")),
                name="appointment_place_of_slot",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="appointment_ends_after_start"
            ),
            TenantKey(column="window_id", to="appointments.Window", name="appointment_window"),
        ]
        indexes = [
            models.Index(fields=["commune_id", "starts_at"], name="appointment_by_time"),
            models.Index(fields=["commune_id", "phone_index"], name="appointment_by_phone"),
            models.Index(fields=["applicant_id", "starts_at"], name="appointment_by_applicant"),
        ]
