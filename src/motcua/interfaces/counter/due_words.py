"""Due times in the words and tones of the counter."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.kernel import clock


@dataclass(frozen=True)
class Due:
    """When something is due and how far off that is; `tone` colours it, the words say the same."""

    date: str = ""
    left: str = ""
    tone: str = "neutral"


NONE = Due()


def due_of(at: datetime | None, now: datetime, *, paused: bool = False) -> Due:
    """Return the words for a due time: warning on its day, danger once it has passed."""
    if at is None:
        return NONE
    local = clock.local(at)
    date = f"{local:%d/%m %H:%M}"
    if paused:
        return Due(date, "đang tạm dừng tính hạn")
    if at < now:
        return Due(date, f"quá hạn {_span(now - at)}", "danger")
    tone = "warning" if local.date() <= clock.local_date(now) else "neutral"
    return Due(date, f"còn {_span(at - now)}", tone)


def _span(gap: timedelta) -> str:
    minutes = int(gap.total_seconds()) // 60
    if minutes < 60:
        return f"{max(minutes, 1)} phút"
    if minutes < 24 * 60:
        return f"{minutes // 60} giờ"
    return f"{minutes // (24 * 60)} ngày"
