"""What can be asked for in a supplement: papers and answers, each with what is there now and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.declaration import groups_of, papers_due
from motcua.interfaces.counter.reasons import SUPPLEMENT_GROUND
from motcua.interfaces.ui.middleware import Request


@dataclass(frozen=True)
class Candidate:
    """Something that can be asked for: what is there now, and what was ticked and typed."""

    kind: str
    target: str
    label: str
    now: str
    ticked: bool
    what: str

    @property
    def name(self) -> str:
        """The name of its tick box; the words stand in `<name>-what`."""
        return f"{self.kind}-{self.target}"


@dataclass(frozen=True)
class Editor:
    """The list of what can be asked for, as ticked and typed, with the reason. `source`: whose words it opened with."""

    papers: list[Candidate]
    groups: list[tuple[str, list[Candidate]]]
    reason: str
    source: intake.ProposalInfo | None

    @property
    def items(self) -> list[intake.SupplementItem]:
        """What is asked for."""
        every = self.papers + [one for _, lines in self.groups for one in lines]
        return [intake.SupplementItem(c.kind, c.target, c.label, c.what) for c in every if c.ticked]

    @property
    def context(self) -> dict[str, Any]:
        """What the template of the list needs."""
        return {
            "papers": self.papers, "groups": self.groups, "reason": self.reason, "source": self.source,
        }  # fmt: skip


def read_editor(
    request: Request, dossier: dossiers.DossierInfo, now: datetime, *, proposing: bool = False
) -> Editor:
    """Return the list as it was sent; opened for the first time, filled in with what was proposed.

    That is what lies at the desk, or, where a proposal follows another that was never sent, the one before.
    """
    wanted = request.method != "POST" and (dossier.proposed or (proposing and not dossier.snapshot.rounds))
    desk = intake.open_desk(
        request.actor, dossier, purpose="Yêu cầu bổ sung hồ sơ", now=now, proposals=wanted
    )
    source = desk.proposals[-1] if desk.proposals else None
    typed: Mapping[str, str] = _boxes(source) if source else request.POST
    reason = typed.get("reason", SUPPLEMENT_GROUND)
    return Editor(_papers(dossier, desk, typed), _groups(dossier, desk, typed), reason, source)


def _boxes(proposal: intake.ProposalInfo) -> dict[str, str]:
    """Return the boxes of what was proposed, filled in."""
    boxes = {f"{one.kind}-{one.target}-what": one.what for one in proposal.items}
    return {**boxes, "reason": proposal.reason}


def _papers(
    dossier: dossiers.DossierInfo, desk: intake.FileOnDesk, typed: Mapping[str, str]
) -> list[Candidate]:
    laid = {paper.component_code for paper in desk.papers if not paper.superseded}
    found = []
    for due in papers_due(dossier, desk.answers):
        there = "đã có" if due.component.code in laid else "chưa có"
        there = f"{there}, bắt buộc" if due.required else there
        found.append(_candidate("paper", due.component.code, due.component.name, there, typed))
    return found


def _groups(
    dossier: dossiers.DossierInfo, desk: intake.FileOnDesk, typed: Mapping[str, str]
) -> list[tuple[str, list[Candidate]]]:
    found = []
    for group in groups_of(dossier, desk):
        lines = [_candidate("field", one.id, one.label, one.value, typed) for one in group.lines if one.asked]
        if lines:
            found.append((group.title, lines))
    return found


def _candidate(kind: str, target: str, label: str, now: str, typed: Mapping[str, str]) -> Candidate:
    """Words without a tick count as ticked: whoever wrote what is wrong means it."""
    what = typed.get(f"{kind}-{target}-what", "").strip()
    ticked = bool(typed.get(f"{kind}-{target}")) or bool(what)
    return Candidate(kind, target, label, now, ticked, what)
