"""The hall's machines stand in the commune of the counter's tests, which answers for every host."""

import pytest

from motcua.casework.appointments import api as appointments
from tests.factories.organisation import NOW, TODAY
from tests.interfaces.counter.conftest import Counter, counter, enter, signers  # noqa: F401  (fixtures)


@pytest.fixture
def director(counter: Counter):  # noqa: F811  (the fixture)
    """The director of the commune, with a browser; two windows are open."""
    actor, browser = enter(counter.commune.id, "director", full_name="Huỳnh Ngọc Sơn")
    for number in (1, 2):
        window = appointments.open_window(actor, number, f"Hộ tịch {number}", now=NOW)
        appointments.set_slots(actor, window, 30, 1, TODAY, now=NOW)
    return actor, browser
