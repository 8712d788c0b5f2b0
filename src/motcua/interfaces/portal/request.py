"""A request as portal views see it, and the day they speak of."""

from datetime import date

from motcua.interfaces.ui.middleware import Request as PortalRequest
from motcua.kernel import clock

__all__ = ["PortalRequest", "today"]


def today() -> date:
    """Return the calendar day in Vietnam."""
    return clock.local_date(clock.now())
