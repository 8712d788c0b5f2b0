"""What PostgreSQL said when it could not start, as one sentence for a person."""

import re
from pathlib import Path

_DISK_FULL = re.compile(r"No space left on device|Disk quota exceeded")
_NO_RIGHT = re.compile(r"Permission denied|Read-only file system|Operation not permitted|no capability")
_BUSY = re.compile(r"lock file .* already exists|pre-existing shared memory block")
_NO_MEMORY = re.compile(r"could not map anonymous shared memory|Cannot allocate memory|could not fork")
_LINE = re.compile(r"(?:FATAL|PANIC|initdb: error|launch|postgres):\s+(.*)")


def is_busy(output: str) -> bool:
    """Whether the server refused because another one may still hold the data folder."""
    return bool(_BUSY.search(output))


def reason(output: str) -> str:
    """The last line PostgreSQL called fatal, else its last line."""
    found = _LINE.findall(output)
    lines = [line for line in output.splitlines() if line.strip()]
    return str(found[-1]) if found else (lines[-1] if lines else "không rõ lý do")


def explain(output: str, cluster: Path) -> str:
    """Turn the output of a failed start into one Vietnamese sentence."""
    if _DISK_FULL.search(output):
        return f"Ổ đĩa chứa {cluster} đã đầy: hãy dọn bớt rồi khởi động lại."
    if _NO_RIGHT.search(output):
        return (
            f"Tài khoản chạy cơ sở dữ liệu không có quyền đọc hoặc ghi ở {cluster} ({reason(output)}): "
            "hãy cấp quyền, hoặc chọn thư mục khác bằng MOTCUA_VAR."
        )
    if is_busy(output):
        return (
            f"Thư mục dữ liệu {cluster} còn đang được một máy chủ PostgreSQL khác dùng: "
            "hãy dừng máy chủ đó rồi khởi động lại."
        )
    if _NO_MEMORY.search(output):
        return f"Máy không đủ bộ nhớ để chạy cơ sở dữ liệu ({reason(output)}): hãy đóng bớt chương trình."
    return (
        f"Thư mục dữ liệu {cluster} bị hỏng, PostgreSQL không khởi động được ({reason(output)}): "
        "hãy giữ nguyên nó để cứu dữ liệu, rồi phục hồi bản sao lưu vào thư mục mới bằng 'motcua restore'."
    )
