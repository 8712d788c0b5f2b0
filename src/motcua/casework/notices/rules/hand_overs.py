"""Who gave a dossier to whom, and how each kept time: the lines of form 06, folded from the log. Pure.

A line opens when the dossier comes to a new step, to new hands, or to a unit asked for its opinion. Its receiver and
the moment of taking are filled when somebody is known to hold it, or acts in the step.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.casework.notices.rules.forms.running import HandOver, Outcome
from motcua.kernel.clock import local

WORDS = {
    "DossierSubmitted": "Nộp hồ sơ",
    "DossierAccepted": "Tiếp nhận",
    "DossierAssigned": "Phân công",
    "DossierReleased": "Trả lại việc",
    "ResultProposed": "Trình duyệt",
    "ResultSentBack": "Trả lại để sửa",
    "ResultSigned": "Đã ký duyệt",
    "ResultIssued": "Đã có kết quả",
    "ResultReturned": "Trả kết quả",
    "ReturnTakenBack": "Sửa ghi nhầm đã trả",
    "DossierReopened": "Mở lại",
    "OpinionAsked": "Lấy ý kiến",
    "OpinionGiven": "Cho ý kiến",
    "SupplementRequested": "Yêu cầu bổ sung",
    "SupplementAnswered": "Đã bổ sung",
    "PaymentRequested": "Yêu cầu nộp tiền",
}
# Whatever else ends a step is told by its event alone.
_OPENED_BY_CITIZEN = "DossierSubmitted"


@dataclass(frozen=True)
class Told:
    """An event of the dossier: who (staff id, or None), of which unit (id, or None), when, and its payload."""

    name: str
    at: datetime
    kind: str
    actor_id: UUID | None
    unit_id: UUID | None
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """How people and units are called: staff by id, units by id and by kind, the citizen, and where no name fits."""

    person: Callable[[UUID], str]
    unit: Callable[[UUID], str]
    unit_of_kind: Callable[[str], str]
    unit_of_person: Callable[[UUID], str]
    citizen: str
    citizen_unit: str
    office: str


@dataclass
class _Fold:
    names: Names
    step: str = ""
    unit: str = ""
    holder: str = ""
    due: datetime | None = None
    # The last line on the way of the dossier, and those of opinions still open, by opinion.
    way: int = -1
    asked: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    lines: list[HandOver] = field(default_factory=list)


def hand_overs(log: Iterable[Told], names: Names) -> tuple[HandOver, ...]:
    """Return the lines of form 06 from the events of a dossier, oldest first."""
    fold = _Fold(names)
    for event in log:
        if event.name in ("OpinionAsked", "OpinionGiven", "OpinionWithdrawn"):
            _opinion(fold, event)
        _take(fold, event)
        to = event.payload.get("to", {})
        moved = "step_key" in to and to["step_key"] != fold.step
        due_before = fold.due
        _remember(fold, to)
        if moved and fold.step:
            _open(fold, event, _outcome(event.at, due_before))
        elif "holder_id" in to and fold.holder and not moved:
            _new_hands(fold, event)
    return tuple(fold.lines)


def _remember(fold: _Fold, to: Mapping[str, Any]) -> None:
    fold.step = to.get("step_key", fold.step)
    fold.unit = to.get("step_unit", fold.unit)
    fold.holder = str(to.get("holder_id", fold.holder) or "")
    if "step_due_at" in to:
        fold.due = datetime.fromisoformat(to["step_due_at"]) if to["step_due_at"] else None


def _open(fold: _Fold, event: Told, outcome: Outcome) -> None:
    """Open the line of a step: given now, taken now when its holder is known."""
    holder = UUID(fold.holder) if fold.holder else None
    giver_unit, giver = _giver(fold, event)
    fold.way = len(fold.lines)
    fold.lines.append(
        HandOver(
            giver_unit=giver_unit,
            receiver_unit=_unit_of(fold, holder),
            given_at=event.at,
            received_at=event.at if holder else None,
            giver=giver,
            receiver=fold.names.person(holder) if holder else "",
            outcome="" if event.name == _OPENED_BY_CITIZEN else outcome,
            note=WORDS.get(event.name, ""),
        )
    )


def _new_hands(fold: _Fold, event: Told) -> None:
    """Somebody else holds the same step: the first hands fill the open line, further ones begin a new one."""
    line = fold.lines[fold.way] if fold.way >= 0 else None
    holder = UUID(fold.holder)
    if line is not None and line.received_at is None:
        fold.lines[fold.way] = replace(
            line,
            received_at=event.at,
            receiver=fold.names.person(holder),
            receiver_unit=_unit_of(fold, holder),
        )
    elif line is None or line.receiver != fold.names.person(holder):
        _open(fold, event, "")


def _take(fold: _Fold, event: Told) -> None:
    """Whoever acts in a step that nobody was known to hold has taken it."""
    if fold.way < 0 or event.kind != "officer" or event.actor_id is None or event.name in _FROM_OUTSIDE:
        return
    line = fold.lines[fold.way]
    if line.received_at is None:
        fold.lines[fold.way] = replace(
            line,
            received_at=event.at,
            receiver=fold.names.person(event.actor_id),
            receiver_unit=_unit_of(fold, event.actor_id),
        )


# Acts that do not show that the actor works the step.
_FROM_OUTSIDE = frozenset(
    {
        "DossierAssigned",
        "OpinionGiven",
        "TermExtended",
        "LatenessApologised",
        "WithdrawalRequested",
        "LineMoved",
    }
)


def _opinion(fold: _Fold, event: Told) -> None:
    key = str(event.payload["opinion_id"])
    if event.name == "OpinionAsked":
        unit, giver = _giver(fold, event)
        asked = fold.names.unit(UUID(str(event.payload["unit_id"])))
        fold.asked[key] = (len(fold.lines), datetime.fromisoformat(event.payload["due_at"]))
        fold.lines.append(HandOver(unit, asked, event.at, None, giver, "", "", WORDS[event.name]))
        return
    place, due = fold.asked.pop(key, (-1, event.at))
    if place < 0 or event.name == "OpinionWithdrawn":
        return
    unit, giver = _giver(fold, event)
    question = fold.lines[place]
    fold.lines[place] = replace(question, received_at=event.at, receiver=giver)
    outcome = _outcome(event.at, due)
    fold.lines.append(
        HandOver(
            unit, question.giver_unit, event.at, event.at, giver, question.giver, outcome, WORDS[event.name]
        )
    )


def _giver(fold: _Fold, event: Told) -> tuple[str, str]:
    """Return unit and name of who gave: a citizen, an officer, or the machine in the office's name."""
    names = fold.names
    if event.kind == "citizen" or event.name == _OPENED_BY_CITIZEN:
        return names.citizen_unit, names.citizen
    if event.kind == "officer" and event.actor_id is not None:
        unit = names.unit(event.unit_id) if event.unit_id else names.unit_of_person(event.actor_id)
        return unit, names.person(event.actor_id)
    line = fold.lines[fold.way] if fold.way >= 0 else None
    return (line.receiver_unit, line.receiver) if line is not None else (names.office, "")


def _unit_of(fold: _Fold, holder: UUID | None) -> str:
    if holder is not None:
        return fold.names.unit_of_person(holder)
    return fold.names.unit_of_kind(fold.unit) if fold.unit else fold.names.office


def _outcome(at: datetime, due: datetime | None) -> Outcome:
    """Early before the day of the due time, on time until its minute, late after."""
    if due is None:
        return ""
    if at.replace(second=0, microsecond=0) > due:
        return "late"
    return "on_time" if local(at).date() == local(due).date() else "early"
