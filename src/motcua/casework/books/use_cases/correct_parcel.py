"""Put right what was written of the end of a parcel by mistake."""

from datetime import datetime, timedelta
from uuid import UUID

from motcua.casework.books.models import Parcel
from motcua.casework.books.parcel_rows import is_last, lock_parcel
from motcua.casework.books.parcels import ParcelInfo, parcel_info
from motcua.casework.books.use_cases.follow_parcel import ENDS, LONGEST_REASON, note_down, note_of
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput

CORRECTED = "corrected"
# As long as the watch waits before it reminds of a result that nobody fetched: what went unnoticed for longer is
# taken up again by written order, for the citizen has reckoned with it since.
CORRECTABLE = timedelta(days=30)


class NotCorrectable(Conflict):
    """What was written of a parcel stands."""

    code = "parcel_not_correctable"


def correct_parcel(actor: Actor, parcel_id: UUID, *, reason: str, now: datetime) -> ParcelInfo:
    """Take back how a parcel ended: it is on its way again, and so is the result where nothing happened since.

    The reason stands in the dossier's history; the citizen who was told of the mistaken end is told. What was handed
    over by a parcel that was delivered stays so: a dossier that was returned is only taken up again by written order.
    What was listed by mistake waits, and goes out by a new list.
    Permission: dossier.return. Raises NotFound, NotCorrectable, InvalidInput at `why`.
    """
    actor.require("dossier.return")
    with tenancy.scope(communes=[actor.home]):
        row, dossier = lock_parcel(actor.home, parcel_id)
        _require_correctable(row, dossier, now)
        if not 1 <= len(reason := reason.strip()) <= LONGEST_REASON:
            raise InvalidInput({"why": f"Hãy ghi vì sao sửa, dài nhất {LONGEST_REASON} ký tự."})
        mistaken, was = ENDS[row.state], note_of(row)
        moves = dossier.delivery_state == mistaken.delivery
        row.state, row.ended_at, row.reason = Parcel.State.ON_THE_WAY, None, None
        told = dossiers.ParcelFollowed(row.id, CORRECTED, "", tell=moves and mistaken.tell)
        note_down(
            actor, row, dossier, told, now, delivery="posted" if moves else "",
            why=f"Sửa ghi nhầm: {reason} Đã ghi: {was}",
        )  # fmt: skip
        row.save()
        return parcel_info(row)


def may_correct(parcel: ParcelInfo, dossier: dossiers.DossierInfo, now: datetime) -> bool:
    """Whether the page offers it; what was posted again since, the act itself refuses."""
    return not parcel.is_open and not _refusal(parcel.state, parcel.ended_at, dossier, now)


def _require_correctable(row: Parcel, dossier: dossiers.DossierInfo, now: datetime) -> None:
    if row.state == Parcel.State.ON_THE_WAY:
        raise NotCorrectable("Bưu gửi này đang ở bưu điện, không có gì phải sửa.")
    if not is_last(row):
        raise NotCorrectable("Kết quả đã được gửi lại bằng bưu gửi khác.")
    if refusal := _refusal(row.state, row.ended_at, dossier, now):
        raise NotCorrectable(refusal)


def _refusal(state: str, ended_at: datetime | None, dossier: dossiers.DossierInfo, now: datetime) -> str:
    if dossier.state is dossiers.State.RETURNED:
        return "Hồ sơ này đã trả kết quả. Nếu ghi nhầm, hãy đề nghị lãnh đạo mở lại hồ sơ bằng văn bản."
    if state == Parcel.State.NOT_GIVEN:
        return "Kết quả chờ giao bưu tá. Nếu bưu tá đã nhận, hãy lập danh sách mới."
    if ended_at is None or now - ended_at > CORRECTABLE:
        return f"Đã quá {CORRECTABLE.days} ngày từ khi ghi, không sửa ở đây được nữa."
    return ""
