"""Tickets of a day. No personal data: a number, when it was taken and called, by which window."""

from django.db import models

from motcua.kernel.tenancy import TenantKey, TenantModel


class Ticket(TenantModel):
    """A number somebody waits with. `group`: why they are called first; `rank`: as what they were called.

    Waiting is `called_at` (the first call) less `taken_at`; service is `ended_at` less the last call.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Đang chờ"
        CALLED = "called", "Đang gọi"
        SERVED = "served", "Đã xong"
        ABSENT = "absent", "Vắng"

    on = models.DateField()
    series = models.CharField(max_length=1)
    number = models.IntegerField()
    group = models.CharField(max_length=30, blank=True)
    appointment_id = models.UUIDField(null=True)
    booked_for = models.DateTimeField(null=True)
    taken_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    window_id = models.UUIDField(null=True)
    rank = models.CharField(max_length=10, blank=True)
    calls = models.SmallIntegerField(default=0)
    called_at = models.DateTimeField(null=True)
    last_called_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    served_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "on", "series", "number"], name="ticket_number_once"
            ),
            models.UniqueConstraint(
                fields=["commune_id", "appointment_id"],
                condition=models.Q(appointment_id__isnull=False),
                name="ticket_once_per_appointment",
            ),
            models.UniqueConstraint(
                fields=["commune_id", "window_id"],
                condition=models.Q(state="called"),
                name="ticket_one_called_per_window",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="called")
                | models.Q(window_id__isnull=False, called_at__isnull=False, last_called_at__isnull=False),
                name="ticket_called_by_a_window",
            ),
            TenantKey(column="appointment_id", to="appointments.Appointment", name="ticket_appointment"),
            TenantKey(column="window_id", to="appointments.Window", name="ticket_window"),
        ]
        indexes = [
            models.Index(fields=["commune_id", "on", "state", "taken_at"], name="ticket_of_day"),
            models.Index(fields=["commune_id", "on", "last_called_at"], name="ticket_by_call"),
        ]


class TicketCounter(TenantModel):
    """The next number of a series on a day."""

    on = models.DateField()
    series = models.CharField(max_length=1)
    next_number = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "on", "series"], name="ticket_counter_once")
        ]
