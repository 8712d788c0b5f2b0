"""What was proposed to the one-stop desk before, and how each proposal ended, in the words of the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake

_PROPOSED = dossiers.Action.PROPOSE_SUPPLEMENT
_ENDS = {
    dossiers.Action.REQUEST_SUPPLEMENT: "Một cửa đã gửi cho người dân",
    dossiers.Action.DECLINE_SUPPLEMENT: "Một cửa trả lại",
}


@dataclass(frozen=True)
class ProposalRow:
    """A proposal that ended. `proposer`: their name, if still known; `end`: the line that ended it.

    `why`: the reason for which it was given back.
    """

    info: intake.ProposalInfo
    proposer: str
    how: str
    end: dossiers.HistoryLine
    why: str


def earlier_proposals(
    proposals: Sequence[intake.ProposalInfo],
    history: Sequence[dossiers.HistoryLine],
    people: Mapping[UUID, str],
) -> list[ProposalRow]:
    """Return the proposals that ended, the last first; what still lies at the desk is not among them.

    The history has a line for each proposal, in the same order.
    """
    places = [place for place, line in enumerate(history) if line.action == _PROPOSED]
    rows = []
    # One proposed between the two reads has no line yet; it still lies at the desk.
    for proposal, place in zip(proposals, places, strict=False):
        end = next((line for line in history[place + 1 :] if _ends(line)), None)
        if end is not None:
            proposer = people.get(proposal.proposed_by_id, "")
            how = _ENDS.get(dossiers.Action(end.action), f"Không gửi nữa: {end.label}")
            why = end.note if end.action == dossiers.Action.DECLINE_SUPPLEMENT else ""
            rows.append(ProposalRow(proposal, proposer, how, end, why))
    return rows[::-1]


def _ends(line: dossiers.HistoryLine) -> bool:
    return line.action in _ENDS or line.dropped_proposal
