"""Due times in the words and tones of the counter: weekday and hour, and the working time that is left."""

from dataclasses import dataclass
from datetime import datetime

from motcua.blocks.organisation import api as organisation
from motcua.kernel import clock

_DAY = 8 * 60


@dataclass(frozen=True)
class Due:
    """When something is due and how far off that is; `tone` colours it, the words say the same."""

    date: str = ""
    left: str = ""
    tone: str = "neutral"


NONE = Due()


def due_of(
    at: datetime | None, now: datetime, calendar: organisation.WorkingCalendar, *, paused: bool = False
) -> Due:
    """Return the words for a due time: warning on its day, danger once it has passed."""
    if at is None:
        return NONE
    date = organisation.tell_soon(at)
    if paused:
        return Due(date, "đang tạm dừng tính hạn")
    minutes = calendar.working_minutes_between(now, at)
    if at < now:
        return Due(date, f"quá hạn {_span(-minutes)}", "danger")
    tone = "warning" if clock.local_date(at) <= clock.local_date(now) else "neutral"
    return Due(date, f"còn {_span(minutes)}", tone)


def _span(minutes: int) -> str:
    days, rest = divmod(minutes, _DAY)
    hours = rest // 60
    if days or hours:
        parts = (f"{days} ngày" if days else "", f"{hours} giờ" if hours else "")
        return f"{' '.join(part for part in parts if part)} làm việc"
    return f"{minutes or 'dưới 1'} phút làm việc"
