"""How a deadline calculation is told, in plain Vietnamese, line by line."""

from collections.abc import Iterator
from datetime import date, datetime

from motcua.blocks.organisation.rules.calendar import ONE_DAY, WorkingCalendar, to_minute
from motcua.blocks.organisation.rules.days import DayKind

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def tell_day(on: date) -> str:
    """For example "thứ Sáu 13/02/2026"."""
    return f"{_WEEKDAYS[on.weekday()]} {on:%d/%m/%Y}"


def tell_moment(at: datetime) -> str:
    """For example "16:00 thứ Sáu 13/02/2026"."""
    at = to_minute(at)
    return f"{at:%H:%M} {tell_day(at.date())}"


def tell_soon(at: datetime) -> str:
    """For example "thứ Sáu 13/02, 16:00": a time near enough to need no year."""
    at = to_minute(at)
    return f"{_WEEKDAYS[at.weekday()]} {at:%d/%m, %H:%M}"


def tell_minutes(minutes: int) -> str:
    """For example "630 phút làm việc (10 giờ 30 phút)"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} phút làm việc"
    return f"{minutes} phút làm việc ({hours} giờ{f' {rest} phút' if rest else ''})"


def tell_start(accepted_at: datetime, starts_at: datetime, calendar: WorkingCalendar) -> Iterator[str]:
    """The acceptance, and where counting starts when that is later."""
    yield f"Tiếp nhận {tell_moment(accepted_at)}"
    if starts_at == accepted_at:
        return
    sessions = calendar.sessions(accepted_at.date())
    if not sessions:
        reason = "Ngày tiếp nhận là ngày nghỉ"
    elif accepted_at.time() < sessions[0].start:
        reason = "Tiếp nhận trước giờ làm việc"
    elif accepted_at.time() > sessions[-1].end:
        reason = "Tiếp nhận sau giờ làm việc"
    else:
        reason = "Tiếp nhận trong giờ nghỉ giữa hai buổi"
    yield f"{reason}, bắt đầu tính từ {tell_moment(starts_at)}"


def tell_days_off(first: date, last: date, calendar: WorkingCalendar) -> Iterator[str]:
    """Each special day from `first` to `last`, then how many plain weekly days off there are."""
    yield from tell_special_days(first, last, calendar)
    runs = (run for run in _runs(first, last, calendar) if not calendar.is_working_day(run[0]))
    weekends = sum(len(run) for run in runs if not _names(run, calendar))
    if weekends:
        yield f"Không tính {weekends} ngày nghỉ hằng tuần"


def tell_special_days(first: date, last: date, calendar: WorkingCalendar) -> Iterator[str]:
    """Each holiday break, make-up day and half day from `first` to `last`."""
    for run in _runs(first, last, calendar):
        if calendar.is_working_day(run[0]):
            yield from _tell_special_day(run[0], calendar)
        elif names := _names(run, calendar):
            yield f"Nghỉ {', '.join(names)} ({_span(run)}), không tính"


def _runs(first: date, last: date, calendar: WorkingCalendar) -> Iterator[list[date]]:
    """Days off grouped into unbroken runs; a working day stands alone."""
    run: list[date] = []
    day = first
    while day <= last:
        if calendar.is_working_day(day):
            if run:
                yield run
            yield [day]
            run = []
        else:
            run.append(day)
        day += ONE_DAY
    if run:
        yield run


def _tell_special_day(on: date, calendar: WorkingCalendar) -> Iterator[str]:
    exception = calendar.exception(on)
    if exception is None:
        return
    if exception.kind is DayKind.SWAP_WORK:
        instead = f", thay cho {tell_day(exception.swapped_with)}" if exception.swapped_with else ""
        yield f"Làm bù {tell_day(on)}{instead}, có tính"
    else:
        hours = " và ".join(f"{each.start:%H:%M}-{each.end:%H:%M}" for each in exception.sessions)
        yield f"Ngày {tell_day(on)} chỉ làm việc {hours} ({exception.name})"


def _names(run: list[date], calendar: WorkingCalendar) -> list[str]:
    found = (exception.name for day in run if (exception := calendar.exception(day)))
    return list(dict.fromkeys(name.removesuffix(" (nghỉ bù)").removeprefix("Nghỉ ") for name in found))


def _span(run: list[date]) -> str:
    first, last = run[0], run[-1]
    if first == last:
        return f"{first:%d/%m/%Y}"
    start = f"{first:%d/%m}" if first.year == last.year else f"{first:%d/%m/%Y}"
    return f"{start}-{last:%d/%m/%Y}"
