"""The figures of a measurement: printed as a table and written to `var/<name>.json`, with bar and verdict.

`ROWS=` takes numbers or names of rows (`ROWS=1,2`, `ROWS=doubled`), `SCALE=` multiplies counts (`SCALE=0.1`).
"""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

Value = float | int | str | None
_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Row:
    """One figure. `bar` is what it must reach, in words; `holds` whether it does, None where there is no bar.

    `reference` is what the same run measured beside it, `command` prints this row again.
    """

    row: str
    name: str
    value: Value
    unit: str
    bar: str
    holds: bool | None
    reference: str
    command: str


def scale() -> float:
    """Return the factor for counts, from SCALE; 1 when it is not set. SystemExit for no positive number."""
    given = os.environ.get("SCALE", "").strip() or "1"
    try:
        factor = float(given)
    except ValueError:
        factor = 0.0
    if factor <= 0:
        raise SystemExit(f"SCALE must be a number above 0, not {given!r}")
    return factor


def scaled(count: int, least: int = 1) -> int:
    """Return a count multiplied by SCALE, but no less than `least`."""
    return max(least, round(count * scale()))


def wanted(row: str, name: str) -> bool:
    """Tell whether ROWS asks for this row, by number or by a part of its name; without ROWS every row is."""
    asked = [one.strip().lower() for one in os.environ.get("ROWS", "").split(",") if one.strip()]
    return not asked or any(
        one == row.lower() or (not one.isdigit() and one in name.lower()) for one in asked
    )


class Report:
    """Rows of one measurement (`bench`, `bench-ux`, `trust`), collected in any order."""

    def __init__(self, name: str) -> None:
        self.name = name
        # Settled now: a measurement may point MOTCUA_VAR elsewhere while it runs.
        self.path = Path(os.environ.get("MOTCUA_VAR") or _ROOT / "var").resolve() / f"{name}.json"
        self.rows: list[Row] = []
        # The next call tells what went on since this one.
        psutil.cpu_times_percent()

    def add(
        self,
        row: str,
        name: str,
        value: Value,
        unit: str = "",
        *,
        bar: str = "",
        holds: bool | None = None,
        reference: str = "",
    ) -> None:
        """Add a figure; one that ROWS does not ask for is left out."""
        if wanted(row, name):
            command = f"make {self.name} ROWS={row}"
            self.rows.append(Row(row, name, value, unit, bar, holds, reference, command))

    @property
    def holds(self) -> bool:
        """Whether every bar that was measured is reached, and something was measured at all."""
        return bool(self.rows) and all(row.holds is not False for row in self.rows)

    def close(self) -> int:
        """Write the file, print the table, and return the exit code: 1 when a bar is missed."""
        rows = sorted(self.rows, key=_place)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1)
        self.path.write_text(text + "\n", encoding="utf-8")
        print(table(rows))
        print(f"\n{taken_by_others()}\nwritten to {self.path}")
        sys.stdout.flush()
        return 0 if self.holds else 1


def taken_by_others() -> str:
    """Say how much of the processors others on the machine took; above a few per cent no time means much."""
    share = getattr(psutil.cpu_times_percent(), "steal", None)
    if share is None:
        return "this system does not tell how much of the processors others took"
    return f"others took {share:.0f} % of the processors meanwhile"


def _place(row: Row) -> tuple[float, str]:
    digits = "".join(sign for sign in row.row if sign.isdigit() or sign == ".")
    return (float(digits) if digits else float("inf"), row.row)


def shown(value: Value) -> str:
    """Return a value as the table prints it: three significant places for small numbers, none for large."""
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else value


_HEAD = ("row", "name", "value", "unit", "bar", "holds", "reference")
_VERDICT = {True: "yes", False: "NO", None: ""}


def table(rows: Iterable[Row]) -> str:
    """Return the rows as a table of plain text."""
    lines: list[Sequence[str]] = [_HEAD]
    lines += [
        (row.row, row.name, shown(row.value), row.unit, row.bar, _VERDICT[row.holds], row.reference)
        for row in rows
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
    texts = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
    texts.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(text.rstrip() for text in texts)
