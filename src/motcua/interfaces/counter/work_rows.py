"""Rows of the work list, ready to print."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from motcua.blocks.identity import api as identity
from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.casework.workplace import api as workplace
from motcua.interfaces.counter.due_words import Due, due_of
from motcua.interfaces.counter.labels import CHANNELS
from motcua.kernel import clock

VIEWS = {
    "todo": "Việc chờ tôi",
    "mine": "Tôi đang giữ",
    "unit": "Đơn vị tôi",
    "today": "Đến hạn hôm nay",
    "near": "Sắp đến hạn",
    "late": "Trễ hạn",
    "waiting": "Chờ bổ sung, ý kiến",
    "collect": "Chờ trả kết quả",
    "done": "Đã xong",
    "withdrawals": "Xin rút",
    "refunds": "Chờ trả lại tiền",
    "open": "Đang giải quyết",
}
# What a view says when nothing is in it.
EMPTY = {
    "todo": "Không còn hồ sơ nào chờ ông/bà",
    "mine": "Ông/bà không giữ hồ sơ nào",
    "unit": "Không có hồ sơ nào ở đơn vị của ông/bà",
    "today": "Hôm nay không còn việc nào đến hạn",
    "near": "Không có hồ sơ nào sắp đến hạn",
    "late": "Không có hồ sơ nào trễ hạn",
    "waiting": "Không có hồ sơ nào đang chờ bổ sung, nộp tiền hay ý kiến",
    "collect": "Không có kết quả nào chờ người dân đến nhận",
    "withdrawals": "Không có ai xin rút hồ sơ",
    "refunds": "Không có khoản tiền nào chờ trả lại người dân",
}
_WAITS = (dossiers.State.SUPPLEMENT, dossiers.State.PAYMENT)


@dataclass(frozen=True)
class Row:
    """One dossier in the list."""

    id: UUID
    href: str
    reference: str
    procedure: str
    owner: str
    state: dossiers.State
    step: str
    holder: str
    due: Due
    channel: str
    late: bool
    labels: list[str]
    unread: bool
    opinion: str
    proposed: bool
    refund_due: bool
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Frame:
    """What every row of a page needs; `done`: the list of what is done, by the time it was; `labels`: their names."""

    people: dict[UUID, str]
    calendar: organisation.WorkingCalendar
    now: datetime
    done: bool
    marks: dict[UUID, workplace.Marks]
    labels: dict[UUID, str]


def row_of(dossier: dossiers.DossierInfo, frame: Frame) -> Row:
    """Return a dossier as a row: who holds it, or which role is to take it."""
    marks = frame.marks.get(dossier.id, workplace.Marks())
    role = identity.role_names().get(dossier.step_role, "")
    holder = frame.people.get(dossier.holder_id, "") if dossier.holder_id else role
    return Row(
        id=dossier.id,
        href=reverse("counter:dossier", args=[dossier.id]),
        reference=dossier.reference,
        procedure=dossier.procedure_name,
        owner=dossier.owner_name,
        state=dossier.state,
        step=dossier.step_name,
        holder=holder,
        due=_due(dossier, frame),
        channel=CHANNELS.get(dossier.channel, dossier.channel),
        late=dossier.snapshot.late(frame.now),
        labels=[frame.labels[one] for one in marks.labels if one in frame.labels],
        unread=marks.unread,
        parts=dossier.open_parts,
        proposed=dossier.proposed,
        refund_due=dossier.finance_state == "refund_due",
        opinion=_opinion(dossier.opinion_due, frame.now),
    )


def _opinion(due: datetime | None, now: datetime) -> str:
    if due is None:
        return ""
    return "Ý kiến quá hạn" if due < now else "Chờ ý kiến"


def _due(dossier: dossiers.DossierInfo, frame: Frame) -> Due:
    """Return the deadline of the step that waits; once none does, how the dossier ended."""
    if dossier.state in _WAITS and dossier.snapshot.next_at is not None:
        return Due(organisation.tell_soon(clock.local(dossier.snapshot.next_at)), "hạn của người dân")
    # A result that is made still waits in the step that hands it out.
    if dossier.finished_at is None or (dossier.step_due_at is not None and not frame.done):
        return due_of(dossier.step_due_at, frame.now, frame.calendar)
    late = dossier.due_at is not None and dossier.finished_at > dossier.due_at
    date = f"{clock.local(dossier.finished_at):%d/%m %H:%M}"
    if dossier.due_at is None:
        return Due(date, "")
    return Due(date, "trễ hạn", "danger") if late else Due(date, "đúng hạn", "success")
