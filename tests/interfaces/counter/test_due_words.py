"""The time that is left, told as working time."""

from datetime import datetime

import pytest

from motcua.blocks.organisation.api import WorkingCalendar
from motcua.interfaces.counter.due_words import NONE, Due, due_of
from motcua.kernel.clock import VIETNAM

OFFICE = WorkingCalendar()
SATURDAY, MONDAY = "2026-11-21 14:21", "2026-11-23 10:00"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("now", "due", "words", "tone"),
    [
        (SATURDAY, "2026-11-23 11:00", "còn 4 giờ làm việc", "neutral"),
        (SATURDAY, "2026-11-23 17:00", "còn 1 ngày làm việc", "neutral"),
        (SATURDAY, "2026-11-25 11:30", "còn 2 ngày 4 giờ làm việc", "neutral"),
        (SATURDAY, "2026-11-23 07:00", "còn dưới 1 phút làm việc", "neutral"),
        (MONDAY, "2026-11-23 14:30", "còn 2 giờ làm việc", "warning"),
        (MONDAY, "2026-11-23 10:20", "còn 20 phút làm việc", "warning"),
        (MONDAY, "2026-11-20 16:00", "quá hạn 4 giờ làm việc", "danger"),
        (SATURDAY, "2026-11-20 17:00", "quá hạn dưới 1 phút làm việc", "danger"),
    ],
)
def test_only_working_time_counts(now: str, due: str, words: str, tone: str) -> None:
    told = due_of(at(due), at(now), OFFICE)
    assert (told.left, told.tone) == (words, tone)


def test_the_day_of_the_week_stands_before_the_hour() -> None:
    assert due_of(at("2026-11-23 11:00"), at(SATURDAY), OFFICE).date == "thứ Hai 23/11, 11:00"


def test_nothing_is_left_while_the_clock_is_stopped_or_nothing_is_due() -> None:
    paused = due_of(at("2026-11-23 11:00"), at(SATURDAY), OFFICE, paused=True)
    assert paused == Due("thứ Hai 23/11, 11:00", "đang tạm dừng tính hạn")
    assert due_of(None, at(SATURDAY), OFFICE) == NONE
