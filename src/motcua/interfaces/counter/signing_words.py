"""How a signature that was ordered comes along, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers

_SLOW = timedelta(seconds=60)
_ORDERS = ("approve", "issue")


@dataclass(frozen=True)
class Progress:
    """A signature under way; `slow` once it takes longer than people expect."""

    title: str
    slow: bool


def progress_of(
    results: Sequence[decisions.ResultInfo], history: Sequence[dossiers.HistoryLine], now: datetime
) -> Progress | None:
    """Return how the signature stands, or None when none is being made."""
    states = {result.state for result in results}
    if not states & {"signing", "issuing"}:
        return None
    ordered = [line.at for line in history if line.action in _ORDERS]
    title = "Đang ký số…" if "signing" in states else "Đang đóng dấu số…"
    return Progress(title, bool(ordered) and now - ordered[-1] > _SLOW)
