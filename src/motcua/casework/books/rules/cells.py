"""Cells of an export: every value is text or a number, and none is ever a formula."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.kernel.clock import local

# A cell that begins with one of these is taken for a formula when somebody saves the sheet as text and opens it again.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
# What no cell holds: a spreadsheet refuses longer texts.
LONGEST = 32_000


@dataclass(frozen=True)
class Column:
    """A column of the sheet: its head, the value it shows, and its width in characters."""

    key: str
    title: str
    width: int


COLUMNS = (
    Column("entry", "Số thứ tự", 10),
    Column("code", "Mã hồ sơ", 28),
    Column("procedure_code", "Mã thủ tục", 12),
    Column("procedure", "Thủ tục", 40),
    Column("owner", "Chủ hồ sơ", 26),
    Column("channel", "Cách nộp", 22),
    Column("received", "Tiếp nhận", 17),
    Column("due", "Hẹn trả", 17),
    Column("finished", "Có kết quả", 17),
    Column("returned", "Trả kết quả", 17),
    Column("method", "Cách trả", 24),
    Column("state", "Trạng thái", 20),
    Column("late", "Trễ hạn", 9),
    Column("holder", "Người giữ", 24),
)


@dataclass(frozen=True)
class Cell:
    """A text as a cell holds it; `quoted`: marked as text, because it begins as a formula would."""

    text: str
    quoted: bool


def cell(value: str) -> Cell:
    """Return a text as it is, shortened to what a cell holds, and whether it must be marked as text."""
    text = value[:LONGEST]
    return Cell(text, text.startswith(_RISKY))


def moment(at: datetime | None) -> str:
    """Return a moment on the clock of Vietnam, sortable as text: "2026-11-23 08:00"."""
    return f"{local(at):%Y-%m-%d %H:%M}" if at else ""


def line(values: Mapping[str, Any]) -> list[int | Cell]:
    """Return a row of the sheet from its values by key."""
    return [
        value if isinstance(value, int) else cell(str(value))
        for value in (values[column.key] for column in COLUMNS)
    ]
