"""Verify all logs of a commune."""

from dataclasses import dataclass, field
from datetime import datetime

from motcua.blocks.audit.anchors import read_anchors
from motcua.blocks.audit.heads import known_heads
from motcua.blocks.audit.use_cases.seal_commune import hold_sealing
from motcua.blocks.audit.verification.anchored import check_anchors
from motcua.blocks.audit.verification.chains import check_chains
from motcua.blocks.audit.verification.contents import check_contents
from motcua.blocks.audit.verification.seals import check_seals
from motcua.kernel import tenancy


@dataclass(frozen=True)
class VerifyReport:
    """What was checked, and every problem in one plain sentence; no problem means nothing was changed."""

    commune_id: int
    streams: int
    events: int
    entries: int
    seals: int
    anchors: int
    problems: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(commune_id: int, now: datetime) -> VerifyReport:
    """Recompute chains, contents, seals and anchors of a commune and report what does not fit.

    Sealing waits while it runs; work goes on. Legal basis: TCVN 14423:2026, level 3 (protected logs).
    """
    with tenancy.scope(communes=[commune_id]):
        hold_sealing(commune_id)
        # Heads and anchors first: what is added while we walk can only make the chains longer.
        heads, anchors = known_heads(commune_id), read_anchors(commune_id)
        chains = check_chains(commune_id, heads)
        contents = check_contents(commune_id, chains)
        seals = check_seals(commune_id, now)
    return VerifyReport(
        commune_id=commune_id,
        streams=chains.streams,
        events=seals.counts["event"],
        entries=seals.counts["entry"],
        seals=len(seals.seals),
        anchors=len(anchors),
        problems=[*chains.problems, *contents, *seals.problems, *check_anchors(anchors, seals.seals, now)],
    )
