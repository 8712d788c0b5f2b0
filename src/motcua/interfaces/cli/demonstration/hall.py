"""The hall of the demonstration commune: two windows that take appointments."""

from datetime import datetime

from motcua.casework.appointments import api as appointments
from motcua.kernel import clock
from motcua.kernel.actors import Actor

_WINDOWS = ((1, "Hộ tịch, chứng thực"), (2, "Đất đai, xây dựng, kinh doanh"))
_MINUTES, _CAPACITY = 15, 1


def open_hall(chief: Actor, now: datetime) -> None:
    """Open the windows, where there are none yet."""
    today = clock.local_date(now)
    if appointments.list_windows(chief.home, today):
        return
    for number, name in _WINDOWS:
        window = appointments.open_window(chief, number, name, now=now)
        appointments.set_slots(chief, window, _MINUTES, _CAPACITY, today, now=now)
