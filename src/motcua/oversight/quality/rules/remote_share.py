"""The share of dossiers done from afar. KPI F34: at least 90 % from 2025.

From afar is what was filed online, alone or with help at a desk, at home or at the post office. Only what was filed
at the centre is left out: at its counter, or online with help inside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

ONLINE = frozenset({"local_portal", "national_portal"})
CENTRE = "centre"


@dataclass(frozen=True)
class RemoteShare:
    """How many dossiers of how many were filed from afar."""

    remote: int
    whole: int

    @property
    def percent(self) -> float | None:
        """The share in percent, None of nothing."""
        return 100 * self.remote / self.whole if self.whole else None


def remote_share(counts: Mapping[tuple[str, str], int]) -> RemoteShare:
    """Return the share of counts by (channel, place of help)."""
    remote = sum(
        number for (channel, place), number in counts.items() if channel in ONLINE and place != CENTRE
    )
    return RemoteShare(remote, sum(counts.values()))
