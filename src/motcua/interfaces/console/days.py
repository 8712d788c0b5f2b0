"""The days a report is asked for, as they stand in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from motcua.kernel.errors import InvalidInput

USUAL = timedelta(days=29)


@dataclass(frozen=True)
class Days:
    """From a day to a day, both included; `typed` is what stood in the boxes, `errors` what is wrong with it."""

    since: date
    until: date
    typed: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    def required(self) -> "Days":
        """Return the days; InvalidInput when a box could not be read."""
        if self.errors:
            raise InvalidInput(self.errors)
        return self


def read_days(given: Mapping[str, str], today: date) -> Days:
    """Read the boxes «tu» and «den»; empty ones mean the last thirty days."""
    since, until = today - USUAL, today
    errors = {}
    typed = {name: given.get(name, "").strip() for name in ("tu", "den")}
    try:
        until = _day(typed["den"]) if typed["den"] else until
    except ValueError:
        errors["den"] = "Đến ngày: không có ngày này. Ghi như 30/11/2026."
    try:
        since = _day(typed["tu"]) if typed["tu"] else until - USUAL
    except ValueError:
        errors["tu"] = "Từ ngày: không có ngày này. Ghi như 01/11/2026."
    shown = {"tu": typed["tu"] or since.isoformat(), "den": typed["den"] or until.isoformat()}
    return Days(since, until, shown, errors)


def _day(text: str) -> date:
    """Return the day a browser sends (2026-11-01), or a person writes (01/11/2026); ValueError for no day."""
    return datetime.strptime(text, "%d/%m/%Y").date() if "/" in text else date.fromisoformat(text)  # noqa: DTZ007
