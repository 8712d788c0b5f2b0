"""The whole way of a dossier in one line of time: steps, stops of the clock, opinions, promised dates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.counter.opinion_rows import OpinionRow
from motcua.interfaces.counter.part_rows import PartRow
from motcua.interfaces.counter.progress import StepRow
from motcua.kernel import clock

_A = dossiers.Action
_PAUSES = {
    "supplement": "Dừng tính hạn, chờ người dân bổ sung",
    "payment": "Dừng tính hạn, chờ người dân nộp tiền",
}
# Acts that say something of the due time, or end the way; all else is told by the steps and the log.
_TOLD = (
    _A.EXTEND, _A.APOLOGISE, _A.REOPEN, _A.RECOMPUTE_DUE, _A.STOP, _A.TRANSFER, _A.REFUSE, _A.REQUEST_WITHDRAWAL,
    _A.CONFIRM_WITHDRAWAL, _A.DECLINE_WITHDRAWAL, _A.POST_RESULT, _A.FOLLOW_PARCEL,
    _A.RETURN_RESULT, _A.TAKE_BACK_RETURN,
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """Something on the way. `state` is that of a step: done, current, late or waiting."""

    title: str
    owner: str
    date: str
    state: str
    note: str = ""


# When it began, and how it is told.
Begun = tuple[datetime, Entry]


def timeline(
    steps: Sequence[tuple[dossiers.StepLine, StepRow]],
    pauses: Iterable[dossiers.PauseLine],
    opinions: Iterable[OpinionRow],
    history: Iterable[dossiers.HistoryLine],
    parts: Sequence[PartRow] = (),
) -> list[Entry]:
    """Return everything in the order in which it began; what is still to come stands last."""
    begun = [*_steps(steps), *_pauses(pauses), *_opinions(opinions), *_acts(history), *_parts(parts)]
    told = [entry for _, entry in sorted(begun, key=lambda one: one[0])]
    ahead = [Entry(row.name, row.owner, "", row.state) for line, row in steps if line.started_at is None]
    waiting = [
        Entry(f"Phần: {one.info.what.name}", one.who, "", "waiting", f"chờ: {', '.join(one.info.waits_for)}")
        for one in parts
        if one.info.begun_at is None
    ]
    return told + waiting + ahead


def _steps(steps: Iterable[tuple[dossiers.StepLine, StepRow]]) -> Iterator[Begun]:
    for line, row in steps:
        if line.started_at is not None:
            end = f", {row.date}" if row.date else ""
            yield (
                line.started_at,
                Entry(row.name, row.owner, f"từ {_moment(line.started_at)}{end}", row.state),
            )


def _pauses(pauses: Iterable[dossiers.PauseLine]) -> Iterator[Begun]:
    for one in pauses:
        end = f"đến {_moment(one.until_at)}" if one.until_at else "đến nay"
        title = _PAUSES.get(one.reason, "Dừng tính hạn")
        span = f"từ {_moment(one.from_at)} {end}"
        yield one.from_at, Entry(title, "Người dân", span, "done" if one.until_at else "current")


def _opinions(opinions: Iterable[OpinionRow]) -> Iterator[Begun]:
    for one in opinions:
        asked = one.info
        title = "Lấy ý kiến bắt buộc" if asked.required else "Lấy ý kiến"
        if asked.withdrawn_at:
            span, state = f"thôi lấy {_moment(asked.withdrawn_at)}", "done"
        elif asked.answered_at:
            late = ", sau hạn" if one.late else ""
            span, state = f"{one.verdict.lower()} {_moment(asked.answered_at)}{late}", "done"
        else:
            span, state = f"hạn {organisation.tell_soon(asked.due_at)}", "late" if one.late else "current"
        yield asked.asked_at, Entry(title, one.unit, f"hỏi {_moment(asked.asked_at)}, {span}", state)


def _parts(parts: Iterable[PartRow]) -> Iterator[Begun]:
    for one in parts:
        info = one.info
        if info.begun_at is None:
            continue
        end = f"{info.state.label.lower()} {_moment(info.ended_at)}" if info.ended_at else ""
        span = end or (f"hạn {organisation.tell_soon(info.due_at)}" if info.due_at else "")
        late = info.state.is_open and one.due.tone == "danger"
        state = "done" if info.ended_at else "late" if late else "current"
        title, note = f"Phần: {info.what.name}", info.note
        yield info.begun_at, Entry(title, one.who, f"từ {_moment(info.begun_at)}, {span}", state, note)


def _acts(history: Iterable[dossiers.HistoryLine]) -> Iterator[Begun]:
    for line in history:
        if line.action in _TOLD:
            yield line.at, Entry(line.label, line.actor_name, _moment(line.at), "done", line.note)


def _moment(at: datetime) -> str:
    return f"{clock.local(at):%H:%M %d/%m/%Y}"
