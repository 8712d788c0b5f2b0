"""A hall: a commune with windows that take appointments, its people, and numbers on the way."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from motcua.blocks.organisation import api as organisation
from motcua.blocks.organisation.api import CommuneInfo
from motcua.casework.appointments import api as appointments
from motcua.kernel.actors import ANONYMOUS, Actor, system
from tests.factories.organisation import NOW, TODAY, make_citizen, make_commune, make_officer

PHONE = "0905 123 401"


@dataclass(frozen=True)
class Hall:
    """The commune, who settles the hall, who serves in it, and its windows."""

    commune: CommuneInfo
    director: Actor
    officer: Actor
    windows: tuple[UUID, ...]

    @property
    def kiosk(self) -> Actor:
        return system(self.commune.id)

    def book(self, hour: str, phone: str = PHONE, actor: Actor = ANONYMOUS) -> appointments.AppointmentInfo:
        return appointments.book(actor, self.commune.id, at(hour), phone, now=NOW)

    def ticket(self, group: str = "", minute: int = 0) -> str:
        now = NOW + timedelta(minutes=minute)
        return appointments.take_ticket(self.kiosk, group, now=now).shown

    def next(self, window: int = 0, minute: int = 0) -> str:
        """Call the next number and end it at once; empty when nobody waits."""
        now = NOW + timedelta(minutes=minute)
        called = appointments.call_next(self.officer, self.windows[window], now=now)
        return called.shown if called else ""


def at(hour: str, days: int = 0) -> datetime:
    """Return an hour of the day of the tests, or of one after it, in Vietnam."""
    return datetime.fromisoformat(f"{TODAY + timedelta(days=days)}T{hour}:00+07:00").astimezone(UTC)


def make_hall(windows: int = 2, minutes: int = 30, capacity: int = 1) -> Hall:
    """Open a hall: with two windows of one place each half an hour."""
    commune = make_commune()
    director = make_officer(commune.id, "director", full_name="Huỳnh Ngọc Sơn")
    opened = []
    for number in range(1, windows + 1):
        window = appointments.open_window(director, number, f"Hộ tịch {number}", now=NOW)
        appointments.set_slots(director, window, minutes, capacity, TODAY, now=NOW)
        opened.append(window)
    return Hall(commune, director, make_officer(commune.id, "receptionist"), tuple(opened))


@pytest.fixture
def hall(db: None) -> Hall:
    return make_hall()


@pytest.fixture
def citizen(hall: Hall) -> Actor:
    return make_citizen(hall.commune.id)


def close_day(hall: Hall, days: int) -> None:
    """Make a day of the commune a day off."""
    chief = system(hall.commune.id)
    organisation.set_commune_day(
        chief, TODAY + timedelta(days=days), "holiday", "Bão", "Công điện 01", now=NOW
    )
