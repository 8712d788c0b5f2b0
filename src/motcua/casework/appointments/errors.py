"""Refusals of appointments and queue."""

from motcua.kernel.errors import Conflict, NotFound


class AppointmentNotFound(NotFound):
    """No appointment has this code."""

    def __init__(self) -> None:
        super().__init__("Không có lịch hẹn nào mang mã này. Ông/bà xem lại mã rồi thử lại.")


class SlotTaken(Conflict):
    """The last place of the slot went to somebody else, or the slot is not offered."""

    code = "slot_taken"

    def __init__(self) -> None:
        super().__init__("Giờ này vừa hết chỗ. Ông/bà hãy chọn giờ khác.")


class AppointmentOver(Conflict):
    """The appointment was cancelled, used or missed."""

    code = "appointment_over"

    def __init__(self) -> None:
        super().__init__("Lịch hẹn này không còn đổi hay hủy được nữa.")


class NotThisHour(Conflict):
    """Too early or another day: no ticket is given for the appointment yet."""

    code = "not_this_hour"


class HallClosed(Conflict):
    """Nobody works any more today."""

    code = "hall_closed"

    def __init__(self) -> None:
        super().__init__("Hôm nay bộ phận Một cửa không còn giờ làm việc nên chưa lấy số được.")


class WindowNotFound(NotFound):
    """No such window, or it is closed."""

    def __init__(self) -> None:
        super().__init__("Không tìm thấy cửa này, hoặc cửa đã đóng. Hãy chọn lại cửa.")


class NotAtThisWindow(Conflict):
    """The ticket is not being called at this window: the page is old."""

    code = "not_at_this_window"

    def __init__(self) -> None:
        super().__init__(
            "Số này không còn được gọi ở cửa của ông/bà. Trang đã được mở lại, hãy xem số hiện tại."
        )
