"""Days as officers type them, or as the browser's own calendar sends them."""

import re
from datetime import date

from motcua.kernel.errors import InvalidInput


def read_day(typed: str, box: str) -> date | None:
    """Return a day typed as 2026-11-23 or 23/11/2026, None for nothing; InvalidInput at its box for anything else."""
    words = typed.strip()
    if not words:
        return None
    parts = re.split(r"[/.\-\s]+", words)
    if len(parts) == 3 and len(parts[0]) != 4:
        parts.reverse()
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError as wrong:
        raise InvalidInput({box: "Không có ngày này. Ghi ngày/tháng/năm, ví dụ 25/11/2026."}) from wrong
