"""Write down what the post tells of a parcel: its number, that it was delivered, that it came back."""

from datetime import datetime
from uuid import UUID

from motcua.casework.books.events import ParcelCameBack, ParcelNumbered
from motcua.casework.books.models import Parcel
from motcua.casework.books.parcels import ParcelInfo, parcel_info
from motcua.casework.books.rules.parcel_numbers import MALFORMED, read_number
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import events, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound

# How a parcel ends, in the words of the choice.
ENDS = {
    Parcel.State.DELIVERED.value: "Đã phát cho người nhận",
    Parcel.State.BACK.value: "Không phát được, bưu điện hoàn về",
}
LONGEST_REASON = 300


class ParcelEnded(Conflict):
    """What became of the parcel was written down before."""

    code = "parcel_ended"

    def __init__(self, state: str) -> None:
        super().__init__(f"Bưu gửi này đã ghi: {state.lower()}.")


def follow_parcel(
    actor: Actor, parcel_id: UUID, *, number: str, end: str, reason: str = "", now: datetime
) -> ParcelInfo:
    """Note the number of a parcel, how it ended, or both. `end`: one of ENDS, empty while it is on its way.

    Delivered, the dossier is returned by post; brought back, its result lies at the desk and may go out again. Where
    the dossier went on otherwise meanwhile (taken up again, sent anew), the parcel alone is closed. Permission:
    dossier.return. Raises NotFound, ParcelEnded, InvalidInput at `number`, `end`, `reason`, and what handing over
    raises.
    """
    actor.require("dossier.return")
    read = read_number(number)
    with tenancy.scope(communes=[actor.home]):
        mine = Parcel.objects.filter(commune_id=actor.home)
        seen = mine.filter(id=parcel_id).first()
        if seen is None:
            raise NotFound("Không tìm thấy bưu gửi này.")
        dossier = dossiers.lock_dossier(actor.home, seen.dossier_id)
        row = mine.select_for_update().get(id=parcel_id)
        if row.state != Parcel.State.ON_THE_WAY:
            raise ParcelEnded(row.get_state_display())
        problems = _problems(row, read, end, reason.strip())
        if problems or read is None:
            raise InvalidInput(problems)
        changed, row.number = read != row.number, read
        told: events.DomainEvent | None = ParcelNumbered(dossier.id, read) if changed and not end else None
        if end:
            row.state, row.ended_at, row.reason = end, now, reason.strip() or None
            _end(actor, row, dossier, now)
            told = ParcelCameBack(dossier.id) if end == Parcel.State.BACK else None
        row.save()
        if told is not None:
            events.record(row.id, told, commune_id=actor.home, actor=actor, now=now)
        return parcel_info(row)


def _problems(row: Parcel, number: str | None, end: str, reason: str) -> dict[str, str]:
    found = {}
    if number is None:
        found["number"] = MALFORMED
    elif row.number and not number:
        found["number"] = "Hãy ghi số bưu gửi."
    if end and end not in ENDS:
        found["end"] = "Hãy chọn một mục trong danh sách."
    elif not end and number in ("", row.number):
        found["end"] = "Hãy ghi số bưu gửi, hoặc chọn kết quả phát."
    if end == Parcel.State.BACK and not 1 <= len(reason) <= LONGEST_REASON:
        found["reason"] = "Hãy ghi vì sao bưu điện hoàn về."
    return found


def _end(actor: Actor, row: Parcel, dossier: dossiers.DossierInfo, now: datetime) -> None:
    """Let the dossier follow its parcel, if it is still the one it waits for."""
    later = Parcel.objects.filter(
        commune_id=row.commune_id, dossier_id=dossier.id, posted_at__gt=row.posted_at
    )
    if dossier.delivery_state != "posted" or later.exists():
        return
    if row.state == Parcel.State.DELIVERED:
        call = dossiers.Call(actor, dossier.id, dossiers.Action.RETURN_RESULT, now)
        decisions.return_result(call, decisions.POST)
    else:
        call = dossiers.Call(actor, dossier.id, dossiers.Action.SET_LINE, now)
        dossiers.set_line(call, "delivery", "failed", row.id)
