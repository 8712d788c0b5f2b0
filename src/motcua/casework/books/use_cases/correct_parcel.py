"""Put right what was written of the end of a parcel by mistake."""

from datetime import datetime, timedelta
from uuid import UUID

from motcua.casework.books.models import Parcel
from motcua.casework.books.parcel_rows import find_parcel, is_last, lock_parcel
from motcua.casework.books.parcels import ParcelInfo, parcel_info
from motcua.casework.books.use_cases.follow_parcel import (
    ENDS,
    LONGEST_REASON,
    ParcelChanged,
    note_down,
    note_of,
)
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput

CORRECTED = "corrected"
# A limit of this software: with what went unnoticed for longer the citizen has reckoned since.
CORRECTABLE = timedelta(days=30)
_STILL_THERE = "Bưu gửi chưa phát, vẫn đang ở bưu điện."


class NotCorrectable(Conflict):
    """What was written of a parcel stands."""

    code = "parcel_not_correctable"


def correct_parcel(actor: Actor, parcel_id: UUID, *, seen: str, reason: str, now: datetime) -> ParcelInfo:
    """Take back how a parcel ended: it is on its way again, and so is the result where nothing happened since.

    `seen`: the `end_mark` that the page showed; only that end is taken back.
    The reason stands in the dossier's history, for officers; the citizen who was told of the mistaken end is told.
    A dossier that was returned by this parcel is not returned any more; one that was returned another way stays so.
    What was listed by mistake waits, and goes out by a new list.
    Permission: dossier.return. Raises NotFound, NotCorrectable, ParcelChanged, InvalidInput at `why`.
    """
    actor.require("dossier.return")
    with tenancy.scope(communes=[actor.home]):
        row, dossier = lock_parcel(actor.home, parcel_id)
        if refusal := _refusal(row, dossier, now):
            raise NotCorrectable(refusal)
        if parcel_info(row).end_mark != seen:
            raise ParcelChanged(f"bưu gửi này: {row.get_state_display().lower()}")
        if not 1 <= len(reason := reason.strip()) <= LONGEST_REASON:
            raise InvalidInput({"why": f"Hãy ghi vì sao sửa, dài nhất {LONGEST_REASON} ký tự."})
        mistaken, was = ENDS[row.state], note_of(row)
        moves = dossier.delivery_state == mistaken.delivery
        returned = dossier.state is dossiers.State.RETURNED
        if returned:
            call = dossiers.Call(actor, dossier.id, dossiers.Action.TAKE_BACK_RETURN, now, note=_STILL_THERE)
            dossiers.move(call, dossiers.ReturnTakenBack())
        row.state, row.ended_at, row.reason = Parcel.State.ON_THE_WAY, None, None
        told = dossiers.ParcelFollowed(row.id, CORRECTED, "", tell=moves and (mistaken.tell or returned))
        note_down(
            actor, row, dossier, told, now, delivery="posted" if moves and not returned else "",
            why=f"Sửa ghi nhầm: {reason.rstrip('.')}. Đã ghi: {was}",
        )  # fmt: skip
        row.save()
        return parcel_info(row)


def why_not_correctable(actor: Actor, parcel_id: UUID, dossier: dossiers.DossierInfo, now: datetime) -> str:
    """Return in words why nothing of a parcel is to be put right; "" where its mistaken end may be.

    Permission: dossier.return. Raises NotFound.
    """
    actor.require("dossier.return")
    with tenancy.scope(communes=[actor.home]):
        return _refusal(find_parcel(actor.home, parcel_id), dossier, now)


def _refusal(row: Parcel, dossier: dossiers.DossierInfo, now: datetime) -> str:
    if row.state == Parcel.State.ON_THE_WAY or row.ended_at is None:
        return "Bưu gửi này đang ở bưu điện, không có gì phải sửa."
    if not is_last(row):
        return "Kết quả đã được gửi lại bằng bưu gửi khác nên không sửa bưu gửi này được nữa."
    # Returned by this parcel, and not since then another way.
    by_it = row.state == Parcel.State.DELIVERED and dossier.returned_at == row.ended_at
    if dossier.state is dossiers.State.RETURNED and not by_it:
        return "Kết quả đã được trả cho người dân bằng cách khác nên không sửa bưu gửi này được nữa."
    if row.state == Parcel.State.NOT_GIVEN:
        return "Kết quả chờ giao bưu tá. Nếu bưu tá đã nhận, hãy lập danh sách mới."
    if now - row.ended_at > CORRECTABLE:
        return f"Đã quá {CORRECTABLE.days} ngày từ khi ghi, không sửa ở đây được nữa."
    return ""
