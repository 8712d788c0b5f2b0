"""Gather form 04: the extension asked for in time, and the apology for what is late."""

from datetime import datetime
from typing import Any

from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices.rules.forms import Form04
from motcua.casework.notices.use_cases.compose.shared import common, desk_of, form_of, issued_at, signer
from motcua.kernel.events import RecordedEvent

IN_TIME = (
    "Cơ quan giải quyết chân thành xin lỗi ông/bà và xin gia hạn thời gian trả kết quả. Thời gian hẹn mới ghi dưới đây;"
    " ông/bà không phải làm gì thêm."
)
LATE = (
    "Cơ quan giải quyết chân thành xin lỗi ông/bà vì đã trả kết quả chậm so với thời gian hẹn. Hồ sơ của ông/bà vẫn"
    " đang được giải quyết; ông/bà không phải nộp lại giấy tờ."
)
NO_REASON = "Hồ sơ đã quá thời gian hẹn; lý do đang được đơn vị giải quyết giải trình."


def extension(dossier: dossiers.DossierInfo, extended: RecordedEvent, line: dossiers.HistoryLine) -> Form04:
    """Gather form 04 of an extension told in time."""
    old, new = (datetime.fromisoformat(extended.payload[name]) for name in ("old_due", "new_due"))
    told = {"due_at": issued_at(old), "new_due_at": issued_at(new), "reason": line.note, "apology": IN_TIME}
    return _form(dossier, extended, told)


def apology(dossier: dossiers.DossierInfo, apologised: RecordedEvent, line: dossiers.HistoryLine) -> Form04:
    """Gather form 04 of an apology; without a reason it says that one is asked for."""
    assert dossier.due_at is not None
    promised = apologised.payload["promised_at"]
    new = issued_at(datetime.fromisoformat(promised)) if promised else None
    reason = line.note or NO_REASON
    told = {"due_at": issued_at(dossier.due_at), "new_due_at": new, "reason": reason, "apology": LATE}
    return _form(dossier, apologised, told)


def _form(dossier: dossiers.DossierInfo, event: RecordedEvent, told: dict[str, Any]) -> Form04:
    assert dossier.accepted_at is not None
    signed_by = event.actor_id if event.actor_kind == "officer" else None
    title, name = signer(dossier.commune_id, signed_by, event.at)
    return Form04(
        name=form_of(dossier, "04"),
        issued_at=issued_at(event.at),
        received_at=issued_at(dossier.accepted_at),
        signer_title=title,
        signer=name,
        **told,
        **common(dossier, desk_of(dossier, event.at)),
    )
