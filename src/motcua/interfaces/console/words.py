"""Lengths of time, steps and channels as the console tells them."""

from datetime import timedelta

CHANNELS = {
    "self": "Tự nộp",
    "centre": "Được giúp tại Trung tâm",
    "desk": "Được giúp tại điểm hỗ trợ",
    "home": "Được giúp tại nhà",
    "post_office": "Được giúp tại bưu điện",
}
STEPS = {
    "before": "Đăng nhập xong, tìm thủ tục, bắt đầu",
    "papers": "Tải giấy tờ",
    "check": "Kiểm tra và nộp",
}


def length(spent: timedelta | None) -> str:
    """Return "3 phút 20 giây"; "–" without any."""
    if spent is None:
        return "–"
    seconds = round(spent.total_seconds())
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "giờ"), (minutes, "phút"), (seconds, "giây")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 giây"


def seconds(spent: timedelta | None) -> str:
    """Return seconds with three decimals, for a spreadsheet; nothing without any."""
    return "" if spent is None else f"{spent.total_seconds():.3f}"


def sentence(text: str) -> str:
    """Return what is wrong as a sentence: a capital, a full stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
