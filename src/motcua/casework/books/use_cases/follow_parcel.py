"""Write down what the post tells of a parcel: its number, and how it ended."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from motcua.casework.books.models import Parcel
from motcua.casework.books.parcel_rows import is_last, lock_parcel
from motcua.casework.books.parcels import ParcelInfo, parcel_info
from motcua.casework.books.rules.parcel_numbers import MALFORMED, read_number
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput

_S = Parcel.State
LONGEST_REASON = 300
NUMBERED = "numbered"


class End(NamedTuple):
    """How a parcel may end, in the words of the choice, and where that leaves the result of its dossier.

    `tell`: the citizen hears of it; of what is delivered they hear when the dossier is returned.
    """

    words: str
    delivery: str
    tell: bool


ENDS = {
    _S.DELIVERED.value: End("Đã phát cho người nhận", "returned", tell=False),
    _S.BACK.value: End("Không phát được, bưu điện hoàn về", "failed", tell=True),
    _S.LOST.value: End("Thất lạc ở bưu điện", "lost", tell=True),
    _S.NOT_GIVEN.value: End("Chưa giao bưu tá, đưa vào danh sách nhầm", "waiting", tell=True),
}


class ParcelEnded(Conflict):
    """What became of the parcel was written down before."""

    code = "parcel_ended"

    def __init__(self, state: str) -> None:
        super().__init__(f"Bưu gửi này đã ghi: {state.lower()}.")


class ParcelChanged(Conflict):
    """Somebody else wrote something down since the page was opened; `what`: in words."""

    code = "parcel_changed"

    def __init__(self, what: str) -> None:
        super().__init__(f"Cán bộ khác vừa ghi {what}. Hãy kiểm tra lại rồi ghi.")


def follow_parcel(
    actor: Actor, parcel_id: UUID, *, seen: str, number: str, end: str, reason: str = "", now: datetime
) -> ParcelInfo:
    """Note the number of a parcel, how it ended, or both. `end`: one of ENDS, empty while it is on its way.

    `seen`: the number that the page showed. `reason`: what the post says of the end, for officers alone. Delivered,
    the dossier is returned by post; brought back, lost or never given to the postman, its result may go out again or
    be handed over at the desk. Where the dossier went on otherwise meanwhile (taken up again, sent anew), the parcel
    alone is closed, and the citizen is not told of a paper that no longer counts. Every note stands in the dossier's
    history. Permission: dossier.return. Raises NotFound, ParcelEnded, ParcelChanged, InvalidInput at `number`, `end`,
    `reason`, and what handing over raises.
    """
    actor.require("dossier.return")
    read, reason = read_number(number), reason.strip()
    with tenancy.scope(communes=[actor.home]):
        row, dossier = lock_parcel(actor.home, parcel_id)
        if row.state != _S.ON_THE_WAY:
            raise ParcelEnded(row.get_state_display())
        if row.number != seen:
            raise ParcelChanged(f"số bưu gửi {row.number}")
        problems = _problems(row, read, end, reason)
        if problems or read is None:
            raise InvalidInput(problems)
        new_number, row.number = read if read != row.number else "", read
        if end:
            row.state, row.ended_at, row.reason = end, now, reason or None
        _follow(actor, row, dossier, new_number, now)
        row.save()
        return parcel_info(row)


def _problems(row: Parcel, number: str | None, end: str, reason: str) -> dict[str, str]:
    found = {}
    if number is None:
        found["number"] = MALFORMED
    elif row.number and not number:
        found["number"] = "Hãy ghi số bưu gửi."
    if end and end not in ENDS:
        found["end"] = "Hãy chọn một mục trong danh sách."
    elif not end and not reason and number in ("", row.number):
        found["end"] = "Hãy ghi số bưu gửi, hoặc chọn kết quả phát."
    if reason and not end:
        found["reason"] = (
            "Bưu gửi vẫn đang ở bưu điện thì chưa giữ ghi chú. Hãy chọn kết quả phát, hoặc xóa ghi chú."
        )
    elif end in (_S.BACK, _S.LOST) and not reason:
        found["reason"] = "Hãy ghi bưu điện báo vì sao."
    elif len(reason) > LONGEST_REASON:
        found["reason"] = f"Hãy ghi ngắn hơn, dài nhất {LONGEST_REASON} ký tự."
    return found


def _follow(actor: Actor, row: Parcel, dossier: dossiers.DossierInfo, new_number: str, now: datetime) -> None:
    """Write it in the dossier's history, and let the dossier follow the parcel that it waits for."""
    end = ENDS.get(row.state)
    moves = end is not None and dossier.delivery_state == "posted" and is_last(row)
    if moves and row.state == _S.DELIVERED:
        returning = dossiers.Call(
            actor, dossier.id, dossiers.Action.RETURN_RESULT, now, note=public_note_of(row)
        )
        decisions.return_result(returning, decisions.POST)
        return
    told = dossiers.ParcelFollowed(
        row.id, row.state if end else NUMBERED, new_number, tell=end is None or (moves and end.tell)
    )
    note_down(actor, row, dossier, told, now, delivery=end.delivery if end and moves else "")


def note_down(
    actor: Actor,
    row: Parcel,
    dossier: dossiers.DossierInfo,
    told: dossiers.ParcelFollowed,
    now: datetime,
    *,
    delivery: str,
    why: str = "",
) -> None:
    """Write what is told of a parcel in the history of its dossier; `delivery`: where its line moves, if it does.

    The line is internal: the citizen reads the parcel itself, and hears what concerns them. What was never given to
    the postman they do not see as a parcel, so that line is theirs: their history told before that it was.
    """
    public = not why and row.state == _S.NOT_GIVEN
    facts = dossiers.facts.Line("delivery", delivery) if delivery else None
    call = dossiers.Call(
        actor,
        dossier.id,
        dossiers.Action.FOLLOW_PARCEL,
        now,
        note=why or (public_note_of(row) if public else note_of(row)),
        internal=not public,
        facts=facts,
    )
    dossiers.act(call, lambda before, after: told)


def note_of(row: Parcel) -> str:
    """Return how a parcel stands and why, in the words of the history; for officers alone."""
    return f"{public_note_of(row)[:-1]}{f' ({row.reason})' if row.reason else ''}."


def public_note_of(row: Parcel) -> str:
    """Return how a parcel stands, without what the post said of it: that may name others."""
    number = f"Số bưu gửi {row.number}: " if row.number else "Bưu gửi chưa có số: "
    return f"{number}{Parcel.State(row.state).label.lower()}."
