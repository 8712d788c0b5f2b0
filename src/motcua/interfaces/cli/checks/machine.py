"""Python, disk, clock, keys."""

import platform
import shutil
import sys
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from motcua.interfaces.cli.checks.result import Check
from motcua.kernel.embedded.state import State

_LEAST_PYTHON = (3, 11)
_LEAST_FREE = 300 * 1024**2
_COMFORTABLE = 2 * 1024**3
_LONGEST_DRIFT = 5.0
_BUILT_YEAR = 2026


def python() -> Check:
    """The interpreter."""
    good = sys.version_info >= _LEAST_PYTHON
    message = "dùng được" if good else "cần Python từ 3.11"
    return Check("Python", found=True, works=good, message=message, version=platform.python_version())


def disk(state: State) -> Check:
    """Free space where the data lie."""
    free = shutil.disk_usage(state.folder).free
    text = f"còn {free / 1024**3:.1f} GB".replace(".", ",")
    if free < _LEAST_FREE:
        return Check("Ổ đĩa", found=True, works=False, message=f"{text}, quá ít: hãy dọn bớt")
    hint = "" if free > _COMFORTABLE else ", nên dọn bớt"
    return Check("Ổ đĩa", found=True, works=True, message=text + hint)


def keys(state: State) -> Check:
    """The secret key of sessions and the keys that seal personal data, closed to other users."""
    found = [path for path in state.secrets.glob("*") if path.is_file()]
    open_ones = [path.name for path in found if path.stat().st_mode & 0o077]
    if open_ones:
        message = f"người khác trên máy đọc được: {', '.join(open_ones)}; hãy chạy chmod 600"
        return Check("Khoá bí mật", found=True, works=False, message=message)
    names = {path.name for path in found}
    if "keyring.json" not in names:
        message = "chưa có khoá mã hoá dữ liệu cá nhân; 'motcua up' hoặc 'motcua migrate' sẽ tạo"
        return Check("Khoá bí mật", found=bool(names), works=False, message=message)
    return Check(
        "Khoá bí mật", found=True, works=True, message=f"{len(names)} tệp, chỉ chủ tài khoản đọc được"
    )


def clock(database_now: datetime | None) -> Check:
    """The clock of this machine against the database's, and the Vietnamese time zone."""
    here = ZoneInfo("Asia/Ho_Chi_Minh")
    now = datetime.now(UTC)
    text = now.astimezone(here).strftime("%d/%m/%Y %H:%M:%S")
    if now.year < _BUILT_YEAR:
        return Check("Đồng hồ", found=True, works=False, message=f"{text} là sai: hãy chỉnh giờ của máy")
    drift = abs((now - database_now).total_seconds()) if database_now else 0.0
    if drift > _LONGEST_DRIFT:
        message = f"lệch {drift:.0f} giây so với cơ sở dữ liệu: hãy bật đồng bộ giờ"
        return Check("Đồng hồ", found=True, works=False, message=message)
    return Check("Đồng hồ", found=True, works=True, message=f"{text} (giờ Việt Nam)", version=time.tzname[0])
