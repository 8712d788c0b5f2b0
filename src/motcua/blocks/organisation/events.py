"""What the organisation tells the others."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True)
class StaffLeft:
    """Every post of a member of staff ended; `last_day` is the last they hold one. Stream: the member of staff."""

    NAME: ClassVar[str] = "StaffLeft"

    last_day: date
