"""The one place that reads the wall clock; everything below the interfaces is handed the time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return the present moment, aware, in UTC. Only interfaces and jobs call it."""
    return datetime.now(UTC)


def local(at: datetime) -> datetime:
    """Return `at` on the clock of Vietnam. A naive value is a programming error and raises ValueError."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return at.astimezone(VIETNAM)


def local_date(at: datetime) -> date:
    """Return the calendar day in Vietnam on which `at` falls."""
    return local(at).date()
