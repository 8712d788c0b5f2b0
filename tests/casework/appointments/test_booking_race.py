"""Many at once: the last place goes to one, two windows get two numbers, numbers run without gap or double."""

import threading
from typing import Any

import pytest

from motcua.casework.appointments import api as appointments
from motcua.casework.appointments.models import Appointment
from motcua.casework.appointments.use_cases import calling
from motcua.kernel import tenancy
from tests.casework.appointments.conftest import at, make_hall
from tests.factories.organisation import NOW
from tests.factories.together import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
MANY = 8


def test_many_who_want_the_same_hour_get_as_many_places_as_there_are():
    hall = make_hall(windows=1, capacity=3)
    results = together([lambda n=n: hall.book("09:00", f"090512340{n}") for n in range(MANY)])
    booked = [one for one in results if isinstance(one, appointments.AppointmentInfo)]
    refused = [one for one in results if isinstance(one, appointments.SlotTaken)]
    assert (len(booked), len(refused)) == (3, MANY - 3), results
    with tenancy.scope(communes=[hall.commune.id]):
        rows = Appointment.objects.filter(commune_id=hall.commune.id, starts_at=at("09:00"))
        assert sorted(rows.values_list("place", flat=True)) == [1, 2, 3]


def test_two_windows_that_call_at_once_get_two_numbers(monkeypatch):
    hall = make_hall()
    for _ in range(6):
        hall.ticket()
    # Both look at the queue before either calls: without the lock on the number they would call the same.
    both = threading.Barrier(2, timeout=30)
    plain = calling.order_of

    def looked_at(*args: Any) -> Any:
        order = plain(*args)
        both.wait()
        return order

    monkeypatch.setattr(calling, "order_of", looked_at)
    for _ in range(3):
        called = together(
            [
                lambda window=window: appointments.call_next(hall.officer, window, now=NOW)
                for window in hall.windows
            ]
        )
        assert len({one.id for one in called}) == 2, called


def test_numbers_run_without_gap_or_double():
    hall = make_hall()
    shown = together([hall.ticket for _ in range(MANY)])
    assert sorted(shown) == [f"A{number:03d}" for number in range(1, MANY + 1)]
