"""Days, hours and states of appointments as their pages say them, and the code as a picture."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from motcua.casework.appointments import api as appointments
from motcua.kernel import clock

_WEEKDAYS = (
    gettext_noop("Thứ Hai"),
    gettext_noop("Thứ Ba"),
    gettext_noop("Thứ Tư"),
    gettext_noop("Thứ Năm"),
    gettext_noop("Thứ Sáu"),
    gettext_noop("Thứ Bảy"),
    gettext_noop("Chủ nhật"),
)
State = appointments.AppointmentState
# Title and what to do, by state.
WORDS = {
    State.BOOKED: (gettext_noop("Lịch hẹn của ông/bà"), ""),
    State.ARRIVED: (gettext_noop("Ông/bà đã lấy số theo lịch hẹn này"), ""),
    State.CANCELLED: (gettext_noop("Lịch hẹn này đã hủy"), gettext_noop("Khi cần, ông/bà hẹn giờ khác.")),
    State.UNKEPT: (
        gettext_noop("Lịch hẹn này không giữ được"),
        gettext_noop(
            "Lịch làm việc của bộ phận Một cửa thay đổi nên không tiếp ông/bà vào giờ này được. Mong ông/bà thông"
            " cảm và chọn giờ khác; mã hẹn vẫn dùng được."
        ),
    ),
    State.MISSED: (
        gettext_noop("Giờ hẹn này đã qua"),
        gettext_noop("Ông/bà chưa đến theo lịch hẹn. Khi cần, ông/bà hẹn giờ khác."),
    ),
}


@dataclass(frozen=True)
class DrawnDay:
    """A day to choose: "Thứ Tư 25/11/2026"."""

    value: str
    label: str
    left: int


def days_of(days: Iterable[appointments.DayInfo]) -> list[DrawnDay]:
    """Return days as the page offers them."""
    return [DrawnDay(day.on.isoformat(), _told(day.on), day.left) for day in days]


def _told(on: date) -> str:
    return f"{gettext(_WEEKDAYS[on.weekday()])} {on:%d/%m/%Y}"


def hours_of(hours: Iterable[appointments.HourInfo]) -> list[dict[str, str]]:
    """Return hours as choices; a full one is left out."""
    return [
        {
            "value": clock.local(hour.starts_at).isoformat(),
            "label": f"{clock.local(hour.starts_at):%H:%M}",
            "hint": gettext("còn %d chỗ") % hour.left,
        }
        for hour in hours
        if hour.left
    ]


def code_picture(one: appointments.AppointmentInfo) -> str:
    """Return the QR code of an appointment's page as an address of a picture."""
    address = settings.MOTCUA_BASE_URL + reverse("portal:appointment", args=[one.code])
    return str(segno.make_qr(address, error="m").svg_data_uri(scale=6, border=4))
