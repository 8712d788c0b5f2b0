"""Rows of the queue, ready to print."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from motcua.casework.appointments import api as appointments
from motcua.interfaces.ui.ids import id_in
from motcua.kernel import clock


@dataclass(frozen=True)
class QueueRow:
    """A number that waits or is called: why it goes before, how long it has waited (minutes)."""

    one: appointments.TicketInfo
    why: str
    waited: int


def drawn(told: appointments.QueueInfo, now: datetime) -> dict[str, Any]:
    """Return what the page shows of a queue; each drawing has a key of its own."""
    names = {group.key: group.name for group in told.groups}
    return {
        "current": _row(told.current, names, now) if told.current else None,
        "waiting": [_row(one, names, now) for one, _ in told.waiting],
        "absent": [_row(one, names, now) for one in told.absent],
        "untold": told.untold,
        "action_key": uuid4(),
    }


def _row(one: appointments.TicketInfo, names: Mapping[str, str], now: datetime) -> QueueRow:
    why = names.get(one.group, one.group)
    if one.booked_for is not None:
        hour = f"Hẹn {clock.local(one.booked_for):%H:%M}"
        why = f"{hour}, {why}" if why else hour
    until = one.called_at or now
    return QueueRow(one, why, int((until - one.taken_at).total_seconds() // 60))


def options_of(groups: Iterable[appointments.Group]) -> list[dict[str, str]]:
    """Return the groups called first as choices."""
    return [{"value": group.key, "label": group.name} for group in groups]


def window_of(windows: Sequence[appointments.WindowInfo], remembered: str) -> appointments.WindowInfo | None:
    """Return the window the officer chose; the only one where there is but one."""
    chosen = id_in(remembered)
    found = next((one for one in windows if one.id == chosen), None)
    return found or (windows[0] if len(windows) == 1 else None)
